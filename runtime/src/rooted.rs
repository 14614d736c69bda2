//! Values with a model at their core.

use std::future::Future;

use diesel::QueryResult;

use crate::Model;
use crate::driver::Driver;
use crate::write::push::PushLoaded;

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

    /// Whether it is the model itself, or a row around another: [`Core`](crate::__private::Core) or
    /// [`Around`](crate::__private::Around).
    #[doc(hidden)]
    type Kind;

    /// The model at the core.
    fn model(&self) -> &Self::Model;

    /// Saves this row and all that was loaded beside it, to any depth: [`Model::save`] of each, in one transaction. How many rows were
    /// written. Laravel's `push`.
    ///
    /// Foreign keys are saved as the rows say, and rows of a pivot table are left alone. An owner that several rows share is saved
    /// once.
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
    /// As [`Model::save`]; then nothing is written.
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
