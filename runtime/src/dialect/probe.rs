//! Which of its databases a `#[derive(MultiConnection)]` is connected to.
//!
//! Its backend is an enum of the program, of which nothing is public. But Diesel's fragments that differ between the databases, such as
//! `EXISTS`, are walked for the backend of the variant: so a [`Probe`] inside of one finds out which it is.
#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports)
)]

use std::any::TypeId;
use std::cell::Cell;
use std::fmt::{self, Display, Formatter};

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::result::Error::QueryBuilderError;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Bool;

use crate::dialect::facts::Facts;

thread_local! {
    /// What the last probe of this thread has found.
    static FOUND: Cell<Option<&'static Facts>> = const { Cell::new(None) };
}

/// What was found.
pub(crate) fn probed() -> QueryResult<&'static Facts> {
    let unknown = || QueryBuilderError("the database of this connection is not known".into());
    FOUND.take().ok_or_else(unknown)
}

/// `SELECT ?`: finds out for which database it is walked. It cannot be sent.
#[derive(Debug, Clone, Copy)]
pub struct Probe;

/// Each database that is turned on.
macro_rules! databases {
    ($($feature:literal, $backend:ty, $facts:path;)*) => {
        $(
            #[cfg(feature = $feature)]
            impl QueryFragment<$backend> for Probe {
                fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                    FOUND.set(Some(&$facts));
                    out.push_sql("SELECT ");
                    out.push_bind_param::<Bool, _>(&NotSent)
                }
            }
        )*

        /// The facts of a backend of Diesel's own, which is for one database.
        pub(crate) fn facts_of_one<DB: 'static>() -> Option<&'static Facts> {
            $(
                #[cfg(feature = $feature)]
                if TypeId::of::<DB>() == TypeId::of::<$backend>() {
                    return Some(&$facts);
                }
            )*
            None
        }
    };
}
databases! {
    "sqlite", diesel::sqlite::Sqlite, crate::dialect::sqlite::SQLITE;
    "postgres", diesel::pg::Pg, crate::dialect::postgres::POSTGRES;
    "mysql", diesel::mysql::Mysql, crate::dialect::mysql::MYSQL;
}

/// A value that no database gets.
#[derive(Debug)]
struct NotSent;

impl<DB: Backend> ToSql<Bool, DB> for NotSent {
    fn to_sql<'b>(&'b self, _: &mut Output<'b, '_, DB>) -> serialize::Result {
        Err(Box::new(NotSent))
    }
}

impl Display for NotSent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the statement asks which database this is, and is not sent")
    }
}

impl std::error::Error for NotSent {}
