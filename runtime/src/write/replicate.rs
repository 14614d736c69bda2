//! A copy of a row that is yet to be inserted: `replicate`.

use std::marker::PhantomData;
use std::sync::Arc;

use diesel::backend::Backend;
use diesel::insertable::{CanInsertInSingleQuery, InsertValues, Insertable};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::{QueryResult, Table};

use crate::declare::model::Model;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::{EachField, Overrides, Values};
use crate::unstable::insertable::ColumnValues;
use crate::unstable::insertable::{ValuesOf, insertable_values};
use crate::write::columns_in::ColumnsIn;

/// The values of a row of the table `T`, without its primary key and timestamps: [`Model::replicate`](crate::Model::replicate).
#[derive(Debug, Clone)]
#[must_use = "nothing is written before it is inserted"]
pub struct Replica<T, V> {
    /// None only in what Diesel wants to be made without a value.
    values: Option<V>,
    without: Vec<&'static str>,
    table: PhantomData<fn() -> T>,
}

impl<T, V> Replica<T, V> {
    /// These values of a row of the model `M`, without those of the primary key and the timestamps.
    pub(crate) fn of<M: Model<PrimaryKey: KeyColumns>>(values: V) -> Self {
        let mut without = Vec::new();
        if let Some((created_at, updated_at)) = M::TIMESTAMPS {
            without.extend([created_at, updated_at]);
        }
        // Collecting names has no error.
        let _ = M::PrimaryKey::each_name(&mut |name| {
            without.push(name);
            Ok(())
        });
        Replica {
            values: Some(values),
            without,
            table: PhantomData,
        }
    }

    /// Without the values of further columns, one or a tuple of them: the database's defaults are meant. Laravel's
    /// `replicate(['votes'])`.
    pub fn except<C, Marker>(mut self, columns: C) -> Self
    where
        C: ColumnsIn<T, Marker>,
    {
        let _ = columns;
        self.without.extend(C::names());
        self
    }

    /// With other values for some columns.
    pub fn set<F, R>(self, fields: F) -> Replica<T, Overrides<R, Self>>
    where
        F: ColumnValues<T, Values = R>,
    {
        Replica {
            values: Some(Overrides {
                fixed: Arc::new(fields.into_values()),
                values: self,
            }),
            without: Vec::new(),
            table: PhantomData,
        }
    }
}

impl<T, V> Default for Replica<T, V> {
    fn default() -> Self {
        Replica {
            values: None,
            without: Vec::new(),
            table: PhantomData,
        }
    }
}

impl<T, V: Values<DB>, DB: Backend> Values<DB> for Replica<T, V> {
    const WIDTH: usize = V::WIDTH;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        let Some(values) = &self.values else {
            return Ok(());
        };
        // Every column is told of, so that rows without other columns are not taken for rows like these.
        values
            .each(&mut |column, value| f(column, value.filter(|_| !self.without.contains(&column))))
    }
}

impl<T, V> Insertable<T> for Replica<T, V> {
    type Values = ValuesOf<Self, T>;
    fn values(self) -> Self::Values {
        insertable_values(self)
    }
}

impl<T, V> QueryId for Replica<T, V> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T, V, DB: Backend> CanInsertInSingleQuery<DB> for Replica<T, V> {
    fn rows_to_insert(&self) -> Option<usize> {
        Some(1)
    }
}

impl<T, V: Values<DB>, DB: Backend> QueryFragment<DB> for Replica<T, V> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut separator = "";
        self.each(&mut |_, value| {
            if let Some(value) = value {
                out.push_sql(separator);
                separator = ", ";
                value.walk_ast(out.reborrow())?;
            }
            Ok(())
        })
    }
}

impl<T: Table, V: Values<DB>, DB: Backend> InsertValues<DB, T> for Replica<T, V> {
    fn column_names(&self, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
        let mut separator = "";
        self.each(&mut |column, value| {
            if value.is_some() {
                out.push_sql(separator);
                separator = ", ";
                out.push_identifier(column)?;
            }
            Ok(())
        })
    }
}
