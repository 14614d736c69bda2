//! One relation: its marker, what it means, its constant and its method.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::container;
use crate::attr::{Kind, span_of};
use crate::model::{Key, Model, Relation};
use crate::names;

pub(crate) fn expand(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    let Model {
        ident,
        vis,
        krate,
        table: local_table,
        ..
    } = model;
    let Relation {
        kind,
        name,
        related,
        table,
        local,
        ..
    } = relation;
    let span = span_of(related);
    let plain = name.unraw().to_string();
    let pascal = names::pascal(name);
    let marker = Ident::new(&format!("{}{pascal}", ident.unraw()), span);
    let with = Ident::new(&format!("{}With{pascal}", ident.unraw()), span);
    let with_count = Ident::new(&format!("{with}Count"), span);
    let constant = names::constant(name);

    let key_column = match &relation.key {
        Key::Column(column) => quote!(#column),
        Key::Primary => {
            quote_spanned!(span=> <#table::table as #krate::__private::diesel::Table>::PrimaryKey)
        }
    };
    let (field, field_ty, local_column) = (local.field, local.ty, &local.column);
    let local_name = (last(local_table), local_column.unraw().to_string());
    let remote_table = last(table);
    let remote_column = match &relation.key {
        Key::Column(column) => last(column),
        Key::Primary => "primary key".to_owned(),
    };
    let nullability =
        quote!(#krate::__private::Nullability<<#marker as #krate::RelationDef>::LocalColumn>);
    // At the type of the field: whether it fits its column, and whether it is a key.
    // (Located there, but still generated code: rustc does not call it unused.)
    let field_span = Span::call_site().located_at(field_ty.span());
    let here = at(krate, field_span);
    let local_key = quote_spanned! {field_span=>
        type Key = <#field_ty as #here::KeyField<#nullability>>::Key;
        fn local_key(
            parent: &#ident,
        ) -> #here::__private::core::option::Option<&<#marker as #here::RelationDef>::Key> {
            <#field_ty as #here::KeyField<#nullability>>::key(&parent.#field)
        }
    };

    let (shape, value, says) = match kind {
        Kind::HasMany => (
            quote!(#krate::Many),
            quote!(#krate::__private::std::vec::Vec<#related>),
            "rows",
        ),
        Kind::HasOne => (
            quote!(#krate::One),
            quote!(#krate::__private::core::option::Option<#related>),
            "row",
        ),
        Kind::BelongsTo => (
            match relation.filter {
                Some(_) => {
                    quote!(#krate::Owner<#krate::__private::diesel::sql_types::is_nullable::IsNullable>)
                }
                None => quote!(#krate::Owner<#nullability>),
            },
            quote!(#krate::__private::Value<#marker>),
            "row",
        ),
    };
    let (base, base_ty, filter) = match &relation.filter {
        None => (quote!(#table::table), quote!(#table::table), None),
        Some(filter) => {
            let function = format_ident!("__{}_{plain}", names::snake(ident), span = span);
            let dsl = quote!(#krate::__private::diesel::dsl)
                .to_string()
                .replace(' ', "");
            (
                quote! {
                    #krate::__private::diesel::query_dsl::methods::FilterDsl::filter(#table::table, #function())
                },
                quote!(#krate::__private::diesel::dsl::Filter<#table::table, #function>),
                Some(quote! {
                    #[doc(hidden)]
                    #[allow(non_camel_case_types)]
                    #[#krate::__private::diesel::dsl::auto_type(dsl_path = #dsl)]
                    fn #function() -> _ {
                        #filter
                    }
                }),
            )
        }
    };
    let is_whole = relation.filter.is_none();

    let sql = format!(
        "`SELECT {remote_table}.* FROM {remote_table} WHERE {remote_table}.{remote_column} = {}.{}`",
        local_name.0, local_name.1
    );
    let marker_doc =
        format!(" The relation `{plain}` of [`{ident}`]: {sql}. Used as [`{ident}::{constant}`].");
    let constant_doc = format!(
        " The {says} of `{plain}`: {sql}.\n\n For `.with(..)`, and as an expression with `.exists()` and `.count()`."
    );
    let method_doc = format!(" A query of the {says} of `{plain}` of this row: {sql}.");
    let (local_table_name, local_column_name) = local_name;

    let containers = [
        container::with(model, &with, name, &value),
        container::with_count(model, &with_count, name),
    ];
    let method = quote_spanned! {field_span=>
        #vis fn #name(&self) -> #here::Bound<#marker> {
            #here::Bound::to(self)
        }
    };
    // The header stands at the user's own type: what does not fit is reported there, once.
    let def = quote_spanned! {span=>
        #[automatically_derived]
        impl #krate::RelationDef for #marker
    };
    quote! {
        #[doc = #marker_doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #marker;

        #def {
            const NAME: &'static str = #plain;
            const LOCAL: (&'static str, &'static str) = (#local_table_name, #local_column_name);
            const REMOTE: &'static str = #remote_table;
            const WHOLE: bool = #is_whole;
            type Parent = #ident;
            type Related = #related;
            type Base = #base_ty;
            type KeyColumn = #key_column;
            type LocalColumn = #local_table::#local_column;
            #local_key
            type Shape = #shape;
            type With<Inner, T> = #with<Inner, T>;
            type WithCount<Inner> = #with_count<Inner>;
            fn base() -> <#marker as #krate::RelationDef>::Base {
                #base
            }
            fn wrap<Inner, T>(inner: Inner, value: T) -> #with<Inner, T> {
                #with { __inner: inner, #name: value }
            }
            fn wrap_count<Inner>(inner: Inner, count: i64) -> #with_count<Inner> {
                #with_count::__new(inner, count)
            }
        }

        #[automatically_derived]
        impl #krate::DeclaredOn<#ident> for #marker {}

        impl #ident {
            #[doc = #constant_doc]
            #vis const #constant: #krate::Relation<#marker> = #krate::Relation::declared();

            #[doc = #method_doc]
            #method
        }

        #(#containers)*
        #filter
    }
}

/// A path with another span: what fails behind it is reported there.
fn at(path: &Path, span: Span) -> TokenStream {
    let tokens = path.to_token_stream().into_iter();
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// The last segment of a path, for messages and documentation.
fn last(path: &Path) -> String {
    path.segments
        .last()
        .map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}
