//! The owners of a `morph_to` in queries. The derive makes a struct of them, and calls this macro for it: each impl
//! is for that struct alone, so that the compiler's messages about other relations stay those of other relations.

/// Implements for `Owners<A, B, ..>` of the model `M` what queries take.
#[macro_export]
#[doc(hidden)]
macro_rules! __morph_owners {
    ($Owners:ident, $Def:ident, $M:ty, $($A:ident),+) => {
        #[automatically_derived]
        impl<$($A,)+ __S> $crate::__private::RelationOf<$M, Self> for $Owners<$($A,)+ __S> {
            fn relations(self) -> Self {
                self
            }
        }

        #[automatically_derived]
        impl<$($A: $crate::__private::Arm,)+ __S: $crate::__private::Presence> $crate::__private::Loads for $Owners<$($A,)+ __S> {
            const NAMES: &'static $crate::__private::RowNames =
                &$crate::__private::RowNames::of(&[<$Def as $crate::MorphTo>::NAME]);
            type Values = $crate::__private::MorphValue<Self>;
            type Columns = $crate::__private::std::vec::IntoIter<Self::Values>;
            type Loaded<__P> = <$Def as $crate::MorphTo>::With<__P, Self::Values>;
            fn wrap<__P>(__row: __P, __value: Self::Values) -> Self::Loaded<__P> {
                <$Def as $crate::MorphTo>::wrap(__row, __value)
            }
        }

        #[automatically_derived]
        impl<$($A: $crate::__private::Arm,)+ __S: $crate::__private::Presence> $crate::__private::RelationField for $Owners<$($A,)+ __S> {
            type With<__Inner, __T> = <$Def as $crate::MorphTo>::With<__Inner, __T>;
            fn wrap_value<__Inner, __T>(__row: __Inner, __value: __T) -> Self::With<__Inner, __T> {
                <$Def as $crate::MorphTo>::wrap(__row, __value)
            }
        }

        #[automatically_derived]
        impl<$($A: $crate::__private::Arm,)+ __S: $crate::__private::Presence, __Mode, __C, __P> $crate::__private::Eager<__Mode, __C, __P>
            for $Owners<$($A,)+ __S>
        where
            <Self as $crate::__private::MorphOwners>::Arms:
                $crate::__private::LoadArms<__Mode, __C, __P, <Self as $crate::__private::MorphOwners>::Owner>,
            __P: $crate::LoadedRow<Model = $M>,
        {
            const NAMES_FIT: () = __P::NAMES.can_take(<$Def as $crate::MorphTo>::NAME);

            fn load_columns(
                self,
                __parents: &[__P],
                __extent: $crate::__private::Extent,
                __conn: &mut __C,
            ) -> impl $crate::__private::core::future::Future<Output = $crate::__private::diesel::QueryResult<Self::Columns>> {
                $crate::__private::load_column(self, __parents, __extent, __conn)
            }
        }

        #[automatically_derived]
        impl<$($A,)+ __S> $crate::__private::Existence<$M> for $Owners<$($A,)+ __S>
        where
            ($($A,)+): $crate::__private::AnyArm,
            Self: $crate::__private::MorphOwners<Arms = ($($A,)+)>,
        {
            type Exists = <($($A,)+) as $crate::__private::AnyArm>::Exists;
            type Absent = $crate::__private::IsNotTrue<<($($A,)+) as $crate::__private::AnyArm>::Exists>;
            fn exists(self) -> Self::Exists {
                $crate::__private::AnyArm::any($crate::__private::MorphOwners::into_arms(self))
            }
            fn absent(self) -> Self::Absent {
                $crate::__private::IsNotTrue::new($crate::__private::Existence::exists(self))
            }
        }

        #[automatically_derived]
        impl $Owners {
            /// Makes a row refer to an owner, in memory: by type and id.
            pub fn associate<__R, __O>(self, __row: &mut __R, __owner: &__O)
            where
                __R: $crate::LoadedRow<Kind: $crate::__private::Reach<__R>>,
                Self: $crate::__private::Associates<__R::Model, __O>,
            {
                $crate::__private::associate(self, __row, __owner);
            }

            /// Makes a row refer to no owner, in memory: type and id are `None`.
            pub fn dissociate<__R>(self, __row: &mut __R)
            where
                __R: $crate::LoadedRow<Kind: $crate::__private::Reach<__R>>,
                Self: $crate::__private::Dissociates<__R::Model>,
            {
                $crate::__private::dissociate(self, __row);
            }
        }

        impl<__O> $crate::__private::Associates<$M, __O> for $Owners
        where
            $Def: $crate::__private::Refers<__O>,
        {
            const NAME: &'static $crate::__private::core::primitive::str = <$Def as $crate::MorphTo>::NAME;
            fn associate(__row: &mut $M, __owner: &__O) {
                <$Def as $crate::__private::Refers<__O>>::refer(__row, __owner);
            }
        }

        #[automatically_derived]
        impl $crate::__private::Dissociates<$M> for $Owners
        where
            for<'__a> $Def: $crate::__private::CanBeWithout<$M>,
        {
            const NAME: &'static $crate::__private::core::primitive::str = <$Def as $crate::MorphTo>::NAME;
            fn dissociate(__row: &mut $M) {
                <$Def as $crate::__private::CanBeWithout<$M>>::dissociate(__row);
            }
        }
    };
}

pub use crate::__morph_owners;
