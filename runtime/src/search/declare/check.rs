//! Checks of what the lists of a search name, each with one message where the name is written.
//!
//! They stand in the constant of [`Checked`](crate::declare::checked::Checked). A list whose check fails is an error to the compiler, and says nothing where the search is used.

use std::marker::PhantomData;

use diesel::expression::{AppearsOnTable, AsExpression, Expression, TypedExpressionType};
use diesel::sql_types::{BoolOrNullableBool, Json, Jsonb, Nullable, SingleValue, SqlType, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::shape::{One, Owner};
use crate::search::build::json_value::JsonType as JsonValueType;
use crate::search::declare::names::{SearchColumn, SearchRelation};
use crate::search::declare::searchable::Searchable;
use crate::sql::aggregate::{Averageable, HasMax, HasMin, Summable};

/// The relation `NAME` of the model `M`, where the check holds that there is one.
#[derive(Debug)]
pub struct Named<M, const NAME: u64, const CHECKED: bool>(PhantomData<fn() -> M>);

/// A relation that a path goes through.
pub trait NamedRelation {
    /// The relation.
    type Relation;
    /// The selection of its constant beside its rows.
    type Selection;
}

impl<M: SearchRelation<NAME>, const NAME: u64> NamedRelation for Named<M, NAME, true> {
    type Relation = M::Relation;
    type Selection = M::Selection;
}

// With a check that fails, the constant is both to the compiler: it asks no more of `M`.
impl<M, const NAME: u64> NamedRelation for Named<M, NAME, false> {
    type Relation = ();
    type Selection = ();
}

/// The relation of a [`Named`].
pub type RelationOf<N> = <N as NamedRelation>::Relation;
/// The selection of the relation of a [`Named`].
pub type SelectionOf<N> = <N as NamedRelation>::Selection;
/// The related model.
pub type RelatedOf<K> = <K as RelationDef>::Related;

/// A model with `#[model(search)]`: its columns and relations have names for searches. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "a search cannot go through `{Self}`",
    label = "`{Self}` has no `#[model(search)]`",
    note = "add `#[model(search)]` to `{Self}`: it gives its columns and relations the names that are used here"
)]
pub trait Names {
    /// The model.
    type Me: Model;
}

/// A model that a search goes through.
pub trait Reached {
    /// The model. Where there is none, nothing more is asked of it: one mistake is one error.
    type Me: Model;
}

#[diagnostic::do_not_recommend]
impl<M: Names> Reached for M {
    type Me = M::Me;
}

/// A column of a model, by the hash of its name.
pub trait ColumnNamed<const NAME: u64> {
    /// The column.
    type Column;
    /// The Rust type of its field.
    type Value;
}

// The compiler lists no other columns, whose names it does not know.
#[diagnostic::do_not_recommend]
impl<M: SearchColumn<NAME>, const NAME: u64> ColumnNamed<NAME> for M {
    type Column = M::Column;
    type Value = M::Value;
}

/// A relation of a model, by the hash of its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no relation of this name",
    label = "no relation of `{Self}`",
    note = "a search goes through relations that `{Self}` declares, but through no `morph_to`"
)]
pub trait HasRelation<const NAME: u64> {}

#[diagnostic::do_not_recommend]
impl<M: SearchRelation<NAME>, const NAME: u64> HasRelation<NAME> for M {}

/// A model whose rows requests may load or filter.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be searched",
    label = "`{Self}` has no `#[model(search)]`",
    note = "a request can filter and sort the rows that it includes or takes a number of: add `#[model(search)]` to `{Self}`, or \
            `#[model(search(filter(..), sort(..)))]` to say by what"
)]
pub trait CanBeSearched {}

#[diagnostic::do_not_recommend]
impl<M: Searchable> CanBeSearched for M {}

/// The Rust type of a column that filters name.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot be read from a request",
    label = "`{Self}` is not `serde::Deserialize`",
    note = "requests give values of this Rust type: derive `serde::Deserialize` for it, or remove the name from the list"
)]
pub trait FilterValue {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FilterValue for T {}

/// The Rust type of a column that a search sorts by, or takes the least or the greatest value of.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot be written to a cursor and read from a request",
    label = "`{Self}` is not both `serde::Serialize` and `serde::Deserialize`",
    note = "a cursor has the values that a search sorts by, and a response those of an aggregate: derive `serde::Serialize` and \
            `serde::Deserialize` for the type, or remove the name from the list"
)]
pub trait SortValue {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> SortValue for T {}

/// The Rust type of the column `C`, which sends its values to the database.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot be sent to the database",
    label = "`{Self}` is not a value of `{C}` to Diesel",
    note = "a request has values of the column's Rust type: derive `AsExpression` for it, with `#[diesel(sql_type = ..)]`, and implement \
            `ToSql`; or remove the name from the list"
)]
pub trait SentTo<C> {}

#[diagnostic::do_not_recommend]
impl<T, C> SentTo<C> for T
where
    C: Expression<SqlType: SqlType + TypedExpressionType>,
    T: AsExpression<C::SqlType>,
{
}

