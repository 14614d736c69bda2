//! Tests if a model derives Diesel's `HasQuery`, whose `query()` then stays its own.

use std::marker::PhantomData;

use diesel::HasQuery;
use diesel::backend::Backend;

/// An answer as a type.
#[derive(Debug)]
pub struct Is<const YES: bool>;

/// The answer `false`.
pub trait No {}

impl No for Is<false> {}

/// Tests if `M` derives `HasQuery`.
#[derive(Debug)]
pub struct HasQueryOf<M, DB>(PhantomData<(M, DB)>);

impl<M: HasQuery<DB>, DB: Backend> HasQueryOf<M, DB> {
    /// It does.
    pub const IS: bool = true;
}

/// The constant that [`HasQueryOf`] has where there is no `HasQuery`.
pub trait HasNoQuery {
    /// It does not.
    const IS: bool = false;
}

impl<M, DB> HasNoQuery for HasQueryOf<M, DB> {}

/// The backends to ask with: those that are there, whichever crate turned them on.
pub trait Backends {
    /// SQLite.
    type Sqlite;
    /// PostgreSQL.
    type Pg;
    /// MySQL.
    type Mysql;
}

/// Diesel's.
#[derive(Debug)]
pub struct Enabled;

// Stand-ins for backends that Diesel was built without.
#[allow(dead_code, unreachable_pub)]
mod sqlite {
    #[derive(Debug)]
    pub struct Sqlite;
}
#[allow(dead_code, unreachable_pub)]
mod pg {
    #[derive(Debug)]
    pub struct Pg;
}
#[allow(dead_code, unreachable_pub)]
mod mysql {
    #[derive(Debug)]
    pub struct Mysql;
}

const _: () = {
    // In front of the modules above, where it has modules of these names.
    #[allow(unused_imports)]
    use diesel::*;

    impl Backends for Enabled {
        type Sqlite = sqlite::Sqlite;
        type Pg = pg::Pg;
        type Mysql = mysql::Mysql;
    }
};

/// Tests a backend, by the precedence of inherent over trait constants.
struct IsBackend<DB>(PhantomData<DB>);

impl<DB: Backend> IsBackend<DB> {
    // Without a backend all three are stand-ins.
    #[allow(dead_code)]
    const IS: bool = true;
}

/// The constant that [`IsBackend`] has of a stand-in.
#[allow(dead_code)]
trait StandsIn {
    const IS: bool = false;
}

impl<DB> StandsIn for IsBackend<DB> {}

/// True where Diesel has a backend of its own.
pub const ANY_BACKEND: bool = IsBackend::<<Enabled as Backends>::Sqlite>::IS
    || IsBackend::<<Enabled as Backends>::Pg>::IS
    || IsBackend::<<Enabled as Backends>::Mysql>::IS;

/// Tests if a model derives `HasQuery`.
#[macro_export]
#[doc(hidden)]
macro_rules! __has_query {
    ($Model:ty) => {{
        #[allow(unused_imports)]
        use $crate::__private::HasNoQuery as _;
        use $crate::__private::{Backends, Enabled, HasQueryOf};
        HasQueryOf::<$Model, <Enabled as Backends>::Sqlite>::IS
            || HasQueryOf::<$Model, <Enabled as Backends>::Pg>::IS
            || HasQueryOf::<$Model, <Enabled as Backends>::Mysql>::IS
    }};
}

pub use crate::__has_query;
