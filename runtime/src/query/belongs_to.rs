//! Rows that belong to given owners, and whether a row is the one that a relation names.

use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::scope::AllRows;
use crate::declare::shape::Owner;
use crate::load::or_default::ToOne;
use crate::query::related_query::RelatedQuery;
use crate::relation::checked::{Fails, Fits, Never};
use crate::sql::has_key::HasKey;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;

/// Relations that [`where_belongs_to`](crate::Query::where_belongs_to) takes: belongs-to.
#[diagnostic::on_unimplemented(
    message = "`where_belongs_to` takes a belongs-to relation",
    label = "not a belongs-to relation",
    note = "for the rows of has-one and has-many there is the relation itself, such as `user.posts()`"
)]
pub trait BelongsTo {}
impl<N> BelongsTo for Owner<N> {}

/// Owners of the relation `K`: one, or several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an owner of this relation",
    label = "not an owner, nor a list of owners",
    note = "pass a reference to the model that the relation belongs to, or to a `Vec`, slice or array of it"
)]
pub trait Owners<K: Keyed, Is> {
    /// The condition on the foreign key.
    type Condition;
    /// True where no owner has a key.
    fn are_none(&self) -> bool;
    /// The condition on the foreign key.
    fn condition(self) -> Self::Condition;
}

type LocalIs<K> = KeyIs<<K as RelationDef>::LocalColumn, <K as RelationDef>::Key>;
type LocalIn<K> = <<K as RelationDef>::LocalColumn as KeyColumn<<K as RelationDef>::Key>>::In;

fn key_of<K, T>(owner: &T) -> Option<K::Key>
where
    K: Keyed<Related: HasKey<K::KeyColumn, Key = K::Key>>,
    T: LoadedRow<Model = K::Related>,
{
    T::model(owner).key().map(|key| key.into_owned())
}

#[diagnostic::do_not_recommend]
impl<K, T> Owners<K, Fits> for &T
where
    K: Keyed<LocalColumn: KeyColumn<K::Key>, Related: HasKey<K::KeyColumn, Key = K::Key>>,
    T: LoadedRow<Model = K::Related>,
{
    type Condition = LocalIs<K>;
    fn are_none(&self) -> bool {
        T::model(self).key().is_none()
    }
    fn condition(self) -> LocalIs<K> {
        K::LocalColumn::is(key_of::<K, T>(self))
    }
}

#[diagnostic::do_not_recommend]
impl<K: Keyed, O: Never, T> Owners<K, (Fails, T)> for O {
    type Condition = T;
    fn are_none(&self) -> bool {
        true
    }
    fn condition(self) -> T {
        O::anything()
    }
}

macro_rules! lists {
    ($($list:ty $(, $N:ident)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<K, T $(, const $N: usize)?> Owners<K, Fits> for &$list
        where
            K: Keyed<LocalColumn: KeyColumn<K::Key>, Related: HasKey<K::KeyColumn, Key = K::Key>>,
            T: LoadedRow<Model = K::Related>,
        {
            type Condition = LocalIn<K>;
            fn are_none(&self) -> bool {
                self.iter().all(|owner| T::model(owner).key().is_none())
            }
            fn condition(self) -> LocalIn<K> {
                K::LocalColumn::is_in(self.iter().filter_map(key_of::<K, T>).collect())
            }
        }
    )*};
}
lists! { [T]; Vec<T>; [T; N], N; }

impl<K: Keyed<Scope = AllRows, First = ()>> RelatedQuery<K> {
    /// True where this relation names `other`, without a statement: whether the two keys are equal, and not NULL. Texts are compared
    /// letter by letter, whatever their column's collation. Laravel's `is`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let post = Post::find(3).first(conn)?;
    /// assert!(post.author().is_not(&alice));
    /// # Ok(()) }
    /// ```
    pub fn is<T>(&self, other: &T) -> bool
    where
        K::Shape: ToOne,
        T: LoadedRow<Model = K::Related>,
        K::Related: HasKey<K::KeyColumn, Key = K::Key>,
    {
        match (self.key(), T::model(other).key()) {
            (Some(key), Some(other)) => *key == *other,
            _ => false,
        }
    }

    /// True where this relation does not name `other`: the opposite of [`is`](Self::is).
    pub fn is_not<T>(&self, other: &T) -> bool
    where
        K::Shape: ToOne,
        T: LoadedRow<Model = K::Related>,
        K::Related: HasKey<K::KeyColumn, Key = K::Key>,
    {
        !self.is(other)
    }
}
