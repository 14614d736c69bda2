//! The changes that a write of a pivot table has made.

#[cfg(doc)]
use crate::query::related_query::RelatedQuery;

/// The changes that a write of a many-to-many relation has made: the keys of the related rows.
///
/// Only what really changed is listed: a row that was attached before and has the given fields already is in none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Changes<Id> {
    /// Newly attached, in the order in which they were given.
    pub attached: Vec<Id>,
    /// Those of `attached` whose row of the pivot table was still there and came back: an `UPDATE`, see `detach(..)` of
    /// [`derive(Model)`](derive@crate::Model). The others were inserted.
    pub revived: Vec<Id>,
    /// Detached: in the order in which they were given, those that `sync` found beside them by key.
    pub detached: Vec<Id>,
    /// Attached before, with other fields than the given ones, in the order in which they were given.
    pub updated: Vec<Id>,
}

impl<Id> Changes<Id> {
    /// True where nothing changed.
    pub fn is_empty(&self) -> bool {
        self.attached.is_empty() && self.detached.is_empty() && self.updated.is_empty()
    }
}

impl<Id> Default for Changes<Id> {
    fn default() -> Self {
        Changes {
            attached: Vec::new(),
            revived: Vec::new(),
            detached: Vec::new(),
            updated: Vec::new(),
        }
    }
}

/// The rows that [`update_pivot`](RelatedQuery::update_pivot) has found and changed: the keys of the related rows, each in one of the lists, in the order
/// in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PivotUpdates<Id> {
    /// Attached, with other fields than the given ones: they have these now.
    pub updated: Vec<Id>,
    /// Attached, with the given fields already: they were not written.
    pub unchanged: Vec<Id>,
    /// Not attached: nothing was written for them.
    pub not_attached: Vec<Id>,
}

/// The rows that a write has found and changed.
#[derive(Debug)]
pub struct Outcome<Id> {
    pub(crate) changes: Changes<Id>,
    /// Of `update_pivot`: what has the fields already, and what is not attached.
    pub(crate) unchanged: Vec<Id>,
    pub(crate) not_attached: Vec<Id>,
}

impl<Id> From<Changes<Id>> for Outcome<Id> {
    fn from(changes: Changes<Id>) -> Self {
        Outcome {
            changes,
            unchanged: Vec::new(),
            not_attached: Vec::new(),
        }
    }
}
