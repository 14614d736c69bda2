//! Aggregates as what a search sorts by: `comments.sum(votes)`.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::ToSql;
use diesel::sql_types::{Double, HasSqlType};
use serde_json::Value as Json;

use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::search::build::called::Called;
use crate::search::build::field::{ReadField, read};
use crate::search::build::leaf::Leaf;
use crate::search::build::named::Named;
use crate::search::build::names::{ColumnName, NamedAggregate as _};
use crate::search::build::relation::Step;
use crate::search::declare::path::Aggregated;
use crate::search::request::value::Value;
use crate::search::sql::bind::Bind;
use crate::search::sql::cast::{As, Cast};
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::Operand;
use crate::search::sql::function::Function;

impl<F: Called, K: RelationDef, Column: ColumnName + Named + Default> Named
    for Aggregated<F, K, Column>
{
    fn write_name(&self, name: &mut String) {
        name.push_str(&Self::NAME.asked());
    }
    fn is_named(&self, name: &str) -> bool {
        Self::NAME.asked() == name
    }
    fn class(&self) -> Class {
        match is_number::<F>() {
            true => Class::Float,
            false => Column::default().class(),
        }
    }
}

impl<F, K, Column, DB> Leaf<DB> for Aggregated<F, K, Column>
where
    DB: Dialect + HasSqlType<Double>,
    F: Called,
    K: Step<DB>,
    Column: Leaf<DB> + ColumnName + Default,
    f64: ToSql<Double, DB>,
{
    fn operand(&self) -> Operand<DB> {
        let value = K::related(F::FUNCTION, Some(Column::default().operand()), None);
        match is_number::<F>() {
            true => Operand::new(Cast(value, As::Double)),
            false => value,
        }
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        match is_number::<F>() {
            true => Some(Operand::new(Bind::<Double, f64>::new(value.parse()?))),
            false => Column::default().bind(value),
        }
    }
}

impl<F, K, Column, DB> ReadField<DB> for Aggregated<F, K, Column>
where
    DB: Dialect,
    Aggregated<F, K, Column>: Leaf<DB>,
    F: Called,
    Column: ReadField<DB> + ColumnName + Default,
    f64: FromSql<Double, DB>,
{
    fn read(&self, raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        match is_number::<F>() {
            true => read::<Double, f64, DB>(raw),
            false => Column::default().read(raw),
        }
    }
    // There may be no related row.
    fn is_nullable(&self) -> bool {
        true
    }
}

/// True where the result has a type of its own, and not that of the column.
fn is_number<F: Called>() -> bool {
    matches!(F::FUNCTION, Function::Sum | Function::Avg)
}
