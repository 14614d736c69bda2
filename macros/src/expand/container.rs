//! The loaded rows: a model (or a loaded row) and one more field.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use crate::kind::Kind;
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
    let common = common(
        model,
        container,
        &quote!(__Inner, __T),
        name,
        &quote!(__T),
        true,
    );
    quote! {
        #[doc = #doc]
        #[allow(private_interfaces)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #vis struct #container<__Inner = #inner, __T = #value> {
            __inner: __Inner,
            #[doc = #field_doc]
            pub #name: __T,
        }
        #common
        #krate::__private::__serde!(#container<__Inner, __T>, __inner, #name, #plain);
    }
}

/// `UserWithPostsCount<Inner = User>`
pub(crate) fn with_count(model: &Model<'_>, container: &Ident, name: &Ident) -> TokenStream {
    let doc = format!(
        " [`{}`] with the number of rows of `{}`.",
        model.ident,
        name.unraw()
    );
    let field_doc = format!(" The number of rows of `{}`.", name.unraw());
    let (krate, ident) = (&model.krate, model.ident);
    let field = crate::names::count(name);
    let plain = field.to_string();
    let vis = model.vis;
    let common = common(
        model,
        container,
        &quote!(__Inner),
        &field,
        &quote!(i64),
        false,
    );
    quote! {
        #[doc = #doc]
        #[allow(private_interfaces)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #vis struct #container<__Inner = #ident> {
            __inner: __Inner,
            #[doc = #field_doc]
            pub #field: i64,
        }
        #common
        #krate::__private::__serde!(#container<__Inner>, __inner, #field, #plain);
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
    let holds = is_relation.then(|| {
        quote! {
            #[automatically_derived]
            impl #generics #krate::__private::Holds<__T> for #container #generics {
                fn held_mut(&mut self) -> &mut __T {
                    &mut self.#field
                }
            }
        }
    });
    let plain = field.unraw().to_string();
    // A count is no relation.
    let (beside, get) = match is_relation {
        true => (quote!(__T), quote!(self.#field)),
        false => (quote!(()), quote!(())),
    };
    quote! {
        impl #generics #container #generics {
            /// A row and the value of its field, put together by hand: what a unit test needs.
            #vis fn new(__inner: __Inner, __value: #ty) -> Self {
                #container { __inner, #field: __value }
            }
            /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
            #vis fn into_parts(this: Self) -> (__Inner, #ty) {
                (this.__inner, this.#field)
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::core::ops::Deref for #container #generics {
            type Target = __Inner;
            fn deref(&self) -> &__Inner {
                &self.__inner
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::core::ops::DerefMut for #container #generics {
            fn deref_mut(&mut self) -> &mut __Inner {
                &mut self.__inner
            }
        }
        #[automatically_derived]
        impl #generics #krate::LoadedRow for #container #generics
        where
            __Inner: #krate::LoadedRow,
        {
            type Model = <__Inner as #krate::LoadedRow>::Model;
            type Kind = #krate::__private::Around<#beside>;
            const NAMES: &'static #krate::__private::RowNames =
                &#krate::__private::RowNames::beside(&[#plain], <__Inner as #krate::LoadedRow>::NAMES);
            fn model(this: &Self) -> &<__Inner as #krate::LoadedRow>::Model {
                #krate::LoadedRow::model(&this.__inner)
            }
        }
        #[automatically_derived]
        impl #generics #krate::__private::BesideRow<#beside> for #container #generics {
            fn beside(&self) -> &#beside {
                &#get
            }
        }
        #holds
        #krate::__private::__pass_on!(#container #generics, __inner, #field);
    }
}

/// The model belongs to the loaded rows of a parent that it belongs to by Diesel's `Associations`: `Post::belonging_to(&users)`.
///
/// Each of these parents has to be a model, as the compiler must know that it is no loaded row.
pub(crate) fn belongs_to(model: &Model<'_>) -> Option<TokenStream> {
    let text = |path: &syn::Path| quote!(#path).to_string();
    let is_model = |parent| {
        let mut relations = model.relations.iter();
        relations.any(|it| it.kind == Kind::BelongsTo && text(&it.related) == text(parent))
    };
    if model.belongs_to.is_empty() || !model.belongs_to.iter().all(is_model) {
        return None;
    }
    let (krate, ident) = (&model.krate, model.ident);
    Some(quote!(#krate::__private::__belongs_to_loaded_rows!(#ident);))
}
