//! The values of attributes, each of the type of its field.

use std::any::TypeId;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, SqlType};
use diesel::{Column as DieselColumn, QueryResult};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::search::build::leaf::in_a_form;
use crate::search::build::mistake::Mistake;
use crate::search::build::variants::variants;
use crate::search::declare::names::SearchColumn;
use crate::search::declare::path::{Column, PivotColumn};
use crate::search::declare::writable::Writable;
use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::place::Place;
use crate::search::request::value::Value;
use crate::search::request::walk::quoted;
use crate::search::resource::attributes::{Attributes, PIVOT};
use crate::search::sql::class::Class;
use crate::sql::key_columns::{IsNullable, KeyColumns};
use crate::sql::values::{EachField, FieldValue, NoFields, Values};

/// A list of fields that requests may set.
pub trait WriteList {
    /// Their values: those of a row to insert, or of one that changes.
    type Values;
    /// Adds their columns.
    fn add_columns(columns: &mut Vec<WriteColumn>);
    /// Reads them.
    fn read(reading: &mut Reading<'_>) -> Self::Values;
}

/// A column that requests may write.
#[derive(Debug)]
pub struct WriteColumn {
    /// The name in requests.
    pub(crate) name: &'static str,
    /// The name in SQL.
    pub(crate) column: &'static str,
    pub(crate) is_nullable: bool,
    /// The class of its SQL type.
    #[cfg(feature = "json-schema")]
    pub(crate) class: fn() -> Class,
    /// The values that it has, where it is an enum.
    #[cfg(feature = "json-schema")]
    pub(crate) variants: fn() -> &'static [&'static str],
}

impl WriteColumn {
    /// The column `C`, whose values have the Rust type `T`.
    #[cfg_attr(
        not(feature = "json-schema"),
        expect(
            clippy::extra_unused_type_parameters,
            reason = "a schema asks for the variants of the type"
        )
    )]
    fn of<C, T>(name: &'static str) -> Self
    where
        C: DieselColumn<SqlType: SqlType<IsNull: IsNullable> + 'static>,
        T: DeserializeOwned,
    {
        WriteColumn {
            name,
            column: C::NAME,
            is_nullable: <SqlOf<C> as SqlType>::IsNull::IS_NULLABLE,
            #[cfg(feature = "json-schema")]
            class: Class::of::<SqlOf<C>>,
            #[cfg(feature = "json-schema")]
            variants: variants::<T>,
        }
    }

    /// Those of a list.
    pub(crate) fn all<Writes: WriteList>() -> Vec<Self> {
        let mut columns = Vec::new();
        Writes::add_columns(&mut columns);
        columns
    }
}

/// The values that requests write of the model `M`.
pub(crate) type Written<M> = <<M as Writable>::Writes as WriteList>::Values;

type SqlOf<C> = <C as Expression>::SqlType;

/// A walk over attributes, which collects their mistakes.
#[derive(Debug)]
pub struct Reading<'a> {
    attributes: &'a Attributes,
    place: &'a Place,
    /// The columns that have to stay as they are.
    kept: &'static [&'static str],
    errors: &'a mut Vec<RequestError>,
}

/// The values of attributes, which stand at this place, and those of a row of a pivot table; those that are not given are left to the database, or
/// left alone. `changes`: they are those of a row that is there, whose primary key stays.
pub(crate) fn values<M, Pivot>(
    attributes: &Attributes,
    changes: bool,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> (Written<M>, Pivot::Values)
where
    M: Writable<Writes: WriteList, PrimaryKey: KeyColumns>,
    Pivot: WriteList,
{
    let mut allowed = names::<M::Writes>();
    let pivot_names = names::<Pivot>();
    if !pivot_names.is_empty() {
        allowed.push(PIVOT);
    }
    check_names(attributes, &allowed, place, errors);
    let row = M::Writes::read(&mut Reading {
        attributes,
        place,
        kept: match changes {
            true => M::PrimaryKey::NAMES,
            false => &[],
        },
        errors,
    });
    let place = place.key(PIVOT);
    let given = attributes.pivot();
    if !pivot_names.is_empty() && given.is_none() && attributes.get(PIVOT).is_some() {
        let message = "the values of the pivot row are an object";
        errors.push(RequestError::new(&place, ErrorCode::WrongType, message));
    }
    let given = given.filter(|_| !pivot_names.is_empty());
    let attributes = given.unwrap_or_default();
    check_names(&attributes, &pivot_names, &place, errors);
    let pivot = Pivot::read(&mut Reading {
        attributes: &attributes,
        place: &place,
        kept: &[],
        errors,
    });
    (row, pivot)
}

/// Tells which parts of a row the attributes have: values of the row itself, and of a row of a pivot table with these columns.
pub(crate) fn parts<Pivot: WriteList>(attributes: &Attributes) -> (bool, bool) {
    let has_pivot = !names::<Pivot>().is_empty();
    let is_pivot = |name: &str| has_pivot && name == PIVOT;
    let of_row = attributes.names().any(|name| !is_pivot(name));
    let of_pivot = attributes.pivot().is_some_and(|pivot| !pivot.is_empty());
    (of_row, has_pivot && of_pivot)
}

fn names<Writes: WriteList>() -> Vec<&'static str> {
    let columns = WriteColumn::all::<Writes>().into_iter();
    columns.map(|column| column.name).collect()
}

