//! The enum of the owners: `Commentable<__PostRow = Post, __VideoRow = Video>`.
//!
//! It stands in a module of its own, and its name outside is an alias: where another type has that name, this is the one error.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Visibility;
use syn::ext::IdentExt;

use super::Arm;
use crate::expand::tokens::last;
use crate::model::{Model, MorphTo};
use crate::names;

/// `__commentable_of_comment`
fn module(model: &Model<'_>, morph: &MorphTo<'_>) -> Ident {
    let (name, of) = (morph.name.unraw(), names::snake(model.ident));
    format_ident!("__{name}_of_{of}", span = Span::call_site())
}

/// `__commentable_of_comment::Commentable`
pub(super) fn path(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let (module, name) = (module(model, morph), plain(morph));
    quote!(#module::#name)
}

/// The name of the enum in its module.
fn plain(morph: &MorphTo<'_>) -> Ident {
    let mut name = morph.enum_name.clone();
    name.set_span(Span::call_site());
    name
}

/// The visibility, as it is written one module further inside.
fn inside(vis: &Visibility) -> TokenStream {
    let Visibility::Restricted(restricted) = vis else {
        return match vis {
            Visibility::Inherited => quote!(pub(super)),
            vis => vis.to_token_stream(),
        };
    };
    let path = &restricted.path;
    let first = path.segments.first().map(|first| first.ident.to_string());
    match first.as_deref() {
        Some("self") => {
            let rest = path.segments.iter().skip(1);
            quote!(pub(in super #(::#rest)*))
        }
        Some("super") => quote!(pub(in super::#path)),
        _ => vis.to_token_stream(),
    }
}

pub(super) fn expand(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let (krate, vis, name) = (&model.krate, model.vis, plain(morph));
    let (module, owner) = (module(model, morph), path(model, morph));
    let inside = inside(vis);
    let rows: Vec<_> = arms.iter().map(|arm| &arm.row).collect();
    let variants: Vec<_> = arms.iter().map(|arm| &arm.variant).collect();
    let models = arms.iter().map(|arm| arm.model);
    let listed = arms.iter().map(|arm| &arm.listed);
    let doc = format!(
        " An owner of `{}`, loaded as `{}`.",
        model.ident,
        morph.name.unraw()
    );
    let variant_docs = arms.iter().map(|arm| format!(" A `{}`.", last(arm.model)));
    let variant_impls = arms.iter().enumerate().map(|(number, arm)| {
        let (variant, row) = (&arm.variant, &arm.row);
        quote! {
            #[automatically_derived]
            impl<#(#rows),*> #krate::__private::Variant<#number, #row> for #owner<#(#rows),*> {
                fn variant(__row: #krate::__private::std::sync::Arc<#row>) -> Self {
                    #owner::#variant(__row)
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
                    #owner::#variant(__row) => #krate::__private::core::option::Option::Some(__row),
                    #others
                }
            }
        }
    });
    let alias = &morph.enum_name;
    let alias = quote_spanned! {alias.span()=>
        #[doc = #doc]
        #[allow(dead_code, private_interfaces, unreachable_pub)]
        #vis type #alias<#(#rows = #models),*> = #owner<#(#rows),*>;
    };
    quote! {
        #alias

        #[doc(hidden)]
        #[allow(unreachable_pub)]
        #vis mod #module {
            #[doc = #doc]
            #[derive(
                ::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd,
                ::core::cmp::Ord, ::core::hash::Hash
            )]
            #inside enum #name<#(#rows),*> {
                #(#[doc = #variant_docs] #variants(::std::sync::Arc<#rows>),)*
            }
        }

        impl<#(#rows),*> #owner<#(#rows),*> {
            #(#accessors)*
        }

        #(#variant_impls)*

        #krate::__private::__push_owner!(#module::#name, #(#variants as #rows),*);
        #krate::__private::__serde_owner!(#module::#name, #(#variants: #listed as #rows),*);
    }
}
