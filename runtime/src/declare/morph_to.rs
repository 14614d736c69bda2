//! The declaration of a `morph_to`: an owner of one of several models.

use crate::declare::checked::Holds;
use crate::declare::model::Model;
use crate::sql::has_key::HasKey;
use crate::sql::key_columns::NullableSql;
use crate::sql::morph_id::{Form, MorphId};
use diesel::expression::Expression;
use diesel::sql_types::IntoNullable;
use diesel::sql_types::Nullable;
use diesel::sql_types::Text;
use std::fmt::Debug;
/// A declared `morph_to`: the columns that hold the type and the id of the owner. `#[derive(Model)]` implements it on one
/// marker type per relation (`CommentableOfComment`), and [`Owns`] of it for each model of the list.
pub trait MorphTo: Sized + 'static {
    /// The name of the relation: `"commentable"`.
    const NAME: &'static str;
    /// The table and the column of the id: `("comments", "commentable_id")`.
    const ID: (&'static str, &'static str);
    /// The name of the column with the type: `"commentable_type"`.
    const TYPE: &'static str;
    /// The name of the field of a count.
    const COUNT: &'static str;
    /// The morph names of the models.
    const OWNERS: &'static [&'static str];

    /// The model that declares the relation.
    type Parent: Model + HasKey<Self::IdColumn, Key: Debug>;
    /// The column of the id.
    type IdColumn: Default + 'static;
    /// The column of the type.
    type TypeColumn: TypeColumn + Default + 'static;
    /// True where one of the two columns can be NULL.
    type Nullability;
    /// The loaded row: `CommentWithCommentable<Inner, T>`.
    type With<Inner, T>;
    /// The row with the count.
    type WithCount<Inner>;

    /// The type of the owner; `None` where it is NULL.
    fn morph_type(parent: &Self::Parent) -> Option<&str>;
    /// The primary key of a row, for messages.
    fn row_key(parent: &Self::Parent) -> String;
    /// Puts a loaded value beside its parent.
    fn wrap<Inner, T>(inner: Inner, value: T) -> Self::With<Inner, T>;
    /// Puts a count beside its parent.
    fn wrap_count<Inner>(inner: Inner, count: i64) -> Self::WithCount<Inner>;
}

/// The `morph_to` relation `Self` lists the model `M`.
#[diagnostic::on_unimplemented(
    message = "`{M}` is not among the models of `{Self}`",
    label = "not an owner of this relation",
    note = "the models that can be owners are listed where the relation is declared: add `{M}` to `#[morph_to(..)]`"
)]
pub trait Owns<M>: MorphTo {
    /// The model. Where it is none, that is reported where it is listed, and this is an error to the compiler wherever it is used.
    #[doc(hidden)]
    type Model;
    /// The column of the owner's table to which the id refers.
    type OwnerKey: Default + 'static;
    /// The form in which the id column holds that key.
    type Form: Form;
}

/// The form in which a column holds a key.
pub trait HeldAs<Column, Key> {
    /// The form.
    type Form: Form;
}

impl<C: MorphId<K>, K> HeldAs<C, K> for Holds<true> {
    type Form = C::Form;
}

/// The form in which the column `C` holds the key `K`, behind the check `Check` that it can.
pub type FormOf<Check, C, K> = <Check as HeldAs<C, K>>::Form;

/// A type column: a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text: it cannot hold the name of an owner's model",
    label = "the type column of a polymorphic relation is a `Text`, which may be nullable"
)]
pub trait TypeColumn {
    /// It is one.
    const IS_TEXT: bool = true;
}

#[diagnostic::do_not_recommend]
impl<C> TypeColumn for C
where
    C: Expression<SqlType: IntoNullable>,
    NullableSql<C>: NullableText,
{
}

/// The SQL type of a text that may be NULL.
pub trait NullableText {}

impl NullableText for Nullable<Text> {}
