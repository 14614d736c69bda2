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
diesel::table! {
    members (tenant_id, id) {
        tenant_id -> Integer,
        id -> Integer,
        name -> Text,
        active -> Bool,
    }
}
diesel::table! {
    /// Ten columns.
    articles {
        id -> Integer,
        tenant_id -> Integer,
        member_id -> Integer,
        title -> Text,
        subtitle -> Text,
        summary -> Text,
        body -> Text,
        language -> Text,
        license -> Text,
        votes -> Integer,
    }
}
diesel::table! {
    roles {
        id -> Integer,
        name -> Text,
        description -> Text,
    }
}
diesel::table! {
    role_user (user_id, role_id) {
        user_id -> Integer,
        role_id -> Integer,
        kind -> Text,
        level -> Integer,
    }
}
diesel::table! {
    videos {
        id -> Integer,
        title -> Text,
        url -> Text,
        seconds -> Integer,
    }
}
diesel::table! {
    photos {
        id -> Integer,
        caption -> Text,
        url -> Text,
    }
}
diesel::table! {
    /// On posts, videos and photos.
    notes {
        id -> Integer,
        body -> Text,
        pinned -> Bool,
        notable_id -> Integer,
        notable_type -> Text,
    }
}
diesel::table! {
    /// Of users, videos and photos.
    reviews {
        id -> Integer,
        body -> Text,
        reviewable_id -> Integer,
        reviewable_type -> Text,
    }
}
diesel::table! {
    tags {
        id -> Integer,
        name -> Text,
        description -> Text,
    }
}
diesel::table! {
    /// Of users, videos and photos.
    taggables (tag_id, taggable_id, taggable_type) {
        tag_id -> Integer,
        taggable_id -> Integer,
        taggable_type -> Text,
    }
}
diesel::joinable!(posts -> users (user_id));
diesel::joinable!(comments -> posts (post_id));
diesel::joinable!(role_user -> users (user_id));
diesel::joinable!(role_user -> roles (role_id));
diesel::joinable!(taggables -> tags (tag_id));
diesel::allow_tables_to_appear_in_same_query!(
    users, posts, comments, members, articles, roles, role_user, videos, photos, notes, reviews,
    tags, taggables
);
