//! The questions that a connection is asked about its database before a statement is written.
//!
//! A plain connection is known by its type. A `#[derive(MultiConnection)]` is asked by a statement that is written for it, and ends in an
//! error before it is sent.

use std::any::TypeId;
use std::fmt::{self, Display, Formatter};
use std::sync::{PoisonError, RwLock};

use diesel::QueryResult;
use diesel::dsl::exists;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::Error::QueryBuilderError;

use crate::dialect::dialect::Dialect;
use crate::dialect::facts::Facts;
use crate::dialect::probe::{Probe, Read, facts_of_one, found, read};
use crate::driver::connection::Driver;
use crate::unstable::bound_values;
use crate::unstable::question::binds;

/// The databases of the variants that were asked: by the backend, and by the variant.
static KNOWN: RwLock<Vec<(TypeId, u64, &'static Facts)>> = RwLock::new(Vec::new());

/// The facts of the database of a connection. Each variant of a `#[derive(MultiConnection)]` is asked once.
pub(crate) fn facts_of<C, Mode>(conn: &mut C) -> QueryResult<&'static Facts>
where
    C: Driver<Mode, DB: Dialect> + ?Sized,
{
    if let Some(facts) = facts_of_one::<C::DB>() {
        return Ok(facts);
    }
    let (backend, variant) = (TypeId::of::<C::DB>(), conn.variant());
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    let is_this = |&&(known, number, _): &&_| (known, number) == (backend, variant);
    if let Some(&(.., facts)) = known.iter().find(is_this) {
        return Ok(facts);
    }
    drop(known);
    ask(conn, Vec::new(), true)?;
    let facts = found()?;
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.push((backend, variant, facts));
    Ok(facts)
}

/// The values of fragments as this connection would send them, to be compared with each other.
pub(crate) fn sent<C, Mode>(
    conn: &mut C,
    values: Vec<Option<&dyn QueryFragment<C::DB>>>,
) -> QueryResult<Vec<String>>
where
    C: Driver<Mode, DB: Dialect>,
{
    if facts_of_one::<C::DB>().is_none() {
        let values = values.into_iter().map(|value| value.into_iter().collect());
        let read = ask(conn, values.collect(), false)?;
        return Ok(read.into_iter().map(|read| read.shown).collect());
    }
    let sent = |value: Option<_>| value.map_or_else(|| Ok(String::new()), bound_values::sent);
    values.into_iter().map(sent).collect()
}

/// About how many bytes the values of each row are in a statement.
pub(crate) fn lengths<C, Mode>(
    conn: &mut C,
    rows: Vec<Vec<&dyn QueryFragment<C::DB>>>,
) -> QueryResult<Vec<usize>>
where
    C: Driver<Mode, DB: Dialect>,
{
    let read = ask(conn, rows, true)?.into_iter();
    Ok(read.map(|read| read.length).collect())
}

/// Asks a connection for its database, and reads the values of each row.
fn ask<C, Mode>(
    conn: &mut C,
    rows: Vec<Vec<&dyn QueryFragment<C::DB>>>,
    measures: bool,
) -> QueryResult<Vec<Read>>
where
    C: Driver<Mode, DB: Dialect> + ?Sized,
{
    // A question that failed may have left values.
    drop(read());
    let probe = exists(Probe { measures });
    match conn.write(&Question { rows, probe }) {
        Err(QueryBuilderError(end)) if end.is::<NotSent>() => Ok(read()),
        result => result.map(|()| read()),
    }
}

/// Is written for a database, and not sent to it.
struct Question<'q, DB> {
    /// Values that are read.
    rows: Vec<Vec<&'q dyn QueryFragment<DB>>>,
    probe: exists<Probe>,
}

impl<DB> QueryId for Question<'_, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Dialect> QueryFragment<DB> for Question<'_, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(
            "/* diesel-relations asks which database this is, and does not run it */ SELECT ",
        );
        if !binds(&mut out) {
            return DB::walk_probe(&self.probe, out);
        }
        if self.rows.is_empty() {
            DB::walk_probe(&self.probe, out.reborrow())?;
        }
        for row in &self.rows {
            for value in row {
                value.walk_ast(out.reborrow())?;
            }
            DB::walk_probe(&self.probe, out.reborrow())?;
        }
        Err(QueryBuilderError(Box::new(NotSent)))
    }
}

/// The statement is not sent.
#[derive(Debug)]
struct NotSent;

impl Display for NotSent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the statement asks which database this is, and is not sent")
    }
}

impl std::error::Error for NotSent {}
