//! Texts without what collations leave out: which keys may be equal though they are written differently.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Debug, Write};
use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

/// A text without what collations leave out: case, accents, blanks and signs.
#[derive(Default)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// True where there are letters other than those of Latin, which may be equal in more ways.
    pub(crate) has_others: bool,
    /// Inside an escape of `Debug`, `\u{301}`: the number so far.
    escape: Option<u32>,
}

impl Folded {
    pub(crate) fn of(key: &impl Debug) -> Self {
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

/// The numbers of some asked and some known keys.
type Group = (Vec<usize>, Vec<usize>);

/// Asked and known keys, by number.
pub(crate) struct Sides {
    /// The asked and the known keys that are the same text when they are folded.
    pub(crate) groups: Vec<Group>,
    /// The asked keys with letters other than those of Latin, and those without.
    pub(crate) asked_others: Vec<usize>,
    pub(crate) asked_latin: Vec<usize>,
    /// The known keys with letters other than those of Latin.
    pub(crate) known_others: Vec<usize>,
}

impl Sides {
    pub(crate) fn of<Key: Debug>(asked: &[&Key], known: &[&Key]) -> Self {
        let mut groups: HashMap<String, Group> = HashMap::new();
        let mut fold = |keys: &[&Key], side: fn(&mut Group) -> &mut Vec<usize>| {
            let numbers = 0..keys.len();
            numbers.partition::<Vec<usize>, _>(|&number| {
                let folded = Folded::of(keys[number]);
                side(groups.entry(folded.text).or_default()).push(number);
                folded.has_others
            })
        };
        let (asked_others, asked_latin) = fold(asked, |group| &mut group.0);
        let (known_others, _) = fold(known, |group| &mut group.1);
        let groups = groups.into_values();
        Sides {
            groups: groups
                .filter(|(asked, known)| !asked.is_empty() && !known.is_empty())
                .collect(),
            asked_others,
            asked_latin,
            known_others,
        }
    }
}

/// The groups together, as long as there are at most so many keys; a greater group stands alone.
pub(crate) fn batches(groups: Vec<Group>, most: usize) -> Vec<Group> {
    let mut batches: Vec<Group> = Vec::new();
    for (asked, known) in groups {
        match batches.last_mut() {
            Some(last) if last.0.len() + last.1.len() + asked.len() + known.len() <= most => {
                last.0.extend(asked);
                last.1.extend(known);
            }
            _ => batches.push((asked, known)),
        }
    }
    batches
}

/// The keys that may be equal to another one though they are written differently.
pub(crate) fn similar<Key: Debug + Eq>(keys: &[&Key]) -> Vec<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
    #[test]
    fn similar_keys_are_those_with_another_form() {
        assert_eq!(similar(&[&"Zürich", &"Bern", &"zurich", &"Basel"]), [0, 2]);
        assert_eq!(similar(&[&"Bern", &"Bern", &"Basel"]), [0; 0]);
    }

    #[test]
    fn asked_and_known_keys_of_one_folded_text_are_a_group() {
        let sides = Sides::of(&[&"Zürich", &"Ёлка"], &[&"Bern", &"ZURICH", &"ёж"]);
        assert_eq!(sides.groups, [(vec![0], vec![1])]);
        assert_eq!((sides.asked_others, sides.asked_latin), (vec![1], vec![0]));
        assert_eq!(sides.known_others, [2]);
    }

    #[test]
    fn batches_hold_whole_groups_and_at_most_so_many_keys() {
        let group = |asked: usize, known: usize| (vec![0; asked], vec![0; known]);
        let sizes = |groups: Vec<Group>| -> Vec<(usize, usize)> {
            let batches = batches(groups, 4).into_iter();
            batches
                .map(|(asked, known)| (asked.len(), known.len()))
                .collect()
        };
        assert_eq!(sizes(vec![]), []);
        assert_eq!(
            sizes(vec![group(1, 1), group(1, 1), group(1, 1)]),
            [(2, 2), (1, 1)]
        );
        assert_eq!(
            sizes(vec![group(1, 1), group(3, 3), group(1, 1)]),
            [(1, 1), (3, 3), (1, 1)]
        );
    }
}
