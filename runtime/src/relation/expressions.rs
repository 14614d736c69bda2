//! Existence, counts and aggregates of a relation, as expressions over the parent's table.

use diesel::expression::Expression;
use diesel::sql_types::BigInt;

use crate::declare::relation_def::{Keyed, RelationDef};
use crate::relation::checked::ValueOf;
use crate::relation::correlate::{RelationAbsent, RelationAggregate, RelationExists, SameKey};
use crate::relation::relation::Relation;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::aggregate::{
    Averageable, Avg, Count, HasMax, HasMin, Max, Min, Named, Sum, Summable,
};
use crate::sql::condition::True;

impl<K: Keyed, Q, L, S> Relation<K, Q, L, S> {
    /// An expression over the parent's table that is true where a parent has a related row:
    /// `EXISTS (SELECT posts.user_id FROM posts WHERE .. AND posts.user_id = users.id)`.
    ///
    /// It goes into `filter`, `order` and `select`, and combines with `and`, `or` and `not`; inside the relation's own
    /// filter it nests to any depth, self relations and cycles included.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// use diesel::dsl::not;
    /// let silent = User::query().filter(not(User::POSTS.filter(Post::COMMENTS.exists()).exists())).load(conn)?;
    /// assert_eq!(silent[0].name, "Bob");
    /// # Ok(()) }
    /// ```
    pub fn exists(self) -> ExistsOf<K, Q>
    where
        Q: RowsWhere<K, Same<K>, ColumnsOf<K>>,
    {
        let limit = self.query.limit();
        let same = SameKey::of::<K>(limit.is_some());
        RelationExists::new::<K>(
            self.query.rows_where(same, ColumnsOf::<K>::default()),
            limit,
        )
    }

    /// An expression over the parent's table that is true where a parent has no related row: `NOT EXISTS (..)`.
    ///
    /// Of the owners of one model in a polymorphic relation, only the rows whose type says this model:
    /// `commentable_type = 'Post' AND NOT EXISTS (..)`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let silent = Post::query().filter(Post::COMMENTS.doesnt_exist()).load(conn)?;
    /// assert_eq!(silent.len(), 2);
    /// # Ok(()) }
    /// ```
    pub fn doesnt_exist(self) -> AbsentOf<K, Q>
    where
        Q: RowsWhere<K, Same<K>, ColumnsOf<K>>,
    {
        RelationAbsent::new(self.exists())
    }

    /// An expression over the parent's table, the number of related rows that a parent has:
    /// `(SELECT COUNT(*) FROM (SELECT posts.user_id FROM posts WHERE ..) AS relations__rows WHERE relations__rows.user_id = users.id)`.
    ///
    /// 0 where there are none, never NULL. Of a relation with `distinct`, each row counts once, by its primary key; of one with
    /// pivot rows, by those, too.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let busy = users::table
    ///     .filter(User::POSTS.count().ge(2))
    ///     .order(User::POSTS.count().desc())
    ///     .select((users::name, User::POSTS.count()))
    ///     .load::<(String, i64)>(conn)?;
    /// assert_eq!(busy, [("Alice".to_owned(), 2)]);
    /// # Ok(()) }
    /// ```
    pub fn count(self) -> CountOf<K, Q>
    where
        Q: RowsWhere<K, True, ColumnsOf<K>>,
    {
        self.aggregate(ColumnsOf::<K>::default())
    }

    /// The sum of an expression over a parent's related rows, an expression over the parent's table:
    /// `(SELECT SUM(relations__rows.relations__value) FROM (SELECT posts.user_id, posts.votes AS relations__value FROM posts WHERE ..)
    /// AS relations__rows WHERE relations__rows.user_id = users.id)`.
    ///
    /// Its type is that of [`diesel::dsl::sum`]; NULL where there are no rows, or only NULLs.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let rows = users::table
    ///     .order(users::id)
    ///     .select((users::name, User::POSTS.sum(posts::id), User::POSTS.filter(posts::id.gt(3)).max(posts::title)))
    ///     .load::<(String, Option<i64>, Option<String>)>(conn)?;
    /// assert_eq!(rows[0], ("Alice".to_owned(), Some(3), None));
    /// # Ok(()) }
    /// ```
    pub fn sum<E, V>(self, of: E) -> AggregateOf<Sum, <V::SqlType as Summable>::Output, K, Q, V>
    where
        E: ValueOf<K::Related, Q::Query, V>,
        V: Expression<SqlType: Summable>,
        Q: RowsWhere<K, True, (ColumnsOf<K>, Named<V>)>,
    {
        self.aggregate((ColumnsOf::<K>::default(), Named::value(of.value())))
    }

