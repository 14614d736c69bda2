//! Relations asked for at run time: `.with(wanted.then_some(User::POSTS))`.

use crate::declare::loaded_row::Beside;
use std::ops::{Deref, DerefMut};
use std::vec;

use diesel::QueryResult;

use crate::declare::loaded_row::Around;
use crate::declare::model::LoadedRow;
use crate::declare::row_names::RowNames;
use crate::load::eager::{Eager, Loads, RelationField};
use crate::load::extent::Extent;
use crate::relation::relation_of::RelationOf;

/// A row beside which a relation may be absent, because it was asked for at run time:
/// `UserWithPosts<MaybeLoaded<User>, Option<Vec<Post>>>`. It derefs to the row.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let include = "posts";
/// let wanted = include.contains("posts").then_some(User::POSTS);
/// let users = User::query().order(users::id).with(wanted).load(conn)?;
/// assert_eq!(users[0].name, "Alice");
/// assert_eq!(users[0].posts.as_ref().map(Vec::len), Some(2));
///
/// let users = User::query().with(None::<diesel_relations::Relation<PostsOfUser>>).load(conn)?;
/// assert!(users[0].posts.is_none());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MaybeLoaded<Inner>(Inner);

impl<Inner> MaybeLoaded<Inner> {
    /// The row: `MaybeLoaded::into_inner(user)`. It is no method, so that it hides none of the row's own.
    pub fn into_inner(this: Self) -> Inner {
        this.0
    }
}

impl<Inner> Deref for MaybeLoaded<Inner> {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl<Inner> DerefMut for MaybeLoaded<Inner> {
    fn deref_mut(&mut self) -> &mut Inner {
        &mut self.0
    }
}

impl<Inner: LoadedRow> LoadedRow for MaybeLoaded<Inner> {
    type Model = Inner::Model;
    type Kind = Around<()>;
    const MAY_BE_ABSENT: bool = true;
    const NAMES: &'static RowNames = Inner::NAMES;
    fn model(this: &Self) -> &Inner::Model {
        Inner::model(&this.0)
    }
}

#[cfg(feature = "row-traits")]
crate::__row_of_a_table!(MaybeLoaded<Inner>, 0);

#[cfg(feature = "serde")]
impl<'de, Inner: serde::Deserialize<'de>> serde::Deserialize<'de> for MaybeLoaded<Inner> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Inner::deserialize(deserializer).map(MaybeLoaded)
    }
}

#[cfg(feature = "serde")]
impl<Inner: serde::Serialize> serde::Serialize for MaybeLoaded<Inner> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<R: RelationField> Loads for Option<R> {
    const NAMES: &'static RowNames = R::NAMES;
    type Values = Option<R::Values>;
    type Columns = vec::IntoIter<Option<R::Values>>;
    type Loaded<P> = R::With<MaybeLoaded<P>, Option<R::Values>>;
    fn wrap<P>(row: P, value: Option<R::Values>) -> Self::Loaded<P> {
        R::wrap_value(MaybeLoaded(row), value)
    }
}

#[diagnostic::do_not_recommend]
impl<M, R: RelationOf<M, N>, N> RelationOf<M, Option<N>> for Option<R> {
    fn relations(self) -> Option<N> {
        self.map(R::relations)
    }
}

impl<Mode, C, P, R> Eager<Mode, C, P> for Option<R>
where
    R: RelationField + Eager<Mode, C, P>,
{
    const NAMES_FIT: () = R::NAMES_FIT;

    async fn load_columns(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Self::Columns> {
        let values: Vec<_> = match self {
            Some(relation) => {
                let column = relation.load_columns(parents, extent, conn).await?;
                column.map(Some).collect()
            }
            None => parents.iter().map(|_| None).collect(),
        };
        Ok(values.into_iter())
    }
}

impl<R> Beside<()> for MaybeLoaded<R> {
    fn beside(&self) -> &() {
        &()
    }
}
