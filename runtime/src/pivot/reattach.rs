//! Rows that are attached: those that have left come back, the others are inserted.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::{ManyToMany, hides};
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch};
use crate::driver::transaction::Inside;
use crate::error::pivot::HiddenPivot;
use crate::load::compare_keys::{Compared, equal_keys};
use crate::load::equal_keys::CompareKeys;
use crate::load::key_index::Index;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::pivot::input::{Attached, Fixed, PivotInput};
use crate::pivot::insert::{InsertPivots, insert_all, inserts};
use crate::pivot::pivots_of::{PivotsOf, Rows};
use crate::pivot::select::{Compare, CurrentPivots, RawId};
use crate::pivot::update::UpdatePivots;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;

/// The rows that were attached, by their numbers.
pub(crate) struct Attachment {
    pub(crate) attached: Vec<usize>,
    /// Those of them that were there and came back.
    pub(crate) revived: Vec<usize>,
    /// Rows that were there as they were given, and got other fields.
    pub(crate) updated: Vec<usize>,
}

/// The pivot row of a related row that the relation does not see.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// True where a row is attached, though the related row is not one of the relation.
    attached: bool,
    /// The number of rows that have left.
    hidden: usize,
}

/// Attaches rows that the relation does not see.
pub(crate) async fn attach<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    index: &Index<K::RelatedId>,
    mut missing: Vec<usize>,
    inside: Inside,
) -> QueryResult<Attachment>
where
    C: Driver<Mode, DB: Dialect>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + CompareKeys<Mode, K::RelatedKey, K::RelatedId>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, InsertPivots<K, R, F>>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
{
    let mut revived = Vec::new();
    let updated = as_given(conn, input, index, &mut missing, inside).await?;
    if missing.is_empty() || !hides::<K>() {
        let inserts = inserts(conn, input, &missing)?;
        insert_all(conn, inserts).await?;
        return Ok(Attachment {
            attached: missing,
            revived,
            updated,
        });
    }
    let look = (Rows::Linked, Compare::State, None);
    let held = held(conn, input, index, &missing, look.clone(), inside).await?;
    missing.retain(|&number| !held[number].attached);
    let (hidden, absent): (Vec<_>, Vec<_>) =
        missing.iter().partition(|&&number| held[number].hidden > 0);
    if let (Some(&number), false) = (hidden.first(), K::REVIVES) {
        return Err(hidden_pivot(input, number));
    }
    let (single, several): (Vec<_>, Vec<_>) =
        hidden.iter().partition(|&&number| held[number].hidden == 1);
    let update = |numbers: &[usize], rows| {
        let ids = numbers.iter().map(|&number| input.ids[number].clone());
        UpdatePivots {
            input: Arc::clone(input),
            row: (R::WIDTH > 0).then(|| numbers[0]),
            revives: true,
            given: None,
            pivots: PivotsOf::new(Some(input.key.clone()), Some(ids.collect())).of(rows),
        }
    };
    let at_once = match R::WIDTH {
        0 => VALUES_PER_STATEMENT / K::RelatedKey::WIDTH,
        _ => 1,
    };
    for part in single.chunks(at_once) {
        conn.execute(update(part, Rows::Hidden)).await?;
    }
    for part in several.chunks(1) {
        conn.execute(update(part, Rows::LastHidden)).await?;
    }
    let inserts = inserts(conn, input, &absent)?;
    insert_all(conn, inserts).await?;
    // What a filter asks for is not written: the rows may not meet it.
    if !K::FILTERS_RELATED && !missing.is_empty() {
        let held = self::held(conn, input, index, &missing, look, inside).await?;
        let unseen = missing.iter().find(|&&number| !held[number].attached);
        if let Some(&number) = unseen {
            return Err(hidden_pivot(input, number));
        }
    }
    revived = hidden;
    Ok(Attachment {
        attached: missing,
        revived,
        updated,
    })
}

