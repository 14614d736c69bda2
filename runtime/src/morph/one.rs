//! The owner of one row: `comment.commentable()`.

use std::convert::identity;
use std::future::Future;
use std::slice;

use diesel::QueryResult;

use crate::declare::model::LoadedRow;
use crate::declare::morph_to::MorphTo;
use crate::declare::presence::Presence;
use crate::driver::connection::Driver;
use crate::load::extent::Extent;
use crate::morph::load::{LoadArms, MorphOwners, known_type};
use crate::morph::to::CanOwn;
use crate::query::terminals::{HasRows, LoadAs, first_row, only_row, terminals};
use crate::sql::has_key::HasKey;

/// The owner of one row, `comment.commentable()`: a query of the model that its type names.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// let note = Note::find(1).first(conn)?;
/// match note.notable().first(conn)? {
///     Notable::Post(post) => assert_eq!(post.title, "Relations"),
///     Notable::User(_) | Notable::Tag(_) => unreachable!(),
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Copy)]
#[must_use = "queries are only sent by `first` or `get_result`"]
pub struct OwnerOf<'p, P, F> {
    parent: &'p P,
    owners: F,
}

impl<'p, P, F> OwnerOf<'p, P, F> {
    /// The owner of this row. The derive makes a method of it.
    #[doc(hidden)]
    pub fn new(parent: &'p P, owners: F) -> Self {
        OwnerOf { parent, owners }
    }
}

impl<'p, P: LoadedRow<Model = P>, F: MorphOwners<Def: MorphTo<Parent = P>>> OwnerOf<'p, P, F> {
    /// With relations of the owner, or conditions: `.refine(|owner| owner.with_post(Post::AUTHOR))`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let note = Note::find(1).first(conn)?;
    /// let owner = note.notable().refine(|owner| owner.with_post(Post::AUTHOR)).first(conn)?;
    /// let Notable::Post(post) = owner else { panic!() };
    /// assert_eq!(post.author.name, "Alice");
    /// # Ok(()) }
    /// ```
    pub fn refine<New>(self, refine: impl FnOnce(F) -> New) -> OwnerOf<'p, P, New>
    where
        New: MorphOwners<Def = F::Def>,
    {
        OwnerOf {
            parent: self.parent,
            owners: refine(self.owners),
        }
    }

    /// True where this relation names `other`, without a statement: whether type and id are those of `other`. Texts are compared letter by
    /// letter, whatever their column's collation. Laravel's `is`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let note = Note::find(1).first(conn)?;
    /// assert!(note.notable().is(&Post::find(1).first(conn)?));
    /// assert!(!note.notable().is(&User::find(1).first(conn)?));
    /// # Ok(()) }
    /// ```
    pub fn is<O>(&self, other: &O) -> bool
    where
        F::Def: CanOwn<O>,
        P: HasKey<<F::Def as MorphTo>::IdColumn, Key: PartialEq>,
    {
        F::Def::morph_type(self.parent) == Some(F::Def::MORPH_NAME)
            && match (self.parent.key(), F::Def::id(other)) {
                (Some(id), Some(other)) => *id == other,
                _ => false,
            }
    }

    /// The row, and its owners.
    pub(crate) fn into_parts(self) -> (&'p P, F) {
        (self.parent, self.owners)
    }

    /// Returns the owner that stays: a row has one owner.
    fn limited(self, _: i64) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<P, F, C, Mode> LoadAs<Mode, C, F::Owner> for OwnerOf<'_, P, F>
where
    C: Driver<Mode>,
    P: LoadedRow<Model = P>,
    F: MorphOwners<Def: MorphTo<Parent = P>>,
    F::Arms: LoadArms<Mode, C, P, F::Owner>,
{
    async fn rows(self, _: usize, conn: &mut C) -> QueryResult<Vec<F::Owner>> {
        let owners = self.owners.into_arms();
        let owners = owners
            .load_arms(slice::from_ref(self.parent), Extent::default(), conn)
            .await?;
        let owners: Vec<F::Owner> = owners.into_iter().flatten().collect();
        if owners.is_empty() && F::Strictness::ALWAYS {
            known_type::<F::Def>(self.parent)?;
        }
        Ok(owners)
    }
}

terminals! { [get_result, first sole first_or, exists doesnt_exist] {
    impl ['p, P: LoadedRow<Model = P>, F: MorphOwners<Def: MorphTo<Parent = P>>] OwnerOf<'p, P, F>, where [],
    captures ['p, P, F], on [Driver<Mode>], returns F::Owner,
    docs ["[`UnknownMorphType`](crate::UnknownMorphType) where its type is not listed; otherwise as of [`Query::load`](crate::Query::load)"],
    sends OwnerOf<'p, P, F> as identity where [LoadAs<Mode, C::Connection, F::Owner>] [HasRows<Mode, C::Connection>],
    limited OwnerOf<'p, P, F> as OwnerOf::limited where [] ["", ""],
} }
