//! Many-to-many: the pivot table, and what its rows hold.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Index, Path};

use super::conditions::Conditions;
use super::leaving::{condition_is_on, leaving};
use super::morph;
use super::source::{key, table_type};
use super::timestamps::{PivotTimestamps, of_pivot};
use super::tokens::{at, last, located, respan};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Joined, Key, Model, Relation};

/// `impl ManyToMany for RolesOfUser`, and the checks of the columns and of the struct that it names.
pub(crate) struct ManyToMany {
    pub(crate) def: TokenStream,
    pub(crate) checks: TokenStream,
}

pub(crate) fn many_to_many(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
) -> Option<ManyToMany> {
    let krate = &model.krate;
    let joined = relation.joined.as_ref()?;
    let data = joined.pivot.as_ref()?;
    let (leaving, item) = leaving(model, relation, marker, conditions, (joined, data));
    let pivot = &joined.table;
    let keys = keys(model, relation, marker, joined);
    let filter = filter(model, marker, conditions, pivot);
    let timestamps = of_pivot(model, relation, conditions, (joined, data));
    let fixed = fixed(model, relation, marker, conditions);
    let PivotTimestamps {
        imports,
        consts,
        check,
    } = timestamps;
    let using = data.using.as_ref();
    let pivot_row = using.map_or_else(
        || quote!(()),
        |using| quote!(#krate::__private::Behind<<#marker as #krate::RelationDef>::Checked, #using>),
    );
    let using_check = is_pivot_row(model, relation);
    let differs = differs(krate, relation, marker);
    let def = quote_spanned! {span_of(&relation.related)=>
        #[automatically_derived]
        impl #krate::ManyToMany for #marker
    };
    Some(ManyToMany {
        def: quote! {
            #item
            #imports

            #def {
                type Pivot = #pivot::table;
                type PivotRow = #pivot_row;
                #keys
                #filter
                #fixed
                #consts
                #leaving
                #differs
            }
        },
        checks: quote! {
            #check
            #using_check
        },
    })
}

