//! Random rows: small domains, many NULLs and ties.

use chrono::{NaiveDate, NaiveDateTime};

use crate::models::*;
use crate::random::Random;

pub(crate) const TEXTS: [&str; 14] = [
    "", "a", "A", "ab", "aB", "a%b", "a_b", "a!b", "a\\b", "ä", "bä%", "'", "中文", "\\",
];
pub(crate) const TIMES: [&str; 6] = [
    "2026-01-31 00:00:00",
    "2026-01-31 23:59:59.500",
    "2026-02-01 00:00:00",
    "2026-01-30 12:00:00",
    "2024-02-29 01:02:03",
    "9999-12-31 23:59:59",
];
pub(crate) const DAYS: [&str; 4] = ["2026-01-31", "2026-02-01", "2024-02-29", "1969-12-31"];
pub(crate) const SIZES: [i64; 5] = [0, 1, -1, i64::MAX, i64::MIN];
pub(crate) const SCORES: [f64; 5] = [0.5, -1.5, 0.1, 1e300, 0.25];
pub(crate) const WEIGHTS: [f32; 4] = [0.5, 0.1, -2.0, 1e30];

/// All rows. `true`: in the trash.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) nations: Vec<Country>,
    pub(crate) authors: Vec<Author>,
    pub(crate) tenants: Vec<Tenant>,
    pub(crate) articles: Vec<(Article, bool)>,
    pub(crate) remarks: Vec<(Remark, bool)>,
    pub(crate) summaries: Vec<Summary>,
    pub(crate) labels: Vec<Label>,
    /// Article, label, approved, note.
    pub(crate) pivots: Vec<(i32, i32, bool, Option<String>)>,
    pub(crate) pictures: Vec<Picture>,
}

pub(crate) fn time(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").expect("a time")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn text(random: &mut Random) -> String {
    (*random.one_of(&TEXTS)).to_owned()
}

fn maybe<T>(random: &mut Random, value: impl FnOnce(&mut Random) -> T) -> Option<T> {
    let value = value(random);
    (!random.percent(30)).then_some(value)
}

impl World {
    pub(crate) fn new(r: &mut Random) -> World {
        let mut world = World::default();
        for code in ["de", "fr", "it"] {
            let name = text(r);
            world.nations.push(Country {
                code: code.to_owned(),
                name,
            });
        }
        for author_no in 1..=r.below(5) {
            world.authors.push(Author {
                author_no,
                name: text(r),
                country_code: maybe(r, |r| (*r.one_of(&["de", "fr", "xx"])).to_owned()),
                mentor_no: maybe(r, |r| 1 + r.below(4)),
            });
        }
        for id in 1..=3 {
            world.tenants.push(Tenant { id, name: text(r) });
        }
        for id in 1..=r.below(13) {
            world.articles.push((article(id, r), r.percent(20)));
        }
        for remark_no in 1..=r.below(20) {
            let remark = Remark {
                remark_no,
                body: text(r),
                points: maybe(r, |r| r.below(5) - 1),
                article_id: 1 + r.below(12),
                author_no: maybe(r, |r| 1 + r.below(5)),
            };
            world.remarks.push((remark, r.percent(20)));
        }
        for id in 1..=r.below(8) {
            // One for each article.
            world.summaries.push(Summary {
                id,
                text: text(r),
                article_id: id * 5 % 12,
            });
        }
        for id in 1..=4 {
            world.labels.push(Label { id, name: text(r) });
        }
        for article in 1..=12 {
            for label in 1..=4 {
                if r.percent(30) {
                    world
                        .pivots
                        .push((article, label, r.percent(50), maybe(r, text)));
                }
            }
        }
        for id in 1..=r.below(14) {
            world.pictures.push(Picture {
                id,
                url: text(r),
                width: maybe(r, |r| r.below(4)),
                owner_id: 1 + r.below(8),
                owner_type: (*r.one_of(&["Article", "Article", "Author"])).to_owned(),
            });
        }
        world
    }

