//! The one algorithm of all writes of a many-to-many relation: read which related rows the parent has, compare them with those
//! that were given, and write the difference; in one transaction that holds the parent locked.

use std::borrow::Cow;
use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::DatabaseError;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::many_to_many::hides;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::transaction::{Inside, STATEMENT, TRANSACTION, send};
use crate::load::eager::VALUES_PER_STATEMENT;
use crate::load::equal_keys::{CompareKeys, Compared, EqualKeys, equal_keys, firsts};
use crate::load::key_index::Index;
use crate::pivot::insert::{InsertPivots, width};
use crate::pivot::make_room::{MakeRoom, movable};
use crate::pivot::revive::{Attachment, attach};
use crate::pivot::sql::{
    Compare, CurrentPivots, DetachPivots, Fixed, PivotsOf, RawId, UpdatePivots,
};
use crate::pivot::work::{Attached, Work};
use crate::pivot::write::{Changes, Outcome};
use crate::sql::key::KeyColumn;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::{Values, columns};
use crate::touch::pivot::LocalIs;
use crate::touch::pivot::PivotTouch;
use crate::touch::statement::Touch;
use crate::touch::step::Touching;
use crate::write::batch::{BYTES_PER_STATEMENT, bytes_of};
use crate::write::lock::{LockParent, lock_parent};

/// From how many ids on all rows of the parent are read, and how many of them for each id at most.
const LOOKED_FOR_ONE_BY_ONE: usize = 50;
const READ_PER_ID: usize = 10;

/// How many rows with values of their own one statement compares.
const COMPARED_PER_STATEMENT: usize = 250;

/// What is to become of the rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Whether the given rows that are missing are attached.
    pub(crate) attach: bool,
    /// Whether the given rows that are there are detached; otherwise they get the given fields.
    detach: bool,
    /// Whether all other rows are detached.
    pub(crate) detach_others: bool,
    /// Whether rows are attached without a look at what is there.
    blindly: bool,
    /// Whether the related rows are new: they are looked for only where the `INSERT` finds a pivot row that names one of them already.
    are_new: bool,
}

pub(crate) const ATTACH: Plan = Plan {
    attach: true,
    detach: false,
    detach_others: false,
    blindly: false,
    are_new: false,
};

pub(crate) const DETACH: Plan = Plan {
    attach: false,
    detach: true,
    ..ATTACH
};

pub(crate) const SYNC: Plan = Plan {
    detach_others: true,
    ..ATTACH
};

pub(crate) const TOGGLE: Plan = Plan {
    detach: true,
    ..ATTACH
};

pub(crate) const UPDATE: Plan = Plan {
    attach: false,
    ..ATTACH
};

impl Plan {
    /// Attaches rows that are new. Where no foreign key forbids it, the pivot table can have rows that have named them before they
    /// were there.
    pub(crate) fn attach_new<K: ManyToMany>() -> Self {
        Plan {
            are_new: !hides::<K>(),
            ..ATTACH
        }
    }

    /// The same without a look at what is there.
    pub(crate) fn blindly(self) -> Self {
        Plan {
            blindly: true,
            ..self
        }
    }
}

