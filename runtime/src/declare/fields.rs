//! The fields that every row of a relation has, beside the parent's key: none, or the type of a polymorphic owner.

use crate::sql::values::NoFields;

/// Fields that can be `NULL`, so that a row can leave the relation.
#[diagnostic::on_unimplemented(
    message = "a row of this relation always has an owner: its type is NOT NULL",
    label = "this relation cannot be dissociated",
    note = "make the column nullable, in the migration, in `table!` and as an `Option` field"
)]
pub trait ClearsFields {}

impl ClearsFields for NoFields {}

/// Fields that a row in memory can get.
pub trait SetsFields<Row> {
    /// Gives them to the row.
    fn set_fields(row: &mut Row);
}

impl<Row> SetsFields<Row> for NoFields {
    fn set_fields(_: &mut Row) {}
}
