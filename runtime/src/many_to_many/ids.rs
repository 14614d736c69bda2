//! What names related rows: ids, models, and pairs of them with the fields of the pivot row.

use std::marker::PhantomData;

use crate::fields::NoFields;
use crate::{ManyToMany, Rooted};

/// Rows of the relation `K`: an id, a model, a pair of one of them with fields of the pivot table, or any collection of
/// these: an array, a slice, a `Vec`, a `HashMap` of ids and fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name rows of `{K}`",
    label = "neither ids nor models of this relation",
    note = "rows are named by the key of the related model, by references to the model, by pairs `(id, fields)`, or by a \
            collection of these: `[1, 2]`, `&role`, `&roles`, `[(1, role_user::active.eq(true))]`, \
            `[(1, (role_user::active.eq(true), role_user::level.eq(2)))]`"
)]
pub trait PivotRows<K: ManyToMany, Marker> {
    /// The fields of each pivot row.
    type Fields;
    /// The keys, `None` for a model whose key is NULL, and the fields.
    fn into_rows(self) -> Vec<(Option<K::RelatedId>, Self::Fields)>;
}

/// One row of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{K}`",
    label = "neither an id nor a model of this relation",
    note = "a row is named by the key of the related model, by a reference to the model, or by a pair `(id, fields)`"
)]
pub trait PivotRow<K: ManyToMany, Marker> {
    /// The fields of the pivot row.
    type Fields;
    /// The key, `None` for a model whose key is NULL, and the fields.
    fn into_row(self) -> (Option<K::RelatedId>, Self::Fields);
}

/// The key or the model alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name a row of `{K}`",
    label = "neither an id nor a model of this relation",
    note = "a row is named by the key of the related model, or by a reference to the model"
)]
pub trait RelatedId<K: ManyToMany, Marker> {
    /// The key, `None` for a model whose key is NULL.
    fn into_id(self) -> Option<K::RelatedId>;
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

impl<K: ManyToMany<RelatedId = T>, T> RelatedId<K, ById> for T {
    fn into_id(self) -> Option<T> {
        Some(self)
    }
}

impl<K: ManyToMany<RelatedId = T>, T: Clone> RelatedId<K, ByRef> for &T {
    fn into_id(self) -> Option<T> {
        Some(self.clone())
    }
}

impl<K: ManyToMany<RelatedId = String>> RelatedId<K, ByText> for &str {
    fn into_id(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<K: ManyToMany, R: Rooted<Model = K::Related>> RelatedId<K, ByModel> for &R {
    fn into_id(self) -> Option<K::RelatedId> {
        K::related_id(self.model())
    }
}

impl<K: ManyToMany, T: RelatedId<K, M>, M> PivotRow<K, Alone<M>> for T {
    type Fields = NoFields;
    fn into_row(self) -> (Option<K::RelatedId>, NoFields) {
        (self.into_id(), NoFields)
    }
}

impl<K: ManyToMany, T: RelatedId<K, M>, F, M> PivotRow<K, Paired<M>> for (T, F) {
    type Fields = F;
    fn into_row(self) -> (Option<K::RelatedId>, F) {
        (self.0.into_id(), self.1)
    }
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany, T: PivotRow<K, M>, M> PivotRows<K, Single<M>> for T {
    type Fields = T::Fields;
    fn into_rows(self) -> Vec<(Option<K::RelatedId>, T::Fields)> {
        vec![self.into_row()]
    }
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany, I: IntoIterator<Item: PivotRow<K, M>>, M> PivotRows<K, Several<M>> for I {
    type Fields = <I::Item as PivotRow<K, M>>::Fields;
    fn into_rows(self) -> Vec<(Option<K::RelatedId>, Self::Fields)> {
        self.into_iter().map(PivotRow::into_row).collect()
    }
}
