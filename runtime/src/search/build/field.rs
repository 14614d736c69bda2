//! The fields that requests name, as objects: what filters, keywords and sorts do with them.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::expression::Expression;
use diesel::query_builder::QueryFragment;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, SqlType};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::search::build::leaf::{self, Leaf};
use crate::search::build::mistake::Mistake;
use crate::search::build::named::Named;
use crate::search::build::relation::Step;
use crate::search::build::variants::variants;
use crate::search::declare::names::SearchColumn;
use crate::search::declare::path::{Column, Count, Exists, PivotColumn, Via};
use crate::search::request::operator::Operator;
use crate::search::request::value::Value;
use crate::search::sql::bind::Bind;
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::function::Function;
use crate::search::sql::test::{self, Test, Text};
use crate::sql::key_columns::IsNullable;

/// A field to filter by, or to look for words in.
pub trait Field<DB: Dialect>: Named {
    /// The condition of a filter.
    fn condition(&self, operator: &str, value: &Value) -> Result<Condition<DB>, Mistake>;
    /// The condition that a text is in it.
    fn contains(&self, text: &Text) -> Condition<DB>;
}

/// A field that is read back: what a search sorts by, and takes the least and the greatest of.
pub trait ReadField<DB: Dialect>: Leaf<DB> {
    /// Reads a value of it.
    fn read(
        &self,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<serde_json::Value>;
    /// True where it can be NULL.
    fn is_nullable(&self) -> bool;
    /// True where it tells rows of a pivot table apart: distinct rows are not ordered by it.
    fn is_pivot_key(&self) -> bool {
        false
    }
    /// The expression that is selected, to be read.
    fn selected(&self) -> Operand<DB> {
        self.operand()
    }
}

/// Reads a value of the Rust type `T`.
pub(crate) fn read<ST, T, DB>(
    raw: Option<<DB as Backend>::RawValue<'_>>,
) -> deserialize::Result<serde_json::Value>
where
    DB: Backend,
    T: FromSql<ST, DB> + Serialize,
{
    match raw {
        None => Ok(serde_json::Value::Null),
        raw => Ok(serde_json::to_value(T::from_nullable_sql(raw)?)?),
    }
}

/// A [`Field`] of which a [`Leaf`] says all but its name.
macro_rules! conditions_of_leaf {
    () => {
        fn condition(&self, operator: &str, value: &Value) -> Result<Condition<DB>, Mistake> {
            leaf::condition::<DB>(self, operator, value)
        }
        fn contains(&self, text: &test::Text) -> Condition<DB> {
            Test::Contains(Leaf::<DB>::operand(self), text.clone()).into_condition()
        }
    };
}

pub(crate) use conditions_of_leaf;

type SqlOf<C> = <C as Expression>::SqlType;

impl<M, const NAME: u64, DB> Leaf<DB> for Column<M, NAME>
where
    M: SearchColumn<NAME>,
    DB: Dialect + HasSqlType<SqlOf<M::Column>>,
    M::Column: Expression<SqlType: 'static> + QueryFragment<DB> + Send + Sync + 'static,
    M::Value: ToSql<SqlOf<M::Column>, DB> + DeserializeOwned + Send + Sync + 'static,
{
    fn operand(&self) -> Operand<DB> {
        Operand::new(M::Column::default())
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        let value = value.parse::<M::Value>()?;
        Some(Operand::new(Bind::<SqlOf<M::Column>, _>::new(value)))
    }
}

impl<M, const NAME: u64> Named for Column<M, NAME>
where
    M: SearchColumn<NAME, Column: Expression<SqlType: 'static>, Value: DeserializeOwned>,
{
    fn write_name(&self, name: &mut String) {
        name.push_str(M::COLUMN);
    }
    fn is_named(&self, name: &str) -> bool {
        name == M::COLUMN
    }
    fn class(&self) -> Class {
        Class::of::<SqlOf<M::Column>>()
    }
    fn variants(&self) -> &'static [&'static str] {
        variants::<M::Value>()
    }
}

