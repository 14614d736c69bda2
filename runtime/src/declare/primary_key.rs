//! The primary key of a model.

use crate::declare::model::Model;
use crate::sql::has_key::HasKey;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::values::KeyValues;

/// The primary key of a model that knows its own.
pub(crate) type KeyOf<M> = <M as HasKey<<M as Model>::PrimaryKey>>::Key;

pub(crate) type PrimaryIs<M> = KeyIs<<M as Model>::PrimaryKey, KeyOf<M>>;

/// A model whose rows are written by primary key.
pub trait HasPrimaryKey:
    Model<PrimaryKey: KeyColumn<KeyOf<Self>> + KeyValues<KeyOf<Self>>>
    + HasKey<<Self as Model>::PrimaryKey>
{
}

impl<M> HasPrimaryKey for M where
    M: Model<PrimaryKey: KeyColumn<KeyOf<M>> + KeyValues<KeyOf<M>>>
        + HasKey<<M as Model>::PrimaryKey>
{
}

/// The primary key of a row; `None` where it is NULL.
pub(crate) fn primary_key<M: HasPrimaryKey>(row: &M) -> Option<KeyOf<M>> {
    let key = HasKey::<<M as Model>::PrimaryKey>::key(row)?;
    Some(key.into_owned())
}
