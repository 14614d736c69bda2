//! A declared relation beside its parents: which value it has, and how the values are loaded.

use std::vec;

use diesel::QueryResult;

use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::row_names::RowNames;
use crate::declare::soft_delete::ShapeOf;
use crate::load::eager::{Eager, Loads, RelationField};
use crate::load::extent::Extent;
use crate::load::group::{Shape, missing};
use crate::load::load_rows::{LoadLevel, LoadRows};
use crate::relation::relation::Relation;
use crate::relation::select::RowOf;

type Value<K, Q, L, S> = <ShapeOf<K> as Shape<
    Q,
    <L as Loads>::Loaded<<S as RowOf<<K as RelationDef>::Related>>::Row>,
>>::Value;

impl<K, Q, L, S> Loads for Relation<K, Q, L, S>
where
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Loaded<S::Row>>,
    S: RowOf<K::Related>,
    L: Loads,
{
    const NAMES: &'static RowNames = &RowNames::of(&[K::NAME]);
    type Values = Value<K, Q, L, S>;
    type Columns = vec::IntoIter<Value<K, Q, L, S>>;
    type Loaded<P> = K::With<P, Value<K, Q, L, S>>;
    fn wrap<P>(row: P, value: Value<K, Q, L, S>) -> Self::Loaded<P> {
        K::wrap(row, value)
    }
}

impl<K, Q, L, S> RelationField for Relation<K, Q, L, S>
where
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Loaded<S::Row>>,
    S: RowOf<K::Related>,
    L: Loads,
{
    type With<Inner, T> = K::With<Inner, T>;
    fn wrap_value<Inner, T>(row: Inner, value: T) -> K::With<Inner, T> {
        K::wrap(row, value)
    }
}

impl<Mode, C, P, K, Q, L, S> Eager<Mode, C, P> for Relation<K, Q, L, S>
where
    P: LoadedRow,
    K: Keyed,
    ShapeOf<K>: Shape<Q, L::Loaded<S::Row>>,
    S: RowOf<K::Related>,
    Q: LoadLevel<Mode, C, P, K, S, S::Row>,
    L: Eager<Mode, C, S::Row>,
{
    const NAMES_FIT: () = P::NAMES.can_take(K::NAME);

    async fn load_columns(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Self::Columns> {
        let (index, rows) = self.load_rows(parents, extent, (), conn).await?;
        let values = <ShapeOf<K> as Shape<_, _>>::group(&index, rows, missing::<K>)?;
        Ok(values.into_iter())
    }
}