    /// The SQL that replaces all rows.
    pub(crate) fn sql(&self, is_mysql: bool) -> String {
        let mut sql = Sql {
            sql: String::new(),
            is_mysql,
        };
        for c in &self.nations {
            sql.insert("nations", &[sql.text(&c.code), sql.text(&c.name)]);
        }
        for a in &self.authors {
            let values = [
                a.author_no.to_string(),
                sql.text(&a.name),
                sql.maybe(a.country_code.as_deref()),
                number(a.mentor_no),
            ];
            sql.insert("author", &values);
        }
        for t in &self.tenants {
            sql.insert("tenants", &[t.id.to_string(), sql.text(&t.name)]);
        }
        for (a, trashed) in &self.articles {
            let values = [
                a.id.to_string(),
                a.tenant_id.to_string(),
                sql.text(&a.title),
                a.views.to_string(),
                number(a.size),
                number(a.score.map(|it| format!("{it:e}"))),
                number(a.weight.map(|it| format!("{:e}", f64::from(it)))),
                number(a.open.map(|it| if it { "TRUE" } else { "FALSE" })),
                sql.maybe(a.note.as_deref()),
                sql.text(a.status.name()),
                sql.maybe(
                    a.published_at
                        .map(|it| it.format("%F %T%.f").to_string())
                        .as_deref(),
                ),
                sql.maybe(a.day.map(|it| it.to_string()).as_deref()),
                number(a.author_no),
                sql.text(&a.secret),
                deleted(*trashed),
            ];
            sql.insert("articles", &values);
        }
        for (it, trashed) in &self.remarks {
            let values = [
                it.remark_no.to_string(),
                sql.text(&it.body),
                number(it.points),
                it.article_id.to_string(),
                number(it.author_no),
                deleted(*trashed),
            ];
            sql.insert("remark", &values);
        }
        for s in &self.summaries {
            sql.insert(
                "summaries",
                &[
                    s.id.to_string(),
                    sql.text(&s.text),
                    s.article_id.to_string(),
                ],
            );
        }
        for l in &self.labels {
            sql.insert("labels", &[l.id.to_string(), sql.text(&l.name)]);
        }
        for (article, label, approved, note) in &self.pivots {
            let values = [
                article.to_string(),
                label.to_string(),
                approved.to_string(),
                sql.maybe(note.as_deref()),
            ];
            sql.insert("article_label", &values);
        }
        for p in &self.pictures {
            let values = [
                p.id.to_string(),
                sql.text(&p.url),
                number(p.width),
                p.owner_id.to_string(),
                sql.text(&p.owner_type),
            ];
            sql.insert("pictures", &values);
        }
        let tables = [
            "nations",
            "author",
            "tenants",
            "articles",
            "remark",
            "summaries",
            "labels",
            "article_label",
            "pictures",
        ];
        let deletes: String = tables
            .iter()
            .map(|table| format!("DELETE FROM {table};"))
            .collect();
        deletes + &sql.sql
    }
}

fn article(id: i32, r: &mut Random) -> Article {
    Article {
        id,
        tenant_id: 1 + r.below(2),
        title: text(r),
        views: r.below(5),
        size: maybe(r, |r| *r.one_of(&SIZES)),
        score: maybe(r, |r| *r.one_of(&SCORES)),
        weight: maybe(r, |r| *r.one_of(&WEIGHTS)),
        open: maybe(r, |r| r.percent(50)),
        note: maybe(r, text),
        status: *r.one_of(&[Status::Draft, Status::Public, Status::Gone]),
        published_at: maybe(r, |r| time(r.one_of::<&str>(&TIMES))),
        day: maybe(r, |r| day(r.one_of::<&str>(&DAYS))),
        author_no: maybe(r, |r| 1 + r.below(5)),
        secret: "secret".to_owned(),
    }
}

struct Sql {
    sql: String,
    is_mysql: bool,
}

impl Sql {
    fn insert(&mut self, table: &str, values: &[String]) {
        self.sql += &format!("INSERT INTO {table} VALUES ({});\n", values.join(", "));
    }

    fn text(&self, text: &str) -> String {
        let text = text.replace('\'', "''");
        let text = if self.is_mysql {
            text.replace('\\', "\\\\")
        } else {
            text
        };
        format!("'{text}'")
    }

    fn maybe(&self, text: Option<&str>) -> String {
        text.map_or("NULL".to_owned(), |text| self.text(text))
    }
}

fn number<T: ToString>(number: Option<T>) -> String {
    number.map_or("NULL".to_owned(), |number| number.to_string())
}

fn deleted(trashed: bool) -> String {
    if trashed {
        "'2026-01-01 00:00:00'"
    } else {
        "NULL"
    }
    .to_owned()
}
