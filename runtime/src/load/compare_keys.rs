//! Keys that are equal to the database though they are written differently: texts, by the collation of their column.
//!
//! Rows are given to their parents by a hash of the key, which is the database's equality for every type but texts. Where a key
//! comes back that nobody asked for in this form, the database is asked which of the keys it is.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::marker::PhantomData;

use diesel::QueryResult;

use crate::load::equal_keys::{CompareKeys, EqualKeys};
use crate::load::folded::{Sides, batches, similar};
use crate::sql::key_columns::KeyColumns;

/// The number of keys that one statement compares. SQLite takes 500 terms.
pub(crate) const COMPARED_PER_STATEMENT: usize = 400;

/// The pairs of keys that are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Compared {
    /// Those that are the same text without case, accents, blanks and signs.
    Similar,
    /// And those that are written in other letters than Latin, with all.
    Plausible,
    /// And those that are equal to none of these, with all.
    All,
}

/// Finds the keys `asked` that are equal to `known` ones: pairs of numbers.
pub(crate) async fn equal_keys<C, Key, Conn, Mode>(
    asked: &[&Key],
    known: &[&Key],
    compared: Compared,
    conn: &mut Conn,
) -> QueryResult<Vec<(usize, usize)>>
where
    C: KeyColumns,
    Key: Clone + Debug,
    Conn: CompareKeys<Mode, C, Key>,
{
    let sides = Sides::of(asked, known);
    let mut pairs = Pairs::<C, Key, Conn, Mode>::new(asked, known, conn);
    for (asked, known) in batches(sides.groups, COMPARED_PER_STATEMENT) {
        pairs.compare(&asked, &known).await?;
    }
    let all: Vec<usize> = (0..known.len()).collect();
    match compared {
        Compared::Similar => {}
        Compared::Plausible => {
            pairs.compare_rest(&sides.asked_others, &all).await?;
            pairs
                .compare_rest(&sides.asked_latin, &sides.known_others)
                .await?;
        }
        Compared::All => {
            pairs.compare_rest(&sides.asked_others, &all).await?;
            pairs.compare_rest(&sides.asked_latin, &all).await?;
        }
    }
    Ok(pairs.found)
}

/// Asks which keys are equal, and keeps the answers.
struct Pairs<'a, C, Key, Conn, Mode> {
    asked: &'a [&'a Key],
    known: &'a [&'a Key],
    conn: &'a mut Conn,
    found: Vec<(usize, usize)>,
    /// Those of the asked keys that are equal to a known one.
    resolved: HashSet<usize>,
    of: PhantomData<fn() -> (C, Mode)>,
}

impl<'a, C, Key, Conn, Mode> Pairs<'a, C, Key, Conn, Mode>
where
    C: KeyColumns,
    Key: Clone,
    Conn: CompareKeys<Mode, C, Key>,
{
    fn new(asked: &'a [&'a Key], known: &'a [&'a Key], conn: &'a mut Conn) -> Self {
        Pairs {
            asked,
            known,
            conn,
            found: Vec::new(),
            resolved: HashSet::new(),
            of: PhantomData,
        }
    }

    /// Compares those of the asked keys that are not equal to a known one yet.
    async fn compare_rest(&mut self, asked: &[usize], known: &[usize]) -> QueryResult<()> {
        let resolved = &self.resolved;
        let asked = asked.iter().filter(|number| !resolved.contains(number));
        let asked: Vec<usize> = asked.copied().collect();
        self.compare(&asked, known).await
    }

    /// Compares each asked key with each known one.
    async fn compare(&mut self, asked: &[usize], known: &[usize]) -> QueryResult<()> {
        let together = asked.len() + known.len() <= COMPARED_PER_STATEMENT;
        let part = match together {
            true => COMPARED_PER_STATEMENT,
            false => COMPARED_PER_STATEMENT / 2,
        };
        for asked in asked.chunks(part) {
            for known in known.chunks(part) {
                let keys = asked.iter().map(|&number| self.asked[number]);
                let keys = keys.chain(known.iter().map(|&number| self.known[number]));
                let statement = EqualKeys::new(keys.cloned().collect());
                let mut firsts = vec![0; asked.len() + known.len()];
                let each = |(number, first): (i32, i32)| {
                    if let Some(place) = firsts.get_mut(number as usize) {
                        *place = first;
                    }
                };
                self.conn.fetch(statement, each).await?;
                let mut classes: HashMap<i32, Vec<usize>> = HashMap::new();
                for (&number, &first) in asked.iter().zip(&firsts) {
                    classes.entry(first).or_default().push(number);
                }
                for (&number, first) in known.iter().zip(&firsts[asked.len()..]) {
                    for &asked in classes.get(first).into_iter().flatten() {
                        self.found.push((asked, number));
                        self.resolved.insert(asked);
                    }
                }
            }
        }
        Ok(())
    }
}

/// For each key the number of the first one that is equal to it. Nothing is sent where no two are similar.
pub(crate) async fn firsts<C, Key, Conn, Mode>(
    keys: &[&Key],
    conn: &mut Conn,
) -> QueryResult<Vec<usize>>
where
    C: KeyColumns,
    Key: Clone + Debug + Eq,
    Conn: CompareKeys<Mode, C, Key>,
{
    let mut firsts: Vec<usize> = (0..keys.len()).collect();
    let similar = similar(keys);
    let keys: Vec<&Key> = similar.iter().map(|&number| keys[number]).collect();
    let pairs = equal_keys::<C, _, _, _>(&keys, &keys, Compared::Similar, conn).await?;
    for (key, other) in pairs {
        let first = &mut firsts[similar[key]];
        *first = similar[other].min(*first);
    }
    Ok(firsts)
}
