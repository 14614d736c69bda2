//! The names that the derive's output uses. Not part of the public API.

pub use core;
pub use core::assert;
pub use diesel;
pub use diesel::associations::{BelongsTo, HasTable, Identifiable};
pub use std;

use std::marker::PhantomData;

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::soft_delete::ShapeOf;
use crate::load::group::Shape;

pub use crate::declare::base_query::ReadFrom;
pub use crate::declare::checked::{Behind, Checked, Holds as Check};
pub use crate::declare::deletion::HardDelete;
pub use crate::declare::deletion::SoftDelete;
#[cfg(feature = "serde")]
pub use crate::declare::deserialize::{Tagged, beside as from_beside, tagged as from_tagged};
pub use crate::declare::first::FirstBy;
pub use crate::declare::has_query::{
    __has_query, ANY_BACKEND, Backends, Enabled, HasNoQuery, HasQueryOf, Is, No,
};
pub use crate::declare::leaving::{DeleteRow, Undeclared, UpdateRow};
pub use crate::declare::loaded_row::{Around, Beside as BesideRow, Core, Reach};
pub use crate::declare::many_to_many::{ConditionIsNotOn, ConditionIsOn};
pub use crate::declare::mark::{Deleted, NotDeleted, is_deletion_mark};
pub use crate::declare::model::IsModel;
pub use crate::declare::model_id::ModelId;
pub use crate::declare::morph_to::{FormOf, Owns, TypeColumn};
pub use crate::declare::pivot_key::{PartsOf, PartsOfSeveral, PivotKey};
pub use crate::declare::presence::Lenient;
pub use crate::declare::presence::Presence;
pub use crate::declare::presence::Strict;
pub use crate::declare::relation_def::{DeclaredOn, KeyOf};
pub use crate::declare::row_names::RowNames;
pub use crate::declare::scope::AllRows;
pub use crate::declare::scope::{Condition, ConditionOn, ConditionOnBoth};
#[cfg(feature = "serde")]
pub use crate::declare::serialize::{beside, tagged};
pub use crate::declare::shape::Many;
pub use crate::declare::shape::One;
pub use crate::declare::shape::Owner;
pub use crate::declare::soft_delete::SoftDeletes;
pub use crate::declare::soft_delete::{VisibleAs, VisibleOf};
pub use crate::declare::timestamps::Timestamped;
pub use crate::declare::timestamps::{is_timestamp, is_touched};
pub use crate::declare::touched::Touched;
pub use crate::declare::visibility::NotTrashed;
pub use crate::declare::visibility::is_not_trashed;
pub use crate::load::eager::{Eager, Loads, RelationField};
pub use crate::load::extent::Extent;
pub use crate::load::reload_related::Holds;
pub use crate::morph::impls::__morph_owners;
pub use crate::morph::load::Arm;
pub use crate::morph::load::MorphOwners;
pub use crate::morph::load::MorphValue;
pub use crate::morph::load::Variant;
pub use crate::morph::load::{LoadArms, load_column};
pub use crate::morph::morphed_to::AnyArm;
pub use crate::morph::morphed_to::IsNotTrue;
pub use crate::morph::morphed_to::MorphedTo;
pub use crate::morph::of_type::IsType;
pub use crate::morph::of_type::OwnerIs;
pub use crate::morph::of_type::TypeField;
pub use crate::morph::of_type::{AsEqual, Exactly};
pub use crate::morph::one::OwnerOf;
pub use crate::morph::to::Lists;
pub use crate::morph::to::OwnedBy;
pub use crate::morph::to::Refers;
pub use crate::morph::to::{CanBeWithout, Listed, ListedForm, OfAnotherTable, OfOneModel, type_of};
pub use crate::query::existence::Existence;
pub use crate::query::with::Nest;
pub use crate::relation::property::PropertyName;
pub use crate::relation::refine::Unrefined;
pub use crate::relation::relation_of::RelationOf;
pub use crate::relation::select::Property;
pub use crate::relation::with_pivot::Pivot;
pub use crate::relation::with_pivot::SelectPivot;
pub use crate::relation::with_pivot::{__is_row_of, NotSelectable, SelectableOf, SelectsFrom};
pub use crate::sql::aliased::Aliased;
pub use crate::sql::condition::{And, True};
pub use crate::sql::has_key::{HasKeyField, KeyField, KeyType};
pub use crate::sql::key_columns::{KeyColumns, KeyMatches};
pub use crate::sql::morph_id::{Form, Held, MorphId, held};
pub use crate::sql::order_key::Latest;
pub use crate::sql::order_key::Oldest;
pub use crate::sql::source::Joined;
pub use crate::sql::source::SameColumns;
pub use crate::sql::values::NoFields;
pub use crate::sql::values::Null;
pub use crate::unstable::insertable::ColumnValues;
pub use crate::write::owner::Associates;
pub use crate::write::owner::Dissociates;
pub use crate::write::push::Push;
pub use crate::write::push::Pushed;
#[cfg(feature = "serde")]
pub use serde;

