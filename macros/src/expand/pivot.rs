//! What a many-to-many relation has beside the others: its pivot table, and the rows of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Index, Path};

use super::conditions::{Conditions, imported};
use super::leaving::{condition_is_on, leaving};
use super::source::{key, table_type};
use super::{container, relation, touch};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Key, Model, Pivot, Relation};
use crate::names;

/// The row of the pivot table beside each related row.
pub(crate) struct PivotRow {
    /// What the relation selects.
    pub(crate) selection: TokenStream,
    /// The row: `WithPivot<Team, Membership>`.
    pub(crate) row: TokenStream,
    /// The container of an `accessor`.
    pub(crate) items: TokenStream,
}

pub(crate) fn pivot_row(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
) -> Option<PivotRow> {
    let krate = &model.krate;
    let related = &relation.related;
    let pivot = relation.joined.as_ref()?.pivot.as_ref()?;
    let using = pivot.using.as_ref()?;
    let Some(accessor) = &pivot.accessor else {
        return Some(PivotRow {
            selection: quote!(((), #krate::__private::SelectPivot<#krate::__private::Pivot<#using>>)),
            row: quote!(#krate::WithPivot<#related, #using>),
            items: TokenStream::new(),
        });
    };
    let container = format_ident!(
        "{marker}With{}",
        names::pascal(accessor),
        span = accessor.span()
    );
    let value = quote!(#using);
    let name = accessor.unraw().to_string();
    let with = container::with(
        model,
        &container,
        &quote!(#related),
        accessor,
        &value,
        &format!(
            " A row of `{}`, and its row of the pivot table.",
            relation.name.unraw()
        ),
    );
    Some(PivotRow {
        selection: quote!(((), #krate::__private::SelectPivot<#container<(), #using>>)),
        row: quote!(#container<#related, #using>),
        items: quote! {
            #with
            #[automatically_derived]
            impl #krate::__private::Property for #container<(), #using> {
                const NAME: &'static str = #name;
                type Value = #using;
                type With<Inner> = #container<Inner, #using>;
                fn wrap<Inner>(inner: Inner, value: #using) -> #container<Inner, #using> {
                    #container { __inner: inner, #accessor: value }
                }
            }
        },
    })
}

/// `impl ManyToMany for RolesOfUser`
pub(crate) fn many_to_many(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
) -> Option<TokenStream> {
    let krate = &model.krate;
    let Relation { related, .. } = relation;
    let joined = relation.joined.as_ref()?;
    let data = joined.pivot.as_ref()?;
    let Pivot {
        timestamps, using, ..
    } = data;
    let (leaving, item) = leaving(model, relation, marker, conditions, (joined, data));
    let pivot = &joined.table;
    let span = span_of(related);
    let (related_key, _) = key(
        krate,
        &quote!(#pivot::table),
        &joined.own_key,
        joined.width,
        span,
    );
    let table = table_type(krate, relation);
    let (owner_key, owner_names) = key(krate, &table, &joined.related_key, joined.width, span);
    let owner_name = owner_names.join(", ");
    let key_span = match &joined.related_key {
        Key::Columns(columns) => columns.last().and_then(|column| column.segments.last()),
        Key::Primary => None,
    };
    let key_span = key_span.map(|column| column.ident.span());
    let (filter_ty, filter, has_filter) = match &conditions.filter {
        Some(filter) => (quote!(#filter), quote!(#filter()), true),
        None => {
            let always = quote!(#krate::__private::True);
            (always.clone(), always, false)
        }
    };
    let filters_pivot = match &conditions.filter {
        Some(filter) => condition_is_on(model, filter, &quote!(#pivot::table)),
        None => quote!(true),
    };
    let (fixed_ty, fixed) = match &conditions.values {
        Some(values) => (quote!(#values), quote!(#values())),
        None => (
            quote!(#krate::__private::NoFields),
            quote!(#krate::__private::NoFields),
        ),
    };
    let (fixed_ty, fixed) = match &relation.morph {
        Some(morph) => {
            let morph_type = &morph.morph_type;
            let owner = match relation.kind {
                Kind::MorphedByMany => quote!(#related),
                _ => model.ident.to_token_stream(),
            };
            (
                quote!((#krate::__private::TypeField<#morph_type, #owner>, #fixed_ty)),
                quote!((::core::default::Default::default(), #fixed)),
            )
        }
        None => (fixed_ty, fixed),
    };
    let using_check = using.as_ref().map(|using| {
        let at = Span::call_site().located_at(span_of(using));
        let (krate, using) = (relation::at(krate, at), relation::at(using, at));
        quote_spanned! {at=>
            #[allow(dead_code)]
            fn is_pivot_row<__DB: #krate::__private::diesel::backend::Backend>() {
                #[allow(unused_imports)]
                use #krate::__private::NotSelectable as _;
                #krate::__private::PivotRowOf::<#using, #pivot::table, __DB>::is();
            }
        }
    });
    // Imported by one statement: columns that are not there are one error.
    let names = timestamps
        .as_ref()
        .map(|(created, updated)| [created, updated]);
    let function = format_ident!("{}_times", conditions.function);
    let columns = names.map(|names| names.map(|name| imported(&function, name)));
    let imports = names.zip(columns.as_ref()).map(|(names, columns)| {
        let at = touch::located(names[0].span());
        let pivot = relation::respan(pivot.to_token_stream(), at);
        quote_spanned! {at=>
            #[doc(hidden)]
            #[allow(unused_imports)]
            use #pivot::{#(#names as #columns),*};
        }
    });
    let columns = names.zip(columns).map(|(names, columns)| {
        let columns = names.into_iter().zip(columns);
        columns.map(|(name, column)| (name, relation::at(&column, touch::located(name.span()))))
    });
    let columns: Option<Vec<_>> = columns.map(Iterator::collect);
    let timestamps_check = columns.as_ref().map(|columns| {
        let checks = columns.iter();
        let checks = checks.map(|(name, column)| touch::is_timestamp(model, name, column));
        quote!(#(#checks;)*)
    });
    let (timestamps, utc) = match &columns {
        Some(columns) => {
            let names = columns
                .iter()
                .map(|(_, column)| quote!(<#column as #krate::__private::diesel::Column>::NAME));
            let has_zone = columns
                .iter()
                .map(|(_, column)| quote!(#krate::__private::is_timestamp::<#column>()));
            let owner = model.ident;
            (
                quote!(#krate::__private::core::option::Option::Some((#(#names),*))),
                quote!((<#owner as #krate::ModelDef>::UTC || <#related as #krate::ModelDef>::UTC) #(&& !#has_zone)*),
            )
        }
        None => (
            quote!(#krate::__private::core::option::Option::None),
            quote!(false),
        ),
    };
    let def = quote_spanned! {span=>
        #[automatically_derived]
        impl #krate::ManyToMany for #marker
    };
    let (owner_key, id, get) = match relation.kind {
        Kind::MorphedByMany => (
            quote_spanned!(span=> <#related_key as #krate::__private::MorphId<#owner_key>>::Key),
            quote_spanned!(span=> #krate::__private::Held<#related_key, #owner_key, #related>),
            quote_spanned!(span=> #krate::__private::held::<#related_key, #owner_key, #related>(related)),
        ),
        _ => (
            owner_key.clone(),
            quote_spanned!(span=> <#related as #krate::HasKey<#owner_key>>::Key),
            quote_spanned!(span=> <#related as #krate::HasKey<#owner_key>>::key(related)),
        ),
    };
    // A mistake is reported once: at the key where one is given, and at the values.
    let related_id = quote! {
        type RelatedId = #id;
        fn related_id(
            related: &#related,
        ) -> #krate::__private::core::option::Option<<#marker as #krate::ManyToMany>::RelatedId> {
            #get.map(#krate::__private::std::borrow::Cow::into_owned)
        }
    };
    let related_id = relation::respan(related_id, key_span.unwrap_or(span));
    let related_key = quote!(type RelatedKey = #related_key;);
    let related_key = match key_span {
        Some(span) => relation::respan(related_key, span),
        None => related_key,
    };
    let fixed_span = conditions
        .values
        .as_ref()
        .map_or_else(Span::call_site, Ident::span);
    let fixed_ty = relation::respan(quote!(type Fixed = #fixed_ty;), fixed_span);
    let fixed_of_marker =
        relation::respan(quote!(<#marker as #krate::ManyToMany>::Fixed), fixed_span);
    let fixed = quote_spanned! {fixed_span=>
        #fixed_ty
        fn fixed() -> #fixed_of_marker {
            #timestamps_check
            #using_check
            #fixed
        }
    };
    let differs = differs(krate, relation, marker);
    Some(quote! {
        #item
        #imports

        #def {
            type Pivot = #pivot::table;
            #related_key
            type OwnerKey = #owner_key;
            type Filter = #filter_ty;
            #fixed
            const HAS_FILTER: bool = #has_filter;
            const OWNER_KEY: &'static str = #owner_name;
            const FILTERS_PIVOT: bool = #filters_pivot;
            const TIMESTAMPS: #krate::__private::core::option::Option<(&'static str, &'static str)> = #timestamps;
            const UTC: #krate::__private::core::primitive::bool = #utc;
            #leaving
            fn filter() -> <#marker as #krate::ManyToMany>::Filter {
                #filter
            }
            #related_id
            #differs
        }
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
                if key.#number != related.#other {
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
                key: &<#marker as #krate::RelationDef>::Key,
                related: &#def::RelatedId,
            ) -> #krate::__private::core::option::Option<&'static str> {
                #(#shared)*
                #krate::__private::core::option::Option::None
            }
        }
    })
}
