//! Polymorphic relations: the id that refers to rows of several models, and the type beside it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::tokens::{at, last};
use super::{key, relation, source};
use crate::attr::span_of;
use crate::kind::Kind;
use crate::model::{Model, Morph, Relation};

/// The name of the form in which the id holds the key of a model: an alias, so that the check that it can is there once.
fn form_name(model: &Model<'_>, relation: &Relation<'_>) -> Ident {
    let marker = relation::marker(model, relation);
    format_ident!("__{marker}Form", span = marker.span())
}

/// The column of the key that the id refers to.
fn owner_key(model: &Model<'_>, relation: &Relation<'_>) -> TokenStream {
    match (relation.kind, &relation.joined) {
        (Kind::MorphedByMany, Some(joined)) => source::related_key(model, relation, joined).0,
        _ => key::column(model, &relation.local),
    }
}

/// Checks that the type column of a pivot table holds the names of models. Rows with a `morph_to` check their own.
pub(crate) fn check(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    relation.joined.as_ref()?;
    let morph_type = &relation.morph.as_ref()?.morph_type;
    let span = span_of(&relation.related);
    let krate = at(&model.krate, span);
    Some(quote_spanned! {span=>
        let _ = <#morph_type as #krate::__private::TypeColumn>::IS_TEXT;
    })
}

/// That form. Rows with a `morph_to` say it in their list of owners.
pub(crate) fn form(model: &Model<'_>, relation: &Relation<'_>) -> Option<TokenStream> {
    let Morph { id, morph_type } = relation.morph.as_ref()?;
    let (krate, ident) = (&model.krate, model.ident);
    let Relation { related, table, .. } = relation;
    let key = owner_key(model, relation);
    let form = match &relation.joined {
        Some(_) => quote! {
            #krate::__private::FormOf<
                #krate::__private::Check<{ <#id as #krate::__private::MorphId<#key>>::HOLDS }>,
                #id,
                #key,
            >
        },
        None => {
            let listed = quote!(#krate::__private::Listed::<#related, #table::table, #ident, #id, #morph_type, #key>);
            quote! {
                #krate::__private::ListedForm<#listed, {
                    #[allow(unused_imports)]
                    use #krate::__private::OfAnotherTable as _;
                    let _ = #listed::is;
                    #listed::IS_TABLE
                }>
            }
        }
    };
    let name = form_name(model, relation);
    Some(quote!(type #name = #form;))
}

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
    (column, of): (&TokenStream, &dyn ToTokens),
) -> Held {
    let krate = &model.krate;
    let span = span_of(&relation.related);
    let form = form_name(model, relation);
    Held {
        column: quote_spanned!(span=> <#form as #krate::__private::Form>::Key<#column>),
        key: quote_spanned!(span=> #krate::__private::Held<#form, #column, #of>),
        get: quote_spanned!(span=> #krate::__private::held::<#form, #column, #of>),
    }
}

/// The id, as the key of the related row that it holds is compared with it.
pub(crate) fn id(
    model: &Model<'_>,
    relation: &Relation<'_>,
    morph: &Morph,
    key: &TokenStream,
) -> TokenStream {
    let (krate, id, form) = (&model.krate, &morph.id, form_name(model, relation));
    quote_spanned!(span_of(&relation.related)=> <#form as #krate::__private::Form>::Id<#id, #key>)
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
        Kind::MorphedByMany => format!("the morph name of {}", last(&relation.written)),
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
