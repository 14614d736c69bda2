//! Keys of every name and type.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Binary};
use diesel_relations::prelude::*;
use diesel_relations_tests::{insert_all, on_every_backend};

diesel::table! { shops (number) { number -> BigInt, #[sql_name = "label text"] label -> Text, } }
diesel::table! { #[sql_name = "order"] shop_orders (tenant, nr) { tenant -> Integer, nr -> BigInt, shop -> Nullable<BigInt>, token -> Binary, } }
diesel::table! { notes (token) { token -> Binary, text -> Text, order_token -> Nullable<Binary>, } }
diesel::table! { note_shop (note_token, shop_number) { note_token -> Binary, shop_number -> BigInt, } }
diesel::allow_tables_to_appear_in_same_query!(shops, shop_orders, notes, note_shop);

const TABLES: &str = "
CREATE TEMPORARY TABLE shops (number BIGINT PRIMARY KEY, {q}label text{q} VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE {q}order{q} (tenant INTEGER NOT NULL, nr BIGINT NOT NULL, shop BIGINT, token {binary} NOT NULL, PRIMARY KEY (tenant, nr));
CREATE TEMPORARY TABLE notes (token {binary} PRIMARY KEY, text VARCHAR(20) NOT NULL, order_token {binary});
CREATE TEMPORARY TABLE note_shop (note_token {binary} NOT NULL, shop_number BIGINT NOT NULL, PRIMARY KEY (note_token, shop_number));
";

/// A newtype over an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct ShopNumber(i64);

impl<DB: Backend> FromSql<BigInt, DB> for ShopNumber
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(ShopNumber)
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for ShopNumber
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

/// Sixteen bytes, as a UUID is stored where the database has no type for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Binary)]
pub struct Token(Vec<u8>);

impl<DB: Backend> FromSql<Binary, DB> for Token
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Vec::from_sql(bytes).map(Token)
    }
}

impl<DB: Backend> ToSql<Binary, DB> for Token
where
    Vec<u8>: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = shops, primary_key(number))]
#[has_many(Order, table = shop_orders, foreign_key = shop)]
#[belongs_to_many(Note, owner_key = token, foreign_key = shop_number, related_key = note_token)]
pub struct Shop {
    #[diesel(column_name = number)]
    pub id: ShopNumber,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = shop_orders, primary_key(tenant, nr))]
#[has_one(Note, local_key = token, foreign_key = order_token)]
pub struct Order {
    pub tenant: i32,
    pub nr: i64,
    #[belongs_to(Shop, name = shop_of_order)]
    pub shop: Option<i64>,
    pub token: Token,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = notes, primary_key(token))]
#[belongs_to_many(Shop, foreign_key = note_token, related_key = shop_number)]
pub struct Note {
    pub token: Token,
    pub text: String,
    #[belongs_to(Order, name = order, table = shop_orders, owner_key = token)]
    pub order_token: Option<Token>,
}

fn token(byte: u8) -> Token {
    Token(vec![byte; 16])
}

fn tables(mysql: bool, postgres: bool) -> String {
    let binary = if postgres { "BYTEA" } else { "VARBINARY(16)" };
    TABLES
        .replace("{q}", if mysql { "`" } else { "\"" })
        .replace("{binary}", binary)
}

on_every_backend! {
    fn newtypes_bytes_and_other_names(conn) {
        let database = facts().name;
        conn.batch_execute(&tables(database == "mysql", database == "postgres"))?;
        let shops = [Shop { id: ShopNumber(i64::MAX), label: "big".into() }, Shop { id: ShopNumber(0), label: "zero".into() }];
        insert_all!(shops::table, &shops, conn);
        let order = |tenant, nr, shop, byte| Order { tenant, nr, shop, token: token(byte) };
        let orders = [order(1, 1, Some(i64::MAX), 1), order(2, 1, Some(0), 2), order(1, 2, None, 3), order(2, 2, Some(i64::MAX), 4)];
        insert_all!(shop_orders::table, &orders, conn);
        let note = |byte, text: &str, order: Option<u8>| Note { token: token(byte), text: text.into(), order_token: order.map(token) };
        insert_all!(notes::table, &[note(7, "a", Some(2)), note(8, "b", None)], conn);

        let by_key = (shop_orders::tenant, shop_orders::nr);
        let shops = Shop::query().order(shops::number).with(Shop::ORDERS.order(by_key).with(Order::NOTE)).load(conn)?;
        let tenants: Vec<Vec<i32>> = shops.iter().map(|shop| shop.orders.iter().map(|order| order.tenant).collect()).collect();
        assert_eq!(tenants, [vec![2], vec![1, 2]]);
        assert_eq!(shops[0].orders[0].note.as_ref().map(|note| note.text.as_str()), Some("a"));

        let orders = Order::query().order(by_key).with(Order::SHOP_OF_ORDER).load(conn)?;
        let labels: Vec<_> = orders.iter().map(|order| order.shop_of_order.as_ref().map(|shop| shop.label.as_str())).collect();
        assert_eq!(labels, [Some("big"), None, Some("zero"), Some("big")]);

        let notes = Note::query().order(notes::text).with(Note::ORDER).load(conn)?;
        assert_eq!(notes[0].order.as_ref().map(|order| order.tenant), Some(2));
        assert!(notes[1].order.is_none());
        assert_eq!(notes[0].order().first(conn)?.token, token(2));
        assert_eq!(Shop::query().has(Shop::ORDERS.has(Order::NOTE)).first(conn)?.id, ShopNumber(0));
        assert_eq!(Shop::find(0i64).with_count(Shop::ORDERS).first(conn)?.orders_count, 1);

        // Many to many, by bytes on one side and a newtype on the other.
        let big = &shops[1];
        assert_eq!(big.notes().attach([token(7), token(8)]).execute(conn)?.attached, [token(7), token(8)]);
        assert_eq!(big.notes().sync(&Note::query().filter(notes::text.eq("b")).load(conn)?).execute(conn)?.detached, [token(7)]);
        let note = Note::query().filter(notes::text.eq("b")).with(Note::SHOPS).first(conn)?;
        assert_eq!(note.shops[0].id, ShopNumber(i64::MAX));
        assert_eq!(note.shops().toggle([ShopNumber(0), ShopNumber(i64::MAX)]).execute(conn)?.attached, [ShopNumber(0)]);
        let shops = Shop::query().filter(shops::number.ge(0)).order(shops::number).with(Shop::NOTES).load(conn)?;
        assert_eq!(shops.iter().map(|shop| shop.notes.len()).collect::<Vec<_>>(), [1, 0]);
    }
}
