//! Keys that are equal to the database though they are written differently: texts, by the collation of their column.
//!
//! Rows are given to their parents by a hash of the key, which is the database's equality for every type but texts. Where a key
//! comes back that nobody asked for in this form, the database is asked which of the keys it is.

use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::{self, Debug, Write};
use std::hash::BuildHasher;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::sql_types::Integer;
use hashbrown::DefaultHashBuilder;

use crate::declare::model::Model;
use crate::declare::primary_key::KeyOf;
use crate::driver::connection::Fetch;
use crate::driver::statement::statement;
use crate::sql::row_number::column_name;

/// How many keys one statement compares. SQLite takes 500 terms.
pub(crate) const COMPARED_PER_STATEMENT: usize = 400;

/// Which keys are equal in the collation of the key column `C`: the number of each, and of the first that is equal to it.
/// `WITH .. AS (SELECT -1, slug FROM posts WHERE 1 = 0 UNION ALL SELECT 0, ? UNION ALL ..) SELECT number, MIN(number) OVER (PARTITION BY slug) FROM ..`
pub struct EqualKeys<C: KeyColumns, Key> {
    table: C::Table,
    keys: Vec<Key>,
}

statement!(EqualKeys<C: KeyColumns, Key>);

/// The same of primary keys.
pub(crate) type EqualPrimaryKeys<M> = EqualKeys<<M as Model>::PrimaryKey, KeyOf<M>>;

impl<C: KeyColumns, Key> Query for EqualKeys<C, Key> {
    type SqlType = (Integer, Integer);
}

impl<C, Key, DB> QueryFragment<DB> for EqualKeys<C, Key>
where
    DB: Backend + 'static,
    C: KeyColumns<Table: QueryFragment<DB>> + KeyColumns + KeyBinds<Key, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        let columns: Vec<_> = (0..C::WIDTH).map(column_name).collect();
        let columns = columns.join(", ");
        out.push_sql("WITH relations__keys (relations__number, ");
        out.push_sql(&columns);
        // The rows of none are there for the collation.
        out.push_sql(") AS (");
        self.walk_none(out.reborrow())?;
        for (number, key) in self.keys.iter().enumerate() {
            out.push_sql(" UNION ALL ");
            let is_literal =
                !KeyOnly::<C, Key>(key, PhantomData).is_safe_to_cache_prepared(out.backend())?;
            if is_literal {
                // In the type of the column, before it is one of others.
                out.push_sql("SELECT * FROM (");
                self.walk_none(out.reborrow())?;
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT {number}, "));
            C::walk_key(key, out.reborrow())?;
            if is_literal {
                out.push_sql(") AS relations__key");
            }
        }
        out.push_sql(") SELECT relations__number, MIN(relations__number) OVER (PARTITION BY ");
        out.push_sql(&columns);
        out.push_sql(") FROM relations__keys");
        Ok(())
    }
}

impl<C: KeyColumns, Key> EqualKeys<C, Key> {
    /// `SELECT -1, slug FROM posts WHERE 1 = 0`
    fn walk_none<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        C: KeyColumns<Table: QueryFragment<DB>> + KeyColumns,
    {
        out.push_sql("SELECT -1, ");
        C::walk_names(&mut out)?;
        out.push_sql(" FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE 1 = 0");
        Ok(())
    }
}

/// The values of a key.
struct KeyOnly<'k, C, Key>(&'k Key, PhantomData<fn() -> C>);

impl<C: KeyBinds<Key, DB>, Key, DB: Backend + 'static> QueryFragment<DB> for KeyOnly<'_, C, Key> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        C::walk_key(self.0, out)
    }
}

/// A connection that asks the database which keys are equal.
pub(crate) trait CompareKeys<Mode, C: KeyColumns, Key>:
    Fetch<Mode, EqualKeys<C, Key>, (i32, i32)>
{
}
impl<Mode, C, Key, Conn> CompareKeys<Mode, C, Key> for Conn
where
    C: KeyColumns,
    Conn: Fetch<Mode, EqualKeys<C, Key>, (i32, i32)>,
{
}

/// Which keys are compared with which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Compared {
    /// Those that are the same text without case, accents, blanks and signs.
    Similar,
    /// And those that are written in other letters than Latin, with all.
    Plausible,
    /// And those that are equal to none of these, with all.
    All,
}

/// Which of the keys `asked` are equal to which `known` ones: pairs of numbers.
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
    let mut groups: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
    let mut fold = |keys: &[&Key], side: fn(&mut (Vec<usize>, Vec<usize>)) -> &mut Vec<usize>| {
        let numbers = 0..keys.len();
        numbers.partition::<Vec<usize>, _>(|&number| {
            let folded = Folded::of(keys[number]);
            side(groups.entry(folded.text).or_default()).push(number);
            folded.has_others
        })
    };
    let (asked_others, asked_latin) = fold(asked, |group| &mut group.0);
    let (known_others, _) = fold(known, |group| &mut group.1);

    let mut pairs = Pairs::<C, Key, Conn, Mode>::new(asked, known, conn);
    let mut batch = (Vec::new(), Vec::new());
    for (asked, known) in groups.into_values() {
        if asked.is_empty() || known.is_empty() {
            continue;
        }
        if batch.0.len() + batch.1.len() + asked.len() + known.len() > COMPARED_PER_STATEMENT {
            pairs.compare(&batch.0, &batch.1).await?;
            batch = (Vec::new(), Vec::new());
        }
        batch.0.extend(asked);
        batch.1.extend(known);
    }
    pairs.compare(&batch.0, &batch.1).await?;
    let all: Vec<usize> = (0..known.len()).collect();
    match compared {
        Compared::Similar => {}
        Compared::Plausible => {
            pairs.compare_rest(&asked_others, &all).await?;
            pairs.compare_rest(&asked_latin, &known_others).await?;
        }
        Compared::All => {
            pairs.compare_rest(&asked_others, &all).await?;
            pairs.compare_rest(&asked_latin, &all).await?;
        }
    }
    Ok(pairs.found)
}

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
                let statement = EqualKeys {
                    table: C::Table::default(),
                    keys: keys.cloned().collect(),
                };
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

