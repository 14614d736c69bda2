//! The question that tells which database a connection of several databases is connected to.
//!
//! The state of its transactions is the enum of connections itself, also behind a pool, but by the hidden
//! `Connection::transaction_state`. The values that a statement binds for it are seen by Diesel's `AstPassHelper`, which is there for
//! what derives `MultiConnection`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::mem::{discriminant, take};

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::connection::Connection;
use diesel::internal::derives::multiconnection::AstPassHelper;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};

/// A number for the variant of a `#[derive(MultiConnection)]` that a connection is; the same for any other one.
pub(crate) fn variant<C: Connection>(conn: &mut C) -> u64 {
    let mut number = DefaultHasher::new();
    discriminant(conn.transaction_state()).hash(&mut number);
    number.finish()
}

/// Writes a statement for a connection that ends in an error before it is sent: as soon as its values are bound.
pub(crate) fn write<C, Q>(conn: &mut C, question: &Q) -> QueryResult<()>
where
    C: Connection,
    Q: QueryFragment<C::Backend> + QueryId,
{
    conn.execute_returning_count(question).map(|_| ())
}

/// True where the values of a statement are bound.
pub(crate) fn binds<DB: Backend>(out: &mut AstPass<'_, '_, DB>) -> bool {
    out.bind_collector().is_some()
}

/// Takes the values that were bound so far; none where the statement is not about to be sent.
pub(crate) fn take_binds<'b, DB>(out: &mut AstPass<'_, 'b, DB>) -> Option<DB::BindCollector<'b>>
where
    DB: Backend<BindCollector<'b>: Default>,
{
    out.bind_collector().map(|(binds, _)| take(binds))
}
