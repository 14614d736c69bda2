//! The models, a file for each area. None of them is `Clone`.

mod item;
mod organization;
mod user;

pub use item::*;
pub use organization::*;
pub use user::*;

/// The derive of the models: without the feature `relations` it makes nothing.
mod derive {
    #[cfg(feature = "relations")]
    pub(super) use diesel_relations::Model;
    #[cfg(not(feature = "relations"))]
    pub(super) use no_relations::Model;
}
