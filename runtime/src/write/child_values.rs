//! The values of rows that hold the parent's key: their own, and those that the relation gives them.

use std::sync::Arc;

use crate::declare::relation_def::RelationDef;
use crate::sql::values::{Fallbacks, KeyValues, Overrides};
use crate::write::batch::Shared;

/// The values of every row: the parent's key, and what the relation asks for.
pub(crate) type Fixed<K> = (
    <<K as RelationDef>::KeyColumn as KeyValues<<K as RelationDef>::Key>>::Values,
    <K as RelationDef>::Fields,
);

/// A new row, with the values that it gets where it does not say otherwise.
pub(crate) type Row<K, V> = Overrides<Fixed<K>, Fallbacks<<K as RelationDef>::Defaults, V>>;
/// A row to save, as it is.
pub(crate) type SavedRow<K, V> = Overrides<Fixed<K>, V>;

pub(crate) fn fixed<K>(key: K::Key) -> Arc<Fixed<K>>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    Arc::new((K::KeyColumn::values(key), Default::default()))
}

/// The rows, with what every row gets.
pub(crate) fn rows_of<K, V>(key: K::Key, rows: Vec<V>) -> Vec<Row<K, V>>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    let fixed = fixed::<K>(key);
    let defaults = Arc::new(K::defaults());
    let rows = rows.into_iter().map(|values| Overrides {
        fixed: Arc::clone(&fixed),
        values: Fallbacks {
            defaults: Arc::clone(&defaults),
            values,
        },
    });
    rows.collect()
}

pub(crate) type SavedRows<'m, K, V> =
    Vec<(&'m <K as RelationDef>::Related, Shared<SavedRow<K, V>>)>;

/// The rows to save, with what every row gets.
pub(crate) fn saved_rows<'m, K, V>(
    key: K::Key,
    rows: Vec<(&'m K::Related, V)>,
) -> SavedRows<'m, K, V>
where
    K: RelationDef<KeyColumn: KeyValues<<K as RelationDef>::Key>>,
{
    let fixed = fixed::<K>(key);
    let rows = rows.into_iter().map(|(row, values)| {
        let fixed = Arc::clone(&fixed);
        (row, Shared::one(Overrides { fixed, values }))
    });
    rows.collect()
}
