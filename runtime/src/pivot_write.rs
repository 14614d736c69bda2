//! Writing a many-to-many relation: `attach`, `detach`, `sync`, `toggle`, `update_pivot`.
//!
//! One algorithm: read which related rows the parent has, compare them with those that were given, and write the
//! difference; in one transaction that holds the parent locked.

use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::DatabaseErrorKind::SerializationFailure;
use diesel::result::Error::{DatabaseError, QueryBuilderError};

use crate::bound::Bound;
use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute, Fetch, Transact};
use crate::eager::VALUES_PER_STATEMENT;
use crate::error::NullKey;
use crate::fields::{FieldsOf, NoFields, Values};
use crate::ids::PivotRows;
use crate::index::Index;
use crate::key::KeyColumn;
use crate::pivot_sql::{
    Compare, CurrentPivots, DeletePivots, InsertPivots, LockParent, PivotsOf, RawId, RawLocal,
    UpdatePivots, Work, columns, width,
};
use crate::{ManyToMany, RelationDef, Unrefined};

/// How often a transaction is sent that the database rolls back because of another one. InnoDB does so where two parents
/// have neighbouring rows in the pivot table.
const ATTEMPTS: u32 = 10;

/// From how many ids on all rows of the parent are read, and how many of them for each id at most.
const LOOKED_FOR_ONE_BY_ONE: usize = 50;
const READ_PER_ID: usize = 10;

/// How many rows with values of their own one statement compares.
const COMPARED_PER_STATEMENT: usize = 250;

/// What a write of a many-to-many relation has changed: the keys of the related rows.
///
/// Only what really changed is listed: a row that was attached before and has the given fields already is in none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Changes<Id> {
    /// Newly attached, in the order in which they were given.
    pub attached: Vec<Id>,
    /// Detached: in the order in which they were given, those that `sync` found beside them by key.
    pub detached: Vec<Id>,
    /// Attached before, with other fields than the given ones, in the order in which they were given.
    pub updated: Vec<Id>,
}

impl<Id> Changes<Id> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.attached.is_empty() && self.detached.is_empty() && self.updated.is_empty()
    }
}

impl<Id> Default for Changes<Id> {
    fn default() -> Self {
        Changes {
            attached: Vec::new(),
            detached: Vec::new(),
            updated: Vec::new(),
        }
    }
}

/// What is to become of the rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Whether the given rows that are missing are attached.
    attach: bool,
    /// Whether the given rows that are there are detached; otherwise they get the given fields.
    detach: bool,
    /// Whether all other rows are detached.
    detach_others: bool,
    /// Whether rows are attached without a look at what is there.
    blindly: bool,
}

pub(crate) const ATTACH: Plan = Plan {
    attach: true,
    detach: false,
    detach_others: false,
    blindly: false,
};

impl Plan {
    /// The same without a look at what is there.
    pub(crate) fn blindly(self) -> Self {
        Plan {
            blindly: true,
            ..self
        }
    }
}

/// [`attach`](Bound::attach)
#[derive(Debug, Clone, Copy)]
pub struct Attach;
/// [`sync`](Bound::sync)
#[derive(Debug, Clone, Copy)]
pub struct Sync;
/// [`toggle`](Bound::toggle)
#[derive(Debug, Clone, Copy)]
pub struct Toggle;
/// [`detach`](Bound::detach)
#[derive(Debug, Clone, Copy)]
pub struct Detach;
/// [`update_pivot`](Bound::update_pivot)
#[derive(Debug, Clone, Copy)]
pub struct UpdatePivot;

/// A write of a many-to-many relation, sent by [`execute`](Self::execute): one transaction, or a savepoint inside one.
#[must_use = "nothing is written before `execute`"]
pub struct PivotWrite<K: ManyToMany, R, F, Op> {
    key: Option<K::Key>,
    rows: Vec<(Option<K::RelatedId>, R)>,
    fields: F,
    plan: Plan,
    operation: Op,
}

/// Queries of a relation as it was declared: what is written is not a selection of it.
#[diagnostic::on_unimplemented(
    message = "a relation is written as it was declared, without conditions of the place of use",
    label = "this relation was refined",
    note = "write `user.roles().sync(..)`; a condition that always holds is declared: `filter = ..`"
)]
pub trait AsDeclared {}
impl AsDeclared for Unrefined {}

