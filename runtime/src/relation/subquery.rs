//! The sub-queries of a relation: what existence, counts and aggregates select from.

use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::soft_delete::{RowsBeside, rows_beside};
use crate::relation::correlate::SameKey;
use crate::relation::order::Numbering;
use crate::relation::refine::RelationQuery;
use crate::sql::aggregate::Named;
use crate::sql::key::KeyColumn;
use crate::sql::row_number::{PerParent, RowNumber};

/// The key columns of a relation.
pub(crate) type ColumnsOf<K> =
    <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Columns;
/// The condition that relates rows to the parent at hand.
pub(crate) type Same<K> = SameKey<<K as RelationDef>::KeyColumn, <K as RelationDef>::LocalColumn>;

/// A sub-query of a relation's rows: `SELECT value FROM .. WHERE .. AND condition`.
#[diagnostic::on_unimplemented(
    message = "this expression of a relation is not one over its own table",
    label = "not over the related table",
    note = "conditions, orders and aggregates of a relation take columns of the related table; those of another relation \
            go inside: `.filter(Post::COMMENTS.exists())`"
)]
pub trait RowsWhere<K: Keyed, C, V>: RelationQuery<K> {
    /// The sub-query.
    type Rows;
    /// The sub-query.
    fn rows_where(self, condition: C, value: V) -> Self::Rows;
}

type NumberedOf<K, Q, V> =
    <<Q as RelationQuery<K>>::Limit as Numbered<K, <Q as RelationQuery<K>>::Order, V>>::Select;

#[diagnostic::do_not_recommend]
impl<K, Q, C, V> RowsWhere<K, C, V> for Q
where
    K: Keyed,
    Q: RelationQuery<K, Query: FilterDsl<RowsBeside<K, C>>>,
    Q::Limit: Numbered<K, Q::Order, V>,
    NumberedOf<K, Q, V>: Expression,
    dsl::Filter<Q::Query, RowsBeside<K, C>>: SelectDsl<NumberedOf<K, Q, V>>,
{
    type Rows = dsl::Select<dsl::Filter<Q::Query, RowsBeside<K, C>>, NumberedOf<K, Q, V>>;
    fn rows_where(self, condition: C, value: V) -> Self::Rows {
        let refined = self.refined();
        let query = FilterDsl::filter(refined.query, rows_beside::<K, _>(condition));
        SelectDsl::select(query, Q::Limit::numbered(refined.order, value))
    }
}

/// The selection of a sub-query: `V`, and where the relation has a limit the number of the row.
pub trait Numbered<K, O, V> {
    /// The selected expression.
    type Select;
    /// The selected expression.
    fn numbered(order: O, value: V) -> Self::Select;
}

impl<K, O, V> Numbered<K, O, V> for () {
    type Select = V;
    fn numbered(_: O, value: V) -> V {
        value
    }
}

impl<K: Keyed, O: Numbering<K>, V> Numbered<K, O, V> for PerParent {
    type Select = (V, Named<RowNumber<K::KeyColumn, O::By>>);
    fn numbered(order: O, value: V) -> Self::Select {
        (value, Named::row(RowNumber::new(order.numbering())))
    }
}