impl<M, const NAME: u64, DB> Field<DB> for Column<M, NAME>
where
    DB: Dialect,
    M: SearchColumn<NAME>,
    Column<M, NAME>: Leaf<DB>,
{
    conditions_of_leaf!();
}

impl<M, const NAME: u64, DB> ReadField<DB> for Column<M, NAME>
where
    DB: Dialect,
    M: SearchColumn<NAME, Column: Expression<SqlType: SqlType<IsNull: IsNullable>>>,
    Column<M, NAME>: Leaf<DB>,
    M::Value: FromSql<SqlOf<M::Column>, DB> + Serialize,
{
    fn read(
        &self,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<serde_json::Value> {
        read::<SqlOf<M::Column>, M::Value, DB>(raw)
    }
    fn is_nullable(&self) -> bool {
        <SqlOf<M::Column> as SqlType>::IsNull::IS_NULLABLE
    }
}

/// The name behind the relation `K`.
fn behind<K: RelationDef>(name: &str) -> Option<&str> {
    name.strip_prefix(K::NAME)?.strip_prefix('.')
}

fn write_step<K: RelationDef>(name: &mut String) {
    name.push_str(K::NAME);
    name.push('.');
}

impl<K: RelationDef, Place: Named + Default> Named for Via<K, Place> {
    fn write_name(&self, name: &mut String) {
        write_step::<K>(name);
        Place::default().write_name(name);
    }
    fn is_named(&self, name: &str) -> bool {
        behind::<K>(name).is_some_and(|name| Place::default().is_named(name))
    }
    fn class(&self) -> Class {
        Place::default().class()
    }
    fn variants(&self) -> &'static [&'static str] {
        Place::default().variants()
    }
    fn operators(&self) -> &'static [Operator] {
        Place::default().operators()
    }
}

impl<K, Place, DB> Field<DB> for Via<K, Place>
where
    DB: Dialect,
    K: Step<DB>,
    Place: Field<DB> + Default,
{
    fn condition(&self, operator: &str, value: &Value) -> Result<Condition<DB>, Mistake> {
        let condition = Place::default().condition(operator, value)?;
        Ok(K::related(Function::Exists, None, Some(condition)))
    }
    fn contains(&self, text: &Text) -> Condition<DB> {
        let condition = Place::default().contains(text);
        K::related(Function::Exists, None, Some(condition))
    }
}

/// The value of a related row, of which a parent has one at most.
impl<K, Place, DB> Leaf<DB> for Via<K, Place>
where
    DB: Dialect,
    K: Step<DB>,
    Place: Leaf<DB> + Default,
{
    fn operand(&self) -> Operand<DB> {
        K::related(Function::Value, Some(Place::default().operand()), None)
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        Place::default().bind(value)
    }
}

