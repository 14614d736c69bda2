//! Keys that are newtypes, strings, or of a type of the program's own.

use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer};
use diesel_relations::prelude::*;

macro_rules! newtype {
    ($name:ident($inner:ty): $sql:ty) => {
        #[derive(Debug, Clone, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $sql)]
        pub struct $name($inner);

        impl<DB> diesel::deserialize::FromSql<$sql, DB> for $name
        where
            DB: diesel::backend::Backend,
            $inner: diesel::deserialize::FromSql<$sql, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                <$inner>::from_sql(bytes).map($name)
            }
        }

        impl<DB> diesel::serialize::ToSql<$sql, DB> for $name
        where
            DB: diesel::backend::Backend,
            $inner: diesel::serialize::ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }
    };
}
newtype!(UserId(i32): Integer);
newtype!(Uuid(Vec<u8>): Binary);

diesel::table! { users { id -> Integer, country_code -> Nullable<Text>, } }
diesel::table! { documents { id -> Binary, user_id -> Nullable<Integer>, parent_id -> Nullable<Binary>, } }
diesel::table! { countries (code) { code -> Text, } }

#[derive(Queryable, Selectable, Model)]
#[has_many(Document)]
pub struct User {
    pub id: UserId,
    #[belongs_to(Country, name = country)]
    pub country_code: Option<String>,
}

#[derive(Queryable, Selectable, Model)]
#[has_many(Document, name = children, foreign_key = parent_id)]
pub struct Document {
    pub id: Uuid,
    #[belongs_to(User)]
    pub user_id: Option<UserId>,
    #[belongs_to(Document)]
    pub parent_id: Option<Uuid>,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = countries, primary_key(code))]
#[has_many(User)]
pub struct Country {
    pub code: String,
}

pub fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let documents = User::DOCUMENTS.with((Document::USER, Document::PARENT.with(Document::CHILDREN)));
    let countries = Country::query().with(Country::USERS.with((User::COUNTRY, documents))).load(conn)?;
    let _ = countries[0].users[0].documents[0].parent.as_ref().map(|parent| parent.children.len());
    Ok(())
}

fn main() {}
