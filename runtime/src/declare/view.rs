//! Other views of trashed rows.

use crate::declare::scope::Own;
use crate::declare::visibility::AnyRow;
use crate::declare::visibility::TrashedOnly;
use crate::declare::visibility::Visibility;
#[cfg(doc)]
use crate::relation::relation::Relation;
/// Another view of trashed rows: [`WithTrashed`] and the like.
pub trait View: 'static {
    /// Which rows are seen, of those that were.
    type Seen<V: Visibility>: Visibility;
    /// What is asked of them beside that.
    type Own<O: Own>: Own;
    /// What is asked of them beside that.
    fn own<O: Own>(own: O) -> Self::Own<O>;
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident: |$V:ident| $seen:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl View for $name {
            type Seen<$V: Visibility> = $seen;
            type Own<O: Own> = O;
            fn own<O: Own>(own: O) -> O {
                own
            }
        }
    };
}

view!(
    /// Trashed rows, too: [`Relation::with_trashed`].
    WithTrashed: |V| AnyRow
);

view!(
    /// Trashed rows only: [`Relation::only_trashed`].
    OnlyTrashed: |V| V::OnlyTrashed
);

view!(
    /// The rows that are deleted for good.
    Forced: |V| V::Forced
);

view!(
    /// The rows that are restored.
    Restored: |V| TrashedOnly
);

/// Related rows whose row between is trashed, too: [`Relation::with_trashed_parents`].
#[derive(Debug, Clone, Copy)]
pub struct WithTrashedParents;

impl View for WithTrashedParents {
    type Seen<V: Visibility> = V;
    type Own<O: Own> = O::WithTrashedParents;
    fn own<O: Own>(own: O) -> O::WithTrashedParents {
        own.with_trashed_parents()
    }
}
