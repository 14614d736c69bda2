//! Rows of a model by their primary keys.

use std::collections::HashMap;
use std::hash::Hash;

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::FilterDsl;

use crate::eager::VALUES_PER_STATEMENT;
use crate::key::KeyColumn;
use crate::query::{LoadAs, Query};
use crate::row_sql::{KeyOf, Keyed, primary_key};
use crate::write::RelatedTable;
use crate::{Model, RelationDef};

/// The rows with one of some primary keys.
pub(crate) type In<K> = <<<K as RelationDef>::Related as Model>::PrimaryKey as KeyColumn<
    KeyOf<<K as RelationDef>::Related>,
>>::In;

/// The rows with one of these primary keys.
pub(crate) fn is_in<K: RelationDef<Related: Keyed>>(ids: Vec<KeyOf<K::Related>>) -> In<K> {
    <<K::Related as Model>::PrimaryKey as KeyColumn<_>>::is_in(ids)
}

/// Leaves as many keys as one statement lists; the rest of them.
pub(crate) fn rest<K: RelationDef<Related: Keyed>>(
    ids: &mut Vec<KeyOf<K::Related>>,
) -> Vec<KeyOf<K::Related>> {
    let width = <<K::Related as Model>::PrimaryKey as KeyColumn<_>>::WIDTH;
    ids.split_off(ids.len().min(VALUES_PER_STATEMENT / width))
}

/// `SELECT .. FROM posts WHERE id IN (..)`
pub(crate) type ByKeys<K> = Query<<K as RelationDef>::Related, dsl::Filter<RelatedTable<K>, In<K>>>;

/// The rows of the queries that some function makes of the conditions on all keys.
pub(crate) async fn load_by_keys<K, C, Mode, Q>(
    mut ids: Vec<KeyOf<K::Related>>,
    conn: &mut C,
    query: impl Fn(In<K>) -> Q,
) -> QueryResult<Vec<K::Related>>
where
    K: RelationDef<Related: Keyed>,
    Query<K::Related, Q>: LoadAs<Mode, C, K::Related>,
{
    let mut rows = Vec::with_capacity(ids.len());
    while !ids.is_empty() {
        let rest = rest::<K>(&mut ids);
        let query: Query<K::Related, Q> = Query::new(query(is_in::<K>(ids)), (), (), false);
        rows.extend(query.rows(usize::MAX, conn).await?);
        ids = rest;
    }
    Ok(rows)
}

/// The rows with these keys, by their keys.
pub(crate) async fn found<K, C, Mode>(
    ids: Vec<KeyOf<K::Related>>,
    conn: &mut C,
) -> QueryResult<HashMap<KeyOf<K::Related>, K::Related>>
where
    K: RelationDef<Related: Keyed>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    KeyOf<K::Related>: Eq + Hash,
{
    let table = RelatedTable::<K>::default;
    let rows = load_by_keys::<K, C, Mode, _>(ids, conn, |is_in| FilterDsl::filter(table(), is_in));
    let rows = rows.await?.into_iter();
    Ok(rows
        .filter_map(|row| Some((primary_key(&row)?, row)))
        .collect())
}
