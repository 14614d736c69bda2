//! What a connection is asked about its database, before a statement is written.

use std::any::TypeId;
use std::sync::{PoisonError, RwLock};

use diesel::QueryResult;
use diesel::dsl::exists;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::Dialect;
use crate::dialect::facts::Facts;
use crate::dialect::probe::{Probe, facts_of_one, probed};
use crate::driver::connection::Driver;
use crate::driver::statement::statement;

/// The databases of the variants that were asked: by the backend, and by the variant.
static KNOWN: RwLock<Vec<(TypeId, u64, &'static Facts)>> = RwLock::new(Vec::new());

/// The facts of the database of a connection. One of a `#[derive(MultiConnection)]` is asked once for each of its variants.
pub(crate) fn facts_of<C, Mode>(conn: &mut C) -> QueryResult<&'static Facts>
where
    C: Driver<Mode, DB: Dialect> + ?Sized,
{
    if let Some(facts) = facts_of_one::<C::DB>() {
        return Ok(facts);
    }
    let variant = (TypeId::of::<C::DB>(), conn.variant());
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    let mut found = known
        .iter()
        .filter(|&&(id, number, _)| (id, number) == variant);
    if let Some(&(.., facts)) = found.next() {
        return Ok(facts);
    }
    drop(known);
    let question = Question(exists(Probe));
    // It is an error, because the question is not sent.
    let _ = conn.write(&question);
    let facts = probed()?;
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.push((variant.0, variant.1, facts));
    Ok(facts)
}

/// Is written for a database, but not sent to it.
struct Question(exists<Probe>);

statement!(Question);

impl<DB: Dialect> QueryFragment<DB> for Question {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(
            "/* diesel-relations asks which database this is, and does not run it */ SELECT ",
        );
        DB::walk_probe(&self.0, out)
    }
}
