//! The types of the keys: a post's id cannot be given where a comment's is asked for.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Integer, Text};

macro_rules! keys {
    ($( #[derive($derive:ident)] $name:ident($inner:ty, $sql:ty); )*) => { $(
        #[derive(Debug, Clone, $derive, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = $sql)]
        pub struct $name(pub $inner);

        impl FromSql<$sql, Pg> for $name {
            fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
                <$inner as FromSql<$sql, Pg>>::from_sql(bytes).map($name)
            }
        }

        impl ToSql<$sql, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <$inner as ToSql<$sql, Pg>>::to_sql(&self.0, out)
            }
        }

        // The parts of the id of a polymorphic relation.
        impl From<$name> for $inner {
            fn from(key: $name) -> Self {
                key.0
            }
        }
    )* };
}

keys! {
    #[derive(Copy)] AccountId(i32, Integer);
    #[derive(Copy)] CollectionId(i32, Integer);
    #[derive(Copy)] CommentId(i32, Integer);
    #[derive(Copy)] CommunityId(i32, Integer);
    #[derive(Copy)] FlairId(i32, Integer);
    #[derive(Copy)] ImageId(i32, Integer);
    #[derive(Copy)] InstanceId(i32, Integer);
    #[derive(Copy)] LogEntryId(i64, BigInt);
    #[derive(Copy)] MessageId(i32, Integer);
    #[derive(Copy)] PersonId(i32, Integer);
    #[derive(Copy)] PollId(i32, Integer);
    #[derive(Copy)] PostId(i32, Integer);
    #[derive(Copy)] ProviderId(i32, Integer);
    #[derive(Copy)] ReportId(i32, Integer);
    #[derive(Copy)] SiteId(i32, Integer);
    #[derive(Default)] LanguageCode(String, Text);
}

impl From<&str> for LanguageCode {
    fn from(code: &str) -> Self {
        LanguageCode(code.to_owned())
    }
}
