//! The parents of a load: all rows of their table, and defaults among them.

/// The facts about the parents of a load.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extent {
    /// True where they are all rows of their table.
    pub(crate) whole: bool,
    /// The number of parents at the end that are defaults of [`or_default`](crate::Relation::or_default), and no rows.
    pub(crate) defaults: usize,
}

impl Extent {
    /// The parents are rows, and all of their table where `whole`.
    pub(crate) fn of_rows(whole: bool) -> Self {
        Extent { whole, defaults: 0 }
    }

    /// The number of parents that are rows.
    pub(crate) fn rows<P>(self, parents: &[P]) -> usize {
        parents.len().saturating_sub(self.defaults)
    }
}
