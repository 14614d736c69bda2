//! Values beside a row, under names of the user's choice.

use std::marker::PhantomData;
/// Declares the row that [`with_property`](crate::Query::with_property) loads: a wrapper with one more field.
///
/// `property!(pub WithVotes => votes: Option<i64>)` declares `WithVotes<Inner>`, which derefs to `Inner` and has the field
/// `votes`. Its name stands for it in `.with_property(WithVotes, User::POSTS.sum(posts::votes))`. The type is what Diesel
/// decodes of the expression: `i64` for a count, an `Option` for other aggregates.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// diesel_relations::property! {
///     /// A user with the number of drafts.
///     pub WithDrafts => drafts_count: i64
/// }
///
/// let drafts = User::POSTS.filter(posts::published.eq(false));
/// let users: Vec<WithDrafts<User>> = User::query().order(users::id).with_property(WithDrafts, drafts.count()).load(conn)?;
/// assert_eq!((users[0].name.as_str(), users[0].drafts_count), ("Alice", 1));
/// # Ok(()) }
/// ```
#[macro_export]
macro_rules! property {
    ($(#[$attribute:meta])* $vis:vis $name:ident => $field:ident: $ty:ty $(,)?) => {
        $(#[$attribute])*
        #[derive(
            $crate::__private::core::fmt::Debug,
            $crate::__private::core::clone::Clone,
            $crate::__private::core::cmp::PartialEq,
        )]
        #[allow(dead_code)]
        $vis struct $name<__Inner = (), __T = $ty> {
            __inner: __Inner,
            #[allow(missing_docs)]
            pub $field: __T,
        }

        /// Stands for the property in `with_property`.
        #[allow(non_upper_case_globals, dead_code)]
        $vis const $name: $crate::__private::PropertyName<$name> = $crate::__private::PropertyName::NEW;

        #[allow(dead_code)]
        impl<__Inner, __T> $name<__Inner, __T> {
            /// A row and the value of its field, put together by hand: what a unit test needs.
            $vis fn new(__inner: __Inner, __value: __T) -> Self {
                $name { __inner, $field: __value }
            }

            /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
            $vis fn into_parts(this: Self) -> (__Inner, __T) {
                (this.__inner, this.$field)
            }
        }

        #[automatically_derived]
        impl $crate::__private::Property for $name {
            const NAME: &'static $crate::__private::core::primitive::str =
                $crate::__private::core::stringify!($field);
            type Value = $ty;
            type With<__Inner> = $name<__Inner>;
            fn wrap<__Inner>(__inner: __Inner, __value: $ty) -> $name<__Inner> {
                $name { __inner, $field: __value }
            }
        }

        #[automatically_derived]
        impl<__Inner, __T> $crate::__private::core::ops::Deref for $name<__Inner, __T> {
            type Target = __Inner;
            fn deref(&self) -> &__Inner {
                &self.__inner
            }
        }

        #[automatically_derived]
        impl<__Inner, __T> $crate::__private::core::ops::DerefMut for $name<__Inner, __T> {
            fn deref_mut(&mut self) -> &mut __Inner {
                &mut self.__inner
            }
        }

        #[automatically_derived]
        impl<__Inner: $crate::LoadedRow, __T> $crate::LoadedRow for $name<__Inner, __T> {
            type Model = __Inner::Model;
            type Kind = $crate::__private::Around<()>;
            const NAMES: &'static $crate::__private::RowNames =
                &$crate::__private::RowNames::beside(&[$crate::__private::core::stringify!($field)], __Inner::NAMES);
            fn model(this: &Self) -> &__Inner::Model {
                $crate::LoadedRow::model(&this.__inner)
            }
        }

        #[automatically_derived]
        impl<__Inner, __T> $crate::__private::BesideRow<()> for $name<__Inner, __T> {
            fn beside(&self) -> &() {
                &()
            }
        }

        $crate::__private::__pass_on! { $name<__Inner, __T>, __inner, $field }
        $crate::__private::__serde! { $name<__Inner, __T>, __inner, $field, $crate::__private::core::stringify!($field) }
    };
}

/// The name of a property, as a value.
#[derive(Debug)]
pub struct PropertyName<P>(PhantomData<fn() -> P>);

impl<P> PropertyName<P> {
    /// The name.
    pub const NEW: Self = PropertyName(PhantomData);
}
