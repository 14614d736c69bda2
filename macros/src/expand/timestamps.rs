//! The columns that hold when a row was made and changed, of a model and of a pivot table.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;

use super::conditions::Conditions;
use super::tokens::{at, located, respan};
use super::values::imported;
use crate::model::{Joined, Model, Pivot, Relation};
use crate::names;

/// The columns that `#[model(timestamps)]` adds.
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
    let function = format_ident!("__{}_times", names::snake(ident));
    let (imports, [created_at, updated_at]) = import(&function, table, [created, updated]);
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
            #imports
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

/// Imports two columns by one statement: where neither is there, that is one error.
fn import(function: &Ident, table: &Path, names: [&Ident; 2]) -> (TokenStream, [Ident; 2]) {
    let columns = names.map(|name| imported(function, name));
    let span = located(names[0].span());
    let table = respan(table.to_token_stream(), span);
    let imports = quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(unused_imports)]
        use #table::{#(#names as #columns),*};
    };
    (imports, columns)
}

/// The columns that `timestamps` of a many-to-many relation adds.
pub(crate) struct PivotTimestamps {
    /// `const TIMESTAMPS` and `const UTC`, parts of `impl ManyToMany`.
    pub(crate) consts: TokenStream,
    /// The columns, imported by one statement: those that are not there are one error.
    pub(crate) imports: Option<TokenStream>,
    /// Checks that they hold times.
    pub(crate) check: Option<TokenStream>,
}

pub(crate) fn of_pivot(
    model: &Model<'_>,
    relation: &Relation<'_>,
    conditions: &Conditions,
    (joined, pivot): (&Joined, &Pivot),
) -> PivotTimestamps {
    let (krate, owner) = (&model.krate, model.ident);
    let related = &relation.related;
    let option = quote!(#krate::__private::core::option::Option);
    let consts = |timestamps: TokenStream, utc: TokenStream| {
        quote! {
            const TIMESTAMPS: #option<(&'static str, &'static str)> = #timestamps;
            const UTC: #krate::__private::core::primitive::bool = #utc;
        }
    };
    let Some((created, updated)) = &pivot.timestamps else {
        return PivotTimestamps {
            consts: consts(quote!(#option::None), quote!(false)),
            imports: None,
            check: None,
        };
    };
    let names = [created, updated];
    let function = format_ident!("{}_times", conditions.function);
    let (imports, columns) = import(&function, &joined.table, names);
    let columns = names
        .iter()
        .zip(&columns)
        .map(|(name, column)| (name, at(column, located(name.span()))));
    let columns: Vec<_> = columns.collect();
    let checks = columns
        .iter()
        .map(|(name, column)| is_timestamp(model, name, column));
    let column_names = columns
        .iter()
        .map(|(_, column)| quote!(<#column as #krate::__private::diesel::Column>::NAME));
    let has_zone = columns
        .iter()
        .map(|(_, column)| quote!(#krate::__private::is_timestamp::<#column>()));
    PivotTimestamps {
        check: Some(quote!(#(#checks;)*)),
        imports: Some(imports),
        consts: consts(
            quote!(#option::Some((#(#column_names),*))),
            quote!((<#owner as #krate::ModelDef>::UTC || <#related as #krate::ModelDef>::UTC) #(&& !#has_zone)*),
        ),
    }
}
