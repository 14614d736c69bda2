//! Writes of rows: by themselves, and through a relation.

pub(crate) mod associate;
pub(crate) mod by_keys;
pub(crate) mod change;
pub(crate) mod child;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod first_or_create;
pub(crate) mod first_or_new;
pub(crate) mod insert_rows;
pub(crate) mod inserted_rows;
pub(crate) mod lock;
pub(crate) mod model;
pub(crate) mod owner;
pub(crate) mod push;
pub(crate) mod replicate;
pub(crate) mod row;
pub(crate) mod row_ids;
pub(crate) mod row_statement;
pub(crate) mod update_many;
pub(crate) mod upsert;
