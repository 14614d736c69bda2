//! The parent whose rows are searched.

use diesel::backend::Backend;
use diesel::deserialize;
use serde_json::Value as Json;

use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::search::build::field::{Field, ReadField};
use crate::search::build::list::{Fields, ReadFields};
use crate::search::load::include::PivotOf;

/// The parent of the rows of a search, by the relation `K`: `user.posts().search(&request)`. It also stands for the columns of a pivot table that
/// the request may name.
#[derive(Debug)]
pub struct Parent<K: RelationDef> {
    /// Its key; `None` where it is NULL.
    pub(crate) key: Option<K::Key>,
}

impl<K: RelationDef> Clone for Parent<K> {
    fn clone(&self) -> Self {
        let key = self.key.clone();
        Parent { key }
    }
}

impl<K: RelationDef, DB: Dialect> Fields<DB> for Parent<K>
where
    PivotOf<K>: Fields<DB>,
{
    fn add_to(fields: &mut Vec<Box<dyn Field<DB>>>) {
        <PivotOf<K> as Fields<DB>>::add_to(fields);
    }
}

impl<K: RelationDef, DB: Dialect> ReadFields<DB> for Parent<K>
where
    PivotOf<K>: ReadFields<DB>,
{
    const LEN: usize = <PivotOf<K> as ReadFields<DB>>::LEN;
    fn read(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        <PivotOf<K> as ReadFields<DB>>::read(number, raw)
    }
    fn add_to(fields: &mut Vec<Box<dyn ReadField<DB>>>) {
        <PivotOf<K> as ReadFields<DB>>::add_to(fields);
    }
}
