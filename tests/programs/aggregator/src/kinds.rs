//! The enums of the database.

use std::io::Write;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};

use crate::schema::sql_types;

macro_rules! kinds {
    ($( $name:ident { $($variant:ident = $label:literal),* } )*) => { $(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, AsExpression, FromSqlRow)]
        #[diesel(sql_type = sql_types::$name)]
        pub enum $name { $($variant),* }

        impl FromSql<sql_types::$name, Pg> for $name {
            fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
                match std::str::from_utf8(bytes.as_bytes())? {
                    $($label => Ok($name::$variant),)*
                    other => Err(format!("no {}: {other}", stringify!($name)).into()),
                }
            }
        }

        impl ToSql<sql_types::$name, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(match self { $($name::$variant => $label),* }.as_bytes())?;
                Ok(IsNull::No)
            }
        }
    )* };
}

kinds! {
    Visibility { Public = "public", Members = "members", Private = "private" }
    LogKind { RemovePost = "remove_post", RemoveComment = "remove_comment", Ban = "ban", Appoint = "appoint" }
}
