//! Writing what differs: rows leave, change, come back and are inserted.

use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch};
use crate::driver::transaction::Inside;
use crate::load::equal_keys::CompareKeys;
use crate::load::key_index::Index;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::pivot::changes::{Changes, Outcome};
use crate::pivot::difference::{Difference, named};
use crate::pivot::input::{Attached, Fixed, PivotInput};
use crate::pivot::insert::InsertPivots;
use crate::pivot::move_away::{MoveAway, movable};
use crate::pivot::pivots_of::PivotsOf;
use crate::pivot::reattach::{Attachment, attach};
use crate::pivot::select::{CurrentPivots, RawId};
use crate::pivot::update::{DetachPivots, UpdatePivots};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;

/// Writes what differs, inside a transaction.
pub(crate) async fn write_difference<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    index: &Index<K::RelatedId>,
    difference: Difference<K::RelatedId>,
    inside: Inside,
) -> QueryResult<Outcome<K::RelatedId>>
where
    C: Driver<Mode, DB: Dialect>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + CompareKeys<Mode, K::RelatedKey, K::RelatedId>
        + Execute<Mode, DetachPivots<K>>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, MoveAway<K>>
        + Execute<Mode, InsertPivots<K, R, F>>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
{
    let Difference {
        detached,
        detaches_all,
        mut different,
        missing,
        same,
        not_attached,
        moves_away,
    } = difference;
    let ids = &input.ids;
    let key = || Some(input.key.clone());
    let per_statement = VALUES_PER_STATEMENT / K::RelatedKey::WIDTH;
    let detach = |ids| DetachPivots::<K>::new(PivotsOf::new(key(), ids));
    if detaches_all {
        conn.execute(detach(None)).await?;
    } else {
        // By their keys, even if they are all that was read: the other side may have attached more since.
        for part in detached.chunks(per_statement) {
            conn.execute(detach(Some(part.to_vec()))).await?;
        }
    }
    let update = |row, ids| UpdatePivots {
        input: Arc::clone(input),
        row,
        revives: false,
        given: None,
        pivots: PivotsOf::new(key(), Some(ids)),
    };
    if R::WIDTH == 0 {
        for part in different.chunks(per_statement) {
            conn.execute(update(None, named(ids, part))).await?;
        }
    } else {
        let columns = match moves_away && different.len() > 1 {
            true => movable::<K, R, F, C::DB>(input, &different)?,
            false => Vec::new(),
        };
        if !columns.is_empty() {
            for part in different.chunks(per_statement) {
                let move_away = MoveAway::<K> {
                    table: Default::default(),
                    columns: columns.clone(),
                    pivots: PivotsOf::new(key(), Some(named(ids, part))),
                };
                conn.execute(move_away).await?;
            }
        }
        for &number in &different {
            let ids = vec![ids[number].clone()];
            conn.execute(update(Some(number), ids)).await?;
        }
    }
    let Attachment {
        attached,
        revived,
        updated,
    } = attach::<C, Mode, K, R, F>(conn, input, index, missing, inside).await?;
    if !updated.is_empty() {
        different.extend(updated);
        different.sort_unstable();
    }
    let changes = Changes {
        attached: named(ids, &attached),
        revived: named(ids, &revived),
        detached,
        updated: named(ids, &different),
    };
    Ok(Outcome {
        changes,
        unchanged: named(ids, &same),
        not_attached: named(ids, &not_attached),
    })
}
