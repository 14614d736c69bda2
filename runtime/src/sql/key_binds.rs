//! The values of a key, bound where its columns ask for them.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::dsl::exists;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::{IsNull, Output, Result as SerializeResult, ToSql};
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable};

use crate::sql::condition::condition;
use crate::sql::key_columns::{ColumnsSql, NullableSql};
use crate::sql::padded::{as_literal, can_be_padded};
use crate::unstable::backend::backend_of;

/// The columns of a key that is bound.
pub trait KeyBinds<Key, DB: Backend>: ColumnsSql<DB> {
    /// Binds the value of a column, by its number; NULL where there is no key.
    fn bind<'b>(key: Option<&'b Key>, number: usize, out: AstPass<'_, 'b, DB>) -> QueryResult<()>;

    /// The value of a column as a literal, where the database compares that otherwise than one that is bound.
    fn as_literal(key: &Key, number: usize, backend: &DB) -> QueryResult<Option<String>>;

    /// Writes the value of a column: bound, or as a literal where the database compares that otherwise.
    fn walk_value<'b>(
        key: Option<&'b Key>,
        number: usize,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        let key_of_texts = key.filter(|_| can_be_padded(Self::sql_type(number)));
        if let Some(key) = key_of_texts {
            if let Some(literal) = Self::as_literal(key, number, backend_of(&out))? {
                out.unsafe_to_cache_prepared();
                out.push_sql(&literal);
                return Ok(());
            }
        }
        Self::bind(key, number, out)
    }

    /// `?, ?`
    fn walk_key<'b>(key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: 'static,
    {
        for number in 0..Self::WIDTH {
            out.push_sql(if number == 0 { "" } else { ", " });
            Self::walk_value(Some(key), number, out.reborrow())?;
        }
        Ok(())
    }

    /// `, ?, ?`: the values of the columns that are not among these.
    fn walk_key_without<'b>(
        names: &[&str],
        key: &'b Key,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        for (number, name) in Self::NAMES.iter().enumerate() {
            if !names.contains(name) {
                out.push_sql(", ");
                Self::walk_value(Some(key), number, out.reborrow())?;
            }
        }
        Ok(())
    }

    /// `a = ? AND b = ?`
    fn walk_key_is<'b>(
        &'b self,
        key: Option<&'b Key>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: 'static,
    {
        for number in 0..Self::WIDTH {
            out.push_sql(if number == 0 { "" } else { " AND " });
            let value = &mut |out: AstPass<'_, 'b, DB>| Self::walk_value(key, number, out);
            self.walk_is(number, value, out.reborrow())?;
        }
        Ok(())
    }
}

impl<C, Key, DB> KeyBinds<Key, DB> for C
where
    DB: Backend + HasSqlType<NullableSql<C>>,
    C: ColumnsSql<DB> + Expression<SqlType: IntoNullable>,
    Key: ToSql<NullableSql<C>, DB>,
    for<'k> exists<ReadsKey<'k, NullableSql<C>, Key>>: QueryFragment<DB>,
{
    fn bind<'b>(key: Option<&'b Key>, _: usize, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match key {
            Some(key) => out.push_bind_param::<NullableSql<C>, _>(key),
            None => out.push_bind_param::<NullableSql<C>, _>(&NoKey),
        }
    }
    fn as_literal(key: &Key, _: usize, backend: &DB) -> QueryResult<Option<String>> {
        let literal = RefCell::default();
        let reader = ReadsKey::<NullableSql<C>, Key> {
            key: Bound(key, PhantomData),
            literal: &literal,
        };
        exists(reader).is_noop(backend)?;
        Ok(literal.take())
    }
}

/// NULL, in the place of a key.
struct NoKey;

impl fmt::Debug for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("None")
    }
}

impl<ST, DB: Backend> ToSql<ST, DB> for NoKey {
    fn to_sql<'b>(&'b self, _: &mut Output<'b, '_, DB>) -> SerializeResult {
        Ok(IsNull::Yes)
    }
}

/// A value of this SQL type.
struct Bound<'k, ST, Key>(&'k Key, PhantomData<fn() -> ST>);

impl<ST, Key, DB> QueryFragment<DB> for Bound<'_, ST, Key>
where
    DB: Backend + HasSqlType<ST>,
    Key: ToSql<ST, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_bind_param::<ST, Key>(self.0)
    }
}

/// Writes the literal of a value for the database that it is walked for, as [`Reader`](crate::sql::literals::Reader) does those of a list.
pub struct ReadsKey<'k, ST, Key> {
    key: Bound<'k, ST, Key>,
    literal: &'k RefCell<Option<String>>,
}

impl<ST, Key, DB> QueryFragment<DB> for ReadsKey<'_, ST, Key>
where
    DB: Backend + HasSqlType<ST> + 'static,
    Key: ToSql<ST, DB>,
{
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.literal.replace(as_literal::<DB>(&self.key));
        Ok(())
    }
}

/// `column = key`, of several columns `a = ? AND b = ?`, which matches nothing where the key is NULL.
#[derive(Debug, Clone, Copy)]
pub struct KeyIs<C, Key> {
    columns: C,
    key: Option<Key>,
}

impl<C: Default, Key> KeyIs<C, Key> {
    pub(crate) fn new(key: Option<Key>) -> Self {
        let columns = C::default();
        KeyIs { columns, key }
    }
}

impl<C: QueryId, Key> QueryId for KeyIs<C, Key> {
    type QueryId = KeyIs<C::QueryId, ()>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, Key, DB> QueryFragment<DB> for KeyIs<C, Key>
where
    DB: Backend + 'static,
    C: KeyBinds<Key, DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.columns.walk_key_is(self.key.as_ref(), out)
    }
}

condition!(KeyIs<C, Key>);
