//! `with`, `with_count`, `with_property`, `select_as`: what every kind of query loads and selects beside its rows.

use crate::declare::relation_def::Keyed;
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::relation::checked::{OneOf, ValueOf};
use crate::relation::expressions::CountOf;
use crate::relation::property::PropertyName;
use crate::relation::relation::Relation;
use crate::relation::relation_of::RelationOf;
use crate::relation::select::{CountProperty, Property, RowOf, Selected};
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::relation::with_pivot::Declared;
use crate::sql::condition::True;
use crate::sql::delegate::{Inner, Refine};

/// Writes the methods for a type of query. Their names and bounds are tokens of the call: the compiler adds the whole call to an error whose
/// tokens are of the macro.
macro_rules! with {
    (
        $ty:ident <$head:ident $(: $bound:ident)?>, $model:ty, $with:ident [$($relation:tt)*], $with_count:ident [$($declared:tt)*] [$($counts:tt)*],
        $with_property:ident [$($expression:tt)*], $select_as:ident,
    ) => {
        impl<$head $(: $bound)?, Q, L, S> $ty<$head, Q, L, S> {
            /// Loads a relation (or a tuple of them) with the rows: one more statement each, whatever the number of rows.
            /// The row gains a field with the name of the relation. In a relation it nests, to any depth.
            ///
            /// Conditions on the relation constrain its rows only; a row without any stays, with an empty value.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let posts = Post::query().with((Post::AUTHOR, Post::COMMENTS.order(comments::id))).load(conn)?;
            /// assert_eq!(posts[0].author.name, "Alice");
            /// assert_eq!(posts[0].comments[0].body, "first!");
            /// let users = User::query().with(User::POSTS.with(Post::COMMENTS)).load(conn)?;
            /// assert_eq!(users[0].posts[0].comments.len(), 1);
            /// # Ok(()) }
            /// ```
            pub fn $with<R, N>(self, relation: R) -> $ty<$head, Q, (L, N), S>
            where
                S: RowOf<$model>,
                R: $($relation)*,
            {
                self.map_parts(|nested, selection| ((nested, relation.relations()), selection))
            }

            /// Counts a relation beside each row, in the same statement: the row gains the field `posts_count`, an `i64`.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let users = User::query().with_count(User::POSTS).order(users::id).load(conn)?;
            /// assert_eq!(users[0].posts_count, 2);
            /// assert_eq!(users[1].posts_count, 1);
            /// # Ok(()) }
            /// ```
            pub fn $with_count<K2, Q2, L2, S2, K3>(
                self,
                relation: Relation<K2, Q2, L2, S2>,
            ) -> $ty<$head, Q, L, (S, Selected<CountProperty<K3>, CountOf<K3, Q2>>)>
            where
                K2: $($declared)*,
                K3: Keyed,
                Q2: $($counts)*,
            {
                let count = Selected::new(relation.of::<K3>().count());
                self.map_parts(|nested, selection| (nested, (selection, count)))
            }

            /// Selects an expression over the model's table beside each row, in the same statement: the row gains the field
            /// that [`property!`](crate::property) names.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// diesel_relations::property!(WithDrafts => drafts_count: i64);
            /// diesel_relations::property!(WithNewest => newest: Option<i32>);
            ///
            /// let users = User::query()
            ///     .order(users::id)
            ///     .with_property(WithDrafts, User::POSTS.filter(posts::published.eq(false)).count())
            ///     .with_property(WithNewest, User::POSTS.max(posts::id))
            ///     .load(conn)?;
            /// assert_eq!((users[0].drafts_count, users[0].newest), (1, Some(2)));
            /// # Ok(()) }
            /// ```
            pub fn $with_property<P, E, V>(
                self,
                property: PropertyName<P>,
                expression: E,
            ) -> $ty<$head, Q, L, (S, Selected<P, V>)>
            where
                P: Property,
                Self: Refine,
                E: $($expression)*,
            {
                let _ = property;
                let value = Selected::new(expression.value());
                self.map_parts(|nested, selection| (nested, (selection, value)))
            }
        }

        impl<$head $(: $bound)?, Q, S: Declared> $ty<$head, Q, (), S> {
            /// Only the columns of a smaller struct `T`, which derives `Selectable` for the table of the rows: the loaded rows are
            /// `T`. Of a relation, the key need not be among them.
            ///
            /// Where `T` derives [`Model`](derive@crate::Model), its own relations can be loaded with it.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// #[derive(Queryable, Selectable)]
            /// #[diesel(table_name = posts)]
            /// struct Title {
            ///     title: String,
            /// }
            ///
            /// let users = User::query().order(users::id).with(User::POSTS.order(posts::id).select_as::<Title>()).load(conn)?;
            /// assert_eq!(users[0].posts[1].title, "Drafts");
            /// # Ok(()) }
            /// ```
            pub fn $select_as<T>(self) -> $ty<$head, Q, (), S::Of<T>> {
                self.map_parts(|nested, selection| (nested, selection.of::<T>()))
            }
        }

        impl<$head $(: $bound)?, Q, L, S: RowOf<$model>, R: RelationOf<S::Core, R>> Nest<R> for $ty<$head, Q, L, S> {
            type Nested = $ty<$head, Q, (L, R), S>;
            fn nest(self, relation: R) -> Self::Nested {
                self.with(relation)
            }
        }
    };
}
with! {
    Query<M>, M, with [RelationOf<S::Core, N>], with_count [OneOf<M, K3>] [RowsWhere<K3, True, ColumnsOf<K3>>],
    with_property [ValueOf<M, Q, V>], select_as,
}
with! {
    Relation<K: Keyed>, K::Related, with [RelationOf<S::Core, N>], with_count [OneOf<K::Related, K3>] [RowsWhere<K3, True, ColumnsOf<K3>>],
    with_property [ValueOf<K::Related, Inner<Self>, V>], select_as,
}
with! {
    RelatedQuery<K: Keyed>, K::Related, with [RelationOf<S::Core, N>], with_count [OneOf<K::Related, K3>] [RowsWhere<K3, True, ColumnsOf<K3>>],
    with_property [ValueOf<K::Related, Inner<Self>, V>], select_as,
}

/// Our own queries, with one more relation to load.
pub trait Nest<R> {
    /// With the relation.
    type Nested;
    /// With the relation.
    fn nest(self, relation: R) -> Self::Nested;
}
