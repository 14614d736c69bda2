//! Writing related rows through a relation: `create`, `save`.

use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::declare::shape::{Many, One};
use crate::query::related_query::RelatedQuery;
use crate::relation::refine::AsDeclared;
use crate::unstable::insertable::ColumnValues;
use crate::write::link::{HasSource, Writes};
use crate::write::model::ValuesOf;
use crate::write::related_write::{New, RelatedWrite, Saved};

/// The write of the rows `R`, by a relation from the source `T`.
type WriteOf<K, R, T> = RelatedWrite<K, R, <T as Writes<K>>::Link>;
type SavedOf<'m, M, Number> = Saved<'m, M, ValuesOf<'m, M>, Number>;

impl<K: RelationDef, Q, L, S> RelatedQuery<K, Q, L, S> {
    /// Inserts a new related row: `INSERT INTO posts (.., user_id) VALUES (.., ?)`. The relation's key wins over what `new` says,
    /// and so does the type of a polymorphic relation. Many-to-many: the row is inserted and attached, in one transaction. A pivot
    /// row that names it already, because no foreign key forbids that, is kept, and gets the fields of `with_pivot`.
    /// The `values` and `defaults` of a relation are for columns that `new` has no value for.
    /// `new` is a struct that derives `Insertable`, or Diesel's tuple of columns and values.
    ///
    /// Sent by `get_result`, which returns the row, or `execute`: see [`RelatedWrite`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(1).first(conn)?;
    /// let comment = post.comments().create(comments::body.eq("second!")).get_result(conn)?;
    /// assert_eq!(comment.post_id, 1);
    /// let note = post.notes().create(notes::body.eq("read it again")).get_result(conn)?;
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(1), Some("Post")));
    /// let tag = post.tags().create(tags::name.eq("diesel")).with_pivot(post_tag::place.eq(3)).get_result(conn)?;
    /// assert_eq!(tag.name, "diesel");
    /// assert_eq!(post.tags().count().get_result::<i64>(conn)?, 3);
    /// # Ok(()) }
    /// ```
    pub fn create<V, R, T>(self, new: V) -> WriteOf<K, New<R, One>, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        let new = New::one(new.into_values());
        RelatedWrite::new(self.into_key(), new, Default::default())
    }

    /// Inserts new related rows, in one transaction. See [`create`](Self::create).
    ///
    /// Sent by `get_results` or `execute`: one `INSERT` for up to 30,000 values, on MySQL and MariaDB of two megabytes at most. A row
    /// without a value for a column that others give gets `DEFAULT`; SQLite has no such word, and there the rows with values for the
    /// same columns are one `INSERT`. MySQL and MariaDB cannot return rows from it: there, `get_results` sends a `SELECT` behind it, by the keys that the
    /// rows give, or by those that `AUTO_INCREMENT` makes one after the other; rows that give a part of a key of several columns are
    /// inserted and read one by one.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let new = [tags::name.eq("a"), tags::name.eq("b")];
    /// let places = [post_tag::place.eq(1), post_tag::place.eq(2)];
    /// assert_eq!(post.tags().create_many(new).with_pivots(places).get_results(conn)?.len(), 2);
    /// assert_eq!(post.comments().create_many([comments::body.eq("a"), comments::body.eq("b")]).execute(conn)?, 2);
    /// # Ok(()) }
    /// ```
    pub fn create_many<I, V, R, T>(self, new: I) -> WriteOf<K, New<R, Many>, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        I: IntoIterator<Item = V>,
        V: ColumnValues<RelatedTable<K>, Values = R>,
    {
        let new = new.into_iter().map(V::into_values);
        let new = New::many(new.collect());
        RelatedWrite::new(self.into_key(), new, Default::default())
    }

    /// Saves a related row: an `UPDATE` by primary key, which makes it one of this parent's, and an `INSERT` where there is no
    /// such row. The relation's key, and the type of a polymorphic relation, win over what the row says. Many-to-many: the row
    /// is saved and attached. The model derives `Insertable`; a field that is `None` is saved as NULL. The row in memory keeps the
    /// key that it has: `get_result` returns the row as it is then.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let tag = Tag { id: 3, name: "old news".into() };
    /// assert_eq!(post.tags().save(&tag).execute(conn)?.attached, [3]);
    /// assert_eq!(Tag::find(3).first(conn)?, tag);
    ///
    /// let note = Note::find(3).first(conn)?;
    /// let note = post.notes().save(&note).get_result(conn)?;
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(2), Some("Post")));
    /// # Ok(()) }
    /// ```
    pub fn save<'m, T>(self, row: &'m K::Related) -> WriteOf<K, SavedOf<'m, K::Related, One>, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        &'m K::Related: ColumnValues<RelatedTable<K>>,
    {
        let saved = Saved::one(row, row.into_values());
        RelatedWrite::new(self.into_key(), saved, Default::default())
    }

    /// Saves related rows, in one transaction. See [`save`](Self::save).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let post = Post::find(2).first(conn)?;
    /// let notes = Note::query().order(notes::id).load(conn)?;
    /// let saved = post.notes().save_many(&notes).get_results(conn)?;
    /// assert!(saved.iter().all(|note| note.notable_id == Some(2)));
    /// # Ok(()) }
    /// ```
    pub fn save_many<'m, R, T>(self, rows: &'m [R]) -> WriteOf<K, SavedOf<'m, K::Related, Many>, T>
    where
        K: HasSource<T>,
        T: Writes<K>,
        Q: AsDeclared,
        R: LoadedRow<Model = K::Related>,
        &'m K::Related: ColumnValues<RelatedTable<K>>,
    {
        let rows = rows.iter().map(LoadedRow::model);
        let rows = rows.map(|row| (row, row.into_values()));
        let saved = Saved::many(rows.collect());
        RelatedWrite::new(self.into_key(), saved, Default::default())
    }
}
