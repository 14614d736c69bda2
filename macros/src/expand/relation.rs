//! One relation: its marker, what it means, its constant and its method.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::conditions::conditions;
use super::container;
use super::pivot::{self, PivotRow};
use super::source::{self, Source};
use super::table;
use crate::attr::{End, span_of};
use crate::kind::Kind;
use crate::model::{Model, Relation};
use crate::names;

/// `PostsOfUser`
pub(crate) fn marker(model: &Model<'_>, relation: &Relation<'_>) -> Ident {
    names::marker(model.ident, &relation.name, span_of(&relation.related))
}

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
    let count = format!("{plain}_count");
    let marker = marker(model, relation);
    let with = names::with(ident, name, name.span());
    let with_count = names::with_count(ident, name, name.span());
    let count_field = names::count(name);
    let constant = names::constant(name);

    let source = source::source(model, relation, &marker);
    let row = pivot::pivot_row(model, relation, &marker);
    let local_column = super::key::column(model, local);
    let local_columns: Vec<_> = local
        .iter()
        .map(|local| local.column.unraw().to_string())
        .collect();
    let local_name = (last(local_table), local_columns.join(", "));
    let remote_table = last(table);
    let remote = match relation.needs_table {
        true => quote!(#remote_table),
        false => quote!(<#related as #krate::ModelDef>::TABLE),
    };
    let row_ty = row
        .as_ref()
        .map_or_else(|| quote!(#related), |row| row.row.clone());
    let nullability = quote! {
        <<#marker as #krate::RelationDef>::LocalColumn as #krate::__private::KeyNullability>::IsNull
    };
    let field_span = local
        .first()
        .map_or_else(Span::call_site, |local| local.ty.span());
    let field_span = Span::call_site().located_at(field_span);
    let here = at(krate, field_span);
    let owner_id = relation.morph.as_ref().map(|morph| &morph.id);
    let owner_id = owner_id.filter(|_| *kind != Kind::MorphedByMany);
    let (local_column, key, get) = match owner_id {
        Some(id) => (
            quote_spanned!(span=> <#id as #krate::__private::MorphId<#local_column>>::Key),
            quote_spanned!(span=> #krate::__private::Held<#id, #local_column, #ident>),
            quote_spanned!(span=> #krate::__private::held::<#id, #local_column, #ident>),
        ),
        None => (
            local_column.clone(),
            quote_spanned!(field_span=> <#ident as #here::HasKey<#local_column>>::Key),
            quote_spanned!(field_span=> #here::HasKey::<#local_column>::key),
        ),
    };
    let local_key = quote_spanned! {field_span=>
        type Key = #key;
        fn local_key(
            parent: &#ident,
        ) -> #here::__private::core::option::Option<
            #here::__private::std::borrow::Cow<'_, <#marker as #here::RelationDef>::Key>,
        > {
            #get(parent)
        }
    };

    let (shape, value, says) = match kind {
        _ if kind.is_many() => (
            quote!(#krate::__private::Many),
            quote!(#krate::__private::std::vec::Vec<#row_ty>),
            "rows",
        ),
        Kind::HasOne | Kind::HasOneThrough | Kind::MorphOne => (
            quote!(#krate::__private::One),
            quote!(#krate::__private::core::option::Option<#related>),
            "row",
        ),
        _ => (
            match relation.filter {
                Some(_) => {
                    quote!(#krate::__private::Owner<#krate::__private::diesel::sql_types::is_nullable::IsNullable>)
                }
                None => {
                    quote!(#krate::__private::Owner<#nullability>)
                }
            },
            quote!(#krate::__private::Value<#marker, __Inner>),
            "row",
        ),
    };
    let conditions = conditions(model, relation);
    let only = match (&conditions.filter, &conditions.all) {
        (None, Some(_)) => quote!(given),
        _ => source.only.clone(),
    };
    let condition = conditions.all.as_ref().map(|(function, span)| {
        let krate = at(krate, *span);
        (
            quote_spanned!(*span=> #krate::__private::Condition<#function>),
            quote_spanned!(*span=> #krate::__private::Condition::#only(#function())),
        )
    });
    let mut fields = quote!(#krate::__private::NoFields);
    let mut is_type = None;
    let lists = match &relation.morph {
        Some(morph) => {
            let owner = match kind {
                Kind::MorphedByMany => quote!(#related),
                _ => quote!(#ident),
            };
            let (id, morph_type) = (&morph.id, &morph.morph_type);
            let how = match kind {
                Kind::MorphOne | Kind::MorphMany => quote!(#krate::__private::AsEqual),
                _ => quote!(#krate::__private::Exactly),
            };
            is_type = Some((
                quote!(#krate::__private::IsType<#morph_type, #owner, #how>),
                quote_spanned!(span_of(morph_type)=> #krate::__private::IsType::scope()),
            ));
            if relation.joined.is_none() {
                fields = quote!(#krate::__private::TypeField<#morph_type, #owner>);
            }
            let key = super::key::column(model, local);
            matches!(kind, Kind::MorphOne | Kind::MorphMany).then(
                || {
                    quote! {
                        #[allow(unused_imports)]
                        use #krate::__private::OfAnotherTable as _;
                        #krate::__private::Listed::<#related, #table::table, #ident, #id, #morph_type, #key>::is();
                    }
                },
            )
        }
        None => None,
    };
    let (scope_ty, scope) = match (is_type, condition) {
        (Some((is_type, type_scope)), Some((condition, scope))) => (
            quote!(#krate::__private::And<#is_type, #condition>),
            quote!(#krate::__private::And(#type_scope, #scope)),
        ),
        (Some(scope), None) | (None, Some(scope)) => scope,
        (None, None) => (
            quote!(#krate::__private::AllRows),
            quote!(#krate::__private::AllRows),
        ),
    };
    let between = relation.joined.as_ref().and_then(|it| it.through.as_ref());
    let through = match (between, &source.alias) {
        (None, _) => quote!(#krate::__private::AllRows),
        (Some(model), None) => {
            quote_spanned!(span_of(model)=> #krate::__private::VisibleOf<#model, #krate::__private::NotTrashed>)
        }
        (Some(model), Some(alias)) => {
            quote_spanned!(span_of(model)=> #krate::__private::VisibleAs<#model, #alias>)
        }
    };
    let many_to_many = pivot::many_to_many(model, relation, &marker, &conditions);
    let mut first = quote!(());
    let mut order_check = None;
    if let Some((last, _)) = relation.ends.last() {
        let end = |(end, column): &(End, Option<Path>)| {
            let name = match end {
                End::Latest => quote!(Latest),
                End::Oldest => quote!(Oldest),
            };
            match column {
                Some(column) => quote!(#krate::__private::#name<#column>),
                None => {
                    quote!(#krate::__private::#name<<#related as #krate::ModelDef>::PrimaryKey>)
                }
            }
        };
        let mut order: Vec<_> = relation.ends.iter().map(end).collect();
        if relation.ends.iter().all(|(_, column)| column.is_some()) {
            // Ties go by primary key.
            order.push(end(&(*last, None)));
        }
        let at = relation
            .ends
            .iter()
            .find_map(|(_, column)| column.as_ref())
            .map_or(span, span_of);
        first = quote!(#krate::__private::FirstBy<(#(#order,)*)>);
        order_check = Some(
            quote_spanned!(at=> #krate::__private::FirstBy::<(#(#order,)*)>::on::<<#related as #krate::ModelDef>::Table>();),
        );
    }
    // A mistake is reported at the values, once.
    let scope_span = conditions
        .all
        .as_ref()
        .map_or_else(Span::call_site, |(_, span)| *span);
    let scope_of_marker = respan(quote!(<#marker as #krate::RelationDef>::Scope), scope_span);
    let scope = quote_spanned! {scope_span=>
        type Scope = #scope_ty;
        fn scope() -> #scope_of_marker {
            #lists
            #order_check
            #scope
        }
    };
    let (defaults_ty, default_values) = match (&conditions.values, &relation.joined) {
        (Some(values), None) => (
            quote!(<#values as #krate::__private::ColumnValues<#table::table>>::Values),
            quote!(#krate::__private::ColumnValues::into_values(#values())),
        ),
        _ => (
            quote!(#krate::__private::NoFields),
            quote!(#krate::__private::NoFields),
        ),
    };
    let defaults = quote! {
        type Defaults = #defaults_ty;
        fn defaults() -> <#marker as #krate::RelationDef>::Defaults {
            #default_values
        }
    };
    let defaults = match &conditions.values {
        Some(values) => respan(defaults, values.span()),
        None => defaults,
    };

    let equal = source::equal(
        (&source.key_table, &source.key_names),
        (&local_name.0, &local_columns),
    );
    let from_says = &source.from_says;
    let is_type = relation.morph.as_ref().map_or_else(String::new, |morph| {
        let column = last(&morph.morph_type);
        let owner = match kind {
            Kind::MorphedByMany => format!("the morph name of {}", last(related)),
            _ => format!("'{}'", model.morph_name),
        };
        format!(" AND {}.{column} = {owner}", source.key_table)
    });
    let sql = format!("`SELECT {remote_table}.* FROM {from_says} WHERE {equal}{is_type}`");
    let marker_doc =
        format!(" The relation `{plain}` of [`{ident}`]: {sql}. Used as [`{ident}::{constant}`].");
    let constant_doc = format!(
        " The {says} of `{plain}`: {sql}.\n\n For `.with(..)`, and as an expression with `.exists()` and `.count()`."
    );
    let method_doc = format!(" A query of the {says} of `{plain}` of this row: {sql}.");
    let (local_table_name, local_column_name) = local_name;

    let with_doc = format!(" [`{ident}`] with the loaded relation `{plain}`.");
    let containers = [
        container::with(model, &with, &quote!(#ident), name, &value, &with_doc),
        container::with_count(model, &with_count, name),
    ];
    let (bound, declared, declare) = match &row {
        None => (
            quote_spanned!(field_span=> #here::RelatedQuery<#marker>),
            quote!(#krate::Relation<#marker>),
            quote!(#krate::Relation::declared()),
        ),
        Some(PivotRow { selection, .. }) => (
            quote!(#krate::RelatedQuery<#marker, #krate::__private::Unrefined, (), #selection>),
            quote!(#krate::Relation<#marker, #krate::__private::Unrefined, (), #selection>),
            quote!(#krate::Relation::declared_with_pivot()),
        ),
    };
    let method = quote_spanned! {field_span=>
        #vis fn #name(&self) -> #bound {
            #here::RelatedQuery::to(self)
        }
    };
    let row_items = row.map(|row| row.items);
    let Source {
        base_ty,
        base,
        source,
        key_column,
        items,
        ..
    } = source;
    let filter = conditions.items;
    let tables = table::checks(model, relation);
    // The header stands at the user's own type: what does not fit is reported there, once.
    let def = quote_spanned! {span=>
        #[automatically_derived]
        impl #krate::RelationDef for #marker
    };
    let def = quote! {
        #def {
            const NAME: &'static str = #plain;
            const COUNT: &'static str = #count;
            const LOCAL: (&'static str, &'static str) = (#local_table_name, #local_column_name);
            const REMOTE: &'static str = #remote;
            type Parent = #ident;
            type Related = #related;
            type Base = #base_ty;
            type Source = #source;
            #scope
            type Through = #through;
            type Visible = #krate::__private::NotTrashed;
            type First = #first;
            type Fields = #fields;
            #defaults
            type KeyColumn = #key_column;
            type LocalColumn = #local_column;
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
                #with_count { __inner: inner, #count_field: count }
            }
        }

        #[automatically_derived]
        impl #krate::__private::DeclaredOn<#ident> for #marker {}

        impl #ident {
            #[doc = #constant_doc]
            #vis const #constant: #declared = #declare;

            #[doc = #method_doc]
            #method
        }

        #many_to_many
    };
    // Whether an id fits its owners is asked in many places, and answered in one.
    let def = match relation.morph {
        Some(_) => respan(def, Span::call_site().located_at(span)),
        None => def,
    };
    quote! {
        #[doc = #marker_doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #marker;

        #def
        #(#containers)*
        #row_items
        #items
        #filter
        #tables
    }
}

/// Tokens with another span: what fails in them is reported there.
pub(crate) fn at(tokens: &impl ToTokens, span: Span) -> TokenStream {
    let tokens = tokens.to_token_stream().into_iter();
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// The same with the tokens inside.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), respan(group.stream(), span));
            inner.set_span(span);
            TokenTree::Group(inner)
        }
        mut token => {
            token.set_span(span);
            token
        }
    });
    tokens.collect()
}

/// The last segment of a path, for messages and documentation.
pub(crate) fn last(path: &Path) -> String {
    path.segments
        .last()
        .map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}
