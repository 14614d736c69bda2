//! Lists of keys as literals of SQL, for those that are longer than a statement can bind values.

use std::any::{Any, TypeId};
use std::sync::OnceLock;

use diesel::backend::Backend;
#[cfg(feature = "mysql")]
use diesel::mysql::{Mysql, MysqlType};
#[cfg(feature = "sqlite")]
use diesel::query_builder::MoveableBindCollector;
use diesel::query_builder::QueryFragment;
#[cfg(feature = "sqlite")]
use diesel::sqlite::Sqlite;

#[cfg(feature = "postgres")]
use crate::sql::padded::postgres;

/// How many keys a list binds at most. Several lists of this length stand in one statement; and such a statement is not cached, whether
/// it binds them or not.
#[cfg(any(feature = "sqlite", feature = "mysql"))]
const MOST_BOUND: usize = 1_000;

/// The keys of a list as literals. A statement is walked several times; they are written once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Literals(OnceLock<(TypeId, Option<Vec<String>>)>);

impl Literals {
    /// The values that a fragment binds, as literals that are compared as the values are. `None` where the database takes the list as it
    /// is, or where one of the values is not an integer, a text or bytes.
    pub(crate) fn of<DB: Backend + 'static>(
        &self,
        count: usize,
        keys: &dyn QueryFragment<DB>,
    ) -> Option<&[String]> {
        let write = writer::<DB>(count)?;
        let (database, literals) = self.0.get_or_init(|| (TypeId::of::<DB>(), write(keys)));
        match *database == TypeId::of::<DB>() {
            true => literals.as_deref(),
            false => None,
        }
    }
}

pub(crate) type Writer<DB> = fn(&dyn QueryFragment<DB>) -> Option<Vec<String>>;

/// What writes the literals of a list of so many keys.
fn writer<DB: Backend + 'static>(count: usize) -> Option<Writer<DB>> {
    let writers: &[(&dyn Any, usize)] = &[
        #[cfg(feature = "sqlite")]
        (&(sqlite as Writer<Sqlite>), MOST_BOUND),
        #[cfg(feature = "mysql")]
        (&(mysql as Writer<Mysql>), MOST_BOUND),
        // An array has any length; but for some keys.
        #[cfg(feature = "postgres")]
        (&(postgres as Writer<diesel::pg::Pg>), 0),
    ];
    let mut writers = writers.iter().filter(|&&(_, most)| count > most);
    writers
        .find_map(|(writer, _)| writer.downcast_ref())
        .copied()
}

/// Diesel shows the values for SQLite in their `Debug` form alone.
#[cfg(feature = "sqlite")]
fn sqlite(keys: &dyn QueryFragment<Sqlite>) -> Option<Vec<String>> {
    type Binds<'b> = <Sqlite as Backend>::BindCollector<'b>;
    let mut binds = Binds::default();
    keys.collect_binds(&mut binds, &mut (), &Sqlite).ok()?;
    let mut values = Vec::new();
    Binds::push_debug_binds(&binds.moveable(), &mut values);
    let literals = values
        .iter()
        .map(|value| sqlite_literal(&format!("{value:?}")));
    literals.collect()
}

/// `I32(1)`, `String("a")`, `Binary([1, 2])` or `Null` as a literal.
#[cfg(feature = "sqlite")]
fn sqlite_literal(value: &str) -> Option<String> {
    if value == "Null" {
        return Some("NULL".to_owned());
    }
    let (kind, value) = value.strip_suffix(')')?.split_once('(')?;
    match kind {
        "I32" | "I64" => Some(value.parse::<i64>().ok()?.to_string()),
        "String" => Some(sqlite_text(&unescaped(value)?)),
        "Binary" => {
            let bytes = value.strip_prefix('[')?.strip_suffix(']')?;
            let bytes = bytes.split_terminator(", ").map(|byte| byte.parse().ok());
            Some(hex(&bytes.collect::<Option<Vec<u8>>>()?))
        }
        _ => None,
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

/// The text that has this `Debug` form.
#[cfg(feature = "sqlite")]
fn unescaped(debug: &str) -> Option<String> {
    let escaped = debug.strip_prefix('"')?.strip_suffix('"')?;
    if !escaped.contains('\\') {
        return Some(escaped.to_owned());
    }
    let mut text = String::with_capacity(escaped.len());
    let mut chars = escaped.chars();
    while let Some(char) = chars.next() {
        let char = match char {
            '\\' => match chars.next()? {
                '0' => '\0',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                'u' => {
                    let (number, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                    chars = rest.chars();
                    char::from_u32(u32::from_str_radix(number, 16).ok()?)?
                }
                char @ ('\\' | '"' | '\'') => char,
                _ => return None,
            },
            char => char,
        };
        text.push(char);
    }
    Some(text)
}

#[cfg(feature = "mysql")]
fn mysql(keys: &dyn QueryFragment<Mysql>) -> Option<Vec<String>> {
    let mut binds = <Mysql as Backend>::BindCollector::default();
    keys.collect_binds(&mut binds, &mut (), &Mysql).ok()?;
    let values = binds.metadata.iter().zip(&binds.binds);
    let literals = values.map(|(sql_type, value)| match value {
        Some(value) => mysql_literal(*sql_type, value),
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
        let literal = |value: &str| sqlite_literal(value);
        assert_eq!(literal("I32(-1)").as_deref(), Some("-1"));
        assert_eq!(literal("Null").as_deref(), Some("NULL"));
        assert_eq!(literal("Binary([])").as_deref(), Some("x''"));
        assert_eq!(literal("Binary([0, 255])").as_deref(), Some("x'00ff'"));
        assert_eq!(literal("F64(1.0)"), None);
        assert_eq!(literal("I32(1) OR 1"), None);
    }

    #[test]
    fn texts_have_their_debug_form_taken_back() {
        for text in [
            "",
            "a",
            "'",
            "\"",
            "\\",
            "\\'",
            "\\u{41}",
            "a\tb\r\n",
            "\u{301}\u{200b}",
            "é\0)",
            "😀\u{7f}",
        ] {
            assert_eq!(unescaped(&format!("{text:?}")).as_deref(), Some(text));
        }
        assert_eq!(unescaped("\"\\q\""), None);
        assert_eq!(sqlite_text("a'b"), "'a''b'");
        assert_eq!(sqlite_text("a\0b"), "('a' || char(0) || 'b')");
    }
}
