//! Values beside a row, under names of the user's choice.

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
        $vis struct $name<Inner = ()> {
            __inner: Inner,
            #[allow(missing_docs)]
            pub $field: $ty,
        }

        /// Stands for the property in `with_property`.
        #[allow(non_upper_case_globals, dead_code)]
        $vis const $name: $crate::__private::PropertyName<$name> = $crate::__private::PropertyName::NEW;

        #[allow(dead_code)]
        impl<Inner> $name<Inner> {
            /// The row inside, and the field beside it.
            $vis fn into_parts(self) -> (Inner, $ty) {
                (self.__inner, self.$field)
            }
        }

        #[automatically_derived]
        impl $crate::Property for $name {
            type Value = $ty;
            type With<Inner> = $name<Inner>;
            fn wrap<Inner>(inner: Inner, value: $ty) -> $name<Inner> {
                $name { __inner: inner, $field: value }
            }
        }

        #[automatically_derived]
        impl<Inner> $crate::__private::core::ops::Deref for $name<Inner> {
            type Target = Inner;
            fn deref(&self) -> &Inner {
                &self.__inner
            }
        }

        #[automatically_derived]
        impl<Inner> $crate::__private::core::ops::DerefMut for $name<Inner> {
            fn deref_mut(&mut self) -> &mut Inner {
                &mut self.__inner
            }
        }

        #[automatically_derived]
        impl<Inner: $crate::Rooted> $crate::Rooted for $name<Inner> {
            type Model = Inner::Model;
            type Kind = $crate::__private::Around<()>;
            fn model(&self) -> &Inner::Model {
                $crate::Rooted::model(&self.__inner)
            }
        }

        #[automatically_derived]
        impl<Inner> $crate::__private::BesideRow<()> for $name<Inner> {
            fn beside(&self) -> &() {
                &()
            }
        }

        $crate::__private::__serialize! { $name<Inner>, __inner, $field, $ty }
    };
}
