//! A method or a relation of the program's own is the program's on every loaded row, whatever it is called: what loaded rows need of the
//! crate is said by associated functions.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::{LoadedRow, MaybeLoaded, RowOrDefault, WithPivot};
use diesel_relations_tests::on_every_backend;

diesel::table! { brands { id -> Integer, name -> Text, } }
diesel::table! { cars { id -> Integer, name -> Text, brand_id -> Nullable<Integer>, } }
diesel::table! { drivers { id -> Integer, } }
diesel::table! { drives (driver_id, car_id) { driver_id -> Integer, car_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(brands, cars, drivers, drives);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = brands)]
#[has_many(Car, name = push)]
#[has_many(Car, name = into_parts)]
struct Brand {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = cars)]
#[belongs_to_many(Driver, pivot = drives)]
#[belongs_to_many(Driver, name = pivoted_drivers, pivot = drives, using = Drive)]
struct Car {
    id: i32,
    name: String,
    #[model(belongs_to(Brand, name = model))]
    brand_id: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = drivers)]
#[belongs_to_many(Car, pivot = drives)]
#[belongs_to_many(Car, name = driven_cars, pivot = drives, using = Drive)]
struct Driver {
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = drives, primary_key(driver_id, car_id))]
struct Drive {
    #[model(belongs_to(Driver))]
    driver_id: i32,
    car_id: i32,
}

/// Methods of the program, each of which says its name.
macro_rules! own_methods {
    ($($name:ident)+) => {
        #[allow(clippy::wrong_self_convention)]
        impl Driver {
            $(fn $name(&self) -> &'static str {
                stringify!($name)
            })+
        }

        const OWN: &[&str] = &[$(stringify!($name)),+];

        macro_rules! called {
            ($row:expr) => { [$($row.$name()),+] };
        }
    };
}
own_methods! {
    model push into_parts is_default into_inner into_row beside held_mut into_rows rows_mut push_to push_row value_mut wrap
}

diesel_relations::property!(WithNumber => number: i32);

const TABLES: &str = "
CREATE TEMPORARY TABLE brands (id INTEGER PRIMARY KEY, name VARCHAR(9) NOT NULL);
CREATE TEMPORARY TABLE cars (id INTEGER PRIMARY KEY, name VARCHAR(9) NOT NULL, brand_id INTEGER);
CREATE TEMPORARY TABLE drivers (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE drives (driver_id INTEGER NOT NULL, car_id INTEGER NOT NULL);
INSERT INTO brands VALUES (1, 'Ford');
INSERT INTO cars VALUES (1, 'T', 1), (2, 'kit', NULL);
INSERT INTO drivers VALUES (7);
INSERT INTO drives VALUES (7, 1);";

on_every_backend! {
    fn methods_of_the_program(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(called!(Driver::find(7).first(conn)?), OWN);
        assert_eq!(called!(Driver::find(7).with(Driver::CARS).first(conn)?), OWN);
        assert_eq!(called!(Driver::find(7).with_count(Driver::CARS).first(conn)?), OWN);
        assert_eq!(called!(Driver::find(7).with_property(WithNumber, drivers::id).first(conn)?), OWN);
        assert_eq!(called!(Driver::find(7).with(Some(Driver::CARS)).with_count(Driver::CARS).first(conn)?), OWN);
        assert_eq!(called!(Car::find(1).with(Car::DRIVERS).first(conn)?.drivers[0]), OWN);
        assert_eq!(called!(Car::find(1).with(Car::PIVOTED_DRIVERS).first(conn)?.pivoted_drivers[0]), OWN);
        assert_eq!(called!(Drive::find((7, 1)).with(Drive::DRIVER).first(conn)?.driver), OWN);
        let nobody = |_: &Drive| Driver { id: 0 };
        assert_eq!(called!(Drive::find((7, 1)).with(Drive::DRIVER.or_default_with(nobody)).first(conn)?.driver), OWN);
    }

    fn relations_of_the_program(conn) {
        conn.batch_execute(TABLES)?;
        let car = Car::find(1).with(Car::DRIVERS).with_count(Car::DRIVERS).first(conn)?;
        assert_eq!(car.model().first(conn)?.name, "Ford");
        let mut car = Car::find(1).with(Car::MODEL).first(conn)?;
        assert_eq!(car.model.as_ref().map(|brand| brand.name.as_str()), Some("Ford"));
        assert_eq!(car.model().count().get_result::<i64>(conn)?, 1);
        car.name.push('1');
        assert_eq!(diesel_relations::push(&car, conn)?, 2);
        let mut brand = Brand::find(1).with(Brand::PUSH).first(conn)?;
        assert_eq!((brand.push[0].name.as_str(), brand.push().load(conn)?.len(), brand.into_parts().load(conn)?.len()), ("T1", 1, 1));
        brand.name.push('!');
        assert_eq!(diesel_relations::push(&brand, conn)?, 2);
        assert_eq!(Brand::find(1).first(conn)?.name, "Ford!");
    }

    fn parts_of_loaded_rows(conn) {
        conn.batch_execute(TABLES)?;
        let car = Car::find(1).with(Car::MODEL).with_count(Car::DRIVERS).first(conn)?;
        assert_eq!(LoadedRow::model(&car).name, "T");
        let (car, brand) = CarWithModel::into_parts(car);
        let (car, drivers) = CarWithDriversCount::into_parts(car);
        assert_eq!((car.id, brand.map(|brand| brand.id), drivers), (1, Some(1), 1));
        let car = Car::find(1).with(Some(Car::MODEL)).first(conn)?;
        let (car, brand) = CarWithModel::into_parts(car);
        assert_eq!((MaybeLoaded::into_inner(car).id, brand.is_some()), (1, true));
        let driver = Driver::find(7).with_property(WithNumber, drivers::id).first(conn)?;
        assert_eq!(WithNumber::into_parts(driver).1, 7);
        let mut driver = Driver::find(7).with(Driver::DRIVEN_CARS).first(conn)?;
        let (car, drive) = WithPivot::into_parts(driver.driven_cars.remove(0));
        assert_eq!((car.id, drive.driver_id), (1, 7));
        let none = |_: &Car| Brand { id: 0, name: "none".into() };
        let kit = Car::find(2).with(Car::MODEL.or_default_with(none)).first(conn)?;
        assert!(RowOrDefault::is_default(&kit.model));
        assert_eq!(RowOrDefault::into_inner(kit.model.clone()).name, "none");
        assert_eq!(RowOrDefault::into_row(kit.model.clone()), None);
    }
}
