//! Polymorphic relations: the id that refers to rows of several models, and the type beside it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::tokens::last;
use super::{key, source};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Model, Morph, Relation};

/// A key that an id of several models refers to: the column as the id compares it, its type, and the function that reads it.
pub(crate) struct Held {
    pub(crate) column: TokenStream,
    pub(crate) key: TokenStream,
    pub(crate) get: TokenStream,
}

/// The key of a model as the column `id` holds it.
pub(crate) fn held(
    model: &Model<'_>,
    relation: &Relation<'_>,
    (id, column, of): (&dyn ToTokens, &TokenStream, &dyn ToTokens),
) -> Held {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    Held {
        column: quote_spanned!(span=> <#id as #krate::__private::MorphId<#column>>::Key),
        key: quote_spanned!(span=> #krate::__private::Held<#id, #column, #of>),
        get: quote_spanned!(span=> #krate::__private::held::<#id, #column, #of>),
    }
}

/// The model whose rows the id refers to.
pub(crate) fn owner(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    match relation.kind {
        Kind::MorphedByMany => relation.related.to_token_stream(),
        _ => model.ident.to_token_stream(),
    }
}

/// The condition that the type is that of the owner: its type and its value.
pub(crate) fn is_type(
    model: &Model<'_>,
    relation: &Relation<'_>,
    morph: &Morph,
) -> (TokenStream, TokenStream) {
    let (krate, owner) = (&model.krate, owner(model, relation));
    let morph_type = &morph.morph_type;
    let how = match relation.joined {
        None => quote!(#krate::__private::AsEqual),
        Some(_) => quote!(#krate::__private::Exactly),
    };
    (
        quote!(#krate::__private::IsType<#morph_type, #owner, #how>),
        quote_spanned!(span_of(morph_type)=> #krate::__private::IsType::scope()),
    )
}

/// The condition in words, for documentation.
pub(crate) fn is_type_says(
    model: &Model<'_>,
    relation: &Relation<'_>,
    source: &source::Source,
) -> Option<String> {
    let column = last(&relation.morph.as_ref()?.morph_type);
    let owner = match relation.kind {
        Kind::MorphedByMany => format!("the morph name of {}", last(&relation.related)),
        _ => format!("'{}'", model.morph_name),
    };
    Some(format!(" AND {}.{column} = {owner}", source.key_table))
}

/// `RelationDef::Fields`: the type in a new row.
pub(crate) fn fields(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    let krate = &model.krate;
    match (&relation.morph, &relation.joined) {
        (Some(morph), None) => {
            let (morph_type, owner) = (&morph.morph_type, owner(model, relation));
            quote!(#krate::__private::TypeField<#morph_type, #owner>)
        }
        _ => quote!(#krate::__private::NoFields),
    }
}

/// Checks that the rows list this model among their owners.
pub(crate) fn is_listed(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    let (Some(morph), None) = (&relation.morph, &relation.joined) else {
        return None;
    };
    let (krate, ident) = (&model.krate, model.ident);
    let Relation { related, table, .. } = relation;
    let (id, morph_type) = (&morph.id, &morph.morph_type);
    let key = key::column(model, &relation.local);
    Some(quote! {
        #[allow(unused_imports)]
        use #krate::__private::OfAnotherTable as _;
        #krate::__private::Listed::<#related, #table::table, #ident, #id, #morph_type, #key>::is();
    })
}
