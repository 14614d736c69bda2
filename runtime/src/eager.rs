//! Eager loading: the one loader of all relations.

use std::future::Future;
use std::sync::atomic::Ordering;

use diesel::NullableExpressionMethods;
use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};

use crate::driver::{DbOf, Driver, Fetch, Shared};
use crate::index::Index;
use crate::key::{KeyColumn, KeyFilter, KeyIs, KeyPart};
use crate::refine::RelationQuery;
use crate::select::{RowOf, Selection};
use crate::shape::{Deal, Rows, Shape, Sharing};
use crate::{DeclaredOn, Relation, RelationDef, Rooted};

/// How many keys one statement lists. SQLite binds 32,766 values at most; the rest is for the relation's conditions.
const KEYS_PER_STATEMENT: usize = 30_000;

/// Relations of the model `M`, as `.with(..)` takes them: a relation, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`.with(..)` needs a relation of `{M}`, not `{Self}`",
    label = "not a relation of `{M}`",
    note = "pass a relation such as `{M}::NAME`, or a tuple of them"
)]
pub trait RelationOf<M> {}

impl<M, K: DeclaredOn<M>, Q, L, S> RelationOf<M> for Relation<K, Q, L, S> {}

/// The model that relations belong to.
pub trait Loadable {
    /// The model.
    type Parent;
}

impl<K: RelationDef, Q, L, S> Loadable for Relation<K, Q, L, S> {
    type Parent = K::Parent;
}

/// Which row comes of loading `Self` onto the row `P`.
///
/// Structure only: the bounds of Diesel are in [`Eager`], so that naming a loaded row costs the compiler nothing.
pub trait Loads<P> {
    /// The row with the loaded relations.
    type Output;
}

impl<P, K, Q, L, S> Loads<P> for Relation<K, Q, L, S>
where
    K: RelationDef<Shape: Shape<Q, L::Output>>,
    S: RowOf<K::Related>,
    L: Loads<S::Row>,
{
    type Output = K::With<P, <K::Shape as Shape<Q, L::Output>>::Value>;
}

