//! The keys by which rows are found: the primary key, or another unique column.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use diesel::Column as DieselColumn;
use serde::Serialize;

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::search::declare::searchable::Searchable;
use crate::search::load::search::Search;
use crate::sql::has_key::{HasKey, HasKeyField};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;

/// A model whose rows are found by their primary keys, one and several.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be found by their primary keys",
    label = "cannot be found by keys",
    note = "`{Self}` has the fields of its primary key, whose types are `Eq`, `Hash`, `Debug`, `Clone` and `serde::Serialize`, and `#[model(search)]`"
)]
pub trait Resource:
    Searchable + HasPrimaryKey + HasKey<<Self as Model>::PrimaryKey, Key: Eq + Hash + Debug + Serialize>
{
}

#[diagnostic::do_not_recommend]
impl<M> Resource for M where
    M: Searchable
        + HasPrimaryKey
        + HasKey<<M as Model>::PrimaryKey, Key: Eq + Hash + Debug + Serialize>
{
}

/// The columns by which a search finds rows of the model `M`: `()` is its primary key, and [`By`] another column.
pub trait FoundBy<M: HasPrimaryKey> {
    /// The columns.
    type Columns: KeyColumn<Self::Key>;
    /// Their values, without `Option`.
    type Key: Clone + Eq + Hash + Debug + Serialize;
    /// The value of a row; `None` where it is NULL.
    fn key(row: &M) -> Option<Self::Key>;
    /// The keys, where they are primary keys.
    fn primary_keys(keys: &[Self::Key]) -> Option<&[KeyOf<M>]>;
}

/// The keys of a search that finds rows of `M` by `K`.
pub(crate) type KeyBy<K, M> = <K as FoundBy<M>>::Key;

/// The condition on some of these keys.
pub(crate) type InBy<K, M> = <<K as FoundBy<M>>::Columns as KeyColumn<KeyBy<K, M>>>::In;

impl<M: Resource> FoundBy<M> for () {
    type Columns = M::PrimaryKey;
    type Key = KeyOf<M>;
    fn key(row: &M) -> Option<KeyOf<M>> {
        primary_key(row)
    }
    fn primary_keys(keys: &[KeyOf<M>]) -> Option<&[KeyOf<M>]> {
        Some(keys)
    }
}

/// Another column than the primary key, by which rows are found: see [`Search::by`].
#[derive(Debug, Clone, Copy)]
pub struct By<C>(PhantomData<fn() -> C>);

impl<M, C> FoundBy<M> for By<C>
where
    M: Resource + HasKey<C, Key: Eq + Hash + Debug + Serialize>,
    C: DieselColumn + KeyColumn<<M as HasKey<C>>::Key>,
{
    type Columns = C;
    type Key = <M as HasKey<C>>::Key;
    fn key(row: &M) -> Option<Self::Key> {
        let key = HasKey::<C>::key(row)?;
        Some(key.into_owned())
    }
    fn primary_keys(_: &[Self::Key]) -> Option<&[KeyOf<M>]> {
        None
    }
}

/// A column by which rows of the model `M` are found.
#[diagnostic::on_unimplemented(
    message = "rows of `{M}` cannot be found by `{Self}`",
    label = "not a key of `{M}`",
    note = "`#[model(key)]` on the field of the column says that its values are unique; its type is `Eq`, `Hash`, `Debug`, `Clone` and \
            `serde::Serialize`"
)]
pub trait KeyOfModel<M: HasPrimaryKey> {
    /// The column, as a search names it.
    type By: FoundBy<M>;
}

#[diagnostic::do_not_recommend]
impl<M, C> KeyOfModel<M> for C
where
    M: HasPrimaryKey + HasKeyField<C>,
    C: KeyColumns,
    By<C>: FoundBy<M>,
{
    type By = <M::Field as KeyFieldOf<C>>::By;
}

/// The field of the key column `C`. Where there is none, the compiler knows no type of the search, and asks no more of it.
pub trait KeyFieldOf<C> {
    /// The column, as a search names it.
    type By;
}

impl<T, C> KeyFieldOf<C> for T {
    type By = By<C>;
}

impl<'r, M, Q, L, S, P> Search<'r, M, Q, L, S, P> {
    /// Finds single rows by another unique column than the primary key: `WHERE slug = ?`. The keys of [`find`](Self::find), [`update`](Self::update),
    /// [`delete`](Self::delete) and the like are then values of this column.
    ///
    /// The field of the column is a key of the model: `#[model(key)]`. A write finds the primary keys by one more `SELECT`, and so an `update` may
    /// change the column itself.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new();
    /// let posts = || alice.posts().search(&request).by(posts::title);
    /// assert_eq!(posts().find("Drafts".to_owned(), conn)?.id, 2);
    ///
    /// let attributes = Attributes::new().set("title", "News");
    /// assert_eq!(posts().update("Drafts".to_owned(), &attributes, conn)?.title, "News");
    /// assert_eq!(posts().delete("News".to_owned(), conn)?.id, 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The methods then return [`Conflict::NotUnique`](crate::search::Conflict::NotUnique), too, where several rows have one key, and write nothing.
    #[doc(alias = "keyName")]
    #[doc(alias = "getRouteKeyName")]
    pub fn by<C>(self, column: C) -> Search<'r, M, Q, L, S, P, C::By>
    where
        M: Resource,
        C: KeyOfModel<M>,
    {
        let _ = column;
        Search {
            query: self.query,
            request: self.request,
            limits: self.limits,
            trashed: self.trashed,
            parent: self.parent,
            found_by: PhantomData,
        }
    }
}