/// The declaration of searches, and the checks of it.
#[cfg(feature = "search")]
pub mod search {
    pub use crate::search::declare::check::*;
    pub use crate::search::declare::*;
}

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

/// The bound of [`TableOf`] where there is no model.
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

/// Passes on to a loaded row what its parts have, where feature `row-traits` is on.
#[cfg(feature = "row-traits")]
#[macro_export]
#[doc(hidden)]
macro_rules! __pass_on {
    ($container:ident<$Inner:ident $(, $T:ident)?>, $inner:ident, $field:ident) => {
        $crate::__private::__compare! { $container<$Inner $(, $T)?>, $inner, $field }
        $crate::__private::__row_of_a_table! { $container<$Inner $(, $T)?>, $inner }
    };
}

#[cfg(not(feature = "row-traits"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __pass_on {
    ($($container:tt)*) => {};
}

pub use crate::__pass_on;

/// Orders, hashes and makes a loaded row by its parts.
#[macro_export]
#[doc(hidden)]
macro_rules! __compare {
    ($container:ident<$Inner:ident $(, $T:ident)?>, $inner:ident, $field:ident) => {
        #[automatically_derived]
        impl<$Inner: $crate::__private::core::cmp::Eq $(, $T: $crate::__private::core::cmp::Eq)?> $crate::__private::core::cmp::Eq
            for $container<$Inner $(, $T)?>
        {
        }

        #[automatically_derived]
        impl<$Inner: $crate::__private::core::cmp::PartialOrd $(, $T: $crate::__private::core::cmp::PartialOrd)?>
            $crate::__private::core::cmp::PartialOrd for $container<$Inner $(, $T)?>
        {
            fn partial_cmp(&self, __other: &Self) -> $crate::__private::core::option::Option<$crate::__private::core::cmp::Ordering> {
                match $crate::__private::core::cmp::PartialOrd::partial_cmp(&self.$inner, &__other.$inner) {
                    $crate::__private::core::option::Option::Some($crate::__private::core::cmp::Ordering::Equal) => {
                        $crate::__private::core::cmp::PartialOrd::partial_cmp(&self.$field, &__other.$field)
                    }
                    __order => __order,
                }
            }
        }

        #[automatically_derived]
        impl<$Inner: $crate::__private::core::cmp::Ord $(, $T: $crate::__private::core::cmp::Ord)?> $crate::__private::core::cmp::Ord
            for $container<$Inner $(, $T)?>
        {
            fn cmp(&self, __other: &Self) -> $crate::__private::core::cmp::Ordering {
                match $crate::__private::core::cmp::Ord::cmp(&self.$inner, &__other.$inner) {
                    $crate::__private::core::cmp::Ordering::Equal => $crate::__private::core::cmp::Ord::cmp(&self.$field, &__other.$field),
                    __order => __order,
                }
            }
        }

        #[automatically_derived]
        impl<$Inner: $crate::__private::core::hash::Hash $(, $T: $crate::__private::core::hash::Hash)?> $crate::__private::core::hash::Hash
            for $container<$Inner $(, $T)?>
        {
            fn hash<__H: $crate::__private::core::hash::Hasher>(&self, __state: &mut __H) {
                $crate::__private::core::hash::Hash::hash(&self.$inner, __state);
                $crate::__private::core::hash::Hash::hash(&self.$field, __state);
            }
        }

        #[automatically_derived]
        impl<$Inner: $crate::__private::core::default::Default $(, $T: $crate::__private::core::default::Default)?>
            $crate::__private::core::default::Default for $container<$Inner $(, $T)?>
        {
            fn default() -> Self {
                $container {
                    $inner: $crate::__private::core::default::Default::default(),
                    $field: $crate::__private::core::default::Default::default(),
                }
            }
        }
    };
}

