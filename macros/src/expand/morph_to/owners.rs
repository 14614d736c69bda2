//! The relations to each model, as one value: `CommentableOwnersOfComment`.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::{Arm, marker, owner_enum, owners};
use crate::attr::span_of;
use crate::expand::tokens::{at, last};
use crate::model::{Model, MorphTo};
use crate::names;

pub(super) fn expand(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let (krate, vis, ident) = (&model.krate, model.vis, model.ident);
    let (marker, owners) = (marker(model, morph), owners(model, morph));
    let owner = owner_enum::path(model, morph);
    let constant = names::constant(&morph.name);
    let params: Vec<_> = arms.iter().map(|arm| &arm.owner).collect();
    let relations = arms.iter().map(|arm| relation(model, morph, arm));
    let fields: Vec<_> = arms.iter().map(|arm| &arm.field).collect();
    let doc = format!(
        " The owners of [`{ident}`] as a value: [`{ident}::{constant}`], and what comes of it when it is refined."
    );
    let marker_ty = quote!(#krate::__private::core::marker::PhantomData);
    let methods = arms
        .iter()
        .enumerate()
        .map(|(number, _)| of_owner(model, morph, arms, number));
    let general = general(model, morph, arms);
    quote! {
        #[doc = #doc]
        #[allow(private_interfaces)]
        #[must_use = "a relation does nothing until a query loads it or an expression uses it"]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #owners<
            #(#params = #relations,)*
            __Strictness = #krate::__private::Strict,
        > {
            #(#fields: #params,)*
            __strictness: #marker_ty<__Strictness>,
        }

        impl #owners {
            const fn __declared() -> Self {
                #owners {
                    #(#fields: #krate::Relation::declared(),)*
                    __strictness: #marker_ty,
                }
            }
        }

        #[allow(private_interfaces)]
        impl<#(#params,)* __Strictness> #owners<#(#params,)* __Strictness> {
            #(#methods)*

            #general
        }

        #krate::__private::__morph_owners!(#owners, #marker, #ident, #(#params),*);

        #[automatically_derived]
        impl<#(#params: #krate::__private::Arm,)* __Strictness: #krate::__private::Presence> #krate::__private::MorphOwners
            for #owners<#(#params,)* __Strictness>
        {
            type Def = #marker;
            type Arms = (#(#params,)*);
            type Owner = #owner<#(<#params as #krate::__private::Arm>::Row),*>;
            type Strictness = __Strictness;
            fn into_arms(self) -> (#(#params,)*) {
                (#(self.#fields,)*)
            }
        }
    }
}

/// The relation to the owners of one model.
pub(super) fn relation(model: &Model<'_>, morph: &MorphTo<'_>, arm: &Arm<'_>) -> TokenStream {
    let (owner, span) = (&arm.listed, span_of(arm.model));
    let (krate, marker) = (at(&model.krate, span), marker(model, morph));
    quote_spanned!(span=> #krate::Relation<#krate::__private::OwnedBy<#marker, #owner>>)
}

/// The methods for the owners of one model: `post`, `is_post`, `with_post` and `constrain_post`.
fn of_owner(
    model: &Model<'_>,
    morph: &MorphTo<'_>,
    arms: &[Arm<'_>],
    number: usize,
) -> TokenStream {
    let (krate, vis, ident) = (&model.krate, model.vis, model.ident);
    let marker = marker(model, morph);
    let Arm {
        name,
        field,
        owner,
        model: owner_model,
        listed,
        ..
    } = &arms[number];
    let is = format_ident!("is_{}", name.unraw());
    let related = last(owner_model);
    let doc = format!(
        " The owners that are a [`{related}`], as a relation of its own: only the rows whose type says so have one. For \
         `.exists()`, `.has(..)` and the like."
    );
    let is_doc = format!(
        " Whether the type of the owner is [`{related}`], whether it is there or not: an expression over the table of \
         [`{ident}`]."
    );
    let refining = refining(model, morph, arms, number);
    quote! {
        #[doc = #doc]
        #vis fn #name(self) -> #owner {
            self.#field
        }

        #[doc = #is_doc]
        #[allow(clippy::wrong_self_convention)]
        #vis fn #is(self) -> #krate::__private::OwnerIs<<#marker as #krate::MorphTo>::TypeColumn, #listed> {
            ::core::default::Default::default()
        }

        #refining
    }
}