/// Takes those rows out that are there as they are given, where that is not what `values(..)` says: they are no rows of the relation,
/// and yet attached. Those with other fields are updated.
async fn as_given<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    index: &Index<K::RelatedId>,
    missing: &mut Vec<usize>,
    inside: Inside,
) -> QueryResult<Vec<usize>>
where
    C: Driver<Mode, DB: Dialect>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + CompareKeys<Mode, K::RelatedKey, K::RelatedId>
        + Execute<Mode, UpdatePivots<K, R, F>>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
{
    let mut overriding = Vec::new();
    // What a filter on the pivot table hides is not attached, however it is given.
    for &number in missing.iter().filter(|_| K::FILTERS_RELATED) {
        if input.overrides::<C::DB>(number)? {
            overriding.push(number);
        }
    }
    let at_once = match R::WIDTH {
        0 => VALUES_PER_STATEMENT / K::RelatedKey::WIDTH,
        _ => 1,
    };
    let mut updated = Vec::new();
    for part in overriding.chunks(at_once) {
        let compare = match R::WIDTH {
            0 => Compare::Common,
            _ => Compare::Each(part.to_vec()),
        };
        let given = part.first().copied();
        let look = (Rows::Given, compare, given);
        let held = held(conn, input, index, part, look, inside).await?;
        missing.retain(|&number| !held[number].attached && held[number].hidden == 0);
        let different = part.iter().filter(|&&number| held[number].hidden > 0);
        let different: Vec<usize> = different.copied().collect();
        if !different.is_empty() {
            let ids = different.iter().map(|&number| input.ids[number].clone());
            let pivots = PivotsOf::new(Some(input.key.clone()), Some(ids.collect()));
            let update = UpdatePivots {
                input: Arc::clone(input),
                row: given.filter(|_| R::WIDTH > 0),
                revives: false,
                given,
                pivots: pivots.of(Rows::Given),
            };
            conn.execute(update).await?;
        }
        updated.extend(different);
    }
    Ok(updated)
}

/// The state of the pivot table for these related rows: the rows there are, and the answers about each.
async fn held<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    index: &Index<K::RelatedId>,
    numbers: &[usize],
    (rows_of, compare, given): (Rows, Compare, Option<usize>),
    inside: Inside,
) -> QueryResult<Vec<Held>>
where
    C: Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
{
    let mut rows = Vec::new();
    let mut held = vec![Held::default(); input.ids.len()];
    for part in numbers.chunks(VALUES_PER_STATEMENT / K::RelatedKey::WIDTH) {
        let ids = part.iter().map(|&number| input.ids[number].clone());
        let select = CurrentPivots {
            input: Arc::clone(input),
            pivots: PivotsOf::new(Some(input.key.clone()), Some(ids.collect())).of(rows_of),
            compare: compare.clone(),
            ordered: false,
            most: None,
            latest: inside.has_read,
            given,
        };
        conn.fetch(select, |(id, attached): (RawId<K>, bool)| {
            rows.extend(K::RelatedKey::key(id).map(|id| (id, attached)));
        })
        .await?;
    }
    let mut others = Vec::new();
    let mut mark = |number: usize, attached: bool| {
        held[number].attached |= attached;
        held[number].hidden += usize::from(!attached);
    };
    for (id, attached) in &rows {
        match index.number(id) {
            Some(number) => mark(number as usize, *attached),
            None => others.push((id, *attached)),
        }
    }
    if K::RelatedKey::is_text() && !others.is_empty() {
        // Keys that are written differently here.
        let ids: Vec<_> = others.iter().map(|(id, _)| *id).collect();
        let given: Vec<_> = index.keys().iter().collect();
        let pairs = equal_keys::<K::RelatedKey, _, _, _>(&ids, &given, Compared::All, conn).await?;
        for (other, number) in pairs {
            mark(number, others[other].1);
        }
    }
    Ok(held)
}

/// A row cannot be seen in the relation.
fn hidden_pivot<K, R, F>(input: &PivotInput<K, R, F>, number: usize) -> diesel::result::Error
where
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
{
    QueryBuilderError(Box::new(HiddenPivot {
        pivot: K::PIVOT,
        relation: K::NAME,
        key: (K::KeyColumn::name(), format!("{:?}", input.key)),
        related_key: (K::RelatedKey::name(), format!("{:?}", input.ids[number])),
    }))
}