/// The columns of the pivot table that refer to the related row, and the key of that.
fn keys(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    joined: &Joined,
) -> TokenStream {
    let (krate, related, pivot) = (&model.krate, &relation.related, &joined.table);
    let span = span_of(related);
    let (pivot, table) = (quote!(#pivot::table), table_type(krate, relation));
    let (related_key, _) = key(krate, &pivot, &joined.own_key, joined.width, span);
    let (owner_key, names) = key(krate, &table, &joined.related_key, joined.width, span);
    let owner_name = names.join(", ");
    let given = match &joined.related_key {
        Key::Columns(columns) => columns.last().map(span_of),
        Key::Primary => None,
    };
    let (owner_key, id, get) = match relation.kind {
        Kind::MorphedByMany => {
            let held = morph::held(model, relation, (&owner_key, related));
            (held.column, held.key, held.get)
        }
        _ => (
            owner_key.clone(),
            quote_spanned!(span=> <#related as #krate::HasKey<#owner_key>>::Key),
            quote_spanned!(span=> <#related as #krate::HasKey<#owner_key>>::key),
        ),
    };
    // A mistake is reported once: at the key where one is given, and at the values.
    let related_id = quote! {
        type RelatedId = #id;
        fn related_id(
            __related: &#related,
        ) -> #krate::__private::core::option::Option<<#marker as #krate::ManyToMany>::RelatedId> {
            #get(__related).map(#krate::__private::std::borrow::Cow::into_owned)
        }
    };
    let related_id = respan(related_id, given.unwrap_or(span));
    let related_key = quote! {
        type RelatedKey = #krate::__private::Behind<<#marker as #krate::RelationDef>::Checked, #related_key>;
    };
    let related_key = match given {
        Some(span) => respan(related_key, span),
        None => related_key,
    };
    quote! {
        #related_key
        type OwnerKey = #owner_key;
        const OWNER_KEY: &'static str = #owner_name;
        #related_id
    }
}

/// `filter = ..`
fn filter(model: &Model<'_>, marker: &Ident, conditions: &Conditions, pivot: &Path) -> TokenStream {
    let krate = &model.krate;
    let (ty, filter, filters_pivot) = match &conditions.filter {
        Some(filter) => (
            quote!(#filter),
            quote!(#filter()),
            condition_is_on(model, filter, &quote!(#pivot::table)),
        ),
        None => {
            let always = quote!(#krate::__private::True);
            (always.clone(), always, quote!(true))
        }
    };
    let has_filter = conditions.filter.is_some();
    quote! {
        type Filter = #ty;
        const HAS_FILTER: bool = #has_filter;
        const FILTERS_PIVOT: bool = #filters_pivot;
        fn filter() -> <#marker as #krate::ManyToMany>::Filter {
            #filter
        }
    }
}

/// The values that every row of the pivot table has, and the checks of its columns.
fn fixed(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
) -> TokenStream {
    let krate = &model.krate;
    let (ty, fixed) = match &conditions.values {
        Some(values) => (quote!(#values), quote!(#values())),
        None => (
            quote!(#krate::__private::NoFields),
            quote!(#krate::__private::NoFields),
        ),
    };
    let (ty, fixed) = match &relation.morph {
        Some(morph) => {
            let (morph_type, owner) = (&morph.morph_type, morph::owner(model, relation));
            (
                quote!((#krate::__private::TypeField<#morph_type, #owner>, #ty)),
                quote!((::core::default::Default::default(), #fixed)),
            )
        }
        None => (ty, fixed),
    };
    let values = conditions.values.as_ref();
    let span = values.map_or_else(Span::call_site, Ident::span);
    let ty = respan(quote!(type Fixed = #ty;), span);
    let of_marker = respan(quote!(<#marker as #krate::ManyToMany>::Fixed), span);
    quote_spanned! {span=>
        #ty
        fn fixed() -> #of_marker {
            #fixed
        }
    }
}

/// Checks that the struct of `using = ..` is a row of the pivot table.
fn is_pivot_row(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    let joined = relation.joined.as_ref()?;
    let pivot = joined.pivot.as_ref()?;
    let (path, written) = (pivot.using.as_ref()?, pivot.using_written.as_ref()?);
    let pivot = &joined.table;
    let span = located(span_of(path));
    let (krate, using) = (at(&model.krate, span), at(path, span));
    let (row, table) = (last(written), last(pivot));
    let selectable = format!(
        "`{row}` does not derive `Selectable`; add `#[derive(Queryable, Selectable)]` to it, and `#[diesel(table_name = {table})]`",
    );
    let of_table = format!(
        "`{row}` does not select columns of `{table}`; `using = ..` names a struct of the pivot table, with `#[diesel(table_name = {table})]`",
    );
    Some(quote_spanned! {span=>
        #krate::__private::__is_row_of!(#using, #pivot::table, #selectable, #of_table);
    })
}

/// `fn differs`, a part of `impl ManyToMany`, where the two keys share columns: `foreign_key = (tenant_id, user_id),
/// related_key = (tenant_id, role_id)`.
fn differs(krate: &Path, relation: &Relation<'_>, marker: &Ident) -> Option<TokenStream> {
    let (Key::Columns(foreign), Key::Columns(related)) =
        (&relation.key, &relation.joined.as_ref()?.own_key)
    else {
        return None;
    };
    let name = |column: &Path| column.segments.last().map(|last| last.ident.clone());
    let mut shared = Vec::new();
    for (number, column) in foreign.iter().enumerate() {
        let same = related.iter().position(|other| name(other) == name(column));
        if let (Some(other), true) = (same, foreign.len() > 1 && related.len() > 1) {
            let (number, other) = (Index::from(number), Index::from(other));
            shared.push(quote! {
                if __key.#number != __related.#other {
                    return #krate::__private::core::option::Option::Some(
                        <#column as #krate::__private::diesel::Column>::NAME,
                    );
                }
            });
        }
    }
    let def = quote!(<#marker as #krate::ManyToMany>);
    (!shared.is_empty()).then(|| {
        quote! {
            fn differs(
                __key: &<#marker as #krate::RelationDef>::Key,
                __related: &#def::RelatedId,
            ) -> #krate::__private::core::option::Option<&'static str> {
                #(#shared)*
                #krate::__private::core::option::Option::None
            }
        }
    })
}
