//! Many-to-many: rows of a pivot table are attached, detached, synced and updated.

pub(crate) mod attach;
pub(crate) mod attach_inserted;
pub(crate) mod attached_to;
pub(crate) mod changes;
pub(crate) mod difference;
pub(crate) mod first_or_create;
pub(crate) mod given;
pub(crate) mod input;
pub(crate) mod insert;
pub(crate) mod insert_related;
pub(crate) mod mode;
pub(crate) mod move_away;
pub(crate) mod pivot_write;
pub(crate) mod pivots_of;
pub(crate) mod reattach;
pub(crate) mod select;
pub(crate) mod sync;
pub(crate) mod update;
pub(crate) mod with_fields;
pub(crate) mod write_difference;

pub use self::pivot_write::{PivotOperation, PivotWrite};
pub use self::pivots_of::PivotsOf;
pub use self::with_fields::{EachPivot, Pivots};
