//! The primary key of a model.

use crate::declare::model::Model;
use crate::sql::key::HasKey;
use crate::sql::key::KeyColumn;
use crate::sql::key::OwnTable;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::KeyValues;
/// The primary key of a model that knows its own.
pub(crate) type KeyOf<M> = <M as HasKey<<M as Model>::PrimaryKey>>::Key;

pub(crate) type PrimaryIs<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::Is;

/// A model whose rows are written by primary key.
pub trait HasPrimaryKey:
    Model<PrimaryKey: KeyColumn<KeyOf<Self>> + ColumnNames + OwnTable + KeyValues<KeyOf<Self>>>
    + HasKey<<Self as Model>::PrimaryKey>
{
}

impl<M> HasPrimaryKey for M where
    M: Model<PrimaryKey: KeyColumn<KeyOf<M>> + ColumnNames + OwnTable + KeyValues<KeyOf<M>>>
        + HasKey<<M as Model>::PrimaryKey>
{
}

/// The primary key of a row; `None` where it is NULL.
pub(crate) fn primary_key<M: HasPrimaryKey>(row: &M) -> Option<KeyOf<M>> {
    let key = HasKey::<<M as Model>::PrimaryKey>::key(row)?;
    Some(key.into_owned())
}
