//! The statements that write one row of a model.

use std::sync::Arc;

use diesel::backend::Backend;
use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::Error::NotFound;

use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute, Fetch};
use crate::fields::Values;
use crate::insert_rows::walk_insert;
use crate::key::KeyColumn;
use crate::picked::ColumnNames;
use crate::{HasKey, Model};

/// The primary key of a model that knows its own.
pub(crate) type KeyOf<M> = <M as HasKey<<M as Model>::PrimaryKey>>::Key;
pub(crate) type PrimaryIs<M> = <<M as Model>::PrimaryKey as KeyColumn<KeyOf<M>>>::Is;

/// A model whose rows are written by primary key.
pub trait Keyed:
    Model<PrimaryKey: KeyColumn<KeyOf<Self>> + ColumnNames> + HasKey<<Self as Model>::PrimaryKey>
{
}
impl<M> Keyed for M where
    M: Model<PrimaryKey: KeyColumn<KeyOf<M>> + ColumnNames> + HasKey<<M as Model>::PrimaryKey>
{
}

/// `INSERT INTO roles (name) VALUES (?) RETURNING id, name`
pub struct InsertRow<M: Model, V, E> {
    table: M::Table,
    values: Arc<V>,
    returning: Option<E>,
}

impl<M: Model, V, E> InsertRow<M, V, E> {
    fn new(values: Arc<V>) -> Self {
        InsertRow {
            table: M::Table::default(),
            values,
            returning: None,
        }
    }
}

/// `SELECT id, name FROM roles WHERE id = ?`: a row that was just written.
pub struct SelectRow<M: Keyed, V, E> {
    table: M::Table,
    row: Row<M, V>,
    select: E,
}

enum Row<M: Keyed, V> {
    /// The one with this primary key.
    Key(PrimaryIs<M>),
    /// The one that was inserted with these values. Where the primary key is not among them, the database made it.
    Inserted(Arc<V>, M::PrimaryKey),
}

/// `UPDATE roles SET name = ? WHERE id = ?`
pub struct UpdateRow<M: Keyed, V> {
    table: M::Table,
    values: Arc<V>,
    key: PrimaryIs<M>,
    /// Whether columns without a value are left alone, instead of set to NULL.
    leaves: bool,
}

impl<M: Keyed, V> UpdateRow<M, V> {
    fn new(key: KeyOf<M>, values: Arc<V>) -> Self {
        UpdateRow {
            table: M::Table::default(),
            values,
            key: M::PrimaryKey::is(Some(key)),
            leaves: false,
        }
    }
}

/// Forgets the key that the database made last.
pub struct ForgetLastKey;

macro_rules! statement {
    ($name:ident $(<$($param:ident $(: $bound:ident)?),*>)?) => {
        impl $(<$($param $(: $bound)?),*>)? QueryId for $name $(<$($param),*>)? {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
        impl<$($($param $(: $bound)?,)*)? Conn> RunQueryDsl<Conn> for $name $(<$($param),*>)? {}
    };
}
statement!(InsertRow<M: Model, V, E>);
statement!(SelectRow<M: Keyed, V, E>);
statement!(UpdateRow<M: Keyed, V>);
statement!(ForgetLastKey);

impl<M: Model, V, E: Expression> Query for InsertRow<M, V, E> {
    type SqlType = E::SqlType;
}
impl<M: Keyed, V, E: Expression> Query for SelectRow<M, V, E> {
    type SqlType = E::SqlType;
}

impl<M, V, E, DB> QueryFragment<DB> for InsertRow<M, V, E>
where
    DB: Dialect,
    M: Model<Table: QueryFragment<DB>>,
    V: Values<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_insert(
            &self.table,
            std::slice::from_ref(&self.values),
            out.reborrow(),
        )?;
        if let Some(select) = &self.returning {
            out.push_sql(" RETURNING ");
            select.walk_ast(out.reborrow())?;
        }
        Ok(())
    }
}

impl<M, V, E, DB> QueryFragment<DB> for SelectRow<M, V, E>
where
    DB: Dialect,
    M: Keyed<Table: QueryFragment<DB>, PrimaryKey: QueryFragment<DB>>,
    V: Values<DB>,
    PrimaryIs<M>: QueryFragment<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        self.select.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        let (values, primary_key) = match &self.row {
            Row::Key(key) => return key.walk_ast(out),
            Row::Inserted(values, primary_key) => (values, primary_key),
        };
        out.push_sql("(");
        primary_key.walk_ast(out.reborrow())?;
        out.push_sql(") = ");
        let mut separator = "(";
        M::PrimaryKey::each_name(&mut |name| {
            out.push_sql(separator);
            separator = ", ";
            let mut is_given = false;
            values.each(&mut |column, value| {
                if let (Some(value), true) = (value, column == name) {
                    is_given = true;
                    value.walk_ast(out.reborrow())?;
                }
                Ok(())
            })?;
            if !is_given {
                out.push_sql("LAST_INSERT_ID()");
            }
            Ok(())
        })?;
        out.push_sql(")");
        Ok(())
    }
}

impl<M, V, DB> QueryFragment<DB> for UpdateRow<M, V>
where
    DB: Backend,
    M: Keyed<Table: QueryFragment<DB>>,
    V: Values<DB>,
    PrimaryIs<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let mut separator = " SET ";
        self.values.each(&mut |column, value| {
            let mut is_key = false;
            M::PrimaryKey::each_name(&mut |name| {
                is_key |= name == column;
                Ok(())
            })?;
            let is_left = self.leaves && value.is_none();
            if !is_left && (!is_key || self.values.is_fixed(column)?) {
                out.push_sql(separator);
                separator = ", ";
                out.push_identifier(column)?;
                out.push_sql(" = ");
                match value {
                    Some(value) => value.walk_ast(out.reborrow())?,
                    None => out.push_sql("NULL"),
                }
            }
            Ok(())
        })?;
        if separator == " SET " {
            // Nothing but the key: whether the row is there.
            M::PrimaryKey::each_name(&mut |name| {
                out.push_sql(separator);
                separator = ", ";
                out.push_identifier(name)?;
                out.push_sql(" = ");
                out.push_identifier(name)
            })?;
        }
        out.push_sql(" WHERE ");
        self.key.walk_ast(out)
    }
}

