//! `sum`, `avg`, `min` and `max` of the rows of a query.

use diesel::expression::Expression;
use diesel::query_dsl::methods::SelectDsl;
use diesel::{dsl, helper_types};

use crate::declare::relation_def::Keyed;
use crate::query::model_query::Query;
use crate::query::related_query::RelatedQuery;
use crate::sql::aggregate::{Averageable, HasMax, HasMin, Summable};

/// Writes an aggregate for the types of queries.
macro_rules! aggregates {
    ($($name:ident, $argument:path, $does:literal, $($example:literal)?;)*) => {
        aggregates! { @ Query<M>, "Post::query()" => $($name, $argument, $does, $($example)?;)* }
        aggregates! { @ RelatedQuery<K: Keyed>, "alice.posts()" => $($name, $argument, $does, $($example)?;)* }
    };
    (@ $ty:ident <$head:ident $(: $bound:ident)?>, $query:literal => $($name:ident, $argument:path, $does:literal, $($example:literal)?;)*) => {
        impl<$head $(: $bound)?, Q, L, S> $ty<$head, Q, L, S> {$(
            #[doc = concat!($does, " of an expression over the rows, of the type of [`diesel::dsl::", stringify!($name), "`]; NULL where there are none. ")]
            /// It is sent by Diesel's `get_result`.
            $(
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// # let alice = User::find(1).first(conn)?;
            #[doc = concat!("let value = ", $query, $example)]
            /// # Ok(()) }
            /// ```
            )?
            pub fn $name<E>(self, of: E) -> dsl::Select<Self, helper_types::$name<E>>
            where
                E: Expression<SqlType: $argument>,
                Self: SelectDsl<helper_types::$name<E>>,
            {
                SelectDsl::select(self, dsl::$name(of))
            }
        )*}
    };
}

aggregates! {
    sum, Summable, "The sum: `SELECT SUM(posts.id) ..`", ".filter(posts::id.lt(3)).sum(posts::id).get_result::<Option<i64>>(conn)?;\nassert_eq!(value, Some(3));";
    avg, Averageable, "The average: `SELECT AVG(posts.votes) ..`",;
    min, HasMin, "The least value: `SELECT MIN(posts.title) ..`", ".filter(posts::id.lt(3)).min(posts::title).get_result::<Option<String>>(conn)?;\nassert_eq!(value.as_deref(), Some(\"Drafts\"));";
    max, HasMax, "The greatest value: `SELECT MAX(posts.id) ..`", ".filter(posts::id.lt(3)).max(posts::id).get_result::<Option<i32>>(conn)?;\nassert_eq!(value, Some(2));";
}
