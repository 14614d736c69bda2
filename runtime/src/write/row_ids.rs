//! The values that name related rows: ids, models, and pairs of them with the fields of the pivot row.

use std::marker::PhantomData;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::model::{LoadedRow, Model};
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::declare::relation_def::RelationDef;
use crate::sql::values::NoFields;

/// A value that names the related rows of a relation.
pub trait Identifies {
    /// The key.
    type Id;
    /// The model.
    type Row: Model;
    /// The key of a row; `None` where it is NULL.
    fn id(row: &Self::Row) -> Option<Self::Id>;
}

impl<K: ManyToMany> Identifies for K {
    type Id = K::RelatedId;
    type Row = K::Related;
    fn id(row: &K::Related) -> Option<K::RelatedId> {
        K::related_id(row)
    }
}

/// The rows of the relation `K` by their primary key.
#[derive(Debug)]
pub struct ByPrimaryKey<K>(PhantomData<K>);

impl<K: RelationDef<Related: HasPrimaryKey>> Identifies for ByPrimaryKey<K> {
    type Id = KeyOf<K::Related>;
    type Row = K::Related;
    fn id(row: &K::Related) -> Option<KeyOf<K::Related>> {
        primary_key(row)
    }
}

/// Rows of the relation `K`: an id, a model, a pair of one of them with fields of the pivot table, or any collection of
/// these: an array, a slice, a `Vec`, a `HashMap` of ids and fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name rows of `{K}`",
    label = "neither ids nor models of this relation",
    note = "rows are named by the key of the related model, by references to the model, by pairs `(id, fields)`, or by a \
            collection of these: `[1, 2]`, `&role`, `&roles`, `[(1, role_user::active.eq(true))]`, \
            `[(1, (role_user::active.eq(true), role_user::level.eq(2)))]`"
)]
pub trait PivotRows<K: Identifies, Marker> {
    /// The fields of each pivot row.
    type Fields;
    /// The keys, `None` for a model whose key is NULL, and the fields.
    fn into_rows(self) -> Vec<(Option<K::Id>, Self::Fields)>;
}

/// One row of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{K}`",
    label = "neither an id nor a model of this relation",
    note = "a row is named by the key of the related model, by a reference to the model, or by a pair `(id, fields)`"
)]
pub trait PivotRow<K: Identifies, Marker> {
    /// The fields of the pivot row.
    type Fields;
    /// The key, `None` for a model whose key is NULL, and the fields.
    fn named_row(self) -> (Option<K::Id>, Self::Fields);
}

/// The key or the model alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{K}`",
    label = "neither an id nor a model of this relation",
    note = "a row is named by the key of the related model, or by a reference to the model"
)]
pub trait RelatedId<K: Identifies, Marker> {
    /// The key, `None` for a model whose key is NULL.
    fn into_id(self) -> Option<K::Id>;
}

/// By an id.
#[derive(Debug)]
pub struct ById;
/// By a reference to an id.
#[derive(Debug)]
pub struct ByRef;
/// By a text.
#[derive(Debug)]
pub struct ByText;
/// By a model.
#[derive(Debug)]
pub struct ByModel;
/// Without fields.
#[derive(Debug)]
pub struct Alone<Id>(PhantomData<Id>);
/// With fields.
#[derive(Debug)]
pub struct Paired<Id>(PhantomData<Id>);
/// One row.
#[derive(Debug)]
pub struct Single<Row>(PhantomData<Row>);
/// A collection of rows.
#[derive(Debug)]
pub struct Several<Row>(PhantomData<Row>);

impl<K: Identifies<Id = T>, T> RelatedId<K, ById> for T {
    fn into_id(self) -> Option<T> {
        Some(self)
    }
}

impl<K: Identifies<Id = T>, T: Clone> RelatedId<K, ByRef> for &T {
    fn into_id(self) -> Option<T> {
        Some(self.clone())
    }
}

impl<K: Identifies<Id = String>> RelatedId<K, ByText> for &str {
    fn into_id(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<K: Identifies, R: LoadedRow<Model = K::Row>> RelatedId<K, ByModel> for &R {
    fn into_id(self) -> Option<K::Id> {
        K::id(R::model(self))
    }
}

impl<K: Identifies, T: RelatedId<K, M>, M> PivotRow<K, Alone<M>> for T {
    type Fields = NoFields;
    fn named_row(self) -> (Option<K::Id>, NoFields) {
        (self.into_id(), NoFields)
    }
}

impl<K: Identifies, T: RelatedId<K, M>, F, M> PivotRow<K, Paired<M>> for (T, F) {
    type Fields = F;
    fn named_row(self) -> (Option<K::Id>, F) {
        (self.0.into_id(), self.1)
    }
}

#[diagnostic::do_not_recommend]
impl<K: Identifies, T: PivotRow<K, M>, M> PivotRows<K, Single<M>> for T {
    type Fields = T::Fields;
    fn into_rows(self) -> Vec<(Option<K::Id>, T::Fields)> {
        vec![self.named_row()]
    }
}

#[diagnostic::do_not_recommend]
impl<K: Identifies, I: IntoIterator<Item: PivotRow<K, M>>, M> PivotRows<K, Several<M>> for I {
    type Fields = <I::Item as PivotRow<K, M>>::Fields;
    fn into_rows(self) -> Vec<(Option<K::Id>, Self::Fields)> {
        self.into_iter().map(PivotRow::named_row).collect()
    }
}
