//! Rows are grouped by parent: the loaded value of each.

use crate::declare::relation_def::Keyed;
use crate::declare::shape::Many;
use crate::declare::shape::One;
use crate::declare::shape::Owner;
use crate::declare::shape::Sharing;
use crate::error::owner::MissingOwner;
use crate::load::key_index::Index;
use crate::relation::refine::Refined;
use crate::relation::refine::Unrefined;
use crate::sql::key_columns::KeyColumns;
use diesel::QueryResult;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::is_nullable;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;
/// The loaded value of a relation with rows `R`; `Q` tells whether the relation was refined.
pub trait Shape<Q, R>: Sharing {
    /// The value.
    type Value;
}

impl<Q, R> Shape<Q, R> for Many {
    type Value = Vec<R>;
}

impl<Q, R> Shape<Q, R> for One {
    type Value = Option<R>;
}

impl<Q, R> Shape<Q, R> for Owner<is_nullable::IsNullable> {
    type Value = Option<Arc<R>>;
}

impl<R> Shape<Unrefined, R> for Owner<is_nullable::NotNull> {
    type Value = Arc<R>;
}

impl<Q, O, N, R> Shape<Refined<Q, O, N>, R> for Owner<is_nullable::NotNull> {
    type Value = Option<Arc<R>>;
}

/// The rows of all parents, each with its slot, in the order of the query.
#[derive(Debug)]
pub struct Rows<R> {
    pub(crate) slots: Vec<u32>,
    pub(crate) rows: Vec<R>,
}

/// Groups rows by parent.
pub trait GroupByParent<K: Keyed, Q, R>: Shape<Q, R> {
    /// One value per parent, in the order of the parents.
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Self::Value>>;
}

impl<K: Keyed, Q, R> GroupByParent<K, Q, R> for Many {
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Vec<R>>> {
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

impl<K: Keyed, Q, R> GroupByParent<K, Q, R> for One {
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Option<R>>> {
        Ok(each_parent(index, firsts(index, rows)))
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

fn shared<'i, K, R>(
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

impl<K: Keyed, Q, R> GroupByParent<K, Q, R> for Owner<is_nullable::IsNullable> {
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Option<Arc<R>>>> {
        Ok(shared(index, rows).map(|(_, owner)| owner).collect())
    }
}

impl<K: Keyed, Q, O, N, R> GroupByParent<K, Refined<Q, O, N>, R> for Owner<is_nullable::NotNull> {
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Option<Arc<R>>>> {
        Ok(shared(index, rows).map(|(_, owner)| owner).collect())
    }
}

impl<K: Keyed, R> GroupByParent<K, Unrefined, R> for Owner<is_nullable::NotNull> {
    fn group(index: &Index<K::Key>, rows: Rows<R>) -> QueryResult<Vec<Arc<R>>> {
        shared(index, rows)
            .map(|(slot, owner)| owner.ok_or_else(|| missing::<K>(slot.and_then(|s| index.key(s)))))
            .collect()
    }
}

fn missing<K: Keyed>(key: Option<&(impl Debug + ?Sized)>) -> diesel::result::Error {
    DeserializationError(Box::new(MissingOwner {
        foreign_key: K::LOCAL,
        owner_key: (K::REMOTE, K::KeyColumn::name()),
        key: key.map_or_else(|| "NULL".to_owned(), |key| format!("{key:?}")),
    }))
}
