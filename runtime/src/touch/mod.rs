//! Timestamps of owners, which are set when their rows change.

pub(crate) mod edge;
pub(crate) mod graph;
pub(crate) mod pivot;
pub(crate) mod propagate;
pub(crate) mod recursion;
pub(crate) mod relation;
pub(crate) mod statement;
pub(crate) mod step;
