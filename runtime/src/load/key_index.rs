//! An index of the parents by their keys.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

/// The distinct keys of the parents, numbered in the order of their first appearance, and the *slot* of each parent:
/// the place where its rows are put.
///
/// The slot of a key is its number. Parents of one key share that slot if the relation shares its rows (an owner);
/// otherwise each but the first has a slot of its own, behind those of the keys.
#[derive(Debug)]
pub struct Index<K> {
    keys: Vec<K>,
    /// Numbers into `keys`.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    slot_of_parent: Vec<Option<u32>>,
    slots: usize,
    /// The number of them that are for what was fetched; the others are those of defaults.
    fetched_slots: usize,
    /// The further slots of a key that several parents have.
    repeated: HashMap<u32, Vec<u32>>,
    /// The numbers of keys that the database writes differently.
    spelled: HashMap<K, u32>,
}

impl<K: Eq + Hash + Clone> Index<K> {
    pub(crate) fn new<'k>(
        parents: impl ExactSizeIterator<Item = Option<Cow<'k, K>>>,
        shared: bool,
    ) -> Self
    where
        K: 'k,
    {
        let count = parents.len();
        let mut index = Index {
            keys: Vec::with_capacity(count),
            numbers: HashTable::with_capacity(count),
            hasher: DefaultHashBuilder::default(),
            slot_of_parent: Vec::with_capacity(count),
            slots: 0,
            fetched_slots: 0,
            repeated: HashMap::new(),
            spelled: HashMap::new(),
        };
        let mut again = Vec::new();
        for (parent, key) in parents.enumerate() {
            let slot = key.map(|key| {
                let (number, is_new) = index.insert(key);
                if !is_new && !shared {
                    again.push((parent, number));
                }
                number
            });
            index.slot_of_parent.push(slot);
        }
        index.slots = index.keys.len();
        for (parent, number) in again {
            let slot = index.slots as u32;
            index.slots += 1;
            index.slot_of_parent[parent] = Some(slot);
            index.repeated.entry(number).or_default().push(slot);
        }
        index.fetched_slots = index.slots;
        index
    }

    fn insert(&mut self, key: Cow<'_, K>) -> (u32, bool) {
        let Index {
            keys,
            numbers,
            hasher,
            ..
        } = self;
        // Fewer than 2^32 rows fit into memory beside their keys.
        let next = keys.len() as u32;
        let entry = numbers.entry(
            hasher.hash_one(&*key),
            |&number| keys[number as usize] == *key,
            |&number| hasher.hash_one(&keys[number as usize]),
        );
        let number = *entry.or_insert(next).get();
        if number == next {
            keys.push(key.into_owned());
        }
        (number, number == next)
    }

    /// A slot of its own for a parent.
    pub(crate) fn add_slot(&mut self, parent: usize) -> u32 {
        let slot = self.slots as u32;
        self.slots += 1;
        self.slot_of_parent[parent] = Some(slot);
        slot
    }

    /// True where a parent got a slot of its own, [`add_slot`](Self::add_slot).
    pub(crate) fn has_added_slot(&self, parent: usize) -> bool {
        self.slot_of_parent[parent].is_some_and(|slot| slot as usize >= self.fetched_slots)
    }

    /// The number of a fetched key, `None` where no parent has it.
    pub(crate) fn number(&self, key: &K) -> Option<u32> {
        let hash = self.hasher.hash_one(key);
        let exact = self
            .numbers
            .find(hash, |&number| self.keys[number as usize] == *key);
        exact.or_else(|| self.spelled.get(key)).copied()
    }

    /// Adds another form in which the key with this number comes.
    pub(crate) fn spell(&mut self, key: K, number: u32) {
        self.spelled.insert(key, number);
    }

    /// Gives the parents of each of these keys the rows of another one: of those that share their rows.
    pub(crate) fn share(&mut self, others: &HashMap<u32, u32>) {
        if others.is_empty() {
            return;
        }
        for slot in self.slot_of_parent.iter_mut().flatten() {
            *slot = *others.get(slot).unwrap_or(slot);
        }
    }

    /// Gives the parents of these keys the rows of all of them: of those that do not share their rows.
    pub(crate) fn unite(&mut self, numbers: &[u32]) {
        let mut slots = Vec::new();
        for &number in numbers {
            slots.push(number);
            slots.extend_from_slice(self.repeats(number));
        }
        slots.sort_unstable();
        slots.dedup();
        for &number in numbers {
            let further = slots.iter().copied().filter(|&slot| slot != number);
            self.repeated.insert(number, further.collect());
        }
    }

    /// The distinct keys.
    pub(crate) fn keys(&self) -> &[K] {
        &self.keys
    }

    /// The key of a slot that parents share.
    pub(crate) fn key(&self, slot: u32) -> Option<&K> {
        self.keys.get(slot as usize)
    }

    /// The further slots of a key.
    pub(crate) fn repeats(&self, number: u32) -> &[u32] {
        if self.repeated.is_empty() {
            return &[];
        }
        self.repeated.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The slot of each parent, `None` where its key is NULL.
    pub(crate) fn slot_of_parents(&self) -> &[Option<u32>] {
        &self.slot_of_parent
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(keys: &[Option<i32>], shared: bool) -> Index<i32> {
        Index::new(keys.iter().map(|key| key.map(Cow::Owned)), shared)
    }

    #[test]
    fn keys_are_numbered_in_the_order_of_the_parents() {
        let index = index(&[Some(7), None, Some(5), Some(7)], true);
        assert_eq!(index.keys(), [7, 5]);
        assert_eq!((index.number(&5), index.number(&6)), (Some(1), None));
        assert_eq!(index.slot_of_parents(), [Some(0), None, Some(1), Some(0)]);
        assert_eq!(index.slots(), 2);
    }

    #[test]
    fn parents_of_one_key_have_slots_of_their_own_unless_they_share_rows() {
        let index = index(&[Some(7), Some(5), Some(7)], false);
        assert_eq!(index.slot_of_parents(), [Some(0), Some(1), Some(2)]);
        assert_eq!((index.repeats(0), index.repeats(1)), (&[2][..], &[][..]));
    }

    #[test]
    fn a_default_has_a_slot_behind_those_of_the_keys() {
        let mut index = index(&[Some(7), None], true);
        assert_eq!(index.add_slot(1), 1);
        assert!(index.has_added_slot(1) && !index.has_added_slot(0));
        assert_eq!(index.slots(), 2);
    }

    #[test]
    fn keys_that_the_database_calls_equal_have_the_rows_of_each_other() {
        let mut owned = index(&[Some(7), Some(5), Some(7)], false);
        owned.unite(&[0, 1]);
        assert_eq!(
            (owned.repeats(0), owned.repeats(1)),
            (&[1, 2][..], &[0, 2][..])
        );

        let mut shared = index(&[Some(7), Some(5)], true);
        shared.share(&HashMap::from_iter([(1, 0)]));
        shared.spell(6, 0);
        assert_eq!(shared.slot_of_parents(), [Some(0), Some(0)]);
        assert_eq!(shared.number(&6), Some(0));
    }
}
