//! Values inside of JSON as fields: `options->visible: bool`.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, Double, HasSqlType, Text};
use serde_json::Value as Json;

use crate::dialect::dialect::Dialect;
use crate::search::build::field::{Field, ReadField, conditions_of_leaf, read};
use crate::search::build::leaf::{self, Leaf};
use crate::search::build::mistake::Mistake;
use crate::search::build::named::Named;
use crate::search::declare::path::{JsonPath, JsonValue};
use crate::search::request::value::Value;
use crate::search::sql::bind::Bind;
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::json::{JsonExtract, JsonKind, Path};
use crate::search::sql::test::{self, Test};

/// A Rust type of values inside of JSON.
pub trait JsonType: Send + Sync + 'static {
    /// The kind of value in JSON.
    const KIND: JsonKind;
    /// The class of it.
    const CLASS: Class;
}

/// A Rust type of values inside of JSON, on the database `DB`.
pub trait JsonScalar<DB: Backend>: JsonType {
    /// A value of a request.
    fn bind(value: &Value) -> Option<Operand<DB>>;
    /// Reads a value.
    fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json>;
}

macro_rules! scalars {
    ($($T:ty as $Sent:ty: $sql:ident, $kind:ident, $class:ident;)*) => {$(
        impl JsonType for $T {
            const KIND: JsonKind = JsonKind::$kind;
            const CLASS: Class = Class::$class;
        }

        impl<DB> JsonScalar<DB> for $T
        where
            DB: Backend + HasSqlType<$sql>,
            $Sent: ToSql<$sql, DB> + FromSql<$sql, DB>,
        {
            fn bind(value: &Value) -> Option<Operand<DB>> {
                let value = <$Sent>::from(value.parse::<$T>()?);
                Some(Operand::new(Bind::<$sql, $Sent>::new(value)))
            }
            fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
                read::<$sql, $Sent, DB>(raw)
            }
        }
    )*};
}
scalars! {
    String as String: Text, Text, Text;
    i16 as i64: BigInt, Integer, Integer;
    i32 as i64: BigInt, Integer, Integer;
    i64 as i64: BigInt, Integer, Integer;
    f32 as f64: Double, Number, Float;
    f64 as f64: Double, Number, Float;
    bool as bool: Bool, Boolean, Boolean;
}

impl<Place: Named + Default, P: JsonPath, T: JsonType> Named for JsonValue<Place, P, T> {
    fn write_name(&self, name: &mut String) {
        Place::default().write_name(name);
        for key in P::KEYS {
            name.push_str("->");
            name.push_str(key);
        }
    }
    fn is_named(&self, name: &str) -> bool {
        let mut column = name;
        for key in P::KEYS.iter().rev() {
            let before = column.strip_suffix(key);
            match before.and_then(|before| before.strip_suffix("->")) {
                Some(before) => column = before,
                None => return false,
            }
        }
        Place::default().is_named(column)
    }
    fn class(&self) -> Class {
        T::CLASS
    }
}

impl<Place, P, T, DB> Leaf<DB> for JsonValue<Place, P, T>
where
    DB: Dialect,
    Place: Leaf<DB> + Default,
    P: JsonPath,
    T: JsonScalar<DB>,
{
    fn operand(&self) -> Operand<DB> {
        let place = Place::default();
        Operand::new(JsonExtract {
            column: place.operand(),
            binary: place.class() == Class::Json(true),
            path: Path::new(P::KEYS),
            kind: T::KIND,
        })
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        T::bind(value)
    }
}

impl<Place, P, T, DB> Field<DB> for JsonValue<Place, P, T>
where
    DB: Dialect,
    JsonValue<Place, P, T>: Leaf<DB> + Named,
{
    conditions_of_leaf!();
}

impl<Place, P, T, DB> ReadField<DB> for JsonValue<Place, P, T>
where
    DB: Dialect,
    JsonValue<Place, P, T>: Leaf<DB> + Named,
    T: JsonScalar<DB>,
{
    fn read(&self, raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        T::read(raw)
    }
    fn is_nullable(&self) -> bool {
        true
    }
}
