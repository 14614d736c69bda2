//! Keys: which Rust value, which columns, and the ways of comparing them in SQL.

use crate::sql::condition::condition;
use std::any::TypeId;
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, TypedExpressionType,
    ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
#[cfg(feature = "postgres")]
use diesel::sql_types::Citext;
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable, SqlType, Text, is_nullable};

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::key_list::{Among, AnyOf};
use crate::sql::padded::{can_be_padded, walk_bound};

/// The nullable form of a column's SQL type: the common ground of a key and the column that refers to it.
pub(crate) type NullableSql<C> = <<C as Expression>::SqlType as IntoNullable>::Nullable;

/// The field that holds a local value. Whether it is an `Option` is read from the column, never from the type's name.
#[diagnostic::on_unimplemented(
    message = "the field type `{Self}` does not fit its column",
    label = "a nullable column needs an `Option`",
    note = "make the field an `Option`, or the column `NOT NULL` in the migration and in `table!`"
)]
pub trait KeyField<IsNull> {
    /// The type of the key, without `Option`.
    type Key;
    /// The key, `None` where it is NULL.
    fn key(&self) -> Option<&Self::Key>;
    /// Replaces the key.
    fn set(&mut self, key: Self::Key);
    /// Takes the key away, where the field can be without.
    fn take(&mut self) -> Option<Self::Key>;
}

impl<T> KeyField<is_nullable::NotNull> for T {
    type Key = T;
    fn key(&self) -> Option<&T> {
        Some(self)
    }
    fn set(&mut self, key: T) {
        *self = key;
    }
    fn take(&mut self) -> Option<T> {
        None
    }
}

impl<T> KeyField<is_nullable::IsNullable> for Option<T> {
    type Key = T;
    fn key(&self) -> Option<&T> {
        self.as_ref()
    }
    fn set(&mut self, key: T) {
        *self = Some(key);
    }
    fn take(&mut self) -> Option<T> {
        Option::take(self)
    }
}

/// A model whose struct holds the key column `C`: its primary key, and the columns that its relations use. The derive
/// implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know which of its fields is the key `{C}`",
    label = "no relation of `{Self}` names this key",
    note = "declare the other side of the relation on `{Self}`: `belongs_to` on the field of a foreign key, or \
            a relation with `local_key = ..`; or say that other models refer to the field: `#[model(key)]`"
)]
pub trait HasKey<C> {
    /// The type of the key, without `Option`.
    type Key: Clone;
    /// The key, `None` where it is NULL.
    fn key(&self) -> Option<Cow<'_, Self::Key>>;
    /// Replaces the key.
    fn set_key(&mut self, key: Self::Key);
    /// Takes the key away, where its columns can be NULL.
    fn take_key(&mut self) -> Option<Self::Key>;
}

/// A key column whose SQL type is that of the local column; one of them may be nullable.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Local}` have different SQL types",
    label = "this key can never match",
    note = "a foreign key must have the SQL type of the key that it refers to: change one of the columns in the \
            migration and in `table!`, or name another one with `foreign_key = ..`, `local_key = ..` or `owner_key = ..`; a key of \
            several columns has as many on both sides, `foreign_key = (tenant_id, user_id)`"
)]
pub trait KeyMatches<Local> {}

#[diagnostic::do_not_recommend]
impl<C, L> KeyMatches<L> for C
where
    C: Expression,
    L: Expression,
    C::SqlType: IntoNullable,
    L::SqlType: IntoNullable,
    NullableSql<C>: SameKeyType<NullableSql<L>>,
{
}

/// Two keys of one SQL type.
pub trait SameKeyType<Local> {}
impl<T> SameKeyType<T> for T {}

