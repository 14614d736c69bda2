//! A test for the database that a `#[derive(MultiConnection)]` is connected to.
//!
//! Its backend is an enum of the program, of which nothing is public. But Diesel's fragments that differ between the databases, such as
//! `EXISTS`, are walked for the backend of the variant: so a [`Probe`] inside of one finds out which it is.
#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports)
)]

use std::any::TypeId;
use std::cell::{Cell, RefCell};

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::result::Error::QueryBuilderError;

use crate::dialect::facts::Facts;
use crate::unstable::question::take_binds;

thread_local! {
    /// The facts of the database for which the last probe of this thread was walked.
    static FOUND: Cell<Option<&'static Facts>> = const { Cell::new(None) };
    /// The values that the probes of this thread have read.
    static READ: RefCell<Vec<Read>> = const { RefCell::new(Vec::new()) };
}

/// The values before a probe, as they would be sent.
#[derive(Debug)]
pub(crate) struct Read {
    /// To be compared with others; empty where only the length is asked.
    pub(crate) shown: String,
    /// About how many bytes they are.
    pub(crate) length: usize,
}

/// The facts of the database that was found.
pub(crate) fn found() -> QueryResult<&'static Facts> {
    let unknown = || QueryBuilderError("the database of this connection is not known".into());
    found_if_on().ok_or_else(unknown)
}

/// The facts of the database that was found, where it is turned on.
pub(crate) fn found_if_on() -> Option<&'static Facts> {
    FOUND.take()
}

/// The values that were read.
pub(crate) fn read() -> Vec<Read> {
    READ.take()
}

/// Finds out for which database it is walked, and reads the values before it.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// Values are only measured.
    pub(crate) measures: bool,
}

/// The database of the connection, also where it is not turned on: of those there are no facts.
#[derive(Debug, Clone, Copy)]
pub struct AnyProbe;

impl<DB: Backend + 'static> QueryFragment<DB> for AnyProbe {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        FOUND.set(facts_of_one::<DB>());
        Ok(())
    }
}

/// Each database that is turned on.
macro_rules! databases {
    ($($feature:literal, $backend:ty, $facts:path;)*) => {
        $(
            #[cfg(feature = $feature)]
            impl QueryFragment<$backend> for Probe {
                fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                    FOUND.set(Some(&$facts));
                    out.push_sql("SELECT 1");
                    if let Some(binds) = take_binds(&mut out) {
                        let shown = format!("{binds:?}");
                        // Four characters for a byte: `255, `.
                        let length = shown.len() / 4;
                        let shown = if self.measures { String::new() } else { shown };
                        READ.with_borrow_mut(|read| read.push(Read { shown, length }));
                    }
                    Ok(())
                }
            }
        )*

        /// The facts of a backend of Diesel's own, which is for one database.
        #[allow(clippy::extra_unused_type_parameters)] // Where no database is turned on.
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
