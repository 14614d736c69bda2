//! The ways in which the pivot rows of a many-to-many relation leave it and come back.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::conditions::Conditions;
use super::source::table_type;
use super::tokens::respan;
use super::values::imported;
use crate::attr::Detach;
use crate::model::{Joined, Model, Pivot, Relation};

/// The part of `impl ManyToMany` that says so, and what stands beside it.
pub(crate) fn leaving(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    conditions: &Conditions,
    (joined, pivot): (&Joined, &Pivot),
) -> (TokenStream, Option<TokenStream>) {
    let krate = &model.krate;
    let related = table_type(krate, relation);
    let pivot_name = super::tokens::last(&joined.table);
    let (attach_ty, attach) = match &conditions.attach {
        Some(attach) => (quote!(#attach), quote!(#attach())),
        None => (
            quote!(#krate::__private::NoFields),
            quote!(#krate::__private::NoFields),
        ),
    };
    let one_row = conditions.values.as_ref();
    let one_row = one_row.map(|values| format_ident!("{values}_are_state"));
    let revives = conditions.attach.is_some() || conditions.detach.is_some();
    let filters_related = conditions.filter.as_ref().map_or_else(
        || quote!(true),
        |filter| condition_is_on(model, filter, &related),
    );
    let (state, item) = match &one_row {
        None => (quote!(&[]), None),
        Some(one_row) => {
            let state = state(model, relation, (one_row, &conditions.function), pivot);
            let item = quote! {
                #[doc(hidden)]
                #[allow(non_upper_case_globals)]
                const #one_row: #krate::__private::core::primitive::bool =
                    <#marker as #krate::RelationDef>::PIVOT_KEY.is_among_keys();
            };
            (state, Some(item))
        }
    };
    let attach = quote! {
        type Attach = #attach_ty;
        fn attach() -> <#marker as #krate::ManyToMany>::Attach {
            #attach
        }
    };
    let attach = at_values(attach, &conditions.attach);
    let detach = detach(
        model,
        relation,
        marker,
        (conditions, pivot, one_row.as_ref()),
    );
    let part = quote! {
        const PIVOT: &'static str = #pivot_name;
        const FILTERS_RELATED: bool = #filters_related;
        const REVIVES: bool = #revives;
        const STATE: &'static [&'static str] = #state;
        #attach
        #detach
    };
    (part, item)
}

/// The change of a row that leaves.
fn detach(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
    (conditions, pivot, one_row): (&Conditions, &Pivot, Option<&Ident>),
) -> TokenStream {
    let krate = &model.krate;
    let related = table_type(krate, relation);
    let (ty, detach) = match (&conditions.detach, &pivot.detach) {
        (Some(detach), _) => (
            quote!(#krate::__private::UpdateRow<#detach>),
            quote!(#krate::__private::UpdateRow(#detach())),
        ),
        (None, None) if conditions.all.is_some() => {
            let filter = match &conditions.filter {
                Some(filter) => quote!(#filter),
                None => quote!(#krate::__private::True),
            };
            let one_row = one_row.map_or_else(|| quote!(false), |it| quote!(#it));
            let undeclared = quote!(#krate::__private::Undeclared::<#filter, #related, #one_row>);
            (undeclared.clone(), quote!(#undeclared::NEW))
        }
        _ => {
            let delete = quote!(#krate::__private::DeleteRow);
            (delete.clone(), delete)
        }
    };
    let detach = quote! {
        type Detach = #ty;
        fn detach() -> <#marker as #krate::ManyToMany>::Detach {
            #detach
        }
    };
    at_values(detach, &conditions.detach)
}

/// A mistake is reported at the values, once.
fn at_values(part: TokenStream, values: &Option<Ident>) -> TokenStream {
    match values {
        Some(values) => respan(part, values.span()),
        None => part,
    }
}

/// Tests if a condition names columns of a table.
pub(crate) fn condition_is_on(
    model: &Model<'_>,
    condition: &Ident,
    table: &TokenStream,
) -> TokenStream {
    let krate = &model.krate;
    quote! {{
        #[allow(unused_imports)]
        use #krate::__private::ConditionIsNotOn as _;
        #krate::__private::ConditionIsOn::<#condition, #table>::IS
    }}
}

/// Those columns of `values(..)` that say whether a row is attached: the others say which row it is.
fn state(
    model: &Model<'_>,
    relation: &Relation<'_>,
    (one_row, function): (&Ident, &Ident),
    pivot: &Pivot,
) -> TokenStream {
    let krate = &model.krate;
    let column = quote!(#krate::__private::diesel::Column);
    let name = |name: &Ident| {
        let name = imported(function, name);
        quote!(<#name as #column>::NAME)
    };
    let leaving: &[_] = match &pivot.detach {
        Some(Detach::Update(values)) => values,
        _ => &[],
    };
    let leaving = leaving.iter().map(|(column, _)| column);
    let leaving: Vec<_> = leaving.chain(&pivot.soft_delete).collect();
    let columns = || relation.values.iter().map(|(column, _)| column);
    let all = columns().map(name);
    let left = columns().filter(|column| leaving.contains(column));
    let left = left.map(name);
    quote! {
        match #one_row {
            true => &[#(#all),*],
            false => &[#(#left),*],
        }
    }
}

/// `const PIVOT_KEY`, a part of `impl RelationDef`: the primary key of the pivot table.
pub(crate) fn pivot_key(
    model: &Model<'_>,
    relation: &Relation<'_>,
    marker: &Ident,
) -> Option<TokenStream> {
    let krate = &model.krate;
    let joined = relation.joined.as_ref()?;
    joined.pivot.as_ref()?;
    let table = &joined.table;
    let names = |of: TokenStream| quote!(<#of as #krate::__private::KeyColumns>::NAMES);
    let keys = [
        names(quote!(<#marker as #krate::RelationDef>::KeyColumn)),
        names(quote!(<#marker as #krate::ManyToMany>::RelatedKey)),
    ];
    let morph_type = relation.morph.iter().map(|morph| &morph.morph_type);
    let morph_type = morph_type
        .map(|morph_type| quote!(&[<#morph_type as #krate::__private::diesel::Column>::NAME]));
    Some(quote! {
        const PIVOT_KEY: #krate::__private::PivotKey = {
            #[allow(unused_imports)]
            use #krate::__private::PartsOfSeveral as _;
            #krate::__private::PivotKey {
                columns: #krate::__private::PartsOf::<
                    <#table::table as #krate::__private::diesel::Table>::PrimaryKey,
                >::PARTS,
                keys: &[#(#keys,)* #(#morph_type),*],
            }
        };
    })
}
