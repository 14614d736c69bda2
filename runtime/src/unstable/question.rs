//! What a connection of several databases says of itself.
//!
//! The state of its transactions is the enum of connections itself, also behind a pool, but by the hidden
//! `Connection::transaction_state`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use diesel::QueryResult;
use diesel::connection::Connection;
use diesel::query_builder::{QueryFragment, QueryId};

/// A number for the variant of a `#[derive(MultiConnection)]` that a connection is; the same for any other one.
pub(crate) fn variant<C: Connection>(conn: &mut C) -> u64 {
    let mut number = DefaultHasher::new();
    discriminant(conn.transaction_state()).hash(&mut number);
    number.finish()
}

/// Writes a statement for a connection, with values that cannot be sent.
pub(crate) fn write<C, Q>(conn: &mut C, question: &Q) -> QueryResult<()>
where
    C: Connection,
    Q: QueryFragment<C::Backend> + QueryId,
{
    conn.execute_returning_count(question).map(|_| ())
}
