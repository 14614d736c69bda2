//! Relations to models with soft deletes, and through them.

use std::marker::PhantomData;

use crate::declare::relation_def::wraps;
use crate::declare::relation_def::{DeclaredOn, RelationDef};
use crate::declare::scope::{Both, ClearsFields, Stamps};
use crate::declare::scope::{OneOf, Own};
use crate::declare::soft_delete::SoftDeletes;
use crate::declare::visibility::{
    IsSeen, OnlyTrashed, View, Visibility, WithTrashed, WithTrashedParents,
};
use crate::query::related_query::Bound;
use crate::relation::relation::Relation;

/// What a relation asks of its rows, and which of them, or of the rows between, may be trashed.
#[derive(Debug)]
pub struct Kept<O, C, V> {
    own: O,
    seen: PhantomData<fn() -> (C, V)>,
}

impl<O, C, V> Kept<O, C, V> {
    pub(crate) fn of(own: O) -> Self {
        let seen = PhantomData;
        Kept { own, seen }
    }
}

impl<O: Own, C: Default, V: Visibility> Own for Kept<O, C, V> {
    const IS_EVERY: bool = O::IS_EVERY && V::TRASHED.is_none();
    const LOOKS_AT_ALL: bool = O::LOOKS_AT_ALL && V::SEES_MOST;
    type Fields = O::Fields;
    type Defaults = O::Defaults;
    type Presence = V::Presence<O::Presence>;
    // Of what a relation itself asks, these are the rows between.
    type WithTrashedParents = O;
    type Kept<D: Default, W: Visibility> = Kept<Self, D, W>;
    type All<All: Default> = O::All<All>;
    type Within<Keys> = O::Within<Both<IsSeen<C, V>, Keys>>;
    type Beside<Keys> = O::Beside<Both<IsSeen<C, V>, Keys>>;
    fn defaults(self) -> O::Defaults {
        self.own.defaults()
    }
    fn with_trashed_parents(self) -> O {
        self.own
    }
    fn kept<D: Default, W: Visibility>(self) -> Kept<Self, D, W> {
        Kept::of(self)
    }
    fn within<Keys>(self, keys: Keys) -> Self::Within<Keys> {
        self.own.within(Both(IsSeen::default(), keys))
    }
    fn beside<Keys>(self, keys: Keys) -> Self::Beside<Keys> {
        self.own.beside(Both(IsSeen::default(), keys))
    }
}

#[diagnostic::do_not_recommend]
impl<O: ClearsFields, C, V> ClearsFields for Kept<O, C, V> {}

impl<Row, O: Stamps<Row>, C, V> Stamps<Row> for Kept<O, C, V> {
    fn stamp(row: &mut Row) {
        O::stamp(row);
    }
}

/// The relation `K` with another view of trashed rows.
#[derive(Debug, Clone, Copy)]
pub struct Trashed<K, W>(PhantomData<fn() -> (K, W)>);

impl<K, W> RelationDef for Trashed<K, W>
where
    K: RelationDef,
    W: View,
{
    wraps!(K);
    type Own = W::Own<K::Own>;
    type Seen = W::Seen<K::Seen>;
    type Shape = K::Shape;
    fn own() -> Self::Own {
        W::own(K::own())
    }
}

#[diagnostic::do_not_recommend]
impl<M, K: DeclaredOn<M>, W> DeclaredOn<M> for Trashed<K, W> {}

/// Relations through a model with soft deletes.
#[diagnostic::on_unimplemented(
    message = "no rows between are hidden in this relation",
    label = "nothing is trashed between",
    note = "`with_trashed_parents` is for relations through a model with `#[model(soft_delete)]`"
)]
pub trait HidesParents {}

impl<O, C, V> HidesParents for Kept<O, C, V> {}
#[diagnostic::do_not_recommend]
impl<K, Competing: HidesParents, Order> HidesParents for OneOf<K, Competing, Order> {}

macro_rules! views {
    ($ty:ident <K: $K:ident, Q, L, S>) => {
        impl<K: $K, Q, L, S> $ty<K, Q, L, S> {
            /// With the trashed rows, which are otherwise left out.
            ///
            /// ```
            /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
            /// # fn main() -> QueryResult<()> { let conn = &mut blog();
            /// let user = User::find(1).first(conn)?;
            /// user.letters().find(1).delete(conn)?;
            /// assert_eq!(user.letters().load(conn)?.len(), 1);
            /// assert_eq!(user.letters().with_trashed().load(conn)?.len(), 2);
            /// let users = User::query().order(users::id).with(User::LETTERS.with_trashed()).load(conn)?;
            /// assert_eq!(users[0].letters.len(), 2);
            /// # Ok(()) }
            /// ```
            ///
            /// An owner that may be trashed is an `Option`, and with this one it is as its foreign key says.
            pub fn with_trashed(self) -> $ty<Trashed<K, WithTrashed>, Q, L, S>
            where
                K: RelationDef<Related: SoftDeletes>,
            {
                self.of()
            }

            /// Only the trashed rows: `deleted_at IS NOT NULL`, or `deleted <> FALSE`. [`with_trashed`](Self::with_trashed) wins over it.
            pub fn only_trashed(self) -> $ty<Trashed<K, OnlyTrashed>, Q, L, S>
            where
                K: RelationDef<Related: SoftDeletes>,
            {
                self.of()
            }

            /// With related rows whose row of the model between is trashed. Laravel's `withTrashedParents`.
            pub fn with_trashed_parents(self) -> $ty<Trashed<K, WithTrashedParents>, Q, L, S>
            where
                K: RelationDef<Own: HidesParents>,
            {
                self.of()
            }
        }
    };
}
views!(Relation<K: RelationDef, Q, L, S>);
views!(Bound<K: RelationDef, Q, L, S>);
