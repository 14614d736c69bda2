//! Rows that several parents share: each parent has its own, from one statement for each relation and level.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { shops { id -> Integer, country -> Integer, } }
diesel::table! { rates { id -> Integer, country -> Integer, percent -> Integer, note_id -> Integer, } }
diesel::table! { notes { id -> Integer, text -> Text, } }
diesel::table! { holidays { id -> Integer, } }
diesel::table! { country_holiday (country, holiday_id) { country -> Integer, holiday_id -> Integer, day -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(shops, rates, notes, holidays, country_holiday);

#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = shops)]
#[has_many(Rate, local_key = country, foreign_key = country)]
#[has_one(Rate, name = first_rate, local_key = country, foreign_key = country, oldest = id)]
#[has_one(Rate, name = rate, local_key = country, foreign_key = country)]
#[has_many(PlainRate, name = plain_rates, table = rates, local_key = country, foreign_key = country)]
#[belongs_to_many(Holiday, pivot = country_holiday, local_key = country, foreign_key = country, related_key = holiday_id)]
#[belongs_to_many(Holiday, name = days, pivot = country_holiday, local_key = country, foreign_key = country, related_key = holiday_id, using = Day)]
struct Shop {
    id: i32,
    country: i32,
}

#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = rates)]
#[has_many(Shop, name = shops, local_key = country, foreign_key = country)]
struct Rate {
    id: i32,
    country: i32,
    percent: i32,
    #[model(belongs_to(Note))]
    note_id: i32,
}

/// Not `Clone`.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = rates)]
struct PlainRate {
    id: i32,
    #[model(belongs_to(Note))]
    note_id: i32,
}

#[derive(Debug, PartialEq, Default, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = notes)]
#[has_many(Rate)]
struct Note {
    id: i32,
    text: String,
}

/// Not `Clone`.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = holidays)]
struct Holiday {
    id: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = country_holiday)]
struct Day {
    day: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = rates)]
struct Percent {
    percent: i32,
}

/// A hundred shops of country 1, with two rates and a holiday, and one of a country with nothing.
fn tables() -> String {
    let mut sql = "
        CREATE TEMPORARY TABLE shops (id INTEGER PRIMARY KEY, country INTEGER NOT NULL);
        CREATE TEMPORARY TABLE rates (id INTEGER PRIMARY KEY, country INTEGER NOT NULL, percent INTEGER NOT NULL, note_id INTEGER NOT NULL);
        CREATE TEMPORARY TABLE notes (id INTEGER PRIMARY KEY, text VARCHAR(20) NOT NULL);
        CREATE TEMPORARY TABLE holidays (id INTEGER PRIMARY KEY);
        CREATE TEMPORARY TABLE country_holiday (country INTEGER NOT NULL, holiday_id INTEGER NOT NULL, day INTEGER NOT NULL);
        INSERT INTO rates VALUES (1, 1, 7, 1), (2, 1, 19, 1), (3, 2, 20, 1), (4, 0, 99, 1), (5, 9, 1, 0);
        INSERT INTO notes VALUES (0, 'of nobody'), (1, 'usual');
        INSERT INTO holidays VALUES (1);
        INSERT INTO country_holiday VALUES (1, 1, 360), (0, 1, 1);
        INSERT INTO shops VALUES (101, 3);"
        .to_owned();
    for id in 1..=100 {
        sql += &format!("INSERT INTO shops VALUES ({id}, 1);");
    }
    sql
}

fn of_country_1<R>(shops: Vec<R>) -> Vec<R> {
    assert_eq!(shops.len(), 101);
    shops.into_iter().take(100).collect()
}

