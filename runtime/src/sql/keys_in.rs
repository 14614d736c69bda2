//! The condition of `find_many`: the key is one of a list.

use crate::sql::key::KeyColumn;

/// `id IN (..)`
pub(crate) type KeyIn<C, Key> = <C as KeyColumn<Key>>::In;

/// `id IN (..)`, and whether the list is empty.
pub(crate) fn keys_in<C, Key>(keys: impl IntoIterator<Item = Key>) -> (KeyIn<C, Key>, bool)
where
    C: KeyColumn<Key>,
{
    let keys: Vec<Key> = keys.into_iter().collect();
    let none = keys.is_empty();
    (C::is_in(keys), none)
}
