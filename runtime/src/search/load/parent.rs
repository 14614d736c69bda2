//! The parent whose rows are searched.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::sql_types::Text;
use serde_json::Value as Json;

use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::search::build::field::{Field, ReadField};
use crate::search::build::list::{Fields, ReadFields};
use crate::search::build::pivot_key::pivot_key;
use crate::sql::source::PivotTable;

/// The parent of the rows of a search, by the relation `K`: `user.posts().search(&request)`. It also stands for the columns of a pivot table that
/// the request may name.
#[derive(Debug)]
pub struct Parent<K: RelationDef> {
    /// Its key; `None` where it is NULL.
    pub(crate) key: Option<K::Key>,
}

/// The rows between those of a search and their parent: none, or those of a pivot table.
pub trait Between<DB: Dialect>: Fields<DB> + ReadFields<DB> {
    /// Adds the columns that tell rows of the pivot table apart.
    fn add_key(fields: &mut Vec<Box<dyn ReadField<DB>>>);
    /// Reads a value of the one with this number.
    fn read_key(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json>;
}

impl<DB: Dialect> Between<DB> for () {
    fn add_key(_: &mut Vec<Box<dyn ReadField<DB>>>) {}
    fn read_key(_: usize, _: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        Ok(Json::Null)
    }
}

impl<K, DB> Between<DB> for Parent<K>
where
    DB: Dialect,
    K: RelationDef<Source: PivotTable<DB>, PivotFields: Fields<DB> + ReadFields<DB>>,
    String: FromSql<Text, DB>,
{
    fn add_key(fields: &mut Vec<Box<dyn ReadField<DB>>>) {
        for column in pivot_key::<K>() {
            fields.push(Box::new(column));
        }
    }
    fn read_key(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        match pivot_key::<K>().nth(number) {
            Some(column) => column.read(raw),
            None => Ok(Json::Null),
        }
    }
}

impl<K: RelationDef> Clone for Parent<K> {
    fn clone(&self) -> Self {
        let key = self.key.clone();
        Parent { key }
    }
}

impl<K: RelationDef, DB: Dialect> Fields<DB> for Parent<K>
where
    K::PivotFields: Fields<DB>,
{
    fn add_to(fields: &mut Vec<Box<dyn Field<DB>>>) {
        <K::PivotFields as Fields<DB>>::add_to(fields);
    }
}

impl<K: RelationDef, DB: Dialect> ReadFields<DB> for Parent<K>
where
    K::PivotFields: ReadFields<DB>,
{
    const LEN: usize = <K::PivotFields as ReadFields<DB>>::LEN;
    fn read(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        <K::PivotFields as ReadFields<DB>>::read(number, raw)
    }
    fn add_to(fields: &mut Vec<Box<dyn ReadField<DB>>>) {
        <K::PivotFields as ReadFields<DB>>::add_to(fields);
    }
}