/// Reports names that are not allowed.
fn check_names(
    attributes: &Attributes,
    allowed: &[&str],
    place: &Place,
    errors: &mut Vec<RequestError>,
) {
    for name in attributes.names().filter(|name| !allowed.contains(name)) {
        let name = quoted(name);
        let message = format!("there is no field `{name}` to write");
        let error = RequestError::new(place.key(&name), ErrorCode::UnknownField, message);
        errors.push(error.allow(allowed.iter().copied()));
    }
}

impl WriteList for () {
    type Values = NoFields;
    fn add_columns(_: &mut Vec<WriteColumn>) {}
    fn read(_: &mut Reading<'_>) -> NoFields {
        NoFields
    }
}

impl<M, const NAME: u64, Others> WriteList for (Column<M, NAME>, Others)
where
    M: SearchColumn<NAME, Value: DeserializeOwned>,
    M::Column: DieselColumn<SqlType: SqlType<IsNull: IsNullable> + 'static>,
    Others: WriteList,
{
    type Values = (Field<M::Column, M::Value>, Others::Values);
    fn add_columns(columns: &mut Vec<WriteColumn>) {
        columns.push(WriteColumn::of::<M::Column, M::Value>(M::COLUMN));
        Others::add_columns(columns);
    }
    fn read(reading: &mut Reading<'_>) -> Self::Values {
        let column = <M::Column as DieselColumn>::NAME;
        let value = reading.field::<SqlOf<M::Column>, _>(M::COLUMN, column);
        let value = value.map(|value| Given(value, PhantomData));
        (Field(value), Others::read(reading))
    }
}

impl<C, T, Others> WriteList for (PivotColumn<C, T>, Others)
where
    C: DieselColumn<SqlType: SqlType<IsNull: IsNullable> + 'static>,
    T: DeserializeOwned,
    Others: WriteList,
{
    type Values = (Field<C, T>, Others::Values);
    fn add_columns(columns: &mut Vec<WriteColumn>) {
        columns.push(WriteColumn::of::<C, T>(C::NAME));
        Others::add_columns(columns);
    }
    fn read(reading: &mut Reading<'_>) -> Self::Values {
        let value = reading.field::<SqlOf<C>, T>(C::NAME, C::NAME);
        let value = value.map(|value| Given(value, PhantomData));
        (Field(value), Others::read(reading))
    }
}

impl Reading<'_> {
    /// The value of an attribute, where it is given and one of the Rust type `T`.
    fn field<ST: 'static, T: DeserializeOwned>(&mut self, name: &str, column: &str) -> Option<T> {
        let json = self.attributes.get(name)?;
        let place = self.place.key(name);
        if self.kept.contains(&column) {
            let message = "the primary key of a row stays as it is";
            let error = RequestError::new(place, ErrorCode::NotAllowed, message);
            self.errors.push(error);
            return None;
        }
        let class = Class::of::<ST>();
        let value = parse(json, class);
        if value.is_none() {
            let mistake = Mistake::no_value(class, variants::<T>());
            self.errors.push(mistake.at_place(place));
        }
        value
    }
}

/// A value of the Rust type `T`, by the rules of values in filters. What has an object in it is read as JSON.
fn parse<T: DeserializeOwned>(json: &Json, class: Class) -> Option<T> {
    if has_nul(json) {
        return None;
    }
    let plain = plain(json).filter(|_| !matches!(class, Class::Json(_)));
    let Some(value) = plain else {
        return T::deserialize(json).ok();
    };
    in_a_form(&value, class, Value::parse)
}

/// True where a text in it has a NUL character, which databases do not take.
fn has_nul(json: &Json) -> bool {
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(items) => items.iter().any(has_nul),
        Json::Object(fields) => (fields.iter()).any(|(key, it)| key.contains('\0') || has_nul(it)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// The value of a JSON value without objects.
fn plain(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Number(number.clone()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(plain).collect::<Option<_>>()?),
        Json::Object(_) => return None,
    })
}

/// The value of the column `C`, where it is given.
#[derive(Debug)]
pub struct Field<C, T>(Option<Given<C, T>>);

/// A value for the column `C`: `?`, `$1`.
#[derive(Debug)]
pub struct Given<C, T>(T, PhantomData<fn() -> C>);

impl<C, T, DB> QueryFragment<DB> for Given<C, T>
where
    DB: Backend + HasSqlType<C::SqlType>,
    C: DieselColumn,
    T: ToSql<C::SqlType, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // Each request may name other fields, and so has a statement of its own.
        out.unsafe_to_cache_prepared();
        out.push_bind_param::<C::SqlType, _>(&self.0)
    }
}

impl<C, T, DB: Backend> FieldValue<DB> for Given<C, T>
where
    C: DieselColumn<SqlType: SqlType<IsNull: IsNullable> + 'static>,
    Self: QueryFragment<DB>,
{
    fn sql_type(&self) -> TypeId {
        TypeId::of::<C::SqlType>()
    }
    fn is_nullable(&self) -> bool {
        <C::SqlType as SqlType>::IsNull::IS_NULLABLE
    }
}

impl<C: DieselColumn, T, DB: Backend> Values<DB> for Field<C, T>
where
    Given<C, T>: FieldValue<DB>,
{
    const WIDTH: usize = 1;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        f(C::NAME, self.0.as_ref().map(|value| value as _))
    }
}
