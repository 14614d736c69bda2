//! Rows whose keys are written differently from those of their parents.

use std::any::TypeId;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::hash::Hash;

use diesel::QueryResult;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::load::compare_keys::{COMPARED_PER_STATEMENT, Compared, equal_keys, firsts};
use crate::load::equal_keys::CompareKeys;
use crate::load::group::Rows;
use crate::load::key_index::Index;
use crate::sql::key_columns::KeyColumns;

/// The keys that came and that no parent has. Their rows wait at places behind all slots, from the greatest number down.
#[derive(Debug)]
pub(crate) struct Strangers<Key> {
    keys: Vec<Key>,
    numbers: HashMap<Key, u32>,
}

impl<Key: Eq + Hash + Clone + Debug> Strangers<Key> {
    pub(crate) fn new() -> Self {
        Strangers {
            keys: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// The place where a row waits.
    pub(crate) fn place(&mut self, key: Key) -> u32 {
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.keys.push(key.clone());
            next
        });
        u32::MAX - number
    }

    /// Asks the database which of its keys the strangers are, and adds them to the index; whether the rows must be read again.
    ///
    /// `listed`: whether the rows were asked for by key. Otherwise there may be rows of nobody, and no row waits.
    pub(crate) async fn meet<C, Conn, Mode, Row>(
        self,
        index: &mut Index<Key>,
        (shared, listed): (bool, bool),
        rows: &mut Rows<Row>,
        conn: &mut Conn,
    ) -> QueryResult<bool>
    where
        C: KeyColumns,
        Conn: CompareKeys<Mode, C, Key>,
    {
        let mut again = false;
        let mut places: Vec<Option<u32>> = vec![None; self.keys.len()];
        if !self.keys.is_empty() {
            let asked: Vec<&Key> = self.keys.iter().collect();
            let known: Vec<&Key> = index.keys().iter().collect();
            let compared = match listed {
                true => Compared::All,
                false => plausible(&asked, &known),
            };
            let pairs = equal_keys::<C, _, _, _>(&asked, &known, compared, conn).await?;
            let mut equal: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
            for (stranger, number) in pairs {
                equal.entry(stranger).or_default().push(number as u32);
            }
            let mut others = hashbrown::HashMap::new();
            for (stranger, numbers) in equal {
                if let [first, further @ ..] = numbers.as_slice() {
                    index.spell(self.keys[stranger].clone(), *first);
                    places[stranger] = Some(*first);
                    if shared {
                        others.extend(further.iter().map(|&number| (number, *first)));
                    } else if !further.is_empty() {
                        index.unite(&numbers);
                    }
                    again |= !listed || !index.repeats(*first).is_empty();
                }
            }
            index.share(&others);
        }
        if again {
            return Ok(true);
        }
        if listed && !places.is_empty() {
            let waiting = std::mem::take(rows);
            for (slot, row) in waiting.slots.into_iter().zip(waiting.rows) {
                let stranger = places.get((u32::MAX - slot) as usize);
                if let Some(slot) = stranger.map_or(Some(slot), |&number| number) {
                    rows.push(slot, row);
                }
            }
        }
        if shared {
            find_missing::<C, Key, Conn, Mode>(index, &rows.slots, conn).await?;
        }
        Ok(false)
    }
}

/// The comparison of keys that need not be equal to any.
fn plausible<Key>(asked: &[&Key], known: &[&Key]) -> Compared {
    match asked.len() + known.len() <= COMPARED_PER_STATEMENT {
        true => Compared::Plausible,
        false => Compared::Similar,
    }
}

/// Asks the database which of the owners that came is one that did not: two foreign keys that are written differently can
/// refer to one owner.
async fn find_missing<C, Key, Conn, Mode>(
    index: &mut Index<Key>,
    slots: &[u32],
    conn: &mut Conn,
) -> QueryResult<()>
where
    C: KeyColumns,
    Key: Eq + Hash + Clone + Debug,
    Conn: CompareKeys<Mode, C, Key>,
{
    let mut came = vec![false; index.keys().len()];
    for &slot in slots {
        came[slot as usize] = true;
    }
    let mut missing = vec![false; came.len()];
    for &slot in index.slot_of_parents().iter().flatten() {
        missing[slot as usize] = !came[slot as usize];
    }
    let numbers = |these: &[bool]| -> Vec<u32> {
        let numbers = (0u32..).zip(these).filter(|&(_, &is)| is);
        numbers.map(|(number, _)| number).collect()
    };
    let (missing, there) = (numbers(&missing), numbers(&came));
    if missing.is_empty() || there.is_empty() {
        return Ok(());
    }
    let keys = |numbers: &[u32]| -> Vec<Key> {
        let keys = numbers
            .iter()
            .map(|&number| index.keys()[number as usize].clone());
        keys.collect()
    };
    let (asked, known) = (keys(&missing), keys(&there));
    let (asked, known): (Vec<_>, Vec<_>) = (asked.iter().collect(), known.iter().collect());
    let compared = plausible(&asked, &known);
    let pairs = equal_keys::<C, _, _, _>(&asked, &known, compared, conn).await?;
    let owners = pairs
        .into_iter()
        .map(|(number, owner)| (missing[number], there[owner]));
    index.share(&owners.collect());
    Ok(())
}

/// Gives parents whose keys are equal to the database the rows of each other.
///
/// Primary keys are not: there is one of each.
pub(crate) async fn unite_parents<K, Conn, Mode>(
    index: &mut Index<K::Key>,
    conn: &mut Conn,
) -> QueryResult<()>
where
    K: RelationDef<KeyColumn: KeyColumns>,
    Conn: CompareKeys<Mode, K::KeyColumn, K::Key>,
{
    let by_primary_key =
        TypeId::of::<K::LocalColumn>() == TypeId::of::<<K::Parent as Model>::PrimaryKey>();
    if by_primary_key || index.keys().len() < 2 {
        return Ok(());
    }
    let keys: Vec<&K::Key> = index.keys().iter().collect();
    let firsts = firsts::<K::KeyColumn, _, _, _>(&keys, conn).await?;
    let mut equal: HashMap<usize, Vec<u32>> = HashMap::new();
    for (number, first) in (0..).zip(firsts) {
        if number as usize != first {
            let numbers = equal.entry(first).or_insert_with(|| vec![first as u32]);
            numbers.push(number);
        }
    }
    for numbers in equal.values() {
        index.unite(numbers);
    }
    Ok(())
}
