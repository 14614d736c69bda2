//! Polymorphic relations: owners of several models.
//!
//! Seen from an owner, a polymorphic relation is another one with a condition: [`OfOwner`](of_type::OfOwner) on the type
//! column. Seen from the row that is owned, it is a family of belongs-to relations, [`OwnedBy`](to::OwnedBy) one model each.

pub(crate) mod id;
pub(crate) mod impls;
pub(crate) mod load;
pub(crate) mod morphed_to;
pub(crate) mod of_type;
pub(crate) mod one;
pub(crate) mod to;
