//! The rows that a relation keeps of each parent: all of them, or the first in an order (`latest = ..`, `oldest = ..`).

use std::marker::PhantomData;

use diesel::expression::AppearsOnTable;

use crate::declare::scope::Scope;
use crate::sql::condition::{And, True};
use crate::sql::first_per_parent::FirstPerParent;

/// The rows that a relation keeps of each parent: all, `()`, or the first in an order, [`FirstBy`].
///
/// `Rows` is what [`FirstPerParent`] numbers.
pub trait First {
    /// True where all rows of each parent are kept.
    const ALL: bool;
    /// The condition that keeps them of the rows in the scope `S` that have certain keys.
    type WithKeys<Rows: Default, S: Scope, Keys>;
    /// The condition that keeps them of all rows in the scope `S`, with a condition that names columns of the outer query.
    type Beside<Rows: Default, S: Scope, Outer>;
    /// The condition that keeps them of the rows in a scope that have certain keys.
    fn with_keys<Rows: Default, S: Scope, Keys>(
        scope: S,
        keys: Keys,
    ) -> Self::WithKeys<Rows, S, Keys>;
    /// The condition that keeps them of all rows in a scope, with a condition that names columns of the outer query.
    fn beside<Rows: Default, S: Scope, Outer>(
        scope: S,
        outer: Outer,
    ) -> Self::Beside<Rows, S, Outer>;
}

impl First for () {
    const ALL: bool = true;
    type WithKeys<Rows: Default, S: Scope, Keys> = S::And<Keys>;
    type Beside<Rows: Default, S: Scope, Outer> = S::And<Outer>;
    fn with_keys<Rows: Default, S: Scope, Keys>(scope: S, keys: Keys) -> S::And<Keys> {
        scope.and(keys)
    }
    fn beside<Rows: Default, S: Scope, Outer>(scope: S, outer: Outer) -> S::And<Outer> {
        scope.and(outer)
    }
}

/// The first row of each parent in an order.
#[derive(Debug)]
pub struct FirstBy<Order>(PhantomData<fn() -> Order>);

impl<Order> FirstBy<Order> {
    /// Checks that the order is by columns of the table `T`.
    pub const fn on<T>()
    where
        Order: OrderOf<T>,
    {
    }
}

impl<Order: Default> First for FirstBy<Order> {
    const ALL: bool = false;
    type WithKeys<Rows: Default, S: Scope, Keys> = FirstPerParent<Rows, S::And<Keys>, Order>;
    type Beside<Rows: Default, S: Scope, Outer> =
        And<FirstPerParent<Rows, S::And<True>, Order>, Outer>;
    fn with_keys<Rows: Default, S: Scope, Keys>(
        scope: S,
        keys: Keys,
    ) -> Self::WithKeys<Rows, S, Keys> {
        FirstPerParent::of(scope.and(keys))
    }
    fn beside<Rows: Default, S: Scope, Outer>(
        scope: S,
        outer: Outer,
    ) -> Self::Beside<Rows, S, Outer> {
        And(FirstPerParent::of(scope.and(True)), outer)
    }
}

/// An order by columns of the table `T`.
#[diagnostic::on_unimplemented(
    message = "these are not columns of `{T}`",
    label = "not columns of the related table",
    note = "`latest = ..` and `oldest = ..` take columns of the related table"
)]
pub trait OrderOf<T> {}

#[diagnostic::do_not_recommend]
impl<O: AppearsOnTable<T>, T> OrderOf<T> for O {}
