//! The model with every default resolved: what is expanded holds no "where nothing was given".

mod belongs_to;
mod belongs_to_many;
mod broken;
mod columns;
mod has_many;
mod joined;
mod keys;
#[allow(clippy::module_inception)]
mod model;
mod morph;
mod morph_to;
mod relation;
mod search;
mod search_names;
mod tables;
mod through;

pub(crate) use broken::Broken;
pub(crate) use columns::column_of;
pub(crate) use model::{Field, Model};
pub(crate) use morph::Morph;
pub(crate) use morph_to::MorphTo;
pub(crate) use relation::{Joined, Key, Local, Pivot, Relation};
pub(crate) use search::{End, Function, IS_ON, Include, Place, Search};
