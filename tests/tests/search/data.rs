//! The rows of these tests.

use diesel_relations_tests::backend::Facts;

const TABLES: &str = "
CREATE TEMPORARY TABLE nations (code VARCHAR(10) PRIMARY KEY, name {text} NOT NULL);
CREATE TEMPORARY TABLE author (author_no INTEGER PRIMARY KEY, name {text} NOT NULL, country_code VARCHAR(10), mentor_no INTEGER);
CREATE TEMPORARY TABLE tenants (id INTEGER PRIMARY KEY, name {text} NOT NULL);
CREATE TEMPORARY TABLE articles (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL, title {text} NOT NULL, views INTEGER NOT NULL,
    size BIGINT, score {double}, weight {float}, open BOOL, note {text}, status VARCHAR(10) NOT NULL, published_at {timestamp},
    day DATE, author_no INTEGER, secret VARCHAR(10) NOT NULL, deleted_at {timestamp});
CREATE TEMPORARY TABLE remark (remark_no INTEGER PRIMARY KEY, body {text} NOT NULL, points INTEGER, article_id INTEGER NOT NULL, author_no INTEGER, deleted_at {timestamp});
CREATE TEMPORARY TABLE summaries (id INTEGER PRIMARY KEY, text {text} NOT NULL, article_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE labels (id INTEGER PRIMARY KEY, name {text} NOT NULL);
CREATE TEMPORARY TABLE article_label (article_id INTEGER NOT NULL, label_id INTEGER NOT NULL, approved BOOL NOT NULL, note {text}, PRIMARY KEY (article_id, label_id));
CREATE TEMPORARY TABLE pictures (id INTEGER PRIMARY KEY, url {text} NOT NULL, width INTEGER, owner_id INTEGER NOT NULL, owner_type VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE shelves (room INTEGER NOT NULL, nr INTEGER NOT NULL, name {text} NOT NULL, PRIMARY KEY (room, nr));
CREATE TEMPORARY TABLE boxes (id INTEGER PRIMARY KEY, room INTEGER NOT NULL, shelf_nr INTEGER, name {text} NOT NULL);
";

const ROWS: &str = "
INSERT INTO nations VALUES ('de', 'Germany'), ('fr', 'France');
INSERT INTO author VALUES (1, 'Ann', 'de', NULL), (2, 'Ben', 'fr', 1), (3, 'Cid', NULL, 2), (4, 'Dan', 'de', 1);
INSERT INTO tenants VALUES (1, 'one'), (2, 'two'), (3, 'none');
INSERT INTO articles VALUES
    (1, 1, 'Alpha', 1, 10, 0.5, 0.5, TRUE, 'first', 'public', '2026-01-31 10:00:00', '2026-01-31', 1, 'hidden', NULL),
    (2, 1, 'alpha beta', 3, NULL, NULL, NULL, NULL, NULL, 'draft', NULL, NULL, NULL, 'hidden', NULL),
    (3, 1, '50% off_now!', 3, 20, 1.5, 1.5, FALSE, 'a{back}b', 'public', '2026-02-01 00:00:00', '2026-02-01', 2, 'hidden', NULL),
    (4, 2, 'Gamma', 5, 20, 2.5, 2.5, TRUE, 'first', 'gone', '2026-01-31 23:59:59', '2026-01-31', 3, 'hidden', NULL),
    (5, 2, 'Smörgås', 0, NULL, -1, 0.125, FALSE, NULL, 'draft', '2025-12-31 00:00:00', NULL, 2, 'hidden', NULL),
    (6, 1, 'Old', 9, 5, NULL, NULL, NULL, 'trashed', 'public', NULL, NULL, 1, 'hidden', '2026-01-01 00:00:00'),
    (7, 1, '505 off now', 3, 9007199254740993, 0.1, 0.125, TRUE, 'Note', 'public', '2026-01-30 23:59:59', '2024-02-29', 4, 'hidden', NULL);
INSERT INTO remark VALUES (1, 'good', 3, 1, 2, NULL), (2, 'bad', NULL, 1, NULL, NULL), (3, 'good', 5, 3, 1, NULL),
    (4, 'trash', 9, 1, 1, '2026-01-01 00:00:00'), (5, 'so so', -2, 4, 3, NULL), (6, 'fine', 4, 1, 4, NULL), (7, 'of old', 1, 6, 1, NULL);
INSERT INTO summaries VALUES (1, 'short', 1), (2, 'long', 3);
INSERT INTO labels VALUES (1, 'rust'), (2, 'sql'), (3, 'none');
INSERT INTO article_label VALUES (1, 1, TRUE, 'x'), (1, 2, FALSE, NULL), (3, 1, FALSE, 'y'), (4, 2, TRUE, NULL), (6, 1, TRUE, NULL);
INSERT INTO pictures VALUES (1, 'a', 100, 1, 'Article'), (2, 'b', NULL, 1, 'Article'), (3, 'c', 50, 1, 'Author'), (4, 'd', 70, 3, 'Article');
INSERT INTO shelves VALUES (1, 1, 'top'), (1, 2, 'low'), (2, 1, 'top');
INSERT INTO boxes VALUES (1, 1, 1, 'x'), (2, 1, 1, 'y'), (3, 2, 1, 'z'), (4, 1, NULL, 'lost');
";

/// The SQL that makes the tables. Texts are compared by their bytes on every database.
pub(crate) fn tables(facts: Facts) -> String {
    let (text, double, float, timestamp, back) = match facts.name {
        "mysql" => (
            "VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "DOUBLE",
            "FLOAT",
            "DATETIME(6)",
            "\\\\",
        ),
        "postgres" => (
            "TEXT COLLATE \"C\"",
            "DOUBLE PRECISION",
            "REAL",
            "TIMESTAMP",
            "\\",
        ),
        _ => ("TEXT", "DOUBLE", "FLOAT", "TIMESTAMP", "\\"),
    };
    let mut sql = TABLES.to_owned() + ROWS;
    for (name, value) in [
        ("{text}", text),
        ("{double}", double),
        ("{float}", float),
        ("{timestamp}", timestamp),
        ("{back}", back),
    ] {
        sql = sql.replace(name, value);
    }
    sql
}
