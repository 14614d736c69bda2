//! The ways in which rows of a pivot table leave a relation and come back: `detach(..)`, `attach(..)`, `soft_delete`.

use std::marker::PhantomData;

use diesel::Column;
use diesel::expression::AppearsOnTable;

use crate::sql::values::NoFields;
use crate::unstable::insertable::ColumnValues;

/// The end of a row of the pivot table `T` that leaves its relation.
pub trait Leaving<T> {
    /// The values that the row gets.
    type Values;
    /// The values that the row gets; `None` where it is deleted.
    fn into_values(self) -> Option<Self::Values>;
}

/// The row is deleted.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeleteRow;

impl<T> Leaving<T> for DeleteRow {
    type Values = NoFields;
    fn into_values(self) -> Option<NoFields> {
        None
    }
}

/// The row stays and gets these values.
#[derive(Debug, Clone, Copy)]
pub struct UpdateRow<F>(pub F);

impl<F: ColumnValues<T>, T> Leaving<T> for UpdateRow<F> {
    type Values = F::Values;
    fn into_values(self) -> Option<F::Values> {
        Some(self.0.into_values())
    }
}

/// Nothing is said, and the relation has conditions, the filter `F` among them: the row is deleted. That is right where the filter asks
/// for columns of the related table `R` alone, and the conditions do not hide rows, but tell them apart.
#[derive(Debug)]
pub struct Undeclared<F, R, const HIDES: bool>(PhantomData<fn() -> (F, R)>);

impl<F, R, const HIDES: bool> Undeclared<F, R, HIDES> {
    /// Nothing is said.
    pub const NEW: Self = Undeclared(PhantomData);
}

impl<F, R, T, const HIDES: bool> Leaving<T> for Undeclared<F, R, HIDES> {
    type Values = NoFields;
    fn into_values(self) -> Option<NoFields> {
        None
    }
}

/// The row is not deleted by mistake.
pub trait IsDeclared {}
impl IsDeclared for DeleteRow {}
impl<F> IsDeclared for UpdateRow<F> {}
impl<F: AppearsOnTable<R>, R> IsDeclared for Undeclared<F, R, false> {}

/// The names of a primary key's columns, by the precedence of inherent over trait constants.
#[derive(Debug)]
pub struct NamesOf<C>(PhantomData<C>);

impl<C: Column> NamesOf<C> {
    /// The name.
    pub const NAMES: &'static [&'static str] = &[C::NAME];
}

/// The constant that [`NamesOf`] has of several columns.
pub trait NamesOfSeveral {
    /// The names.
    const NAMES: &'static [&'static str];
}

macro_rules! several {
    ($first:ident $($C:ident)+) => {
        several!(@ $first; $($C)+);
    };
    (@ $($done:ident)+; $next:ident $($rest:ident)*) => {
        impl<$($done: Column,)+ $next: Column> NamesOfSeveral for NamesOf<($($done,)+ $next)> {
            const NAMES: &'static [&'static str] = &[$($done::NAME,)+ $next::NAME];
        }
        several!(@ $($done)+ $next; $($rest)*);
    };
    (@ $($done:ident)+;) => {};
}
several!(A B C D E F G H I J K L M N O P);

/// Checks that all columns of a primary key are among those of the keys, so that two rows cannot have the same keys.
pub const fn are_among(primary_key: &[&str], keys: &[&[&str]]) -> bool {
    let mut column = 0;
    while column < primary_key.len() {
        if !is_among(primary_key[column], keys) {
            return false;
        }
        column += 1;
    }
    true
}

const fn is_among(column: &str, keys: &[&[&str]]) -> bool {
    let mut key = 0;
    while key < keys.len() {
        let mut part = 0;
        while part < keys[key].len() {
            if is_same(column.as_bytes(), keys[key][part].as_bytes()) {
                return true;
            }
            part += 1;
        }
        key += 1;
    }
    false
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut byte = 0;
    while byte < a.len() && byte < b.len() && a[byte] == b[byte] {
        byte += 1;
    }
    byte == a.len() && byte == b.len()
}

#[cfg(test)]
mod tests {
    use super::are_among;

    #[test]
    fn a_primary_key_of_the_two_keys_alone() {
        let keys: &[&[&str]] = &[&["tenant_id", "user_id"], &["tenant_id", "role_id"]];
        assert!(are_among(&["user_id", "tenant_id", "role_id"], keys));
        assert!(!are_among(
            &["tenant_id", "user_id", "role_id", "kind"],
            keys
        ));
        assert!(!are_among(&["user"], keys) && !are_among(&["user_ids"], keys));
    }
}