/// `with_post` and `constrain_post`: the value with another relation to one of the models.
fn refining(
    model: &Model<'_>,
    morph: &MorphTo<'_>,
    arms: &[Arm<'_>],
    number: usize,
) -> TokenStream {
    let (krate, vis, owners) = (&model.krate, model.vis, owners(model, morph));
    let marker_ty = quote!(#krate::__private::core::marker::PhantomData);
    let Arm {
        name, field, owner, ..
    } = &arms[number];
    let with = format_ident!("with_{}", name.unraw());
    let constrain = format_ident!("constrain_{}", name.unraw());
    let related = last(arms[number].model);
    let with_doc =
        format!(" With a relation (or a tuple of them) of each owner that is a [`{related}`].");
    let constrain_doc = format!(
        " With conditions on the owners that are a [`{related}`], or whatever else is said of a relation. An owner that does \
         not meet them is not loaded."
    );
    let others = arms.iter().map(|arm| &arm.field);
    let others: Vec<_> = others.filter(|other| *other != field).collect();
    let params = |replaced: TokenStream| -> Vec<_> {
        let params = arms.iter().map(|arm| match &arm.owner == owner {
            true => replaced.clone(),
            false => arm.owner.to_token_stream(),
        });
        params.collect()
    };
    let nested = params(quote!(<#owner as #krate::__private::Nest<__R>>::Nested));
    let refined = params(quote!(__New));
    quote! {
        #[doc = #with_doc]
        #vis fn #with<__R>(self, __relation: __R) -> #owners<#(#nested,)* __Strictness>
        where
            #owner: #krate::__private::Nest<__R>,
        {
            #owners {
                #field: #krate::__private::Nest::nest(self.#field, __relation),
                #(#others: self.#others,)*
                __strictness: #marker_ty,
            }
        }

        #[doc = #constrain_doc]
        #vis fn #constrain<__New>(
            self,
            __constrain: impl #krate::__private::core::ops::FnOnce(#owner) -> __New,
        ) -> #owners<#(#refined,)* __Strictness> {
            #owners {
                #field: __constrain(self.#field),
                #(#others: self.#others,)*
                __strictness: #marker_ty,
            }
        }
    }
}

/// The methods for all owners.
fn general(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let (krate, vis, ident) = (&model.krate, model.vis, model.ident);
    let (marker, owners) = (marker(model, morph), owners(model, morph));
    let marker_ty = quote!(#krate::__private::core::marker::PhantomData);
    let params = arms.iter().map(|arm| &arm.owner);
    let fields = arms.iter().map(|arm| &arm.field);
    quote! {
        #[doc(hidden)]
        #vis fn with<__R>(self, _: __R) -> Self
        where
            Self: #krate::__private::OfOneModel,
        {
            self
        }

        #[doc(hidden)]
        #vis fn filter<__P>(self, _: __P) -> Self
        where
            Self: #krate::__private::OfOneModel,
        {
            self
        }

        /// Rows whose owner is of a type that is not listed, or is not there, have none, instead of being an error.
        #vis fn lenient(self) -> #owners<#(#params,)* #krate::__private::Lenient> {
            #owners {
                #(#fields: self.#fields,)*
                __strictness: #marker_ty,
            }
        }

        /// Rows that have an owner: an expression over their table.
        #vis fn exists(self) -> <Self as #krate::__private::Existence<#ident>>::Exists
        where
            Self: #krate::__private::Existence<#ident>,
        {
            #krate::__private::Existence::exists(self)
        }

        /// Rows that have no owner: neither one that is there, nor one of a type that is not listed.
        #vis fn doesnt_exist(self) -> <Self as #krate::__private::Existence<#ident>>::Absent
        where
            Self: #krate::__private::Existence<#ident>,
        {
            #krate::__private::Existence::absent(self)
        }

        /// Rows of this owner, or of one of several owners of one model: by type and id, without a look at the owners' table.
        #vis fn morphed_to<__O>(self, __owners: __O) -> <__O as #krate::__private::MorphedTo<#marker>>::Condition
        where
            __O: #krate::__private::MorphedTo<#marker>,
        {
            #krate::__private::MorphedTo::condition(__owners)
        }

        /// Rows of another owner, or of none: the opposite of `morphed_to`, NULL included.
        #vis fn not_morphed_to<__O>(
            self,
            __owners: __O,
        ) -> #krate::__private::IsNotTrue<<__O as #krate::__private::MorphedTo<#marker>>::Condition>
        where
            __O: #krate::__private::MorphedTo<#marker>,
        {
            #krate::__private::IsNotTrue::new(#krate::__private::MorphedTo::condition(__owners))
        }
    }
}
