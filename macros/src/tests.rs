//! Tests of the code that the derive emits, and of its messages. `UPDATE_EXPECT=1 cargo test -p diesel-relations-macros` renews the files.

use expect_test::{ExpectFile, expect_file};
use syn::parse_quote;

fn check(input: syn::DeriveInput, expected: ExpectFile) {
    let output = crate::model(&input);
    let file = syn::parse2(output).expect("the derive emits items");
    expected.assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn has_many() {
    let input = parse_quote! {
        #[diesel(table_name = users)]
        #[has_many(Post)]
        pub struct User {
            id: i32,
        }
    };
    check(input, expect_file!["expanded/has_many.rs"]);
}

#[test]
fn belongs_to() {
    let input = parse_quote! {
        #[diesel(table_name = posts)]
        struct Post {
            id: i32,
            #[belongs_to(User, name = author)]
            user_id: i32,
        }
    };
    check(input, expect_file!["expanded/belongs_to.rs"]);
}

#[test]
fn every_key() {
    let input = parse_quote! {
        #[diesel(table_name = schema::users, primary_key(uid))]
        #[model(crate = relations)]
        #[has_one(Post, name = r#final, table = schema::posts, foreign_key = editor, local_key = name, values(kind = "dev", topic = None), defaults(votes = 1i32), filter = posts::id.gt(1i32))]
        pub(crate) struct User {
            uid: i32,
            #[diesel(column_name = title)]
            name: String,
        }
    };
    check(input, expect_file!["expanded/every_key.rs"]);
}

#[test]
fn belongs_to_many() {
    let input = parse_quote! {
        #[diesel(table_name = users)]
        #[belongs_to_many(
            Team, using = Membership, accessor = membership, timestamps, values(kind = "dev"), filter = teams::open.eq(true)
        )]
        pub struct User {
            id: i32,
        }
    };
    check(input, expect_file!["expanded/belongs_to_many.rs"]);
}

#[test]
fn timestamps_and_touch() {
    let input = parse_quote! {
        #[diesel(table_name = posts)]
        #[model(timestamps = (made_at, changed_at))]
        #[morph_to_many(Tag, morph = taggable, touch = changed_at)]
        struct Post {
            id: i32,
            #[belongs_to(User, touch)]
            user_id: i32,
            #[morph_to(Page, touch)]
            place_id: i32,
            place_type: String,
        }
    };
    check(input, expect_file!["expanded/timestamps_and_touch.rs"]);
}

#[test]
fn has_one_through() {
    let input = parse_quote! {
        #[diesel(table_name = users)]
        #[has_one_through(User, name = newest, through = User, first_key = boss_id, second_key = boss_id, latest)]
        pub struct User {
            id: i32,
        }
    };
    check(input, expect_file!["expanded/has_one_through.rs"]);
}

#[test]
fn morph_to() {
    let input = parse_quote! {
        #[diesel(table_name = comments)]
        #[morph_many(Comment, name = replies, morph = commentable)]
        pub struct Comment {
            id: i32,
            #[morph_to(blog::Post, Comment, enum_name = CommentOwner, owner_key = uid)]
            commentable_id: Option<i32>,
            commentable_type: Option<String>,
        }
    };
    check(input, expect_file!["expanded/morph_to.rs"]);
}

#[test]
fn morphed_by_many() {
    let input = parse_quote! {
        #[diesel(table_name = tags)]
        #[model(morph_name = "label")]
        #[morphed_by_many(Post, morph = taggable, values(place = 1i32))]
        struct Tag {
            id: i32,
        }
    };
    check(input, expect_file!["expanded/morphed_by_many.rs"]);
}

#[test]
fn search() {
    let input = parse_quote! {
        #[diesel(table_name = posts)]
        #[model(soft_delete, search(
            filter(title, author.name, comments.count, comments.exists, options->visible: bool, author.country.name),
            sort(created_at, author.name, comments.count, comments.sum(votes), options->"the place": i32),
            keywords(title, author.name),
            include(author, comments.author),
            aggregate(comments.count, comments.max(votes)),
            write(title, votes),
            scope(popular = posts::votes.ge(10i32), voted(least: i32, most: i32) = posts::votes.between(least, most)),
            limit(max = 50),
            trashed,
        ))]
        #[has_many(Comment)]
        #[belongs_to_many(Tag, search(approved: bool, note: Option<String>, write(note: Option<String>)))]
        pub struct Post {
            id: i32,
            title: String,
            votes: i32,
            options: Json,
            created_at: Time,
            #[belongs_to(User, name = author)]
            user_id: i32,
        }
    };
    check(input, expect_file!["expanded/search.rs"]);
}

#[test]
fn names_only() {
    let input = parse_quote! {
        #[diesel(table_name = tags)]
        #[model(search)]
        struct Tag {
            id: i32,
            r#type: i32,
        }
    };
    let output = crate::model(&input).to_string();
    assert!(output.contains("const FIELDS"));
    assert!(!output.contains("compile_error"), "{output}");
}

