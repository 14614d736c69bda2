//! The models, a file for each area.

mod comments;
mod communities;
mod moderation;
mod people;
mod posts;
mod sites;
mod stats;

pub use comments::*;
pub use communities::*;
pub use moderation::*;
pub use people::*;
pub use posts::*;
pub use sites::*;
pub use stats::*;

/// The derive of the models: without the feature `relations` it makes nothing.
mod derive {
    #[cfg(feature = "relations")]
    pub(super) use diesel_relations::Model;
    #[cfg(not(feature = "relations"))]
    pub(super) use no_relations::Model;
}
