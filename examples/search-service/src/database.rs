//! The database: SQLite in a file, or PostgreSQL.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};
use diesel_relations::prelude::*;
use diesel_relations::search::SearchError;

use crate::data;
use crate::models::Book;
use crate::problem::Problem;

/// A connection of whichever database the program was given.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    #[cfg(feature = "postgres")]
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

/// A pool of connections. Diesel's connections block, so that each search runs on a thread for such work.
#[derive(Clone)]
pub struct Database(Pool<ConnectionManager<AnyConnection>>);

impl Database {
    /// Connects, and creates the tables and their rows where they are not there.
    ///
    /// # Errors
    ///
    /// Those of the pool and of the database.
    pub fn open(url: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let conn = &mut AnyConnection::establish(url)?;
        conn.batch_execute(include_str!("schema.sql"))?;
        if Book::query().doesnt_exist(conn)? {
            conn.transaction(data::insert)?;
        }
        let manager = ConnectionManager::<AnyConnection>::new(url);
        Ok(Database(Pool::builder().max_size(8).build(manager)?))
    }

    /// Runs a search.
    ///
    /// # Errors
    ///
    /// The problem for the client.
    pub async fn run<T: Send + 'static>(
        &self,
        search: impl FnOnce(&mut AnyConnection) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, Problem> {
        let pool = self.0.clone();
        let work = move || {
            let mut conn = pool.get().map_err(Problem::internal)?;
            search(&mut conn).map_err(Problem::from)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Problem::internal)?
    }
}
