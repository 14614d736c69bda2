//! Polymorphic relations: owners of several models.

pub(crate) mod impls;
pub(crate) mod load;
pub(crate) mod morphed_to;
pub(crate) mod of_type;
pub(crate) mod one;
pub(crate) mod to;
