//! Names of columns and relations as types: how the declaration of one model names the columns of another.

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::relation::with_pivot::Declared;

/// A column of a model, by the name of its field: `NAME` is the hash of it, which the derive computes. A model with `#[model(search)]` has
/// one for each field.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no column of this name",
    label = "no column of `{Self}`",
    note = "a search names fields of the struct `{Self}` that are columns of its table"
)]
pub trait SearchColumn<const NAME: u64>: Model {
    /// The name in JSON, of requests and of answers.
    const COLUMN: &'static str;
    /// The column.
    type Column: Default;
    /// The Rust type of the field.
    type Value;
}

/// A relation of a model, by its name: `NAME` is the hash of it. A model with `#[model(search)]` has one for each relation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no relation of this name",
    label = "no relation of `{Self}`",
    note = "a search goes through relations that `{Self}` declares, but through no `morph_to`"
)]
pub trait SearchRelation<const NAME: u64>: Model {
    /// The relation.
    type Relation: RelationDef<Parent = Self>;
    /// The selection of the relation's constant beside its rows: the rows of the pivot table, where the relation has them.
    type Selection: Declared;
}
