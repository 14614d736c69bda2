//! Writing a many-to-many relation: `attach`, `detach`, `sync`, `toggle`, `update_pivot`.

use crate::relation::refine::AsDeclared;
use std::future::Future;

use diesel::QueryResult;
use diesel::dsl;
use diesel::query_dsl::methods::FilterDsl;
#[cfg(doc)]
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::Detaches;
use crate::declare::many_to_many::ManyToMany;
use crate::declare::many_to_many::id_of;
use crate::declare::relation_def::RelationDef;
use crate::declare::view::WithTrashed;
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::{HiddenPivot, NullKey};
use crate::pivot::plan::{ATTACH, DETACH, Plan, SYNC, TOGGLE, UPDATE, WritePivot};
use crate::pivot::sql::PivotsOf;
use crate::query::related_query::RelatedQuery;
use crate::query::trashed::Trashed;
use crate::sql::key::KeyColumn;
use crate::sql::values::NoFields;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::row_ids::PivotRows;
use crate::write::writes::parent_key;

/// What a write of a many-to-many relation has changed: the keys of the related rows.
///
/// Only what really changed is listed: a row that was attached before and has the given fields already is in none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Changes<Id> {
    /// Newly attached, in the order in which they were given.
    pub attached: Vec<Id>,
    /// Those of `attached` whose row of the pivot table was still there and came back: an `UPDATE`, see `detach(..)` of
    /// [`derive(Model)`](derive@crate::Model). The others were inserted.
    pub revived: Vec<Id>,
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
            revived: Vec::new(),
            detached: Vec::new(),
            updated: Vec::new(),
        }
    }
}

/// What [`update_pivot`](RelatedQuery::update_pivot) has found and changed: the keys of the related rows, each in one of the lists, in the order
/// in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PivotUpdates<Id> {
    /// Attached, with other fields than the given ones: they have these now.
    pub updated: Vec<Id>,
    /// Attached, with the given fields already: they were not written.
    pub unchanged: Vec<Id>,
    /// Not attached: nothing was written for them.
    pub not_attached: Vec<Id>,
}

/// What a write has found and changed.
#[derive(Debug)]
pub struct Outcome<Id> {
    pub(crate) changes: Changes<Id>,
    /// Of `update_pivot`: what has the fields already, and what is not attached.
    pub(crate) unchanged: Vec<Id>,
    pub(crate) not_attached: Vec<Id>,
}

impl<Id> From<Changes<Id>> for Outcome<Id> {
    fn from(changes: Changes<Id>) -> Self {
        Outcome {
            changes,
            unchanged: Vec::new(),
            not_attached: Vec::new(),
        }
    }
}

/// A write of a pivot table: `attach`, `detach`, `sync`, `toggle` or `update_pivot`.
pub trait PivotOperation {
    /// What it returns: [`Changes`], or [`PivotUpdates`] of `update_pivot`.
    type Output<Id>;
    /// What it returns.
    #[doc(hidden)]
    fn output<Id>(outcome: Outcome<Id>) -> Self::Output<Id>;
}

macro_rules! returns_changes {
    ($($operation:ident)+) => {$(
        impl PivotOperation for $operation {
            type Output<Id> = Changes<Id>;
            fn output<Id>(outcome: Outcome<Id>) -> Changes<Id> {
                outcome.changes
            }
        }
    )+};
}
returns_changes!(Attach Detach Sync Toggle);

impl PivotOperation for UpdatePivot {
    type Output<Id> = PivotUpdates<Id>;
    fn output<Id>(outcome: Outcome<Id>) -> PivotUpdates<Id> {
        PivotUpdates {
            updated: outcome.changes.updated,
            unchanged: outcome.unchanged,
            not_attached: outcome.not_attached,
        }
    }
}

/// [`attach`](RelatedQuery::attach)
#[derive(Debug, Clone, Copy)]
pub struct Attach;
/// [`sync`](RelatedQuery::sync)
#[derive(Debug, Clone, Copy)]
pub struct Sync;
/// [`toggle`](RelatedQuery::toggle)
#[derive(Debug, Clone, Copy)]
pub struct Toggle;
/// [`detach`](RelatedQuery::detach)
#[derive(Debug, Clone, Copy)]
pub struct Detach;
/// [`update_pivot`](RelatedQuery::update_pivot)
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
    touching: Touching,
}

