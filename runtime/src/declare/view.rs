//! Other views of a relation: with trashed rows, with rows whose row between is trashed, one row of each parent.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::declare::pivot_key::PivotKey;
use crate::declare::relation_def::{DeclaredOn, RelationDef};
use crate::declare::scope::{AllRows, Scope};
use crate::declare::shape::{One, Shaped};
use crate::declare::visibility::{AnyRow, TrashedOnly, Visibility};

/// Another view of a relation: its trashed rows, those of the model between, or one row of each parent.
pub trait View: 'static {
    /// The visible rows, of a relation that shows `V`.
    type Visible<V: Visibility>: Visibility;
    /// The conditions on the model between, of a relation that has these.
    type Through<S: Scope + Default>: Scope + Default;
    /// The value of each parent, of a relation that has this one.
    type Shape<S: Shaped>: Shaped;
}

/// The relation `K` in another view: `Viewed<PostsOfUser, WithTrashed>`.
#[derive(Debug, Clone, Copy)]
pub struct Viewed<K, W>(PhantomData<fn() -> (K, W)>);

impl<K: RelationDef, W: View> RelationDef for Viewed<K, W> {
    const NAME: &'static str = K::NAME;
    const COUNT: &'static str = K::COUNT;
    const LOCAL: (&'static str, &'static str) = K::LOCAL;
    const REMOTE: &'static str = K::REMOTE;
    const PIVOT_KEY: PivotKey = K::PIVOT_KEY;
    type Checked = K::Checked;
    type Parent = K::Parent;
    type Related = K::Related;
    type Source = K::Source;
    type Scope = K::Scope;
    type Through = W::Through<K::Through>;
    type Visible = W::Visible<K::Visible>;
    type First = K::First;
    type Fields = K::Fields;
    type PivotFields = K::PivotFields;
    type Defaults = K::Defaults;
    type KeyColumn = K::KeyColumn;
    type LocalColumn = K::LocalColumn;
    type Key = K::Key;
    type Shape = W::Shape<K::Shape>;
    type With<Inner, T> = K::With<Inner, T>;
    type WithCount<Inner> = K::WithCount<Inner>;
    fn scope() -> K::Scope {
        K::scope()
    }
    fn defaults() -> K::Defaults {
        K::defaults()
    }
    fn local_key(parent: &K::Parent) -> Option<Cow<'_, K::Key>> {
        K::local_key(parent)
    }
    fn wrap<Inner, T>(inner: Inner, value: T) -> K::With<Inner, T> {
        K::wrap(inner, value)
    }
    fn wrap_count<Inner>(inner: Inner, count: i64) -> K::WithCount<Inner> {
        K::wrap_count(inner, count)
    }
}

#[diagnostic::do_not_recommend]
impl<M, K: DeclaredOn<M>, W> DeclaredOn<M> for Viewed<K, W> {}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident: $visible:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl View for $name {
            type Visible<V: Visibility> = $visible;
            type Through<S: Scope + Default> = S;
            type Shape<S: Shaped> = S;
        }
    };
}

view!(
    /// Trashed rows, too: [`Relation::with_trashed`](crate::Relation::with_trashed).
    WithTrashed: AnyRow
);

view!(
    /// Trashed rows only: [`Relation::only_trashed`](crate::Relation::only_trashed).
    OnlyTrashed: V::OnlyTrashed
);

view!(
    /// The rows that are deleted for good.
    Forced: V::Forced
);

view!(
    /// The rows that are restored.
    Restored: TrashedOnly
);

/// Related rows whose row between is trashed, too: [`Relation::with_trashed_parents`](crate::Relation::with_trashed_parents).
#[derive(Debug, Clone, Copy)]
pub struct WithTrashedParents;

impl View for WithTrashedParents {
    type Visible<V: Visibility> = V;
    type Through<S: Scope + Default> = AllRows;
    type Shape<S: Shaped> = S;
}

/// One row of each parent: [`Relation::one`](crate::Relation::one).
impl View for One {
    type Visible<V: Visibility> = V;
    type Through<S: Scope + Default> = S;
    type Shape<S: Shaped> = One;
}
