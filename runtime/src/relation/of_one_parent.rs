//! Methods of a relation of one parent, `user.posts()`, which that of all parents, `User::POSTS`, has not: each says what to write.

use crate::declare::relation_def::RelationDef;
use crate::relation::relation::Relation;

/// A relation of one parent, which a relation value is not: `select` would lose the keys by which its rows find their parents.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a relation has no `select`: its rows must be found by their parents",
    label = "not a method of relations",
    note = "for fewer columns write `select_as::<T>()` with a struct that derives `Selectable`; for the rows of one parent, \
            `user.posts().select(..)` selects what you want"
)]
pub trait OfOneParent {}

impl<K: RelationDef, Q, L, S> Relation<K, Q, L, S> {
    #[doc(hidden)]
    pub fn select<E>(self, _: E) -> Self
    where
        Self: OfOneParent,
    {
        self
    }
}

/// A relation that sends statements, as that of one parent does and a relation value does not: no type implements it, so `Out` stays unknown.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a relation constant, such as `User::POSTS`, is the relation of all users",
    label = "a method of the relation of one parent",
    note = "load it beside the users, `User::query().with(User::POSTS).load(conn)?`, or take the relation of one user by its method, `user.posts()`"
)]
pub trait Sends<Out> {
    /// No value.
    fn sent(self) -> Out;
}

/// Writes methods of the relation of one parent, which take one argument. The bound is a token of the call: the compiler adds the whole macro
/// to an error whose tokens are of the macro.
macro_rules! of_one_parent {
    ($($method:ident [$($bound:tt)*])*) => {
        impl<K: RelationDef, Q, L, S> Relation<K, Q, L, S> {
            $(
                #[doc(hidden)]
                pub fn $method<A, Out>(self, _: A) -> Out
                where
                    Self: $($bound)*,
                {
                    self.sent()
                }
            )*
        }
    };
}
of_one_parent! {
    load [Sends<Out>]
    first [Sends<Out>]
    sole [Sends<Out>]
    get_result [Sends<Out>]
    get_results [Sends<Out>]
    create [Sends<Out>]
    save [Sends<Out>]
    attach [Sends<Out>]
    detach [Sends<Out>]
    sync [Sends<Out>]
    toggle [Sends<Out>]
}
