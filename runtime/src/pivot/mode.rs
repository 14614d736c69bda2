//! The ways of writing a pivot table: attach, detach, sync, toggle, update.

use crate::declare::many_to_many::{ManyToMany, hides};

/// The change of the rows of the pivot table:
///
/// | | given, not there | given, there | all others |
/// | --- | --- | --- | --- |
/// | `ATTACH` | attached | updated | |
/// | `SYNC` | attached | updated | detached |
/// | `TOGGLE` | attached | detached | |
/// | `DETACH` | | detached | |
/// | `UPDATE` | | updated | |
#[derive(Debug, Clone, Copy)]
pub(crate) struct PivotMode {
    /// True where the given rows that are missing are attached.
    pub(crate) attach: bool,
    /// True where the given rows that are there are detached; otherwise they get the given fields.
    pub(crate) detach: bool,
    /// True where all other rows are detached.
    pub(crate) detach_others: bool,
    /// True where rows are attached without a look at what is there.
    pub(crate) blindly: bool,
    /// True where the related rows are new: they are looked for only where the `INSERT` finds a pivot row that names one of them already.
    pub(crate) are_new: bool,
}

pub(crate) const ATTACH: PivotMode = PivotMode {
    attach: true,
    detach: false,
    detach_others: false,
    blindly: false,
    are_new: false,
};

pub(crate) const DETACH: PivotMode = PivotMode {
    attach: false,
    detach: true,
    ..ATTACH
};

pub(crate) const SYNC: PivotMode = PivotMode {
    detach_others: true,
    ..ATTACH
};

pub(crate) const TOGGLE: PivotMode = PivotMode {
    detach: true,
    ..ATTACH
};

pub(crate) const UPDATE: PivotMode = PivotMode {
    attach: false,
    ..ATTACH
};

impl PivotMode {
    /// Attaches rows that are new. Where no foreign key forbids it, the pivot table can have rows that have named them before they
    /// were there.
    pub(crate) fn attach_new<K: ManyToMany>() -> Self {
        PivotMode {
            are_new: !hides::<K>(),
            ..ATTACH
        }
    }

    /// Writes the rows without a look at what is there.
    pub(crate) fn blindly(self) -> Self {
        PivotMode {
            blindly: true,
            ..self
        }
    }
}
