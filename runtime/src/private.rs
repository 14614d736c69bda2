//! What the derive's output names. Not part of the public API.

pub use core;
pub use core::assert;
pub use diesel;
pub use std;

use std::marker::PhantomData;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::soft_delete::ShapeOf;
use crate::load::group::Shape;
use crate::relation::refine::Unrefined;

pub use crate::declare::leaving::{
    DeleteRow, NamesOf, NamesOfSeveral, Undeclared, UpdateRow, are_among,
};
pub use crate::declare::loaded_row::{Around, Beside as BesideRow, Core, Reach};
pub use crate::declare::many_to_many::{ConditionIsNotOn, ConditionIsOn};
pub use crate::declare::mark::{Deleted, NotDeleted, is_deletion_mark};
pub use crate::declare::presence::Presence;
pub use crate::declare::row_names::RowNames;
#[cfg(feature = "serde")]
pub use crate::declare::serialize::{beside, tagged};
pub use crate::declare::soft_delete::{VisibleAs, VisibleOf};
pub use crate::declare::timestamps::{is_timestamp, is_touched};
pub use crate::declare::visibility::is_not_trashed;
pub use crate::load::eager::{Extent, LoadValues, Loadable, ValueOf};
pub use crate::load::reload_related::Holds;
pub use crate::morph::impls::__morph_owners;
pub use crate::morph::load::{LoadArms, load_onto, load_values};
pub use crate::morph::morphed_to::AnyArm;
pub use crate::morph::of_type::{AsEqual, Exactly};
pub use crate::morph::to::{CanBeWithout, CanOwn, Listed, OfAnotherTable, OfOneModel, type_of};
pub use crate::query::existence::Nest;
pub use crate::relation::property::PropertyName;
pub use crate::relation::relation::RelationOf;
pub use crate::relation::with_pivot::{NotSelectable, PivotRowOf};
pub use crate::sql::composite::KeyNullability;
pub use crate::sql::condition::{And, True};
pub use crate::sql::key::KeyField;
pub use crate::sql::morph_id::{Held, held};
pub use crate::sql::order_key::ColumnNames;
pub use crate::sql::source::{same_columns, stand_together};
pub use crate::sql::values::Null;
#[cfg(feature = "serde")]
pub use serde;

/// `Clone::clone` of a type that has it, by the precedence of inherent over trait constants.
#[derive(Debug)]
pub struct CloneOf<T>(PhantomData<T>);

impl<T: Clone> CloneOf<T> {
    pub const CLONE: Option<fn(&T) -> T> = Some(T::clone);
}

/// The trait constant that [`CloneOf`] has where the type is not `Clone`.
pub trait NoClone<T> {
    const CLONE: Option<fn(&T) -> T> = None;
}

impl<T> NoClone<T> for CloneOf<T> {}

/// The table `T` that an attribute names for the model `M`.
#[derive(Debug)]
pub struct TableOf<M, T>(PhantomData<(M, T)>);

impl<M: Model, T> TableOf<M, T> {
    /// It is the model's.
    pub fn is()
    where
        T: IsTableOf<M, M::Table>,
    {
    }
}

/// What [`TableOf`] asks where there is no model.
pub trait NoModel {
    fn is() {}
}

impl<M, T> NoModel for TableOf<M, T> {}

/// A table that is the one of the model `M`: `Table`.
#[diagnostic::on_unimplemented(
    message = "`{M}` is a model of `{Table}`, not of `{Self}`",
    label = "not the table of `{M}`",
    note = "the attribute names the model's table: `table = ..` of the related model, `through_table = ..` of the model between; the \
            table between of a many-to-many relation is `pivot = ..`"
)]
pub trait IsTableOf<M, Table> {}

impl<M, Table> IsTableOf<M, Table> for Table {}

/// Implements `Serialize` for a container, where feature `serde` is on.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! __serialize {
    ($container:ident<__Inner $(, $T:ident)?>, $inner:ident, $field:ident, $name:expr) => {
        #[automatically_derived]
        impl<__Inner $(, $T)?> $crate::__private::serde::Serialize for $container<__Inner $(, $T)?>
        where
            __Inner: $crate::__private::serde::Serialize + $crate::LoadedRow,
            $($T: $crate::__private::serde::Serialize,)?
        {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> $crate::__private::core::result::Result<__S::Ok, __S::Error> {
                $crate::__private::beside(&self.$inner, $name, &self.$field, __serializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __serialize {
    ($($container:tt)*) => {};
}

pub use crate::__serialize;

/// Implements [`Push`](crate::Push) for the enum of owners.
#[macro_export]
#[doc(hidden)]
macro_rules! __push_owner {
    ($name:ident, $($variant:ident as $row:ident),+) => {
        #[automatically_derived]
        impl<$($row,)+ __C, __Mode> $crate::Push<__C, __Mode> for $name<$($row),+>
        where
            $($row: $crate::Push<__C, __Mode>,)+
        {
            async fn push_to(
                &self,
                __conn: &mut __C,
                __pushed: &mut $crate::Pushed,
            ) -> $crate::__private::diesel::QueryResult<$crate::__private::core::primitive::usize> {
                match self {
                    $($name::$variant(row) => $crate::Push::push_to(row, __conn, __pushed).await,)+
                }
            }
        }
    };
}

pub use crate::__push_owner;

/// Implements `Serialize` for the enum of owners, where feature `serde` is on: `{"type": "Post", "data": {..}}`.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! __serialize_owner {
    ($name:ident, $($variant:ident: $model:ty as $row:ident),+) => {
        #[automatically_derived]
        impl<$($row: $crate::__private::serde::Serialize),+> $crate::__private::serde::Serialize for $name<$($row),+> {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> $crate::__private::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($name::$variant(row) => {
                        $crate::__private::tagged(<$model as $crate::ModelDef>::MORPH_NAME, &**row, __serializer)
                    })+
                }
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __serialize_owner {
    ($($owner:tt)*) => {};
}

pub use crate::__serialize_owner;

/// Whether two names are the same but for upper and lower case, which some databases do not tell apart; at compile time.
pub const fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut n = 0;
    while n < a.len() {
        if !a[n].eq_ignore_ascii_case(&b[n]) {
            return false;
        }
        n += 1;
    }
    true
}

/// The relation `K`, loaded as it was declared.
#[derive(Debug)]
pub struct Loaded<K>(PhantomData<K>);

/// A value beside the row `Inner`.
pub trait Beside<Inner> {
    type Value;
}

impl<K, Inner> Beside<Inner> for Loaded<K>
where
    K: RelationDef,
    ShapeOf<K>: Shape<Unrefined, K::Related>,
{
    type Value = <ShapeOf<K> as Shape<Unrefined, K::Related>>::Value;
}

/// The value of the relation `K`, as it was declared. (Because of `Inner`, the compiler looks at it where it is used, and what is wrong
/// with the relation is said only once.)
pub type Value<K, Inner> = <Loaded<K> as Beside<Inner>>::Value;

pub use crate::write::owner::{associate, dissociate};