on_every_backend! {
    fn has_many(conn, statements) {
        conn.batch_execute(&tables())?;
        let (sent, shops) = statements.during(|| Shop::query().order(shops::id).with(Shop::RATES.order(rates::id)).load(conn));
        assert_eq!(sent, 2);
        for shop in of_country_1(shops?) {
            assert_eq!(shop.rates.iter().map(|rate| rate.percent).collect::<Vec<_>>(), [7, 19]);
        }
    }

    fn has_many_of_a_model_that_is_not_clone(conn, statements) {
        conn.batch_execute(&tables())?;
        let (sent, shops) = statements.during(|| Shop::query().order(shops::id).with(Shop::PLAIN_RATES.order(rates::id).with(PlainRate::NOTE)).load(conn));
        assert_eq!(sent, 3);
        for shop in of_country_1(shops?) {
            assert_eq!(shop.plain_rates.iter().map(|rate| (rate.id, rate.note.text.as_str())).collect::<Vec<_>>(), [(1, "usual"), (2, "usual")]);
        }
    }

    fn columns_of_a_smaller_struct(conn, statements) {
        conn.batch_execute(&tables())?;
        let (sent, shops) = statements.during(|| Shop::query().order(shops::id).with(Shop::RATES.order(rates::id).select_as::<Percent>()).load(conn));
        assert_eq!(sent, 2);
        for shop in of_country_1(shops?) {
            assert_eq!(shop.rates, [Percent { percent: 7 }, Percent { percent: 19 }]);
        }
    }

    fn limited_for_each_parent(conn, statements) {
        conn.batch_execute(&tables())?;
        let (sent, shops) = statements.during(|| Shop::query().order(shops::id).with(Shop::PLAIN_RATES.order(rates::id.desc()).limit(1)).load(conn));
        assert_eq!(sent, 2);
        assert!(of_country_1(shops?).iter().all(|shop| shop.plain_rates.iter().map(|rate| rate.id).eq([2])));
    }

    fn many_to_many_with_pivot_rows(conn, statements) {
        conn.batch_execute(&tables())?;
        let (sent, shops) = statements.during(|| Shop::query().order(shops::id).with((Shop::HOLIDAYS, Shop::DAYS)).load(conn));
        assert_eq!(sent, 3);
        for shop in of_country_1(shops?) {
            assert_eq!(*shop.holidays, [Holiday { id: 1 }]);
            assert_eq!(shop.days.iter().map(|day| (day.id, day.pivot.day)).collect::<Vec<_>>(), [(1, 360)]);
        }
    }

    fn each_level_shares(conn, statements) {
        conn.batch_execute(&tables())?;
        let shops = Shop::query().filter(shops::id.le(10)).order(shops::id);
        let (sent, shops) = statements.during(|| shops.with(Shop::RATES.with(Rate::SHOPS.with(Shop::DAYS))).load(conn));
        assert_eq!(sent, 4);
        let days: usize = shops?.iter().flat_map(|shop| &shop.rates).flat_map(|rate| &rate.shops).map(|shop| shop.days.len()).sum();
        assert_eq!(days, 10 * 2 * 100);
    }

    fn a_default_owns_nothing(conn, statements) {
        conn.batch_execute(&tables())?;
        let shops = || Shop::query().filter(shops::id.eq_any([100, 101])).order(shops::id);
        // The default of shop 101 has the country 3, as any rate of that shop would have, and the id 0.
        let (sent, two) = statements.during(|| shops().with(Shop::RATE.order(rates::id).with(Rate::SHOPS).or_default()).load(conn));
        let two = two?;
        assert_eq!((sent, two[0].rate.id, two[0].rate.shops.len()), (3, 1, 100));
        assert_eq!((two[1].rate.id, two[1].rate.shops.len()), (0, 0));
        // An owner: note 0 is there, and has a rate.
        let rates = Rate::query().filter(rates::id.eq(1)).with(Rate::NOTE.filter(notes::id.gt(1)).with(Note::RATES).or_default());
        let (sent, rates) = statements.during(|| rates.load(conn));
        let rates = rates?;
        assert_eq!((sent, rates[0].note.id, rates[0].note.rates.len()), (2, 0, 0));
    }

    fn a_default_may_refer_to_an_owner(conn) {
        conn.batch_execute(&tables())?;
        let rate = |shop: &Shop| Rate { id: 0, country: shop.country, percent: 0, note_id: 1 };
        let shops = Shop::query().filter(shops::id.eq(101)).with(Shop::RATE.with(Rate::NOTE).or_default_with(rate)).load(conn)?;
        assert_eq!(shops[0].rate.note.text, "usual");
    }
}
