//! Values with a model at their core.

use std::future::Future;

use diesel::QueryResult;

use crate::declare::model::Model;
use crate::declare::row_names::RowNames;
use crate::driver::connection::Driver;
use crate::write::owner::{Associates, Dissociates};
use crate::write::push::{PushLoaded, Reach};

/// A value with a model at its core: the model itself, and every loaded row around it
/// (`User`, `UserWithPosts<User>`, `UserWithPostsCount<UserWithPosts<User>>`, ..).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of a model",
    label = "neither a model nor a loaded row",
    note = "of an owner of several models, take the row out of the enum with a `match`"
)]
pub trait Rooted {
    /// The model at the core.
    type Model: Model;

    /// Whether a field beside this row may be absent: whether it was [`Asked`](crate::Asked) for at run time.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// The names of its fields.
    #[doc(hidden)]
    const NAMES: &'static RowNames;

    /// Whether it is the model itself, or a row around another: [`Core`](crate::write::push::Core) or
    /// [`Around`](crate::write::push::Around).
    #[doc(hidden)]
    type Kind;

    /// The model at the core.
    fn model(&self) -> &Self::Model;

    /// Makes this row refer to an owner, in memory: by the foreign key, and of a `morph_to` by type and id.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let bob = User::find(2).first(conn)?;
    /// let mut post = Post::find(1).first(conn)?;
    /// post.associate(Post::AUTHOR, &bob);
    /// assert_eq!(post.user_id, 2);
    ///
    /// let mut note = Note::find(3).first(conn)?;
    /// note.associate(Note::NOTABLE, &bob);
    /// assert_eq!((note.notable_id, note.notable_type.as_deref()), (Some(2), Some("User")));
    /// note.dissociate(Note::NOTABLE);
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
    /// let (mut post, alice) = post.into_parts();
    /// post.associate(Post::AUTHOR, &bob);
    /// assert_eq!(post.load_related(Post::AUTHOR, conn)?.author.name, "Bob");
    /// # assert_eq!(alice.name, "Alice");
    /// # Ok(()) }
    /// ```
    fn associate<R, O>(&mut self, relation: R, owner: &O)
    where
        Self: Sized,
        Self::Kind: Reach<Self>,
        R: Associates<Self::Model, O>,
    {
        const { Self::NAMES.can_change(R::NAME) };
        let _ = relation;
        R::associate(Self::Kind::model_mut(self), owner);
    }

    /// Makes this row refer to no owner, in memory: the foreign key, and of a `morph_to` type and id, are `None`. Their
    /// columns must be nullable. The owner is not loaded with the row, as for [`associate`](Self::associate).
    fn dissociate<R>(&mut self, relation: R)
    where
        Self: Sized,
        Self::Kind: Reach<Self>,
        R: Dissociates<Self::Model>,
    {
        const { Self::NAMES.can_change(R::NAME) };
        let _ = relation;
        R::dissociate(Self::Kind::model_mut(self));
    }

    /// Saves this row and all that was loaded beside it, to any depth: [`Model::save`] of each, in one transaction. How many rows were
    /// written. Laravel's `push`.
    ///
    /// Foreign keys are saved as the rows say; rows of a pivot table, and defaults of [`or_default`](crate::Relation::or_default), are
    /// left alone. A row that is there more than once, as a shared owner or as a copy, is saved once.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// Tag::find(1).first(conn)?.notes().create(notes::body.eq("see also")).execute(conn)?;
    /// let mut tag = Tag::find(1).with(Tag::NOTES).first(conn)?;
    /// tag.name = "Rust".into();
    /// for note in &mut tag.notes {
    ///     note.body.push('!');
    /// }
    /// assert_eq!(tag.push(conn)?, 2);
    /// assert_eq!(Note::find(4).first(conn)?.body, "see also!");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Model::save`]; and [`CopiesDiffer`](crate::CopiesDiffer) where one row was loaded more than once and the copies are not the
    /// same. Then nothing is written.
    fn push<C, Mode>(
        &self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<usize>>>
    where
        Self: Sized,
        C: Driver<Mode> + PushLoaded<Mode, Self>,
    {
        <C as Driver<Mode>>::run(conn.push_loaded(self))
    }
}
