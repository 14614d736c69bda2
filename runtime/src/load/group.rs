//! Rows are grouped by parent: the loaded value of each.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::{self, DeserializationError};
use diesel::sql_types::is_nullable;

use crate::declare::relation_def::Keyed;
use crate::declare::shape::{Many, One, Owner, Shaped};
use crate::error::owner::MissingOwner;
use crate::load::key_index::Index;
use crate::relation::refine::{Refined, Unrefined};
use crate::sql::key_columns::KeyColumns;

/// The rows of all parents, each with its slot, in the order of the query.
#[derive(Debug)]
pub struct Rows<R> {
    pub(crate) slots: Vec<u32>,
    pub(crate) rows: Vec<R>,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Rows {
            slots: Vec::new(),
            rows: Vec::new(),
        }
    }
}

impl<R> Rows<R> {
    /// Adds a row of this slot.
    pub(crate) fn push(&mut self, slot: u32, row: R) {
        self.slots.push(slot);
        self.rows.push(row);
    }
}

/// The loaded value of a relation with rows `R`; `Q` tells whether the relation was refined.
pub trait Shape<Q, R>: Shaped {
    /// The value.
    type Value;
    /// One value for each parent, in the order of the parents. `missing`: the error where one must have a row, and has none.
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        missing: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Self::Value>>;
}

impl<Q, R> Shape<Q, R> for Many {
    type Value = Vec<R>;
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        _: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Vec<R>>> {
        let mut counts = vec![0usize; index.slots()];
        for &slot in &rows.slots {
            counts[slot as usize] += 1;
        }
        let mut groups: Vec<Vec<R>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (slot, row) in rows.slots.into_iter().zip(rows.rows) {
            groups[slot as usize].push(row);
        }
        Ok(each_parent(index, groups))
    }
}

impl<Q, R> Shape<Q, R> for One {
    type Value = Option<R>;
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        _: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Option<R>>> {
        Ok(each_parent(index, firsts(index, rows)))
    }
}

impl<Q, R> Shape<Q, R> for Owner<is_nullable::IsNullable> {
    type Value = Option<Arc<R>>;
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        _: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Option<Arc<R>>>> {
        Ok(owners(index, rows).map(|(_, owner)| owner).collect())
    }
}

impl<Q, O, N, R> Shape<Refined<Q, O, N>, R> for Owner<is_nullable::NotNull> {
    type Value = Option<Arc<R>>;
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        _: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Option<Arc<R>>>> {
        Ok(owners(index, rows).map(|(_, owner)| owner).collect())
    }
}

impl<R> Shape<Unrefined, R> for Owner<is_nullable::NotNull> {
    type Value = Arc<R>;
    fn group<Key: Eq + Hash + Clone>(
        index: &Index<Key>,
        rows: Rows<R>,
        missing: fn(Option<&Key>) -> Error,
    ) -> QueryResult<Vec<Arc<R>>> {
        owners(index, rows)
            .map(|(slot, owner)| owner.ok_or_else(|| missing(slot.and_then(|s| index.key(s)))))
            .collect()
    }
}

/// The first row of each slot.
fn firsts<K: Eq + Hash + Clone, R>(index: &Index<K>, rows: Rows<R>) -> Vec<Option<R>> {
    let mut firsts: Vec<Option<R>> = Vec::new();
    firsts.resize_with(index.slots(), || None);
    for (slot, row) in rows.slots.into_iter().zip(rows.rows) {
        firsts[slot as usize].get_or_insert(row);
    }
    firsts
}

/// The value of each parent's slot; a parent without a key has the empty value.
fn each_parent<K, V>(index: &Index<K>, mut values: Vec<V>) -> Vec<V>
where
    K: Eq + Hash + Clone,
    V: Default,
{
    let slots = index.slot_of_parents();
    // All keys distinct and none NULL, the usual case: the slots are the parents.
    if slots.len() == index.slots() && slots.len() == index.keys().len() {
        return values;
    }
    slots
        .iter()
        .map(|slot| {
            slot.map_or_else(V::default, |slot| {
                std::mem::take(&mut values[slot as usize])
            })
        })
        .collect()
}

