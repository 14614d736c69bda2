//! The aggregates that a request asks for: `comments_count`, `comments_sum_votes`.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::sql_types::{BigInt, Bool, Double, Text};
use serde_json::{Number, Value as Json};

use crate::dialect::dialect::Dialect;
use crate::search::build::called::Called;
use crate::search::build::field::{ReadField, read};
use crate::search::build::filter::filters;
use crate::search::build::leaf::Leaf as _;
use crate::search::build::list::Fields;
use crate::search::build::named::Named;
use crate::search::build::names::{AggregateName, AggregateNames, ColumnName, NamedAggregate};
use crate::search::build::relation::Step;
use crate::search::declare::names::SearchColumn;
use crate::search::declare::path::{Aggregated, Column};
use crate::search::declare::searchable::Searchable;
use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::parts::Aggregate;
use crate::search::request::place::Place;
use crate::search::sql::cast::{As, Cast};
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::function::Function;

/// An aggregate of a declaration, on the database `DB`.
pub trait AggregateField<DB: Dialect>: NamedAggregate {
    /// The value in SQL, of the related rows that meet the filters of the request.
    fn operand(aggregate: &Aggregate, place: &Place, errors: &mut Vec<RequestError>)
    -> Operand<DB>;
    /// Reads a value of it.
    fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json>;
}

/// The column of an aggregate: none for `count` and `exists`.
pub trait AggregateColumn<DB: Dialect>: ColumnName {
    /// Its value in SQL.
    fn operand() -> Option<Operand<DB>>;
    /// The class of its SQL type.
    fn class() -> Class;
    /// Reads a value of it.
    fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json>;
}

impl<DB: Dialect> AggregateColumn<DB> for () {
    fn operand() -> Option<Operand<DB>> {
        None
    }
    fn class() -> Class {
        Class::Integer
    }
    fn read(_: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        Ok(Json::Null)
    }
}

impl<M: SearchColumn<NAME>, const NAME: u64, DB: Dialect> AggregateColumn<DB> for Column<M, NAME>
where
    Column<M, NAME>: ReadField<DB>,
{
    fn operand() -> Option<Operand<DB>> {
        Some(Self::default().operand())
    }
    fn class() -> Class {
        Self::default().class()
    }
    fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        ReadField::read(&Self::default(), raw)
    }
}

impl<F, K, Column, DB> AggregateField<DB> for Aggregated<F, K, Column>
where
    DB: Dialect,
    F: Called,
    K: Step<DB, Related: Searchable<Filters: Fields<DB>>>,
    Column: AggregateColumn<DB>,
    i64: FromSql<BigInt, DB>,
    bool: FromSql<Bool, DB>,
    f64: FromSql<Double, DB>,
    String: FromSql<Text, DB>,
{
    fn operand(
        aggregate: &Aggregate,
        place: &Place,
        errors: &mut Vec<RequestError>,
    ) -> Operand<DB> {
        let fields = <K::Related as Searchable>::Filters::all();
        let place = place.key("filters");
        let condition = filters(&fields, &aggregate.filters, &place, errors);
        aggregated::<K, DB>(F::FUNCTION, Column::operand(), Column::class(), condition)
    }
    fn read(raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        match (F::FUNCTION, Column::class()) {
            (Function::Count, _) => read::<BigInt, i64, DB>(raw),
            (Function::Exists, _) => read::<Bool, bool, DB>(raw),
            (Function::Avg, _) | (Function::Sum, Class::Float) => read::<Double, f64, DB>(raw),
            (Function::Sum, class) => {
                let sum = Option::<String>::from_nullable_sql(raw)?;
                Ok(sum.map_or(Json::Null, |sum| sum_of(sum, class)))
            }
            _ => Column::read(raw),
        }
    }
}

