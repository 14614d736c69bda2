//! `morph_to`: the enum of the owners, the relations to each model as one value, and what they mean.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

use super::container;
use super::relation::{at, last, respan};
use crate::attr::span_of;
use crate::model::{Model, column_of, related_path};
use crate::morph::MorphTo;
use crate::names;

/// `CommentableOwnersOfComment`
pub(crate) fn owners(model: &Model<'_>, morph: &MorphTo<'_>) -> Ident {
    names::owners(model.ident, &morph.name, span_of(&morph.owners[0]))
}

/// `CommentableOfComment`
pub(crate) fn marker(model: &Model<'_>, morph: &MorphTo<'_>) -> Ident {
    names::marker(model.ident, &morph.name, span_of(&morph.owners[0]))
}

/// One model of the list.
struct Arm<'a> {
    model: &'a Path,
    /// `Post`
    variant: Ident,
    /// `post`
    name: Ident,
    /// `PostOwner`, a type parameter and a field.
    owner: Ident,
    field: Ident,
    /// `PostRow`, a type parameter.
    row: Ident,
}

impl<'a> Arm<'a> {
    /// `models`: the names of all.
    fn new(model: &'a Path, models: &[String]) -> Self {
        let variant = last(model);
        let param = |end: &str| {
            let name = format!("{variant}{end}");
            match models.contains(&name) {
                true => format_ident!("__{name}"),
                false => format_ident!("{name}"),
            }
        };
        let snake = names::snake(&format_ident!("{variant}"));
        Arm {
            model,
            owner: param("Owner"),
            row: param("Row"),
            field: format_ident!("__{snake}"),
            name: names::ident(&snake, Span::call_site()),
            variant: names::ident(&variant, span_of(model)),
        }
    }
}

pub(crate) fn expand(model: &Model<'_>, morph: &MorphTo<'_>) -> TokenStream {
    let models: Vec<_> = morph.owners.iter().map(last).collect();
    let arms = morph.owners.iter().map(|owner| Arm::new(owner, &models));
    let arms: Vec<_> = arms.collect();
    let declaration = declaration(model, morph, &arms);
    let owner = owner(model, morph, &arms);
    let value = value(model, morph, &arms);
    quote! {
        #declaration
        #owner
        #value
    }
}

