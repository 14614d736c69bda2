//! Writing related rows through a many-to-many relation: `create`, `save`.

use std::future::Future;

use diesel::QueryResult;
use diesel::result::Error::NotFound;

use crate::declare::many_to_many::ManyToMany;
use crate::driver::connection::{Driver, Transact};
#[cfg(doc)]
use crate::error::pivot::PivotCount;
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::pivot::changes::Changes;
use crate::pivot::first_or_create::Pivots;
use crate::pivot::insert_related::{AllPivots, EachPivot, Unread, WriteRelated};
use crate::sql::source::Joined;
use crate::sql::values::NoFields;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::writes::{New, NewRows, Saved, SavedMany, Writes, parent_key};

/// New related rows, or related rows to save, which are attached: `R` are the rows, `F` the fields of the pivot rows.
#[must_use = "nothing is written before `execute`, `get_result` or `get_results`"]
pub struct RelatedWrite<K: ManyToMany, R, F = AllPivots<NoFields>> {
    key: Option<K::Key>,
    rows: R,
    fields: F,
    touching: Touching,
}

without_touching!(RelatedWrite<K: ManyToMany, R, F>);

impl<K: ManyToMany, R, F> RelatedWrite<K, R, F> {
    /// The same with other rows, or other fields.
    fn map<Rows, Fields>(
        self,
        change: impl FnOnce(R, F) -> (Rows, Fields),
    ) -> RelatedWrite<K, Rows, Fields> {
        let (rows, fields) = change(self.rows, self.fields);
        RelatedWrite {
            key: self.key,
            rows,
            fields,
            touching: self.touching,
        }
    }

    /// Sends the statements in one transaction, or a savepoint inside one; nothing where there are no rows.
    async fn send<C, Mode, T: Default>(self, none: bool, conn: &mut C) -> QueryResult<T>
    where
        C: WriteRelated<Mode, K, R, F, Output = T>,
    {
        if none {
            return Ok(T::default());
        }
        let key = parent_key::<K>(self.key)?;
        conn.write_related(key, self.rows, self.fields, &self.touching)
            .await
    }
}

impl<K: ManyToMany, R> RelatedWrite<K, R> {
    pub(crate) fn new(key: Option<K::Key>, rows: R) -> Self {
        RelatedWrite {
            key,
            rows,
            fields: AllPivots(NoFields),
            touching: Touching::default(),
        }
    }

    /// Fields of the pivot rows.
    pub fn with_pivot<F, V>(self, fields: F) -> RelatedWrite<K, R, AllPivots<V>>
    where
        F: ColumnValues<K::Pivot, Values = V>,
    {
        self.map(|rows, _| (rows, AllPivots(fields.into_values())))
    }

    /// Fields of each pivot row, in the order of the rows: as many as there are rows.
    pub fn with_pivots<I, F, V>(self, fields: I) -> RelatedWrite<K, R, EachPivot<V>>
    where
        I: IntoIterator<Item = F>,
        F: ColumnValues<K::Pivot, Values = V>,
    {
        let fields = fields.into_iter().map(F::into_values).collect();
        self.map(|rows, _| (rows, EachPivot(fields)))
    }
}

impl<K: ManyToMany, V, F> RelatedWrite<K, New<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the row as it was inserted.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the parent's key, or that of the new row, is NULL.
    pub fn get_result<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<K::Related>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        <C as Driver<Mode>>::run(async move {
            let write = self.map(|New(row), fields| (NewRows(vec![row]), fields));
            let rows: Vec<K::Related> = write.send(false, conn).await?;
            rows.into_iter().next().ok_or(NotFound)
        })
    }

    /// As [`get_result`](Self::get_result); how many rows were inserted. MySQL and MariaDB need not read the row: its pivot row is written
    /// by the key that it gives, or by that of `AUTO_INCREMENT`.
    ///
    /// # Errors
    ///
    /// As [`get_result`](Self::get_result).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, Unread<V>, F, Output = usize>,
    {
        self.map(|New(row), fields| (NewRows(vec![row]), fields))
            .execute(conn)
    }
}

impl<K: ManyToMany, V, F> RelatedWrite<K, NewRows<V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one, and returns the rows as they were inserted, in
    /// the order in which they were given. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the parent's key, or that of a new row, is NULL; and [`PivotCount`] where there
    /// are not as many pivot rows as rows.
    pub fn get_results<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Vec<K::Related>>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, NewRows<V>, F, Output = Vec<K::Related>>,
    {
        let none = self.rows.0.is_empty();
        <C as Driver<Mode>>::run(self.send(none, conn))
    }

    /// As [`get_results`](Self::get_results); how many rows were inserted.
    ///
    /// # Errors
    ///
    /// As [`get_results`](Self::get_results).
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<usize>> + use<'c, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode> + WriteRelated<Mode, K, Unread<V>, F, Output = usize>,
    {
        let none = self.rows.0.is_empty();
        let write = self.map(|NewRows(rows), fields| (Unread(rows), fields));
        <C as Driver<Mode>>::run(write.send(none, conn))
    }
}

impl<'m, K: ManyToMany, V, F> RelatedWrite<K, Saved<'m, K::Related, V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one. Where the row is attached already, it is not attached
    /// twice; the fields of its pivot row are updated.
    ///
    /// # Errors
    ///
    /// Diesel's errors; and [`NullKey`] where the key of the parent or of the row is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, 'm, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode>
            + WriteRelated<Mode, K, SavedMany<'m, K::Related, V>, F, Output = Changes<K::RelatedId>>,
    {
        self.map(|Saved(row, values), fields| (SavedMany(vec![(row, values)]), fields))
            .execute(conn)
    }
}

impl<'m, K: ManyToMany, V, F> RelatedWrite<K, SavedMany<'m, K::Related, V>, F> {
    /// Sends the statements in one transaction, or a savepoint inside one. A row that is attached already is not attached
    /// twice; the fields of its pivot row are updated. No rows, no statement.
    ///
    /// # Errors
    ///
    /// Diesel's errors; [`NullKey`] where the key of the parent or of a row is NULL; and [`PivotCount`] where there are not
    /// as many pivot rows as rows.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, 'm, K, V, F, C, Mode>,
    >
    where
        C: Transact<Mode>
            + WriteRelated<Mode, K, SavedMany<'m, K::Related, V>, F, Output = Changes<K::RelatedId>>,
    {
        let none = self.rows.0.is_empty();
        <C as Driver<Mode>>::run(self.send(none, conn))
    }
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany, R, T, RK, TK, Refers> Writes<K> for Joined<R, T, RK, TK, Refers> {
    type Write<Rows> = RelatedWrite<K, Rows>;
    type Beside = Pivots<NoFields>;
    fn write<Rows>(key: Option<K::Key>, rows: Rows) -> RelatedWrite<K, Rows> {
        RelatedWrite::new(key, rows)
    }
}
