//! Values with a model at their core.

use crate::declare::model::LoadedRow;
use std::marker::PhantomData;
use std::ops::DerefMut;

use crate::declare::model::Model;

/// The model itself.
#[derive(Debug)]
pub struct Core;

/// The model at the core of a row, to be changed.
pub trait Reach<R: LoadedRow> {
    /// The model.
    fn model_mut(row: &mut R) -> &mut R::Model;
}

impl<M: Model> Reach<M> for Core {
    fn model_mut(row: &mut M) -> &mut M {
        row
    }
}

impl<R, T> Reach<R> for Around<T>
where
    R: LoadedRow + DerefMut<Target: LoadedRow<Model = R::Model> + Sized>,
    <R::Target as LoadedRow>::Kind: Reach<R::Target>,
{
    fn model_mut(row: &mut R) -> &mut R::Model {
        <R::Target as LoadedRow>::Kind::model_mut(row)
    }
}

/// A row around another, which it derefs to, with the value `T` of a relation beside it; `()` where that is no relation.
#[derive(Debug)]
pub struct Around<T>(PhantomData<T>);

/// The value beside a row.
pub trait Beside<T> {
    /// The value.
    fn beside(&self) -> &T;
}