/// The marker and what it means, the containers, the constant and the method.
fn declaration(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let Model {
        ident,
        vis,
        krate,
        table,
        ..
    } = model;
    let (name, marker, owners) = (&morph.name, marker(model, morph), owners(model, morph));
    let plain = name.unraw().to_string();
    let with = names::with(ident, name, name.span());
    let with_count = names::with_count(ident, name, name.span());
    let constant = names::constant(name);
    let (id, morph_type) = (&morph.id, &morph.morph_type);
    let (id_column, type_column) = (&id.column, &morph_type.column);
    let (id_name, type_name) = (
        id_column.unraw().to_string(),
        type_column.unraw().to_string(),
    );
    let table_name = last(table);
    let models: Vec<_> = arms.iter().map(|arm| arm.model).collect();
    let says = arms.iter().map(|arm| arm.variant.unraw().to_string());
    let says = says.collect::<Vec<_>>().join("`, `");
    let keys: Vec<_> = model
        .primary_key
        .iter()
        .filter_map(|name| Some(model.local(name)?.field))
        .collect();
    let row_key = match keys.as_slice() {
        [] => quote!(#krate::__private::std::string::String::new()),
        [key] => quote!(#krate::__private::std::format!("{:?}", parent.#key)),
        keys => quote!(#krate::__private::std::format!("{:?}", (#(&parent.#keys,)*))),
    };
    let type_span = Span::call_site().located_at(syn::spanned::Spanned::span(morph_type.ty));
    let type_ty = morph_type.ty;
    let type_field = morph_type.field;
    let here = at(krate, type_span);
    let get_type = quote_spanned! {type_span=>
        <#type_ty as #here::__private::KeyField<<#table::#type_column as #here::__private::KeyNullability>::IsNull>>::key(
            &parent.#type_field,
        )
        .map(#here::__private::type_of)
    };
    let type_column_of = respan(quote!(type TypeColumn = #table::#type_column;), type_span);
    let owns = arms.iter().map(|arm| {
        let (owner, span) = (arm.model, span_of(arm.model));
        let (key, is_table) = match &morph.owner_key {
            Some(key) => {
                let table = related_path(owner);
                let is_table = super::table::check(model, owner, &table);
                let key = column_of(&table, key.clone().into()).to_token_stream();
                (key, Some(quote!(const _: fn() = || #is_table;)))
            }
            None => (quote!(<#owner as #krate::ModelDef>::PrimaryKey), None),
        };
        let owns = quote! {
            #is_table
            #[automatically_derived]
            impl #krate::Owns<#owner> for #marker {
                type OwnerKey = #key;
            }
            #[automatically_derived]
            impl #krate::Lists<#owner, #table::#id_column, #table::#type_column, #key> for #ident {}
        };
        respan(owns, Span::call_site().located_at(span))
    });
    let distinct = arms.iter().enumerate().flat_map(|(number, arm)| {
        arms[..number].iter().map(move |other| {
            let (a, b) = (other.model, arm.model);
            let message = format!(
                "`{}` and `{}` have the same morph name, upper and lower case aside, by which their rows could not be told apart; \
                 give one of them another: `#[model(morph_name = \"..\")]`",
                last(a),
                last(b),
            );
            let krate = at(krate, span_of(b));
            quote_spanned! {span_of(b)=>
                const _: () = #krate::__private::assert!(
                    !#krate::__private::same_name(<#a as #krate::ModelDef>::MORPH_NAME, <#b as #krate::ModelDef>::MORPH_NAME),
                    #message
                );
            }
        })
    });
    let count = format!("{plain}_count");
    let marker_doc = format!(
        " The owner `{plain}` of [`{ident}`], one of `{says}`: the row with the key `{table_name}.{id_name}` of the model that \
         `{table_name}.{type_name}` names. Used as [`{ident}::{constant}`]."
    );
    let constant_doc = format!(
        " The owner `{plain}`, one of `{says}`: one statement for each model that is among the owners.\n\n For `.with(..)`, and \
         as an expression with `.exists()`."
    );
    let method_doc = format!(
        " A query of the owner of this row: `SELECT .. WHERE id = {table_name}.{id_name}`, of the model that \
         `{table_name}.{type_name}` names."
    );
    let containers = [
        container::with(
            model,
            &with,
            &quote!(#ident),
            name,
            &quote!(#krate::MorphValue<#owners>),
            &format!(" [`{ident}`] with the loaded owner `{plain}`."),
        ),
        container::with_count(model, &with_count, name),
    ];
    quote! {
        #[doc = #marker_doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #marker;

        #[automatically_derived]
        impl #krate::MorphTo for #marker {
            const NAME: &'static str = #plain;
            const COUNT: &'static str = #count;
            const ID: (&'static str, &'static str) = (#table_name, #id_name);
            const TYPE: &'static str = <#table::#type_column as #krate::__private::diesel::Column>::NAME;
            const OWNERS: &'static [&'static str] = &[#(<#models as #krate::ModelDef>::MORPH_NAME),*];
            type Parent = #ident;
            type IdColumn = #table::#id_column;
            #type_column_of
            type Nullability =
                <#krate::Composite<(#table::#id_column, #table::#type_column)> as #krate::__private::KeyNullability>::IsNull;
            type With<Inner, T> = #with<Inner, T>;
            type WithCount<Inner> = #with_count<Inner>;
            fn morph_type(parent: &#ident) -> #krate::__private::core::option::Option<&#krate::__private::core::primitive::str> {
                #get_type
            }
            fn row_key(parent: &#ident) -> #krate::__private::std::string::String {
                let _ = parent;
                #row_key
            }
            fn wrap<Inner, T>(inner: Inner, value: T) -> #with<Inner, T> {
                #with { __inner: inner, #name: value }
            }
            fn wrap_count<Inner>(inner: Inner, count: i64) -> #with_count<Inner> {
                #with_count::__new(inner, count)
            }
        }

        #(#owns)*
        #(#distinct)*

        impl #ident {
            #[doc = #constant_doc]
            #vis const #constant: #owners = #owners::__declared();

            #[doc = #method_doc]
            #vis fn #name(&self) -> #krate::OwnerOf<'_, #ident, #owners> {
                #krate::OwnerOf::new(self, #owners::__declared())
            }
        }

        #(#containers)*
    }
}

/// `Commentable<PostRow = Post, VideoRow = Video>`
fn owner(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
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
            impl<#(#rows),*> #krate::Variant<#number, #row> for #name<#(#rows),*> {
                fn variant(row: #krate::__private::std::sync::Arc<#row>) -> Self {
                    #name::#variant(row)
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
                    #name::#variant(row) => #krate::__private::core::option::Option::Some(row),
                    #others
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
        #vis enum #name<#(#rows = #models),*> {
            #(#[doc = #variant_docs] #variants(#krate::__private::std::sync::Arc<#rows>),)*
        }

        impl<#(#rows),*> #name<#(#rows),*> {
            #(#accessors)*
        }

        #(#variant_impls)*

        #krate::__private::__push_owner!(#name, #(#variants as #rows),*);
        #krate::__private::__serialize_owner!(#name, #(#variants: #models as #rows),*);
    }
}

/// `CommentableOwnersOfComment`: the relations to each model, as one value.
fn value(model: &Model<'_>, morph: &MorphTo<'_>, arms: &[Arm<'_>]) -> TokenStream {
    let (krate, vis, ident) = (&model.krate, model.vis, model.ident);
    let (marker, owners, enum_name) =
        (marker(model, morph), owners(model, morph), &morph.enum_name);
    let constant = names::constant(&morph.name);
    let params: Vec<_> = arms.iter().map(|arm| &arm.owner).collect();
    let relations = arms.iter().map(|arm| {
        let (owner, span) = (arm.model, span_of(arm.model));
        let relation = quote!(#krate::Relation<#krate::OwnedBy<#marker, #owner>>);
        respan(relation, Span::call_site().located_at(span))
    });
    let fields: Vec<_> = arms.iter().map(|arm| &arm.field).collect();
    let doc = format!(
        " The owners of [`{ident}`] as a value: [`{ident}::{constant}`], and what comes of it when it is refined."
    );
    let marker_ty = quote!(#krate::__private::core::marker::PhantomData);
    let methods = arms.iter().enumerate().map(|(number, arm)| {
        let Arm { name, field, owner, model: owner_model, .. } = arm;
        let (is, with, constrain) = (
            format_ident!("is_{}", name.unraw()),
            format_ident!("with_{}", name.unraw()),
            format_ident!("constrain_{}", name.unraw()),
        );
        let others: Vec<_> = fields.iter().enumerate().filter(|(n, _)| *n != number).map(|(_, field)| field).collect();
        let refined: Vec<_> = params
            .iter()
            .enumerate()
            .map(|(n, param)| if n == number { quote!(__New) } else { quote!(#param) })
            .collect();
        let nested: Vec<_> = params
            .iter()
            .enumerate()
            .map(|(n, param)| {
                if n == number { quote!(<#param as #krate::__private::Nest<__R>>::Nested) } else { quote!(#param) }
            })
            .collect();
        let related = last(owner_model);
        let doc = format!(
            " The owners that are a [`{related}`], as a relation of its own: only the rows whose type says so have one. For \
             `.exists()`, `.has(..)` and the like."
        );
        let is_doc = format!(
            " Whether the type of the owner is [`{related}`], whether it is there or not: an expression over the table of \
             [`{ident}`]."
        );
        let with_doc = format!(" With a relation (or a tuple of them) of each owner that is a [`{related}`].");
        let constrain_doc = format!(
            " With conditions on the owners that are a [`{related}`], or whatever else is said of a relation. An owner that does \
             not meet them is not loaded."
        );
        quote! {
            #[doc = #doc]
            #vis fn #name(self) -> #owner {
                self.#field
            }

            #[doc = #is_doc]
            #[allow(clippy::wrong_self_convention)]
            #vis fn #is(self) -> #krate::OwnerIs<<#marker as #krate::MorphTo>::TypeColumn, #owner_model> {
                ::core::default::Default::default()
            }

            #[doc = #with_doc]
            #vis fn #with<__R>(self, relation: __R) -> #owners<#(#nested,)* __Strictness>
            where
                #owner: #krate::__private::Nest<__R>,
            {
                #owners {
                    #field: #krate::__private::Nest::nest(self.#field, relation),
                    #(#others: self.#others,)*
                    __strictness: #marker_ty,
                }
            }

            #[doc = #constrain_doc]
            #vis fn #constrain<__New>(
                self,
                constrain: impl #krate::__private::core::ops::FnOnce(#owner) -> __New,
            ) -> #owners<#(#refined,)* __Strictness> {
                #owners {
                    #field: constrain(self.#field),
                    #(#others: self.#others,)*
                    __strictness: #marker_ty,
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[must_use = "a relation does nothing until a query loads it or an expression uses it"]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #vis struct #owners<
            #(#params = #relations,)*
            __Strictness = #krate::Strict,
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

        impl<#(#params,)* __Strictness> #owners<#(#params,)* __Strictness> {
            #(#methods)*

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
            #vis fn lenient(self) -> #owners<#(#params,)* #krate::Lenient> {
                #owners {
                    #(#fields: self.#fields,)*
                    __strictness: #marker_ty,
                }
            }

            /// Whether a row has an owner, an expression over its table.
            #vis fn exists(self) -> <Self as #krate::Existence<#ident>>::Exists
            where
                Self: #krate::Existence<#ident>,
            {
                #krate::Existence::exists(self)
            }

            /// Whether a row has no owner: neither one that is there, nor one of a type that is not listed.
            #vis fn doesnt_exist(self) -> <Self as #krate::Existence<#ident>>::Absent
            where
                Self: #krate::Existence<#ident>,
            {
                #krate::Existence::absent(self)
            }

            /// Whether the owner is this one, or one of several of one model: by type and id, without a look at its table.
            #vis fn morphed_to<__O>(self, owners: __O) -> <__O as #krate::MorphedTo<#marker>>::Condition
            where
                __O: #krate::MorphedTo<#marker>,
            {
                #krate::MorphedTo::condition(owners)
            }

            /// Whether the owner is another one, or there is none: the opposite of `morphed_to`, NULL included.
            #vis fn not_morphed_to<__O>(
                self,
                owners: __O,
            ) -> #krate::IsNotTrue<<__O as #krate::MorphedTo<#marker>>::Condition>
            where
                __O: #krate::MorphedTo<#marker>,
            {
                #krate::IsNotTrue::new(#krate::MorphedTo::condition(owners))
            }
        }

        #krate::__private::__morph_owners!(#owners, #marker, #ident, #(#params),*);

        #[automatically_derived]
        impl<#(#params: #krate::Arm,)* __Strictness: #krate::__private::Presence> #krate::MorphOwners
            for #owners<#(#params,)* __Strictness>
        {
            type Def = #marker;
            type Arms = (#(#params,)*);
            type Owner = #enum_name<#(<#params as #krate::Arm>::Row),*>;
            type Strictness = __Strictness;
            fn into_arms(self) -> (#(#params,)*) {
                (#(self.#fields,)*)
            }
        }
    }
}