without_touching!(PivotWrite<K: ManyToMany, R, F, Op>);

/// A relation with a pivot table: `P` is the relation itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a many-to-many relation",
    label = "this relation has no pivot table",
    note = "`attach`, `detach`, `sync`, `toggle` and the like write rows of a pivot table: they are methods of \
            `#[belongs_to_many(..)]`, without `only_trashed`"
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

// The rows of the pivot table are those of all related rows, trashed or not.
#[diagnostic::do_not_recommend]
impl<K: ManyToMany> HasPivot<K> for Trashed<K, WithTrashed> {
    fn key(key: Option<K::Key>) -> Option<K::Key> {
        key
    }
}

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Attaches related rows: `INSERT INTO role_user (user_id, role_id) VALUES ..`.
    ///
    /// Rows that are attached already are not attached twice; where fields are given for them, they are updated. See
    /// [`allow_duplicates`](PivotWrite::allow_duplicates). Rows of the pivot table that left the relation by `detach(..)` or
    /// `soft_delete` come back, see [`derive(Model)`](derive@crate::Model).
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
    pub fn attach<I, Marker, R, P>(self, rows: I) -> PivotWrite<P, R, NoFields, Attach>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
    {
        self.write(rows, NoFields, ATTACH, Attach)
    }

    /// Detaches related rows: `DELETE FROM role_user WHERE user_id = ? AND role_id IN (..)`. The related rows themselves
    /// stay. An empty collection detaches nothing; see [`detach_all`](Self::detach_all).
    ///
    /// A relation that declares `detach(..)` or `soft_delete` updates the rows of the pivot table instead of deleting them; one with a
    /// `filter` on the pivot table has to say which, see [`derive(Model)`](derive@crate::Model).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// // Only what was attached is listed.
    /// assert_eq!(post.tags().detach([1, 3]).execute(conn)?.detached, [1]);
    /// # Ok(()) }
    /// ```
    pub fn detach<I, Marker, R, P>(self, rows: I) -> PivotWrite<P, R, NoFields, Detach>
    where
        K: HasPivot<P>,
        P: Detaches,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
    {
        self.write(rows, NoFields, DETACH, Detach)
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
        P: Detaches,
        Q: AsDeclared,
    {
        PivotWrite {
            key: K::key(self.into_key()),
            rows: Vec::new(),
            fields: NoFields,
            plan: SYNC,
            operation: Detach,
            touching: Touching::default(),
        }
    }

    /// Makes the given rows the related ones: attaches what is missing, updates the given fields where they differ, and
    /// detaches all others. See [`without_detaching`](PivotWrite::without_detaching).
    ///
    /// Rows can exchange whole numbers that are unique, such as their places: where a unique key refuses one of several rows, the write is
    /// sent again, and first moves them behind the last number. Not so where the relation has a `filter` on the pivot table.
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
    pub fn sync<I, Marker, R, P>(self, rows: I) -> PivotWrite<P, R, NoFields, Sync>
    where
        K: HasPivot<P>,
        P: Detaches,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
    {
        self.write(rows, NoFields, SYNC, Sync)
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
    pub fn toggle<I, Marker, R, P>(self, rows: I) -> PivotWrite<P, R, NoFields, Toggle>
    where
        K: HasPivot<P>,
        P: Detaches,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
    {
        self.write(rows, NoFields, TOGGLE, Toggle)
    }

    /// Changes fields of the pivot rows of related rows: `UPDATE role_user SET .. WHERE user_id = ? AND role_id IN (..)`.
    /// Rows that are not attached stay so, and rows that have these fields already are not written: [`PivotUpdates`] tells the one from
    /// the other.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let updates = post.tags().update_pivot([1, 3], post_tag::place.eq(5)).execute(conn)?;
    /// assert_eq!((updates.updated, updates.not_attached), (vec![1], vec![3]));
    /// // The same once more changes nothing.
    /// let updates = post.tags().update_pivot(1, post_tag::place.eq(5)).execute(conn)?;
    /// assert_eq!((updates.updated, updates.unchanged), (vec![], vec![1]));
    /// # Ok(()) }
    /// ```
    pub fn update_pivot<I, Marker, R, F, V, P>(
        self,
        rows: I,
        fields: F,
    ) -> PivotWrite<P, R, V, UpdatePivot>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        Q: AsDeclared,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
        F: ColumnValues<P::Pivot, Values = V>,
    {
        self.write(rows, fields.into_values(), UPDATE, UpdatePivot)
    }

    /// The rows of the pivot table of this parent, a plain Diesel query:
    /// `SELECT .. FROM role_user WHERE user_id = ? AND filter`. For what no other method does: the ids alone, or an update and
    /// a delete by conditions of your own.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let ids: Vec<i32> = post.tags().pivots().order(post_tag::place).select(post_tag::tag_id).load(conn)?;
    /// assert_eq!(ids, [2, 1]);
    /// diesel::update(post.tags().pivots()).set(post_tag::place.eq(post_tag::place + 1)).execute(conn)?;
    /// assert_eq!(diesel::delete(post.tags().pivots().filter(post_tag::place.gt(2))).execute(conn)?, 1);
    /// # Ok(()) }
    /// ```
    pub fn pivots<P>(self) -> dsl::Filter<P::Pivot, PivotsOf<P>>
    where
        K: HasPivot<P>,
        P: ManyToMany<KeyColumn: KeyColumn<<P as RelationDef>::Key>>,
        Q: AsDeclared,
        P::Pivot: FilterDsl<PivotsOf<P>>,
    {
        let pivots = PivotsOf::new(K::key(self.into_key()), None);
        FilterDsl::filter(P::Pivot::default(), pivots)
    }

    fn write<I, Marker, R, F, Op, P>(
        self,
        rows: I,
        fields: F,
        plan: Plan,
        operation: Op,
    ) -> PivotWrite<P, R, F, Op>
    where
        K: HasPivot<P>,
        P: ManyToMany,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
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
            touching: Touching::default(),
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
    pub fn with_pivot<F, V>(self, fields: F) -> PivotWrite<K, R, V, Op>
    where
        Op: TakesFields,
        F: ColumnValues<K::Pivot, Values = V>,
    {
        PivotWrite {
            key: self.key,
            rows: self.rows,
            fields: fields.into_values(),
            plan: self.plan,
            operation: self.operation,
            touching: self.touching,
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

impl<K: ManyToMany, R, F, Op: PivotOperation> PivotWrite<K, R, F, Op> {
    /// Sends the statements, in one transaction, or a savepoint inside one: on an error, nothing has changed.
    ///
    /// The parent is locked before its rows are read, so writes of one parent's relation follow one another, whichever
    /// connection they come from. Where there is nothing to do, nothing is sent. Where the database rolls the transaction
    /// back because of another one, it is sent again, some times.
    ///
    /// # Errors
    ///
    /// Diesel's errors, such as that of a foreign key that names no row; and [`NullKey`] in a
    /// [`QueryBuilderError`] where rows are to be attached, and the key of the parent or of one of them is NULL; and there
    /// [`HiddenPivot`], where the relation does not see a row of the pivot table that it would have to attach.
    pub fn execute<'c, C, Mode>(
        self,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = QueryResult<Op::Output<K::RelatedId>>> + use<'c, K, R, F, Op, C, Mode>,
    >
    where
        C: Driver<Mode> + WritePivot<Mode, K, R, F>,
    {
        <C as Driver<Mode>>::run(async move {
            let nothing = Changes::default();
            if self.rows.is_empty() && !self.plan.detach_others {
                return Ok(Op::output(nothing.into()));
            }
            // Nothing is related to a parent without a key: where nothing was to be, there is nothing to do.
            if self.key.is_none() && (self.rows.is_empty() || !self.plan.attach) {
                let ids = self.rows.into_iter().filter_map(|(id, _)| id);
                return Ok(Op::output(Outcome {
                    not_attached: ids.collect(),
                    ..nothing.into()
                }));
            }
            let key = parent_key::<K>(self.key)?;
            let mut rows = Vec::with_capacity(self.rows.len());
            for (id, values) in self.rows {
                rows.push((id_of::<K>(id)?, values));
            }
            let outcome = conn
                .write_pivot(key, rows, self.fields, self.plan, &self.touching)
                .await?;
            Ok(Op::output(outcome))
        })
    }
}
