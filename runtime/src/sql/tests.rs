//! Keys in SQL: what is known of their columns, and what is written of them.

use diesel::debug_query;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::is_nullable;
use diesel::sqlite::Sqlite;

use crate::sql::after::After;
use crate::sql::composite::Composite;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::{KeyBinds, KeyIs};
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_list::KeyList;
use crate::sql::local::walk_equal;
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
