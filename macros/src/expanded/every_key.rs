#[doc(hidden)]
use relations as __relations_of_user;
type __FinalOfUserRelated = Post;
#[automatically_derived]
impl __relations_of_user::LoadedRow for User {
    type Model = User;
    type Kind = __relations_of_user::__private::Core;
    const NAMES: &'static __relations_of_user::__private::RowNames = &__relations_of_user::__private::RowNames::of(
        &["uid", "name"],
    );
    fn model(this: &User) -> &User {
        this
    }
}
#[automatically_derived]
impl __relations_of_user::ModelDef for User {
    const TABLE: &'static str = "users";
    const MORPH_NAME: &'static str = "User";
    type Table = schema::users::table;
    type Base = schema::users::table;
    type BaseOn<__T> = __T;
    fn base_on<__T: __relations_of_user::__private::core::default::Default>() -> __T {
        <__T as __relations_of_user::__private::core::default::Default>::default()
    }
    fn base() -> schema::users::table {
        schema::users::table
    }
    type PrimaryKey = <schema::users::table as __relations_of_user::__private::diesel::Table>::PrimaryKey;
    type Deletion = __relations_of_user::__private::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: __relations_of_user::__private::core::option::Option<
        fn(&User) -> User,
    > = {
        #[allow(unused_imports)]
        use __relations_of_user::__private::NoClone as _;
        __relations_of_user::__private::CloneOf::<User>::CLONE
    };
}
#[automatically_derived]
impl __relations_of_user::Model for User {}
#[automatically_derived]
impl __relations_of_user::ModelQuery for User
where
    for<'__a> __relations_of_user::__private::Is<
        { __relations_of_user::__private::__has_query!(User) },
    >: __relations_of_user::__private::No,
{}
#[automatically_derived]
impl __relations_of_user::__private::HasKeyField<schema::users::uid> for User {
    type Field = __relations_of_user::__private::Checked<
        i32,
        {
            <<i32 as __relations_of_user::__private::KeyField<
                <schema::users::uid as __relations_of_user::__private::KeyColumns>::IsNull,
            >>::Key as __relations_of_user::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.uid
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.uid
    }
}
#[automatically_derived]
impl __relations_of_user::__private::HasKeyField<schema::users::title> for User {
    type Field = __relations_of_user::__private::Checked<
        String,
        {
            <<String as __relations_of_user::__private::KeyField<
                <schema::users::title as __relations_of_user::__private::KeyColumns>::IsNull,
            >>::Key as __relations_of_user::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.name
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.name
    }
}
/// The relation `final` of [`User`]: `SELECT posts.* FROM posts WHERE posts.editor = users.title`. Used as [`User::FINAL`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub(crate) struct FinalOfUser<
    __Of = __relations_of_user::__private::Of<(__FinalOfUserRelated,)>,
