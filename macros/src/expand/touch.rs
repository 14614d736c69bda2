//! The rows that are touched beside a model: owners, and related rows behind a pivot table.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Path;

use super::tokens::{at, located, respan};
use super::{morph, relation};
use crate::model::{Model, MorphTo, Relation, column_of};

/// `fn touched`, a part of `impl Model`.
pub(crate) fn touched(model: &Model<'_>) -> Option<TokenStream> {
    let krate = &model.krate;
    let ident = model.ident;
    let relations = model.relations.iter();
    let relations = relations.filter_map(|relation| one(model, relation));
    let morphs = model.morphs.iter().flat_map(|morph| owners(model, morph));
    let touched: Vec<_> = relations.chain(morphs).collect();
    if touched.is_empty() {
        return None;
    }
    let vec = quote!(#krate::__private::std::vec);
    Some(quote! {
        const TOUCHES: bool = true;
        fn touched<__DB: #krate::Dialect>() -> #vec::Vec<#krate::__private::Touched<__DB, #ident>> {
            #krate::__private::core::convert::From::from([#(#touched),*])
        }
    })
}

/// A column that is touched, and the check that it is one of the table and holds a time, where the user wrote it.
fn checked(
    model: &Model<'_>,
    table: &Path,
    column: &Path,
    span: Span,
) -> (TokenStream, TokenStream) {
    let (krate, span) = (&model.krate, located(span));
    let column = at(column, span);
    let check = quote!(#krate::__private::is_touched::<#table::table, #column>());
    (column, respan(check, span))
}

fn one(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    let krate = &model.krate;
    let (column, span) = relation.touch.as_ref()?;
    let marker = relation::marker(model, relation);
    let (column, check) = checked(model, &relation.table, column, *span);
    let touched = match (&relation.joined, &relation.morph) {
        (None, _) => quote!(#krate::__private::Touched::owner::<#marker, #column>()),
        (_, None) => {
            let none = quote!(#krate::__private::core::option::Option::None);
            quote!(#krate::__private::Touched::related::<#marker, #column>(#none))
        }
        (_, Some(morph)) => {
            let morph_type = &morph.morph_type;
            let owner = morph::owner(model, relation);
            quote! {
                #krate::__private::Touched::related::<#marker, #column>(#krate::__private::core::option::Option::Some((
                    <#morph_type as #krate::__private::diesel::Column>::NAME,
                    <#owner as #krate::ModelDef>::MORPH_NAME,
                )))
            }
        }
    };
    Some(quote! {{
        #check;
        #touched
    }})
}

/// The owners of each model of a polymorphic relation.
fn owners(model: &Model<'_>, morph: &MorphTo<'_>) -> Vec<TokenStream> {
    let Some((key, column)) = &morph.touch else {
        return Vec::new();
    };
    let krate = &model.krate;
    let marker = super::morph_to::marker(model, morph);
    let owner = |owner: &Path| match column {
        Some(column) => {
            let (table, span) = (model.table_of(owner), column.span());
            let column = column_of(&table, column.clone().into());
            let is_table = super::table::check(model, owner, &table);
            let (column, check) = checked(model, &table, &column, span);
            quote! {{
                #is_table
                #check;
                #krate::__private::Touched::owner_of_type::<#marker, #owner, #column>()
            }}
        }
        None => {
            let column = quote!(<#owner as #krate::__private::Timestamped>::UpdatedAt);
            respan(
                quote!(#krate::__private::Touched::owner_of_type::<#marker, #owner, #column>()),
                located(key.span()),
            )
        }
    };
    morph.owners.iter().map(owner).collect()
}
