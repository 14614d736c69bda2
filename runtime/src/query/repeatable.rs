//! Queries that are sent several times.

/// A query that can be sent again, from a copy of it.
#[diagnostic::on_unimplemented(
    message = "a boxed query is sent only once",
    label = "this is, or contains, what `into_boxed` made",
    note = "give it its conditions without `into_boxed`"
)]
pub trait Repeatable: Clone {}

#[diagnostic::do_not_recommend]
impl<Q: Clone> Repeatable for Q {}
