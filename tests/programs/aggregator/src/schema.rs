//! The tables, as `diesel print-schema` writes them.

/// Types of this database.
pub mod sql_types {
    use diesel::query_builder::QueryId;
    use diesel::sql_types::SqlType;

    #[derive(Debug, Clone, Copy, SqlType, QueryId)]
    #[diesel(postgres_type(name = "visibility"))]
    pub struct Visibility;

    #[derive(Debug, Clone, Copy, SqlType, QueryId)]
    #[diesel(postgres_type(name = "log_kind"))]
    pub struct LogKind;
}

diesel::table! {
    instance (id) {
        id -> Integer,
        domain -> Text,
        software -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}
diesel::table! {
    language (code) {
        code -> Text,
        name -> Text,
    }
}
diesel::table! {
    site (site_id) {
        site_id -> Integer,
        instance_id -> Integer,
        name -> Text,
        sidebar -> Nullable<Text>,
        blocked_words -> Array<Text>,
    }
}
diesel::table! {
    site_language (site_id, language_code) {
        site_id -> Integer,
        language_code -> Text,
    }
}
diesel::table! {
    tagline (id) {
        id -> Integer,
        site_id -> Integer,
        body -> Text,
    }
}
diesel::table! {
    emoji (id) {
        id -> Integer,
        site_id -> Integer,
        shortcode -> Text,
    }
}
diesel::table! {
    emoji_keyword (emoji_id, keyword) {
        emoji_id -> Integer,
        keyword -> Text,
    }
}
diesel::table! {
    provider (provider_id) {
        provider_id -> Integer,
        site_id -> Integer,
        issuer -> Text,
        enabled -> Bool,
    }
}
diesel::table! {
    person (id) {
        id -> Integer,
        instance_id -> Integer,
        name -> Text,
        display_name -> Nullable<Text>,
        bot -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        deleted_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    account (account_id) {
        account_id -> Integer,
        person_id -> Integer,
        email -> Nullable<Text>,
        theme -> Text,
        interests -> Array<Text>,
    }
}
diesel::table! {
    session (token) {
        token -> Text,
        account_id -> Integer,
        agent -> Nullable<Text>,
        started_at -> Timestamptz,
    }
}
diesel::table! {
    email_check (id) {
        id -> Integer,
        account_id -> Integer,
        email -> Text,
    }
}
diesel::table! {
    application (id) {
        id -> Integer,
        account_id -> Integer,
        admin_id -> Nullable<Integer>,
        answer -> Text,
    }
}
diesel::table! {
    invitation (code) {
        code -> Text,
        sender_id -> Integer,
        taker_id -> Nullable<Integer>,
    }
}
diesel::table! {
    account_language (account_id, language_code) {
        account_id -> Integer,
        language_code -> Text,
    }
}
diesel::table! {
    keyword_block (account_id, keyword) {
        account_id -> Integer,
        keyword -> Text,
    }
}
diesel::table! {
    provider_account (provider_id, account_id) {
        provider_id -> Integer,
        account_id -> Integer,
        subject -> Text,
    }
}
diesel::table! {
    upload (alias) {
        alias -> Text,
        account_id -> Nullable<Integer>,
        bytes -> BigInt,
    }
}
diesel::table! {
    person_tie (person_id, target_id) {
        person_id -> Integer,
        target_id -> Integer,
        followed_at -> Nullable<Timestamptz>,
        blocked_at -> Nullable<Timestamptz>,
        note -> Nullable<Text>,
    }
}
diesel::table! {
    instance_block (person_id, instance_id) {
        person_id -> Integer,
        instance_id -> Integer,
        deleted_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Visibility;

    community (id) {
        id -> Integer,
        instance_id -> Integer,
        parent_id -> Nullable<Integer>,
        name -> Text,
        title -> Text,
        visibility -> Visibility,
        removed -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}
diesel::table! {
    community_tie (community_id, person_id) {
        community_id -> Integer,
        person_id -> Integer,
        followed_at -> Nullable<Timestamptz>,
        blocked_at -> Nullable<Timestamptz>,
        moderates -> Bool,
        banned_at -> Nullable<Timestamptz>,
        ban_ends -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    community_language (community_id, language_code) {
        community_id -> Integer,
        language_code -> Text,
    }
}
diesel::table! {
    rule (community_id, number) {
        community_id -> Integer,
        number -> Integer,
        body -> Text,
    }
}
diesel::table! {
    flair (flair_id) {
        flair_id -> Integer,
        community_id -> Integer,
        name -> Text,
    }
}
diesel::table! {
    post (id) {
        id -> Integer,
        creator_id -> Integer,
        community_id -> Integer,
        language_code -> Nullable<Text>,
        crosspost_of_id -> Nullable<Integer>,
        title -> Text,
        url -> Nullable<Text>,
        score -> Integer,
        keywords -> Array<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        deleted_at -> Nullable<Timestamptz>,
    }
}
diesel::table! {
    post_tie (post_id, person_id) {
        post_id -> Integer,
        person_id -> Integer,
        read_at -> Nullable<Timestamptz>,
        saved_at -> Nullable<Timestamptz>,
        hidden -> Bool,
        vote -> Nullable<SmallInt>,
    }
}
diesel::table! {
    post_flair (post_id, flair_id) {
        post_id -> Integer,
        flair_id -> Integer,
        place -> Integer,
    }
}
diesel::table! {
    poll (poll_id) {
        poll_id -> Integer,
        post_id -> Integer,
        question -> Text,
    }
}
diesel::table! {
    poll_option (poll_id, number) {
        poll_id -> Integer,
        number -> Integer,
        answer -> Text,
    }
}
diesel::table! {
    poll_vote (poll_id, number, person_id) {
        poll_id -> Integer,
        number -> Integer,
        person_id -> Integer,
    }
}
diesel::table! {
    image (image_id) {
        image_id -> Integer,
        url -> Text,
        owner_id -> Integer,
        owner_type -> Text,
    }
}
diesel::table! {
    collection (id) {
        id -> Integer,
        owner_id -> Integer,
        name -> Text,
    }
}
diesel::table! {
    collection_item (collection_id, item_id, item_type) {
        collection_id -> Integer,
        item_id -> Integer,
        item_type -> Text,
        place -> Integer,
    }
}
diesel::table! {
    comment (comment_id) {
        comment_id -> Integer,
        post_id -> Integer,
        creator_id -> Integer,
        parent_id -> Nullable<Integer>,
        language_code -> Nullable<Text>,
        body -> Text,
        score -> Integer,
        deleted -> Bool,
    }
}
diesel::table! {
    comment_tie (comment_id, person_id) {
        comment_id -> Integer,
        person_id -> Integer,
        saved_at -> Nullable<Timestamptz>,
        vote -> Nullable<SmallInt>,
    }
}
diesel::table! {
    mention (id) {
        id -> Integer,
        comment_id -> Integer,
        recipient_id -> Integer,
        seen -> Bool,
    }
}
diesel::table! {
    message (id) {
        id -> Integer,
        sender_id -> Integer,
        recipient_id -> Integer,
        reply_to_id -> Nullable<Integer>,
        body -> Text,
        deleted -> Bool,
    }
}
diesel::table! {
    report (id) {
        id -> Integer,
        reporter_id -> Integer,
        resolver_id -> Nullable<Integer>,
        subject_id -> Integer,
        subject_type -> Text,
        community_id -> Nullable<Integer>,
        rule_number -> Nullable<Integer>,
        reason -> Text,
    }
}
diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::LogKind;

    log_entry (id) {
        id -> BigInt,
        moderator_id -> Integer,
        target_id -> Nullable<Integer>,
        community_id -> Nullable<Integer>,
        post_id -> Nullable<Integer>,
        comment_id -> Nullable<Integer>,
        kind -> LogKind,
        made_at -> Timestamptz,
    }
}

// A view.
diesel::table! {
    post_ranking (post_id) {
        post_id -> Integer,
        community_id -> Integer,
        score -> Integer,
        place -> BigInt,
    }
}

/// The second SQL schema, with tables of the same names.
pub mod stats {
    diesel::table! {
        aggregator_stats.person (person_id) {
            person_id -> Integer,
            posts -> BigInt,
            comments -> BigInt,
        }
    }
    diesel::table! {
        aggregator_stats.community (community_id) {
            community_id -> Integer,
            followers -> BigInt,
        }
    }
    diesel::table! {
        aggregator_stats.post (post_id) {
            post_id -> Integer,
            newest_comment_id -> Nullable<Integer>,
            comments -> BigInt,
        }
    }
}

diesel::joinable!(site -> instance (instance_id));
diesel::joinable!(site_language -> site (site_id));
diesel::joinable!(site_language -> language (language_code));
diesel::joinable!(tagline -> site (site_id));
diesel::joinable!(emoji -> site (site_id));
diesel::joinable!(emoji_keyword -> emoji (emoji_id));
diesel::joinable!(provider -> site (site_id));
diesel::joinable!(person -> instance (instance_id));
diesel::joinable!(account -> person (person_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(email_check -> account (account_id));
diesel::joinable!(application -> account (account_id));
diesel::joinable!(account_language -> account (account_id));
diesel::joinable!(account_language -> language (language_code));
diesel::joinable!(keyword_block -> account (account_id));
diesel::joinable!(provider_account -> provider (provider_id));
diesel::joinable!(provider_account -> account (account_id));
diesel::joinable!(upload -> account (account_id));
diesel::joinable!(instance_block -> person (person_id));
diesel::joinable!(instance_block -> instance (instance_id));
diesel::joinable!(community -> instance (instance_id));
diesel::joinable!(community_tie -> community (community_id));
diesel::joinable!(community_tie -> person (person_id));
diesel::joinable!(community_language -> community (community_id));
diesel::joinable!(community_language -> language (language_code));
diesel::joinable!(rule -> community (community_id));
diesel::joinable!(flair -> community (community_id));
diesel::joinable!(post -> person (creator_id));
diesel::joinable!(post -> community (community_id));
diesel::joinable!(post_tie -> post (post_id));
diesel::joinable!(post_tie -> person (person_id));
diesel::joinable!(post_flair -> post (post_id));
diesel::joinable!(post_flair -> flair (flair_id));
diesel::joinable!(poll -> post (post_id));
diesel::joinable!(poll_option -> poll (poll_id));
diesel::joinable!(collection -> person (owner_id));
diesel::joinable!(collection_item -> collection (collection_id));
diesel::joinable!(comment -> post (post_id));
diesel::joinable!(comment -> person (creator_id));
diesel::joinable!(comment_tie -> comment (comment_id));
diesel::joinable!(comment_tie -> person (person_id));
diesel::joinable!(mention -> comment (comment_id));
diesel::joinable!(log_entry -> person (moderator_id));
diesel::joinable!(log_entry -> community (community_id));
diesel::joinable!(stats::person -> person (person_id));
diesel::joinable!(stats::community -> community (community_id));
diesel::joinable!(stats::post -> post (post_id));
diesel::joinable!(stats::post -> comment (newest_comment_id));
// From the row that is there to the one that may not be.
diesel::joinable!(post -> post_ranking (id));

// This macro takes no paths.
pub use stats::{community as stats_community, person as stats_person, post as stats_post};

diesel::allow_tables_to_appear_in_same_query!(
    account,
    account_language,
    application,
    collection,
    collection_item,
    comment,
    comment_tie,
    community,
    community_language,
    community_tie,
    email_check,
    emoji,
    emoji_keyword,
    flair,
    image,
    instance,
    instance_block,
    invitation,
    keyword_block,
    language,
    log_entry,
    mention,
    message,
    person,
    person_tie,
    poll,
    poll_option,
    poll_vote,
    post,
    post_flair,
    post_ranking,
    post_tie,
    provider,
    provider_account,
    report,
    rule,
    session,
    site,
    site_language,
    stats_community,
    stats_person,
    stats_post,
    tagline,
    upload,
);
