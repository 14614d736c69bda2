//! The loaded rows: a model (or a loaded row) and one more field.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::model::Model;

/// `UserWithPosts<Inner = User, T = Vec<Post>>`
pub(crate) fn with(
    model: &Model<'_>,
    container: &Ident,
    inner: &TokenStream,
    name: &Ident,
    value: &TokenStream,
    doc: &str,
) -> TokenStream {
    let field_doc = format!(" The loaded `{}`.", name.unraw());
    let krate = &model.krate;
    let plain = name.unraw().to_string();
    let vis = model.vis;
    let common = common(model, container, &quote!(Inner, T), name, &quote!(T), true);
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #vis struct #container<Inner = #inner, T = #value> {
            __inner: Inner,
            #[doc = #field_doc]
            pub #name: T,
        }
        #common
        #krate::__private::__serialize!(#container<Inner, T>, __inner, #name, #plain);
    }
}

/// `UserWithPostsCount<Inner = User>`
pub(crate) fn with_count(model: &Model<'_>, container: &Ident, name: &Ident) -> TokenStream {
    let doc = format!(
        " [`{}`] with the number of rows of `{}`.",
        model.ident,
        name.unraw()
    );
    let field_doc = format!(" How many rows `{}` has.", name.unraw());
    let (krate, ident) = (&model.krate, model.ident);
    let field = format_ident!("{}_count", name.unraw(), span = name.span());
    let plain = field.to_string();
    let vis = model.vis;
    let common = common(
        model,
        container,
        &quote!(Inner),
        &field,
        &quote!(i64),
        false,
    );
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #vis struct #container<Inner = #ident> {
            __inner: Inner,
            #[doc = #field_doc]
            pub #field: i64,
        }
        impl<Inner> #container<Inner> {
            fn __new(inner: Inner, count: i64) -> #container<Inner> {
                #container { __inner: inner, #field: count }
            }
        }
        #common
        #krate::__private::__serialize!(#container<Inner>, __inner, #field, #plain);
    }
}

fn common(
    model: &Model<'_>,
    container: &Ident,
    params: &TokenStream,
    field: &Ident,
    ty: &TokenStream,
    is_relation: bool,
) -> TokenStream {
    let (krate, vis) = (&model.krate, model.vis);
    let generics = quote!(<#params>);
    // A count is no relation.
    let (beside, get) = match is_relation {
        true => (quote!(T), quote!(self.#field)),
        false => (quote!(()), quote!(())),
    };
    quote! {
        impl #generics #container #generics {
            /// The row inside, and the field beside it.
            #vis fn into_parts(self) -> (Inner, #ty) {
                (self.__inner, self.#field)
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::core::ops::Deref for #container #generics {
            type Target = Inner;
            fn deref(&self) -> &Inner {
                &self.__inner
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::core::ops::DerefMut for #container #generics {
            fn deref_mut(&mut self) -> &mut Inner {
                &mut self.__inner
            }
        }
        #[automatically_derived]
        impl #generics #krate::Rooted for #container #generics
        where
            Inner: #krate::Rooted,
        {
            type Model = <Inner as #krate::Rooted>::Model;
            type Kind = #krate::__private::Around<#beside>;
            fn model(&self) -> &<Inner as #krate::Rooted>::Model {
                #krate::Rooted::model(&self.__inner)
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::BesideRow<#beside> for #container #generics {
            fn beside(&self) -> &#beside {
                &#get
            }
        }
    }
}
