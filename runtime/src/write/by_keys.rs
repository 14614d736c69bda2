//! Rows of a model by their primary keys.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::hash::Hash;

use diesel::query_dsl::methods::FilterDsl;
use diesel::{QueryResult, dsl};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::driver::transaction::Inside;
use crate::load::compare_keys::{Compared, equal_keys};
use crate::load::equal_keys::CompareKeys;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::query::model_query::Query;
use crate::query::terminals::LoadAs;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::write::lock::ReadLatest;

/// The rows with one of some primary keys.
pub(crate) type In<K> = <<<K as RelationDef>::Related as Model>::PrimaryKey as KeyColumn<
    KeyOf<<K as RelationDef>::Related>,
>>::In;

/// The rows with one of these primary keys.
pub(crate) fn is_in<K: RelationDef<Related: HasPrimaryKey>>(ids: Vec<KeyOf<K::Related>>) -> In<K> {
    <<K::Related as Model>::PrimaryKey as KeyColumn<_>>::is_in(ids)
}

/// Leaves as many keys as one statement lists; the rest of them.
pub(crate) fn rest<K: RelationDef<Related: HasPrimaryKey>>(
    ids: &mut Vec<KeyOf<K::Related>>,
) -> Vec<KeyOf<K::Related>> {
    let width = <K::Related as Model>::PrimaryKey::WIDTH;
    ids.split_off(ids.len().min(VALUES_PER_STATEMENT / width))
}

/// `SELECT .. FROM posts WHERE id IN (..)`
pub(crate) type ByKeys<K> =
    Query<<K as RelationDef>::Related, ReadLatest<dsl::Filter<RelatedTable<K>, In<K>>>>;

/// The rows of the queries that some function makes of the conditions on all keys.
pub(crate) async fn load_by_keys<K, C, Mode, Q>(
    mut ids: Vec<KeyOf<K::Related>>,
    conn: &mut C,
    query: impl Fn(In<K>) -> Q,
) -> QueryResult<Vec<K::Related>>
where
    K: RelationDef<Related: HasPrimaryKey>,
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
    inside: Inside,
    conn: &mut C,
) -> QueryResult<HashMap<KeyOf<K::Related>, K::Related>>
where
    K: RelationDef<Related: HasPrimaryKey>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    KeyOf<K::Related>: Eq + Hash,
{
    let table = RelatedTable::<K>::default;
    let rows = load_by_keys::<K, C, Mode, _>(ids, conn, |is_in| {
        ReadLatest::new(FilterDsl::filter(table(), is_in), inside.has_read)
    });
    let rows = rows.await?.into_iter();
    Ok(rows
        .filter_map(|row| Some((primary_key(&row)?, row)))
        .collect())
}

/// A query for the given keys that the table has in another form.
pub(crate) async fn spelled<'k, Columns, Key, C, Mode>(
    given: impl Iterator<Item = &'k Key>,
    there: &HashSet<Key>,
    conn: &mut C,
) -> QueryResult<HashMap<Key, Key>>
where
    Columns: KeyColumns,
    C: CompareKeys<Mode, Columns, Key>,
    Key: Clone + Eq + Hash + Debug + 'k,
{
    if !Columns::is_text() {
        return Ok(HashMap::new());
    }
    let mut strangers: HashSet<&Key> = there.iter().collect();
    let mut unknown = Vec::new();
    for key in given {
        strangers.remove(key);
        if !there.contains(key) {
            unknown.push(key);
        }
    }
    // Rows that came and were not named in this form are some of those that were named in another one.
    let strangers: Vec<_> = strangers.into_iter().collect();
    let there: Vec<_> = there.iter().collect();
    let mut spelled = HashMap::new();
    for (rows, compared) in [(there, Compared::Similar), (strangers, Compared::All)] {
        let pairs = equal_keys::<Columns, _, _, _>(&rows, &unknown, compared, conn).await?;
        let pairs = pairs.into_iter();
        spelled.extend(pairs.map(|(row, key)| (unknown[key].clone(), rows[row].clone())));
    }
    Ok(spelled)
}
