//! The difference between the rows that a parent has and those that it is to have.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Fetch};
use crate::driver::transaction::Inside;
use crate::load::compare_keys::{Compared, equal_keys};
use crate::load::equal_keys::CompareKeys;
use crate::load::key_index::Index;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::pivot::input::PivotInput;
use crate::pivot::mode::PivotMode;
use crate::pivot::pivots_of::PivotsOf;
use crate::pivot::select::{Compare, CurrentPivots, RawId};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;

/// From how many ids on all rows of the parent are read: a statement by the parent's key alone is cached, one with a list of ids is not.
/// At most so many rows are read for each id; where the parent has more, the given ones are looked for by id after all.
const LOOKED_FOR_ONE_BY_ONE: usize = 50;
const READ_PER_ID: usize = 10;

/// The number of rows with values of their own that one statement compares: it has a `CASE` with a branch for each, which a database goes through
/// for each row that it reads.
const COMPARED_PER_STATEMENT: usize = 250;

/// The changes to write: the given rows are named by their numbers.
#[derive(Debug)]
pub(crate) struct Difference<Id> {
    /// The rows to detach.
    pub(crate) detached: Vec<Id>,
    /// True where these are all that the parent has, whoever attached them.
    pub(crate) detaches_all: bool,
    /// The rows that are attached, but have other fields.
    pub(crate) different: Vec<usize>,
    /// The rows to attach.
    pub(crate) missing: Vec<usize>,
    /// Where rows are updated only: those that have the given fields already, and those that are not attached.
    pub(crate) same: Vec<usize>,
    pub(crate) not_attached: Vec<usize>,
    /// True where the rows to update make room for each other first.
    pub(crate) moves_away: bool,
}

impl<Id: Clone> Difference<Id> {
    /// Computes the changes that make the rows that are there those that the mode asks for. `found`: the given rows; `others`: the parent's other rows;
    /// `read`: how many rows that were.
    fn new(mode: PivotMode, ids: &[Id], found: &[Found], others: Vec<Id>, read: usize) -> Self {
        let are = |wanted: Found| -> Vec<usize> {
            let numbers = 0..found.len();
            numbers.filter(|&number| found[number] == wanted).collect()
        };
        let there = || {
            let numbers = 0..found.len();
            numbers.filter(|&number| found[number] != Found::Missing)
        };
        let mut difference = Difference {
            detached: Vec::new(),
            detaches_all: mode.detach_others && ids.is_empty() && read > 0,
            different: Vec::new(),
            missing: Vec::new(),
            same: Vec::new(),
            not_attached: Vec::new(),
            moves_away: false,
        };
        if mode.detach {
            difference.detached = named(ids, &there().collect::<Vec<_>>());
        } else if mode.detach_others {
            difference.detached = others;
        }
        if !mode.detach {
            difference.different = are(Found::Different);
        }
        let missing = are(Found::Missing);
        if mode.attach {
            difference.missing = missing;
        } else if !mode.detach {
            difference.not_attached = missing;
            difference.same = are(Found::Same);
        }
        difference
    }

    /// True where rows are detached.
    pub(crate) fn detaches(&self) -> bool {
        self.detaches_all || !self.detached.is_empty()
    }
}

/// The facts about a given row.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    Missing,
    Same,
    Different,
}

/// The keys of these rows.
pub(crate) fn named<Id: Clone>(ids: &[Id], numbers: &[usize]) -> Vec<Id> {
    numbers.iter().map(|&number| ids[number].clone()).collect()
}

/// The rows that the parent has.
struct Current<'i, K: ManyToMany> {
    index: &'i Index<K::RelatedId>,
    /// The numbers of given rows that are written differently here.
    spelled: HashMap<K::RelatedId, usize>,
    /// The facts about each given row.
    found: Vec<Found>,
    /// The other rows, and whether they have the given values.
    others: Vec<(K::RelatedId, bool)>,
    /// The number of rows that were read.
    read: usize,
}

impl<'i, K: ManyToMany> Current<'i, K> {
    fn new(index: &'i Index<K::RelatedId>) -> Self {
        Current {
            index,
            spelled: HashMap::new(),
            found: vec![Found::Missing; index.keys().len()],
            others: Vec::new(),
            read: 0,
        }
    }

    fn take(&mut self, (id, same): (RawId<K>, bool)) {
        self.read += 1;
        let Some(id) = K::RelatedKey::key(id) else {
            return;
        };
        let number = self.index.number(&id).map(|number| number as usize);
        match number.or_else(|| self.spelled.get(&id).copied()) {
            Some(number) => self.mark(number, same),
            None => match self.others.last_mut() {
                Some((last, all_same)) if *last == id => *all_same &= same,
                _ => self.others.push((id, same)),
            },
        }
    }

    fn mark(&mut self, number: usize, same: bool) {
        let found = &mut self.found[number];
        if !same {
            *found = Found::Different;
        } else if *found == Found::Missing {
            *found = Found::Same;
        }
    }

    /// Asks the database which of the other rows are given ones.
    async fn spell<C, Mode>(&mut self, compared: Compared, conn: &mut C) -> QueryResult<()>
    where
        C: CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
    {
        if self.others.is_empty() || self.index.keys().is_empty() {
            return Ok(());
        }
        let others: Vec<_> = self.others.iter().map(|(id, _)| id).collect();
        let given: Vec<_> = self.index.keys().iter().collect();
        let pairs = equal_keys::<K::RelatedKey, _, _, _>(&others, &given, compared, conn).await?;
        for (other, number) in pairs {
            let (id, same) = self.others[other].clone();
            self.mark(number, same);
            self.spelled.insert(id, number);
        }
        let spelled = &self.spelled;
        self.others.retain(|(id, _)| !spelled.contains_key(id));
        Ok(())
    }
}

