//! `User::POSTS` as a value: its conditions, order, limit and selection; its existence, counts and aggregates.

pub(crate) mod checked;
pub(crate) mod correlate;
pub(crate) mod distinct;
pub(crate) mod expressions;
pub(crate) mod of_one_parent;
pub(crate) mod one;
pub(crate) mod order;
pub(crate) mod property;
pub(crate) mod refine;
pub(crate) mod relation;
pub(crate) mod relation_of;
pub(crate) mod select;
pub(crate) mod subquery;
pub(crate) mod with_pivot;

pub use self::correlate::{RelationAbsent, RelationAggregate, RelationExists};
pub use self::expressions::{AbsentOf, AggregateOf, CountOf, ExistsOf};
pub use self::order::{BoxedOrder, By};
pub use self::refine::{Refined, Unrefined};
pub use self::relation_of::RelationOf;
pub use self::select::{As, Property, RowOf, Selected, Selection};
pub use self::with_pivot::{Pivot, SelectPivot};