/// The Rust type of a column that data sets.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` cannot be read from attributes",
    label = "`{Self}` is not `serde::Deserialize`",
    note = "`write(..)` lists columns whose values are read as their Rust types: derive `serde::Deserialize` for it, or remove the name from the list"
)]
pub trait WriteValue {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> WriteValue for T {}

/// The Rust type of a column of the primary key.
#[diagnostic::on_unimplemented(
    message = "a primary key of `{Self}` cannot be written to a cursor and read from a request",
    label = "`{Self}` is not both `serde::Serialize` and `serde::Deserialize`",
    note = "the primary key comes last in the order of every search, and a cursor has its values: derive `serde::Serialize` and \
            `serde::Deserialize` for the type"
)]
pub trait KeyValue {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> KeyValue for T {}

/// The SQL type of a column that keywords are looked for in.
#[diagnostic::on_unimplemented(
    message = "keywords are looked for in texts, and this column is of the type `{Self}`",
    label = "not a text",
    note = "`keywords(..)` takes columns of the type `Text`, nullable or not; a filter finds other values"
)]
pub trait KeywordType {}

impl KeywordType for Text {}
#[cfg(feature = "postgres")]
impl KeywordType for diesel::sql_types::Citext {}
impl<T: KeywordType + SqlType> KeywordType for Nullable<T> {}

/// The SQL type of a column with JSON.
#[diagnostic::on_unimplemented(
    message = "values inside of JSON are in columns of the types `Json` and `Jsonb`, and this column is of the type `{Self}`",
    label = "not JSON",
    note = "remove the keys behind `->`, and the type"
)]
pub trait JsonType {}

impl JsonType for Json {}
impl JsonType for Jsonb {}
impl<T: JsonType + SqlType> JsonType for Nullable<T> {}

/// The Rust type of a value inside of JSON.
#[diagnostic::on_unimplemented(
    message = "a value inside of JSON cannot be compared as `{Self}`",
    label = "not a type of such values",
    note = "the types are `String`, `bool`, `i16`, `i32`, `i64`, `f32` and `f64`, without `Option`: a value that is null or absent is NULL"
)]
pub trait JsonScalar {}

#[diagnostic::do_not_recommend]
impl<T: JsonValueType> JsonScalar for T {}

/// The shape of a relation of which a parent has one row at most.
#[diagnostic::on_unimplemented(
    message = "a parent has several rows of this relation, and cannot be sorted by a column of one of them",
    label = "a relation to many rows",
    note = "sort by a number of them, such as `comments.count` or `comments.max(created_at)`, or go through a relation to one row: \
            `belongs_to`, or `has_one` with `latest` or `oldest`"
)]
pub trait ToOne {}

#[diagnostic::do_not_recommend]
impl ToOne for One {}
#[diagnostic::do_not_recommend]
impl<N> ToOne for Owner<N> {}

/// A condition on the table `T`.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{T}`",
    label = "not a condition on the table of the model",
    note = "a scope takes a boolean expression over columns of the table of its model"
)]
pub trait ScopeOn<T> {}

#[diagnostic::do_not_recommend]
impl<F, T> ScopeOn<T> for F where F: AppearsOnTable<T> + Expression<SqlType: BoolOrNullableBool> {}

/// The Rust type of a column of a pivot table, which has the SQL type `ST`.
#[diagnostic::on_unimplemented(
    message = "the column of the pivot table has no values of the type `{Self}`",
    label = "the column is of the type `{ST}`",
    note = "write the Rust type of the column, as a struct of the pivot table would have it"
)]
pub trait PivotValue<ST> {}

#[diagnostic::do_not_recommend]
impl<T: AsExpression<ST>, ST: SqlType + TypedExpressionType> PivotValue<ST> for T {}

type Value<M, const NAME: u64> = <<M as Reached>::Me as ColumnNamed<NAME>>::Value;
type Column<M, const NAME: u64> = <<M as Reached>::Me as ColumnNamed<NAME>>::Column;

/// A column that filters name.
pub const fn filter<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Value: FilterValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column that data sets.
pub const fn write<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Value: WriteValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column that a search sorts by.
pub const fn sort<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Value: SortValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column of the primary key.
pub const fn key<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Value: KeyValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column that keywords are looked for in.
pub const fn keyword<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: KeywordType>, Value: FilterValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column with JSON.
pub const fn json<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: JsonType>>,
{
}

/// The Rust type of a value inside of JSON.
pub const fn json_value<T: JsonScalar>() {}

/// The Rust type of a parameter of a scope.
pub const fn parameter<T: FilterValue>() {}

/// A column of which the sum is taken.
pub const fn sum<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: Summable>, Value: SortValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column of which the average is taken.
pub const fn avg<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: Averageable>, Value: SortValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column of which the least value is taken.
pub const fn min<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: HasMin>, Value: SortValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A column of which the greatest value is taken.
pub const fn max<M: Reached, const NAME: u64>()
where
    M::Me: ColumnNamed<NAME, Column: Expression<SqlType: HasMax>, Value: SortValue>,
    Value<M, NAME>: SentTo<Column<M, NAME>>,
{
}

/// A relation that a path goes through.
pub const fn relation<M: Reached, const NAME: u64>() -> bool
where
    M::Me: HasRelation<NAME>,
{
    true
}

/// A relation that a sort goes through.
pub const fn to_one<K: RelationDef<Shape: ToOne>>() {}

/// A model whose rows requests may load or filter.
pub const fn searchable<M: CanBeSearched>() {}

/// The condition of a scope.
pub const fn scope<T, F: ScopeOn<T>>() {}

/// A column of a pivot table that data sets.
pub const fn pivot_write<C, T>()
where
    C: Expression<SqlType: SingleValue>,
    T: WriteValue + PivotValue<C::SqlType>,
{
}

/// A column of a pivot table.
pub const fn pivot<C, T>()
where
    C: Expression<SqlType: SingleValue>,
    T: SortValue + PivotValue<C::SqlType>,
{
}
