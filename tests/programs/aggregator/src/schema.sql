DROP SCHEMA IF EXISTS aggregator_stats CASCADE;
DROP SCHEMA IF EXISTS aggregator CASCADE;
CREATE SCHEMA aggregator;
CREATE SCHEMA aggregator_stats;
SET search_path TO aggregator;

CREATE TYPE visibility AS ENUM ('public', 'members', 'private');
CREATE TYPE log_kind AS ENUM ('remove_post', 'remove_comment', 'ban', 'appoint');

-- Sites

CREATE TABLE instance (
    id SERIAL PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE,
    software TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE language (code TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE site (
    site_id SERIAL PRIMARY KEY,
    instance_id INTEGER NOT NULL UNIQUE REFERENCES instance,
    name TEXT NOT NULL,
    sidebar TEXT,
    blocked_words TEXT[] NOT NULL DEFAULT '{}'
);
CREATE TABLE site_language (
    site_id INTEGER NOT NULL REFERENCES site,
    language_code TEXT NOT NULL REFERENCES language,
    PRIMARY KEY (site_id, language_code)
);
CREATE TABLE tagline (id SERIAL PRIMARY KEY, site_id INTEGER NOT NULL REFERENCES site, body TEXT NOT NULL);
CREATE TABLE emoji (
    id SERIAL PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site,
    shortcode TEXT NOT NULL UNIQUE
);
CREATE TABLE emoji_keyword (emoji_id INTEGER NOT NULL REFERENCES emoji, keyword TEXT NOT NULL, PRIMARY KEY (emoji_id, keyword));
CREATE TABLE provider (
    provider_id SERIAL PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site,
    issuer TEXT NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE
);

-- People

CREATE TABLE person (
    id SERIAL PRIMARY KEY,
    instance_id INTEGER NOT NULL REFERENCES instance,
    name TEXT NOT NULL,
    display_name TEXT,
    bot BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    deleted_at TIMESTAMPTZ
);
CREATE TABLE account (
    account_id SERIAL PRIMARY KEY,
    person_id INTEGER NOT NULL UNIQUE REFERENCES person,
    email TEXT,
    theme TEXT NOT NULL DEFAULT 'light',
    interests TEXT[] NOT NULL DEFAULT '{}'
);
CREATE TABLE session (
    token TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account,
    agent TEXT,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE email_check (id SERIAL PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account, email TEXT NOT NULL);
CREATE TABLE application (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL UNIQUE REFERENCES account,
    admin_id INTEGER REFERENCES person,
    answer TEXT NOT NULL
);
CREATE TABLE invitation (
    code TEXT PRIMARY KEY,
    sender_id INTEGER NOT NULL REFERENCES person,
    taker_id INTEGER UNIQUE REFERENCES person
);
CREATE TABLE account_language (
    account_id INTEGER NOT NULL REFERENCES account,
    language_code TEXT NOT NULL REFERENCES language,
    PRIMARY KEY (account_id, language_code)
);
CREATE TABLE keyword_block (account_id INTEGER NOT NULL REFERENCES account, keyword TEXT NOT NULL, PRIMARY KEY (account_id, keyword));
CREATE TABLE provider_account (
    provider_id INTEGER NOT NULL REFERENCES provider,
    account_id INTEGER NOT NULL REFERENCES account,
    subject TEXT NOT NULL,
    PRIMARY KEY (provider_id, account_id)
);
CREATE TABLE upload (
    alias TEXT PRIMARY KEY,
    account_id INTEGER REFERENCES account,
    bytes BIGINT NOT NULL
);
-- What a person thinks of another one: two facts in one row.
CREATE TABLE person_tie (
    person_id INTEGER NOT NULL REFERENCES person,
    target_id INTEGER NOT NULL REFERENCES person,
    followed_at TIMESTAMPTZ,
    blocked_at TIMESTAMPTZ,
    note TEXT,
    PRIMARY KEY (person_id, target_id)
);
CREATE TABLE instance_block (
    person_id INTEGER NOT NULL REFERENCES person,
    instance_id INTEGER NOT NULL REFERENCES instance,
    deleted_at TIMESTAMPTZ,
    PRIMARY KEY (person_id, instance_id)
);

-- Communities

CREATE TABLE community (
    id SERIAL PRIMARY KEY,
    instance_id INTEGER NOT NULL REFERENCES instance,
    parent_id INTEGER REFERENCES community,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    visibility visibility NOT NULL DEFAULT 'public',
    removed BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
-- What a person is to a community: four facts in one row.
CREATE TABLE community_tie (
    community_id INTEGER NOT NULL REFERENCES community,
    person_id INTEGER NOT NULL REFERENCES person,
    followed_at TIMESTAMPTZ,
    blocked_at TIMESTAMPTZ,
    moderates BOOLEAN NOT NULL DEFAULT FALSE,
    banned_at TIMESTAMPTZ,
    ban_ends TIMESTAMPTZ,
    PRIMARY KEY (community_id, person_id)
);
CREATE TABLE community_language (
    community_id INTEGER NOT NULL REFERENCES community,
    language_code TEXT NOT NULL REFERENCES language,
    PRIMARY KEY (community_id, language_code)
);
CREATE TABLE rule (
    community_id INTEGER NOT NULL REFERENCES community,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (community_id, number)
);
CREATE TABLE flair (
    flair_id SERIAL PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community,
    name TEXT NOT NULL
);

-- Posts

CREATE TABLE post (
    id SERIAL PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES person,
    community_id INTEGER NOT NULL REFERENCES community,
    language_code TEXT REFERENCES language,
    crosspost_of_id INTEGER REFERENCES post,
    title TEXT NOT NULL,
    url TEXT,
    score INTEGER NOT NULL DEFAULT 0,
    keywords TEXT[] NOT NULL DEFAULT '{}',
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    deleted_at TIMESTAMPTZ
);
CREATE TABLE post_tie (
    post_id INTEGER NOT NULL REFERENCES post,
    person_id INTEGER NOT NULL REFERENCES person,
    read_at TIMESTAMPTZ,
    saved_at TIMESTAMPTZ,
    hidden BOOLEAN NOT NULL DEFAULT FALSE,
    vote SMALLINT,
    PRIMARY KEY (post_id, person_id)
);
CREATE TABLE post_flair (
    post_id INTEGER NOT NULL REFERENCES post,
    flair_id INTEGER NOT NULL REFERENCES flair,
    place INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (post_id, flair_id)
);
CREATE TABLE poll (
    poll_id SERIAL PRIMARY KEY,
    post_id INTEGER NOT NULL UNIQUE REFERENCES post,
    question TEXT NOT NULL
);
CREATE TABLE poll_option (
    poll_id INTEGER NOT NULL REFERENCES poll,
    number INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (poll_id, number)
);
CREATE TABLE poll_vote (
    poll_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person,
    PRIMARY KEY (poll_id, number, person_id),
    FOREIGN KEY (poll_id, number) REFERENCES poll_option
);
CREATE TABLE image (
    image_id SERIAL PRIMARY KEY,
    url TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    owner_type TEXT NOT NULL
);
CREATE TABLE collection (
    id SERIAL PRIMARY KEY,
    owner_id INTEGER NOT NULL REFERENCES person,
    name TEXT NOT NULL
);
CREATE TABLE collection_item (
    collection_id INTEGER NOT NULL REFERENCES collection,
    item_id INTEGER NOT NULL,
    item_type TEXT NOT NULL,
    place INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (collection_id, item_id, item_type)
);

-- Comments

CREATE TABLE comment (
    comment_id SERIAL PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES post,
    creator_id INTEGER NOT NULL REFERENCES person,
    parent_id INTEGER REFERENCES comment,
    language_code TEXT REFERENCES language,
    body TEXT NOT NULL,
    score INTEGER NOT NULL DEFAULT 0,
    deleted BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE TABLE comment_tie (
    comment_id INTEGER NOT NULL REFERENCES comment,
    person_id INTEGER NOT NULL REFERENCES person,
    saved_at TIMESTAMPTZ,
    vote SMALLINT,
    PRIMARY KEY (comment_id, person_id)
);
CREATE TABLE mention (
    id SERIAL PRIMARY KEY,
    comment_id INTEGER NOT NULL REFERENCES comment,
    recipient_id INTEGER NOT NULL REFERENCES person,
    seen BOOLEAN NOT NULL DEFAULT FALSE
);

-- Moderation

CREATE TABLE message (
    id SERIAL PRIMARY KEY,
    sender_id INTEGER NOT NULL REFERENCES person,
    recipient_id INTEGER NOT NULL REFERENCES person,
    reply_to_id INTEGER REFERENCES message,
    body TEXT NOT NULL,
    deleted BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE TABLE report (
    id SERIAL PRIMARY KEY,
    reporter_id INTEGER NOT NULL REFERENCES person,
    resolver_id INTEGER REFERENCES person,
    subject_id INTEGER NOT NULL,
    subject_type TEXT NOT NULL,
    community_id INTEGER,
    rule_number INTEGER,
    reason TEXT NOT NULL,
    FOREIGN KEY (community_id, rule_number) REFERENCES rule
);
CREATE TABLE log_entry (
    id BIGSERIAL PRIMARY KEY,
    moderator_id INTEGER NOT NULL REFERENCES person,
    target_id INTEGER REFERENCES person,
    community_id INTEGER REFERENCES community,
    post_id INTEGER REFERENCES post,
    comment_id INTEGER REFERENCES comment,
    kind log_kind NOT NULL,
    made_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Numbers that triggers of a real program would keep

CREATE TABLE aggregator_stats.person (
    person_id INTEGER PRIMARY KEY REFERENCES person,
    posts BIGINT NOT NULL DEFAULT 0,
    comments BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE aggregator_stats.community (
    community_id INTEGER PRIMARY KEY REFERENCES community,
    followers BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE aggregator_stats.post (
    post_id INTEGER PRIMARY KEY REFERENCES post,
    newest_comment_id INTEGER REFERENCES comment,
    comments BIGINT NOT NULL DEFAULT 0
);
CREATE VIEW post_ranking AS
    SELECT id AS post_id, community_id, score, rank() OVER (PARTITION BY community_id ORDER BY score DESC, id) AS place
    FROM post
    WHERE deleted_at IS NULL;
