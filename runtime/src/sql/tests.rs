//! Keys in SQL: what is known of their columns, and what is written of them.

use diesel::debug_query;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::is_nullable;
use diesel::sqlite::Sqlite;

use crate::sql::after::After;
use crate::sql::composite::Composite;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::order_key::Latest;
use crate::sql::source::SameColumns;
use crate::sql::values::{KeyValues, columns, has_column};

diesel::table! {
    units (tenant_id, id) {
        tenant_id -> Integer,
        id -> Integer,
        code -> Text,
        parent_id -> Nullable<Integer>,
    }
}

type PrimaryKey = Composite<(units::tenant_id, units::id)>;
type Parent = Composite<(units::tenant_id, units::parent_id)>;

fn sql(fragment: &impl QueryFragment<Sqlite>) -> String {
    debug_query(fragment).to_string()
}

#[test]
fn a_composite_knows_its_columns() {
    assert_eq!(Parent::WIDTH, 2);
    assert_eq!(Parent::NAMES, ["tenant_id", "parent_id"]);
    assert_eq!(Parent::NULLABLE, [false, true]);
    assert_eq!(Parent::name(), "tenant_id, parent_id");
    assert!(Parent::is_not_null("tenant_id"));
    assert!(!Parent::is_not_null("parent_id"));
    assert!(!Parent::is_not_null("code"));
    assert!(!Parent::is_text());
    assert!(Composite::<(units::id, units::code)>::is_text());
}

#[test]
fn a_key_can_be_null_where_one_of_its_columns_can() {
    fn not_null<C: KeyColumns<IsNull = is_nullable::NotNull>>() {}
    fn nullable<C: KeyColumns<IsNull = is_nullable::IsNullable>>() {}
    not_null::<units::id>();
    not_null::<PrimaryKey>();
    nullable::<units::parent_id>();
    nullable::<Parent>();
    nullable::<Composite<(units::parent_id, units::tenant_id, units::id)>>();
}

#[test]
fn a_key_is_compared_column_by_column() {
    let one = KeyIs::<units::id, i32>::new(Some(3));
    assert_eq!(sql(&one), "`units`.`id` = ? -- binds: [3]");
    let two = PrimaryKey::is(Some((1, 3)));
    assert_eq!(
        sql(&two),
        "`units`.`tenant_id` = ? AND `units`.`id` = ? -- binds: [1, 3]"
    );
    let none = PrimaryKey::is(None::<(i32, i32)>);
    assert_eq!(
        sql(&none),
        "`units`.`tenant_id` = ? AND `units`.`id` = ? -- binds: [None, None]"
    );
}

#[test]
fn a_local_column_is_the_other_side_of_each_column() {
    let same = SameColumns::<Parent, PrimaryKey>::default();
    assert_eq!(
        sql(&same),
        "`units`.`tenant_id` = `units`.`tenant_id` AND `units`.`parent_id` = `units`.`id` -- binds: []"
    );
}

#[test]
fn a_list_has_parentheses_around_keys_of_several_columns() {
    let one = <units::id as KeyColumn<i32>>::is_among(vec![1, 2]);
    assert_eq!(
        sql(&one),
        "`units`.`id` IN (SELECT * FROM (VALUES (?), (?))) -- binds: [1, 2]"
    );
    let two = PrimaryKey::is_in(vec![(1, 3), (1, 4)]);
    assert_eq!(
        sql(&two),
        "(`units`.`tenant_id`, `units`.`id`) IN (SELECT * FROM (VALUES (?, ?), (?, ?))) -- binds: [1, 3, 1, 4]"
    );
    let none = PrimaryKey::is_in(Vec::<(i32, i32)>::new());
    assert_eq!(sql(&none), "1 = 0 -- binds: []");
}

#[test]
fn keys_of_a_long_list_stand_in_the_text_row_by_row() {
    let keys: Vec<(i32, i32)> = (0..1_001).map(|id| (7, id)).collect();
    let text = sql(&PrimaryKey::is_in(keys));
    assert!(text.contains("(VALUES (7, 0), (7, 1), "), "{text}");
    assert!(text.ends_with("(7, 1000))) -- binds: []"), "{text}");
}

#[test]
fn rows_after_a_key_are_those_with_a_greater_one() {
    let one = After::<units::id, _>::new(Some(3));
    assert_eq!(sql(&one), "`units`.`id` > ? -- binds: [3]");
    let two = After::<PrimaryKey, _>::new(Some((1, 3)));
    assert_eq!(
        sql(&two),
        "(`units`.`tenant_id`, `units`.`id`) > (?, ?) -- binds: [1, 3]"
    );
    let all = After::<PrimaryKey, (i32, i32)>::new(None);
    assert_eq!(sql(&all), "1 = 1 -- binds: []");
}

#[test]
#[cfg(feature = "mysql")]
fn rows_after_a_key_where_no_index_compares_rows() {
    type Three = Composite<(units::tenant_id, units::parent_id, units::id)>;
    let three = After::<Three, _>::new(Some((1, 2, 3)));
    assert_eq!(
        debug_query::<diesel::mysql::Mysql, _>(&three).to_string(),
        "(`units`.`tenant_id` > ? OR (`units`.`tenant_id` = ? AND (`units`.`parent_id` > ? OR \
         (`units`.`parent_id` = ? AND `units`.`id` > ?)))) -- binds: [1, 1, 2, 2, 3]"
    );
}

#[test]
fn null_comes_last_in_an_order() {
    assert_eq!(
        sql(&Latest::<Parent>::default()),
        "`units`.`tenant_id` DESC, `units`.`parent_id` IS NULL, `units`.`parent_id` DESC -- binds: []"
    );
}

#[test]
fn the_values_of_a_key_are_those_of_its_columns() {
    let values = <Parent as KeyValues<(i32, i32)>>::values((1, 2));
    assert_eq!(columns::<Sqlite>(&values).ok(), Some(0b11));
    assert_eq!(has_column::<Sqlite>(&values, "parent_id").ok(), Some(true));
    assert_eq!(has_column::<Sqlite>(&values, "id").ok(), Some(false));
}
