//! Which rows count as unchanged: every column type of Diesel, on each database that has it.
//!
//! A row that is saved as it was read is not written, and touches nothing. The smallest change is written.

// A connection of several databases has a few types of columns: those of other tests.
#![cfg(not(feature = "multi"))]

use diesel::connection::SimpleConnection;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel_relations::prelude::*;

/// Rows and pivot rows with all these columns, and the tests of each. The first value is there, the second one is the smallest step from it.
macro_rules! sweep {
    (
        $backend:ident, time = $time:literal, before = $before:expr;
        $($name:ident: [$($sql:tt)+] as $ty:ty, $ddl:literal, $first:expr => $next:expr;)+
    ) => {
        diesel::table! { use super::sql_types::*; owners (id) { id -> Integer, created_at -> Timestamp, updated_at -> Timestamp, } }
        diesel::table! { use super::sql_types::*; items (id) {
            id -> Integer, owner_id -> Integer, $($name -> $($sql)+,)+ created_at -> Timestamp, updated_at -> Timestamp,
        } }
        diesel::table! { use super::sql_types::*; links (owner_id, other_id) { owner_id -> Integer, other_id -> Integer, $($name -> $($sql)+,)+ } }
        diesel::table! { use super::sql_types::*; others (id) { id -> Integer, } }
        diesel::allow_tables_to_appear_in_same_query!(owners, items, links, others);

        #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
        #[diesel(table_name = owners)]
        #[model(timestamps)]
        #[belongs_to_many(Other, pivot = links, using = Link)]
        struct Owner {
            id: i32,
        }

        #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
        #[diesel(table_name = others)]
        struct Other {
            id: i32,
        }

        #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
        #[diesel(table_name = items)]
        #[model(timestamps)]
        struct Item {
            id: i32,
            #[model(belongs_to(Owner, touch))]
            owner_id: i32,
            $($name: $ty,)+
        }

        #[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
        #[diesel(table_name = links, treat_none_as_default_value = false)]
        struct Link {
            $($name: $ty,)+
        }

        fn start() -> crate::$backend::Connection {
            let mut conn = diesel_relations_tests::backend::$backend();
            if !$before.is_empty() {
                conn.batch_execute($before).unwrap();
            }
            let columns = concat!($(", ", stringify!($name), " ", $ddl),+);
            conn.batch_execute(&format!(
                "CREATE TEMPORARY TABLE owners (id INTEGER PRIMARY KEY, created_at {0} NOT NULL, updated_at {0} NOT NULL);
                 CREATE TEMPORARY TABLE items (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL{columns}, created_at {0} NOT NULL, updated_at {0} NOT NULL);
                 CREATE TEMPORARY TABLE others (id INTEGER PRIMARY KEY);
                 CREATE TEMPORARY TABLE links (owner_id INTEGER NOT NULL, other_id INTEGER NOT NULL{columns});
                 INSERT INTO owners VALUES (1, '2020-01-01 00:00:00', '2020-01-01 00:00:00');
                 INSERT INTO others VALUES (1);", $time)).unwrap();
            let old: chrono::NaiveDateTime = "2020-01-01T00:00:00".parse().expect("a value of its type");
            let item = Item { id: 1, owner_id: 1, $($name: $first,)+ };
            diesel::insert_into(items::table).values((item, items::created_at.eq(old), items::updated_at.eq(old))).execute(&mut conn).unwrap();
            conn
        }

        /// How many rows have another time than at the start.
        fn changed(conn: &mut crate::$backend::Connection) -> QueryResult<(i64, i64)> {
            Ok((
                items::table.filter(items::updated_at.ne(items::created_at)).count().get_result(conn)?,
                owners::table.filter(owners::updated_at.ne(owners::created_at)).count().get_result(conn)?,
            ))
        }

        #[test]
        fn a_row_that_is_saved_as_it_was_read_is_not_written() -> QueryResult<()> {
            let conn = &mut start();
            for _ in 0..2 {
                let item = Item::find(1).first(conn)?;
                assert_eq!(item.save(conn)?, 0);
            }
            assert_eq!(changed(conn)?, (0, 0));
            Ok(())
        }

        #[test]
        fn the_smallest_change_is_written_once() -> QueryResult<()> {
            let conn = &mut start();
            let mut wrong = Vec::new();
            $(
                let mut item = Item::find(1).first(conn)?;
                let next: $ty = $next;
                item.$name = next.clone();
                let written = item.save(conn)?;
                let item = Item::find(1).first(conn)?;
                let again = item.save(conn)?;
                if (written, again) != (1, 0) || item.$name != next {
                    wrong.push((stringify!($name), written, again, format!("{:?}", item.$name)));
                }
            )+
            assert!(wrong.is_empty(), "{wrong:#?}");
            assert_eq!(changed(conn)?, (1, 1));
            Ok(())
        }

        #[test]
        fn sync_lists_pivot_rows_that_have_changed() -> QueryResult<()> {
            let conn = &mut start();
            let owner = Owner { id: 1 };
            let mut link = Link { $($name: $first,)+ };
            owner.others().sync([(1, link.clone())]).execute(conn)?;
            let mut wrong = Vec::new();
            $(
                let same = owner.others().sync([(1, links::$name.eq(link.$name.clone()))]).execute(conn)?;
                if !same.is_empty() {
                    wrong.push((stringify!($name), same.clone(), same));
                }
            )+
            assert!(wrong.is_empty(), "{wrong:#?}");
            $(
                link.$name = $next;
                let first = owner.others().sync([(1, link.clone())]).execute(conn)?;
                let again = owner.others().sync([(1, link.clone())]).execute(conn)?;
                if first.updated != [1] || !again.is_empty() {
                    wrong.push((stringify!($name), first, again));
                }
            )+
            assert!(wrong.is_empty(), "{wrong:#?}");
            $(
                let first: $ty = $first;
                owner.others().update_pivot(1, links::$name.eq(first)).execute(conn)?;
            )+
            let stored: Link = links::table.select(Link::as_select()).get_result(conn)?;
            let item = Item::find(1).first(conn)?;
            assert_eq!(stored, Link { $($name: item.$name,)+ });
            Ok(())
        }
    };
}

/// A value as the database sends it.
#[allow(unused_macros)] // Not every database needs it.
macro_rules! raw {
    ($name:ident, $backend:ty, $($sql:ty),+) => {
        #[derive(Debug, Clone, PartialEq, AsExpression, FromSqlRow)]
        $(#[diesel(sql_type = $sql)])+
        pub struct $name(pub Vec<u8>);
        $(
            impl FromSql<$sql, $backend> for $name {
                fn from_sql(value: <$backend as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    Ok($name(value.as_bytes().to_vec()))
                }
            }
            impl ToSql<$sql, $backend> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, $backend>) -> serialize::Result {
                    std::io::Write::write_all(out, &self.0)?;
                    Ok(IsNull::No)
                }
            }
        )+
    };
}

fn time(text: &str) -> chrono::NaiveDateTime {
    text.parse().expect("a value of its type")
}

mod sqlite {
    use super::*;
    pub(crate) type Connection = SqliteConnection;
    use diesel::sqlite::Sqlite;

    pub(crate) mod sql_types {
        pub(crate) use diesel::sql_types::*;
        #[derive(SqlType, QueryId)]
        #[diesel(sqlite_type(name = "Text"))]
        pub struct Mood;
        use diesel::query_builder::QueryId;
    }

    /// Whatever is bound and read as a text.
    #[derive(Debug, Clone, PartialEq, AsExpression, FromSqlRow)]
    #[diesel(sql_type = sql_types::Mood)]
    #[diesel(sql_type = sql_types::Json)]
    pub struct AsText(String);
    macro_rules! text {
        ($sql:ty) => {
            impl FromSql<$sql, Sqlite> for AsText {
                fn from_sql(
                    value: <Sqlite as diesel::backend::Backend>::RawValue<'_>,
                ) -> deserialize::Result<Self> {
                    <String as FromSql<sql_types::Text, Sqlite>>::from_sql(value).map(AsText)
                }
            }
            impl ToSql<$sql, Sqlite> for AsText {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                    <String as ToSql<sql_types::Text, Sqlite>>::to_sql(&self.0, out)
                }
            }
        };
    }
    text!(sql_types::Mood);
    text!(sql_types::Json);

    /// A number that is bound as a float, as Diesel binds decimals.
    #[derive(Debug, Clone, Copy, PartialEq, AsExpression, FromSqlRow)]
    #[diesel(sql_type = sql_types::Numeric)]
    pub struct Decimal(f64);
    impl FromSql<sql_types::Numeric, Sqlite> for Decimal {
        fn from_sql(
            value: <Sqlite as diesel::backend::Backend>::RawValue<'_>,
        ) -> deserialize::Result<Self> {
            <f64 as FromSql<sql_types::Double, Sqlite>>::from_sql(value).map(Decimal)
        }
    }
    impl ToSql<sql_types::Numeric, Sqlite> for Decimal {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
            out.set_value(self.0);
            Ok(IsNull::No)
        }
    }

    sweep! {
        sqlite, time = "TIMESTAMP", before = "";
        flag: [Bool] as bool, "BOOLEAN", false => true;
        small: [SmallInt] as i16, "SMALLINT", 1 => 2;
        whole: [Integer] as i32, "INTEGER", 1 => 2;
        big: [BigInt] as i64, "BIGINT", i64::MAX - 1 => i64::MAX;
        digits: [Float] as f32, "FLOAT", 1_234_571.0 => 1_234_571.1;
        tenth: [Float] as f32, "FLOAT", 0.1 => 0.1f32.next_up();
        wide_float: [Double] as f64, "DOUBLE", 0.1 => 0.1f64.next_up();
        price: [Numeric] as Decimal, "NUMERIC(8, 2)", Decimal(0.0) => Decimal(0.01);
        words: [Text] as String, "TEXT", "a".into() => "A".into();
        cased: [Text] as String, "TEXT COLLATE NOCASE", "a".into() => "A".into();
        blank: [Text] as String, "TEXT COLLATE RTRIM", "a".into() => "a ".into();
        absent: [Nullable<Text>] as Option<String>, "TEXT", None => Some(String::new());
        present: [Nullable<Integer>] as Option<i32>, "INTEGER", Some(0) => None;
        bytes: [Binary] as Vec<u8>, "BLOB", vec![0, 255] => vec![0, 255, 0];
        on_day: [Date] as chrono::NaiveDate, "DATE", "2024-05-06".parse().expect("a value of its type") => "2024-05-07".parse().expect("a value of its type");
        at_hour: [Time] as chrono::NaiveTime, "TIME", "01:02:00".parse().expect("a value of its type") => "01:02:00.000001".parse().expect("a value of its type");
        made: [Timestamp] as chrono::NaiveDateTime, "TIMESTAMP", time("2024-05-06T07:08:10") => time("2024-05-06T07:08:10.000000001");
        far: [Timestamp] as chrono::NaiveDateTime, "TIMESTAMP", time("+12345-05-06T07:08:10") => time("+12345-05-06T07:08:11");
        with_zone: [TimestamptzSqlite] as chrono::DateTime<chrono::Utc>, "TIMESTAMP", time("2024-05-06T07:08:00").and_utc() => time("2024-05-06T07:08:00.000001").and_utc();
        other: [TimestamptzSqlite] as time::OffsetDateTime, "TIMESTAMP", time::OffsetDateTime::UNIX_EPOCH => time::OffsetDateTime::UNIX_EPOCH + time::Duration::nanoseconds(1);
        json_text: [Json] as AsText, "TEXT", AsText(r#"{"a": 1}"#.into()) => AsText(r#"{"a": 1.0}"#.into());
        mood: [Mood] as AsText, "TEXT", AsText("ok".into()) => AsText("OK".into());
    }

    #[test]
    fn a_time_that_the_database_wrote_is_the_same_with_a_fraction_of_zero() -> QueryResult<()> {
        let conn = &mut start();
        conn.batch_execute(
            "UPDATE items SET made = '2024-05-06 07:08:10', other = '2024-05-06 07:08:10'",
        )?;
        let item = Item::find(1).first(conn)?;
        assert_eq!(item.save(conn)?, 0);
        conn.batch_execute(
            "UPDATE items SET made = '2024-05-06T07:08:10.0', other = '2024-05-06T07:08:10Z'",
        )?;
        let item = Item::find(1).first(conn)?;
        assert_eq!(item.save(conn)?, 0);
        Ok(())
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::*;
    pub(crate) type Connection = PgConnection;
    use diesel::data_types::{PgInterval, PgMoney, PgNumeric};
    use diesel::pg::Pg;
    use std::ops::Bound;

    pub(crate) mod sql_types {
        pub(crate) use diesel::sql_types::*;
        #[derive(SqlType, QueryId)]
        #[diesel(postgres_type(name = "sweep_mood"))]
        pub struct Mood;
        #[derive(SqlType, QueryId)]
        #[diesel(postgres_type(name = "point"))]
        pub struct Point;
        use diesel::query_builder::QueryId;
    }

    raw!(
        Raw,
        Pg,
        sql_types::Uuid,
        sql_types::Json,
        sql_types::Jsonb,
        sql_types::Inet,
        sql_types::Cidr,
        sql_types::Mood,
        sql_types::Point
    );

    fn decimal(digits: &[i16], scale: u16) -> PgNumeric {
        PgNumeric::Positive {
            weight: 0,
            scale,
            digits: digits.to_vec(),
        }
    }

    fn interval(days: i32, months: i32) -> PgInterval {
        PgInterval {
            microseconds: 0,
            days,
            months,
        }
    }

    const BEFORE: &str = "
        DO $$ BEGIN CREATE TYPE sweep_mood AS ENUM ('sad', 'ok'); EXCEPTION WHEN OTHERS THEN NULL; END $$;
        DO $$ BEGIN CREATE COLLATION sweep_ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); EXCEPTION WHEN OTHERS THEN NULL; END $$;";

    mod numbers {
        use super::*;
        sweep! {
            postgres, time = "TIMESTAMP", before = BEFORE;
            flag: [Bool] as bool, "BOOLEAN", false => true;
            small: [SmallInt] as i16, "SMALLINT", 1 => 2;
            whole: [Integer] as i32, "INTEGER", 1 => 2;
            big: [BigInt] as i64, "BIGINT", i64::MAX - 1 => i64::MAX;
            oid: [Oid] as u32, "OID", 1 => u32::MAX;
            digits: [Float] as f32, "REAL", 1_234_571.0 => 1_234_571.1;
            tenth: [Float] as f32, "REAL", 0.1 => 0.1f32.next_up();
            zero: [Float] as f32, "REAL", 1.0 => -0.0;
            wide_float: [Double] as f64, "DOUBLE PRECISION", 0.1 => 0.1f64.next_up();
            infinite: [Double] as f64, "DOUBLE PRECISION", f64::MAX => f64::INFINITY;
            present: [Nullable<Double>] as Option<f64>, "DOUBLE PRECISION", Some(0.0) => None;
            money: [Money] as PgMoney, "MONEY", PgMoney(0) => PgMoney(1);
            price: [Numeric] as PgNumeric, "NUMERIC(8, 2)", decimal(&[10, 5000], 2) => decimal(&[10, 5100], 2);
            scaled: [Numeric] as PgNumeric, "NUMERIC", decimal(&[10], 0) => decimal(&[10, 1], 4);
            bytes: [Binary] as Vec<u8>, "BYTEA", vec![0, 255] => vec![0, 255, 0];
            list: [Array<Integer>] as Vec<i32>, "INTEGER[]", vec![1] => vec![1, 1];
            doubles: [Array<Double>] as Vec<f64>, "DOUBLE PRECISION[]", vec![0.1] => vec![0.1f64.next_up()];
            decimals: [Array<Numeric>] as Vec<PgNumeric>, "NUMERIC[]", vec![decimal(&[10], 0)] => vec![decimal(&[11], 0)];
            span_of: [Range<Integer>] as (Bound<i32>, Bound<i32>), "INT4RANGE", (Bound::Included(1), Bound::Excluded(5)) => (Bound::Included(1), Bound::Excluded(6));
            place: [Point] as Raw, "POINT", Raw([1.0f64.to_be_bytes(), 0.1f64.to_be_bytes()].concat()) => Raw([1.0f64.to_be_bytes(), 0.1f64.next_up().to_be_bytes()].concat());
        }

        #[test]
        fn zero_and_minus_zero_differ() -> QueryResult<()> {
            let conn = &mut start();
            let mut item = Item::find(1).first(conn)?;
            item.wide_float = 0.0;
            item.save(conn)?;
            item.wide_float = -0.0;
            assert_eq!(item.save(conn)?, 1);
            assert_eq!(item.save(conn)?, 0);
            Ok(())
        }

        #[test]
        fn zero_has_the_scale_of_its_column() -> QueryResult<()> {
            let conn = &mut start();
            let mut item = Item::find(1).first(conn)?;
            item.price = decimal(&[], 0);
            assert_eq!(item.save(conn)?, 1);
            assert_eq!(item.save(conn)?, 0);
            Ok(())
        }

        #[test]
        fn floats_are_compared_in_full_where_a_session_prints_fewer_digits() -> QueryResult<()> {
            let conn = &mut start();
            conn.batch_execute("SET extra_float_digits = 0")?;
            let mut item = Item::find(1).first(conn)?;
            item.wide_float = 0.1f64.next_up();
            assert_eq!(item.save(conn)?, 1);
            item.doubles = vec![0.1f64.next_up()];
            item.save(conn)?;
            let item = Item::find(1).first(conn)?;
            assert_eq!(
                (item.wide_float, item.doubles),
                (0.1f64.next_up(), vec![0.1f64.next_up()])
            );
            Ok(())
        }
    }

    mod texts {
        use super::*;
        sweep! {
            postgres, time = "TIMESTAMPTZ", before = BEFORE;
            words: [Text] as String, "TEXT", "a".into() => "a ".into();
            long: [Text] as String, "VARCHAR(9)", "a".into() => "A".into();
            code: [Text] as String, "CHAR(5)", "ab   ".into() => "abc  ".into();
            cased: [Text] as String, "TEXT COLLATE sweep_ci", "a".into() => "A".into();
            absent: [Nullable<Text>] as Option<String>, "TEXT", None => Some(String::new());
            present: [Nullable<Text>] as Option<String>, "CHAR(5)", Some("ab   ".into()) => None;
            letter: [CChar] as u8, "\"char\"", b'a' => b'b';
            texts: [Array<Text>] as Vec<String>, "TEXT[]", vec!["a".into()] => vec!["A".into()];
            on_day: [Date] as chrono::NaiveDate, "DATE", "2024-05-06".parse().expect("a value of its type") => "2024-05-07".parse().expect("a value of its type");
            at_hour: [Time] as chrono::NaiveTime, "TIME", "01:02:00".parse().expect("a value of its type") => "01:02:00.000001".parse().expect("a value of its type");
            made: [Timestamp] as chrono::NaiveDateTime, "TIMESTAMP", time("2024-05-06T07:08:10") => time("2024-05-06T07:08:10.000001");
            milli: [Timestamp] as chrono::NaiveDateTime, "TIMESTAMP(3)", time("2024-05-06T07:08:10") => time("2024-05-06T07:08:10.001");
            with_zone: [Timestamptz] as chrono::DateTime<chrono::Utc>, "TIMESTAMPTZ", time("2024-05-06T07:08:00").and_utc() => time("2024-05-06T07:08:00.000001").and_utc();
            span: [Interval] as PgInterval, "INTERVAL", interval(30, 0) => interval(0, 1);
            uuid: [Uuid] as Raw, "UUID", Raw(vec![7; 16]) => Raw(vec![8; 16]);
            json_text: [Json] as Raw, "JSON", Raw(br#"{"a": 1}"#.to_vec()) => Raw(br#"{"a": 1.0}"#.to_vec());
            jsonb: [Jsonb] as Raw, "JSONB", Raw(b"\x01{\"a\": 1}".to_vec()) => Raw(b"\x01{\"a\": 1.0}".to_vec());
            inet: [Inet] as Raw, "INET", Raw(vec![2, 24, 0, 4, 10, 0, 0, 1]) => Raw(vec![2, 25, 0, 4, 10, 0, 0, 1]);
            cidr: [Cidr] as Raw, "CIDR", Raw(vec![2, 24, 1, 4, 10, 0, 0, 0]) => Raw(vec![2, 25, 1, 4, 10, 0, 0, 0]);
            mac: [MacAddr] as [u8; 6], "MACADDR", [1; 6] => [2; 6];
            mac8: [MacAddr8] as [u8; 8], "MACADDR8", [1; 8] => [2; 8];
            mood: [Mood] as Raw, "sweep_mood", Raw(b"sad".to_vec()) => Raw(b"ok".to_vec());
        }

        #[test]
        fn blanks_at_the_end_of_a_char_column_are_no_change() -> QueryResult<()> {
            let conn = &mut start();
            let mut item = Item::find(1).first(conn)?;
            item.code = "ab".into();
            assert_eq!(item.save(conn)?, 0);
            Ok(())
        }
    }
}

#[cfg(feature = "mysql")]
mod mysql {
    use super::*;
    pub(crate) type Connection = MysqlConnection;
    use diesel::mysql::Mysql;

    pub(crate) mod sql_types {
        pub(crate) use diesel::sql_types::*;
        #[derive(SqlType, QueryId)]
        #[diesel(mysql_type(name = "Enum"))]
        pub struct Mood;
        #[derive(SqlType, QueryId)]
        #[diesel(mysql_type(name = "Float"))]
        pub struct Degrees;
        #[derive(SqlType, QueryId)]
        #[diesel(mysql_type(name = "Blob"))]
        pub struct Packed;
        use diesel::query_builder::QueryId;
    }

    raw!(
        Raw,
        Mysql,
        sql_types::Json,
        sql_types::Mood,
        sql_types::Numeric,
        sql_types::Degrees,
        sql_types::Packed
    );
    fn text(text: &str) -> Raw {
        Raw(text.as_bytes().to_vec())
    }

    sweep! {
        mysql, time = "DATETIME(6)", before = "";
        flag: [Bool] as bool, "BOOLEAN", false => true;
        tiny: [TinyInt] as i8, "TINYINT", 1 => 2;
        small: [SmallInt] as i16, "SMALLINT", 1 => 2;
        whole: [Integer] as i32, "INTEGER(8) ZEROFILL", 1 => 2;
        big: [Unsigned<BigInt>] as u64, "BIGINT UNSIGNED", u64::MAX - 1 => u64::MAX;
        digits: [Float] as f32, "FLOAT", 1_234_571.0 => 1_234_570.0;
        tenth: [Float] as f32, "FLOAT", 0.1 => 0.1f32.next_up();
        wide_float: [Double] as f64, "DOUBLE", 0.1 => 0.1f64.next_up();
        present: [Nullable<Double>] as Option<f64>, "DOUBLE", Some(0.0) => None;
        price: [Numeric] as Raw, "DECIMAL(8, 2)", text("10.50") => text("10.51");
        nothing: [Numeric] as Raw, "DECIMAL(8, 2) ZEROFILL", text("000001.00") => text("000000.00");
        words: [Text] as String, "TEXT", "a".into() => "a ".into();
        latin: [Text] as String, "VARCHAR(9) CHARACTER SET latin1", "é".into() => "É".into();
        wide: [Text] as String, "VARCHAR(9) CHARACTER SET utf16", "é".into() => "e".into();
        code: [Text] as String, "CHAR(5) CHARACTER SET ascii", "ab".into() => "Ab".into();
        absent: [Nullable<Text>] as Option<String>, "TEXT", None => Some(String::new());
        bytes: [Binary] as Vec<u8>, "BLOB", vec![0, 255] => vec![0, 255, 0];
        fixed: [Binary] as Vec<u8>, "BINARY(3)", vec![1, 255, 0] => vec![1, 255, 1];
        on_day: [Date] as chrono::NaiveDate, "DATE", "2024-05-06".parse().expect("a value of its type") => "2024-05-07".parse().expect("a value of its type");
        at_hour: [Time] as chrono::NaiveTime, "TIME(6)", "01:02:00".parse().expect("a value of its type") => "01:02:00.000001".parse().expect("a value of its type");
        made: [Datetime] as chrono::NaiveDateTime, "DATETIME(6)", time("2024-05-06T07:08:10") => time("2024-05-06T07:08:10.000001");
        milli: [Datetime] as chrono::NaiveDateTime, "DATETIME(3)", time("2024-05-06T07:08:10.123") => time("2024-05-06T07:08:10.124");
        whole_second: [Datetime] as chrono::NaiveDateTime, "DATETIME", time("2024-05-06T07:08:10") => time("2024-05-06T07:08:11");
        with_zone: [Timestamp] as chrono::NaiveDateTime, "TIMESTAMP(6) NULL", time("2024-05-06T07:08:00") => time("2024-05-06T07:08:00.000001");
        json_text: [Json] as Raw, "JSON", text(r#"{"a": 1}"#) => text(r#"{"a": 1.0}"#);
        mood: [Mood] as Raw, "ENUM('sad', 'ok') CHARACTER SET latin1", text("sad") => text("ok");
        degrees: [Degrees] as Raw, "FLOAT", Raw(1_234_571f32.to_ne_bytes().to_vec()) => Raw(1_234_570f32.to_ne_bytes().to_vec());
        packed: [Packed] as Raw, "BLOB", Raw(vec![255, 1]) => Raw(vec![254, 1]);
    }

    #[test]
    fn zero_and_minus_zero_differ() -> QueryResult<()> {
        let conn = &mut start();
        let mut item = Item::find(1).first(conn)?;
        (item.wide_float, item.digits) = (0.0, 0.0);
        item.save(conn)?;
        item.wide_float = -0.0;
        assert_eq!(item.save(conn)?, 1);
        item.digits = -0.0;
        assert_eq!(item.save(conn)?, 1);
        // As it is stored: MariaDB has no minus zero.
        let item = Item::find(1).first(conn)?;
        assert_eq!(item.save(conn)?, 0);
        Ok(())
    }

    #[test]
    fn json_of_other_spaces_is_the_same() -> QueryResult<()> {
        let conn = &mut start();
        let mut item = Item::find(1).first(conn)?;
        item.json_text = text(r#"{"a":1}"#);
        assert_eq!(item.save(conn)?, 0);
        Ok(())
    }
}
