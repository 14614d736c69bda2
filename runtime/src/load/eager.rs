//! Eager loading: the one loader of all relations.

use crate::relation::distinct::Distinct;
use crate::relation::relation::RelationOf;
use std::future::Future;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::declare::first::First;
use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::scope::Scope;
use crate::declare::shape::Sharing;
use crate::declare::soft_delete::{RowsWithKeys, ScopeOf, ShapeOf, rows_with_keys};
use crate::driver::connection::{DbOf, Driver, Fetch, Shared};
use crate::load::equal_keys::EqualKeys;
use crate::load::fill::Fill;
use crate::load::group::Rows;
use crate::load::group::{GroupByParent, Shape};
use crate::load::key_index::Index;
use crate::load::strangers::{Strangers, unite_parents};
use crate::relation::order::{Numbering, OrderOn};
use crate::relation::refine::RelationQuery;
use crate::relation::relation::Relation;
use crate::relation::select::{RowOf, Selection, Width};
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_filter::{KeyFilter, KeyPart};
use crate::sql::row_number::{Limited, PerParent, RowNumber};
use crate::sql::source::Source;
use crate::unstable::load_each::Again;

/// How many values one statement lists. SQLite binds 32,766 at most; the rest is for the relation's conditions.
pub(crate) const VALUES_PER_STATEMENT: usize = 30_000;

/// What is known of the parents of a load.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extent {
    /// True where they are all rows of their table.
    pub(crate) whole: bool,
    /// How many at the end are defaults of [`or_default`](Relation::or_default), and no rows.
    pub(crate) defaults: usize,
}

impl Extent {
    /// The parents are rows, and all of their table where `whole`.
    pub(crate) fn of_rows(whole: bool) -> Self {
        Extent { whole, defaults: 0 }
    }

    /// How many of the parents are rows.
    fn rows<P>(self, parents: &[P]) -> usize {
        parents.len().saturating_sub(self.defaults)
    }
}

/// How many parents are listed, though they are all there are. One is a comparison with a value, which the connection caches. A
/// longer list took 0.03 to 0.2 ms more than the whole table (2 to 50 parents with ten rows each), as SQLite and MySQL prepare it
/// each time; rows whose key names no parent are what it would save.
const LISTED: usize = 1;

/// The model that relations belong to.
pub trait Loadable {
    /// The model.
    type Parent;
}

impl<K: Keyed, Q, L, S> Loadable for Relation<K, Q, L, S> {
    type Parent = K::Parent;
}

/// Which row comes of loading `Self` onto the row `P`.
///
/// Structure only: the bounds of Diesel are in [`Eager`], so that naming a loaded row costs the compiler nothing.
pub trait Loads<P> {
    /// The row with the loaded relations.
    type Output;
}

/// The value that a relation has beside each parent. Structure only, as [`Loads`].
pub trait ValueOf {
    /// The name of the field.
    const NAME: &'static str;
    /// The value.
    type Value;
    /// The loaded row.
    type With<Inner, T>;
    /// Puts a value beside its parent.
    fn wrap<Inner, T>(inner: Inner, value: T) -> Self::With<Inner, T>;
}

impl<K, Q, L, S> ValueOf for Relation<K, Q, L, S>
where
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Output>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
{
    const NAME: &'static str = K::NAME;
    type Value = <ShapeOf<K> as Shape<Q, L::Output>>::Value;
    type With<Inner, T> = K::With<Inner, T>;
    fn wrap<Inner, T>(inner: Inner, value: T) -> K::With<Inner, T> {
        K::wrap(inner, value)
    }
}

impl<P, K, Q, L, S> Loads<P> for Relation<K, Q, L, S>
where
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Output>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
{
    type Output = K::With<P, <ShapeOf<K> as Shape<Q, L::Output>>::Value>;
}

