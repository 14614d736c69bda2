//! Finding rows: `find`.

use std::future::Future;
use std::slice;

use diesel::result::Error::NotFound;

use crate::driver::connection::Driver;
use crate::search::error::SearchError;
use crate::search::load::search::Search;
use crate::search::resource::keys::{FoundBy, Resource};
use crate::search::resource::rows::{Keys, Look, RowsByKeys, View};

impl<'r, M, Q, L, S, P, K> Search<'r, M, Q, L, S, P, K> {
    /// Loads the row with this primary key, or value of the column of [`by`](Self::by), with what the request includes: `SELECT .. WHERE id = ?`, and one statement for each relation.
    /// A row of another parent, and one that the request does not find, is not there.
    ///
    /// ```no_run
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/resource.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> { let conn = &mut blog();
    /// let alice = User::find(1).first(conn)?;
    /// let request = SearchRequest::new().include("author");
    /// let post = alice.posts().search(&request).find(1, conn)?;
    /// assert_eq!(post.title, "Relations");
    /// // It is a post of Bob's.
    /// let error = alice.posts().search(&request).find(3, conn).unwrap_err();
    /// assert_eq!(error, SearchError::Database(NotFound));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// [`SearchError::Request`] for a request that asks for what the model does not allow, before anything is sent; [`NotFound`] where there is no
    /// such row; otherwise Diesel's errors.
    pub fn find<'c, C, Mode>(
        self,
        key: K::Key,
        conn: &'c mut C,
    ) -> <C as Driver<Mode>>::Out<
        impl Future<Output = Result<<Self as RowsByKeys<Mode, C, M, K>>::Row, SearchError>>
        + use<'r, 'c, M, Q, L, S, P, K, C, Mode>,
    >
    where
        M: Resource,
        K: FoundBy<M>,
        C: Driver<Mode>,
        Self: RowsByKeys<Mode, C, M, K>,
    {
        <C as Driver<Mode>>::run(async move {
            self.check()?;
            let look = Look {
                view: View::Asked,
                has_read: false,
            };
            let keys = match K::primary_keys(slice::from_ref(&key)) {
                Some(keys) => Keys::Primary(keys),
                None => Keys::By(slice::from_ref(&key)),
            };
            let found = self.by_keys(look, keys, true, conn).await?;
            Ok(found.rows.into_iter().next().ok_or(NotFound)?)
        })
    }
}
