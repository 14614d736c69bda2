//! A list of keys in parts, one for each statement.

use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::key_filter::KeyPart;

/// The number of values that one statement lists. SQLite binds 32,766 at most; the rest is for the relation's conditions.
pub(crate) const VALUES_PER_STATEMENT: usize = 30_000;

/// The parts of a key list, one statement each.
pub(crate) fn parts<C, Key, In, All>(
    keys: &[Key],
    is_in: impl Fn(Vec<Key>) -> In,
) -> Vec<KeyPart<KeyIs<C, Key>, In, All>>
where
    C: KeyColumn<Key>,
    Key: Clone,
{
    let lists = keys.chunks(VALUES_PER_STATEMENT / C::WIDTH);
    lists
        .map(|keys| match keys {
            [key] => KeyPart::One(C::is(Some(key.clone()))),
            keys => KeyPart::List(is_in(keys.to_vec())),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    diesel::table! { users { id -> Integer, } }

    /// The number of keys of each part.
    fn sizes(count: i32) -> Vec<usize> {
        let keys: Vec<i32> = (0..count).collect();
        let parts = parts::<users::id, i32, _, ()>(&keys, |keys| keys.len());
        let sizes = parts.into_iter().map(|part| match part {
            KeyPart::All(()) => 0,
            KeyPart::One(_) => 1,
            KeyPart::List(keys) => keys,
        });
        sizes.collect()
    }

    #[test]
    fn a_list_is_split_at_what_a_statement_can_bind() {
        assert!(sizes(0).is_empty());
        assert_eq!(sizes(2), [2]);
        assert_eq!(sizes(30_000), [30_000]);
        assert_eq!(sizes(30_001), [30_000, 1]);
        assert_eq!(sizes(65_000), [30_000, 30_000, 5_000]);
    }

    #[test]
    fn one_key_is_no_list() {
        let parts = parts::<users::id, i32, (), ()>(&[7], |_| ());
        assert!(matches!(parts[..], [KeyPart::One(_)]));
    }
}
