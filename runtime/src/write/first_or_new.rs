//! A row that is looked for, and made in memory where there is none: `first_or_new`.

use std::future::Future;

use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::{QueryResult, dsl};

use crate::declare::fields::SetsFields;
use crate::declare::relation_def::Keyed;
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::load::or_default::Relates;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf, OfParent, RelatedQuery};
use crate::query::terminals::LoadAs;
use crate::relation::refine::RelationQuery;
use crate::relation::select::RowOf;
use crate::write::link::{HasSource, Writes, parent_key};

impl<K: Keyed, Q, S: RowOf<K::Related>> RelatedQuery<K, Q, (), S> {
    /// The first related row; where there is none, the row that a function makes, with the relation's key, and the type of a
    /// polymorphic relation: `SELECT .. FROM posts WHERE .. AND user_id = ? LIMIT 1`. Nothing is written: `save` the row.
    /// Laravel's `firstOrNew`, and behind `find(5)` its `findOrNew`.
    ///
    /// The related model declares the other side, `belongs_to` or `morph_to`. A row that is made for a many-to-many relation is not
    /// attached: `save` it through the relation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let new = || Note { id: 9, body: "to do".into(), notable_id: None, notable_type: None };
    /// let note = post.notes().filter(notes::body.eq("to do")).first_or_new(new, conn)?;
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(2), Some("Post")));
    /// assert_eq!(post.notes().count().get_result::<i64>(conn)?, 0);
    /// note.save(conn)?;
    /// assert_eq!(post.notes().find(9).first_or_new(new, conn)?, note);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`NullKey`] where the parent's key is NULL; otherwise as [`Query::load`].
    pub fn first_or_new<C, Mode, T, F>(
        self,
        new: F,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<S::Row>>>
    where
        K: HasSource<T> + Keyed<Fields: SetsFields<S::Row>>,
        T: Writes<K> + Relates<K, S::Row>,
        Q: RelationQuery<K, Query: FilterDsl<KeyOf<K>>>,
        OfParent<K, Q>: LimitDsl,
        C: Driver<Mode>,
        Query<K::Related, dsl::Limit<OfParent<K, Q>>, (), S>: LoadAs<Mode, C::Connection, S::Row>,
        F: FnOnce() -> S::Row,
    {
        <C as Driver<Mode>>::run(async move {
            let key = parent_key::<K>(self.key().cloned())?;
            let query = LimitDsl::limit(self.into_query(), 1);
            if let Some(row) = query.rows(1, conn.connection()).await?.pop() {
                return Ok(row);
            }
            let mut row = new();
            T::relate(&mut row, key);
            K::Fields::set_fields(&mut row);
            Ok(row)
        })
    }
}