/// Loads relations onto rows: the capability of a connection `C`.
pub trait Eager<Mode, C, P>: Loads<P> + Sized {
    /// Loads onto all parents at once.
    fn load_onto(
        self,
        parents: Vec<P>,
        extent: Extent,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Self::Output>>>;
}

impl<P> Loads<P> for () {
    type Output = P;
}

impl<Mode, C, P> Eager<Mode, C, P> for () {
    async fn load_onto(self, parents: Vec<P>, _: Extent, _: &mut C) -> QueryResult<Vec<P>> {
        Ok(parents)
    }
}

// A pair is also the chain that `.with(a).with(b)` makes. Longer tuples are chains of pairs.
impl<P, A: Loads<P>, B: Loads<A::Output>> Loads<P> for (A, B) {
    type Output = B::Output;
}

impl<Mode, C, P, A, B> Eager<Mode, C, P> for (A, B)
where
    A: Eager<Mode, C, P>,
    B: Eager<Mode, C, A::Output>,
{
    async fn load_onto(
        self,
        parents: Vec<P>,
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Vec<Self::Output>> {
        let parents = self.0.load_onto(parents, extent, conn).await?;
        self.1.load_onto(parents, extent, conn).await
    }
}

impl<M, A: RelationOf<M>, B: RelationOf<M>> RelationOf<M> for (A, B) {}

impl<A: Loadable, B> Loadable for (A, B) {
    type Parent = A::Parent;
}

macro_rules! tuple {
    ($first:ident $($rest:ident)+) => {
        impl<P, $first, $($rest),+> Loads<P> for ($first, $($rest),+)
        where
            $first: Loads<P>,
            ($($rest,)+): Loads<$first::Output>,
        {
            type Output = <($($rest,)+) as Loads<$first::Output>>::Output;
        }

        impl<Mode, C, P, $first, $($rest),+> Eager<Mode, C, P> for ($first, $($rest),+)
        where
            $first: Eager<Mode, C, P>,
            ($($rest,)+): Eager<Mode, C, $first::Output>,
        {
            async fn load_onto(
                self,
                parents: Vec<P>,
                extent: Extent,
                conn: &mut C,
            ) -> QueryResult<Vec<Self::Output>> {
                #[allow(non_snake_case)]
                let ($first, $($rest),+) = self;
                let parents = $first.load_onto(parents, extent, conn).await?;
                ($($rest,)+).load_onto(parents, extent, conn).await
            }
        }

        impl<M, $first: RelationOf<M>, $($rest: RelationOf<M>),+> RelationOf<M> for ($first, $($rest),+) {}

        impl<$first: Loadable, $($rest),+> Loadable for ($first, $($rest),+) {
            type Parent = $first::Parent;
        }
    };
}
tuple!(R1 R2 R3);
tuple!(R1 R2 R3 R4);
tuple!(R1 R2 R3 R4 R5);
tuple!(R1 R2 R3 R4 R5 R6);
tuple!(R1 R2 R3 R4 R5 R6 R7);
tuple!(R1 R2 R3 R4 R5 R6 R7 R8);

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

/// What Diesel decodes of a row's key.
type RawKey<K> = <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::Raw;

/// The statement that loads a relation: related rows with their keys.
pub trait KeyedQuery<K: Keyed, S, DB> {
    /// `SELECT key, related.* FROM .. WHERE .. AND key IN (keys)`
    type Query;
    /// What Diesel decodes of a row.
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

/// Loads the rows of the relation `K`: the one loader, for every form in which the rows are then given to their parents.
/// `Bare` is a row before its own relations are loaded, `Row` with them.
///
/// The types are parameters: as associated types, each mention of one would have the compiler prove all bounds again.
pub trait LoadRows<Mode, C, P, K: Keyed, Bare, Row> {
    /// Sends the statements. `default`: what a parent without a row gets.
    fn load_rows(
        self,
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, Bare>,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<(Index<K::Key>, Rows<Row>)>>;
}

impl<Mode, C, P, K, Q, L, S> LoadRows<Mode, C, P, K, S::Row, L::Output> for Relation<K, Q, L, S>
where
    C: Driver<Mode>,
    P: LoadedRow<Model = K::Parent>,
    K: Keyed,
    ShapeOf<K>: Sharing,
    S: Selection<K::Related, DbOf<C, Mode>>,
    Q: RelationQuery<K> + KeyedQuery<K, S, DbOf<C, Mode>, Raw = (RawKey<K>, S::Raw)>,
    C: Fetch<Mode, Shared<<Q as KeyedQuery<K, S, DbOf<C, Mode>>>::Query>, (RawKey<K>, S::Raw)>,
    K::KeyColumn: KeyColumns,
    C: Fetch<Mode, EqualKeys<K::KeyColumn, K::Key>, (i32, i32)>,
    L: Eager<Mode, C, S::Row>,
{
    async fn load_rows(
        self,
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, S::Row>,
        conn: &mut C,
    ) -> QueryResult<(Index<K::Key>, Rows<L::Output>)> {
        let shared = <ShapeOf<K> as Sharing>::SHARED;
        // A default has a key that is no row's, which owns nothing; whom it refers to is another matter.
        let keyed = if shared {
            parents.len()
        } else {
            extent.rows(parents)
        };
        let keys = parents.iter().enumerate().map(|(number, parent)| {
            let has_key = number < keyed;
            has_key.then(|| K::local_key(P::model(parent))).flatten()
        });
        let mut index = Index::new(keys, shared);

        let mut slots = Vec::new();
        let mut rows = Vec::new();
        // All rows of the related table belong to some parent: no need to list the parents. Owners are different: there
        // may be many more of them than are referred to.
        let whole = extent.whole && !shared && self.query.is_whole();
        // Rows of nobody are read with them, unless there are few parents to list.
        let unlisted = whole && index.keys().len() > LISTED;
        let holds_all =
            unlisted && K::First::ALL && ScopeOf::<K>::ALL_ROWS && self.query.limit().is_none();
        if !index.keys().is_empty() && !self.none {
            let is_text = K::KeyColumn::is_text();
            if is_text && !shared {
                unite_parents::<K, C, Mode>(&mut index, conn).await?;
            }
            let parts = match unlisted {
                true => vec![KeyPart::All(Default::default())],
                false => parts::<K::KeyColumn, K::Key, _, _>(
                    index.keys(),
                    K::Source::is_in::<K::KeyColumn, K::Key>,
                ),
            };
            let statements = parts.len();
            let (filter, shown) = KeyFilter::new(parts);
            let query = Shared::new(self.query.keyed(self.selection, filter));
            for is_first in [true, false] {
                let mut strangers = Strangers::new();
                for part in 0..statements {
                    shown.store(part, Ordering::Relaxed);
                    let each =
                        |(key, raw): (RawKey<K>, S::Raw), again: Again<'_, (RawKey<K>, S::Raw)>| {
                            let Some(key) = K::KeyColumn::key(key) else {
                                return Ok(ControlFlow::Continue(()));
                            };
                            if let Some(number) = index.number(&key) {
                                for &slot in index.repeats(number) {
                                    let raw = match S::copy(&raw) {
                                        Some(copy) => copy,
                                        None => again()?.1,
                                    };
                                    slots.push(slot);
                                    rows.push(S::row(raw));
                                }
                                slots.push(number);
                                rows.push(S::row(raw));
                            } else if is_text && is_first {
                                let place = strangers.place(key);
                                if !unlisted {
                                    slots.push(place);
                                    rows.push(S::row(raw));
                                }
                            }
                            Ok(ControlFlow::Continue(()))
                        };
                    conn.fetch_rows(query.clone(), each).await?;
                }
                let again = is_text && is_first && {
                    let form = (shared, !unlisted);
                    let read = (&mut slots, &mut rows);
                    let met = strangers.meet::<K::KeyColumn, _, _, _>(&mut index, form, read, conn);
                    met.await?
                };
                if !again {
                    break;
                }
                slots.clear();
                rows.clear();
            }
        }
        let extent = Extent {
            whole: holds_all,
            defaults: default.fill(parents, &mut index, &mut slots, &mut rows),
        };

        let rows = self.nested.load_onto(rows, extent, conn).await?;
        Ok((index, Rows { slots, rows }))
    }
}

/// The values of a relation, one for each parent.
pub trait LoadValues<Mode, C, P>: ValueOf {
    /// Sends the statements.
    fn load_values(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Self::Value>>>;
}

impl<Mode, C, P, K, Q, L, S> LoadValues<Mode, C, P> for Relation<K, Q, L, S>
where
    K: Keyed,
    ShapeOf<K>: GroupByParent<K, Q, L::Output>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
    Self: LoadRows<Mode, C, P, K, S::Row, L::Output>,
{
    async fn load_values(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Vec<Self::Value>> {
        let (index, rows) = self.load_rows(parents, extent, (), conn).await?;
        <ShapeOf<K> as GroupByParent<K, Q, L::Output>>::group(&index, rows)
    }
}

impl<Mode, C, P, K, Q, L, S> Eager<Mode, C, P> for Relation<K, Q, L, S>
where
    P: LoadedRow,
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Output>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
    Self: LoadValues<Mode, C, P, Value = <ShapeOf<K> as Shape<Q, L::Output>>::Value>,
{
    async fn load_onto(
        self,
        parents: Vec<P>,
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Vec<Self::Output>> {
        let values = self.load_values(&parents, extent, conn).await?;
        Ok(beside::<K, _, _>(parents, values))
    }
}

/// Each value beside its parent, which has none of this name.
pub(crate) fn beside<K: RelationDef, P: LoadedRow, T>(
    parents: Vec<P>,
    values: Vec<T>,
) -> Vec<K::With<P, T>> {
    const { P::NAMES.can_take(K::NAME) };
    let with = parents.into_iter().zip(values);
    with.map(|(parent, value)| K::wrap(parent, value)).collect()
}

/// The parts of a key list, one statement each.
pub(crate) fn parts<C, Key, In, All>(
    keys: &[Key],
    is_in: impl Fn(Vec<Key>) -> In,
) -> Vec<KeyPart<KeyIs<C, Key>, In, All>>
where
    C: KeyColumn<Key>,
    Key: Clone,
{
    let lists = keys.chunks(VALUES_PER_STATEMENT / C::WIDTH);
    lists
        .map(|keys| match keys {
            [key] => KeyPart::One(C::is(Some(key.clone()))),
            keys => KeyPart::List(is_in(keys.to_vec())),
        })
        .collect()
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