/// Reads what the parent has, which is locked, inside a transaction.
pub(crate) async fn read_difference<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    index: &Index<K::RelatedId>,
    mode: PivotMode,
    inside: Inside,
) -> QueryResult<Difference<K::RelatedId>>
where
    C: Driver<Mode, DB: Dialect>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
{
    let ids = &input.ids;
    let key = || Some(input.key.clone());
    let mut current = Current::<K>::new(index);
    let compares = !mode.detach && !ids.is_empty() && R::WIDTH + F::WIDTH > 0;
    let all_at_once = R::WIDTH == 0 || ids.len() <= COMPARED_PER_STATEMENT;
    let compare = match (compares, R::WIDTH) {
        (false, _) => Compare::Nothing,
        (true, 0) => Compare::Common,
        (true, _) if all_at_once => Compare::Each((0..ids.len()).collect()),
        (true, _) => Compare::Nothing,
    };
    let select = |ids, compare, most: Option<usize>| CurrentPivots {
        input: Arc::clone(input),
        pivots: PivotsOf::new(key(), ids),
        compare,
        ordered: mode.detach_others,
        most: most.map(|most| i64::try_from(most).unwrap_or(i64::MAX)),
        latest: inside.has_read,
        given: None,
    };
    let per_statement = VALUES_PER_STATEMENT / K::RelatedKey::WIDTH;
    // Reading all that the parent has is faster than looking for many, if it has not many times as many.
    let most = (!mode.detach_others).then(|| READ_PER_ID * ids.len() + 1);
    let mut reads_all = mode.detach_others || ids.len() >= LOOKED_FOR_ONE_BY_ONE;
    if reads_all {
        conn.fetch(select(None, compare.clone(), most), |row| current.take(row))
            .await?;
        reads_all = most.is_none_or(|most| current.read < most);
    }
    if !reads_all {
        current.others.clear();
        for part in ids.chunks(per_statement) {
            let select = select(Some(part.to_vec()), compare.clone(), None);
            conn.fetch(select, |row| current.take(row)).await?;
        }
    }
    if K::RelatedKey::is_text() {
        // Rows that were looked for are some of the given ones; of all rows, those that may be.
        let compared = match reads_all {
            true => Compared::Plausible,
            false => Compared::All,
        };
        current.spell(compared, conn).await?;
    }
    if compares && !all_at_once {
        let there: Vec<usize> = (0..ids.len())
            .filter(|&number| current.found[number] != Found::Missing)
            .collect();
        for part in there.chunks(COMPARED_PER_STATEMENT) {
            let ids = part.iter().map(|&number| ids[number].clone()).collect();
            let select = select(Some(ids), Compare::Each(part.to_vec()), None);
            conn.fetch(select, |row| current.take(row)).await?;
        }
    }
    let Current {
        found,
        others,
        read,
        ..
    } = current;

    let others = others.into_iter().map(|(id, _)| id).collect();
    Ok(Difference::new(mode, ids, &found, others, read))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pivot::mode::{ATTACH, DETACH, SYNC, TOGGLE, UPDATE};

    /// The difference of three given rows, of which 1 is missing, 2 is there as it was given, and 3 is there with other fields; 4 is
    /// there, too.
    fn difference(mode: PivotMode) -> Difference<i32> {
        let found = [Found::Missing, Found::Same, Found::Different];
        Difference::new(mode, &[1, 2, 3], &found, vec![4], 3)
    }

    #[test]
    fn attach_inserts_and_updates() {
        let difference = difference(ATTACH);
        assert_eq!(
            (difference.missing, difference.different),
            (vec![0], vec![2])
        );
        assert_eq!(
            (difference.detached, difference.detaches_all),
            (vec![], false)
        );
    }

    #[test]
    fn sync_also_detaches_all_others() {
        let difference = difference(SYNC);
        assert_eq!(
            (difference.missing, difference.different),
            (vec![0], vec![2])
        );
        assert_eq!(
            (difference.detached, difference.detaches_all),
            (vec![4], false)
        );
    }

    #[test]
    fn detach_removes_what_is_there() {
        let difference = difference(DETACH);
        assert!(difference.missing.is_empty() && difference.different.is_empty());
        assert_eq!(difference.detached, [2, 3]);
    }

    #[test]
    fn toggle_detaches_and_inserts() {
        let difference = difference(TOGGLE);
        assert_eq!(
            (difference.missing, difference.detached),
            (vec![0], vec![2, 3])
        );
        assert!(difference.different.is_empty());
    }

    #[test]
    fn update_tells_the_rows_apart() {
        let difference = difference(UPDATE);
        assert!(difference.missing.is_empty() && !difference.detaches());
        assert_eq!(difference.different, [2]);
        assert_eq!(
            (difference.same, difference.not_attached),
            (vec![1], vec![0])
        );
    }

    #[test]
    fn sync_of_no_rows_detaches_all_in_one_statement() {
        let some: Difference<i32> = Difference::new(SYNC, &[], &[], vec![4], 1);
        assert!(some.detaches_all && some.detaches());
        let none: Difference<i32> = Difference::new(SYNC, &[], &[], vec![], 0);
        assert!(!none.detaches());
    }
}
