//! Keys of several models in one column: as they are, or as texts.

use std::borrow::Cow;
use std::fmt::{Debug, Display, Write};
use std::hash::Hash;
use std::marker::PhantomData;
use std::str::FromStr;

use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{self, HasSqlType, IntoNullable, Nullable, Text};

use crate::dialect::dialect::{Dialect, facts};
use crate::dialect::facts::Facts;
use crate::sql::key::HasKey;
use crate::sql::key::OwnTable;
use crate::sql::key::{ColumnVisitor, EachColumn, KeyColumn, NullableSql};
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_list::Among;
use crate::sql::local::{ComparedWith, Local, WalkKey};
use crate::sql::order_key::ColumnNames;

/// A column that holds the key `Owner` of a polymorphic relation: one of the same SQL type, or a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold `{Owner}`, the key of an owner",
    label = "this key can never match",
    note = "the id column of a polymorphic relation has the SQL type of its owners' keys; where these differ it is a `Text`, \
            which holds integers, and on PostgreSQL UUIDs, by value"
)]
pub trait MorphId<Owner> {
    /// How it holds the key: [`SameType`] or [`AsText`].
    type Form: Form;
    /// The owner's key, as this column has it.
    type Key;
    /// This column, as the owner's key has it.
    type Id;
}

#[diagnostic::do_not_recommend]
impl<C, O> MorphId<O> for C
where
    C: Expression<SqlType: IntoNullable>,
    O: Expression<SqlType: IntoNullable>,
    NullableSql<C>: Holds<NullableSql<O>>,
{
    type Form = <NullableSql<C> as Holds<NullableSql<O>>>::Form;
    type Key = <Self::Form as Form>::Key<O>;
    type Id = <Self::Form as Form>::Id<C, O>;
}

/// An SQL type whose columns hold keys of the SQL type `T`.
pub trait Holds<T> {
    /// How.
    type Form: Form;
}

impl<T> Holds<T> for T {
    type Form = SameType;
}

/// How a column holds a key.
pub trait Form {
    /// The key `O`, as the column has it.
    type Key<O>;
    /// The column `C`, as the key `O` has it.
    type Id<C, O>;
}

/// As it is.
#[derive(Debug, Clone, Copy)]
pub struct SameType;

impl Form for SameType {
    type Key<O> = O;
    type Id<C, O> = C;
}

/// As the text that its value is written as.
#[derive(Debug, Clone, Copy)]
pub struct AsText;

impl Form for AsText {
    type Key<O> = TextOf<O>;
    type Id<C, O> = TextKey<C, O>;
}

/// An SQL type that is also written as a text.
pub trait Written {
    /// What `CAST` calls it, where a text of it is cast back.
    fn name(facts: &Facts) -> &'static str;
    /// True where any text is cast to it without an error.
    fn takes_any_text(facts: &Facts) -> bool;
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Holds<Nullable<sql_types::$ty>> for Nullable<Text> {
            type Form = AsText;
        }
        impl Written for Nullable<sql_types::$ty> {
            fn name(facts: &Facts) -> &'static str {
                facts.integer
            }
            fn takes_any_text(facts: &Facts) -> bool {
                facts.casts_any_text
            }
        }
    )*};
}
integers!(SmallInt Integer BigInt);

#[cfg(feature = "postgres")]
impl Holds<Nullable<sql_types::Uuid>> for Nullable<Text> {
    type Form = AsText;
}

#[cfg(feature = "postgres")]
impl Written for Nullable<sql_types::Uuid> {
    fn name(_: &Facts) -> &'static str {
        "UUID"
    }
    fn takes_any_text(_: &Facts) -> bool {
        false
    }
}

/// Values of ids, and of the keys that they hold: `I` is the type of the id, `K` that of the owner's key.
pub trait Converts<I: Clone, K> {
    /// The key, as rows are told apart by it.
    type Key: Eq + Hash + Clone + Debug;
    /// The key that an id holds; `None` where it holds none.
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, Self::Key>>;
}

impl<I: Eq + Hash + Clone + Debug, K> Converts<I, K> for SameType {
    type Key = I;
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, I>> {
        Some(id)
    }
}

