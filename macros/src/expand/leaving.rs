//! How the pivot rows of a many-to-many relation leave it, and how they come back.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::conditions::Conditions;
use crate::attr::Detach;
use crate::model::{Joined, Model, Pivot, Relation};

/// The part of `impl ManyToMany` that says so.
pub(crate) fn leaving(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
    (joined, pivot): (&Joined, &Pivot),
) -> TokenStream {
    let krate = &model.krate;
    let related = &relation.table;
    let pivot_table = &joined.table;
    let pivot_name = super::relation::last(pivot_table);
    let (attach_ty, attach) = match &conditions.attach {
        Some(attach) => (quote!(#attach), quote!(#attach())),
        None => (quote!(#krate::NoFields), quote!(#krate::NoFields)),
    };
    let delete = quote!(#krate::__private::DeleteRow);
    let (detach_ty, detach) = match (&conditions.detach, &conditions.filter) {
        (Some(detach), _) => (
            quote!(#krate::__private::UpdateRow<#detach>),
            quote!(#krate::__private::UpdateRow(#detach())),
        ),
        (None, Some(filter)) if pivot.detach.is_none() => {
            let undeclared = quote!(#krate::__private::Undeclared<#filter, #related::table>);
            (
                undeclared.clone(),
                quote!(<#undeclared as ::core::default::Default>::default()),
            )
        }
        _ => (delete.clone(), delete),
    };
    let revives = conditions.attach.is_some() || conditions.detach.is_some();
    let filters_related = conditions.filter.as_ref().map_or_else(
        || quote!(true),
        |filter| condition_is_on(model, filter, related),
    );
    let state = state(model, relation, marker, (joined, pivot));
    quote! {
        type Attach = #attach_ty;
        type Detach = #detach_ty;
        const PIVOT: &'static str = #pivot_name;
        const FILTERS_RELATED: bool = #filters_related;
        const REVIVES: bool = #revives;
        const STATE: &'static [&'static str] = #state;
        fn attach() -> <#marker as #krate::ManyToMany>::Attach {
            #attach
        }
        fn detach() -> <#marker as #krate::ManyToMany>::Detach {
            #detach
        }
    }
}

/// Whether a condition is one on a table.
pub(crate) fn condition_is_on(
    model: &Model<'_>,
    condition: &Ident,
    table: &syn::Path,
) -> TokenStream {
    let krate = &model.krate;
    quote! {{
        #[allow(unused_imports)]
        use #krate::__private::ConditionIsNotOn as _;
        #krate::__private::ConditionIsOn::<#condition, #table::table>::IS
    }}
}

/// Those columns of `values(..)` that say whether a row is attached: the others say which row it is.
fn state(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    (joined, pivot): (&Joined, &Pivot),
) -> TokenStream {
    if relation.values.is_empty() {
        return quote!(&[]);
    }
    let krate = &model.krate;
    let table = &joined.table;
    let column = quote!(#krate::__private::diesel::Column);
    let name = |name: &Ident| quote!(<#table::#name as #column>::NAME);
    let leaving: &[_] = match &pivot.detach {
        Some(Detach::Update(values)) => values,
        _ => &[],
    };
    let columns = || relation.values.iter().map(|(column, _)| column);
    let all = columns().map(name);
    let leaving = leaving.iter().map(|(column, _)| column);
    let leaving: Vec<_> = leaving.chain(&pivot.soft_delete).collect();
    let left = columns().filter(|column| leaving.contains(column));
    let left = left.map(name);
    let names = |of: TokenStream| quote!(<#of as #krate::__private::ColumnNames>::NAMES);
    let keys = [
        names(quote!(<#marker as #krate::RelationDef>::KeyColumn)),
        names(quote!(<#marker as #krate::ManyToMany>::RelatedKey)),
    ];
    let morph_type = relation.morph.iter().map(|morph| &morph.morph_type);
    let morph_type = morph_type.map(|morph_type| quote!(&[<#morph_type as #column>::NAME]));
    quote! {{
        #[allow(unused_imports)]
        use #krate::__private::NamesOfSeveral as _;
        let primary_key = #krate::__private::NamesOf::<
            <#table::table as #krate::__private::diesel::Table>::PrimaryKey,
        >::NAMES;
        match #krate::__private::are_among(primary_key, &[#(#keys,)* #(#morph_type),*]) {
            true => &[#(#all),*],
            false => &[#(#left),*],
        }
    }}
}
