//! Rows of a search that are found by another unique column than the primary key.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::NotFound;
use diesel_relations::prelude::*;
use diesel_relations::search::{Attributes, Conflict, ErrorCode, SearchError, SearchRequest};
use diesel_relations_tests::on_every_backend;
use serde_json::json;

diesel::table! { shops { id -> Integer, name -> Text, } }
diesel::table! { wares { id -> Integer, slug -> Text, number -> Nullable<Integer>, price -> Integer, shop_id -> Integer, deleted_at -> Nullable<Timestamp>, } }
diesel::allow_tables_to_appear_in_same_query!(shops, wares);

/// On MySQL, texts are equal whatever their case.
const TABLES: &str = "
    CREATE TEMPORARY TABLE shops (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE wares (id INTEGER PRIMARY KEY, slug VARCHAR(20) NOT NULL, number INTEGER, price INTEGER NOT NULL, shop_id INTEGER NOT NULL,
        deleted_at TIMESTAMP NULL);
    INSERT INTO shops VALUES (1, 'one'), (2, 'two');
    INSERT INTO wares VALUES (1, 'cup', 10, 3, 1, NULL), (2, 'pot', 20, 5, 1, NULL), (3, 'pan', NULL, 7, 2, NULL), (4, 'mug', 30, 9, 1, NULL),
        (5, 'mug', 40, 9, 1, NULL);";

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = shops)]
#[has_many(Ware)]
#[model(search)]
struct Shop {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model, serde::Serialize)]
#[diesel(table_name = wares)]
#[model(
    soft_delete,
    search(filter(price), include(shop), write(slug, price, shop_id))
)]
struct Ware {
    id: i32,
    #[model(key)]
    slug: String,
    #[model(key)]
    number: Option<i32>,
    price: i32,
    #[model(belongs_to(Shop))]
    shop_id: i32,
}

fn not_found<T: std::fmt::Debug + PartialEq>(result: Result<T, SearchError>) {
    assert_eq!(result.expect_err("no row"), SearchError::Database(NotFound));
}

fn slug(slug: &str) -> String {
    slug.to_owned()
}

/// The keys and prices of all rows.
macro_rules! prices {
    ($conn:ident) => {
        wares::table
            .order(wares::id)
            .select((wares::slug, wares::price))
            .load::<(String, i32)>($conn)?
    };
}

