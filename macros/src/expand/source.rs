//! The source of a relation's rows: a table, or a table joined to another one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use super::tokens::{at, last};
use super::{morph, through};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Joined, Key, Model, Relation};

/// The types of a relation's source.
pub(crate) struct Source {
    /// `RelationDef::Source`
    pub(crate) source: TokenStream,
    /// The trait of a condition on it.
    pub(crate) condition_on: TokenStream,
    /// `RelationDef::KeyColumn`
    pub(crate) key_column: TokenStream,
    /// The tables in words: `roles INNER JOIN role_user ON ..`, `role_user`, `user_id`.
    pub(crate) from_says: String,
    pub(crate) key_table: String,
    pub(crate) key_names: Vec<String>,
    /// The alias of a table that stands in it twice.
    pub(crate) alias: Option<Ident>,
    /// Checks that the tables can be joined, and by these columns.
    pub(crate) checks: TokenStream,
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
    match &relation.joined {
        None => of_table(model, relation),
        Some(joined) => of_join(model, relation, marker, joined),
    }
}

/// Checks that two columns have one SQL type, where the first was given.
pub(crate) fn matches(
    krate: &Path,
    given: &Key,
    related: Span,
    (a, b): (&TokenStream, &TokenStream),
) -> TokenStream {
    let given = match given {
        Key::Columns(columns) => columns.last().map(span_of),
        Key::Primary => None,
    };
    let span = given.unwrap_or(related);
    let krate = at(krate, span);
    quote_spanned!(span=> <#a as #krate::__private::KeyMatches<#b>>::MATCHES)
}

/// Checks that the columns of the key are those of the related table. The id of several models has a check of its own.
fn is_column(krate: &Path, relation: &Relation<'_>, table: &TokenStream) -> TokenStream {
    let (Key::Columns(columns), None) = (&relation.key, &relation.morph) else {
        return quote!(true);
    };
    let checks = columns.iter().map(|column| {
        let span = span_of(column);
        let krate = at(krate, span);
        quote_spanned!(span=> <#column as #krate::__private::KeyOf<#table>>::IS_COLUMN)
    });
    quote!(#(#checks)&&*)
}

fn of_table(model: &Model<'_>, relation: &Relation<'_>) -> Source {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    let width = relation.local.len();
    let table = table_type(krate, relation);
    let (key_column, key_names) = key(krate, &table, &relation.key, width, span);
    Source {
        source: table.clone(),
        condition_on: quote!(ConditionOn<#table>),
        key_column,
        from_says: last(&relation.table),
        key_table: last(&relation.table),
        key_names,
        alias: None,
        checks: is_column(krate, relation, &table),
        items: TokenStream::new(),
    }
}

/// The table of a pivot or of the model between, as it stands in the join.
struct Other {
    ty: TokenStream,
    /// `role_user`, or `users AS relations__grand_reports`
    says: String,
    name: String,
    /// The columns that equal the key of the related table, as they are declared and as they are compared.
    refers_to: TokenStream,
    own_key: TokenStream,
    own_names: Vec<String>,
    key_column: TokenStream,
    key_names: Vec<String>,
    alias: Option<Ident>,
    items: TokenStream,
}

fn other(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident, joined: &Joined) -> Other {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    let table = &joined.table;
    let ty = quote!(#table::table);
    let own = (&joined.own_key, joined.width);
    let foreign = (&relation.key, relation.local.len());
    let (own_key, own_names) = key(krate, &ty, own.0, own.1, span);
    let (key_column, key_names) = key(krate, &ty, foreign.0, foreign.1, span);
    let mut other = Other {
        says: last(table),
        name: last(table),
        refers_to: own_key.clone(),
        own_key,
        own_names,
        key_column,
        key_names,
        alias: None,
        items: TokenStream::new(),
        ty,
    };
    if joined.is_same {
        let alias = through::alias(model, relation, marker, joined);
        other.says = format!("{} AS {}", last(table), alias.name);
        other.name = alias.name.to_string();
        other.own_key = alias.key(model, &other.ty, own, span);
        other.key_column = alias.key(model, &other.ty, foreign, span);
        other.ty = alias.ty;
        other.items = alias.item;
        other.alias = Some(alias.source);
    }
    other
}

/// The key of the related table to which the other one refers.
pub(crate) fn related_key(
    model: &Model<'_>,
    relation: &Relation<'_>,
    joined: &Joined,
) -> (TokenStream, Vec<String>) {
    let (krate, span) = (&model.krate, span_of(&relation.related));
    let table = table_type(krate, relation);
    key(krate, &table, &joined.related_key, joined.width, span)
}

fn of_join(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident, joined: &Joined) -> Source {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    let table = table_type(krate, relation);
    let (related_key, related_names) = related_key(model, relation, joined);
    let other = other(model, relation, marker, joined);
    let own_key = match (&relation.morph, relation.kind) {
        (Some(morph), Kind::MorphedByMany) => morph::id(model, relation, morph, &related_key),
        _ => other.own_key,
    };
    let other_ty = &other.ty;
    let on = quote!(#krate::__private::SameColumns<#related_key, #own_key>);
    // A pivot refers to the related rows; related rows refer to the model between.
    let refers = match &joined.pivot {
        Some(_) => &other.refers_to,
        None => &related_key,
    };
    let source = quote_spanned! {span=>
        #krate::__private::Joined<#table, #other_ty, #related_key, #own_key, #refers>
    };
    let related = &relation.related;
    let matches = match &joined.pivot {
        Some(_) => matches(krate, &joined.own_key, span, (&own_key, &related_key)),
        None => matches(krate, &joined.related_key, span, (&related_key, &own_key)),
    };
    let reads = quote_spanned! {span=>
        <#related as #krate::__private::ReadFrom<#source>>::READS
    };
    let names = last(&relation.table);
    Source {
        source,
        condition_on: quote!(ConditionOnBoth<#table, #other_ty, #on>),
        from_says: format!(
            "{names} INNER JOIN {} ON {}",
            other.says,
            equal((&names, &related_names), (&other.name, &other.own_names)),
        ),
        key_column: other.key_column,
        key_table: other.name,
        key_names: other.key_names,
        alias: other.alias,
        checks: quote!(#matches && #reads),
        items: other.items,
    }
}
