//! Aggregate functions over the rows of a relation.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Foldable, IntoNullable, SingleValue, SqlOrd, SqlType};

/// An aggregate function.
pub trait Aggregate {
    /// The call: `COUNT(*)`.
    const CALL: &'static str;
}

macro_rules! functions {
    ($($name:ident $call:literal;)*) => {$(
        #[doc = concat!("`", $call, "`")]
        #[derive(Debug, Clone, Copy, QueryId)]
        pub struct $name;

        impl Aggregate for $name {
            const CALL: &'static str = $call;
        }
    )*};
}

functions! {
    Count "COUNT(*)";
    Sum "SUM(relations__rows.relations__value)";
    Avg "AVG(relations__rows.relations__value)";
    Min "MIN(relations__rows.relations__value)";
    Max "MAX(relations__rows.relations__value)";
}

/// A type that `MIN` and `MAX` take.
pub trait Ordered: SqlOrd + SingleValue + IntoNullable<Nullable: SqlType + SingleValue> {}
impl<T: SqlOrd + SingleValue + IntoNullable<Nullable: SqlType + SingleValue>> Ordered for T {}

macro_rules! arguments {
    ($($name:ident, $message:literal, $note:literal: <$ST:ident> $bound:path => $output:ty;)*) => {$(
        /// An SQL type that the function takes.
        #[diagnostic::on_unimplemented(message = $message, label = "of this type", note = $note)]
        pub trait $name: $bound {
            /// The type of the result.
            type Output: SqlType + SingleValue;
        }

        #[diagnostic::do_not_recommend]
        impl<$ST: $bound> $name for $ST
        where
            $output: SqlType + SingleValue,
        {
            type Output = $output;
        }
    )*};
}

arguments! {
    Summable, "the database cannot sum up `{Self}`",
        "`sum` takes numbers, such as a column of type `Integer`": <ST> Foldable => ST::Sum;
    Averageable, "the database cannot take the average of `{Self}`",
        "`avg` takes numbers, such as a column of type `Integer`": <ST> Foldable => ST::Avg;
    HasMin, "the database has no least value of `{Self}`",
        "`min` takes types with an order: numbers, texts, dates": <ST> Ordered => ST::Nullable;
    HasMax, "the database has no greatest value of `{Self}`",
        "`max` takes types with an order: numbers, texts, dates": <ST> Ordered => ST::Nullable;
}

/// `expression AS name`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Named<E> {
    expression: E,
    name: &'static str,
}

impl<E> Named<E> {
    /// The value that is aggregated.
    pub(crate) fn value(expression: E) -> Self {
        Named {
            expression,
            name: "relations__value",
        }
    }

    /// The number of the row within its parent.
    pub(crate) fn row(expression: E) -> Self {
        Named {
            expression,
            name: "relations__row",
        }
    }
}

impl<E: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Named<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.expression.walk_ast(out.reborrow())?;
        out.push_sql(" AS ");
        out.push_sql(self.name);
        Ok(())
    }
}

impl<E: Expression> Expression for Named<E> {
    type SqlType = E::SqlType;
}
impl<E: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for Named<E> {}
impl<E: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS> for Named<E> {}
impl<E: ValidGrouping<GB>, GB> ValidGrouping<GB> for Named<E> {
    type IsAggregate = E::IsAggregate;
}
