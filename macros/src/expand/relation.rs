//! One relation: its marker, what it means, its constant and its method.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::belongs_to_many::ManyToMany;
use super::conditions::{Conditions, conditions};
use super::pivot_row::{PivotRow, pivot_row};
use super::scope::scope;
use super::source::{self, Source};
use super::tokens::{at, last, located, respan};
use super::{
    belongs_to, belongs_to_many, container, has_many, key, leaving, morph, search_scopes, table,
    through,
};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Model, Relation};
use crate::names;

/// `PostsOfUser`
pub(crate) fn marker(model: &Model<'_>, relation: &Relation<'_>) -> Ident {
    names::marker(model.ident, &relation.name, span_of(&relation.related))
}

pub(crate) fn expand(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    let Model {
        ident, vis, krate, ..
    } = model;
    let marker = &marker(model, relation);
    let source = source::source(model, relation, marker);
    let row = pivot_row(model, relation, marker);
    let conditions = conditions(model, relation);
    let docs = Docs::new(model, relation, &source);
    let (pivot_fields, pivot_items) = search_scopes::pivot_fields(model, relation, &conditions);
    let many_to_many = belongs_to_many::many_to_many(model, relation, marker, &conditions);
    let (checks, checks_item) = checks(
        model,
        relation,
        (&source, &conditions),
        many_to_many.as_ref(),
    );
    let many_to_many = many_to_many.map(|it| it.def);
    let def = def(
        model,
        relation,
        marker,
        (&source, &conditions),
        (&pivot_fields, &checks),
    );
    let inherent = inherent(model, relation, marker, (row.as_ref(), &docs));
    let def = quote! {
        #def

        #[automatically_derived]
        impl #krate::__private::DeclaredOn<#ident> for #marker {}

        #inherent

        #many_to_many
    };
    let form = morph::form(model, relation);
    let def = quote!(#form #def);
    // Many places ask for an id that fits its owners; this is the one answer.
    let def = match relation.morph {
        Some(_) => respan(def, located(span_of(&relation.related))),
        None => def,
    };
    let containers = containers(model, relation, marker, row.as_ref());
    let row_items = row.map(|row| row.items);
    let (items, filter) = (source.items, conditions.items);
    let marker_doc = docs.marker;
    let models = models(relation);
    quote! {
        #[doc = #marker_doc]
        #[allow(private_interfaces)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #marker<__Of = #krate::__private::Of<(#(#models,)*)>>(#krate::__private::core::marker::PhantomData<__Of>);

        #checks_item
        #def
        #containers
        #row_items
        #items
        #filter
        #pivot_items
    }
}

/// The models that the types of the relation name: it is visible where all of them are.
fn models<'a>(relation: &'a Relation<'_>) -> Vec<&'a Path> {
    let joined = relation.joined.iter();
    let between = joined.flat_map(|joined| {
        let using = joined.pivot.as_ref().and_then(|pivot| pivot.using.as_ref());
        joined.through.iter().chain(using)
    });
    between.chain([&relation.related]).collect()
}

/// The checks of the declaration, each reported where it is written. A relation for which they do not hold is silent where it is used.
fn checks(
    model: &Model<'_>,
    relation: &Relation<'_>,
    (source, conditions): (&Source, &Conditions),
    many_to_many: Option<&ManyToMany>,
) -> (Ident, TokenStream) {
    let krate = &model.krate;
    let marker = marker(model, relation);
    let name = format_ident!("__{}", names::constant(&marker), span = Span::call_site());
    let tables = table::checks(model, relation);
    let (_, order) = has_many::first(model, relation);
    let many_to_many = many_to_many.map(|it| &it.checks);
    let local = key::column(model, &relation.local);
    let matches = match relation.morph {
        Some(_) => quote!(true),
        None => {
            let keys = (&source.key_column, &local);
            source::matches(krate, &relation.key, span_of(&relation.related), keys)
        }
    };
    let filter = conditions.filter.as_ref().zip(relation.filter.as_ref());
    let filter = filter.map(|(function, filter)| {
        let (span, condition_on) = (filter.span(), &source.condition_on);
        let (krate, function) = (at(krate, span), at(function, span));
        quote_spanned!(span=> let _ = <#function as #krate::__private::#condition_on>::IS_ON;)
    });
    let morph = morph::check(model, relation);
    let joins = &source.checks;
    let item = quote! {
        #[doc(hidden)]
        const #name: #krate::__private::core::primitive::bool = {
            #tables
            #many_to_many
            #order
            #filter
            #morph
            #matches && #joins
        };
    };
    (name, item)
}

/// `impl RelationDef for PostsOfUser`
fn def(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    (source, conditions): (&Source, &Conditions),
    (pivot_fields, checks): (&TokenStream, &Ident),
) -> TokenStream {
    let (krate, ident) = (&model.krate, model.ident);
    let Relation { name, related, .. } = relation;
    let plain = name.unraw().to_string();
    let count = format!("{plain}_count");
    let with = names::with(ident, name, name.span());
    let with_count = names::with_count(ident, name, name.span());
    let count_field = names::count(name);
    let remote_table = last(&relation.table);
    let remote = match relation.needs_table {
        true => quote!(#remote_table),
        false => quote!(<#related as #krate::ModelDef>::TABLE),
    };
    let (local_table, local_columns) = (last(&model.table), local_names(relation).join(", "));
    let shape = match relation.kind {
        kind if kind.is_many() => quote!(#krate::__private::Many),
        Kind::BelongsTo => belongs_to::shape(model, relation, marker),
        _ => quote!(#krate::__private::One),
    };
    let (first, _) = has_many::first(model, relation);
    let scope = scope(model, relation, marker, conditions);
    let through = through::visible(model, relation, source);
    let pivot_key = leaving::pivot_key(model, relation, marker);
    let fields = morph::fields(model, relation);
    let defaults = has_many::defaults(model, relation, marker, conditions);
    let local = local(model, relation, marker);
    let Source {
        source, key_column, ..
    } = source;
    // The header stands at the user's own type: what does not fit is reported there, once.
    let header = quote_spanned! {span_of(related)=>
        #[automatically_derived]
        impl #krate::RelationDef for #marker
    };
    quote! {
        #header {
            const NAME: &'static str = #plain;
            const COUNT: &'static str = #count;
            const LOCAL: (&'static str, &'static str) = (#local_table, #local_columns);
            const REMOTE: &'static str = #remote;
            #pivot_key
            type Checked = #krate::__private::Check<{ #checks }>;
            type Parent = #ident;
            type Related = #related;
            type Source = #krate::__private::Behind<<#marker as #krate::RelationDef>::Checked, #source>;
            #scope
            type Through = #through;
            type Visible = #krate::__private::NotTrashed;
            type First = #first;
            type Fields = #fields;
            type PivotFields = #pivot_fields;
            #defaults
            type KeyColumn = #krate::__private::Behind<<#marker as #krate::RelationDef>::Checked, #key_column>;
            #local
            type Shape = #shape;
            type With<__Inner, __T> = #with<__Inner, __T>;
            type WithCount<__Inner> = #with_count<__Inner>;
            fn wrap<__Inner, __T>(__inner: __Inner, __value: __T) -> #with<__Inner, __T> {
                #with { __inner, #name: __value }
            }
            fn wrap_count<__Inner>(__inner: __Inner, __count: i64) -> #with_count<__Inner> {
                #with_count { __inner, #count_field: __count }
            }
        }
    }
}

/// The place of the field that holds the local value.
fn field_span(relation: &Relation<'_>) -> Span {
    let field = relation.local.first();
    located(field.map_or_else(Span::call_site, |local| local.ty.span()))
}

fn local_names(relation: &Relation<'_>) -> Vec<String> {
    let columns = relation.local.iter();
    columns
        .map(|local| local.column.unraw().to_string())
        .collect()
}

/// The local column, its key, and how the key is read: parts of `impl RelationDef`.
fn local(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident) -> TokenStream {
    let ident = model.ident;
    let span = field_span(relation);
    let here = at(&model.krate, span);
    let column = key::column(model, &relation.local);
    let morph = relation.morph.as_ref();
    let (column, key, get) = match morph.filter(|_| relation.kind != Kind::MorphedByMany) {
        Some(_) => {
            let held = morph::held(model, relation, (&column, ident));
            (held.column, held.key, held.get)
        }
        None => (
            column.clone(),
            quote_spanned!(span=> <#ident as #here::HasKey<#column>>::Key),
            quote_spanned!(span=> #here::HasKey::<#column>::key),
        ),
    };
    let local_key = quote_spanned! {span=>
        type Key = #key;
        fn local_key(
            __parent: &#ident,
        ) -> #here::__private::core::option::Option<
            #here::__private::std::borrow::Cow<'_, <#marker as #here::RelationDef>::Key>,
        > {
            #get(__parent)
        }
    };
    quote! {
        type LocalColumn = #column;
        #local_key
    }
}

/// The constant and the method of the model.
fn inherent(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    (row, docs): (Option<&PivotRow>, &Docs),
) -> TokenStream {
    let Model {
        ident, vis, krate, ..
    } = model;
    let name = &relation.name;
    let constant = names::constant(name);
    let span = field_span(relation);
    let here = at(krate, span);
    let (query, declared, declare) = match row {
        None => (
            quote_spanned!(span=> #here::RelatedQuery<#marker>),
            quote!(#krate::Relation<#marker>),
            quote!(#krate::Relation::declared()),
        ),
        Some(PivotRow { selection, .. }) => (
            quote!(#krate::RelatedQuery<#marker, #krate::__private::Unrefined, (), #selection>),
            quote!(#krate::Relation<#marker, #krate::__private::Unrefined, (), #selection>),
            quote!(#krate::Relation::declared_with_pivot()),
        ),
    };
    let method = quote_spanned! {span=>
        #vis fn #name(&self) -> #query {
            #here::RelatedQuery::to(self)
        }
    };
    let Docs {
        constant: constant_doc,
        method: method_doc,
        ..
    } = docs;
    quote! {
        #[allow(private_interfaces)]
        impl #ident {
            #[doc = #constant_doc]
            #vis const #constant: #declared = #declare;

            #[doc = #method_doc]
            #method
        }
    }
}

/// The model with the loaded relation, and with its count.
fn containers(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    row: Option<&PivotRow>,
) -> TokenStream {
    let (krate, ident) = (&model.krate, model.ident);
    let Relation { name, related, .. } = relation;
    let row = row.map_or_else(|| quote!(#related), |row| row.row.clone());
    let value = match relation.kind {
        kind if kind.is_many() => quote!(#krate::__private::std::vec::Vec<#row>),
        Kind::BelongsTo => quote!(#krate::__private::Value<#marker, __Inner>),
        _ => quote!(#krate::__private::core::option::Option<#related>),
    };
    let (with, with_count) = (
        names::with(ident, name, name.span()),
        names::with_count(ident, name, name.span()),
    );
    let doc = format!(" [`{ident}`] with the loaded relation `{}`.", name.unraw());
    let with = container::with(model, &with, &quote!(#ident), name, &value, &doc);
    let with_count = container::with_count(model, &with_count, name);
    quote!(#with #with_count)
}

/// The documentation of what is generated, with the SQL of the relation.
struct Docs {
    marker: String,
    constant: String,
    method: String,
}

impl Docs {
    fn new(model: &Model<'_>, relation: &Relation<'_>, source: &Source) -> Self {
        let ident = model.ident;
        let (name, constant) = (relation.name.unraw(), names::constant(&relation.name));
        let table = last(&relation.table);
        let equal = source::equal(
            (&source.key_table, &source.key_names),
            (&last(&model.table), &local_names(relation)),
        );
        let is_type = morph::is_type_says(model, relation, source).unwrap_or_default();
        let from = &source.from_says;
        let sql = format!("`SELECT {table}.* FROM {from} WHERE {equal}{is_type}`");
        let rows = match relation.kind.is_many() {
            true => "rows",
            false => "row",
        };
        Docs {
            marker: format!(
                " The relation `{name}` of [`{ident}`]: {sql}. Used as [`{ident}::{constant}`]."
            ),
            constant: format!(
                " The {rows} of `{name}`: {sql}.\n\n For `.with(..)`, and as an expression with `.exists()` and `.count()`."
            ),
            method: format!(" A query of the {rows} of `{name}` of this row: {sql}."),
        }
    }
}
