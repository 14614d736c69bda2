//! The row of the pivot table that a many-to-many relation loads beside each row: `using = Membership`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::container;
use crate::model::{Model, Relation};
use crate::names;

/// The row of the pivot table beside each related row.
pub(crate) struct PivotRow {
    /// The selection of the relation.
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
            selection: quote!(((), #krate::__private::SelectPivot<#krate::__private::Pivot<<#marker as #krate::ManyToMany>::PivotRow>>)),
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
        selection: quote!(((), #krate::__private::SelectPivot<#container<(), <#marker as #krate::ManyToMany>::PivotRow>>)),
        row: quote!(#container<#related, #using>),
        items: quote! {
            #with
            #[automatically_derived]
            impl #krate::__private::Property for #container<(), #using> {
                const NAME: &'static str = #name;
                type Value = #using;
                type With<__Inner> = #container<__Inner, #using>;
                fn wrap<__Inner>(__inner: __Inner, __value: #using) -> #container<__Inner, #using> {
                    #container { __inner, #accessor: __value }
                }
            }
        },
    })
}
