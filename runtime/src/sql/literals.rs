//! Lists of keys as literals of SQL, for those that are longer than a statement can bind values.

use std::any::{Any, TypeId};
use std::cell::Cell;
use std::sync::OnceLock;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::dsl::exists;
#[cfg(feature = "mysql")]
use diesel::mysql::{Mysql, MysqlType};
use diesel::query_builder::{AstPass, QueryFragment};
#[cfg(feature = "sqlite")]
use diesel::sqlite::Sqlite;

use crate::sql::padded::Writer;
#[cfg(feature = "postgres")]
use crate::sql::padded::postgres;
#[cfg(any(feature = "sqlite", feature = "mysql"))]
use crate::unstable::bound_values;
#[cfg(feature = "sqlite")]
use crate::unstable::bound_values::SqliteValue;

/// The number of keys that a list binds at most. Several lists of this length stand in one statement; and such a statement is not cached, whether
/// it binds them or not.
const MOST_BOUND: usize = 1_000;

/// The keys of a list as literals. A statement is walked several times; they are written once.
#[derive(Debug, Clone)]
pub struct Literals {
    written: OnceLock<(TypeId, Option<Vec<String>>)>,
    can_be_padded: bool,
}

impl Literals {
    /// Of keys that can have a blank at their end, or not: see [`can_be_padded`](crate::sql::padded::can_be_padded).
    pub(crate) fn new(can_be_padded: bool) -> Self {
        let written = OnceLock::new();
        Literals {
            written,
            can_be_padded,
        }
    }

    /// The values that a fragment binds, as literals that are compared as the values are. `None` where the database takes the list as it
    /// is, or where one of the values is not an integer, a text or bytes.
    pub(crate) fn of<DB: Backend>(
        &self,
        count: usize,
        values: &(impl AsLiterals<DB> + ?Sized),
        backend: &DB,
    ) -> QueryResult<Option<&[String]>> {
        let are_bound = count <= MOST_BOUND && !self.can_be_padded;
        if are_bound || !values.write_literals(count, self, backend)? {
            return Ok(None);
        }
        Ok(self
            .written
            .get()
            .and_then(|(_, literals)| literals.as_deref()))
    }

    /// Writes them for a database; false where they are bound.
    fn write<DB: Backend + 'static>(&self, count: usize, values: &dyn QueryFragment<DB>) -> bool {
        let Some(write) = writer::<DB>(count, self.can_be_padded) else {
            return false;
        };
        let database = TypeId::of::<DB>();
        let (written_for, _) = self.written.get_or_init(|| (database, write(values)));
        // A query that was sent to another database before has the literals of that one.
        *written_for == database
    }
}

/// Values that can be written as literals instead of being bound: whatever a database binds.
pub trait AsLiterals<DB: Backend>: QueryFragment<DB> {
    /// Writes the literals of so many values for the database that the backend is for; false where they are bound.
    fn write_literals(&self, count: usize, literals: &Literals, backend: &DB) -> QueryResult<bool>;
}

#[diagnostic::do_not_recommend]
impl<T, DB> AsLiterals<DB> for T
where
    T: QueryFragment<DB>,
    DB: Backend,
    for<'v> exists<Reader<'v, T>>: QueryFragment<DB>,
{
    fn write_literals(&self, count: usize, literals: &Literals, backend: &DB) -> QueryResult<bool> {
        let written = Cell::new(false);
        let reader = exists(Reader {
            values: self,
            count,
            literals,
            written: &written,
        });
        reader.is_noop(backend)?;
        Ok(written.get())
    }
}

/// Reads values for the database that it is walked for. Inside of an `EXISTS` that is the one of the variant, where the backend is that of a
/// `#[derive(MultiConnection)]`: see [`Probe`](crate::dialect::probe::Probe).
#[derive(Debug)]
pub struct Reader<'v, T> {
    values: &'v T,
    count: usize,
    literals: &'v Literals,
    written: &'v Cell<bool>,
}

impl<T: QueryFragment<DB>, DB: Backend + 'static> QueryFragment<DB> for Reader<'_, T> {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.written
            .set(self.literals.write(self.count, self.values));
        Ok(())
    }
}

