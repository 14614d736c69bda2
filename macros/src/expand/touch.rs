//! When rows change: the model's own timestamps, and what is touched beside them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use crate::kind::Kind;
use crate::model::MorphTo;
use crate::model::{Model, Relation, column_of, related_path};

use super::relation::{self, at, respan};

/// What `#[model(timestamps)]` adds.
#[derive(Default)]
pub(crate) struct Timestamps {
    /// `const TIMESTAMPS`, a part of `impl Model`.
    pub(crate) timestamps: TokenStream,
    /// `impl Timestamped for Post`
    pub(crate) timestamped: TokenStream,
}

pub(crate) fn timestamps(model: &Model<'_>) -> Timestamps {
    let Model {
        ident,
        krate,
        table,
        ..
    } = model;
    let utc = utc(model);
    let Some((created, updated)) = &model.timestamps else {
        return Timestamps {
            timestamps: utc,
            ..Timestamps::default()
        };
    };
    let (created_at, updated_at) = (column(table, created), column(table, updated));
    let timestamped = quote!(<#ident as #krate::__private::Timestamped>);
    let checks = [
        is_timestamp(model, created, &quote!(#timestamped::CreatedAt)),
        is_timestamp(model, updated, &quote!(#timestamped::UpdatedAt)),
    ];
    let column = quote!(#krate::__private::diesel::Column);
    let option = quote!(#krate::__private::core::option::Option);
    Timestamps {
        timestamps: quote! {
            #utc
            const TIMESTAMPS: #option<(&'static str, &'static str)> = {
                #(#checks;)*
                #option::Some((
                    <#timestamped::CreatedAt as #column>::NAME,
                    <#timestamped::UpdatedAt as #column>::NAME,
                ))
            };
        },
        timestamped: quote! {
            #[automatically_derived]
            impl #krate::__private::Timestamped for #ident {
                type CreatedAt = #created_at;
                type UpdatedAt = #updated_at;
            }
        },
    }
}

/// `const UTC`, a part of `impl Model`, and the checks that the columns have no zone.
fn utc(model: &Model<'_>) -> TokenStream {
    let krate = &model.krate;
    let Some(span) = model.utc else {
        return TokenStream::new();
    };
    let times = model.timestamps.iter().flat_map(|(a, b)| [a, b]);
    let times = times.map(|name| {
        let column = column(&model.table, name);
        quote_spanned!(located(span)=> is_timestamp::<#column>())
    });
    let deleted_at = model.soft_delete.iter();
    let deleted_at =
        deleted_at.map(|column| quote_spanned!(located(span)=> is_deletion_mark::<#column>()));
    let check = |has_zone: TokenStream| {
        let message = "`utc` is for columns without a zone: a `Timestamptz` is the same moment for every session; remove `utc`";
        quote_spanned! {located(span)=>
            #krate::__private::assert!(!#krate::__private::#has_zone, #message);
        }
    };
    let checks = times.chain(deleted_at).map(check);
    quote! {
        const UTC: #krate::__private::core::primitive::bool = {
            #(#checks)*
            true
        };
    }
}

/// A column of the model's or a pivot table, where the user wrote it.
pub(crate) fn column(table: &Path, column: &Ident) -> TokenStream {
    at(&quote!(#table::#column), located(column.span()))
}

/// Checks that a column holds a time, where the user wrote it.
pub(crate) fn is_timestamp(model: &Model<'_>, name: &Ident, column: &TokenStream) -> TokenStream {
    let krate = &model.krate;
    let check = quote!(#krate::__private::is_timestamp::<#column>());
    respan(check, located(name.span()))
}

/// Located there, but still generated code: rustc does not suggest to change it.
pub(crate) fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

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
            let owner = match relation.kind {
                Kind::MorphedByMany => relation.related.to_token_stream(),
                _ => model.ident.to_token_stream(),
            };
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
            let (table, span) = (related_path(owner), column.span());
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
