//! The loaded value of each parent: many rows, at most one, or a shared owner.

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

/// The shape of a relation: how its rows stand beside each parent.
pub trait Shaped {
    /// True where parents with the same key share their rows; otherwise each has rows of its own.
    const SHARED: bool;
    /// True where a parent has one row at most.
    const ONE: bool = true;
    /// The shape where only the rows that `V` shows are visible.
    type Hiding<V: Visibility>: Shaped;
}

impl Shaped for Many {
    const SHARED: bool = false;
    const ONE: bool = false;
    type Hiding<V: Visibility> = Many;
}
impl Shaped for One {
    const SHARED: bool = false;
    type Hiding<V: Visibility> = One;
}
impl<N> Shaped for Owner<N> {
    const SHARED: bool = true;
    type Hiding<V: Visibility> = Owner<V::OwnerIsNull<N>>;
}
