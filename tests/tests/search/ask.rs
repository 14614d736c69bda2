//! The searches that most tests send, once for each connection: their rows as JSON.

use diesel::prelude::*;
use diesel_relations::search::{ModelSearch as _, SearchError, SearchRequest};
use serde_json::Value as Json;

use crate::models::*;

/// A page, by its number or by a cursor.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Json>,
    pub(crate) total: i64,
    pub(crate) page: u32,
    pub(crate) per_page: u32,
    pub(crate) next_cursor: Option<String>,
    pub(crate) previous_cursor: Option<String>,
}

impl Rows {
    /// A number of each row.
    pub(crate) fn numbers(&self, name: &str) -> Vec<i64> {
        let number = |row: &Json| row[name].as_i64().expect("a number");
        self.rows.iter().map(number).collect()
    }

    /// The keys of articles.
    pub(crate) fn ids(&self) -> Vec<i64> {
        self.numbers("id")
    }
}

/// A connection that searches.
pub(crate) trait Ask {
    fn articles(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
    fn articles_by_cursor(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
    fn authors(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
    fn tenants(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
    fn shelves(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
    fn shelves_by_cursor(&mut self, request: &SearchRequest) -> Result<Rows, SearchError>;
}

fn json(rows: &[impl serde::Serialize]) -> Vec<Json> {
    let json = |row| serde_json::to_value(row).expect("JSON");
    rows.iter().map(json).collect()
}

macro_rules! asks {
    ($Connection:ty) => {
        impl Ask for $Connection {
            asks! { page articles Article, authors Author, tenants Tenant, shelves Shelf }
            asks! { cursor articles_by_cursor Article, shelves_by_cursor Shelf }
        }
    };
    (page $($name:ident $Model:ident),*) => {$(
        fn $name(&mut self, request: &SearchRequest) -> Result<Rows, SearchError> {
            let found = $Model::search(request).load(self)?;
            let rows = json(&found.rows);
            Ok(Rows { rows, total: found.total, page: found.page, per_page: found.per_page, ..Rows::default() })
        }
    )*};
    (cursor $($name:ident $Model:ident),*) => {$(
        fn $name(&mut self, request: &SearchRequest) -> Result<Rows, SearchError> {
            let found = $Model::search(request).load_by_cursor(self)?;
            let rows = json(&found.rows);
            Ok(Rows { rows, per_page: found.per_page, next_cursor: found.next_cursor, previous_cursor: found.previous_cursor, ..Rows::default() })
        }
    )*};
}

#[cfg(not(feature = "multi"))]
asks!(SqliteConnection);
#[cfg(all(feature = "postgres", not(feature = "multi")))]
asks!(PgConnection);
#[cfg(all(feature = "mysql", not(feature = "multi")))]
asks!(MysqlConnection);
#[cfg(feature = "multi")]
asks!(diesel_relations_tests::multi::AnyConnection);
