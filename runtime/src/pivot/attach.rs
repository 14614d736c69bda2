//! Writing a many-to-many relation: `attach`, `detach`, `sync`, `toggle`, `update_pivot`.

use diesel::dsl;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::many_to_many::{Detaches, ManyToMany};
use crate::declare::relation_def::RelationDef;
use crate::declare::view::{Viewed, WithTrashed};
#[cfg(doc)]
use crate::pivot::changes::PivotUpdates;
use crate::pivot::mode::{ATTACH, DETACH, PivotMode, SYNC, TOGGLE, UPDATE};
use crate::pivot::pivot_write::{Attach, Detach, PivotWrite, Sync, Toggle, UpdatePivot};
use crate::pivot::pivots_of::PivotsOf;
use crate::query::related_query::RelatedQuery;
use crate::relation::checked::{Fails, Never};
use crate::relation::refine::AsDeclared;
use crate::sql::key::KeyColumn;
use crate::sql::values::NoFields;
use crate::unstable::insertable::ColumnValues;
use crate::write::row_ids::PivotRows;

/// A relation with a pivot table: `P` is the relation itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a many-to-many relation",
    label = "this relation has no pivot table",
    note = "`attach`, `detach`, `sync`, `toggle` and the like write rows of a pivot table: they are methods of \
            `#[belongs_to_many(..)]`, without `only_trashed`"
)]
pub trait HasPivot<P> {}

#[diagnostic::do_not_recommend]
impl<K: ManyToMany> HasPivot<K> for K {}

// The rows of the pivot table are those of all related rows, trashed or not.
#[diagnostic::do_not_recommend]
impl<K: ManyToMany> HasPivot<K> for Viewed<K, WithTrashed> {}

#[diagnostic::do_not_recommend]
impl<K: Never> HasPivot<Fails> for K {}

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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
        P: Detaches,
        Q: AsDeclared,
    {
        PivotWrite::new(self.into_key(), Vec::new(), NoFields, SYNC, Detach)
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
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
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
        P: ManyToMany<KeyColumn: KeyColumn<<P as RelationDef>::Key>>,
        Q: AsDeclared,
        P::Pivot: FilterDsl<PivotsOf<P>>,
    {
        let pivots = PivotsOf::new(self.into_key(), None);
        FilterDsl::filter(P::Pivot::default(), pivots)
    }

    fn write<I, Marker, R, F, Op, P>(
        self,
        rows: I,
        fields: F,
        mode: PivotMode,
        operation: Op,
    ) -> PivotWrite<P, R, F, Op>
    where
        K: HasPivot<P> + RelationDef<Key = <P as RelationDef>::Key>,
        P: ManyToMany,
        I: PivotRows<P, Marker, Fields: ColumnValues<P::Pivot, Values = R>>,
    {
        let rows = rows.into_rows().into_iter();
        let rows = rows.map(|(id, fields)| (id, fields.into_values()));
        PivotWrite::new(self.into_key(), rows.collect(), fields, mode, operation)
    }
}
