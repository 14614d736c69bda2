//! Texts with a blank at their end as keys on PostgreSQL: a value of a `CHAR(n)` column is read with the blanks that fill it up, which do
//! not count in that column, and do in every other one.
//!
//! A value that is bound is a `TEXT`, where they count. A literal has no type, and takes that of the column that it is compared with: so
//! such a key is written as one.

use std::any::{Any, TypeId};

use diesel::backend::Backend;
use diesel::query_builder::QueryFragment;
#[cfg(feature = "postgres")]
use diesel::sql_types::Uuid;
use diesel::sql_types::{BigInt, Integer, Nullable, SmallInt};

/// Writes the values that a fragment binds as literals, where it can.
pub(crate) type Writer<DB> = fn(&dyn QueryFragment<DB>) -> Option<Vec<String>>;

/// The texts that a fragment binds as literals, where one of them has a blank at its end and the database asks for that.
fn literals<DB: Backend + 'static>(keys: &dyn QueryFragment<DB>) -> Option<Vec<String>> {
    let writers: &[&dyn Any] = &[
        #[cfg(feature = "postgres")]
        &(postgres as Writer<diesel::pg::Pg>),
    ];
    let mut writers = writers.iter();
    let write = writers.find_map(|writer| writer.downcast_ref::<Writer<DB>>())?;
    write(keys)
}

/// The text that a fragment binds as a literal, where it is not bound as it is.
pub(crate) fn as_literal<DB: Backend + 'static>(key: &dyn QueryFragment<DB>) -> Option<String> {
    let literals = literals(key)?;
    <[String; 1]>::try_from(literals)
        .map(|[literal]| literal)
        .ok()
}

/// False for the usual SQL types of keys that are no texts: their values are bound without a look at them.
pub(crate) fn can_be_padded(sql_type: TypeId) -> bool {
    macro_rules! ids {
        ($($ty:ty)+) => {
            [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+]
        };
    }
    #[cfg(feature = "postgres")]
    if ids!(Uuid).contains(&sql_type) {
        return false;
    }
    !ids!(SmallInt Integer BigInt).contains(&sql_type)
}

#[cfg(feature = "postgres")]
pub(crate) use postgres::postgres;

#[cfg(feature = "postgres")]
mod postgres {
    use diesel::pg::Pg;

    use super::*;
    use crate::unstable::bound_values;

    const TEXT: u32 = 25;
    const TEXTS: u32 = 1009;

    /// The texts that are bound, alone or in arrays, as literals. `None` where none of them ends in a blank.
    pub(crate) fn postgres(keys: &dyn QueryFragment<Pg>) -> Option<Vec<String>> {
        let values = bound_values::postgres(keys)?;
        let mut texts = Vec::new();
        for (sql_type, value) in &values {
            let value = value.as_deref();
            match sql_type.oid().ok()? {
                TEXT => texts.push(value),
                TEXTS => texts.extend(elements(value?)?),
                _ => {}
            }
        }
        if !texts.iter().flatten().any(|text| text.ends_with(b" ")) {
            return None;
        }
        texts.into_iter().map(literal).collect()
    }

    /// The elements of an array of one dimension: behind a header, each with its length, which is -1 for NULL.
    fn elements(array: &[u8]) -> Option<Vec<Option<&[u8]>>> {
        const HEADER: usize = 20;
        let mut elements = Vec::new();
        let mut rest = array.get(HEADER..).unwrap_or_default();
        while let Some((length, behind)) = rest.split_first_chunk() {
            let length = i32::from_be_bytes(*length);
            let (element, behind) = match usize::try_from(length) {
                Ok(length) => {
                    let (element, behind) = behind.split_at_checked(length)?;
                    (Some(element), behind)
                }
                Err(_) => (None, behind),
            };
            elements.push(element);
            rest = behind;
        }
        Some(elements)
    }

    /// No text of PostgreSQL has a NUL in it: where one is asked for, the database refuses the bound value.
    fn literal(text: Option<&[u8]>) -> Option<String> {
        let Some(text) = text else {
            return Some("NULL".to_owned());
        };
        let text = std::str::from_utf8(text).ok()?;
        let text = text.replace('\\', "\\\\").replace('\'', "''");
        (!text.contains('\0')).then(|| format!("E'{text}'"))
    }
}
