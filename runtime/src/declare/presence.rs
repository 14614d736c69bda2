//! Owners that are always there, and owners that may be missing.

/// The presence of an owner: always there, or missing at times.
pub trait Presence {
    /// True where there is always an owner.
    const ALWAYS: bool;
    /// The presence by this and the other: an owner is always there where both say so.
    type And<Other: Presence>: Presence;
    /// The value.
    type Value<O>;
    /// The value of an owner that is there, or is not; `None` where there must be one.
    fn value<O>(owner: Option<O>) -> Option<Self::Value<O>>;
}

/// There is always an owner, and one of the listed models.
#[derive(Debug, Clone, Copy)]
pub struct Strict;

/// There may be no owner.
#[derive(Debug, Clone, Copy)]
pub struct Lenient;

impl Presence for Strict {
    const ALWAYS: bool = true;
    type And<Other: Presence> = Other;
    type Value<O> = O;
    fn value<O>(owner: Option<O>) -> Option<O> {
        owner
    }
}

impl Presence for Lenient {
    const ALWAYS: bool = false;
    type And<Other: Presence> = Lenient;
    type Value<O> = Option<O>;
    fn value<O>(owner: Option<O>) -> Option<Option<O>> {
        Some(owner)
    }
}