impl<I, K> Converts<I, K> for AsText
where
    I: AsRef<str> + Clone,
    K: FromStr + Display + Eq + Hash + Clone + Debug,
{
    type Key = K;
    fn key(id: Cow<'_, I>) -> Option<Cow<'_, K>> {
        let text = (*id).as_ref();
        let key: K = text.parse().ok()?;
        is_written_as(&key, text).then_some(Cow::Owned(key))
    }
}

/// Whether a value is written as this text, as the databases write it: `01` is not the text of 1.
fn is_written_as(value: &impl Display, text: &str) -> bool {
    struct Rest<'t>(&'t str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, part: &str) -> std::fmt::Result {
            self.0 = self.0.strip_prefix(part).ok_or(std::fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The id that holds a key.
#[diagnostic::on_unimplemented(
    message = "a key of type `{K}` does not fit the id field, which is `{I}`",
    note = "implement `From<{K}>` for `{I}`, or give both the same type"
)]
pub trait IntoId<I, K> {
    /// The id that holds a key.
    fn id(key: K) -> I;
}

impl<I, K: Into<I>> IntoId<I, K> for SameType {
    fn id(key: K) -> I {
        key.into()
    }
}

impl<I: From<String>, K: Display> IntoId<I, K> for AsText {
    fn id(key: K) -> I {
        key.to_string().into()
    }
}

/// What an id column has of an owner's key of type `K`.
pub trait Holding<K: Clone>: Form {
    /// Its type.
    type Held: Eq + Hash + Clone + Debug;
    /// What the column has of the key.
    fn held(key: Cow<'_, K>) -> Cow<'_, Self::Held>;
}

impl<K: Eq + Hash + Clone + Debug> Holding<K> for SameType {
    type Held = K;
    fn held(key: Cow<'_, K>) -> Cow<'_, K> {
        key
    }
}

impl<K: Display + Clone> Holding<K> for AsText {
    type Held = String;
    fn held(key: Cow<'_, K>) -> Cow<'_, String> {
        Cow::Owned(key.to_string())
    }
}

/// What the id column `C` has of the key `O` of the model `M`.
pub type Held<C, O, M> = <<C as MorphId<O>>::Form as Holding<<M as HasKey<O>>::Key>>::Held;

/// What the id column has of a row's key; `None` where that is NULL.
pub fn held<C, O, M>(owner: &M) -> Option<Cow<'_, Held<C, O, M>>>
where
    C: MorphId<O, Form: Holding<M::Key>>,
    M: HasKey<O, Key: 'static>,
{
    owner.key().map(<C::Form as Holding<_>>::held)
}

/// `CAST(posts.id AS TEXT)`: a key as the text that a polymorphic relation has of it.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct TextOf<C>(C);

impl<C> Expression for TextOf<C> {
    type SqlType = Nullable<Text>;
}
impl<C: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for TextOf<C> {}
impl<C: SelectableExpression<QS>, QS: ?Sized> SelectableExpression<QS> for TextOf<C> {}
impl<C, GB> ValidGrouping<GB> for TextOf<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryFragment<DB>, DB: Dialect> QueryFragment<DB> for TextOf<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        walk_as_text(&mut |out| self.0.walk_ast(out), out)
    }
}

impl<C: QueryFragment<DB>, DB: Dialect> Local<DB> for TextOf<C> {
    fn walk_local<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(out)
    }
}

impl<C, L, DB> ComparedWith<L, DB> for TextOf<C>
where
    DB: Dialect,
    C: QueryFragment<DB>,
    L: Local<DB>,
{
    fn walk_equal<'b>(
        &'b self,
        local: &'b L,
        _: bool,
        out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        local.walk_equal(&mut |out| self.walk_ast(out), out)
    }
}

impl<C: QueryFragment<DB>, DB: Dialect> EachColumn<DB> for TextOf<C> {
    fn each_column<'b>(&'b self, each: ColumnVisitor<'_, 'b, DB>) -> QueryResult<()> {
        each(self, false)
    }
}

impl<C: Default, Key> KeyColumn<Key> for TextOf<C> {
    const WIDTH: usize = 1;
    type Columns = Self;
    type Nullable = Self;
    type Raw = Option<Key>;
    type Is = TextIs<C, Key>;
    type In = Among<Self, Key>;
    type Among = Among<Self, Key>;
    fn nullable() -> Self {
        Self::default()
    }
    fn key(raw: Option<Key>) -> Option<Key> {
        raw
    }
    fn is(key: Option<Key>) -> TextIs<C, Key> {
        let column = C::default();
        TextIs { column, key }
    }
    fn is_in(keys: Vec<Key>) -> Self::In {
        Among::new(keys, true)
    }
    fn is_among(keys: Vec<Key>) -> Self::Among {
        Among::new(keys, true)
    }
    // Of a number, which is written in one way.
    fn is_text() -> bool {
        false
    }
    fn name() -> String {
        "key".to_owned()
    }
}

