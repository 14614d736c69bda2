//! Rows that get another owner, or none, in memory: `associate`, `dissociate`.

use diesel::sql_types::is_nullable;

use crate::declare::loaded_row::Reach;
use crate::declare::model::LoadedRow;
use crate::declare::relation_def::RelationDef;
use crate::query::belongs_to::BelongsTo;
use crate::relation::relation::Relation;
use crate::sql::has_key::HasKey;
use crate::sql::key_columns::KeyColumns;

/// Relations to an owner, as [`Relation::associate`] takes them: belongs-to, and `morph_to`.
#[diagnostic::on_unimplemented(
    message = "`{Owner}` cannot be the owner of a `{M}` by this relation",
    label = "not an owner of this relation",
    note = "`associate` takes a relation of `{M}` to an owner, as it was declared, and a row that it can refer to: of \
            belongs-to the related model, of `morph_to` one of the listed models"
)]
pub trait Associates<M, Owner> {
    /// The name of the relation.
    const NAME: &'static str;
    /// Makes the row refer to the owner.
    fn associate(row: &mut M, owner: &Owner);
}

/// Relations to an owner that there need not be, as [`Relation::dissociate`] takes them.
#[diagnostic::on_unimplemented(
    message = "`dissociate` takes a relation of `{M}` to an owner, not `{Self}`",
    label = "not a relation to an owner",
    note = "it is for belongs-to and `morph_to`, as they were declared"
)]
pub trait Dissociates<M> {
    /// The name of the relation.
    const NAME: &'static str;
    /// Makes the row refer to no owner.
    fn dissociate(row: &mut M);
}

/// Key columns that can be NULL.
#[diagnostic::on_unimplemented(
    message = "a row of this relation always has an owner: its key is NOT NULL",
    label = "this relation cannot be dissociated",
    note = "associate another owner; or make the column nullable, in the migration, in `table!` and as an `Option` field"
)]
pub trait CanBeNull {}

#[diagnostic::do_not_recommend]
impl<C: KeyColumns<IsNull = is_nullable::IsNullable>> CanBeNull for C {}

#[diagnostic::do_not_recommend]
impl<M, O, K> Associates<M, O> for Relation<K>
where
    K: RelationDef<Parent = M, Shape: BelongsTo>,
    K::KeyColumn: KeyColumns<IsNull = is_nullable::NotNull>,
    M: HasKey<K::LocalColumn, Key = K::Key>,
    O: LoadedRow<Model = K::Related>,
    K::Related: HasKey<K::KeyColumn, Key = K::Key>,
{
    const NAME: &'static str = K::NAME;
    fn associate(row: &mut M, owner: &O) {
        // The owner's key is NOT NULL.
        if let Some(key) = O::model(owner).key() {
            row.set_key(key.into_owned());
        }
    }
}

impl<M, K> Dissociates<M> for Relation<K>
where
    K: RelationDef<Parent = M, Shape: BelongsTo, LocalColumn: CanBeNull>,
    M: HasKey<K::LocalColumn>,
{
    const NAME: &'static str = K::NAME;
    fn dissociate(row: &mut M) {
        row.take_key();
    }
}

impl<K> Relation<K> {
    /// Makes a row refer to an owner, in memory: by the foreign key, and of a `morph_to` by type and id.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let bob = User::find(2).first(conn)?;
    /// let mut post = Post::find(1).first(conn)?;
    /// Post::AUTHOR.associate(&mut post, &bob);
    /// assert_eq!(post.user_id, 2);
    ///
    /// let mut note = Note::find(3).first(conn)?;
    /// Note::NOTABLE.associate(&mut note, &bob);
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(2), Some("User")));
    /// Note::NOTABLE.dissociate(&mut note);
    /// assert_eq!((note.notable_id, note.notable_type), (None, None));
    /// # Ok(()) }
    /// ```
    ///
    /// A row that was loaded with this relation has its owner beside it, which would still be the old one: it is taken off first.
    /// Otherwise the program is not built.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// # let bob = User::find(2).first(conn)?;
    /// let post = Post::find(1).with(Post::AUTHOR).first(conn)?;
    /// let (mut post, alice) = PostWithAuthor::into_parts(post);
    /// Post::AUTHOR.associate(&mut post, &bob);
    /// assert_eq!(post.load_related(Post::AUTHOR, conn)?.author.name, "Bob");
    /// # assert_eq!(alice.name, "Alice");
    /// # Ok(()) }
    /// ```
    pub fn associate<T, O>(self, row: &mut T, owner: &O)
    where
        T: LoadedRow<Kind: Reach<T>>,
        Self: Associates<T::Model, O>,
    {
        associate(self, row, owner);
    }

    /// Makes a row refer to no owner, in memory: the foreign key, and of a `morph_to` type and id, are `None`. Their
    /// columns must be nullable. The owner is not loaded with the row, as for [`associate`](Self::associate).
    pub fn dissociate<T>(self, row: &mut T)
    where
        T: LoadedRow<Kind: Reach<T>>,
        Self: Dissociates<T::Model>,
    {
        dissociate(self, row);
    }
}

/// Makes the row refer to the owner.
pub fn associate<R, T, O>(_: R, row: &mut T, owner: &O)
where
    T: LoadedRow<Kind: Reach<T>>,
    R: Associates<T::Model, O>,
{
    const { T::NAMES.can_change(R::NAME) };
    R::associate(T::Kind::model_mut(row), owner);
}

/// Makes the row refer to no owner.
pub fn dissociate<R, T>(_: R, row: &mut T)
where
    T: LoadedRow<Kind: Reach<T>>,
    R: Dissociates<T::Model>,
{
    const { T::NAMES.can_change(R::NAME) };
    R::dissociate(T::Kind::model_mut(row));
}