impl<K, Place, DB> ReadField<DB> for Via<K, Place>
where
    DB: Dialect,
    K: Step<DB>,
    Place: ReadField<DB> + Default,
{
    fn read(
        &self,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<serde_json::Value> {
        Place::default().read(raw)
    }
    // There may be no related row.
    fn is_nullable(&self) -> bool {
        true
    }
}

impl<K, DB> Leaf<DB> for Count<K>
where
    K: Step<DB>,
    DB: Dialect + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
{
    fn operand(&self) -> Operand<DB> {
        K::related(Function::Count, None, None)
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        Some(Operand::new(Bind::<BigInt, i64>::new(value.parse()?)))
    }
}

impl<K: RelationDef> Named for Count<K> {
    fn write_name(&self, name: &mut String) {
        write_step::<K>(name);
        name.push_str("count");
    }
    fn is_named(&self, name: &str) -> bool {
        behind::<K>(name) == Some("count")
    }
    fn class(&self) -> Class {
        Class::Integer
    }
}

impl<K, DB> Field<DB> for Count<K>
where
    DB: Dialect,
    K: RelationDef,
    Count<K>: Leaf<DB>,
{
    conditions_of_leaf!();
}

impl<K, DB> ReadField<DB> for Count<K>
where
    DB: Dialect,
    K: RelationDef,
    Count<K>: Leaf<DB>,
    i64: FromSql<BigInt, DB>,
{
    fn read(
        &self,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<serde_json::Value> {
        read::<BigInt, i64, DB>(raw)
    }
    fn is_nullable(&self) -> bool {
        false
    }
}

impl<K: RelationDef> Named for Exists<K> {
    fn write_name(&self, name: &mut String) {
        write_step::<K>(name);
        name.push_str("exists");
    }
    fn is_named(&self, name: &str) -> bool {
        behind::<K>(name) == Some("exists")
    }
    fn class(&self) -> Class {
        Class::Boolean
    }
    fn operators(&self) -> &'static [Operator] {
        EQUAL
    }
}

/// True where a filter by `exists` asks for rows that are there.
pub(crate) fn asks_for_rows(operator: &str, value: &Value) -> Result<bool, Mistake> {
    let is_equal = match Operator::from_name(operator) {
        Some(Operator::Eq) => true,
        Some(Operator::Ne) => false,
        _ => return Err(Mistake::operator(operator, EQUAL)),
    };
    match value.parse::<bool>() {
        Some(value) => Ok(value == is_equal),
        None => Err(Mistake::value("`exists` is true or false")),
    }
}

/// The operators of `exists`.
pub(crate) const EQUAL: &[Operator] = &[Operator::Eq, Operator::Ne];

impl<K: Step<DB>, DB: Dialect> Field<DB> for Exists<K> {
    fn condition(&self, operator: &str, value: &Value) -> Result<Condition<DB>, Mistake> {
        let function = match asks_for_rows(operator, value)? {
            true => Function::Exists,
            false => Function::Absent,
        };
        Ok(K::related(function, None, None))
    }
    fn contains(&self, _: &Text) -> Condition<DB> {
        Test::Any(Vec::new()).into_condition()
    }
}

impl<C, T, DB> Leaf<DB> for PivotColumn<C, T>
where
    DB: Dialect + HasSqlType<C::SqlType>,
    C: diesel::Column<SqlType: 'static> + Default + QueryFragment<DB> + Send + Sync + 'static,
    T: ToSql<C::SqlType, DB> + DeserializeOwned + Send + Sync + 'static,
{
    fn operand(&self) -> Operand<DB> {
        Operand::new(C::default())
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        Some(Operand::new(Bind::<C::SqlType, T>::new(value.parse()?)))
    }
}

impl<C: diesel::Column<SqlType: 'static>, T: DeserializeOwned> Named for PivotColumn<C, T> {
    fn write_name(&self, name: &mut String) {
        name.push_str("pivot.");
        name.push_str(C::NAME);
    }
    fn is_named(&self, name: &str) -> bool {
        name.strip_prefix("pivot.") == Some(C::NAME)
    }
    fn class(&self) -> Class {
        Class::of::<C::SqlType>()
    }
    fn variants(&self) -> &'static [&'static str] {
        variants::<T>()
    }
}

impl<C, T, DB> Field<DB> for PivotColumn<C, T>
where
    DB: Dialect,
    C: diesel::Column<SqlType: 'static>,
    PivotColumn<C, T>: Leaf<DB>,
{
    conditions_of_leaf!();
}

impl<C, T, DB> ReadField<DB> for PivotColumn<C, T>
where
    DB: Dialect,
    C: diesel::Column<SqlType: SqlType<IsNull: IsNullable>>,
    PivotColumn<C, T>: Leaf<DB>,
    T: FromSql<C::SqlType, DB> + Serialize,
{
    fn read(
        &self,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<serde_json::Value> {
        read::<C::SqlType, T, DB>(raw)
    }
    fn is_nullable(&self) -> bool {
        <C::SqlType as SqlType>::IsNull::IS_NULLABLE
    }
}
