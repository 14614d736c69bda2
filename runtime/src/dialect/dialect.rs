//! The databases that are turned on.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl::exists;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Text};

use crate::dialect::facts::Facts;
use crate::dialect::probe::{AnyProbe, Probe, facts_of_one, found, found_if_on};
use crate::unstable::backend::{OwnClauses, backend_of};

/// A database that is turned on: Diesel's backends are, with the features `sqlite`, `postgres` and `mysql`, and the backend of a
/// `#[derive(MultiConnection)]` all of whose databases are.
///
/// Many-to-many relations, relations through a model between, writes of rows, polymorphic ids that are texts, lists of composite
/// keys, and [`snapshot`](crate::Query::snapshot) need it, nothing else does.
#[diagnostic::on_unimplemented(
    message = "some statements differ between the databases, and the one of `{Self}` is not turned on",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases"
)]
pub trait Dialect: Database + OwnClauses {
    /// The facts of the database that this backend is for.
    #[doc(hidden)]
    fn facts(&self) -> QueryResult<&'static Facts>;
    /// Writes a text as a value.
    #[doc(hidden)]
    fn push_text<'b>(text: &'b str, out: AstPass<'_, 'b, Self>) -> QueryResult<()>;
    /// Walks what finds out which database a statement is written for.
    #[doc(hidden)]
    fn walk_probe<'b>(probe: &'b exists<Probe>, out: AstPass<'_, 'b, Self>) -> QueryResult<()>;
}

/// A database, turned on or not: every one that Diesel has.
pub trait Database: Backend + 'static {
    /// The facts of the database that this backend is for, where it is turned on.
    #[doc(hidden)]
    fn facts_if_on(&self) -> QueryResult<Option<&'static Facts>>;
}

#[diagnostic::do_not_recommend]
impl<DB> Database for DB
where
    DB: Backend + 'static,
    exists<AnyProbe>: QueryFragment<DB>,
{
    fn facts_if_on(&self) -> QueryResult<Option<&'static Facts>> {
        if let Some(facts) = facts_of_one::<DB>() {
            return Ok(Some(facts));
        }
        exists(AnyProbe).is_noop(self)?;
        Ok(found_if_on())
    }
}

#[diagnostic::do_not_recommend]
impl<DB> Dialect for DB
where
    DB: Database + OwnClauses + HasSqlType<Text>,
    exists<Probe>: QueryFragment<DB>,
    str: ToSql<Text, DB>,
{
    fn facts(&self) -> QueryResult<&'static Facts> {
        if let Some(facts) = facts_of_one::<DB>() {
            return Ok(facts);
        }
        exists(PROBE).is_noop(self)?;
        found()
    }
    fn push_text<'b>(text: &'b str, mut out: AstPass<'_, 'b, Self>) -> QueryResult<()> {
        out.push_bind_param::<Text, str>(text)
    }
    fn walk_probe<'b>(probe: &'b exists<Probe>, out: AstPass<'_, 'b, Self>) -> QueryResult<()> {
        probe.walk_ast(out)
    }
}

const PROBE: Probe = Probe { measures: true };

/// The facts of the database that a statement is written for.
pub(crate) fn facts<DB: Dialect>(out: &AstPass<'_, '_, DB>) -> QueryResult<&'static Facts> {
    backend_of(out).facts()
}
