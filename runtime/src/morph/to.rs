//! The declaration of a `morph_to`, and the relation to the owners of one model.

use crate::declare::morph_to::MorphTo;
use crate::declare::morph_to::Owns;
use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

use diesel::sql_types::is_nullable;

use crate::__private::IsTableOf;
use crate::declare::checked::Holds;
use crate::declare::model::LoadedRow;
use crate::declare::model::Model;
use crate::declare::relation_def::{DeclaredOn, RelationDef};
use crate::declare::scope::AllRows;
use crate::declare::shape::Owner;
use crate::declare::visibility::NotTrashed;
use crate::morph::of_type::OfType;
use crate::sql::has_key::HasKey;
use crate::sql::key_columns::KeyMatches;
use crate::sql::morph_id::{Converts, Form, IntoId, SameType};
use crate::sql::values::NoFields;
use crate::write::owner::CanBeNull;

/// The model `Self` has a `morph_to` on the id column `IdColumn` that lists `Owner`. The derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not list `{Owner}` among the owners of `{IdColumn}` and `{TypeColumn}`, by the key `{OwnerKey}`",
    label = "`{Owner}` is not in the list of `{Self}`",
    note = "add `{Owner}` to the list of `#[morph_to(..)]` on that field of `{Self}`; where it is there, both sides must name the \
            same columns: `morph_id` and `morph_type`, and `local_key` here for `owner_key` there"
)]
pub trait Lists<Owner, IdColumn, TypeColumn, OwnerKey> {
    /// The form in which the id column holds the key.
    type Form: Form;
}

/// Both sides of a polymorphic relation: columns of the table `T`, which is that of `M`.
#[derive(Debug)]
pub struct Listed<M, T, Owner, IdColumn, TypeColumn, OwnerKey>(
    PhantomData<(M, T, Owner, IdColumn, TypeColumn, OwnerKey)>,
);

impl<M: Model, T: IsTableOf<M, M::Table>, Owner, IdColumn, TypeColumn, OwnerKey>
    Listed<M, T, Owner, IdColumn, TypeColumn, OwnerKey>
{
    /// The columns are of its table.
    pub const IS_TABLE: bool = true;
    /// The other side lists this one.
    pub fn is()
    where
        M: Lists<Owner, IdColumn, TypeColumn, OwnerKey>,
    {
    }
}

/// The bound of [`Listed`] for columns of another table, which are reported as such.
pub trait OfAnotherTable {
    /// They are not.
    const IS_TABLE: bool = false;
    /// Nothing.
    fn is() {}
}

impl<M, T, Owner, IdColumn, TypeColumn, OwnerKey> OfAnotherTable
    for Listed<M, T, Owner, IdColumn, TypeColumn, OwnerKey>
{
}

/// The form in which rows hold the key of their owners, as their list of these says.
pub trait FormIn<Listed> {
    /// The form.
    type Form: Form;
}

impl<M, T, Owner, IdColumn, TypeColumn, OwnerKey>
    FormIn<Listed<M, T, Owner, IdColumn, TypeColumn, OwnerKey>> for Holds<true>
where
    M: Lists<Owner, IdColumn, TypeColumn, OwnerKey>,
{
    type Form = M::Form;
}

impl<L> FormIn<L> for Holds<false> {
    type Form = SameType;
}

/// The form in which rows hold the key of their owners. The check that they list them stands in the constant.
pub type ListedForm<L, const LISTED: bool> = <Holds<LISTED> as FormIn<L>>::Form;

/// Owners of one model only.
#[diagnostic::on_unimplemented(
    message = "these owners are rows of several models",
    label = "of which model?",
    note = "say it of one model, `with_post(Post::AUTHOR)`, `constrain_post(|post| post.filter(..))`; or take the owners of one \
            model, `Comment::COMMENTABLE.post()`, as a relation of its own"
)]
pub trait OfOneModel {}

/// The field of a type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text: it cannot hold the name of an owner's model",
    label = "the type of an owner is a `String`, or an `Option` of it where the column is nullable"
)]
pub trait TextField {
    /// The text.
    fn text(&self) -> &str;
}
#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> TextField for T {
    fn text(&self) -> &str {
        self.as_ref()
    }
}

/// The type.
pub fn type_of<T: TextField>(field: &T) -> &str {
    field.text()
}

type FormOf<D, M> = <D as Owns<M>>::Form;
type ColumnOf<D, M> =
    <FormOf<D, M> as Form>::Id<<D as MorphTo>::IdColumn, <D as Owns<M>>::OwnerKey>;
/// The Rust type of the id field.
pub(crate) type IdOf<D> = <<D as MorphTo>::Parent as HasKey<<D as MorphTo>::IdColumn>>::Key;
/// The Rust type of an owner's key.
pub(crate) type OwnerKeyOf<D, M> = <M as HasKey<<D as Owns<M>>::OwnerKey>>::Key;