pub use crate::__compare;

/// Makes a loaded row one of the model's table to Diesel, with the primary key and the parents of the row inside.
///
/// The key is found by way of the model. As `&$Inner: Identifiable`, it would have the compiler try a row around a row around a row, without
/// an end, where a program leaves the type of a parent open: `Post::belonging_to(&users[0])`.
#[macro_export]
#[doc(hidden)]
macro_rules! __row_of_a_table {
    ($container:ident<$Inner:ident $(, $T:ident)?>, $inner:tt) => {
        #[automatically_derived]
        impl<$Inner $(, $T)?> $crate::__private::HasTable for $container<$Inner $(, $T)?>
        where
            $Inner: $crate::LoadedRow,
        {
            type Table = <<$Inner as $crate::LoadedRow>::Model as $crate::ModelDef>::Table;
            fn table() -> Self::Table {
                $crate::__private::core::default::Default::default()
            }
        }

        #[automatically_derived]
        impl<'__a, $Inner $(, $T)?> $crate::__private::Identifiable for &'__a $container<$Inner $(, $T)?>
        where
            $Inner: $crate::LoadedRow<Model: $crate::__private::ModelId<'__a>>,
        {
            type Id = <<$Inner as $crate::LoadedRow>::Model as $crate::__private::ModelId<'__a>>::Id;
            fn id(self) -> Self::Id {
                $crate::__private::ModelId::model_id($crate::LoadedRow::model(&self.$inner))
            }
        }

        #[automatically_derived]
        impl<$Inner $(, $T)?, __Parent> $crate::__private::BelongsTo<__Parent> for $container<$Inner $(, $T)?>
        where
            $Inner: $crate::__private::BelongsTo<__Parent>,
        {
            type ForeignKey = <$Inner as $crate::__private::BelongsTo<__Parent>>::ForeignKey;
            type ForeignKeyColumn = <$Inner as $crate::__private::BelongsTo<__Parent>>::ForeignKeyColumn;
            fn foreign_key(&self) -> $crate::__private::core::option::Option<&Self::ForeignKey> {
                <$Inner as $crate::__private::BelongsTo<__Parent>>::foreign_key(&self.$inner)
            }
            fn foreign_key_column() -> Self::ForeignKeyColumn {
                <$Inner as $crate::__private::BelongsTo<__Parent>>::foreign_key_column()
            }
        }
    };
}

pub use crate::__row_of_a_table;

/// The model belongs to the loaded rows of a parent that it belongs to by Diesel's `Associations`: `Post::belonging_to(&users)`.
#[cfg(feature = "row-traits")]
#[macro_export]
#[doc(hidden)]
macro_rules! __belongs_to_loaded_rows {
    ($Model:ty) => {
        #[automatically_derived]
        impl<__Row, __Parent, __T> $crate::__private::BelongsTo<__Row> for $Model
        where
            __Row: $crate::LoadedRow<Model = __Parent, Kind = $crate::__private::Around<__T>>,
            $Model: $crate::__private::BelongsTo<__Parent>,
        {
            type ForeignKey = <$Model as $crate::__private::BelongsTo<__Parent>>::ForeignKey;
            type ForeignKeyColumn =
                <$Model as $crate::__private::BelongsTo<__Parent>>::ForeignKeyColumn;
            fn foreign_key(&self) -> $crate::__private::core::option::Option<&Self::ForeignKey> {
                <$Model as $crate::__private::BelongsTo<__Parent>>::foreign_key(self)
            }
            fn foreign_key_column() -> Self::ForeignKeyColumn {
                <$Model as $crate::__private::BelongsTo<__Parent>>::foreign_key_column()
            }
        }
    };
}

#[cfg(not(feature = "row-traits"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __belongs_to_loaded_rows {
    ($($model:tt)*) => {};
}

pub use crate::__belongs_to_loaded_rows;

