//! The primary key of a pivot table: what tells its rows apart.

use std::any::TypeId;
use std::marker::PhantomData;

use diesel::prelude::*;

use crate::declare::row_names::is_same;

/// The primary key of a pivot table, beside the keys of the relation.
#[derive(Debug, Clone, Copy)]
pub struct PivotKey {
    /// Its columns.
    pub columns: &'static [KeyPart],
    /// The names of the columns that refer to the two rows, and say of which type one is.
    pub keys: &'static [&'static [&'static str]],
}

/// A column of a primary key.
#[derive(Debug, Clone, Copy)]
pub struct KeyPart {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its SQL type.
    #[cfg_attr(not(feature = "search"), allow(dead_code))]
    pub(crate) sql_type: fn() -> TypeId,
}

impl KeyPart {
    const fn of<C: Column<SqlType: 'static>>() -> Self {
        KeyPart {
            name: C::NAME,
            sql_type: TypeId::of::<C::SqlType>,
        }
    }
}

impl PivotKey {
    /// The key of a relation without a pivot table.
    pub const NONE: PivotKey = PivotKey {
        columns: &[],
        keys: &[],
    };

    /// True where two rows cannot have the same keys of the relation: all columns of the primary key are among them.
    pub const fn is_among_keys(&self) -> bool {
        let mut column = 0;
        while column < self.columns.len() {
            if !is_among(self.columns[column].name, self.keys) {
                return false;
            }
            column += 1;
        }
        true
    }

    /// The columns that tell rows with the same keys of the relation apart.
    #[cfg(feature = "search")]
    pub(crate) fn others(self) -> impl Iterator<Item = KeyPart> {
        let PivotKey { columns, keys } = self;
        let others = columns.iter().copied();
        others.filter(move |column| !is_among(column.name, keys))
    }
}

/// The columns of a primary key, by the precedence of inherent over trait constants.
#[derive(Debug)]
pub struct PartsOf<C>(PhantomData<C>);

impl<C: Column<SqlType: 'static>> PartsOf<C> {
    /// The column.
    pub const PARTS: &'static [KeyPart] = &[KeyPart::of::<C>()];
}

/// The constant that [`PartsOf`] has of several columns.
pub trait PartsOfSeveral {
    /// The columns.
    const PARTS: &'static [KeyPart];
}

macro_rules! several {
    ($first:ident $($C:ident)+) => {
        several!(@ $first; $($C)+);
    };
    (@ $($done:ident)+; $next:ident $($rest:ident)*) => {
        impl<$($done: Column<SqlType: 'static>,)+ $next: Column<SqlType: 'static>> PartsOfSeveral for PartsOf<($($done,)+ $next)> {
            const PARTS: &'static [KeyPart] = &[$(KeyPart::of::<$done>(),)+ KeyPart::of::<$next>()];
        }
        several!(@ $($done)+ $next; $($rest)*);
    };
    (@ $($done:ident)+;) => {};
}
several!(A B C D E F G H I J K L M N O P);

const fn is_among(column: &str, keys: &[&[&str]]) -> bool {
    let mut key = 0;
    while key < keys.len() {
        let mut part = 0;
        while part < keys[key].len() {
            if is_same(column, keys[key][part]) {
                return true;
            }
            part += 1;
        }
        key += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_primary_key_of_the_two_keys_alone() {
        let is_among_keys = |columns: &[&'static str]| {
            let sql_type = TypeId::of::<diesel::sql_types::Integer>;
            let columns = columns.iter().map(|name| KeyPart { name, sql_type });
            let columns = Vec::leak(columns.collect());
            const KEYS: &[&[&str]] = &[&["tenant_id", "user_id"], &["tenant_id", "role_id"]];
            let keys = KEYS;
            PivotKey { columns, keys }.is_among_keys()
        };
        assert!(is_among_keys(&["user_id", "tenant_id", "role_id"]));
        assert!(!is_among_keys(&["tenant_id", "user_id", "role_id", "kind"]));
        assert!(!is_among_keys(&["user"]) && !is_among_keys(&["user_ids"]));
    }
}