/// The value in SQL, of a type that every database has: sums are texts, because that of a column may be too large for its type.
fn aggregated<K: Step<DB>, DB: Dialect>(
    function: Function,
    column: Option<Operand<DB>>,
    class: Class,
    condition: Option<Condition<DB>>,
) -> Operand<DB> {
    let value = K::related(function, column, condition);
    match (function, class) {
        (Function::Avg, _) | (Function::Sum, Class::Float) => Operand::new(Cast(value, As::Double)),
        (Function::Sum, _) => Operand::new(Cast(value, As::Text)),
        _ => value,
    }
}

/// A sum as JSON: a number where it is a whole one, otherwise its digits.
fn sum_of(sum: String, class: Class) -> Json {
    let number = sum.parse::<i64>().map(Number::from);
    match number.or_else(|_| sum.parse::<u64>().map(Number::from)) {
        Ok(number) if class == Class::Integer => Json::Number(number),
        _ => Json::String(sum),
    }
}

/// A list of aggregates.
pub trait Aggregates<DB: Dialect>: AggregateNames {
    /// The number of the one that a request asks for, from `first` on, and its value in SQL.
    fn find(
        aggregate: &Aggregate,
        first: usize,
        place: &Place,
        errors: &mut Vec<RequestError>,
    ) -> Option<(usize, Operand<DB>)>;
    /// Reads a value of the one with this number.
    fn read(number: usize, raw: Option<<DB as Backend>::RawValue<'_>>)
    -> deserialize::Result<Json>;
}

impl<DB: Dialect> Aggregates<DB> for () {
    fn find(
        _: &Aggregate,
        _: usize,
        _: &Place,
        _: &mut Vec<RequestError>,
    ) -> Option<(usize, Operand<DB>)> {
        None
    }
    fn read(_: usize, _: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        Ok(Json::Null)
    }
}

impl<DB: Dialect, A: AggregateField<DB>, Others: Aggregates<DB>> Aggregates<DB> for (A, Others) {
    fn find(
        aggregate: &Aggregate,
        first: usize,
        place: &Place,
        errors: &mut Vec<RequestError>,
    ) -> Option<(usize, Operand<DB>)> {
        if is_asked(&A::NAME, aggregate) {
            return Some((first, A::operand(aggregate, place, errors)));
        }
        Others::find(aggregate, first + 1, place, errors)
    }
    fn read(
        number: usize,
        raw: Option<<DB as Backend>::RawValue<'_>>,
    ) -> deserialize::Result<Json> {
        match number {
            0 => A::read(raw),
            number => Others::read(number - 1, raw),
        }
    }
}

/// True where the request asks for the aggregate of this name.
fn is_asked(name: &AggregateName, aggregate: &Aggregate) -> bool {
    aggregate.relation == name.relation
        && aggregate.kind == name.function
        && aggregate.field.as_deref() == name.column
}

/// An aggregate that a request asked for: its number in the declaration, and its value in SQL.
pub(crate) type Asked<DB> = (usize, Operand<DB>);

/// The aggregates that a request asks for.
pub(crate) fn aggregates<A: Aggregates<DB>, DB: Dialect>(
    aggregates: &[Aggregate],
    list: &Place,
    errors: &mut Vec<RequestError>,
) -> Vec<Asked<DB>> {
    let mut asked: Vec<Asked<DB>> = Vec::new();
    for (index, aggregate) in aggregates.iter().enumerate() {
        let place = aggregate.place(list, index);
        let Some((number, operand)) = A::find(aggregate, 0, &place, errors) else {
            let mut names = Vec::new();
            A::add_names(&mut names);
            let message = "there is no such aggregate";
            let error = RequestError::new(&place, ErrorCode::UnknownAggregate, message);
            errors.push(error.allow(names.iter().map(AggregateName::asked)));
            continue;
        };
        if asked.iter().any(|(other, _)| *other == number) {
            let message = "this aggregate is asked for twice, and has one name in the result";
            errors.push(RequestError::new(&place, ErrorCode::DuplicateKey, message));
        }
        asked.push((number, operand));
    }
    asked
}