/// Loads relations onto rows: the capability of a connection `C`.
pub trait Eager<Mode, C, P>: Loads<P> + Sized {
    /// Loads onto all parents at once. `whole`: whether they are all rows of their table.
    fn load_onto(
        self,
        parents: Vec<P>,
        whole: bool,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Self::Output>>>;
}

impl<P> Loads<P> for () {
    type Output = P;
}

impl<Mode, C, P> Eager<Mode, C, P> for () {
    async fn load_onto(self, parents: Vec<P>, _: bool, _: &mut C) -> QueryResult<Vec<P>> {
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
        whole: bool,
        conn: &mut C,
    ) -> QueryResult<Vec<Self::Output>> {
        let parents = self.0.load_onto(parents, whole, conn).await?;
        self.1.load_onto(parents, whole, conn).await
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
                whole: bool,
                conn: &mut C,
            ) -> QueryResult<Vec<Self::Output>> {
                #[allow(non_snake_case)]
                let ($first, $($rest),+) = self;
                let parents = $first.load_onto(parents, whole, conn).await?;
                ($($rest,)+).load_onto(parents, whole, conn).await
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

/// The condition on the keys of `K`'s parents.
pub(crate) type KeysIn<K> = KeyFilter<
    <K as RelationDef>::KeyColumn,
    <K as RelationDef>::Key,
    <<K as RelationDef>::KeyColumn as KeyColumn<<K as RelationDef>::Key>>::In,
>;

/// The statement that loads a relation: related rows with their keys.
pub trait KeyedQuery<K: RelationDef, S, DB> {
    /// `SELECT key, related.* FROM .. WHERE .. AND key IN (keys)`
    type Query;
    /// What Diesel decodes of a row.
    type Raw;
    /// Finishes the statement.
    fn keyed(self, selection: S, keys: KeysIn<K>) -> Self::Query
    where
        K::KeyColumn: KeyColumn<K::Key>;
}

impl<K, Q, S, DB> KeyedQuery<K, S, DB> for Q
where
    DB: Backend,
    K: RelationDef<KeyColumn: KeyColumn<K::Key> + NullableExpressionMethods>,
    Q: RelationQuery<K>,
    S: Selection<K::Related, DB>,
    Q::Query: FilterDsl<KeysIn<K>>,
    (dsl::Nullable<K::KeyColumn>, S::Expression): Expression,
    dsl::Filter<Q::Query, KeysIn<K>>: SelectDsl<(dsl::Nullable<K::KeyColumn>, S::Expression)>,
{
    type Query =
        dsl::Select<dsl::Filter<Q::Query, KeysIn<K>>, (dsl::Nullable<K::KeyColumn>, S::Expression)>;
    type Raw = (Option<K::Key>, S::Raw);
    fn keyed(self, selection: S, keys: KeysIn<K>) -> Self::Query {
        let query = FilterDsl::filter(self.into_query(), keys);
        let key = K::KeyColumn::default().nullable();
        SelectDsl::select(query, (key, selection.expression()))
    }
}

impl<Mode, C, P, K, Q, L, S> Eager<Mode, C, P> for Relation<K, Q, L, S>
where
    C: Driver<Mode>,
    P: Rooted<Model = K::Parent>,
    K: RelationDef<KeyColumn: KeyColumn<K::Key>>,
    S: Selection<K::Related, DbOf<C, Mode>>,
    Q: RelationQuery<K> + KeyedQuery<K, S, DbOf<C, Mode>, Raw = (Option<K::Key>, S::Raw)>,
    C: Fetch<Mode, Shared<<Q as KeyedQuery<K, S, DbOf<C, Mode>>>::Query>, (Option<K::Key>, S::Raw)>,
    L: Eager<Mode, C, S::Row>,
    K::Shape: Deal<K, Q, L::Output>,
{
    async fn load_onto(
        self,
        parents: Vec<P>,
        whole: bool,
        conn: &mut C,
    ) -> QueryResult<Vec<Self::Output>> {
        let shared = <K::Shape as Sharing>::SHARED;
        let keys = parents.iter().map(|parent| K::local_key(parent.model()));
        let index = Index::new(keys, shared);

        let mut slots = Vec::new();
        let mut rows = Vec::new();
        // All rows of the related table belong to some parent: no need to list the parents. Owners are different: there
        // may be many more of them than are referred to.
        let whole = whole && !shared && self.query.is_whole();
        if !index.keys().is_empty() {
            let (parts, rounds) = parts::<K>(&index, whole, S::COPIES);
            let (filter, shown) = KeyFilter::new(parts);
            let query = Shared::new(self.query.keyed(self.selection, filter));
            for (part, round) in rounds.into_iter().enumerate() {
                shown.store(part, Ordering::Relaxed);
                conn.fetch(query.clone(), |(key, raw): (Option<K::Key>, S::Raw)| {
                    let Some(number) = key.and_then(|key| index.number(&key)) else {
                        return;
                    };
                    let repeats = index.repeats(number);
                    let Some(round) = round else {
                        for &slot in repeats {
                            if let Some(copy) = S::copy(&raw) {
                                slots.push(slot);
                                rows.push(S::row(copy));
                            }
                        }
                        slots.push(number);
                        rows.push(S::row(raw));
                        return;
                    };
                    if let Some(&slot) = repeats.get(round) {
                        slots.push(slot);
                        rows.push(S::row(raw));
                    }
                })
                .await?;
            }
        }

        let rows = self.nested.load_onto(rows, whole, conn).await?;
        let values = <K::Shape as Deal<K, Q, L::Output>>::deal(&index, Rows { slots, rows })?;
        let with = parents.into_iter().zip(values);
        Ok(with.map(|(parent, value)| K::wrap(parent, value)).collect())
    }
}

/// The parts of the key list, one statement each, and which parents a statement serves: the first parent of every key
/// (`None`), with copies for the others; or, where the model has no copies, the n-th further parent.
fn parts<K>(
    index: &Index<K::Key>,
    whole: bool,
    copies: bool,
) -> (
    Vec<KeyPart<K::KeyColumn, K::Key, <K::KeyColumn as KeyColumn<K::Key>>::In>>,
    Vec<Option<usize>>,
)
where
    K: RelationDef<KeyColumn: KeyColumn<K::Key>>,
{
    let mut parts = Vec::new();
    let mut rounds = Vec::new();
    let mut list = |mut keys: Vec<K::Key>, round| {
        while !keys.is_empty() {
            let rest = keys.split_off(keys.len().min(KEYS_PER_STATEMENT));
            parts.push(match keys.as_slice() {
                [key] => KeyPart::One(KeyIs::new(Some(key.clone()))),
                _ => KeyPart::List(K::KeyColumn::is_in(keys)),
            });
            rounds.push(round);
            keys = rest;
        }
    };
    if !whole {
        list(index.keys().to_vec(), None);
    }
    if !copies {
        for round in 0..index.most_repeats() {
            let numbered = index.keys().iter().zip(0..);
            let repeated = numbered.filter(|&(_, number)| index.repeats(number).len() > round);
            list(repeated.map(|(key, _)| key.clone()).collect(), Some(round));
        }
    }
    if whole {
        parts.push(KeyPart::All);
        rounds.push(None);
    }
    (parts, rounds)
}
