//! Polymorphic relations: owners of several models.

pub(crate) mod exists;
pub(crate) mod impls;
pub(crate) mod load;
pub(crate) mod morphed_to;
pub(crate) mod of_type;
pub(crate) mod one;
pub(crate) mod to;

pub use self::load::{Arm, MorphOwners, MorphValue, Variant};
pub use self::morphed_to::{AnyOf, IsNotTrue, MorphedTo};
pub use self::of_type::{IsType, OfType, OwnerIs, TypeField};
pub use self::one::OwnerOf;
pub use self::to::{Lists, OwnedBy};
