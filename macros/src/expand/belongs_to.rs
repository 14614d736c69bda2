//! Belongs-to: one owner, shared by the rows that have it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Model, Relation};

/// `RelationDef::Shape`: an owner, which is there where its key is NOT NULL and nothing is asked of it.
pub(crate) fn shape(model: &Model<'_>, relation: &Relation<'_>, marker: &Ident) -> TokenStream {
    let krate = &model.krate;
    match relation.filter {
        Some(_) => {
            quote!(#krate::__private::Owner<#krate::__private::diesel::sql_types::is_nullable::IsNullable>)
        }
        None => quote! {
            #krate::__private::Owner<
                <<#marker as #krate::RelationDef>::LocalColumn as #krate::__private::KeyColumns>::IsNull
            >
        },
    }
}
