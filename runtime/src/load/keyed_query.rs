//! The statement that loads a relation: related rows with their keys.

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::scope::Scope;
use crate::declare::soft_delete::{RowsWithKeys, rows_with_keys};
use crate::relation::distinct::Distinct;
use crate::relation::order::{Numbering, OrderOn};
use crate::relation::refine::RelationQuery;
use crate::relation::select::{Selection, Width};
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_filter::KeyFilter;
use crate::sql::row_number::{Limited, PerParent, RowNumber};
use crate::sql::source::Source;

pub(crate) type IsOf<K> = KeyIs<<K as RelationDef>::KeyColumn, <K as RelationDef>::Key>;
type InOf<K> = <<K as RelationDef>::Source as Source>::In<
    <K as RelationDef>::KeyColumn,
    <K as RelationDef>::Key,
>;

/// The condition on the keys of `K`'s parents.
pub(crate) type KeysIn<K> = KeyFilter<
    <K as RelationDef>::KeyColumn,
    IsOf<K>,
    InOf<K>,
    <<K as RelationDef>::Scope as Scope>::All<<<K as RelationDef>::Source as Source>::All>,
>;

/// The condition on the rows of `K` with these keys.
type RowsIn<K> = RowsWithKeys<K, KeysIn<K>>;

type NullableKey<K> =
    <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Nullable;

/// The values that Diesel decodes of a row's key.
pub(crate) type RawKey<K> =
    <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Raw;

/// The statement that loads a relation: related rows with their keys.
pub trait KeyedQuery<K: Keyed, S, DB> {
    /// `SELECT key, related.* FROM .. WHERE .. AND key IN (keys)`
    type Query;
    /// The values that Diesel decodes of a row.
    type Raw;
    /// Finishes the statement.
    fn keyed(self, selection: S, keys: KeysIn<K>) -> Self::Query;
}

impl<K, Q, S, DB> KeyedQuery<K, S, DB> for Q
where
    DB: Backend,
    K: Keyed,
    Q: RelationQuery<K, Query: FilterDsl<RowsIn<K>>>,
    S: Selection<K::Related, DB>,
    Q::Limit: Finish<K, dsl::Filter<Q::Query, RowsIn<K>>, Q::Order, S, DB>,
{
    type Query = <Q::Limit as Finish<K, dsl::Filter<Q::Query, RowsIn<K>>, Q::Order, S, DB>>::Query;
    type Raw = (RawKey<K>, S::Raw);
    fn keyed(self, selection: S, keys: KeysIn<K>) -> Self::Query {
        let refined = self.refined();
        let query = FilterDsl::filter(refined.query, rows_with_keys::<K, _>(keys));
        refined.limit.finish(query, refined.order, selection)
    }
}

/// Orders, selects and limits the rows of a relation: the last step of its statement.
pub trait Finish<K, Q, O, S, DB> {
    /// The statement.
    type Query;
    /// The statement.
    fn finish(self, query: Q, order: O, selection: S) -> Self::Query;
}

impl<K, Q, O, S, DB> Finish<K, Q, O, S, DB> for ()
where
    DB: Backend,
    K: Keyed,
    S: Selection<K::Related, DB>,
    O: OrderOn<Q>,
    (NullableKey<K>, S::Expression): Expression,
    O::Output: SelectDsl<(NullableKey<K>, S::Expression)>,
{
    type Query = dsl::Select<O::Output, (NullableKey<K>, S::Expression)>;
    fn finish(self, query: Q, order: O, selection: S) -> Self::Query {
        let key = K::KeyColumn::nullable();
        SelectDsl::select(order.order_on(query), (key, selection.expression()))
    }
}

type Numbers<K, O> = RowNumber<<K as RelationDef>::KeyColumn, <O as Numbering<K>>::By>;

impl<K, Q, O, S, DB> Finish<K, Q, O, S, DB> for PerParent
where
    DB: Backend,
    K: Keyed,
    S: Selection<K::Related, DB> + Width<K::Related, DB>,
    O: Numbering<K>,
    (NullableKey<K>, S::Expression): Expression,
    (NullableKey<K>, S::Expression, Numbers<K, O>): Expression,
    Q: SelectDsl<(NullableKey<K>, S::Expression, Numbers<K, O>)>,
{
    type Query = Limited<
        dsl::Select<Q, (NullableKey<K>, S::Expression, Numbers<K, O>)>,
        dsl::SqlTypeOf<(NullableKey<K>, S::Expression)>,
    >;
    fn finish(self, query: Q, order: O, selection: S) -> Self::Query {
        let key = K::KeyColumn::nullable();
        let number = RowNumber::new(order.numbering());
        let query = SelectDsl::select(query, (key, selection.expression(), number));
        Limited::new(query, K::KeyColumn::WIDTH + S::WIDTH, self)
    }
}

impl<K, Q, O, S, DB, Row> Finish<K, Q, O, S, DB> for Distinct<Row>
where
    (): Finish<K, Q, O, S, DB>,
{
    type Query = <() as Finish<K, Q, O, S, DB>>::Query;
    fn finish(self, query: Q, order: O, selection: S) -> Self::Query {
        ().finish(query, order, selection)
    }
}