/// A key column, or a [`Composite`](crate::Composite) of several: how its keys are selected and compared.
pub trait KeyColumn<Key>: Default {
    /// How many columns.
    const WIDTH: usize;
    /// The column, or a tuple of the columns.
    type Columns: Expression + Default;
    /// The same, where each may be NULL.
    type Nullable: Expression;
    /// What Diesel decodes of [`Nullable`](Self::Nullable).
    type Raw;
    /// `column = key`; nothing where the key is NULL.
    type Is;
    /// `column IN (keys)`, or what the backend has for it.
    type In;
    /// The same in a query of joined tables.
    type Among;
    /// The same, where each may be NULL.
    fn nullable() -> Self::Nullable;
    /// The key of a row, `None` where a part of it is NULL.
    fn key(raw: Self::Raw) -> Option<Key>;
    /// `column = key`; nothing where the key is NULL.
    fn is(key: Option<Key>) -> Self::Is;
    /// `column IN (keys)`.
    fn is_in(keys: Vec<Key>) -> Self::In;
    /// The same in a query of joined tables.
    fn is_among(keys: Vec<Key>) -> Self::Among;
    /// True where one of the columns is a text, whose values can be equal to the database though they are written differently.
    fn is_text() -> bool;
    /// The name of the column, or of the columns: `tenant_id, id`.
    fn name() -> String;
}

impl<C, Key> KeyColumn<Key> for C
where
    C: Column + Default + ExpressionMethods + NullableExpressionMethods,
    C::SqlType: SqlType + TypedExpressionType,
    dsl::Nullable<C>: Expression,
    Key: AsExpression<C::SqlType> + Debug,
{
    const WIDTH: usize = 1;
    type Columns = C;
    type Nullable = dsl::Nullable<C>;
    type Raw = Option<Key>;
    type Is = KeyIs<C, Key>;
    type In = AnyOf<C, dsl::EqAny<C, Vec<Key>>>;
    type Among = Among<C, Key>;
    fn nullable() -> Self::Nullable {
        C::default().nullable()
    }
    fn key(raw: Option<Key>) -> Option<Key> {
        raw
    }
    fn is(key: Option<Key>) -> Self::Is {
        KeyIs::new(key)
    }
    fn is_in(keys: Vec<Key>) -> Self::In {
        AnyOf::new(
            keys,
            can_be_padded::<C::SqlType>(),
            ExpressionMethods::eq_any,
        )
    }
    fn is_among(keys: Vec<Key>) -> Self::Among {
        Among::new(keys, can_be_padded::<C::SqlType>())
    }
    fn is_text() -> bool {
        is_text::<C::SqlType>()
    }
    fn name() -> String {
        C::NAME.to_owned()
    }
}

/// True where values of an SQL type are compared by a collation.
pub(crate) fn is_text<ST: 'static>() -> bool {
    let id = TypeId::of::<ST>();
    #[cfg(feature = "postgres")]
    if id == TypeId::of::<Citext>() || id == TypeId::of::<Nullable<Citext>>() {
        return true;
    }
    id == TypeId::of::<Text>() || id == TypeId::of::<Nullable<Text>>()
}

/// The columns of a key, one after the other.
pub trait EachColumn<DB: Backend> {
    /// Calls the function with each column, and whether it can be NULL.
    fn each_column<'b>(&'b self, each: ColumnVisitor<'_, 'b, DB>) -> QueryResult<()>;
}

/// What [`EachColumn`] calls.
pub(crate) type ColumnVisitor<'f, 'b, DB> =
    &'f mut dyn FnMut(&'b dyn QueryFragment<DB>, bool) -> QueryResult<()>;

/// Whether a column can be NULL.
pub trait Nullness {
    /// True where it can.
    const CAN_BE_NULL: bool;
}
impl Nullness for is_nullable::NotNull {
    const CAN_BE_NULL: bool = false;
}
impl Nullness for is_nullable::IsNullable {
    const CAN_BE_NULL: bool = true;
}

impl<C, DB> EachColumn<DB> for C
where
    DB: Backend,
    C: Column<SqlType: SqlType<IsNull: Nullness>> + QueryFragment<DB>,
{
    fn each_column<'b>(&'b self, each: ColumnVisitor<'_, 'b, DB>) -> QueryResult<()> {
        each(
            self,
            <<C::SqlType as SqlType>::IsNull as Nullness>::CAN_BE_NULL,
        )
    }
}