/// The keys that may be equal to another one though they are written differently.
fn similar<Key: Debug + Eq>(keys: &[&Key]) -> Vec<usize> {
    let hasher = DefaultHashBuilder::default();
    let mut firsts: HashMap<u64, usize> = HashMap::with_capacity(keys.len());
    let mut similar = BTreeSet::new();
    let mut folded = Folded::default();
    for (number, key) in keys.iter().enumerate() {
        folded.replace(key);
        let hash = hasher.hash_one(&folded.text);
        let first = *firsts.entry(hash).or_insert(number);
        if keys[first] != *key {
            similar.extend([first, number]);
        }
    }
    similar.into_iter().collect()
}

/// A text without what collations leave out: case, accents, blanks and signs.
#[derive(Default)]
struct Folded {
    text: String,
    /// True where there are letters other than those of Latin, which may be equal in more ways.
    has_others: bool,
    /// Inside an escape of `Debug`, `\u{301}`: the number so far.
    escape: Option<u32>,
}

impl Folded {
    fn of(key: &impl Debug) -> Self {
        let mut folded = Folded::default();
        folded.replace(key);
        folded
    }

    fn replace(&mut self, key: &impl Debug) {
        self.text.clear();
        self.has_others = false;
        // Writing to it does not fail.
        let _ = write!(self, "{key:?}");
    }

    fn push(&mut self, char: char) {
        if char.is_ascii() {
            if char.is_ascii_alphanumeric() {
                self.text.push(char.to_ascii_lowercase());
            }
            return;
        }
        for char in without_width(char).to_lowercase() {
            let letter = without_accent(char);
            if letter.is_ascii_alphanumeric() {
                self.text.push(letter);
            } else if !letter.is_ascii() {
                self.has_others = true;
                self.text.push(letter);
            }
        }
    }
}

impl Write for Folded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for char in text.chars() {
            self.escape = match (self.escape, char) {
                (None, '\\') => Some(0),
                (Some(number), 'u' | '{') => Some(number),
                (Some(number), '}') => {
                    self.push(char::from_u32(number).unwrap_or(' '));
                    None
                }
                (Some(number), digit) => {
                    let digit = digit.to_digit(16);
                    digit.map(|digit| number.wrapping_mul(16).wrapping_add(digit))
                }
                (None, char) => {
                    self.push(char);
                    None
                }
            };
        }
        Ok(())
    }
}

/// A full-width letter as an ordinary one, Katakana as Hiragana.
fn without_width(char: char) -> char {
    let other = match char {
        '\u{ff01}'..='\u{ff5e}' => u32::from(char) - 0xfee0,
        '\u{30a1}'..='\u{30f6}' => u32::from(char) - 0x60,
        _ => return char,
    };
    char::from_u32(other).unwrap_or(char)
}

/// A small letter without its accent; an accent alone as a blank.
fn without_accent(char: char) -> char {
    match char {
        '\u{300}'..='\u{36f}' => ' ',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ḁ' | 'ạ'..='ặ' => 'a',
        'ḃ'..='ḇ' => 'b',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'ḉ' => 'c',
        'ď' | 'ḋ'..='ḓ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ḕ'..='ḝ' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ḡ' => 'g',
        'ĥ' | 'ḣ'..='ḫ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ǐ' | 'ḭ' | 'ḯ' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ḱ'..='ḵ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ḷ'..='ḽ' => 'l',
        'ḿ'..='ṃ' => 'm',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ṅ'..='ṋ' => 'n',
        'ò'..='ö' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ṍ'..='ṓ' | 'ọ'..='ợ' => 'o',
        'ṕ' | 'ṗ' => 'p',
        'ŕ' | 'ŗ' | 'ř' | 'ṙ'..='ṟ' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṡ'..='ṩ' => 's',
        'ţ' | 'ť' | 'ț' | 'ṫ'..='ṱ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ'..='ǜ' | 'ṳ'..='ṻ' | 'ụ'..='ự' => {
            'u'
        }
        'ŵ' | 'ẁ'..='ẉ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ẏ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẑ'..='ẕ' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'й' => 'и',
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn texts_that_collations_may_hold_equal_are_folded_alike() {
        let fold = |text: &str| Folded::of(&text).text;
        assert_eq!(fold("Straße "), fold("STRAßE"));
        assert_eq!(fold("Zürich"), fold("zurich"));
        assert_eq!(fold("Zu\u{308}rich"), fold("Zürich"));
        assert_eq!(fold("Ёлка"), fold("елка"));
        assert_eq!(fold("Αθήνα"), fold("ΑΘΗΝΑ"));
        assert_eq!(fold("ＡＢＣ"), fold("abc"));
        assert_eq!(fold("カナ"), fold("かな"));
        assert_eq!(fold("a\tb \"c\""), fold("AbC"));
        assert_ne!(fold("Köln"), fold("Kiel"));
        assert!(Folded::of(&"Ёлка").has_others);
        assert!(!Folded::of(&"Đà Nẵng, Zürich".replace('Đ', "D")).has_others);
    }
}