/// The slot of each parent, and the owner that it shares with the other parents of the slot.
fn owners<'i, K, R>(
    index: &'i Index<K>,
    rows: Rows<R>,
) -> impl Iterator<Item = (Option<u32>, Option<Arc<R>>)> + use<'i, K, R>
where
    K: Eq + Hash + Clone,
{
    let owners: Vec<_> = firsts(index, rows)
        .into_iter()
        .map(|row| row.map(Arc::new))
        .collect();
    index.slot_of_parents().iter().map(move |&slot| {
        let owner = slot.and_then(|slot| owners[slot as usize].clone());
        (slot, owner)
    })
}

/// A NOT NULL foreign key of `K` names no row.
pub(crate) fn missing<K: Keyed>(key: Option<&K::Key>) -> Error {
    DeserializationError(Box::new(MissingOwner {
        foreign_key: K::LOCAL,
        owner_key: (K::REMOTE, K::KeyColumn::name()),
        key: key.map_or_else(|| "NULL".to_owned(), |key| format!("{key:?}")),
    }))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn index(keys: &[Option<i32>], shared: bool) -> Index<i32> {
        Index::new(keys.iter().map(|key| key.map(Cow::Owned)), shared)
    }

    fn rows<R>(rows: impl IntoIterator<Item = (u32, R)>) -> Rows<R> {
        let (slots, rows) = rows.into_iter().unzip();
        Rows { slots, rows }
    }

    fn missing(key: Option<&i32>) -> Error {
        Error::QueryBuilderError(format!("no row {key:?}").into())
    }

    #[test]
    fn each_parent_has_its_rows_in_the_order_of_the_query() {
        let index = index(&[Some(7), None, Some(5)], false);
        let rows = rows([(1, "a"), (0, "b"), (1, "c")]);
        let groups = <Many as Shape<(), _>>::group(&index, rows, missing).unwrap();
        assert_eq!(groups, [vec!["b"], vec![], vec!["a", "c"]]);
    }

    #[test]
    fn parents_of_one_key_have_rows_of_their_own() {
        let index = index(&[Some(7), Some(7)], false);
        let rows = rows([(1, "copy"), (0, "row")]);
        let groups = <Many as Shape<(), _>>::group(&index, rows, missing).unwrap();
        assert_eq!(groups, [["row"], ["copy"]]);
    }

    #[test]
    fn a_parent_has_the_first_of_several_rows() {
        let index = index(&[None, Some(7), Some(5)], false);
        let rows = rows([(0, "first"), (0, "second")]);
        let firsts = <One as Shape<(), _>>::group(&index, rows, missing).unwrap();
        assert_eq!(firsts, [None, Some("first"), None]);
    }

    #[test]
    fn parents_of_one_key_share_their_owner() {
        let index = index(&[Some(7), None, Some(7)], true);
        let rows = rows([(0, "owner")]);
        type Nullable = Owner<is_nullable::IsNullable>;
        let owners = <Nullable as Shape<(), _>>::group(&index, rows, missing).unwrap();
        assert_eq!(owners[1], None);
        let [Some(one), _, Some(other)] = &owners[..] else {
            panic!("{owners:?}");
        };
        assert!(Arc::ptr_eq(one, other));
    }

    #[test]
    fn an_owner_that_must_be_there_is_an_error_with_its_key() {
        type NotNull = Owner<is_nullable::NotNull>;
        let group = |keys: &[Option<i32>]| {
            let rows = rows([(0, "owner")]);
            <NotNull as Shape<Unrefined, _>>::group(&index(keys, true), rows, missing)
        };
        assert_eq!(group(&[Some(7)]).unwrap(), [Arc::new("owner")]);
        let error = |keys| group(keys).unwrap_err().to_string();
        assert_eq!(error(&[Some(7), Some(5)]), "no row Some(5)");
        assert_eq!(error(&[Some(7), None]), "no row None");
    }
}
