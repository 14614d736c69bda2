//! A relation whose attribute could not be understood: a constant and a method of an unknown type. The error is in that type, so that what is
//! done with them is none.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::model::{Broken, Model};
use crate::names;

pub(crate) fn expand(model: &Model<'_>, broken: &Broken) -> TokenStream {
    let (krate, ident, vis) = (&model.krate, model.ident, model.vis);
    let Broken { name, error } = broken;
    let constant = names::constant(name);
    let ty = format_ident!(
        "__{}Of{}",
        names::pascal(name),
        ident.unraw(),
        span = Span::call_site()
    );
    let mut errors = error
        .clone()
        .into_iter()
        .map(syn::Error::into_compile_error);
    let first = errors.next();
    // Nothing is evaluated: the error stands in the type.
    quote! {
        #[doc(hidden)]
        type #ty = #krate::__private::Checked<#ident, { #first }>;
        impl #ident {
            #[allow(missing_docs)]
            #vis const #constant: #ty = #krate::__private::core::panic!();
            #[allow(missing_docs)]
            #vis fn #name(&self) -> #ty {
                #krate::__private::core::panic!()
            }
        }
        #(#errors)*
    }
}
