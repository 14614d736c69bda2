//! The types of the keys: UUIDs that every database has as texts.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

macro_rules! keys {
    ($($name:ident)*) => { $(
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Text)]
        pub struct $name(pub String);

        impl $name {
            /// The UUID with this number; a real program takes a random one.
            pub fn new(number: u32) -> Self {
                $name(format!("00000000-0000-4000-8000-{number:012}"))
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $name
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                String::from_sql(bytes).map($name)
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $name
        where
            String: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.0.to_sql(out)
            }
        }
    )* };
}

keys! {
    ApiKeyId
    AttachmentId
    AuthRequestId
    CollectionId
    DeviceId
    EmergencyId
    EventId
    FolderId
    ItemId
    MembershipId
    OrganizationId
    PolicyId
    SendId
    TeamId
    TwoFactorId
    UserId
}
