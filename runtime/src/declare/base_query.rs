//! The query that reads start from: that of a model, and where a relation joins another table that, too.

use diesel::dsl;

use crate::declare::model::Model;
use crate::sql::source::{Joined, SameColumns};
use crate::unstable::join::{Inner, InternalJoinDsl};

/// A model whose rows are read from a source: its table, or that table [`Joined`] to another one.
#[diagnostic::on_unimplemented(
    message = "the table of `{Self}` and the table between cannot stand in one query",
    label = "these two tables are to be joined",
    note = "add both to one `diesel::allow_tables_to_appear_in_same_query!(..)`"
)]
pub trait ReadFrom<Source>: Model {
    /// They are read from it.
    const READS: bool = true;
    /// The query that reads start from.
    type Query;
    /// The query that reads start from.
    fn read() -> Self::Query;
}

impl<M: Model, T: diesel::Table + Default> ReadFrom<T> for M {
    type Query = M::BaseOn<T>;
    fn read() -> M::BaseOn<T> {
        M::base_on::<T>()
    }
}

#[diagnostic::do_not_recommend]
impl<M, R, T, RK, TK, Refers> ReadFrom<Joined<R, T, RK, TK, Refers>> for M
where
    M: Model,
    M::BaseOn<R>: InternalJoinDsl<T, Inner, SameColumns<RK, TK>>,
    R: Default,
    T: Default,
    SameColumns<RK, TK>: Default,
{
    type Query = dsl::InnerJoinOn<M::BaseOn<R>, T, SameColumns<RK, TK>>;
    fn read() -> Self::Query {
        M::base_on::<R>().join(T::default(), Inner, SameColumns::default())
    }
}
