//! Values with a model at their core.

use crate::declare::model::Rooted;
use std::marker::PhantomData;
use std::ops::DerefMut;

use crate::declare::model::Model;

/// The model itself.
#[derive(Debug)]
pub struct Core;

/// The model at the core of a row, to be changed.
pub trait Reach<R: Rooted> {
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
    R: Rooted + DerefMut<Target: Rooted<Model = R::Model> + Sized>,
    <R::Target as Rooted>::Kind: Reach<R::Target>,
{
    fn model_mut(row: &mut R) -> &mut R::Model {
        <R::Target as Rooted>::Kind::model_mut(row)
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