#[test]
fn several_mistakes_give_several_errors() {
    let input = parse_quote! {
        #[diesel(table_name = users)]
        #[has_many]
        #[has_many(Post, foreing_key = editor_id)]
        #[has_one(Profile, local_key = nothing)]
        struct User {
            id: i32,
        }
    };
    let output = crate::model(&input).to_string();
    assert_eq!(output.matches("compile_error").count(), 3, "{output}");
}

#[test]
fn fields_that_begin_with_a_digit_or_an_underscore() {
    let input = parse_quote! {
        #[diesel(table_name = games)]
        #[has_many(Game, name = _2nd, foreign_key = _1st_id)]
        struct Game {
            id: i32,
            #[model(belongs_to(Team))]
            _1st_id: i32,
            #[model(belongs_to(Team, name = _9th))]
            _1: i32,
            #[model(morph_to(Team, Game))]
            _3rd_id: i32,
            _3rd_type: String,
        }
    };
    let output = crate::model(&input).to_string();
    assert!(!output.contains("compile_error"));
    for name in ["_1ST", "_9TH", "_2ND", "_3RD"] {
        assert!(output.contains(&format!("const {name} :")), "{name}");
    }
}

#[test]
fn a_name_without_letters_is_one_error() {
    let input = parse_quote! {
        #[diesel(table_name = games)]
        #[has_many(Game, name = __)]
        struct Game {
            id: i32,
            #[model(belongs_to(Team))]
            __id: i32,
            #[model(morph_to(Team, Game))]
            _1: i32,
        }
    };
    let output = crate::model(&input).to_string();
    assert_eq!(output.matches("compile_error").count(), 3);
}

#[test]
fn default_names() {
    let plural = |name| crate::names::plural_snake(&quote::format_ident!("{name}"));
    let names = [
        "Post",
        "Category",
        "BlogPost",
        "Person",
        "Address",
        "Sheep",
        "Day",
        "ProductCategory",
        "OAuthKey",
    ];
    assert_eq!(
        names.map(plural),
        [
            "posts",
            "categories",
            "blog_posts",
            "people",
            "addresses",
            "sheep",
            "days",
            "product_categories",
            "o_auth_keys"
        ]
    );
}

/// The methods of a trait of the runtime that users call.
fn methods_of(header: &str) -> Vec<String> {
    fn files(folder: &std::path::Path, all: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => files(&path, all),
                false => all.push(path),
            }
        }
    }
    let mut all = Vec::new();
    files(std::path::Path::new(RUNTIME), &mut all);
    let texts = all
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok());
    let text = texts
        .into_iter()
        .find_map(|text| Some(text.split_once(header)?.1.to_owned()));
    let text = text.unwrap_or_else(|| panic!("no {header}"));
    let body = text.split("\n}").next().unwrap_or_default();
    let mut is_hidden = false;
    let mut names = Vec::new();
    for line in body.lines() {
        if line.contains("#[doc(hidden)]") {
            is_hidden = true;
        } else if let Some(rest) = line.strip_prefix("    fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            if !std::mem::take(&mut is_hidden) {
                names.push(name.to_owned());
            }
        } else if line.starts_with("    const ") || line.starts_with("    type ") {
            is_hidden = false;
        }
    }
    names
}

const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/src");

#[test]
fn no_relation_hides_a_method_of_every_model() {
    let traits = [
        "pub trait Model: ModelDef",
        "pub trait ModelQuery",
        "pub trait LoadRelated",
    ];
    let mut methods: Vec<_> = traits.into_iter().flat_map(methods_of).collect();
    // That of most models.
    methods.push("clone".to_owned());
    methods.sort();
    assert_eq!(methods, crate::check::METHODS);
}

#[test]
fn the_documentation_names_every_key_of_every_attribute() {
    let text = std::fs::read_to_string(format!("{RUNTIME}/derive.md")).expect("derive.md");
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let is_named = |key: &str| {
        let (alone, given, list) = (format!("`{key}`"), format!("`{key} ="), format!("`{key}("));
        let mut rows = rows.iter().filter_map(|row| row.split('|').nth(1));
        rows.any(|cell| {
            [&alone, &given, &list]
                .into_iter()
                .any(|form| cell.contains(form))
        })
    };
    for kind in crate::kind::Kind::ALL {
        assert!(
            text.contains(&format!("{}(", kind.name())),
            "{}",
            kind.name()
        );
        for key in kind.keys() {
            assert!(is_named(key.name), "{} of {}", key.name, kind.name());
        }
    }
    for key in crate::keys::SEARCH {
        let forms = [format!("| `{}(", key.name), format!("| `{}` |", key.name)];
        let is_a_row = |form: &String| rows.iter().any(|row| row.starts_with(form));
        assert!(forms.iter().any(is_a_row), "{} of search", key.name);
    }
    for key in crate::keys::MODEL {
        let form = format!("`#[model({}", key.name);
        assert!(text.contains(&form), "{form}");
    }
}