/// A connection that can write the pivot table of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "the pivot table of `{K}` cannot be written with this connection",
    label = "cannot be written with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the \
            fields must be values that this database takes for their columns"
)]
#[allow(private_interfaces)]
pub trait WritePivot<Mode, K: ManyToMany, R, F> {
    /// Locks the parent, inside a transaction.
    #[doc(hidden)]
    fn lock_parent(&mut self, key: K::Key, inside: Inside)
    -> impl Future<Output = QueryResult<()>>;
    /// Writes it, in a transaction of its own, or a savepoint inside one.
    #[doc(hidden)]
    fn write_pivot(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Outcome<K::RelatedId>>>;
    /// Writes it inside a transaction, as a part of another write.
    #[doc(hidden)]
    fn write_pivot_inside(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Changes<K::RelatedId>>>;
    /// Locks the parent, and reads what it has, inside a transaction.
    #[doc(hidden)]
    fn read_difference(
        &mut self,
        work: &Arc<Work<K, R, F>>,
        index: &Index<K::RelatedId>,
        plan: Plan,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Difference<K::RelatedId>>>;
    /// Writes what differs.
    #[doc(hidden)]
    fn write_difference(
        &mut self,
        work: &Arc<Work<K, R, F>>,
        index: &Index<K::RelatedId>,
        difference: Difference<K::RelatedId>,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Outcome<K::RelatedId>>>;
}

/// What is to be written: the given rows are named by their numbers.
#[derive(Debug)]
pub struct Difference<Id> {
    /// The rows to detach.
    detached: Vec<Id>,
    /// Whether these are all that the parent has, whoever attached them.
    detaches_all: bool,
    /// The rows that are attached, but have other fields.
    different: Vec<usize>,
    /// The rows to attach.
    missing: Vec<usize>,
    /// Where rows are updated only: those that have the given fields already, and those that are not attached.
    same: Vec<usize>,
    not_attached: Vec<usize>,
    /// Whether the rows to update make room for each other first.
    makes_room: bool,
}

impl<Id> Difference<Id> {
    /// Whether rows are detached.
    fn detaches(&self) -> bool {
        self.detaches_all || !self.detached.is_empty()
    }
}

/// A write: the given rows, and what becomes of them.
struct Write<K: ManyToMany, R, F> {
    work: Arc<Work<K, R, F>>,
    /// The keys of the rows; none where the rows are attached without a look at what is there.
    index: Option<Index<K::RelatedId>>,
    plan: Plan,
}

impl<K: ManyToMany, R, F> Write<K, R, F> {
    /// Refuses what cannot be written, before anything is.
    fn new<DB: Dialect>(
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
    ) -> QueryResult<Self>
    where
        K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key> + ColumnNames>,
        K::RelatedKey: ColumnNames,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let write = Self::of(key, rows, fields, plan);
        write.work.check::<DB>(plan.attach)?;
        Ok(write)
    }

    fn of(key: K::Key, rows: Vec<(K::RelatedId, R)>, fields: F, plan: Plan) -> Self {
        if plan.blindly {
            let (ids, values) = rows.into_iter().unzip();
            let work = Arc::new(Work::new(key, ids, values, fields));
            let index = None;
            return Write { work, index, plan };
        }
        // Ids that were given twice count once, with the last fields.
        let index = Index::new(rows.iter().map(|(id, _)| Some(Cow::Borrowed(id))), true);
        let mut values: Vec<Option<R>> = Vec::new();
        values.resize_with(index.keys().len(), || None);
        for (id, row) in rows {
            if let Some(number) = index.number(&id) {
                values[number as usize] = Some(row);
            }
        }
        let values = values.into_iter().flatten().collect();
        let work = Arc::new(Work::new(key, index.keys().to_vec(), values, fields));
        let index = Some(index);
        Write { work, index, plan }
    }

    /// All rows.
    fn numbers(&self) -> Vec<usize> {
        (0..self.work.ids.len()).collect()
    }

    /// What has changed where all rows were attached.
    fn all_attached(&self) -> Changes<K::RelatedId> {
        Changes {
            attached: self.work.ids.clone(),
            ..Changes::default()
        }
    }
}

/// What is known of a given row.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    Missing,
    Same,
    Different,
}

#[diagnostic::do_not_recommend]
#[allow(private_interfaces)]
impl<C, Mode, K, R, F> WritePivot<Mode, K, R, F> for C
where
    C: Driver<Mode, DB: Dialect> + Transact<Mode>,
    K: ManyToMany<
            KeyColumn: KeyColumn<<K as RelationDef>::Key> + ColumnNames,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    K::RelatedKey: ColumnNames,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, LockParent<K, K::Pivot>, String>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + Fetch<Mode, EqualKeys<K::RelatedKey, K::RelatedId>, (i32, i32)>
        + Execute<Mode, DetachPivots<K>>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, MakeRoom<K>>
        + Execute<Mode, InsertPivots<K, R, F>>
        + Execute<Mode, Touch<DbOf<C, Mode>, LocalIs<K>>>,
{
    async fn lock_parent(&mut self, key: K::Key, inside: Inside) -> QueryResult<()> {
        lock_parent::<K, K::Pivot, C, Mode>(key, inside, self).await
    }

    async fn write_pivot(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
        touching: &Touching,
    ) -> QueryResult<Outcome<K::RelatedId>> {
        let nested = self.in_transaction()?;
        let related = PivotTouch::of::<K>(touching);
        let rows = match plan.blindly {
            true => rows,
            false => each_once::<_, Mode, K, R>(rows, self).await?,
        };
        let write = Write::new::<C::DB>(key, rows, fields, plan)?;
        // One statement needs no transaction; inside one, its error would end that.
        let mut unit = TRANSACTION;
        if !plan.blindly {
            unit = TRANSACTION.contested();
        } else if !nested && !related.is_some() {
            let inserts = inserts::<K, R, F, C::DB>(&write.work, &write.numbers())?;
            if inserts.len() == 1 {
                unit = STATEMENT;
            }
        }
        let mut makes_room = false;
        send(self, unit, async |conn, inside| {
            let result = write_inside(conn, &write, inside, &related, touching, makes_room).await;
            makes_room |= matches!(result, Err(DatabaseError(UniqueViolation, _)));
            result
        })
        .await
    }

    async fn write_pivot_inside(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Changes<K::RelatedId>> {
        let related = PivotTouch::of::<K>(touching);
        let rows = match plan.blindly {
            true => rows,
            false => each_once::<_, Mode, K, R>(rows, self).await?,
        };
        let write = Write::new::<C::DB>(key, rows, fields, plan)?;
        // It is not sent again.
        let makes_room = true;
        let inside = inside.having_read();
        let outcome = write_inside(self, &write, inside, &related, touching, makes_room).await?;
        Ok(outcome.changes)
    }

    async fn read_difference(
        &mut self,
        work: &Arc<Work<K, R, F>>,
        index: &Index<K::RelatedId>,
        plan: Plan,
        inside: Inside,
    ) -> QueryResult<Difference<K::RelatedId>> {
        self.lock_parent(work.key.clone(), inside).await?;

        let ids = &work.ids;
        let key = || Some(work.key.clone());
        let mut current = Current::<K>::new(index);
        let compares = !plan.detach && !ids.is_empty() && R::WIDTH + F::WIDTH > 0;
        let all_at_once = R::WIDTH == 0 || ids.len() <= COMPARED_PER_STATEMENT;
        let compare = match (compares, R::WIDTH) {
            (false, _) => Compare::Nothing,
            (true, 0) => Compare::Common,
            (true, _) if all_at_once => Compare::Each((0..ids.len()).collect()),
            (true, _) => Compare::Nothing,
        };
        let select = |ids, compare, most: Option<usize>| CurrentPivots {
            work: Arc::clone(work),
            pivots: PivotsOf::new(key(), ids),
            compare,
            ordered: plan.detach_others,
            most: most.map(|most| i64::try_from(most).unwrap_or(i64::MAX)),
            latest: inside.has_read,
            given: None,
        };
        let per_statement = VALUES_PER_STATEMENT / <K::RelatedKey as ColumnNames>::WIDTH;
        // Reading all that the parent has is faster than looking for many, if it has not many times as many.
        let most = (!plan.detach_others).then(|| READ_PER_ID * ids.len() + 1);
        let mut reads_all = plan.detach_others || ids.len() >= LOOKED_FOR_ONE_BY_ONE;
        if reads_all {
            self.fetch(select(None, compare.clone(), most), |row| current.take(row))
                .await?;
            reads_all = most.is_none_or(|most| current.read < most);
        }
        if !reads_all {
            current.others.clear();
            for part in ids.chunks(per_statement) {
                let select = select(Some(part.to_vec()), compare.clone(), None);
                self.fetch(select, |row| current.take(row)).await?;
            }
        }
        if K::RelatedKey::is_text() {
            // Rows that were looked for are some of the given ones; of all rows, those that may be.
            let compared = match reads_all {
                true => Compared::Plausible,
                false => Compared::All,
            };
            current.spell(compared, self).await?;
        }
        if compares && !all_at_once {
            let there: Vec<usize> = (0..ids.len())
                .filter(|&number| current.found[number] != Found::Missing)
                .collect();
            for part in there.chunks(COMPARED_PER_STATEMENT) {
                let ids = part.iter().map(|&number| ids[number].clone()).collect();
                let select = select(Some(ids), Compare::Each(part.to_vec()), None);
                self.fetch(select, |row| current.take(row)).await?;
            }
        }
        let Current {
            found,
            others,
            read,
            ..
        } = current;

        let are = |wanted: &dyn Fn(Found) -> bool| -> Vec<usize> {
            let numbers = 0..ids.len();
            numbers.filter(|&number| wanted(found[number])).collect()
        };
        let mut difference = Difference {
            detached: Vec::new(),
            detaches_all: plan.detach_others && ids.is_empty() && read > 0,
            different: Vec::new(),
            missing: Vec::new(),
            same: Vec::new(),
            not_attached: Vec::new(),
            makes_room: false,
        };
        if plan.detach {
            difference.detached = named(ids, &are(&|found| found != Found::Missing));
        } else if plan.detach_others {
            difference.detached = others.into_iter().map(|(id, _)| id).collect();
        }
        if compares {
            difference.different = are(&|found| found == Found::Different);
        }
        let missing = are(&|found| found == Found::Missing);
        if plan.attach {
            difference.missing = missing;
        } else if !plan.detach {
            difference.not_attached = missing;
            difference.same = are(&|found| found == Found::Same);
        }
        Ok(difference)
    }

    async fn write_difference(
        &mut self,
        work: &Arc<Work<K, R, F>>,
        index: &Index<K::RelatedId>,
        difference: Difference<K::RelatedId>,
        inside: Inside,
    ) -> QueryResult<Outcome<K::RelatedId>> {
        let Difference {
            detached,
            detaches_all,
            mut different,
            missing,
            same,
            not_attached,
            makes_room,
        } = difference;
        let ids = &work.ids;
        let key = || Some(work.key.clone());
        let per_statement = VALUES_PER_STATEMENT / <K::RelatedKey as ColumnNames>::WIDTH;
        let detach = |ids| DetachPivots::<K>::new(PivotsOf::new(key(), ids));
        if detaches_all {
            self.execute(detach(None)).await?;
        } else {
            // By their keys, even if they are all that was read: the other side may have attached more since.
            for part in detached.chunks(per_statement) {
                self.execute(detach(Some(part.to_vec()))).await?;
            }
        }
        let update = |row, ids| UpdatePivots {
            work: Arc::clone(work),
            row,
            revives: false,
            given: None,
            pivots: PivotsOf::new(key(), Some(ids)),
        };
        if R::WIDTH == 0 {
            for part in different.chunks(per_statement) {
                self.execute(update(None, named(ids, part))).await?;
            }
        } else {
            let columns = match makes_room && different.len() > 1 {
                true => movable::<K, R, F, C::DB>(work, &different)?,
                false => Vec::new(),
            };
            if !columns.is_empty() {
                for part in different.chunks(per_statement) {
                    let make_room = MakeRoom::<K> {
                        table: Default::default(),
                        columns: columns.clone(),
                        pivots: PivotsOf::new(key(), Some(named(ids, part))),
                    };
                    self.execute(make_room).await?;
                }
            }
            for &number in &different {
                let ids = vec![ids[number].clone()];
                self.execute(update(Some(number), ids)).await?;
            }
        }
        let Attachment {
            attached,
            revived,
            updated,
        } = attach::<C, Mode, K, R, F>(self, work, index, missing, inside).await?;
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
}

/// The keys of these rows.
fn named<Id: Clone>(ids: &[Id], numbers: &[usize]) -> Vec<Id> {
    numbers.iter().map(|&number| ids[number].clone()).collect()
}

/// Writes the rows, and touches what the relation touches, inside a transaction.
async fn write_inside<C, Mode, K, R, F>(
    conn: &mut C,
    write: &Write<K, R, F>,
    inside: Inside,
    related: &PivotTouch<C::DB>,
    touching: &Touching,
    makes_room: bool,
) -> QueryResult<Outcome<K::RelatedId>>
where
    C: Driver<Mode, DB: Dialect>
        + WritePivot<Mode, K, R, F>
        + Execute<Mode, InsertPivots<K, R, F>>
        + Execute<Mode, Touch<DbOf<C, Mode>, LocalIs<K>>>,
    K: ManyToMany<
            KeyColumn: KeyColumn<<K as RelationDef>::Key>,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
{
    let Write { work, index, plan } = write;
    let mut rows_are_touched = false;
    let outcome = match index {
        Some(_) if plan.are_new && insert_new(conn, work).await? => write.all_attached().into(),
        Some(index) => {
            let mut difference = conn.read_difference(work, index, *plan, inside).await?;
            difference.makes_room = makes_room;
            if difference.detaches() {
                // Also the related rows that go: afterwards nothing leads to them.
                let key = work.key.clone();
                related
                    .touch_rows::<K, C, Mode>(key, conn, touching)
                    .await?;
                rows_are_touched = difference.missing.is_empty();
            }
            let outcome = conn.write_difference(work, index, difference, inside);
            let outcome = outcome.await?;
            match plan.are_new {
                // Whether their pivot rows are new or not.
                true => write.all_attached().into(),
                false => outcome,
            }
        }
        None => {
            let inserts = inserts::<K, R, F, C::DB>(work, &write.numbers())?;
            insert_all(conn, inserts).await?;
            write.all_attached().into()
        }
    };
    let all_is_touched = rows_are_touched && related.is_rows_alone();
    if !outcome.changes.is_empty() && !all_is_touched {
        let key = work.key.clone();
        related.touch::<K, C, Mode>(key, conn, touching).await?;
    }
    Ok(outcome)
}

/// Attaches the one row, where no pivot row has named it before it was there; whether it did.
async fn insert_new<C, Mode, K, R, F>(conn: &mut C, work: &Arc<Work<K, R, F>>) -> QueryResult<bool>
where
    C: Driver<Mode, DB: Dialect> + Execute<Mode, InsertPivots<K, R, F>>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
{
    if work.ids.len() != 1 {
        return Ok(false);
    }
    match inserts::<K, R, F, C::DB>(work, &[0])?.pop() {
        Some(insert) => Ok(conn.execute(insert.unless_there()).await? > 0),
        None => Ok(false),
    }
}

/// The rows, where those whose ids are equal to the database have the same id.
async fn each_once<C, Mode, K, R>(
    mut rows: Vec<(K::RelatedId, R)>,
    conn: &mut C,
) -> QueryResult<Vec<(K::RelatedId, R)>>
where
    K: ManyToMany,
    C: CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
{
    if K::RelatedKey::is_text() && rows.len() > 1 {
        let ids: Vec<_> = rows.iter().map(|(id, _)| id).collect();
        let firsts = firsts::<K::RelatedKey, _, _, _>(&ids, conn).await?;
        for (number, first) in firsts.into_iter().enumerate() {
            if first != number {
                rows[number].0 = rows[first].0.clone();
            }
        }
    }
    Ok(rows)
}

/// What the parent has.
struct Current<'i, K: ManyToMany> {
    index: &'i Index<K::RelatedId>,
    /// The numbers of given rows that are written differently here.
    spelled: HashMap<K::RelatedId, usize>,
    /// What is known of each given row.
    found: Vec<Found>,
    /// The other rows, and whether they have the given values.
    others: Vec<(K::RelatedId, bool)>,
    /// How many rows were read.
    read: usize,
}

impl<'i, K: ManyToMany> Current<'i, K> {
    fn new(index: &'i Index<K::RelatedId>) -> Self {
        Current {
            index,
            spelled: HashMap::new(),
            found: vec![Found::Missing; index.keys().len()],
            others: Vec::new(),
            read: 0,
        }
    }

    fn take(&mut self, (id, same): (RawId<K>, bool)) {
        self.read += 1;
        let Some(id) = K::RelatedKey::key(id) else {
            return;
        };
        let number = self.index.number(&id).map(|number| number as usize);
        match number.or_else(|| self.spelled.get(&id).copied()) {
            Some(number) => self.mark(number, same),
            None => match self.others.last_mut() {
                Some((last, all_same)) if *last == id => *all_same &= same,
                _ => self.others.push((id, same)),
            },
        }
    }

    fn mark(&mut self, number: usize, same: bool) {
        let found = &mut self.found[number];
        if !same {
            *found = Found::Different;
        } else if *found == Found::Missing {
            *found = Found::Same;
        }
    }

    /// Asks the database which of the other rows are given ones.
    async fn spell<C, Mode>(&mut self, compared: Compared, conn: &mut C) -> QueryResult<()>
    where
        C: CompareKeys<Mode, K::RelatedKey, K::RelatedId>,
    {
        if self.others.is_empty() || self.index.keys().is_empty() {
            return Ok(());
        }
        let others: Vec<_> = self.others.iter().map(|(id, _)| id).collect();
        let given: Vec<_> = self.index.keys().iter().collect();
        let pairs = equal_keys::<K::RelatedKey, _, _, _>(&others, &given, compared, conn).await?;
        for (other, number) in pairs {
            let (id, same) = self.others[other].clone();
            self.mark(number, same);
            self.spelled.insert(id, number);
        }
        let spelled = &self.spelled;
        self.others.retain(|(id, _)| !spelled.contains_key(id));
        Ok(())
    }
}

/// The statements that insert these rows: one for the rows that have values for the same columns, as many as it can bind and send.
pub(crate) fn inserts<K, R, F, DB>(
    work: &Arc<Work<K, R, F>>,
    numbers: &[usize],
) -> QueryResult<Vec<InsertPivots<K, R, F>>>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    let mut groups: Vec<(u128, Vec<usize>)> = Vec::new();
    for &number in numbers {
        let columns = columns::<DB>(&work.rows[number])?;
        match groups.iter_mut().find(|(known, _)| *known == columns) {
            Some((_, group)) => group.push(number),
            None => groups.push((columns, vec![number])),
        }
    }
    let per_statement = VALUES_PER_STATEMENT / width::<K, R, F, DB>();
    let common = bytes_of::<DB>(&work.common)? + bytes_of::<DB>(&work.attached)?;
    let mut inserts = Vec::new();
    for (_, group) in groups {
        let numbers: Arc<[usize]> = group.into();
        let mut start = 0;
        while start < numbers.len() {
            let mut part = start..start;
            let mut bytes = 0;
            for &number in &numbers[start..] {
                bytes += common + bytes_of::<DB>(&work.rows[number])?;
                let is_full = part.len() == per_statement || bytes > BYTES_PER_STATEMENT;
                if is_full && !part.is_empty() {
                    break;
                }
                part.end += 1;
            }
            start = part.end;
            let once = DB::VALUES_ARE_A_TABLE && R::WIDTH == 0 && part.len() > 1;
            let keys = if once { &numbers[part.clone()] } else { &[] };
            inserts.push(InsertPivots {
                work: Arc::clone(work),
                keys: keys
                    .iter()
                    .map(|&number| work.ids[number].clone())
                    .collect(),
                numbers: Arc::clone(&numbers),
                part,
                unless: None,
            });
        }
    }
    Ok(inserts)
}

pub(crate) async fn insert_all<C, Mode, K, R, F>(
    conn: &mut C,
    inserts: Vec<InsertPivots<K, R, F>>,
) -> QueryResult<()>
where
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    C: Execute<Mode, InsertPivots<K, R, F>>,
{
    for insert in inserts {
        conn.execute(insert).await?;
    }
    Ok(())
}
