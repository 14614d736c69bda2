//! `User::query()` and `user.posts()`: queries of a model and of the relation of one row, their pages and batches.

pub(crate) mod aggregates;
pub(crate) mod batches;
pub(crate) mod belongs_to;
pub(crate) mod chunk_by_id;
pub(crate) mod existence;
pub(crate) mod exists;
pub(crate) mod keyed_rows;
pub(crate) mod model_query;
pub(crate) mod not_loaded;
pub(crate) mod paginate;
pub(crate) mod related_query;
pub(crate) mod repeatable;
pub(crate) mod snapshot;
pub(crate) mod soft_delete;
pub(crate) mod terminals;
pub(crate) mod trashed;
pub(crate) mod with;
pub(crate) mod with_dsl;

pub use self::existence::Existence;
pub use self::paginate::Paginated;
pub use self::related_query::ParentKey;
pub use self::soft_delete::Hides;
pub use self::terminals::{HasRows, LoadAs};
