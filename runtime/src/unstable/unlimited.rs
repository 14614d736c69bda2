//! Queries that have no limit of their own: what pages and batches are cut from.

use diesel::query_builder::{
    BoxedLimitOffsetClause, BoxedSelectStatement, LimitOffsetClause, NoLimitClause, NoOffsetClause,
    SelectStatement,
};

/// A query without a limit and an offset of its own.
#[diagnostic::on_unimplemented(
    message = "pages and batches are cut from a whole query: this one has a `limit` or an `offset`",
    label = "of a query with a limit or an offset of its own",
    note = "take the `limit` and the `offset` away: `paginate(page, per_page)` and `batches(size)` set their own"
)]
pub trait Unlimited {}

#[diagnostic::do_not_recommend]
impl<F, S, D, W, O, G, H, L> Unlimited
    for SelectStatement<F, S, D, W, O, LimitOffsetClause<NoLimitClause, NoOffsetClause>, G, H, L>
{
}

#[diagnostic::do_not_recommend]
impl<ST, QS, DB, GB> Unlimited for BoxedSelectStatement<'_, ST, QS, DB, GB> {}

/// Takes away what the type of an [`Unlimited`] query does not show: the limit and the offset of a boxed one.
pub trait WithoutLimit {
    /// The query without them.
    fn without_limit(self) -> Self;
}

impl<F, S, D, W, O, N, G, H, L> WithoutLimit for SelectStatement<F, S, D, W, O, N, G, H, L> {
    fn without_limit(self) -> Self {
        self
    }
}

impl<ST, QS, DB, GB> WithoutLimit for BoxedSelectStatement<'_, ST, QS, DB, GB> {
    fn without_limit(mut self) -> Self {
        self.limit_offset = BoxedLimitOffsetClause {
            limit: None,
            offset: None,
        };
        self
    }
}
