//! How the rows of a relation stand in the loaded value of each parent.

use std::fmt::Debug;

use crate::declare::visibility::Visibility;

/// Has-many: `Vec<R>`.
#[derive(Debug, Clone, Copy)]
pub struct Many;

/// Has-one: `Option<R>`, the first row where there are several.
#[derive(Debug, Clone, Copy)]
pub struct One;

/// Belongs-to: an owner is decoded once and shared by its rows.
///
/// `Arc<R>` where the foreign key is NOT NULL and the relation is not refined; otherwise `Option<Arc<R>>`.
#[derive(Debug, Clone, Copy)]
pub struct Owner<Nullability>(Nullability);

/// Whether parents with the same key share their rows.
pub trait Sharing {
    /// Whether parents with the same key share their rows.
    const SHARED: bool;
}

impl Sharing for Many {
    const SHARED: bool = false;
}
impl Sharing for One {
    const SHARED: bool = false;
}
impl<N> Sharing for Owner<N> {
    const SHARED: bool = true;
}

/// How the rows of a relation stand, where some are hidden.
pub trait Shaped {
    /// Where only those are seen that `V` says.
    type Hiding<V: Visibility>: Shaped;
}

impl Shaped for Many {
    type Hiding<V: Visibility> = Many;
}
impl Shaped for One {
    type Hiding<V: Visibility> = One;
}
impl<N> Shaped for Owner<N> {
    type Hiding<V: Visibility> = Owner<V::OwnerIsNull<N>>;
}