impl<DB: Dialect> QueryFragment<DB> for ForgetLastKey {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("DO LAST_INSERT_ID(0)");
        Ok(())
    }
}

/// A connection that inserts rows of the model `M`, with the values `V`.
pub trait InsertModel<Mode, M, V> {
    /// Inserts a row and returns it.
    fn insert_row(&mut self, values: V) -> impl Future<Output = QueryResult<M>>;
    /// Inserts a row.
    fn insert_silently(&mut self, values: V) -> impl Future<Output = QueryResult<usize>>;
}

impl<C, Mode, M, V> InsertModel<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: Keyed + Selectable<DbOf<C, Mode>>,
    C: Fetch<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Fetch<Mode, SelectRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>>
        + Execute<Mode, ForgetLastKey>,
{
    async fn insert_row(&mut self, values: V) -> QueryResult<M> {
        let values = Arc::new(values);
        let mut insert = InsertRow::new(Arc::clone(&values));
        let mut row = None;
        if <C::DB as Dialect>::RETURNING {
            insert.returning = Some(M::as_select());
            self.fetch(insert, |found| row = Some(found)).await?;
        } else {
            self.execute(ForgetLastKey).await?;
            self.execute(insert).await?;
            let select = SelectRow {
                table: M::Table::default(),
                row: Row::Inserted(values, M::PrimaryKey::default()),
                select: M::as_select(),
            };
            self.fetch(select, |found| row = Some(found)).await?;
        }
        row.ok_or(NotFound)
    }

    async fn insert_silently(&mut self, values: V) -> QueryResult<usize> {
        self.execute(InsertRow::new(Arc::new(values))).await
    }
}

/// A connection that updates rows of the model `M` with the values `V`.
pub trait UpdateModel<Mode, M: Keyed, V> {
    /// The row with this key.
    fn row_of(&mut self, key: KeyOf<M>) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with this key, but for columns without a value, and returns it.
    fn updated_row(&mut self, key: KeyOf<M>, values: V) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with this key, or inserts it where there is none, and returns it.
    fn saved_row(&mut self, key: KeyOf<M>, values: Arc<V>) -> impl Future<Output = QueryResult<M>>;
    /// Updates the row with this key, or inserts it where there is none.
    fn save_row(
        &mut self,
        key: KeyOf<M>,
        values: Arc<V>,
    ) -> impl Future<Output = QueryResult<usize>>;
}

impl<C, Mode, M, V> UpdateModel<Mode, M, V> for C
where
    C: Driver<Mode, DB: Dialect>,
    M: Keyed + Selectable<DbOf<C, Mode>>,
    C: Fetch<Mode, SelectRow<M, V, AsSelect<M, DbOf<C, Mode>>>, M>
        + Execute<Mode, UpdateRow<M, V>>
        + Execute<Mode, InsertRow<M, V, AsSelect<M, DbOf<C, Mode>>>>,
{
    async fn updated_row(&mut self, key: KeyOf<M>, values: V) -> QueryResult<M> {
        let mut update = UpdateRow::<M, V>::new(key.clone(), Arc::new(values));
        update.leaves = true;
        self.execute(update).await?;
        self.row_of(key).await
    }

    async fn saved_row(&mut self, key: KeyOf<M>, values: Arc<V>) -> QueryResult<M> {
        self.save_row(key.clone(), values).await?;
        self.row_of(key).await
    }

    async fn row_of(&mut self, key: KeyOf<M>) -> QueryResult<M> {
        let select = SelectRow {
            table: M::Table::default(),
            row: Row::Key(M::PrimaryKey::is(Some(key))),
            select: M::as_select(),
        };
        let mut row = None;
        self.fetch(select, |found| row = Some(found)).await?;
        row.ok_or(NotFound)
    }

    async fn save_row(&mut self, key: KeyOf<M>, values: Arc<V>) -> QueryResult<usize> {
        let update = UpdateRow::<M, V>::new(key, Arc::clone(&values));
        match self.execute(update).await? {
            0 => self.execute(InsertRow::new(values)).await,
            updated => Ok(updated),
        }
    }
}

/// `DELETE FROM roles WHERE id = ?`
pub struct DeleteRow<M: Keyed> {
    table: M::Table,
    key: PrimaryIs<M>,
}

impl<M: Keyed> DeleteRow<M> {
    pub(crate) fn new(key: KeyOf<M>) -> Self {
        DeleteRow {
            table: M::Table::default(),
            key: M::PrimaryKey::is(Some(key)),
        }
    }
}

statement!(DeleteRow<M: Keyed>);

impl<M, DB> QueryFragment<DB> for DeleteRow<M>
where
    DB: Backend,
    M: Keyed<Table: QueryFragment<DB>>,
    PrimaryIs<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("DELETE FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.key.walk_ast(out)
    }
}

/// The primary key of a row; `None` where it is NULL.
pub(crate) fn primary_key<M: Keyed>(row: &M) -> Option<KeyOf<M>> {
    let key = HasKey::<<M as Model>::PrimaryKey>::key(row)?;
    Some(key.into_owned())
}