/// Implements `Serialize` and `Deserialize` for a loaded row, where feature `serde` is on.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! __serde {
    ($container:ident<$Inner:ident $(, $T:ident)?>, $inner:ident, $field:ident, $name:expr) => {
        #[automatically_derived]
        impl<$Inner $(, $T)?> $crate::__private::serde::Serialize for $container<$Inner $(, $T)?>
        where
            $Inner: $crate::__private::serde::Serialize + $crate::LoadedRow,
            $($T: $crate::__private::serde::Serialize,)?
        {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> $crate::__private::core::result::Result<__S::Ok, __S::Error> {
                $crate::__private::beside(&self.$inner, $name, &self.$field, __serializer)
            }
        }

        #[automatically_derived]
        impl<'__de, $Inner $(, $T)?> $crate::__private::serde::Deserialize<'__de> for $container<$Inner $(, $T)?>
        where
            $Inner: $crate::__private::serde::Deserialize<'__de>,
            $($T: $crate::__private::serde::Deserialize<'__de>,)?
        {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> $crate::__private::core::result::Result<Self, __D::Error> {
                let (__row, __value) = $crate::__private::from_beside($name, __deserializer)?;
                $crate::__private::core::result::Result::Ok($container { $inner: __row, $field: __value })
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __serde {
    ($($container:tt)*) => {};
}

pub use crate::__serde;

/// Implements [`Push`](crate::write::Push) for the enum of owners.
#[macro_export]
#[doc(hidden)]
macro_rules! __push_owner {
    ($module:ident::$name:ident, $($variant:ident as $row:ident),+) => {
        #[automatically_derived]
        impl<$($row,)+ __C, __Mode> $crate::__private::Push<__C, __Mode> for $module::$name<$($row),+>
        where
            $($row: $crate::__private::Push<__C, __Mode>,)+
        {
            async fn push_to(
                &self,
                __conn: &mut __C,
                __pushed: &mut $crate::__private::Pushed,
            ) -> $crate::__private::diesel::QueryResult<$crate::__private::core::primitive::usize> {
                match self {
                    $($module::$name::$variant(__row) => $crate::__private::Push::push_to(__row, __conn, __pushed).await,)+
                }
            }
        }
    };
}

pub use crate::__push_owner;

/// Implements `Serialize` and `Deserialize` for the enum of owners, where feature `serde` is on: `{"type": "Post", "data": {..}}`.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! __serde_owner {
    ($module:ident::$name:ident, $($variant:ident: $model:ty as $row:ident),+) => {
        #[automatically_derived]
        impl<$($row: $crate::__private::serde::Serialize),+> $crate::__private::serde::Serialize for $module::$name<$($row),+> {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> $crate::__private::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($module::$name::$variant(__row) => {
                        $crate::__private::tagged(<$model as $crate::ModelDef>::MORPH_NAME, &**__row, __serializer)
                    })+
                }
            }
        }

        #[automatically_derived]
        impl<'__de, $($row: $crate::__private::serde::Deserialize<'__de>),+> $crate::__private::serde::Deserialize<'__de> for $module::$name<$($row),+> {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'__de>>(
                __deserializer: __D,
            ) -> $crate::__private::core::result::Result<Self, __D::Error> {
                $crate::__private::from_tagged(__deserializer)
            }
        }

        #[automatically_derived]
        impl<'__de, $($row: $crate::__private::serde::Deserialize<'__de>),+> $crate::__private::Tagged<'__de> for $module::$name<$($row),+> {
            fn of_type<__D: $crate::__private::serde::Deserializer<'__de>>(
                __type: &$crate::__private::core::primitive::str,
                __data: __D,
            ) -> $crate::__private::core::result::Result<Self, __D::Error> {
                $(if __type == <$model as $crate::ModelDef>::MORPH_NAME {
                    let row = <$row as $crate::__private::serde::Deserialize<'__de>>::deserialize(__data)?;
                    return $crate::__private::core::result::Result::Ok($module::$name::$variant($crate::__private::std::sync::Arc::new(row)));
                })+
                $crate::__private::core::result::Result::Err($crate::__private::serde::de::Error::unknown_variant(
                    __type,
                    &[$(<$model as $crate::ModelDef>::MORPH_NAME),+],
                ))
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __serde_owner {
    ($($owner:tt)*) => {};
}

pub use crate::__serde_owner;

/// True where two names are the same but for upper and lower case, which some databases do not tell apart; at compile time.
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

/// The models that a relation names. Its marker has them as a parameter, so that it is visible where all of them are.
pub struct Of<M>(PhantomData<fn() -> M>);

impl<M> core::fmt::Debug for Of<M> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Of")
    }
}

impl<M> Clone for Of<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Of<M> {}

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
