//! Writes of rows: by themselves, and through a relation.

pub(crate) mod associate;
pub(crate) mod batch;
pub(crate) mod by_keys;
pub(crate) mod change;
pub(crate) mod child_values;
pub(crate) mod columns_in;
pub(crate) mod conflict;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod find_or_create;
pub(crate) mod first_or_create;
pub(crate) mod first_or_new;
pub(crate) mod insert_statement;
pub(crate) mod inserted_rows;
pub(crate) mod link;
pub(crate) mod lock;
#[cfg(feature = "search")]
pub(crate) mod lock_rows;
pub(crate) mod model;
pub(crate) mod owner;
pub(crate) mod push;
pub(crate) mod related_write;
pub(crate) mod replicate;
pub(crate) mod row_ids;
pub(crate) mod select_rows;
pub(crate) mod statement;
pub(crate) mod twins;
pub(crate) mod update_many;
pub(crate) mod update_parents;
pub(crate) mod update_statement;
pub(crate) mod upsert;
pub(crate) mod write_related;
pub(crate) mod write_rows;

pub use self::associate::Reparent;
pub use self::columns_in::{ColumnsIn, UpdatedIn};
pub use self::first_or_create::FirstOrCreate;
pub use self::link::Children;
pub use self::owner::{Associates, CanBeNull, Dissociates};
pub use self::push::{Push, Pushed};
pub use self::related_write::RelatedWrite;
pub use self::row_ids::{PivotRow, PivotRows, RelatedId};
pub use self::update_many::UpdateMany;
pub use self::upsert::{HoldsKeys, Upsert};