>(
    __relations_of_user::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __FINAL_OF_USER: __relations_of_user::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use __relations_of_user::__private::NoModel as _;
        let _ = __relations_of_user::__private::TableOf::<
            __FinalOfUserRelated,
            schema::posts::table,
        >::is;
    }
    let _ = <__user_final as __relations_of_user::__private::ConditionOn<
        schema::posts::table,
    >>::IS_ON;
    <schema::posts::editor as __relations_of_user::__private::KeyMatches<
        schema::users::title,
    >>::MATCHES
        && <schema::posts::editor as __relations_of_user::__private::KeyOf<
            schema::posts::table,
        >>::IS_COLUMN
};
#[automatically_derived]
impl __relations_of_user::RelationDef for FinalOfUser {
    const NAME: &'static str = "final";
    const COUNT: &'static str = "final_count";
    const LOCAL: (&'static str, &'static str) = ("users", "title");
    const REMOTE: &'static str = "posts";
    type Checked = __relations_of_user::__private::Check<{ __FINAL_OF_USER }>;
    type Parent = User;
    type Related = __FinalOfUserRelated;
    type Source = __relations_of_user::__private::Behind<
        <FinalOfUser as __relations_of_user::RelationDef>::Checked,
        schema::posts::table,
    >;
    type Scope = __relations_of_user::__private::Condition<__user_final_all>;
    fn scope() -> <FinalOfUser as __relations_of_user::RelationDef>::Scope {
        __relations_of_user::__private::Condition::new(__user_final_all())
    }
    type Through = __relations_of_user::__private::AllRows;
    type Visible = __relations_of_user::__private::NotTrashed;
    type First = ();
    type Fields = __relations_of_user::__private::NoFields;
    type PivotFields = ();
    type Defaults = <__user_final_values as __relations_of_user::__private::ColumnValues<
        schema::posts::table,
    >>::Values;
    fn defaults() -> <FinalOfUser as __relations_of_user::RelationDef>::Defaults {
        __relations_of_user::__private::ColumnValues::into_values(__user_final_values())
    }
    type KeyColumn = __relations_of_user::__private::Behind<
        <FinalOfUser as __relations_of_user::RelationDef>::Checked,
        schema::posts::editor,
    >;
    type LocalColumn = schema::users::title;
    type Key = <User as __relations_of_user::HasKey<schema::users::title>>::Key;
    fn local_key(
        __parent: &User,
    ) -> __relations_of_user::__private::core::option::Option<
        __relations_of_user::__private::std::borrow::Cow<
            '_,
            <FinalOfUser as __relations_of_user::RelationDef>::Key,
        >,
    > {
        __relations_of_user::HasKey::<schema::users::title>::key(__parent)
    }
    type Shape = __relations_of_user::__private::One;
    type With<__Inner, __T> = UserWithFinal<__Inner, __T>;
    type WithCount<__Inner> = UserWithFinalCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> UserWithFinal<__Inner, __T> {
        UserWithFinal {
            __inner,
            r#final: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> UserWithFinalCount<__Inner> {
        UserWithFinalCount {
            __inner,
            final_count: __count,
        }
    }
}
#[automatically_derived]
impl __relations_of_user::__private::DeclaredOn<User> for FinalOfUser {}
#[allow(private_interfaces)]
impl User {
    /** The row of `final`: `SELECT posts.* FROM posts WHERE posts.editor = users.title`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub(crate) const FINAL: __relations_of_user::Relation<FinalOfUser> = __relations_of_user::Relation::declared();
    /// A query of the row of `final` of this row: `SELECT posts.* FROM posts WHERE posts.editor = users.title`.
    pub(crate) fn r#final(&self) -> __relations_of_user::RelatedQuery<FinalOfUser> {
        __relations_of_user::RelatedQuery::to(self)
    }
}
/// [`User`] with the loaded relation `final`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub(crate) struct UserWithFinal<
    __Inner = User,
    __T = __relations_of_user::__private::core::option::Option<__FinalOfUserRelated>,
> {
    __inner: __Inner,
    /// The loaded `final`.
    pub r#final: __T,
}
impl<__Inner, __T> UserWithFinal<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub(crate) fn new(__inner: __Inner, __value: __T) -> Self {
        UserWithFinal {
            __inner,
            r#final: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub(crate) fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.r#final)
    }
}
#[automatically_derived]
impl<__Inner, __T> __relations_of_user::__private::core::ops::Deref
for UserWithFinal<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> __relations_of_user::__private::core::ops::DerefMut
for UserWithFinal<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> __relations_of_user::LoadedRow for UserWithFinal<__Inner, __T>
where
    __Inner: __relations_of_user::LoadedRow,
{
    type Model = <__Inner as __relations_of_user::LoadedRow>::Model;
    type Kind = __relations_of_user::__private::Around<__T>;
    const NAMES: &'static __relations_of_user::__private::RowNames = &__relations_of_user::__private::RowNames::beside(
        &["final"],
        <__Inner as __relations_of_user::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as __relations_of_user::LoadedRow>::Model {
        __relations_of_user::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> __relations_of_user::__private::BesideRow<__T>
for UserWithFinal<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.r#final
    }
}
#[automatically_derived]
impl<__Inner, __T> __relations_of_user::__private::Holds<__T>
for UserWithFinal<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.r#final
    }
}
__relations_of_user::__private::__pass_on!(
    UserWithFinal < __Inner, __T >, __inner, r#final
);
__relations_of_user::__private::__serde!(
    UserWithFinal < __Inner, __T >, __inner, r#final, "final"
);
/// [`User`] with the number of rows of `final`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub(crate) struct UserWithFinalCount<__Inner = User> {
    __inner: __Inner,
    /// The number of rows of `final`.
    pub final_count: i64,
}
impl<__Inner> UserWithFinalCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub(crate) fn new(__inner: __Inner, __value: i64) -> Self {
        UserWithFinalCount {
            __inner,
            final_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub(crate) fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.final_count)
    }
}
#[automatically_derived]
impl<__Inner> __relations_of_user::__private::core::ops::Deref
for UserWithFinalCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> __relations_of_user::__private::core::ops::DerefMut
for UserWithFinalCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> __relations_of_user::LoadedRow for UserWithFinalCount<__Inner>
where
    __Inner: __relations_of_user::LoadedRow,
{
    type Model = <__Inner as __relations_of_user::LoadedRow>::Model;
    type Kind = __relations_of_user::__private::Around<()>;
    const NAMES: &'static __relations_of_user::__private::RowNames = &__relations_of_user::__private::RowNames::beside(
        &["final_count"],
        <__Inner as __relations_of_user::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as __relations_of_user::LoadedRow>::Model {
        __relations_of_user::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> __relations_of_user::__private::BesideRow<()>
for UserWithFinalCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
__relations_of_user::__private::__pass_on!(
    UserWithFinalCount < __Inner >, __inner, final_count
);
__relations_of_user::__private::__serde!(
    UserWithFinalCount < __Inner >, __inner, final_count, "final_count"
);
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[__relations_of_user::__private::diesel::dsl::auto_type(
    dsl_path = "__relations_of_user::__private::diesel::dsl"
)]
fn __user_final() -> _ {
    posts::id.gt(1i32)
}
#[doc(hidden)]
#[allow(unused_imports)]
use schema::posts::kind as __user_final_kind_column;
#[doc(hidden)]
#[allow(unused_imports)]
use schema::posts::topic as __user_final_topic_column;
#[doc(hidden)]
#[allow(unused_imports)]
use schema::posts::votes as __user_final_votes_column;
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[__relations_of_user::__private::diesel::dsl::auto_type(
    dsl_path = "__relations_of_user::__private::diesel::dsl"
)]
fn __user_final_values() -> _ {
    (
        __user_final_kind_column.eq("dev"),
        __user_final_topic_column.eq(__relations_of_user::__private::Null),
        __user_final_votes_column.eq(1i32),
    )
}
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[__relations_of_user::__private::diesel::dsl::auto_type(
    dsl_path = "__relations_of_user::__private::diesel::dsl"
)]
fn __user_final_all() -> _ {
    __user_final_kind_column
        .eq("dev")
        .and(__user_final_topic_column.is_null())
        .and(__user_final())
}