    /// The average of an expression over a parent's related rows: `(SELECT AVG(..) ..)`, of the type of
    /// [`diesel::dsl::avg`]. See [`sum`](Self::sum).
    pub fn avg<E, V>(self, of: E) -> AggregateOf<Avg, <V::SqlType as Averageable>::Output, K, Q, V>
    where
        E: ValueOf<K::Related, Q::Query, V>,
        V: Expression<SqlType: Averageable>,
        Q: RowsWhere<K, True, (ColumnsOf<K>, Named<V>)>,
    {
        self.aggregate((ColumnsOf::<K>::default(), Named::value(of.value())))
    }

    /// The least value of an expression over a parent's related rows: `(SELECT MIN(..) ..)`, of the type of
    /// [`diesel::dsl::min`]. See [`sum`](Self::sum).
    pub fn min<E, V>(self, of: E) -> AggregateOf<Min, <V::SqlType as HasMin>::Output, K, Q, V>
    where
        E: ValueOf<K::Related, Q::Query, V>,
        V: Expression<SqlType: HasMin>,
        Q: RowsWhere<K, True, (ColumnsOf<K>, Named<V>)>,
    {
        self.aggregate((ColumnsOf::<K>::default(), Named::value(of.value())))
    }

    /// The greatest value of an expression over a parent's related rows: `(SELECT MAX(..) ..)`, of the type of
    /// [`diesel::dsl::max`]. See [`sum`](Self::sum).
    pub fn max<E, V>(self, of: E) -> AggregateOf<Max, <V::SqlType as HasMax>::Output, K, Q, V>
    where
        E: ValueOf<K::Related, Q::Query, V>,
        V: Expression<SqlType: HasMax>,
        Q: RowsWhere<K, True, (ColumnsOf<K>, Named<V>)>,
    {
        self.aggregate((ColumnsOf::<K>::default(), Named::value(of.value())))
    }

    fn aggregate<F, ST, V>(
        self,
        value: V,
    ) -> RelationAggregate<F, ST, K::KeyColumn, Q::Rows, K::LocalColumn>
    where
        Q: RowsWhere<K, True, V>,
    {
        let limit = self.query.limit();
        RelationAggregate::new(self.query.rows_where(True, value), limit)
    }
}

/// The expression of [`Relation::exists`].
pub type ExistsOf<K, Q> = RelationExists<
    <K as RelationDef>::KeyColumn,
    <Q as RowsWhere<K, Same<K>, ColumnsOf<K>>>::Rows,
    <K as RelationDef>::LocalColumn,
>;

/// The expression of [`Relation::doesnt_exist`].
pub type AbsentOf<K, Q> = RelationAbsent<
    <K as RelationDef>::KeyColumn,
    <Q as RowsWhere<K, Same<K>, ColumnsOf<K>>>::Rows,
    <K as RelationDef>::LocalColumn,
>;

/// The expression of [`Relation::count`].
pub type CountOf<K, Q> = RelationAggregate<
    Count,
    BigInt,
    <K as RelationDef>::KeyColumn,
    <Q as RowsWhere<K, True, ColumnsOf<K>>>::Rows,
    <K as RelationDef>::LocalColumn,
>;

/// The expression of [`Relation::sum`] and the like: the function `F` of the expression `E`, with the type `ST`.
pub type AggregateOf<F, ST, K, Q, E> = RelationAggregate<
    F,
    ST,
    <K as RelationDef>::KeyColumn,
    <Q as RowsWhere<K, True, (ColumnsOf<K>, Named<E>)>>::Rows,
    <K as RelationDef>::LocalColumn,
>;