/// Rows that the `morph_to` relation `Self` can name as the owner.
#[diagnostic::on_unimplemented(
    message = "`{O}` cannot be an owner by `{Self}`",
    label = "not an owner of this relation",
    note = "an owner is one of the models that `#[morph_to(..)]` lists",
    note = "where its key is of another type than the id field, as a newtype is, the type of the field needs `From` it"
)]
pub trait CanOwn<O>: MorphTo {
    /// The morph name of the owner's model.
    const MORPH_NAME: &'static str;
    /// The id that holds the key of the owner; `None` where that is NULL.
    fn id(owner: &O) -> Option<IdOf<Self>>;
}

#[diagnostic::do_not_recommend]
impl<D, O> CanOwn<O> for D
where
    O: LoadedRow<Model: HasKey<<D as Owns<O::Model>>::OwnerKey>>,
    D: Owns<O::Model>,
    FormOf<D, O::Model>: IntoId<IdOf<D>, OwnerKeyOf<D, O::Model>>,
{
    const MORPH_NAME: &'static str = O::Model::MORPH_NAME;
    fn id(owner: &O) -> Option<IdOf<D>> {
        let key = O::model(owner).key()?.into_owned();
        Some(<FormOf<D, O::Model> as IntoId<_, _>>::id(key))
    }
}

/// A `morph_to` by which rows can refer to an `O`.
pub trait Refers<O>: MorphTo {
    /// Makes a row refer to the owner, by type and id.
    fn refer(row: &mut Self::Parent, owner: &O);
}

impl<D, O> Refers<O> for D
where
    D: CanOwn<O, Parent: HasKey<D::TypeColumn, Key: From<&'static str>>>,
{
    fn refer(row: &mut D::Parent, owner: &O) {
        if let Some(id) = D::id(owner) {
            HasKey::<D::IdColumn>::set_key(row, id);
            HasKey::<D::TypeColumn>::set_key(row, D::MORPH_NAME.into());
        }
    }
}

/// The owners that are an `M`, of the polymorphic relation `D`: a belongs-to relation that only some rows have.
/// `Comment::COMMENTABLE.post()`.
#[derive(Debug, Clone, Copy)]
pub struct OwnedBy<D, M>(PhantomData<fn() -> (D, M)>);

impl<D, M> RelationDef for OwnedBy<D, M>
where
    D: Owns<M>,
    M: Model + HasKey<D::OwnerKey>,
    D::OwnerKey: KeyMatches<OfType<ColumnOf<D, M>, D::TypeColumn, M>>,
    OfType<ColumnOf<D, M>, D::TypeColumn, M>: Default,
    FormOf<D, M>: Converts<IdOf<D>, OwnerKeyOf<D, M>>,
{
    const NAME: &'static str = D::NAME;
    const COUNT: &'static str = D::COUNT;
    const LOCAL: (&'static str, &'static str) = D::ID;
    const REMOTE: &'static str = M::TABLE;
    type Checked = Holds<true>;
    type Parent = D::Parent;
    type Related = M;
    type Source = M::Table;
    type Scope = AllRows;
    type Through = AllRows;
    type Visible = NotTrashed;
    type First = ();
    type Fields = NoFields;
    type PivotFields = ();
    type Defaults = NoFields;
    type KeyColumn = D::OwnerKey;
    type LocalColumn = OfType<ColumnOf<D, M>, D::TypeColumn, M>;
    type Key = <FormOf<D, M> as Converts<IdOf<D>, OwnerKeyOf<D, M>>>::Key;
    type Shape = Owner<is_nullable::IsNullable>;
    type With<Inner, T> = D::With<Inner, T>;
    type WithCount<Inner> = D::WithCount<Inner>;
    fn scope() -> AllRows {
        AllRows
    }
    fn defaults() -> NoFields {
        NoFields
    }
    fn local_key(parent: &D::Parent) -> Option<Cow<'_, Self::Key>> {
        if D::morph_type(parent) != Some(M::MORPH_NAME) {
            return None;
        }
        <FormOf<D, M> as Converts<_, _>>::key(parent.key()?)
    }
    fn wrap<Inner, T>(inner: Inner, value: T) -> D::With<Inner, T> {
        D::wrap(inner, value)
    }
    fn wrap_count<Inner>(inner: Inner, count: i64) -> D::WithCount<Inner> {
        D::wrap_count(inner, count)
    }
}

#[diagnostic::do_not_recommend]
impl<P, D: MorphTo<Parent = P>, M> DeclaredOn<P> for OwnedBy<D, M> {}

/// `morph_to` relations of `M` whose columns can be NULL.
#[diagnostic::on_unimplemented(
    message = "a row of this relation always has an owner: the columns of `{Self}` are NOT NULL",
    label = "this relation cannot be dissociated",
    note = "associate another owner; or make the columns of id and type nullable, in the migration, in `table!` and as `Option` fields"
)]
pub trait CanBeWithout<M> {
    /// Makes a row refer to no owner.
    fn dissociate(row: &mut M);
}

#[diagnostic::do_not_recommend]
impl<D, M> CanBeWithout<M> for D
where
    D: MorphTo<Parent = M, IdColumn: CanBeNull, TypeColumn: CanBeNull>,
    M: HasKey<D::IdColumn> + HasKey<D::TypeColumn>,
{
    fn dissociate(row: &mut M) {
        HasKey::<D::IdColumn>::take_key(row);
        HasKey::<D::TypeColumn>::take_key(row);
    }
}
