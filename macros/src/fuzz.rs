//! Whatever stands in an attribute, the derive answers with code and errors: it never panics, and what it emits can be parsed.
//!
//! Each run takes other inputs and prints its seed; `SEED=.. cargo test -p diesel-relations-macros fuzz` repeats one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Inputs that are right. Those of a run are made of them.
const RIGHT: &[&str] = &[
    "#[diesel(table_name = users, primary_key(tenant_id, id))]
     #[model(crate = relations, soft_delete = deleted_at, morph_name = \"user\", timestamps, utc, with(posts))]
     #[has_many(Post, name = posts, table = schema::posts, foreign_key = (tenant_id, user_id), local_key = (tenant_id, id), filter = posts::id.gt(1))]
     #[has_one(Post, name = newest, foreign_key = user_id, local_key = id, latest = (made_at, id), values(kind = \"dev\", topic = None), defaults(votes = 1i32))]
     pub struct User { tenant_id: i32, id: i32, #[model(key)] slug: String }",
    "#[diesel(table_name = posts)] #[model(search(filter(id, title), sort(id), include(author), scope(own(me: i32) = posts::user_id.eq(me))))]
     struct Post { id: i32, title: String, #[belongs_to(User, name = author, owner_key = users::id, touch = changed_at)] user_id: Option<i32> }",
    "#[belongs_to_many(Role, pivot = role_user, foreign_key = user_id, related_key = role_id, using = Membership, accessor = membership, timestamps = (a, b), \
        detach(deleted = true), attach(deleted = false), soft_delete, search(approved: bool), touch)]
     pub(crate) struct User { id: i32 }",
    "#[has_many_through(Comment, through = Post, through_table = posts, first_key = user_id, second_key = post_id, second_local_key = id, name = remarks)]
     #[has_one_through(Owner, through = Car, oldest)]
     pub(super) struct User { id: i32 }",
    "#[morph_many(Comment, morph = commentable)] #[morph_one(Image, morph_id = owner_id, morph_type = owner_type, latest)]
     #[morph_to_many(Tag, morph = taggable, pivot = taggables, values(place = 1i32))] #[morphed_by_many(Post, morph = taggable)]
     struct Post { id: i32, #[morph_to(Post, blog::Video, name = owner, morph_type = owner_type, owner_key = uid, enum_name = Owner, touch)] owner_id: i32, owner_type: String }",
];

/// Tokens that are put where they do not belong.
const ODD: &[&str] = &[
    "_",
    "__",
    "r#type",
    "Self",
    "self",
    "crate::a",
    "super::a",
    "posts",
    "POSTS",
    "Posts",
    "größe",
    "名前",
    "_1",
    "x_count",
    "id",
    "name",
    "table",
    "with",
    "through",
    "morph",
    "latest",
    "touch",
    "timestamps",
    "soft_delete",
    "detach",
    "attach",
    "values",
    "search",
    "using",
    "\"posts\"",
    "\"\"",
    "'a'",
    "1",
    "1.5",
    "b\"x\"",
    "true",
    "=",
    ",",
    ",,",
    "::",
    ".",
    "?",
    "<",
    ">",
    "<T>",
    "&",
    "'a",
    "!",
    "#",
    "->",
    "..",
    "()",
    "(id, id)",
    "(a, b, c, d, e)",
    "[]",
    "{}",
    "(= =)",
    "Option<i32>",
    "dyn Fn()",
    "impl Copy",
    "a::b::c",
    "::a",
    "fn",
    "where",
    "enum E { A }",
    "has_many",
    "belongs_to",
    "User",
    "Post",
];

/// Numbers that look random: xorshift, of 64 bits.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// The number of tokens, those in groups among them.
fn count(tokens: &TokenStream) -> usize {
    let tokens = tokens.clone().into_iter();
    tokens
        .map(|token| match token {
            TokenTree::Group(group) => 1 + count(&group.stream()),
            _ => 1,
        })
        .sum()
}

/// Changes the token number `at`: removes it, doubles it, or puts another one in its place, before or around it.
fn change(tokens: TokenStream, at: &mut usize, random: &mut Random) -> TokenStream {
    let mut changed = TokenStream::new();
    for token in tokens {
        let is_it = *at == 0;
        *at = at.wrapping_sub(1);
        let odd = || TokenStream::from_str("_").unwrap_or_default();
        let mut other = || TokenStream::from_str(random.of(ODD)).unwrap_or_else(|_| odd());
        if is_it {
            let with = other();
            match random.below(6) {
                0 => {}
                1 => changed.extend([token.clone(), token]),
                2 => changed.extend(with),
                3 => {
                    changed.extend(with);
                    changed.extend([token]);
                }
                4 => {
                    changed.extend([token]);
                    changed.extend(with);
                }
                _ => {
                    let inside = TokenStream::from(token);
                    changed.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, inside))]);
                }
            }
        } else if let TokenTree::Group(group) = token {
            let inside = change(group.stream(), at, random);
            changed.extend([TokenTree::Group(Group::new(group.delimiter(), inside))]);
        } else {
            changed.extend([token]);
        }
    }
    changed
}

#[test]
fn fuzz() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(1, |now| now.as_nanos() as u64 | 1);
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(now);
    println!("SEED={seed}");
    let mut random = Random(seed);
    let mut derived = 0;
    while derived < 2000 {
        let mut tokens = TokenStream::from_str(random.of(RIGHT)).expect("the inputs are tokens");
        for _ in 0..=random.below(3) {
            let mut at = random.below(count(&tokens));
            tokens = change(tokens, &mut at, &mut random);
        }
        // Tokens that are no item do not get to a derive.
        let Ok(input) = syn::parse2::<syn::DeriveInput>(tokens.clone()) else {
            continue;
        };
        // The compiler has no field of this name.
        if let syn::Data::Struct(data) = &input.data {
            let mut names = data.fields.iter().filter_map(|field| field.ident.as_ref());
            if names.any(|name| name == "_") {
                continue;
            }
        }
        derived += 1;
        let output = catch_unwind(AssertUnwindSafe(|| crate::model(&input)));
        let output = output.unwrap_or_else(|_| panic!("SEED={seed}: the derive panics: {tokens}"));
        assert!(
            !output.is_empty(),
            "SEED={seed}: nothing is emitted: {tokens}"
        );
        if let Err(error) = syn::parse2::<syn::File>(output) {
            panic!("SEED={seed}: {error}: {tokens}");
        }
    }
}