/// The writer of the literals of a list of so many keys.
fn writer<DB: Backend + 'static>(count: usize, can_be_padded: bool) -> Option<Writer<DB>> {
    // PostgreSQL takes an array, of any length; but for such keys.
    #[cfg(feature = "postgres")]
    let most_in_array = if can_be_padded { 0 } else { usize::MAX };
    #[cfg(not(feature = "postgres"))]
    let _ = can_be_padded;
    let writers: &[(&dyn Any, usize)] = &[
        #[cfg(feature = "sqlite")]
        (&(sqlite as Writer<Sqlite>), MOST_BOUND),
        #[cfg(feature = "mysql")]
        (&(mysql as Writer<Mysql>), MOST_BOUND),
        #[cfg(feature = "postgres")]
        (&(postgres as Writer<diesel::pg::Pg>), most_in_array),
    ];
    let mut writers = writers.iter().filter(|&&(_, most)| count > most);
    writers
        .find_map(|(writer, _)| writer.downcast_ref())
        .copied()
}

#[cfg(feature = "sqlite")]
fn sqlite(keys: &dyn QueryFragment<Sqlite>) -> Option<Vec<String>> {
    let values = bound_values::sqlite(keys)?;
    Some(values.into_iter().map(sqlite_literal).collect())
}

#[cfg(feature = "sqlite")]
fn sqlite_literal(value: SqliteValue) -> String {
    match value {
        SqliteValue::Null => "NULL".to_owned(),
        SqliteValue::Integer(number) => number.to_string(),
        SqliteValue::Text(text) => sqlite_text(&text),
        SqliteValue::Bytes(bytes) => hex(&bytes),
    }
}

/// The end of a statement is NUL to SQLite, also inside quotes.
#[cfg(feature = "sqlite")]
fn sqlite_text(text: &str) -> String {
    let text = format!("'{}'", text.replace('\'', "''"));
    match text.contains('\0') {
        true => format!("({})", text.replace('\0', "' || char(0) || '")),
        false => text,
    }
}

#[cfg(feature = "mysql")]
fn mysql(keys: &dyn QueryFragment<Mysql>) -> Option<Vec<String>> {
    let values = bound_values::mysql(keys)?.into_iter();
    let literals = values.map(|(sql_type, value)| match value {
        Some(value) => mysql_literal(sql_type, &value),
        None => Some("NULL".to_owned()),
    });
    literals.collect()
}

#[cfg(feature = "mysql")]
fn mysql_literal(sql_type: MysqlType, value: &[u8]) -> Option<String> {
    macro_rules! integer {
        ($ty:ident) => {
            Some($ty::from_ne_bytes(value.try_into().ok()?).to_string())
        };
    }
    match sql_type {
        MysqlType::Tiny => integer!(i8),
        MysqlType::UnsignedTiny => integer!(u8),
        MysqlType::Short => integer!(i16),
        MysqlType::UnsignedShort => integer!(u16),
        MysqlType::Long => integer!(i32),
        MysqlType::UnsignedLong => integer!(u32),
        MysqlType::LongLong => integer!(i64),
        MysqlType::UnsignedLongLong => integer!(u64),
        MysqlType::String => Some(mysql_text(value)),
        MysqlType::Blob => Some(hex(value)),
        _ => None,
    }
}

/// In the charset and the collation of the connection, as a value is. A backslash means what `sql_mode` says, and so a text with one is
/// written in the charset that Diesel gives to connections.
#[cfg(feature = "mysql")]
fn mysql_text(text: &[u8]) -> String {
    match std::str::from_utf8(text) {
        Ok(text) if !text.contains(['\'', '\\', '\0']) => format!("'{text}'"),
        _ => format!("_utf8mb4 {}", hex(text)),
    }
}

/// `x'00ff'`
#[cfg(any(feature = "sqlite", feature = "mysql"))]
fn hex(bytes: &[u8]) -> String {
    let digits = |byte: &u8| {
        [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
    };
    format!("x'{}'", bytes.iter().flat_map(digits).collect::<String>())
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    #[test]
    fn values_for_sqlite() {
        let literal = sqlite_literal;
        assert_eq!(literal(SqliteValue::Null), "NULL");
        assert_eq!(literal(SqliteValue::Integer(-1)), "-1");
        assert_eq!(literal(SqliteValue::Bytes(vec![])), "x''");
        assert_eq!(literal(SqliteValue::Bytes(vec![0, 255])), "x'00ff'");
        assert_eq!(literal(SqliteValue::Text("a'b".into())), "'a''b'");
        assert_eq!(
            literal(SqliteValue::Text("a\0b".into())),
            "('a' || char(0) || 'b')"
        );
    }
}