/// A relation with a pivot table: `P` is the relation itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a many-to-many relation",
    label = "this relation has no pivot table",
    note = "`attach`, `detach`, `sync`, `toggle` and the like write rows of a pivot table: they are methods of \
            `#[belongs_to_many(..)]`"
)]
pub trait HasPivot<P: ManyToMany>: RelationDef {
    /// The key of its parent.
    fn key(key: Option<Self::Key>) -> Option<P::Key>;
}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany> HasPivot<K> for K {
    fn key(key: Option<K::Key>) -> Option<K::Key> {
        key
    }
}

impl<K: RelationDef, Q, L, S> Bound<K, Q, L, S> {
    /// Attaches related rows: `INSERT INTO role_user (user_id, role_id) VALUES ..`.
    ///
    /// Rows that are attached already are not attached twice; where fields are given for them, they are updated. See
    /// [`allow_duplicates`](PivotWrite::allow_duplicates).
    ///
    /// The rows are named by id, by reference to the model, or by pairs of these with fields of the pivot table: one, or any
    /// collection.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// // Attached already are 1 and 2.
    /// assert_eq!(post.tags().attach([1, 2, 3]).execute(conn)?.attached, [3]);
    /// // With fields of the pivot row: for each row, ..
    /// let changes = post.tags().attach([(2, post_tag::place.eq(7)), (3, post_tag::place.eq(0))]).execute(conn)?;
    /// assert_eq!(changes.updated, [2]);
    /// // .. or for all; by a model.
    /// let tag = Tag::find(1).first(conn)?;
    /// let fields = (post_tag::place.eq(9), post_tag::note.eq("see there"));
    /// Post::find(2).first(conn)?.tags().attach(&tag).with_pivot(fields).execute(conn)?;
    /// # Ok(()) }
    /// ```
    pub fn attach<I, Marker, P>(
        self,
        rows: I,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, NoFields, Attach>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
    {
        self.write(rows, NoFields, ATTACH, Attach)
    }

    /// Detaches related rows: `DELETE FROM role_user WHERE user_id = ? AND role_id IN (..)`. The related rows themselves
    /// stay. An empty collection detaches nothing; see [`detach_all`](Self::detach_all).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// // Only what was attached is listed.
    /// assert_eq!(post.tags().detach([1, 3]).execute(conn)?.detached, [1]);
    /// # Ok(()) }
    /// ```
    pub fn detach<I, Marker, P>(
        self,
        rows: I,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, NoFields, Detach>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
    {
        let plan = Plan {
            attach: false,
            detach: true,
            ..ATTACH
        };
        self.write(rows, NoFields, plan, Detach)
    }

    /// Detaches all related rows: `DELETE FROM role_user WHERE user_id = ?`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// assert_eq!(post.tags().detach_all().execute(conn)?.detached, [1, 2]);
    /// # Ok(()) }
    /// ```
    pub fn detach_all<P>(self) -> PivotWrite<P, NoFields, NoFields, Detach>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
    {
        let plan = Plan {
            detach_others: true,
            ..ATTACH
        };
        PivotWrite {
            key: K::key(self.into_key()),
            rows: Vec::new(),
            fields: NoFields,
            plan,
            operation: Detach,
        }
    }

    /// Makes the given rows the related ones: attaches what is missing, updates the given fields where they differ, and
    /// detaches all others. See [`without_detaching`](PivotWrite::without_detaching).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let changes = post.tags().sync([2, 3]).execute(conn)?;
    /// assert_eq!((changes.attached, changes.detached), (vec![3], vec![1]));
    /// // The same once more changes nothing.
    /// assert!(post.tags().sync([2, 3]).execute(conn)?.is_empty());
    /// // The same fields for all rows.
    /// let changes = post.tags().sync([2, 3]).with_pivot(post_tag::place.eq(1)).execute(conn)?;
    /// assert_eq!(changes.updated, [3]);
    /// # Ok(()) }
    /// ```
    pub fn sync<I, Marker, P>(
        self,
        rows: I,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, NoFields, Sync>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
    {
        let plan = Plan {
            detach_others: true,
            ..ATTACH
        };
        self.write(rows, NoFields, plan, Sync)
    }

    /// Detaches those of the given rows that are attached, and attaches the others.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let changes = post.tags().toggle([2, 3]).execute(conn)?;
    /// assert_eq!((changes.attached, changes.detached), (vec![3], vec![2]));
    /// # Ok(()) }
    /// ```
    pub fn toggle<I, Marker, P>(
        self,
        rows: I,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, NoFields, Toggle>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
    {
        let plan = Plan {
            detach: true,
            ..ATTACH
        };
        self.write(rows, NoFields, plan, Toggle)
    }

    /// Changes fields of the pivot rows of related rows: `UPDATE role_user SET .. WHERE user_id = ? AND role_id IN (..)`.
    /// Rows that are not attached stay so, and rows that have these fields already are not written.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let changes = post.tags().update_pivot([1, 3], post_tag::place.eq(5)).execute(conn)?;
    /// assert_eq!(changes.updated, [1]);
    /// # Ok(()) }
    /// ```
    pub fn update_pivot<I, Marker, F, P>(
        self,
        rows: I,
        fields: F,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, F::Values, UpdatePivot>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
        F: FieldsOf<P::Pivot>,
    {
        let plan = Plan {
            attach: false,
            ..ATTACH
        };
        self.write(rows, fields.into_values(), plan, UpdatePivot)
    }

    fn write<I, Marker, F, Op, P>(
        self,
        rows: I,
        fields: F,
        plan: Plan,
        operation: Op,
    ) -> PivotWrite<P, <I::Fields as FieldsOf<P::Pivot>>::Values, F, Op>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        I: PivotRows<P, Marker, Fields: FieldsOf<P::Pivot>>,
    {
        let rows = rows.into_rows().into_iter();
        PivotWrite {
            key: K::key(self.into_key()),
            rows: rows
                .map(|(id, fields)| (id, fields.into_values()))
                .collect(),
            fields,
            plan,
            operation,
        }
    }
}

/// Writes that attach rows, and give them fields.
#[diagnostic::on_unimplemented(
    message = "this write gives no fields to pivot rows",
    note = "`with_pivot` goes with `attach`, `sync` and `toggle`; `update_pivot` takes the fields itself"
)]
pub trait TakesFields {}
impl TakesFields for Attach {}
impl TakesFields for Sync {}
impl TakesFields for Toggle {}

impl<K: ManyToMany, R, Op> PivotWrite<K, R, NoFields, Op> {
    /// Fields that all rows get. A column that is also among the fields of one row gets this value.
    pub fn with_pivot<F>(self, fields: F) -> PivotWrite<K, R, F::Values, Op>
    where
        Op: TakesFields,
        F: FieldsOf<K::Pivot>,
    {
        PivotWrite {
            key: self.key,
            rows: self.rows,
            fields: fields.into_values(),
            plan: self.plan,
            operation: self.operation,
        }
    }
}

impl<K: ManyToMany, R, F> PivotWrite<K, R, F, Attach> {
    /// Attaches every row once more, whatever is attached, as often as it is given: one `INSERT`, nothing else.
    pub fn allow_duplicates(mut self) -> Self {
        self.plan = self.plan.blindly();
        self
    }
}

impl<K: ManyToMany, R, F> PivotWrite<K, R, F, Sync> {
    /// Detaches nothing.
    pub fn without_detaching(mut self) -> Self {
        self.plan.detach_others = false;
        self
    }
}

impl<K: ManyToMany, R, F, Op> PivotWrite<K, R, F, Op> {
    /// Sends the statements, in one transaction, or a savepoint inside one: on an error, nothing has changed.
    ///
    /// The parent is locked before its rows are read, so writes of one parent's relation follow one another, whichever
    /// connection they come from. Where there is nothing to do, nothing is sent. Where the database rolls the transaction
    /// back because of another one, it is sent again, some times.
    ///
    /// # Errors
    ///
    /// Diesel's errors, such as that of a foreign key that names no row; and [`NullKey`] in a
    /// [`QueryBuilderError`] where the key of the parent or of a related row is NULL.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Changes<K::RelatedId>>> + use<'c, K, R, F, Op, C, Mode>,
    >
    where
        C: Driver<Mode> + WritePivot<Mode, K, R, F>,
    {
        <C as Driver<Mode>>::run(async move {
            if self.rows.is_empty() && !self.plan.detach_others {
                return Ok(Changes::default());
            }
            let null = |columns: (&'static str, String)| {
                QueryBuilderError(Box::new(NullKey { key: columns }))
            };
            let (table, column) = K::LOCAL;
            let key = self.key.ok_or_else(|| null((table, column.to_owned())))?;
            let mut rows = Vec::with_capacity(self.rows.len());
            for (id, values) in self.rows {
                let id = id.ok_or_else(|| null((K::REMOTE, K::OWNER_KEY.to_owned())))?;
                rows.push((id, values));
            }
            conn.write_pivot(key, rows, self.fields, self.plan).await
        })
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
    /// Writes it.
    #[doc(hidden)]
    fn write_pivot(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
    ) -> impl Future<Output = QueryResult<Changes<K::RelatedId>>>;
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
            KeyColumn: KeyColumn<<K as RelationDef>::Key>,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    <K::Fixed as FieldsOf<K::Pivot>>::Values: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, LockParent<K>, RawLocal<K>>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + Execute<Mode, DeletePivots<K>>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, InsertPivots<K, R, F>>,
{
    async fn write_pivot(
        &mut self,
        key: K::Key,
        rows: Vec<(K::RelatedId, R)>,
        fields: F,
        plan: Plan,
    ) -> QueryResult<Changes<K::RelatedId>> {
        let nested = self.in_transaction()?;
        if plan.blindly {
            let (ids, values) = rows.into_iter().unzip();
            let work = Arc::new(Work::new(key, ids, values, fields));
            let all: Vec<usize> = (0..work.ids.len()).collect();
            let inserts = inserts::<K, R, F, C::DB>(&work, &all)?;
            // One statement needs no transaction; inside one, its error would end that.
            let single = inserts.len() == 1 && !nested;
            if !single {
                self.begin().await?;
            }
            let result = insert_all(self, inserts).await;
            let result = if single {
                result
            } else {
                self.end(result).await
            };
            return result.map(|()| Changes {
                attached: all.iter().map(|&number| work.ids[number].clone()).collect(),
                ..Changes::default()
            });
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
        let mut attempt = 1;
        loop {
            self.begin().await?;
            let result = write(self, &work, &index, plan, nested).await;
            let result = self.end(result).await;
            // The database rolled it back, because of another transaction; an outer one is not ours to repeat.
            let conflict = matches!(result, Err(DatabaseError(SerializationFailure, _)));
            if nested || !conflict || attempt == ATTEMPTS {
                return result;
            }
            attempt += 1;
        }
    }
}

/// What the parent has.
struct Current<'i, K: ManyToMany> {
    index: &'i Index<K::RelatedId>,
    /// What is known of each given row.
    found: Vec<Found>,
    /// The other rows.
    others: Vec<K::RelatedId>,
    /// How many rows were read.
    read: usize,
    /// Whether one of them names no related row.
    names_none: bool,
}

impl<'i, K: ManyToMany> Current<'i, K> {
    fn new(index: &'i Index<K::RelatedId>) -> Self {
        Current {
            index,
            found: vec![Found::Missing; index.keys().len()],
            others: Vec::new(),
            read: 0,
            names_none: false,
        }
    }

    fn take(&mut self, (id, same): (RawId<K>, bool)) {
        self.read += 1;
        let Some(id) = K::RelatedKey::key(id) else {
            self.names_none = true;
            return;
        };
        match self.index.number(&id) {
            Some(number) => {
                let found = &mut self.found[number as usize];
                if !same {
                    *found = Found::Different;
                } else if *found == Found::Missing {
                    *found = Found::Same;
                }
            }
            None if self.others.last() != Some(&id) => self.others.push(id),
            None => {}
        }
    }
}

async fn write<C, Mode, K, R, F>(
    conn: &mut C,
    work: &Arc<Work<K, R, F>>,
    index: &Index<K::RelatedId>,
    plan: Plan,
    nested: bool,
) -> QueryResult<Changes<K::RelatedId>>
where
    C: Driver<Mode, DB: Dialect>,
    K: ManyToMany<
            KeyColumn: KeyColumn<<K as RelationDef>::Key>,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    <K::Fixed as FieldsOf<K::Pivot>>::Values: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, LockParent<K>, RawLocal<K>>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + Execute<Mode, DeletePivots<K>>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, InsertPivots<K, R, F>>,
{
    let lock = LockParent::<K>::new(work.key.clone());
    conn.fetch(lock, |_: RawLocal<K>| ()).await?;

    let ids = &work.ids;
    let key = || Some(work.key.clone());
    let mut current = Current::<K>::new(index);
    let compares = !plan.detach && R::WIDTH + F::WIDTH > 0;
    let all_at_once = R::WIDTH == 0 || ids.len() <= COMPARED_PER_STATEMENT;
    let compare = match (compares, R::WIDTH) {
        (false, _) => Compare::Nothing,
        (true, 0) => Compare::Common,
        (true, _) if all_at_once => Compare::Each((0..ids.len()).collect()),
        (true, _) => Compare::Nothing,
    };
    let select = |ids, compare, most| CurrentPivots {
        work: Arc::clone(work),
        pivots: PivotsOf::new(key(), ids),
        compare,
        ordered: plan.detach_others,
        most,
        latest: nested,
    };
    let per_statement = VALUES_PER_STATEMENT / K::RelatedKey::WIDTH;
    // Reading all that the parent has is faster than looking for many, if it has not many times as many.
    let most = (!plan.detach_others).then(|| READ_PER_ID * ids.len() + 1);
    let mut reads_all = plan.detach_others || ids.len() >= LOOKED_FOR_ONE_BY_ONE;
    if reads_all {
        conn.fetch(select(None, compare.clone(), most), |row| current.take(row))
            .await?;
        reads_all = most.is_none_or(|most| current.read < most);
    }
    if !reads_all {
        for part in ids.chunks(per_statement) {
            let select = select(Some(part.to_vec()), compare.clone(), None);
            conn.fetch(select, |row| current.take(row)).await?;
        }
    }
    if compares && !all_at_once {
        let there: Vec<usize> = (0..ids.len())
            .filter(|&number| current.found[number] != Found::Missing)
            .collect();
        for part in there.chunks(COMPARED_PER_STATEMENT) {
            let ids = part.iter().map(|&number| ids[number].clone()).collect();
            let select = select(Some(ids), Compare::Each(part.to_vec()), None);
            conn.fetch(select, |row| current.take(row)).await?;
        }
    }
    let Current {
        found,
        others,
        read,
        names_none,
        ..
    } = current;

    let are = |wanted: &dyn Fn(Found) -> bool| -> Vec<usize> {
        (0..ids.len())
            .filter(|&number| wanted(found[number]))
            .collect()
    };
    let named = |numbers: &[usize]| -> Vec<K::RelatedId> {
        numbers.iter().map(|&number| ids[number].clone()).collect()
    };

    let there = are(&|found| found != Found::Missing);
    let (detached, kept) = if plan.detach {
        (named(&there), !others.is_empty())
    } else if plan.detach_others {
        (others, !there.is_empty())
    } else {
        (Vec::new(), true)
    };
    let delete = |ids| DeletePivots::<K> {
        table: Default::default(),
        pivots: PivotsOf::new(key(), ids),
    };
    let all = if ids.is_empty() {
        plan.detach_others && read > 0
    } else {
        reads_all && !kept && !names_none && !detached.is_empty()
    };
    if all {
        // All that the parent has.
        conn.execute(delete(None)).await?;
    } else {
        for part in detached.chunks(per_statement) {
            conn.execute(delete(Some(part.to_vec()))).await?;
        }
    }

    let different = if compares {
        are(&|found| found == Found::Different)
    } else {
        Vec::new()
    };
    let update = |row, ids| UpdatePivots {
        work: Arc::clone(work),
        row,
        pivots: PivotsOf::new(key(), Some(ids)),
    };
    if R::WIDTH == 0 {
        for part in different.chunks(per_statement) {
            conn.execute(update(None, named(part))).await?;
        }
    } else {
        for &number in &different {
            conn.execute(update(Some(number), named(&[number]))).await?;
        }
    }

    let missing = if plan.attach {
        are(&|found| found == Found::Missing)
    } else {
        Vec::new()
    };
    insert_all(conn, inserts::<K, R, F, C::DB>(work, &missing)?).await?;
    Ok(Changes {
        attached: named(&missing),
        detached,
        updated: named(&different),
    })
}

/// The statements that insert these rows: one for the rows that have values for the same columns, as many as it can bind.
fn inserts<K, R, F, DB>(
    work: &Arc<Work<K, R, F>>,
    numbers: &[usize],
) -> QueryResult<Vec<InsertPivots<K, R, F>>>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    <K::Fixed as FieldsOf<K::Pivot>>::Values: Values<DB>,
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
    let mut inserts = Vec::new();
    for (_, group) in groups {
        let numbers: Arc<[usize]> = group.into();
        for start in (0..numbers.len()).step_by(per_statement) {
            let part = start..numbers.len().min(start + per_statement);
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
            });
        }
    }
    Ok(inserts)
}

async fn insert_all<C, Mode, K, R, F>(
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
