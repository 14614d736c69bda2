//! The primary key of a model, as Diesel's `Identifiable` gives it.

use diesel::Identifiable;

use crate::declare::model::Model;

/// A model with Diesel's `Identifiable`.
pub trait ModelId<'a>: Model {
    /// The primary key.
    type Id: std::hash::Hash + Eq;
    /// The primary key.
    fn model_id(&'a self) -> Self::Id;
}

#[diagnostic::do_not_recommend]
impl<'a, M: Model> ModelId<'a> for M
where
    &'a M: Identifiable,
{
    type Id = <&'a M as Identifiable>::Id;
    fn model_id(&'a self) -> Self::Id {
        self.id()
    }
}
