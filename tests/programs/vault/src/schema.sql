CREATE TEMPORARY TABLE users (
    uuid {key} PRIMARY KEY,
    email VARCHAR(80) NOT NULL UNIQUE,
    name VARCHAR(80) NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    created_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TEMPORARY TABLE devices (
    uuid {key} NOT NULL,
    user_uuid {key} NOT NULL,
    name VARCHAR(80) NOT NULL,
    kind INTEGER NOT NULL,
    updated_at {time} NOT NULL,
    PRIMARY KEY (uuid, user_uuid)
);
CREATE TEMPORARY TABLE folders (uuid {key} PRIMARY KEY, user_uuid {key} NOT NULL, name VARCHAR(80) NOT NULL);
CREATE TEMPORARY TABLE items (
    uuid {key} PRIMARY KEY,
    owner_uuid {key},
    organization_uuid {key},
    kind INTEGER NOT NULL DEFAULT 1,
    name VARCHAR(80) NOT NULL,
    created_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at {time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at {nullable_time}
);
CREATE TEMPORARY TABLE folders_items (folder_uuid {key} NOT NULL, item_uuid {key} NOT NULL, PRIMARY KEY (folder_uuid, item_uuid));
CREATE TEMPORARY TABLE favorites (user_uuid {key} NOT NULL, item_uuid {key} NOT NULL, PRIMARY KEY (user_uuid, item_uuid));
CREATE TEMPORARY TABLE archives (
    user_uuid {key} NOT NULL,
    item_uuid {key} NOT NULL,
    archived_at {nullable_time},
    PRIMARY KEY (user_uuid, item_uuid)
);
CREATE TEMPORARY TABLE attachments (
    id {key} PRIMARY KEY,
    item_uuid {key} NOT NULL,
    file_name VARCHAR(80) NOT NULL,
    file_size BIGINT NOT NULL
);
CREATE TEMPORARY TABLE item_versions (
    item_uuid {key} NOT NULL,
    number INTEGER NOT NULL,
    password VARCHAR(80) NOT NULL,
    PRIMARY KEY (item_uuid, number)
);
CREATE TEMPORARY TABLE organizations (uuid {key} PRIMARY KEY, name VARCHAR(80) NOT NULL, billing_email VARCHAR(80) NOT NULL);
CREATE TEMPORARY TABLE memberships (
    uuid {key} PRIMARY KEY,
    user_uuid {key} NOT NULL,
    organization_uuid {key} NOT NULL,
    role INTEGER NOT NULL DEFAULT 2,
    status INTEGER NOT NULL DEFAULT 0,
    UNIQUE (user_uuid, organization_uuid)
);
CREATE TEMPORARY TABLE collections (uuid {key} PRIMARY KEY, organization_uuid {key} NOT NULL, name VARCHAR(80) NOT NULL);
CREATE TEMPORARY TABLE collections_items (collection_uuid {key} NOT NULL, item_uuid {key} NOT NULL, PRIMARY KEY (collection_uuid, item_uuid));
CREATE TEMPORARY TABLE collections_users (
    collection_uuid {key} NOT NULL,
    user_uuid {key} NOT NULL,
    read_only BOOLEAN NOT NULL DEFAULT FALSE,
    manage BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (collection_uuid, user_uuid)
);
CREATE TEMPORARY TABLE teams (uuid {key} PRIMARY KEY, organization_uuid {key} NOT NULL, name VARCHAR(80) NOT NULL);
CREATE TEMPORARY TABLE teams_memberships (team_uuid {key} NOT NULL, membership_uuid {key} NOT NULL, PRIMARY KEY (team_uuid, membership_uuid));
CREATE TEMPORARY TABLE collections_teams (
    collection_uuid {key} NOT NULL,
    team_uuid {key} NOT NULL,
    read_only BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (collection_uuid, team_uuid)
);
CREATE TEMPORARY TABLE policies (
    uuid {key} PRIMARY KEY,
    organization_uuid {key} NOT NULL,
    kind INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    UNIQUE (organization_uuid, kind)
);
CREATE TEMPORARY TABLE api_keys (uuid {key} PRIMARY KEY, organization_uuid {key} NOT NULL UNIQUE, secret VARCHAR(80) NOT NULL);
CREATE TEMPORARY TABLE two_factors (
    uuid {key} PRIMARY KEY,
    user_uuid {key} NOT NULL,
    kind INTEGER NOT NULL,
    verified BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE TEMPORARY TABLE logins (
    user_uuid {key} NOT NULL,
    device_uuid {key} NOT NULL,
    address VARCHAR(80) NOT NULL,
    PRIMARY KEY (user_uuid, device_uuid)
);
CREATE TEMPORARY TABLE invitations (email VARCHAR(80) PRIMARY KEY);
CREATE TEMPORARY TABLE sends (
    uuid {key} PRIMARY KEY,
    user_uuid {key},
    organization_uuid {key},
    name VARCHAR(80) NOT NULL,
    disabled BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE TEMPORARY TABLE emergencies (
    uuid {key} PRIMARY KEY,
    grantor_uuid {key} NOT NULL,
    grantee_uuid {key},
    wait_days INTEGER NOT NULL
);
CREATE TEMPORARY TABLE auth_requests (
    uuid {key} PRIMARY KEY,
    user_uuid {key} NOT NULL,
    device_uuid {key},
    organization_uuid {key},
    approved BOOLEAN
);
CREATE TEMPORARY TABLE events (
    uuid {key} PRIMARY KEY,
    kind INTEGER NOT NULL,
    user_uuid {key},
    actor_uuid {key},
    organization_uuid {key},
    item_uuid {key},
    happened_at {time} NOT NULL
);
CREATE TEMPORARY TABLE sso_users (user_uuid {key} PRIMARY KEY, identifier VARCHAR(80) NOT NULL UNIQUE);
