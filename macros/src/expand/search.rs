//! `#[model(search(..))]`: the names of the model's columns and relations, and the lists of what requests may name.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::search_lists::Lists;
use super::search_scopes;
use super::tokens::{at, located};
use super::{morph_to, pivot_row, relation};
use crate::model::{Field, Model, MorphTo, Relation, Search};
use crate::names;

pub(crate) fn expand(model: &Model<'_>) -> Option<TokenStream> {
    let search = model.search.as_ref()?;
    let columns = model.fields.iter().map(|field| column(model, field));
    let relations = model.relations.iter();
    let relations = relations.map(|relation| named(model, relation));
    let owners = model.morphs.iter();
    let owners = owners.filter(|morph| search.names(&morph.name));
    let owners = owners.map(|morph| owner(model, morph));
    let searchable = searchable(model, search);
    // In a block, so that its names are in nobody's way.
    Some(quote! {
        const _: () = {
            #(#columns)*
            #(#relations)*
            #(#owners)*
            #searchable
        };
    })
}

/// The hash of a name, as the runtime knows it.
pub(crate) fn hash(name: &proc_macro2::Ident) -> Literal {
    Literal::u64_unsuffixed(names::hash(&name.unraw().to_string()))
}

/// `impl SearchColumn<..> for Post`
fn column(model: &Model<'_>, field: &Field<'_>) -> TokenStream {
    let (ident, table) = (model.ident, &model.table);
    let Field {
        ident: name,
        ty,
        column,
        json,
        ..
    } = field;
    let span = located(name.span());
    let (krate, ident) = (at(&model.krate, span), at(ident, span));
    let hash = hash(name);
    quote_spanned! {span=>
        #[automatically_derived]
        impl #krate::__private::search::SearchColumn<#hash> for #ident {
            const COLUMN: &'static #krate::__private::core::primitive::str = #json;
            type Column = #table::#column;
            type Value = #ty;
        }
    }
}

/// `impl SearchRelation<..> for Post`
fn named(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    let ident = model.ident;
    let marker = relation::marker(model, relation);
    let span = located(marker.span());
    let krate = at(&model.krate, span);
    let hash = hash(&relation.name);
    let selection = pivot_row::pivot_row(model, relation, &marker);
    let selection = selection.map_or_else(|| quote!(()), |row| row.selection);
    quote_spanned! {span=>
        #[automatically_derived]
        impl #krate::__private::search::SearchRelation<#hash> for #ident {
            type Relation = #marker;
            type Selection = #selection;
        }
    }
}

/// `impl SearchOwner for CommentableOfComment`
fn owner(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let (krate, ident) = (&model.krate, model.ident);
    let marker = morph_to::marker(model, morph);
    let owners = morph_to::lenient(model, morph);
    let constant = names::constant(&morph.name);
    let search = quote!(#krate::__private::search);
    quote! {
        #[automatically_derived]
        impl #search::SearchOwner for #marker {
            type Owners = #owners;
            fn owners() -> <#marker as #search::SearchOwner>::Owners {
                #ident::#constant.lenient()
            }
        }
    }
}

/// `impl Searchable for Post`, and the items that its lists name.
fn searchable(model: &Model<'_>, search: &Search) -> TokenStream {
    let (krate, ident) = (&model.krate, model.ident);
    let mut lists = Lists::new(model);
    let filters = lists.filters(&search.filters);
    let sorts = lists.sorts(&search.sorts);
    let keywords = lists.keywords(&search.keywords);
    let includes = lists.includes(&search.includes);
    let aggregates = lists.aggregates(&search.aggregates);
    let writes = lists.writes(&search.writes);
    let (scopes, scope_items) = search_scopes::scopes(model, &search.scopes);
    let key = lists.key(search);
    let items = lists.items;
    let (default, max) = (
        Literal::u32_unsuffixed(search.default_limit),
        Literal::u32_unsuffixed(search.max_limit),
    );
    let trashed = search.trashed;
    let fields = model.fields.iter().filter(|field| field.is_in_json);
    let fields = fields.map(|field| &field.json);
    // What the compiler says of the lists as a whole, it says at the word `search`.
    let span = located(search.word.span());
    let krate = at(krate, span);
    let writable = (!search.writes.is_empty()).then(|| {
        quote_spanned! {span=>
            #[automatically_derived]
            impl #krate::__private::search::Writable for #ident {
                type Writes = #writes;
            }
        }
    });
    let primitive = quote_spanned!(span=> #krate::__private::core::primitive);
    quote_spanned! {span=>
        #items
        #scope_items

        #[automatically_derived]
        impl #krate::__private::search::Names for #ident {
            type Me = #ident;
        }

        #[automatically_derived]
        impl #krate::__private::search::Searchable for #ident {
            type Filters = #filters;
            type Sorts = #sorts;
            type Keywords = #keywords;
            type Includes = #includes;
            type Aggregates = #aggregates;
            type Scopes = #scopes;
            type Key = #key;
            const DEFAULT_LIMIT: #primitive::u32 = #default;
            const MAX_LIMIT: #primitive::u32 = #max;
            const TRASHED: #primitive::bool = #trashed;
            const FIELDS: &'static [&'static #primitive::str] = &[#(#fields),*];
        }

        #writable
    }
}
