//! Fewer columns, defaults, and relations asked for at run time.

use diesel::prelude::*;
use diesel_relations::Relation;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;
use serde_json::json;

/// Without the key that it is found by.
#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Title {
    title: String,
}

/// A smaller model, with a relation of its own.
#[derive(Debug, PartialEq, Queryable, Selectable, Model)]
#[diesel(table_name = posts)]
#[has_many(Comment, foreign_key = post_id)]
struct PostId {
    id: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = users)]
struct Name {
    name: String,
}

/// A model whose every query loads two relations.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[model(with(author, comments))]
#[has_many(Comment, foreign_key = post_id)]
struct Article {
    id: i32,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
}

on_every_backend! {
    fn only_the_columns_of_a_smaller_struct(conn, statements) {
        let (sent, users) = statements.during(|| User::query().order(users::id).with(User::POSTS.order(posts::id).select_as::<Title>()).load(conn));
        let users = users?;
        assert_eq!(sent, 2);
        assert_eq!(users[0].posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>(), ["First", "Second", "Fourth"]);
        assert!(users[3].posts.is_empty());

        let posts = Post::query().order(posts::id).with(Post::AUTHOR.select_as::<Name>()).load(conn)?;
        assert_eq!(posts[2].author.name, "Bob");
        let alice = User::find(1).with(User::POSTS.order(posts::id.desc()).limit(1).select_as::<Title>()).first(conn)?;
        assert_eq!(alice.posts, [Title { title: "Fourth".into() }]);
        assert_eq!(alice.posts().order(posts::id).select_as::<Title>().first(conn)?.title, "First");
        assert_eq!(Post::query().order(posts::id).select_as::<Title>().load(conn)?.len(), 4);
    }

    fn a_smaller_model_nests_its_own_relations(conn, statements) {
        let posts = User::POSTS.order(posts::id).select_as::<PostId>().with(PostId::COMMENTS).with_count(Post::COMMENTS);
        let (sent, alice) = statements.during(|| User::find(1).with(posts).first(conn));
        let alice = alice?;
        assert_eq!(sent, 3);
        assert_eq!(alice.posts.iter().map(|post| (post.id, post.comments.len(), post.comments_count)).collect::<Vec<_>>(), [(1, 2, 2), (2, 0, 0), (4, 1, 1)]);
    }

    fn fewer_columns_of_rows_that_parents_share(conn) {
        // Two parents with one key, and a struct that is not `Clone`.
        let users = User::query().order(users::id).with(User::COMPATRIOTS.order(users::id).select_as::<Name>()).load(conn)?;
        for user in &users[..2] {
            assert_eq!(user.compatriots.iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), ["Alice", "Bob"]);
        }
    }

    fn defaults_in_place_of_rows(conn, statements) {
        let (sent, users) = statements.during(|| User::query().order(users::id).with((User::PROFILE.or_default(), User::BOSS.or_default())).load(conn));
        let users = users?;
        assert_eq!(sent, 3);
        assert_eq!(users[0].profile.bio, "writes");
        // The foreign key is the parent's; nothing was inserted.
        assert_eq!(users[1].profile, Profile { id: 0, bio: String::new(), user_id: 2 });
        assert_eq!(profiles::table.count().get_result::<i64>(conn)?, 3);
        assert_eq!((users[0].boss.id, users[1].boss.id), (0, 1));
        assert!(std::sync::Arc::ptr_eq(&users[1].boss, &users[2].boss));
    }

    fn defaults_from_the_parent(conn) {
        let boss = User::BOSS.filter(users::name.ne("Carol")).or_default_with(|user| User { name: format!("{}'s", user.name), ..User::default() });
        let users = User::query().order(users::id).with(boss).load(conn)?;
        assert_eq!(users.iter().map(|user| user.boss.name.as_str()).collect::<Vec<_>>(), ["Alice's", "Alice", "Alice", "Dan's"]);
        // A relation that is not nullable, and whose owner is gone.
        diesel::delete(users::table.find(2)).execute(conn)?;
        let posts = Post::query().order(posts::id).with(Post::AUTHOR.or_default()).load(conn)?;
        assert_eq!(posts.iter().map(|post| post.author.id).collect::<Vec<_>>(), [1, 1, 0, 1]);
    }

    fn the_relations_of_defaults_are_loaded_too(conn, statements) {
        let profile = User::PROFILE.with(Profile::USER).or_default();
        let (sent, users) = statements.during(|| User::query().order(users::id).with(profile).load(conn));
        assert_eq!(sent, 3);
        assert_eq!(users?.iter().map(|user| user.profile.user.name.clone()).collect::<Vec<_>>(), ["Alice", "Bob", "Carol", "Dan"]);
    }

    fn asked_for_at_run_time(conn, statements) {
        for wanted in [true, false] {
            let posts = User::POSTS.order(posts::id).with(wanted.then_some(Post::COMMENTS));
            let query = User::query().order(users::id).with((wanted.then_some(posts), User::PROFILE)).with((!wanted).then_some(User::BOSS));
            let (sent, users) = statements.during(|| query.load(conn));
            let users = users?;
            assert_eq!(sent, if wanted { 4 } else { 3 });
            assert_eq!(users[0].name, "Alice");
            assert_eq!(users[0].posts.as_ref().map(Vec::len), wanted.then_some(3));
            if let Some(posts) = &users[0].posts {
                assert_eq!(posts[0].comments.as_ref().map(Vec::len), Some(2));
            }
            assert_eq!(users[1].boss.as_ref().map(Option::is_some), (!wanted).then_some(true));
            assert_eq!(users[0].posts().count().get_result::<i64>(conn)?, 3);
        }
    }

    fn absent_in_json_where_it_was_not_asked_for(conn) {
        let no_posts: Option<Relation<PostsOfUser>> = None;
        let carol = User::find(3).with((no_posts, Some(User::BOSS), Some(User::TOP_POST), User::PROFILE)).first(conn)?;
        assert_eq!(serde_json::to_value(&carol).unwrap(), json!({
            "id": 3, "name": "Carol", "active": false, "boss_id": 1, "country": null,
            "boss": {"id": 1, "name": "Alice", "active": true, "boss_id": null, "country": "de"},
            // Asked for, and found to be none.
            "top_post": null,
            "profile": {"id": 12, "bio": "reads", "user_id": 3},
        }));
        let no_owner: Option<Relation<AuthorOfPost>> = None;
        let post = Post::find(1).with((no_owner, Some(Post::EDITOR.or_default()))).first(conn)?;
        let json = serde_json::to_value(&post).unwrap();
        assert_eq!(json.get("author"), None);
        assert_eq!(json["editor"]["name"], "Bob");
        let post = Post::find(1).with(Some(Post::AUTHOR)).first(conn)?;
        assert_eq!(serde_json::to_value(&post).unwrap()["author"]["name"], "Alice");
    }

    fn default_loads_and_queries_without_them(conn, statements) {
        let (sent, articles) = statements.during(|| Article::query().order(posts::id).load(conn));
        let articles: Vec<ArticleWithComments<ArticleWithAuthor>> = articles?;
        assert_eq!(sent, 3);
        assert_eq!((articles[0].author.name.as_str(), articles[0].comments.len()), ("Alice", 2));
        let (sent, article) = statements.during(|| Article::find(1).with_count(Article::COMMENTS).first(conn));
        assert_eq!((sent, article?.comments_count), (3, 2));
        let (sent, article) = statements.during(|| Article::find(1).without().first(conn));
        assert_eq!((sent, article?), (1, Article { id: 1, user_id: 1 }));
        let (sent, article) = statements.during(|| Article::find(1).with_only(Article::COMMENTS.filter(comments::id.gt(1))).first(conn));
        assert_eq!((sent, article?.comments.len()), (2, 1));
    }
}
