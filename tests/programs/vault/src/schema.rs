//! The tables, as `diesel print-schema` writes them.

diesel::table! {
    users (uuid) {
        uuid -> Text,
        email -> Text,
        name -> Text,
        enabled -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    devices (uuid, user_uuid) {
        uuid -> Text,
        user_uuid -> Text,
        name -> Text,
        kind -> Integer,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    folders (uuid) {
        uuid -> Text,
        user_uuid -> Text,
        name -> Text,
    }
}

diesel::table! {
    items (uuid) {
        uuid -> Text,
        owner_uuid -> Nullable<Text>,
        organization_uuid -> Nullable<Text>,
        kind -> Integer,
        name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        deleted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    folders_items (folder_uuid, item_uuid) {
        folder_uuid -> Text,
        item_uuid -> Text,
    }
}

diesel::table! {
    favorites (user_uuid, item_uuid) {
        user_uuid -> Text,
        item_uuid -> Text,
    }
}

diesel::table! {
    archives (user_uuid, item_uuid) {
        user_uuid -> Text,
        item_uuid -> Text,
        archived_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        item_uuid -> Text,
        file_name -> Text,
        file_size -> BigInt,
    }
}

diesel::table! {
    item_versions (item_uuid, number) {
        item_uuid -> Text,
        number -> Integer,
        password -> Text,
    }
}

diesel::table! {
    organizations (uuid) {
        uuid -> Text,
        name -> Text,
        billing_email -> Text,
    }
}

diesel::table! {
    memberships (uuid) {
        uuid -> Text,
        user_uuid -> Text,
        organization_uuid -> Text,
        role -> Integer,
        status -> Integer,
    }
}

diesel::table! {
    collections (uuid) {
        uuid -> Text,
        organization_uuid -> Text,
        name -> Text,
    }
}

diesel::table! {
    collections_items (collection_uuid, item_uuid) {
        collection_uuid -> Text,
        item_uuid -> Text,
    }
}

diesel::table! {
    collections_users (collection_uuid, user_uuid) {
        collection_uuid -> Text,
        user_uuid -> Text,
        read_only -> Bool,
        manage -> Bool,
    }
}

diesel::table! {
    teams (uuid) {
        uuid -> Text,
        organization_uuid -> Text,
        name -> Text,
    }
}

diesel::table! {
    teams_memberships (team_uuid, membership_uuid) {
        team_uuid -> Text,
        membership_uuid -> Text,
    }
}

diesel::table! {
    collections_teams (collection_uuid, team_uuid) {
        collection_uuid -> Text,
        team_uuid -> Text,
        read_only -> Bool,
    }
}

diesel::table! {
    policies (uuid) {
        uuid -> Text,
        organization_uuid -> Text,
        kind -> Integer,
        enabled -> Bool,
    }
}

diesel::table! {
    api_keys (uuid) {
        uuid -> Text,
        organization_uuid -> Text,
        secret -> Text,
    }
}

diesel::table! {
    two_factors (uuid) {
        uuid -> Text,
        user_uuid -> Text,
        kind -> Integer,
        verified -> Bool,
    }
}

diesel::table! {
    logins (user_uuid, device_uuid) {
        user_uuid -> Text,
        device_uuid -> Text,
        address -> Text,
    }
}

diesel::table! {
    invitations (email) {
        email -> Text,
    }
}

diesel::table! {
    sends (uuid) {
        uuid -> Text,
        user_uuid -> Nullable<Text>,
        organization_uuid -> Nullable<Text>,
        name -> Text,
        disabled -> Bool,
    }
}

diesel::table! {
    emergencies (uuid) {
        uuid -> Text,
        grantor_uuid -> Text,
        grantee_uuid -> Nullable<Text>,
        wait_days -> Integer,
    }
}

diesel::table! {
    auth_requests (uuid) {
        uuid -> Text,
        user_uuid -> Text,
        device_uuid -> Nullable<Text>,
        organization_uuid -> Nullable<Text>,
        approved -> Nullable<Bool>,
    }
}

diesel::table! {
    events (uuid) {
        uuid -> Text,
        kind -> Integer,
        user_uuid -> Nullable<Text>,
        actor_uuid -> Nullable<Text>,
        organization_uuid -> Nullable<Text>,
        item_uuid -> Nullable<Text>,
        happened_at -> Timestamp,
    }
}

diesel::table! {
    sso_users (user_uuid) {
        user_uuid -> Text,
        identifier -> Text,
    }
}

diesel::joinable!(attachments -> items (item_uuid));
diesel::joinable!(collections -> organizations (organization_uuid));
diesel::joinable!(collections_items -> collections (collection_uuid));
diesel::joinable!(collections_items -> items (item_uuid));
diesel::joinable!(collections_users -> collections (collection_uuid));
diesel::joinable!(collections_users -> users (user_uuid));
diesel::joinable!(devices -> users (user_uuid));
diesel::joinable!(folders -> users (user_uuid));
diesel::joinable!(folders_items -> folders (folder_uuid));
diesel::joinable!(folders_items -> items (item_uuid));
diesel::joinable!(items -> organizations (organization_uuid));
diesel::joinable!(items -> users (owner_uuid));
diesel::joinable!(memberships -> organizations (organization_uuid));
diesel::joinable!(memberships -> users (user_uuid));
diesel::joinable!(teams -> organizations (organization_uuid));

diesel::allow_tables_to_appear_in_same_query!(
    api_keys,
    archives,
    attachments,
    auth_requests,
    collections,
    collections_items,
    collections_teams,
    collections_users,
    devices,
    emergencies,
    events,
    favorites,
    folders,
    folders_items,
    invitations,
    item_versions,
    items,
    logins,
    memberships,
    organizations,
    policies,
    sends,
    sso_users,
    teams,
    teams_memberships,
    two_factors,
    users,
);
