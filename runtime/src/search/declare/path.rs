//! The places that a request can name: a column, a column of a related model, a number of related rows.

use std::marker::PhantomData;

/// The column `NAME` of the model `M`: `title`.
#[derive(Debug, Clone, Copy)]
pub struct Column<M, const NAME: u64>(PhantomData<fn() -> M>);

/// A place in a related model: `author.name`.
#[derive(Debug, Clone, Copy)]
pub struct Via<K, Place>(PhantomData<fn() -> (K, Place)>);

/// The number of related rows: `comments.count`.
#[derive(Debug, Clone, Copy)]
pub struct Count<K>(PhantomData<fn() -> K>);

/// True where there is a related row: `comments.exists`.
#[derive(Debug, Clone, Copy)]
pub struct Exists<K>(PhantomData<fn() -> K>);

/// True where there is an owner, one of several models: `commentable.exists`.
#[derive(Debug, Clone, Copy)]
pub struct OwnerExists<D>(PhantomData<fn() -> D>);

/// An aggregate of a column of related rows: `comments.sum(votes)`.
#[derive(Debug, Clone, Copy)]
pub struct Aggregated<F, K, Place>(PhantomData<fn() -> (F, K, Place)>);

/// A value inside of a JSON column: `options->visible: bool`. `Path` has the keys.
#[derive(Debug, Clone, Copy)]
pub struct JsonValue<Place, Path, T>(PhantomData<fn() -> (Place, Path, T)>);

/// The keys of a value inside of a JSON column.
pub trait JsonPath: 'static {
    /// The keys, from the outside to the inside.
    const KEYS: &'static [&'static str];
}

/// A column of a pivot table: `pivot.approved`. `C` is the column, `T` the Rust type of its values.
#[derive(Debug, Clone, Copy)]
pub struct PivotColumn<C, T>(PhantomData<fn() -> (C, T)>);

/// The columns of a pivot table that requests name, and those that they write: lists of [`PivotColumn`].
#[derive(Debug, Clone, Copy)]
pub struct PivotLists<Fields, Writes>(PhantomData<fn() -> (Fields, Writes)>);

macro_rules! unit {
    ($($ty:ident <$($param:ident),* $(; const $name:ident: $const:ty)?>;)*) => {$(
        impl<$($param,)* $(const $name: $const)?> Default for $ty<$($param,)* $($name)?> {
            fn default() -> Self {
                $ty(PhantomData)
            }
        }
    )*};
}
unit! {
    Column<M; const NAME: u64>;
    Via<K, Place>;
    Count<K>;
    Exists<K>;
    OwnerExists<D>;
    Aggregated<F, K, Place>;
    JsonValue<Place, Path, T>;
    PivotColumn<C, T>;
}

/// `comments.count`, as an aggregate that a request asks for.
#[derive(Debug, Clone, Copy)]
pub struct CountRows;

/// `comments.exists`, as an aggregate that a request asks for.
#[derive(Debug, Clone, Copy)]
pub struct HasRows;
