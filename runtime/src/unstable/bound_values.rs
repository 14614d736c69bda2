//! The values that a fragment binds, to be written as literals, compared or measured.
//!
//! A public way is `debug_query` alone, which has neither their types nor all of their bytes.

use std::any::Any;
#[cfg(feature = "mysql")]
use std::fmt::{self, Write};

use diesel::QueryResult;
use diesel::backend::Backend;
#[cfg(feature = "mysql")]
use diesel::mysql::{Mysql, MysqlType};
#[cfg(feature = "postgres")]
use diesel::pg::{Pg, PgMetadataLookup, PgTypeMetadata};
use diesel::query_builder::QueryFragment;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use diesel::query_builder::bind_collector::RawBytesBindCollector;
#[cfg(feature = "sqlite")]
use diesel::{query_builder::MoveableBindCollector, sqlite::Sqlite};

/// The values for MySQL in their binary form, each with its type; `None` is NULL.
#[cfg(feature = "mysql")]
pub(crate) fn mysql(
    values: &dyn QueryFragment<Mysql>,
) -> Option<Vec<(MysqlType, Option<Vec<u8>>)>> {
    let mut binds = RawBytesBindCollector::new();
    values.collect_binds(&mut binds, &mut (), &Mysql).ok()?;
    Some(binds.metadata.into_iter().zip(binds.binds).collect())
}

/// The values for PostgreSQL in their binary form, each with its type; `None` is NULL.
#[cfg(feature = "postgres")]
pub(crate) fn postgres(
    values: &dyn QueryFragment<Pg>,
) -> Option<Vec<(PgTypeMetadata, Option<Vec<u8>>)>> {
    let mut binds = RawBytesBindCollector::new();
    values
        .collect_binds(&mut binds, &mut UnknownTypes, &Pg)
        .ok()?;
    Some(binds.metadata.into_iter().zip(binds.binds).collect())
}

/// A lookup that does not know the program's own types, because nothing is sent.
#[cfg(feature = "postgres")]
pub(crate) struct UnknownTypes;

#[cfg(feature = "postgres")]
impl PgMetadataLookup for UnknownTypes {
    fn lookup_type(&mut self, _: &str, _: Option<&str>) -> PgTypeMetadata {
        PgTypeMetadata::new(0, 0)
    }
}

/// The function of a backend that is for values of the backend `DB`: the same, if any.
fn of_backend<DB: Backend + 'static, T: 'static>(all: &[&dyn Any]) -> Option<Of<DB, T>> {
    all.iter().find_map(|one| one.downcast_ref()).copied()
}

type Of<DB, T> = fn(&dyn QueryFragment<DB>) -> T;

/// The values of a fragment as they would be sent, to be compared with each other.
pub(crate) fn sent<DB: Backend + 'static>(values: &dyn QueryFragment<DB>) -> QueryResult<String> {
    #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
    macro_rules! sent {
        ($backend:ident, $lookup:expr) => {
            &((|values| {
                let mut binds = <$backend as Backend>::BindCollector::default();
                values.collect_binds(&mut binds, $lookup, &$backend)?;
                Ok(format!("{binds:?}"))
            }) as Of<$backend, QueryResult<String>>)
        };
    }
    let sent: Option<Of<DB, QueryResult<String>>> = of_backend::<DB, _>(&[
        #[cfg(feature = "sqlite")]
        sent!(Sqlite, &mut ()),
        #[cfg(feature = "postgres")]
        sent!(Pg, &mut UnknownTypes),
        #[cfg(feature = "mysql")]
        sent!(Mysql, &mut ()),
    ]);
    sent.map_or_else(|| Ok(String::new()), |sent| sent(values))
}

/// About how many bytes a value takes in a statement of MySQL; `None` for any other backend.
pub(crate) fn length<DB: Backend + 'static>() -> Option<fn(&dyn QueryFragment<DB>) -> usize> {
    of_backend::<DB, _>(&[
        #[cfg(feature = "mysql")]
        &((|value| {
            // The text for people is about as long as the value.
            let mut length = Length(0);
            let _ = write!(length, "{}", diesel::debug_query::<Mysql, _>(&value));
            length.0
        }) as Of<Mysql, usize>),
    ])
}

/// Counts what is written.
#[cfg(feature = "mysql")]
struct Length(usize);

#[cfg(feature = "mysql")]
impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// A value for SQLite. Floats are not among them.
#[cfg(feature = "sqlite")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SqliteValue {
    Null,
    Integer(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The values for SQLite; `None` where there is another one. Diesel shows them in their `Debug` form alone, also with the feature.
#[cfg(feature = "sqlite")]
pub(crate) fn sqlite(values: &dyn QueryFragment<Sqlite>) -> Option<Vec<SqliteValue>> {
    type Binds<'b> = <Sqlite as Backend>::BindCollector<'b>;
    let mut binds = Binds::default();
    values.collect_binds(&mut binds, &mut (), &Sqlite).ok()?;
    let mut shown = Vec::new();
    Binds::push_debug_binds(&binds.moveable(), &mut shown);
    let values = shown.iter().map(|value| shown_value(&format!("{value:?}")));
    values.collect()
}

/// The value with this `Debug` form: `I32(1)`, `String("a")`, `Binary([1, 2])` or `Null`.
#[cfg(feature = "sqlite")]
fn shown_value(debug: &str) -> Option<SqliteValue> {
    if debug == "Null" {
        return Some(SqliteValue::Null);
    }
    let (kind, value) = debug.strip_suffix(')')?.split_once('(')?;
    match kind {
        "I32" | "I64" => Some(SqliteValue::Integer(value.parse().ok()?)),
        "String" => Some(SqliteValue::Text(shown_text(value)?)),
        "Binary" => {
            let bytes = value.strip_prefix('[')?.strip_suffix(']')?;
            let bytes = bytes.split_terminator(", ").map(|byte| byte.parse().ok());
            Some(SqliteValue::Bytes(bytes.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// The text with this `Debug` form.
#[cfg(feature = "sqlite")]
fn shown_text(debug: &str) -> Option<String> {
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

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use diesel::sql_types::*;

    use super::*;

    fn values(value: impl QueryFragment<Sqlite>) -> Option<Vec<SqliteValue>> {
        sqlite(&value)
    }

    #[test]
    fn diesel_shows_values_in_this_form() {
        use diesel::IntoSql;
        assert_eq!(
            values(1.into_sql::<Integer>()),
            Some(vec![SqliteValue::Integer(1)])
        );
        assert_eq!(
            values(i64::MIN.into_sql::<BigInt>()),
            Some(vec![SqliteValue::Integer(i64::MIN)])
        );
        assert_eq!(
            values(None::<i32>.into_sql::<Nullable<Integer>>()),
            Some(vec![SqliteValue::Null])
        );
        assert_eq!(
            values("a".into_sql::<Text>()),
            Some(vec![SqliteValue::Text("a".to_owned())])
        );
        assert_eq!(
            values(vec![0_u8, 255].into_sql::<Binary>()),
            Some(vec![SqliteValue::Bytes(vec![0, 255])])
        );
        assert_eq!(values(1.0.into_sql::<Double>()), None);
    }

    #[test]
    fn what_has_another_form_is_no_value() {
        for debug in [
            "",
            "I32(1) OR 1",
            "I32()",
            "Binary([256])",
            "String(a)",
            r#"String("\q")"#,
        ] {
            assert_eq!(shown_value(debug), None, "{debug}");
        }
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
            assert_eq!(shown_text(&format!("{text:?}")).as_deref(), Some(text));
        }
    }
}
