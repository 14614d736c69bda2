//! Texts without blanks at their end.

use std::fmt;
use std::ops::Deref;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

/// A text without blanks at its end: the type of a field whose column is a `CHAR(n)`, on PostgreSQL.
///
/// PostgreSQL fills such a value up with blanks, and hands them out with it; but it compares the column without them. As a `String`,
/// a key that is shorter than its column is therefore not found again by `find` and by conditions with `eq`. Equal texts of columns of
/// different widths are equal.
///
/// ```
/// use diesel::prelude::*;
/// use diesel_relations::prelude::*;
/// use diesel_relations::Trimmed;
///
/// diesel::table! { nations (code) { code -> Text, } }
/// diesel::table! { citizens (id) { id -> Integer, nation -> Text, } }
/// diesel::allow_tables_to_appear_in_same_query!(nations, citizens);
///
/// #[derive(Queryable, Selectable, Identifiable, Model)]
/// #[diesel(table_name = nations, primary_key(code))]
/// #[has_many(Citizen, foreign_key = nation)]
/// struct Nation {
///     code: Trimmed, // CHAR(4)
/// }
///
/// #[derive(Queryable, Selectable, Identifiable, Model)]
/// #[diesel(table_name = citizens)]
/// struct Citizen {
///     id: i32,
///     #[model(belongs_to(Nation, name = home))]
///     nation: Trimmed,
/// }
///
/// assert_eq!(Trimmed::from("de  "), Trimmed::from("de"));
/// assert_eq!(&*Trimmed::from("de  "), "de");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "String", into = "String"))]
pub struct Trimmed(String);

impl From<String> for Trimmed {
    fn from(mut text: String) -> Self {
        text.truncate(text.trim_end_matches(' ').len());
        Trimmed(text)
    }
}

impl From<&str> for Trimmed {
    fn from(text: &str) -> Self {
        Trimmed(text.trim_end_matches(' ').to_owned())
    }
}

impl From<Trimmed> for String {
    fn from(text: Trimmed) -> String {
        text.0
    }
}

impl Deref for Trimmed {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Trimmed {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Trimmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Trimmed
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        String::from_sql(value).map(Trimmed::from)
    }
}

impl<DB: Backend> ToSql<Text, DB> for Trimmed
where
    String: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}