impl<C: OwnTable> OwnTable for TextOf<C> {
    type Table = C::Table;
}

impl<C: ColumnNames> ColumnNames for TextOf<C> {
    const WIDTH: usize = 1;
    const NAMES: &'static [&'static str] = C::NAMES;
    fn each_name(f: &mut dyn FnMut(&'static str) -> QueryResult<()>) -> QueryResult<()> {
        C::each_name(f)
    }
}

impl<C, Key, DB> KeyBinds<Key, DB> for TextOf<C>
where
    DB: Dialect + HasSqlType<Nullable<Text>>,
    C: QueryFragment<DB>,
    Key: ToSql<Nullable<Text>, DB>,
{
    fn walk_key<'b>(key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_bind_param::<Nullable<Text>, _>(key)
    }
    fn walk_key_is<'b>(&'b self, key: &'b Key, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        <Self as KeyBinds<Key, DB>>::walk_key(key, out)
    }
}

/// `posts.id = CAST(? AS BIGINT)`: the row with a key that is given as a text.
#[derive(Debug, Clone, Copy)]
pub struct TextIs<C, Key> {
    column: C,
    key: Option<Key>,
}

impl<C, Key, DB> QueryFragment<DB> for TextIs<C, Key>
where
    DB: Dialect + HasSqlType<Nullable<Text>>,
    C: Expression<SqlType: IntoNullable> + QueryFragment<DB>,
    NullableSql<C>: Written,
    Option<Key>: ToSql<Nullable<Text>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        let name = NullableSql::<C>::name(facts(&out)?);
        walk_cast(
            &mut |mut out| out.push_bind_param::<Nullable<Text>, _>(&self.key),
            name,
            out,
        )
    }
}

/// `CAST(.. AS TEXT)`
fn walk_as_text<'b, DB: Dialect>(
    of: WalkKey<'_, 'b, DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let (before, after) = facts(&out)?.as_text;
    out.push_sql(before);
    of(out.reborrow())?;
    out.push_sql(after);
    Ok(())
}

/// `CAST(.. AS ..)`
fn walk_cast<'b, DB: Dialect>(
    of: WalkKey<'_, 'b, DB>,
    name: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    out.push_sql("CAST(");
    of(out.reborrow())?;
    out.push_sql(" AS ");
    out.push_sql(name);
    out.push_sql(")");
    Ok(())
}

/// The text column `C`, where it holds the key `O`.
///
/// It is compared as a text. Where the database casts any text to an integer, that is compared, too: so that an index of
/// the key is of use.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextKey<C, O> {
    column: C,
    owner: PhantomData<fn() -> O>,
}

impl<C: QueryId, O> QueryId for TextKey<C, O> {
    type QueryId = C::QueryId;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, O> Expression for TextKey<C, O>
where
    O: Expression<SqlType: IntoNullable<Nullable: TypedExpressionType>>,
{
    type SqlType = NullableSql<O>;
}
impl<C, O, QS: ?Sized> AppearsOnTable<QS> for TextKey<C, O>
where
    C: AppearsOnTable<QS>,
    Self: Expression,
{
}
impl<C, O, QS: ?Sized> SelectableExpression<QS> for TextKey<C, O>
where
    C: SelectableExpression<QS>,
    Self: AppearsOnTable<QS>,
{
}
impl<C, O, GB> ValidGrouping<GB> for TextKey<C, O> {
    type IsAggregate = is_aggregate::No;
}

impl<C, O, DB> Local<DB> for TextKey<C, O>
where
    DB: Dialect,
    C: QueryFragment<DB>,
    O: Expression<SqlType: IntoNullable>,
    NullableSql<O>: Written,
{
    fn walk_local<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out)
    }

    fn walk_equal<'b>(
        &'b self,
        key: WalkKey<'_, 'b, DB>,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        walk_as_text(key, out.reborrow())?;
        out.push_sql(" = ");
        self.column.walk_ast(out.reborrow())?;
        let facts = facts(&out)?;
        if NullableSql::<O>::takes_any_text(facts) {
            out.push_sql(" AND ");
            key(out.reborrow())?;
            out.push_sql(" = ");
            let name = NullableSql::<O>::name(facts);
            walk_cast(&mut |out| self.column.walk_ast(out), name, out)?;
        }
        Ok(())
    }
}
