//! Feature `serde`: the nested JSON of a web API.

use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;
use serde_json::json;

on_every_backend! {
    fn a_loaded_graph(conn) {
        let user = User::find(2)
            .with(User::POSTS.order(posts::id).with(Post::EDITOR).with_count(Post::COMMENTS))
            .with((User::PROFILE, User::BOSS))
            .first(conn)?;
        let alice = json!({ "id": 1, "name": "Alice", "active": true, "boss_id": null, "country": "de" });
        let expected = json!({
            "id": 2, "name": "Bob", "active": true, "boss_id": 1, "country": "de",
            "posts": [{
                "id": 3, "title": "Third", "votes": 7, "user_id": 2, "editor_id": 1,
                "comments_count": 1,
                "editor": alice,
            }],
            "profile": null,
            "boss": alice,
        });
        assert_eq!(serde_json::to_value(&user).expect("JSON"), expected);
    }

    fn fields_then_relations_in_order(conn) {
        let post = Post::find(2).with((Post::AUTHOR, Post::COMMENTS)).first(conn)?;
        assert_eq!(
            serde_json::to_string(&post).expect("JSON"),
            r#"{"id":2,"title":"Second","votes":0,"user_id":1,"editor_id":null,"author":{"id":1,"name":"Alice","active":true,"boss_id":null,"country":"de"},"comments":[]}"#,
        );
        // What was not loaded is absent.
        let post = serde_json::to_value(Post::find(2).first(conn)?).expect("JSON");
        assert!(post.get("author").is_none());
    }
}
