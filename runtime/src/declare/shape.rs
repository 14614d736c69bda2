//! The loaded value of each parent: many rows, at most one, or a shared owner.

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

/// The rows of parents with the same key: shared, or read by each.
pub trait Sharing {
    /// True where parents with the same key share their rows.
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

/// The loaded value of a parent, where some rows are hidden.
pub trait Shaped {
    /// The value where only the rows that `V` shows are visible.
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