/// `column = key`, which matches nothing where the key is NULL.
#[derive(Debug, Clone, Copy)]
pub struct KeyIs<C, Key> {
    column: C,
    key: Option<Key>,
}

impl<C: Default, Key> KeyIs<C, Key> {
    pub(crate) fn new(key: Option<Key>) -> Self {
        let column = C::default();
        KeyIs { column, key }
    }
}

impl<C: QueryId, Key> QueryId for KeyIs<C, Key> {
    type QueryId = KeyIs<C::QueryId, ()>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, Key, DB> QueryFragment<DB> for KeyIs<C, Key>
where
    DB: Backend + HasSqlType<NullableSql<C>> + 'static,
    C: Expression<SqlType: IntoNullable<Nullable: 'static>> + QueryFragment<DB>,
    Option<Key>: ToSql<NullableSql<C>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        walk_bound::<NullableSql<C>, _, DB>(&self.key, out)
    }
}

/// All rows of a table.
#[derive(Debug, Clone, Copy, Default)]
pub struct Everything;

impl<DB: Backend> QueryFragment<DB> for Everything {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("1 = 1");
        Ok(())
    }
}

/// All rows of two joined tables, where the key `C` of the one refers to the other: SQLite is told to read the table of `C`
/// from end to end, and to look up the other. With statistics it does the opposite, and reads the larger table in random
/// order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scanned<C>(C);

impl<C: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for Scanned<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !facts(&out)?.takes_hints {
            out.push_sql("1 = 1");
            return Ok(());
        }
        // Of every row that the join has: a key that is NULL refers to nothing.
        out.push_sql("unlikely((");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") = (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql("))");
        Ok(())
    }
}

/// The rows whose key one of the parents has. One statement after the other shows the parts of a list that is longer
/// than a statement can bind.
#[derive(Debug, Clone)]
pub struct KeyFilter<C, Is, In, All = Everything> {
    parts: Vec<KeyPart<Is, In, All>>,
    shown: Arc<AtomicUsize>,
    column: C,
}

#[derive(Debug, Clone)]
pub(crate) enum KeyPart<Is, In, All = Everything> {
    /// The parents are all there are: no condition, but that there is a key.
    All(All),
    /// One key: a statement that the connection can cache.
    One(Is),
    /// `IN (..)`.
    List(In),
}

impl<C: Default, Is, In, All> KeyFilter<C, Is, In, All> {
    /// A filter with these parts, and the number of the part that it shows.
    pub(crate) fn new(parts: Vec<KeyPart<Is, In, All>>) -> (Self, Arc<AtomicUsize>) {
        let shown = Arc::new(AtomicUsize::new(0));
        let filter = KeyFilter {
            parts,
            shown: Arc::clone(&shown),
            column: C::default(),
        };
        (filter, shown)
    }
}

impl<C, Is, In, All> QueryId for KeyFilter<C, Is, In, All> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, Is, In, All, DB> QueryFragment<DB> for KeyFilter<C, Is, In, All>
where
    DB: Backend,
    C: EachColumn<DB>,
    Is: QueryFragment<DB>,
    In: QueryFragment<DB>,
    All: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self.parts.get(self.shown.load(Ordering::Relaxed)) {
            None => {
                out.push_sql("1 = 0");
                Ok(())
            }
            Some(KeyPart::All(all)) => {
                all.walk_ast(out.reborrow())?;
                self.column.each_column(&mut |column, can_be_null| {
                    if can_be_null {
                        out.push_sql(" AND ");
                        column.walk_ast(out.reborrow())?;
                        out.push_sql(" IS NOT NULL");
                    }
                    Ok(())
                })
            }
            Some(KeyPart::One(is)) => is.walk_ast(out),
            Some(KeyPart::List(list)) => list.walk_ast(out),
        }
    }
}

condition!(KeyIs<C, Key>);
condition!(KeyFilter<C, Is, In, All>);

/// A key column of a table.
pub trait OwnTable {
    /// The table.
    type Table: Default;
}

impl<C: Column<Table: Default>> OwnTable for C {
    type Table = C::Table;
}