on_every_backend! {
    fn a_row_is_found(conn, statements) {
        conn.batch_execute(TABLES)?;
        let shop = Shop::find(1).first(conn)?;
        let request = SearchRequest::new().include("shop");
        let wares = || shop.wares().search(&request).by(wares::slug);
        let (count, ware) = statements.during(|| wares().find(slug("pot"), conn));
        let ware = serde_json::to_value(ware.unwrap()).unwrap();
        assert_eq!((&ware["id"], &ware["shop"]["name"]), (&json!(2), &json!("one")));
        // The row, and its shop.
        assert_eq!(count, 2);
        // One of another shop, and one that is not there.
        not_found(wares().find(slug("pan"), conn));
        not_found(wares().find(slug("jug"), conn));
        assert_eq!(Ware::search(&request).by(wares::slug).find(slug("pan"), conn).unwrap().id, 3);
        // A column that can be NULL.
        assert_eq!(Ware::search(&request).by(wares::number).find(20, conn).unwrap().id, 2);
        let dear = SearchRequest::new().filter("price", ">", 5);
        not_found(Ware::search(&dear).by(wares::slug).find(slug("cup"), conn));
    }

    fn a_row_is_changed(conn, statements) {
        conn.batch_execute(TABLES)?;
        let shop = Shop::find(1).first(conn)?;
        let request = SearchRequest::new();
        let wares = || shop.wares().search(&request);
        let price = Attributes::new().set("price", 4);
        let (of_key, _) = statements.during(|| wares().update(2, &price, conn).unwrap());
        let (count, ware) = statements.during(|| wares().by(wares::slug).update(slug("cup"), &price, conn).unwrap());
        assert_eq!((ware.id, ware.price), (1, 4));
        assert_eq!(count, of_key + 1);
        // The column itself.
        let ware = wares().by(wares::slug).update(slug("cup"), &Attributes::new().set("slug", "can"), conn).unwrap();
        assert_eq!((ware.id, &*ware.slug), (1, "can"));
        not_found(wares().by(wares::slug).update(slug("cup"), &price, conn));
        not_found(wares().by(wares::slug).update(slug("pan"), &price, conn));
        let out = wares().by(wares::slug).update(slug("can"), &Attributes::new().set("shop_id", 2), conn);
        assert_eq!(out.unwrap_err(), SearchError::Conflict(Conflict::OutOfReach));
    }

    fn several_rows_are_changed(conn) {
        conn.batch_execute(TABLES)?;
        let shop = Shop::find(1).first(conn)?;
        let request = SearchRequest::new();
        let price = |price: i32| Attributes::new().set("price", price);
        let changes = [(slug("pot"), price(11)), (slug("pan"), price(12)), (slug("jug"), price(13)), (slug("cup"), price(14)), (slug("pot"), price(15))];
        let wares = shop.wares().search(&request).by(wares::slug).update_many(changes, conn).unwrap();
        assert_eq!(wares.iter().map(|ware| (ware.id, ware.price)).collect::<Vec<_>>(), [(2, 15), (1, 14)]);
        let changes = BTreeMap::from([(20, price(1)), (77, price(2))]);
        let wares = Ware::search(&request).by(wares::number).update_many(&changes, conn).unwrap();
        assert_eq!(wares.iter().map(|ware| (ware.id, ware.price)).collect::<Vec<_>>(), [(2, 1)]);
        // Mistakes stand behind the key.
        let changes = BTreeMap::from([(slug("pot"), price(1)), (slug("cup"), Attributes::new().set("price", "x"))]);
        let error = Ware::search(&request).by(wares::slug).update_many(&changes, conn).unwrap_err();
        let SearchError::Request(error) = error else { panic!("{error}") };
        assert_eq!((&*error.errors[0].pointer, error.errors[0].code), ("/cup/price", ErrorCode::InvalidValue));
    }

    fn rows_are_deleted_and_restored(conn) {
        conn.batch_execute(TABLES)?;
        let shop = Shop::find(1).first(conn)?;
        let request = SearchRequest::new();
        let wares = || shop.wares().search(&request).by(wares::slug);
        assert_eq!(wares().delete(slug("cup"), conn).unwrap().id, 1);
        not_found(wares().delete(slug("cup"), conn));
        not_found(wares().find(slug("cup"), conn));
        not_found(wares().delete(slug("pan"), conn));
        assert_eq!(wares().restore(slug("cup"), conn).unwrap().id, 1);
        let gone = wares().delete_many(&["pot", "pan", "jug", "cup"].map(slug), conn).unwrap();
        assert_eq!(gone.iter().map(|ware| ware.id).collect::<Vec<_>>(), [2, 1]);
        let back = wares().restore_many(&["cup", "jug", "pot"].map(slug), conn).unwrap();
        assert_eq!(back.iter().map(|ware| ware.id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(wares().force_delete(slug("pot"), conn).unwrap().id, 2);
        assert_eq!(wares().force_delete_many(&["cup", "pan"].map(slug), conn).unwrap().len(), 1);
        assert_eq!(prices!(conn), ["pan", "mug", "mug"].map(slug).into_iter().zip([7, 9, 9]).collect::<Vec<_>>());
        assert_eq!(wares().delete_many(&[], conn).unwrap().len(), 0);
    }

    fn several_rows_of_one_value_are_a_conflict(conn) {
        conn.batch_execute(TABLES)?;
        let request = SearchRequest::new();
        let wares = || Ware::search(&request).by(wares::slug);
        let before = prices!(conn);
        let price = Attributes::new().set("price", 1);
        let conflict = SearchError::Conflict(Conflict::NotUnique { column: "slug" });
        assert_eq!(wares().find(slug("mug"), conn).unwrap_err(), conflict);
        assert_eq!(wares().update(slug("mug"), &price, conn).unwrap_err(), conflict);
        assert_eq!(wares().update_many([(slug("cup"), &price), (slug("mug"), &price)], conn).unwrap_err(), conflict);
        assert_eq!(wares().delete_many(&["cup", "mug", "jug"].map(slug), conn).unwrap_err(), conflict);
        assert_eq!(wares().force_delete(slug("mug"), conn).unwrap_err(), conflict);
        assert_eq!(prices!(conn), before);
        assert_eq!(conflict.to_string(), "several rows have the same `slug`");
        let SearchError::Conflict(conflict) = conflict else { panic!() };
        assert_eq!(serde_json::to_value(&conflict).unwrap(), json!({"code": "not_unique", "column": "slug"}));
        // One of two that this search does not find is in nobody's way.
        diesel::update(wares::table.find(5)).set(wares::shop_id.eq(2)).execute(conn)?;
        let shop = Shop::find(1).first(conn)?;
        assert_eq!(shop.wares().search(&request).by(wares::slug).find(slug("mug"), conn).unwrap().id, 4);
    }

    fn texts_are_equal_as_the_database_says(conn) {
        conn.batch_execute(TABLES)?;
        let request = SearchRequest::new();
        let wares = || Ware::search(&request).by(wares::slug);
        let price = |price: i32| Attributes::new().set("price", price);
        let changes = [(slug("POT"), price(1)), (slug("cup"), price(2))];
        let changed = wares().update_many(changes, conn).unwrap();
        let changed: Vec<_> = changed.iter().map(|ware| (ware.id, ware.price)).collect();
        match facts().name {
            "mysql" => {
                assert_eq!(changed, [(2, 1), (1, 2)]);
                assert_eq!(wares().find(slug("Pan"), conn).unwrap().id, 3);
                assert_eq!(wares().delete_many(&["PAN", "cup"].map(slug), conn).unwrap().len(), 2);
            }
            _ => {
                assert_eq!(changed, [(1, 2)]);
                not_found(wares().find(slug("Pan"), conn));
            }
        }
    }
}
