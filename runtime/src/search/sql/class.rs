//! The classes of SQL types: they decide which operators a field takes.

use std::any::TypeId;

use diesel::sql_types::*;

use crate::search::request::operator::Operator;

/// A class of SQL types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Texts: compared, ordered, and matched by patterns.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers of a fixed precision.
    Decimal,
    /// Numbers with a floating point.
    Float,
    /// A day with a time.
    Timestamp,
    /// Days.
    Date,
    /// Times of the day.
    Time,
    /// UUIDs.
    Uuid,
    /// Other types that are compared and ordered.
    Ordered,
    /// JSON; `true` where the database keeps it in a form of its own.
    Json(bool),
    /// Truth values: equal or not.
    Boolean,
    /// All that we do not know: equal or not.
    Other,
}

/// Tests whether a SQL type is one of these, nullable or not.
macro_rules! is_one_of {
    ($sql_type:expr, $($ty:ty),+ $(,)?) => {
        [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+].contains(&$sql_type)
    };
}

impl Class {
    /// The operators of these types.
    pub(crate) fn operators(self) -> &'static [Operator] {
        use Operator::*;
        match self {
            Class::Text => &[
                Eq, Ne, Lt, Le, Gt, Ge, Like, NotLike, Ilike, NotIlike, In, NotIn,
            ],
            Class::Integer
            | Class::Decimal
            | Class::Float
            | Class::Timestamp
            | Class::Date
            | Class::Time
            | Class::Uuid
            | Class::Ordered => &[Eq, Ne, Lt, Le, Gt, Ge, In, NotIn],
            Class::Json(_) => &[AllIn, AnyIn],
            Class::Boolean | Class::Other => &[Eq, Ne, In, NotIn],
        }
    }

    /// The type, for a sentence of an error: `a text`.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Class::Text => "a text",
            Class::Integer => "a whole number",
            Class::Decimal | Class::Float => "a number",
            Class::Timestamp => "a time, such as `2026-01-31T10:00:00`, or a day",
            Class::Date => "a day, such as `2026-01-31`",
            Class::Time => "a time of the day, such as `10:00:00`",
            Class::Uuid => "a UUID",
            Class::Json(_) => "JSON",
            Class::Boolean => "true or false",
            Class::Ordered | Class::Other => "of another type",
        }
    }

    /// The class of an SQL type, nullable or not.
    pub(crate) fn of<ST: 'static>() -> Class {
        let sql_type = TypeId::of::<ST>();
        if is_one_of!(sql_type, Text) {
            Class::Text
        } else if is_one_of!(sql_type, SmallInt, Integer, BigInt, TinyInt) {
            Class::Integer
        } else if is_one_of!(sql_type, Numeric) {
            Class::Decimal
        } else if is_one_of!(sql_type, Float, Double) {
            Class::Float
        } else if is_one_of!(sql_type, Timestamp) {
            Class::Timestamp
        } else if is_one_of!(sql_type, Date) {
            Class::Date
        } else if is_one_of!(sql_type, Time) {
            Class::Time
        } else if is_one_of!(sql_type, Interval) {
            Class::Ordered
        } else if is_one_of!(sql_type, Bool) {
            Class::Boolean
        } else if is_one_of!(sql_type, Json, Jsonb) {
            Class::Json(is_one_of!(sql_type, Jsonb))
        } else {
            Class::of_one_database(sql_type)
        }
    }

    /// The class of a type that only one database has.
    fn of_one_database(sql_type: TypeId) -> Class {
        #[cfg(feature = "postgres")]
        if is_one_of!(sql_type, Citext) {
            return Class::Text;
        } else if is_one_of!(sql_type, Timestamptz) {
            return Class::Timestamp;
        } else if is_one_of!(sql_type, Uuid) {
            return Class::Uuid;
        } else if is_one_of!(sql_type, Oid) {
            return Class::Ordered;
        }
        #[cfg(feature = "mysql")]
        if is_one_of!(sql_type, Datetime) {
            return Class::Timestamp;
        } else if is_one_of!(
            sql_type,
            Unsigned<TinyInt>,
            Unsigned<SmallInt>,
            Unsigned<Integer>,
            Unsigned<BigInt>
        ) {
            return Class::Integer;
        }
        #[cfg(feature = "sqlite")]
        if is_one_of!(sql_type, TimestamptzSqlite) {
            return Class::Timestamp;
        }
        let _ = sql_type;
        Class::Other
    }
}
