//! Many-to-many: rows of a pivot table are attached, detached, synced and updated.

pub(crate) mod attach_inserted;
pub(crate) mod attached_to;
pub(crate) mod create;
pub(crate) mod first_or_create;
pub(crate) mod insert;
pub(crate) mod make_room;
pub(crate) mod plan;
pub(crate) mod revive;
pub(crate) mod sql;
pub(crate) mod work;
pub(crate) mod write;
