//! The lists of a declaration, `(A, (B, ()))`, as objects.

use diesel::backend::Backend;
use diesel::deserialize;
use serde_json::Value as Json;

use crate::dialect::dialect::Dialect;
use crate::search::build::field::{Field, ReadField};
use crate::search::declare::path::PivotLists;

/// A list of fields.
pub trait Fields<DB: Dialect> {
    /// Adds them to the others.
    fn add_to(fields: &mut Vec<Box<dyn Field<DB>>>);

    /// All of them.
    fn all() -> Vec<Box<dyn Field<DB>>> {
        let mut fields = Vec::new();
        Self::add_to(&mut fields);
        fields
    }
}

impl<DB: Dialect> Fields<DB> for () {
    fn add_to(_: &mut Vec<Box<dyn Field<DB>>>) {}
}

impl<DB: Dialect, F: Field<DB> + Default + 'static, Others: Fields<DB>> Fields<DB> for (F, Others) {
    fn add_to(fields: &mut Vec<Box<dyn Field<DB>>>) {
        fields.push(Box::new(F::default()));
        Others::add_to(fields);
    }
}

/// A list of fields that are read back.
pub trait ReadFields<DB: Dialect> {
    /// The number of them.
    const LEN: usize;
    /// Reads a value of the one with this number.
    fn read(number: usize, raw: Option<<DB as Backend>::RawValue<'_>>)
    -> deserialize::Result<Json>;
    /// Adds them to the others.
    fn add_to(fields: &mut Vec<Box<dyn ReadField<DB>>>);

    /// All of them.
    fn all() -> Vec<Box<dyn ReadField<DB>>> {
        let mut fields = Vec::new();
        Self::add_to(&mut fields);
        fields
    }
}

impl<DB: Dialect> ReadFields<DB> for () {
    const LEN: usize = 0;
    fn read(_: usize, _: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        Ok(Json::Null)
    }
    fn add_to(_: &mut Vec<Box<dyn ReadField<DB>>>) {}
}

impl<DB: Dialect, F: ReadField<DB> + Default + 'static, Others: ReadFields<DB>> ReadFields<DB>
    for (F, Others)
{
    const LEN: usize = 1 + Others::LEN;
    fn read(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        match number {
            0 => F::default().read(raw),
            number => Others::read(number - 1, raw),
        }
    }
    fn add_to(fields: &mut Vec<Box<dyn ReadField<DB>>>) {
        fields.push(Box::new(F::default()));
        Others::add_to(fields);
    }
}

impl<DB: Dialect, F: Fields<DB>, Writes> Fields<DB> for PivotLists<F, Writes> {
    fn add_to(fields: &mut Vec<Box<dyn Field<DB>>>) {
        F::add_to(fields);
    }
}

impl<DB: Dialect, F: ReadFields<DB>, Writes> ReadFields<DB> for PivotLists<F, Writes> {
    const LEN: usize = F::LEN;
    fn read(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        F::read(number, raw)
    }
    fn add_to(fields: &mut Vec<Box<dyn ReadField<DB>>>) {
        F::add_to(fields);
    }
}
