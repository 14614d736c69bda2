//! The tables of the blog.

diesel::table! {
    users {
        id -> Integer,
        name -> Text,
        email -> Text,
        active -> Bool,
        created_at -> Text,
        boss_id -> Nullable<Integer>,
    }
}
diesel::table! {
    posts {
        id -> Integer,
        user_id -> Integer,
        title -> Text,
        body -> Text,
        published -> Bool,
        votes -> Integer,
    }
}
diesel::table! {
    comments {
        id -> Integer,
        post_id -> Integer,
        body -> Text,
    }
}
diesel::joinable!(posts -> users (user_id));
diesel::joinable!(comments -> posts (post_id));
diesel::allow_tables_to_appear_in_same_query!(users, posts, comments);
