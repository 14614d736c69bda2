//! What the derive's output names. Not part of the public API.

pub use core;
pub use core::assert;
pub use diesel;
pub use std;

use std::marker::PhantomData;

pub use crate::composite::KeyNullability;
pub use crate::eager::{LoadValues, Loadable, RelationOf, ValueOf};
pub use crate::key::KeyField;
pub use crate::many_to_many::{ConditionIsNotOn, ConditionIsOn};
pub use crate::morph::id::{Held, held};
pub use crate::morph::impls::__morph_owners;
pub use crate::morph::load::{LoadArms, Presence, load_onto, load_values};
pub use crate::morph::morphed_to::AnyArm;
pub use crate::morph::to::{CanBeWithout, CanOwn, OfOneModel, lists, type_of};
pub use crate::named::Nest;
pub use crate::own::Always;
#[cfg(feature = "serde")]
pub use crate::serialize::{beside, tagged};
pub use crate::source::{same_columns, stand_together};
pub use crate::timestamps::is_timestamp;
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

/// Implements `Serialize` for a container, where feature `serde` is on.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! __serialize {
    ($container:ident<Inner>, $inner:ident, $field:ident, $ty:ty) => {
        #[automatically_derived]
        impl<Inner> $crate::__private::serde::Serialize for $container<Inner>
        where
            Inner: $crate::__private::serde::Serialize + $crate::Rooted,
            $ty: $crate::__private::serde::Serialize,
        {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                __serializer: __S,
            ) -> $crate::__private::core::result::Result<__S::Ok, __S::Error> {
                let name = $crate::__private::core::stringify!($field);
                $crate::__private::beside(&self.$inner, name, &self.$field, __serializer)
            }
        }
    };
    ($container:ident<Inner $(, $T:ident)?>, $inner:ident, $field:ident, $name:literal) => {
        #[automatically_derived]
        impl<Inner $(, $T)?> $crate::__private::serde::Serialize for $container<Inner $(, $T)?>
        where
            Inner: $crate::__private::serde::Serialize + $crate::Rooted,
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
                        $crate::__private::tagged(<$model as $crate::Model>::MORPH_NAME, &**row, __serializer)
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

/// Whether two names are the same, at compile time.
pub const fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut n = 0;
    while n < a.len() {
        if a[n] != b[n] {
            return false;
        }
        n += 1;
    }
    true
}

/// The name of a property, as a value.
#[derive(Debug)]
pub struct PropertyName<P>(PhantomData<fn() -> P>);

impl<P> PropertyName<P> {
    pub const NEW: Self = PropertyName(PhantomData);
}

/// The loaded value of a relation that was not refined.
pub type Value<K> = <<K as crate::RelationDef>::Shape as crate::shape::Shape<
    crate::Unrefined,
    <K as crate::RelationDef>::Related,
>>::Value;
