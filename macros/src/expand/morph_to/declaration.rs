//! The marker and what it means, the containers, the constant and the method.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use super::{Arm, marker, owners};
use crate::attr::span_of;
use crate::expand::tokens::{at, last, located};
use crate::expand::{container, table};
use crate::model::MorphTo;
use crate::model::{Model, column_of};
use crate::names;

pub(super) fn expand(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let Model {
        ident, vis, krate, ..
    } = model;
    let (name, marker, owners) = (&morph.name, marker(model, morph), owners(model, morph));
    let plain = name.unraw().to_string();
    let with = names::with(ident, name, name.span());
    let with_count = names::with_count(ident, name, name.span());
    let constant = names::constant(name);
    let column = |column: &Ident| format!("{}.{}", last(&model.table), column.unraw());
    let id = column(&morph.id.column);
    let names = column(&morph.morph_type.column);
    let says = arms.iter().map(|arm| arm.variant.unraw().to_string());
    let says = says.collect::<Vec<_>>().join("`, `");
    let marker_doc = format!(
        " The owner `{plain}` of [`{ident}`], one of `{says}`: the row with the key `{id}` of the model that `{names}` names. Used \
         as [`{ident}::{constant}`]."
    );
    let constant_doc = format!(
        " The owner `{plain}`, one of `{says}`: one statement for each model that is among the owners.\n\n For `.with(..)`, and \
         as an expression with `.exists()`."
    );
    let method_doc = format!(
        " A query of the owner of this row: `SELECT .. WHERE id = {id}`, of the model that `{names}` names."
    );
    let value = quote!(#krate::__private::MorphValue<#owners>);
    let doc = format!(" [`{ident}`] with the loaded owner `{plain}`.");
    let containers = [
        container::with(model, &with, &quote!(#ident), name, &value, &doc),
        container::with_count(model, &with_count, name),
    ];
    let def = def(model, morph, arms);
    let owns = arms.iter().map(|arm| owns(model, morph, arm));
    let distinct = distinct(model, arms);
    quote! {
        #[doc = #marker_doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #marker;

        #def

        #(#owns)*
        #distinct

        #[allow(private_interfaces)]
        impl #ident {
            #[doc = #constant_doc]
            #vis const #constant: #owners = #owners::__declared();

            #[doc = #method_doc]
            #vis fn #name(&self) -> #krate::__private::OwnerOf<'_, #ident, #owners> {
                #krate::__private::OwnerOf::new(self, #owners::__declared())
            }
        }

        #(#containers)*
    }
}

/// `impl MorphTo for CommentableOfComment`
fn def(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let Model {
        ident,
        krate,
        table,
        ..
    } = model;
    let (name, marker) = (&morph.name, marker(model, morph));
    let plain = name.unraw().to_string();
    let with = names::with(ident, name, name.span());
    let with_count = names::with_count(ident, name, name.span());
    let count_field = names::count(name);
    let count = format!("{plain}_count");
    let (id_column, type_column) = (&morph.id.column, &morph.morph_type.column);
    let (table_name, id_name) = (last(table), id_column.unraw().to_string());
    let models = arms.iter().map(|arm| &arm.listed);
    let row_key = row_key(model);
    let type_span = located(syn::spanned::Spanned::span(morph.morph_type.ty));
    let here = at(krate, type_span);
    let column = at(&quote!(#table::#type_column), type_span);
    let get_type = quote_spanned! {type_span=>
        #here::__private::KeyField::<
            <<#marker as #here::MorphTo>::TypeColumn as #here::__private::KeyColumns>::IsNull,
        >::key(
            #here::__private::HasKeyField::<<#marker as #here::MorphTo>::TypeColumn>::field(__parent),
        )
        .map(#here::__private::type_of)
    };
    let type_column_of = quote_spanned! {type_span=>
        type TypeColumn = #here::__private::Checked<#column, { <#column as #here::__private::TypeColumn>::IS_TEXT }>;
    };
    quote! {
        #[automatically_derived]
        impl #krate::MorphTo for #marker {
            const NAME: &'static str = #plain;
            const COUNT: &'static str = #count;
            const ID: (&'static str, &'static str) = (#table_name, #id_name);
            const TYPE: &'static str = <#table::#type_column as #krate::__private::diesel::Column>::NAME;
            const OWNERS: &'static [&'static str] = &[#(<#models as #krate::ModelDef>::MORPH_NAME),*];
            type Parent = #ident;
            type IdColumn = #table::#id_column;
            #type_column_of
            type Nullability =
                <#krate::Composite<(#table::#id_column, #table::#type_column)> as #krate::__private::KeyColumns>::IsNull;
            type With<__Inner, __T> = #with<__Inner, __T>;
            type WithCount<__Inner> = #with_count<__Inner>;
            fn morph_type(__parent: &#ident) -> #krate::__private::core::option::Option<&#krate::__private::core::primitive::str> {
                #get_type
            }
            fn row_key(__parent: &#ident) -> #krate::__private::std::string::String {
                let _ = __parent;
                #row_key
            }
            fn wrap<__Inner, __T>(__inner: __Inner, __value: __T) -> #with<__Inner, __T> {
                #with { __inner, #name: __value }
            }
            fn wrap_count<__Inner>(__inner: __Inner, __count: i64) -> #with_count<__Inner> {
                #with_count { __inner, #count_field: __count }
            }
        }
    }
}

/// The primary key of a row, as errors say it.
fn row_key(model: &Model<'_>) -> TokenStream {
    let krate = &model.krate;
    let keys: Vec<_> = model
        .primary_key
        .iter()
        .filter_map(|name| Some(model.local(name)?.field))
        .collect();
    match keys.as_slice() {
        [] => quote!(#krate::__private::std::string::String::new()),
        [key] => quote!(#krate::__private::std::format!("{:?}", __parent.#key)),
        keys => quote!(#krate::__private::std::format!("{:?}", (#(&__parent.#keys,)*))),
    }
}

/// The owners of one model, by their key.
fn owns(model: &Model<'_>, morph: &MorphTo<'_>, arm: &Arm<'_>) -> TokenStream {
    let Model {
        ident,
        krate,
        table,
        ..
    } = model;
    let marker = marker(model, morph);
    let (id_column, type_column) = (&morph.id.column, &morph.morph_type.column);
    let Arm { alias, listed, .. } = arm;
    let (owner, span) = (arm.model, span_of(arm.model));
    let here = at(krate, span);
    let (owner_key, is_table) = match &morph.owner_key {
        Some(key) => {
            let table = model.table_of(owner);
            let is_table = table::check(model, owner, &table);
            let key = column_of(&table, key.clone().into()).to_token_stream();
            (key, Some(quote!(const _: fn() = || #is_table;)))
        }
        None => (
            quote_spanned!(span=> <#listed as #here::ModelDef>::PrimaryKey),
            None,
        ),
    };
    let id = at(&quote!(#table::#id_column), span);
    let type_column = at(&quote!(#table::#type_column), span);
    let marker = at(&marker, span);
    let key = quote_spanned!(span=> <#marker as #here::__private::Owns<#alias>>::OwnerKey);
    quote_spanned! {span=>
        type #alias = #owner;
        #is_table
        #[automatically_derived]
        impl #here::__private::Owns<#alias> for #marker {
            type Model = #here::__private::Checked<#alias, { <#alias as #here::__private::IsModel>::IS_MODEL }>;
            type OwnerKey = #owner_key;
            type Form = #here::__private::FormOf<
                #here::__private::Check<{ <#id as #here::__private::MorphId<#key>>::HOLDS }>,
                #id,
                #key,
            >;
        }
        #[automatically_derived]
        impl #here::__private::Lists<#alias, #id, #type_column, #key> for #ident {
            type Form = <#marker as #here::__private::Owns<#alias>>::Form;
        }
    }
}

/// Checks that no two models of the list have the same morph name.
fn distinct(model: &Model<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let krate = &model.krate;
    let distinct = arms.iter().enumerate().flat_map(|(number, arm)| {
        arms[..number].iter().map(move |other| {
            let (a, b) = (&other.listed, &arm.listed);
            let message = format!(
                "`{}` and `{}` have the same morph name, upper and lower case aside, by which their rows could not be told apart; \
                 give one of them another: `#[model(morph_name = \"..\")]`",
                last(other.model),
                last(arm.model),
            );
            let span = span_of(arm.model);
            let krate = at(krate, span);
            quote_spanned! {span=>
                const _: () = #krate::__private::assert!(
                    !#krate::__private::same_name(<#a as #krate::ModelDef>::MORPH_NAME, <#b as #krate::ModelDef>::MORPH_NAME),
                    #message
                );
            }
        })
    });
    distinct.collect()
}
