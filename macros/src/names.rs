//! Default names: Eloquent's conventions.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use crate::plural::plural;

/// `BlogPost` → `blog_post`
pub(crate) fn snake(ident: &Ident) -> String {
    ident.unraw().to_string().to_snake_case()
}

/// `Category` → `categories`, `BlogPost` → `blog_posts`: the last word is made plural.
pub(crate) fn plural_snake(ident: &Ident) -> String {
    let snake = snake(ident);
    let (head, last) = match snake.rsplit_once('_') {
        Some((head, last)) => (format!("{head}_"), last),
        None => (String::new(), snake.as_str()),
    };
    format!("{head}{}", plural(last))
}

/// `Category` → `categorys`: what Diesel's own derives take as the table where none is given.
pub(crate) fn diesel_table(ident: &Ident) -> String {
    format!("{}s", snake(ident))
}

/// `User`, `Role` → `role_user`
pub(crate) fn pivot(a: &Ident, b: &Ident) -> String {
    let mut names = [snake(a), snake(b)];
    names.sort();
    names.join("_")
}

/// `posts` → `POSTS`
pub(crate) fn constant(name: &Ident) -> Ident {
    ident(
        &name.unraw().to_string().to_shouty_snake_case(),
        name.span(),
    )
}

/// `edited_posts` → `EditedPosts`
pub(crate) fn pascal(name: &Ident) -> String {
    name.unraw().to_string().to_pascal_case()
}

/// An identifier, raw where it is a keyword.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    // These cannot be raw.
    if ["crate", "self", "super", "Self"].contains(&name) {
        return Ident::new(&format!("{name}_"), span);
    }
    syn::parse_str::<Ident>(name).map_or_else(
        |_| Ident::new_raw(name, span),
        |mut ident| {
            ident.set_span(span);
            ident
        },
    )
}
