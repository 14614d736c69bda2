//! The ways to ask: which rows a search starts from, and what is asked for.

use serde_json::Value as Json;

use crate::declared::Model;
use crate::fields::Row;
use crate::world::World;

/// The rows that a search starts from, as the code says it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mode {
    /// `Article::search(..)`
    Articles,
    /// `Article::query().filter(tenant_id.eq(1)).search(..)`
    OfTenant,
    /// `Article::query().filter(tenant_id.eq(1)).or_filter(views.gt(3)).search(..)`
    Either,
    /// `tenant.articles().search(..)`
    Tenant(i32),
    /// `label.articles().search(..)`
    Label(i32),
    /// `Author::search(..)`
    Authors,
    /// `author.students().search(..)`
    Students(i32),
}

impl Mode {
    pub(crate) fn model(self) -> Model {
        match self {
            Mode::Authors | Mode::Students(_) => Model::Author,
            _ => Model::Article,
        }
    }

    pub(crate) fn has_pivot(self) -> bool {
        matches!(self, Mode::Label(_))
    }

    /// The rows, in the order of their keys.
    pub(crate) fn rows<'w>(self, world: &'w World, shown: impl Fn(bool) -> bool) -> Vec<Row<'w>> {
        let pivot_of = |article: i32| match self {
            Mode::Label(label) => world
                .pivots
                .iter()
                .find(|it| it.0 == article && it.1 == label),
            _ => None,
        };
        if self.model() == Model::Author {
            let authors = world.authors.iter().filter(|it| match self {
                Mode::Students(mentor) => it.mentor_no == Some(mentor),
                _ => true,
            });
            return authors.map(Row::Author).collect();
        }
        let articles = world.articles.iter().filter(|(it, trashed)| {
            shown(*trashed)
                && match self {
                    Mode::OfTenant => it.tenant_id == 1,
                    Mode::Either => it.tenant_id == 1 || it.views > 3,
                    Mode::Tenant(tenant) => it.tenant_id == tenant,
                    Mode::Label(_) => pivot_of(it.id).is_some(),
                    _ => true,
                }
        });
        articles
            .map(|(it, _)| Row::Article(it, pivot_of(it.id)))
            .collect()
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Page,
    Cursor,
    First,
    Count,
}

/// What came.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) rows: Vec<Json>,
    pub(crate) total: i64,
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
}

/// The function that asks one database.
macro_rules! ask {
    ($Connection:ty) => {
        fn ask(
            conn: &mut $Connection,
            mode: Mode,
            what: What,
            request: &SearchRequest,
        ) -> Result<Answer, SearchError> {
            macro_rules! send {
                ($search:expr) => {{
                    let search = $search;
                    Ok(match what {
                        What::Page => {
                            let page = search.load(conn)?;
                            Answer {
                                rows: json(&page.rows),
                                total: page.total,
                                ..Answer::default()
                            }
                        }
                        What::Cursor => {
                            let page = search.load_by_cursor(conn)?;
                            Answer {
                                rows: json(&page.rows),
                                total: 0,
                                next: page.next_cursor,
                                previous: page.previous_cursor,
                            }
                        }
                        What::First => Answer {
                            rows: json(&[search.first(conn)?]),
                            ..Answer::default()
                        },
                        What::Count => Answer {
                            total: search.count(conn)?,
                            ..Answer::default()
                        },
                    })
                }};
            }
            match mode {
                Mode::Articles => send!(Article::search(request)),
                Mode::OfTenant => send!(
                    Article::query()
                        .filter(articles::tenant_id.eq(1))
                        .search(request)
                ),
                Mode::Either => send!(
                    Article::query()
                        .filter(articles::tenant_id.eq(1))
                        .or_filter(articles::views.gt(3))
                        .search(request)
                ),
                Mode::Tenant(id) => send!(
                    Tenant {
                        id,
                        name: String::new()
                    }
                    .articles()
                    .search(request)
                ),
                Mode::Label(id) => send!(
                    Label {
                        id,
                        name: String::new()
                    }
                    .articles()
                    .search(request)
                ),
                Mode::Authors => send!(Author::search(request)),
                Mode::Students(author_no) => send!(
                    Author {
                        author_no,
                        ..Author::default()
                    }
                    .students()
                    .search(request)
                ),
            }
        }
    };
}
pub(crate) use ask;

pub(crate) fn json(rows: &[impl serde::Serialize]) -> Vec<Json> {
    rows.iter()
        .map(|row| serde_json::to_value(row).expect("JSON"))
        .collect()
}
