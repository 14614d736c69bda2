//! The selection of batches: what the query selects, and the primary key where that is not among it.

use diesel::backend::Backend;
use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::prelude::*;

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::relation::select::{As, Property, RowOf, Selected};
use crate::relation::with_pivot::SelectPivot;
use crate::sql::key::KeyColumn;

type NullableKey<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::Nullable;
type RawKey<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::Raw;

/// A selection of rows whose primary key is to be known. A model knows its own.
pub trait SelectKeyed<M: HasPrimaryKey, DB: Backend>: RowOf<M> {
    /// The select clause.
    type Expression: Expression;
    /// The value that Diesel decodes.
    type Raw;
    /// The select clause.
    fn keyed(self) -> Self::Expression;
    /// The primary key and the row.
    fn key_and_row(raw: Self::Raw) -> (Option<KeyOf<M>>, Self::Row);
}

impl<M, DB> SelectKeyed<M, DB> for ()
where
    DB: Backend,
    M: HasPrimaryKey + Selectable<DB>,
    AsSelect<M, DB>: Expression,
{
    type Expression = AsSelect<M, DB>;
    type Raw = M;
    fn keyed(self) -> Self::Expression {
        M::as_select()
    }
    fn key_and_row(row: M) -> (Option<KeyOf<M>>, M) {
        (primary_key(&row), row)
    }
}

impl<M, T, DB> SelectKeyed<M, DB> for As<T>
where
    DB: Backend,
    M: HasPrimaryKey,
    T: Selectable<DB>,
    (NullableKey<M>, AsSelect<T, DB>): Expression,
{
    type Expression = (NullableKey<M>, AsSelect<T, DB>);
    type Raw = (RawKey<M>, T);
    fn keyed(self) -> Self::Expression {
        (M::PrimaryKey::nullable(), T::as_select())
    }
    fn key_and_row((key, row): Self::Raw) -> (Option<KeyOf<M>>, T) {
        (M::PrimaryKey::key(key), row)
    }
}

impl<M, DB, S, P, E> SelectKeyed<M, DB> for (S, Selected<P, E>)
where
    DB: Backend,
    M: HasPrimaryKey,
    S: SelectKeyed<M, DB>,
    P: Property,
    (E, S::Expression): Expression,
{
    type Expression = (E, S::Expression);
    type Raw = (P::Value, S::Raw);
    fn keyed(self) -> Self::Expression {
        (self.1.into_expression(), self.0.keyed())
    }
    fn key_and_row((value, raw): Self::Raw) -> (Option<KeyOf<M>>, Self::Row) {
        let (key, row) = S::key_and_row(raw);
        (key, P::wrap(row, value))
    }
}

impl<M, DB, S, P> SelectKeyed<M, DB> for (S, SelectPivot<P>)
where
    DB: Backend,
    M: HasPrimaryKey,
    S: SelectKeyed<M, DB>,
    P: Property<Value: Selectable<DB>>,
    (AsSelect<P::Value, DB>, S::Expression): Expression,
{
    type Expression = (AsSelect<P::Value, DB>, S::Expression);
    type Raw = (P::Value, S::Raw);
    fn keyed(self) -> Self::Expression {
        (P::Value::as_select(), self.0.keyed())
    }
    fn key_and_row((pivot, raw): Self::Raw) -> (Option<KeyOf<M>>, Self::Row) {
        let (key, row) = S::key_and_row(raw);
        (key, P::wrap(row, pivot))
    }
}
