//! The enum of the owners: `Commentable<__PostRow = Post, __VideoRow = Video>`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::Arm;
use crate::expand::tokens::last;
use crate::model::{Model, MorphTo};

pub(super) fn expand(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let (krate, vis, name) = (&model.krate, model.vis, &morph.enum_name);
    let rows: Vec<_> = arms.iter().map(|arm| &arm.row).collect();
    let variants: Vec<_> = arms.iter().map(|arm| &arm.variant).collect();
    let models: Vec<_> = arms.iter().map(|arm| arm.model).collect();
    let doc = format!(
        " An owner of [`{}`], loaded as `{}`.",
        model.ident,
        morph.name.unraw()
    );
    let variant_docs = arms
        .iter()
        .map(|arm| format!(" A [`{}`].", last(arm.model)));
    let variant_impls = arms.iter().enumerate().map(|(number, arm)| {
        let (variant, row) = (&arm.variant, &arm.row);
        quote! {
            #[automatically_derived]
            impl<#(#rows),*> #krate::__private::Variant<#number, #row> for #name<#(#rows),*> {
                fn variant(__row: #krate::__private::std::sync::Arc<#row>) -> Self {
                    #name::#variant(__row)
                }
            }
        }
    });
    let accessors = arms.iter().map(|arm| {
        let (variant, row) = (&arm.variant, &arm.row);
        let method = format_ident!("as_{}", arm.name.unraw());
        let doc = format!(" The owner, if it is a [`{}`].", last(arm.model));
        let others =
            (arms.len() > 1).then(|| quote!(_ => #krate::__private::core::option::Option::None,));
        quote! {
            #[doc = #doc]
            #vis fn #method(&self) -> #krate::__private::core::option::Option<&#row> {
                match self {
                    #name::#variant(__row) => #krate::__private::core::option::Option::Some(__row),
                    #others
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[allow(private_interfaces)]
        #[derive(
            ::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd,
            ::core::cmp::Ord, ::core::hash::Hash
        )]
        #vis enum #name<#(#rows = #models),*> {
            #(#[doc = #variant_docs] #variants(#krate::__private::std::sync::Arc<#rows>),)*
        }

        impl<#(#rows),*> #name<#(#rows),*> {
            #(#accessors)*
        }

        #(#variant_impls)*

        #krate::__private::__push_owner!(#name, #(#variants as #rows),*);
        #krate::__private::__serde_owner!(#name, #(#variants: #models as #rows),*);
    }
}
