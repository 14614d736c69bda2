//! Rows for the parents that have none: the defaults of `or_default`.

use crate::declare::model::LoadedRow;
use crate::declare::relation_def::Keyed;
use crate::load::group::Rows;
use crate::load::key_index::Index;

/// Gives rows to the parents that have none, before the relations of the rows are loaded.
pub trait Fill<K: Keyed, P, Row> {
    /// Gives rows to the parents that have none, behind the others; how many.
    fn fill(self, parents: &[P], index: &mut Index<K::Key>, rows: &mut Rows<Row>) -> usize;
}

impl<K: Keyed, P, Row> Fill<K, P, Row> for () {
    fn fill(self, _: &[P], _: &mut Index<K::Key>, _: &mut Rows<Row>) -> usize {
        0
    }
}

/// A default for each parent.
pub(crate) struct Each<F>(pub(crate) F);

impl<K, P, Row, F> Fill<K, P, Row> for Each<F>
where
    K: Keyed,
    P: LoadedRow<Model = K::Parent>,
    F: Fn(&K::Parent) -> Row,
{
    fn fill(self, parents: &[P], index: &mut Index<K::Key>, rows: &mut Rows<Row>) -> usize {
        let fetched = rows.rows.len();
        let mut filled = vec![false; index.slots()];
        for &slot in &rows.slots {
            filled[slot as usize] = true;
        }
        for (number, parent) in parents.iter().enumerate() {
            let slot = index.slot_of_parents()[number];
            if slot.is_none_or(|slot| !filled[slot as usize]) {
                rows.push(index.add_slot(number), (self.0)(P::model(parent)));
            }
        }
        rows.rows.len() - fetched
    }
}
