//! What the rows of a relation are selected from: a table, or a table joined to another one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

use super::relation::last;
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Joined, Key, Model, Relation};
use crate::names;

/// The types of a relation's source.
pub(crate) struct Source {
    /// `RelationDef::Base`, and the expression of `base()`.
    pub(crate) base_ty: TokenStream,
    pub(crate) base: TokenStream,
    /// `RelationDef::Source`
    pub(crate) source: TokenStream,
    /// The function of `Condition` that checks a condition.
    pub(crate) only: TokenStream,
    /// `RelationDef::KeyColumn`
    pub(crate) key_column: TokenStream,
    /// The same in words: `roles INNER JOIN role_user ON ..`, `role_user`, `user_id`.
    pub(crate) from_says: String,
    pub(crate) key_table: String,
    pub(crate) key_names: Vec<String>,
    /// The alias of a table that stands in it twice.
    pub(crate) alias: Option<Ident>,
    pub(crate) items: TokenStream,
}

/// The columns of a key, as a type; `width` of a primary key.
pub(crate) fn key(
    krate: &Path,
    table: &TokenStream,
    key: &Key,
    width: usize,
    span: Span,
) -> (TokenStream, Vec<String>) {
    let primary = quote_spanned!(span=> <#table as #krate::__private::diesel::Table>::PrimaryKey);
    match key {
        Key::Columns(columns) => {
            let names = columns.iter().map(last).collect();
            let column = match columns.as_slice() {
                [column] => column.to_token_stream(),
                several => quote!(#krate::Composite<(#(#several,)*)>),
            };
            (column, names)
        }
        Key::Primary if width == 1 => (primary, vec!["primary key".to_owned()]),
        Key::Primary => (
            quote_spanned!(span=> #krate::Composite<#primary>),
            vec!["primary key".to_owned()],
        ),
    }
}

/// The related table: that of the model, where no column of it is named, and always behind a pivot table.
pub(crate) fn table_type(krate: &Path, relation: &Relation<'_>) -> TokenStream {
    let Relation { related, table, .. } = relation;
    let joined = relation.joined.as_ref();
    let has_pivot = joined.is_some_and(|joined| joined.pivot.is_some());
    match relation.needs_table && !has_pivot {
        true => quote!(#table::table),
        false => quote_spanned!(span_of(related)=> <#related as #krate::ModelDef>::Table),
    }
}

/// `a.x = b.x AND a.y = b.y`
pub(crate) fn equal(a: (&str, &[String]), b: (&str, &[String])) -> String {
    let pairs = a.1.iter().zip(b.1);
    if a.1.len() == b.1.len() {
        let pairs = pairs.map(|(x, y)| format!("{}.{x} = {}.{y}", a.0, b.0));
        return pairs.collect::<Vec<_>>().join(" AND ");
    }
    let list = |(table, names): (&str, &[String])| match names {
        [one] => format!("the {one} of {table}"),
        several => format!("({table}.{})", several.join(&format!(", {table}."))),
    };
    format!("{} = {}", list(a), list(b))
}

pub(crate) fn source(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident) -> Source {
    let krate = &model.krate;
    let table = &relation.table;
    let span = span_of(&relation.related);
    let width = relation.local.len();
    let table_ty = table_type(krate, relation);
    let Some(joined) = &relation.joined else {
        let (key_column, key_names) = key(krate, &table_ty, &relation.key, width, span);
        return Source {
            base_ty: table_ty.clone(),
            base: match relation.needs_table {
                true => table_ty.clone(),
                false => quote_spanned!(span=> <#table_ty as ::core::default::Default>::default()),
            },
            source: table_ty.clone(),
            only: quote!(of::<#table_ty>),
            key_column,
            from_says: last(table),
            key_table: last(table),
            key_names,
            alias: None,
            items: TokenStream::new(),
        };
    };
    let other = &joined.table;
    let (related_key, related_names) =
        key(krate, &table_ty, &joined.related_key, joined.width, span);
    let (own_key, own_names) = key(
        krate,
        &quote!(#other::table),
        &joined.own_key,
        joined.width,
        span,
    );
    let (key_column, key_names) = key(krate, &quote!(#other::table), &relation.key, width, span);
    let through = last(other);
    let mut source = Source {
        base_ty: TokenStream::new(),
        base: TokenStream::new(),
        source: TokenStream::new(),
        only: TokenStream::new(),
        key_column,
        from_says: String::new(),
        key_table: through,
        key_names,
        alias: None,
        items: TokenStream::new(),
    };
    let mut own_key_column = own_key;
    let refers_to = own_key_column.clone();
    if let (Some(morph), Kind::MorphedByMany) = (&relation.morph, relation.kind) {
        let id = &morph.id;
        own_key_column =
            quote_spanned!(span=> <#id as #krate::__private::MorphId<#related_key>>::Id);
    }
    let (mut other_ty, mut other_value) = (quote!(#other::table), quote!(#other::table));
    if joined.is_same {
        let alias = alias(model, relation, marker, joined);
        source.key_table = alias.name.to_string();
        other_ty = alias.ty;
        other_value = alias.value;
        source.items = alias.item;
        let aliased = |key: &Key, width| match key {
            Key::Columns(columns) if columns.len() > 1 => {
                let source = &alias.source;
                quote!(#krate::Composite<(#(#krate::__private::Aliased<#source, #columns>,)*)>)
            }
            _ => {
                let source = &alias.source;
                let column = self::key(krate, &quote!(#other::table), key, width, span).0;
                quote!(#krate::__private::Aliased<#source, #column>)
            }
        };
        source.key_column = aliased(&relation.key, width);
        source.alias = Some(alias.source.clone());
        own_key_column = aliased(&joined.own_key, joined.width);
    }
    let on = quote!(#krate::__private::SameColumns<#related_key, #own_key_column>);
    let dsl = quote!(#krate::__private::diesel::dsl);
    source.from_says = format!(
        "{} INNER JOIN {} ON {}",
        last(table),
        if joined.is_same {
            format!("{} AS {}", last(other), source.key_table)
        } else {
            last(other)
        },
        equal(
            (&last(table), &related_names),
            (&source.key_table, &own_names)
        ),
    );
    source.base_ty = quote!(#dsl::InnerJoin<#table_ty, #dsl::On<#other_ty, #on>>);
    source.only = quote!(of_joined::<#table_ty, #other_ty, #on>);
    // A pivot refers to the related rows; related rows refer to the model between.
    let refers = match &joined.pivot {
        Some(_) => &refers_to,
        None => &related_key,
    };
    source.source = quote! {
        #krate::__private::Joined<#table_ty, #other_ty, #related_key, #own_key_column, #refers>
    };
    let check = (!joined.is_same).then(
        || quote_spanned!(span=> #krate::__private::stand_together::<#other::table, #table_ty>();),
    );
    source.base = quote_spanned! {span=>
        #check
        #krate::__private::diesel::QueryDsl::inner_join(
            <#table_ty as ::core::default::Default>::default(),
            #krate::__private::diesel::JoinOnDsl::on(
                #other_value,
                #krate::__private::same_columns::<#related_key, #own_key_column>(),
            ),
        )
    };
    source
}

struct Alias {
    name: Ident,
    source: Ident,
    ty: TokenStream,
    value: TokenStream,
    item: TokenStream,
}

/// `users AS relations__grand_reports`
fn alias(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident, joined: &Joined) -> Alias {
    let krate = &model.krate;
    let vis = model.vis;
    let span = Span::call_site();
    let relation_name = relation.name.unraw();
    let name = format_ident!("relations__{relation_name}", span = span);
    let value = format_ident!(
        "__{}_{relation_name}_through",
        names::snake(model.ident),
        span = span
    );
    let source = format_ident!("{marker}Through", span = span);
    let table = &joined.table;
    let diesel = quote!(#krate::__private::diesel);
    Alias {
        ty: quote!(#diesel::query_source::Alias<#source>),
        value: quote!(<#diesel::query_source::Alias<#source> as ::core::default::Default>::default()),
        item: quote! {
            #diesel::alias!(#vis const #value: Alias<#source> = #table as #name);
        },
        name,
        source,
    }
}
