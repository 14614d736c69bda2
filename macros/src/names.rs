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

/// The column by which another table refers to a model by a key: `User` and `id` → `user_id`; a key that begins with the
/// model's name keeps its own: `Artist` and `artist_id` → `artist_id`.
pub(crate) fn foreign_key(model: &Ident, key: &str) -> String {
    let model = snake(model);
    match key.strip_prefix(&model) {
        Some(rest) if rest.starts_with('_') => key.to_owned(),
        _ => format!("{model}_{key}"),
    }
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

/// `User` and `posts` → `PostsOfUser`: the type that carries a relation. Models are rarely called so, unlike `UserPosts`.
pub(crate) fn marker(model: &Ident, relation: &Ident, span: Span) -> Ident {
    ident(&format!("{}Of{}", pascal(relation), model.unraw()), span)
}

/// `Comment` and `commentable` → `CommentableOwnersOfComment`: the owners of several models as a value.
pub(crate) fn owners(model: &Ident, relation: &Ident, span: Span) -> Ident {
    let name = format!("{}OwnersOf{}", pascal(relation), model.unraw());
    ident(&name, span)
}

/// `User` and `posts` → `UserWithPosts`: the row with a loaded relation.
pub(crate) fn with(model: &Ident, relation: &Ident, span: Span) -> Ident {
    Ident::new(&format!("{}With{}", model.unraw(), pascal(relation)), span)
}

/// `User` and `posts` → `UserWithPostsCount`: the row with the number of related rows.
pub(crate) fn with_count(model: &Ident, relation: &Ident, span: Span) -> Ident {
    Ident::new(&format!("{}Count", with(model, relation, span)), span)
}

/// `posts` → `posts_count`: the field of the number of related rows.
pub(crate) fn count(relation: &Ident) -> Ident {
    ident(&format!("{}_count", relation.unraw()), relation.span())
}

/// `author_id` → `author`: the name of a relation by the field of its key. None where the field says none.
pub(crate) fn of_field(field: &str) -> Option<&str> {
    let name = field.strip_suffix("_id")?;
    (!says_nothing(name)).then_some(name)
}

/// True where there is nothing in a name but underscores.
pub(crate) fn says_nothing(name: &str) -> bool {
    name.chars().all(|letter| letter == '_')
}

/// The hash of a name, as a constant of the types that carry it: FNV-1a with 64 bits.
pub(crate) fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// An identifier, raw where it is a keyword: `1ST` → `_1ST`.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    if says_nothing(name) {
        return Ident::new("__", span);
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return Ident::new(&format!("_{name}"), span);
    }
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

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn the_hash_of_a_name() {
        // The published values of FNV-1a with 64 bits.
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
