#[automatically_derived]
impl relations::Rooted for User {
    type Model = User;
    type Kind = relations::__private::Core;
    fn model(&self) -> &User {
        self
    }
}
#[automatically_derived]
impl relations::Model for User {
    const TABLE: &'static str = "users";
    const MORPH_NAME: &'static str = "User";
    type Table = schema::users::table;
    type PrimaryKey = <schema::users::table as relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = relations::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: relations::__private::core::option::Option<fn(&User) -> User> = {
        #[allow(unused_imports)]
        use relations::__private::NoClone as _;
        relations::__private::CloneOf::<User>::CLONE
    };
}
#[automatically_derived]
impl relations::HasKey<schema::users::uid> for User {
    type Key = <i32 as relations::__private::KeyField<
        <schema::users::uid as relations::__private::KeyNullability>::IsNull,
    >>::Key;
    fn key(
        &self,
    ) -> relations::__private::core::option::Option<
        relations::__private::std::borrow::Cow<
            '_,
            <User as relations::HasKey<schema::users::uid>>::Key,
        >,
    > {
        <i32 as relations::__private::KeyField<
            <schema::users::uid as relations::__private::KeyNullability>::IsNull,
        >>::key(&self.uid)
            .map(relations::__private::std::borrow::Cow::Borrowed)
    }
    fn set_key(&mut self, key: <User as relations::HasKey<schema::users::uid>>::Key) {
        <i32 as relations::__private::KeyField<
            <schema::users::uid as relations::__private::KeyNullability>::IsNull,
        >>::set(&mut self.uid, key)
    }
    fn take_key(
        &mut self,
    ) -> relations::__private::core::option::Option<
        <User as relations::HasKey<schema::users::uid>>::Key,
    > {
        <i32 as relations::__private::KeyField<
            <schema::users::uid as relations::__private::KeyNullability>::IsNull,
        >>::take(&mut self.uid)
    }
}
#[automatically_derived]
impl relations::HasKey<schema::users::title> for User {
    type Key = <String as relations::__private::KeyField<
        <schema::users::title as relations::__private::KeyNullability>::IsNull,
    >>::Key;
    fn key(
        &self,
    ) -> relations::__private::core::option::Option<
        relations::__private::std::borrow::Cow<
            '_,
            <User as relations::HasKey<schema::users::title>>::Key,
        >,
    > {
        <String as relations::__private::KeyField<
            <schema::users::title as relations::__private::KeyNullability>::IsNull,
        >>::key(&self.name)
            .map(relations::__private::std::borrow::Cow::Borrowed)
    }
    fn set_key(&mut self, key: <User as relations::HasKey<schema::users::title>>::Key) {
        <String as relations::__private::KeyField<
            <schema::users::title as relations::__private::KeyNullability>::IsNull,
        >>::set(&mut self.name, key)
    }
    fn take_key(
        &mut self,
    ) -> relations::__private::core::option::Option<
        <User as relations::HasKey<schema::users::title>>::Key,
    > {
        <String as relations::__private::KeyField<
            <schema::users::title as relations::__private::KeyNullability>::IsNull,
        >>::take(&mut self.name)
    }
}
/// The relation `final` of [`User`]: `SELECT posts.* FROM posts WHERE posts.editor = users.title`. Used as [`User::FINAL`].
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub(crate) struct UserFinal;
#[automatically_derived]
impl relations::RelationDef for UserFinal {
    const NAME: &'static str = "final";
    const LOCAL: (&'static str, &'static str) = ("users", "title");
    const REMOTE: &'static str = "posts";
    type Parent = User;
    type Related = Post;
    type Base = schema::posts::table;
    type Source = schema::posts::table;
    type Own = relations::Giving<
        relations::Only<__user_final_all>,
        schema::posts::table,
        __user_final_values,
    >;
    type Seen = relations::NotTrashed;
    type KeyColumn = schema::posts::editor;
    type LocalColumn = schema::users::title;
    type Key = <User as relations::HasKey<schema::users::title>>::Key;
    fn local_key(
        parent: &User,
    ) -> relations::__private::core::option::Option<
        relations::__private::std::borrow::Cow<
            '_,
            <UserFinal as relations::RelationDef>::Key,
        >,
    > {
        relations::HasKey::<schema::users::title>::key(parent)
    }
    type Shape = relations::One;
    type With<Inner, T> = UserWithFinal<Inner, T>;
    type WithCount<Inner> = UserWithFinalCount<Inner>;
    fn base() -> <UserFinal as relations::RelationDef>::Base {
        schema::posts::table
    }
    fn own() -> <UserFinal as relations::RelationDef>::Own {
        relations::Giving::of(
            relations::Only::of::<schema::posts::table>(__user_final_all()),
            __user_final_values(),
        )
    }
    fn wrap<Inner, T>(inner: Inner, value: T) -> UserWithFinal<Inner, T> {
        UserWithFinal {
            __inner: inner,
            r#final: value,
        }
    }
    fn wrap_count<Inner>(inner: Inner, count: i64) -> UserWithFinalCount<Inner> {
        UserWithFinalCount::__new(inner, count)
    }
}
#[automatically_derived]
impl relations::DeclaredOn<User> for UserFinal {}
impl User {
    /** The row of `final`: `SELECT posts.* FROM posts WHERE posts.editor = users.title`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub(crate) const FINAL: relations::Relation<UserFinal> = relations::Relation::declared();
    /// A query of the row of `final` of this row: `SELECT posts.* FROM posts WHERE posts.editor = users.title`.
    pub(crate) fn r#final(&self) -> relations::Bound<UserFinal> {
        relations::Bound::to(self)
    }
}
/// [`User`] with the loaded relation `final`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub(crate) struct UserWithFinal<
    Inner = User,
    T = relations::__private::core::option::Option<Post>,
> {
    __inner: Inner,
    /// The loaded `final`.
    pub r#final: T,
}
impl<Inner, T> UserWithFinal<Inner, T> {
    /// The row inside, and the field beside it.
    pub(crate) fn into_parts(self) -> (Inner, T) {
        (self.__inner, self.r#final)
    }
}
#[automatically_derived]
impl<Inner, T> relations::__private::core::ops::Deref for UserWithFinal<Inner, T> {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<Inner, T> relations::__private::core::ops::DerefMut for UserWithFinal<Inner, T> {
    fn deref_mut(&mut self) -> &mut Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<Inner, T> relations::Rooted for UserWithFinal<Inner, T>
where
    Inner: relations::Rooted,
{
    type Model = <Inner as relations::Rooted>::Model;
    type Kind = relations::__private::Around<T>;
    fn model(&self) -> &<Inner as relations::Rooted>::Model {
        relations::Rooted::model(&self.__inner)
    }
}
#[automatically_derived]
impl<Inner, T> relations::__private::BesideRow<T> for UserWithFinal<Inner, T> {
    fn beside(&self) -> &T {
        &self.r#final
    }
}
relations::__private::__serialize!(
    UserWithFinal < Inner, T >, __inner, r#final, "final"
);
/// [`User`] with the number of rows of `final`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub(crate) struct UserWithFinalCount<Inner = User> {
    __inner: Inner,
    /// How many rows `final` has.
    pub final_count: i64,
}
impl<Inner> UserWithFinalCount<Inner> {
    fn __new(inner: Inner, count: i64) -> UserWithFinalCount<Inner> {
        UserWithFinalCount {
            __inner: inner,
            final_count: count,
        }
    }
}
impl<Inner> UserWithFinalCount<Inner> {
    /// The row inside, and the field beside it.
    pub(crate) fn into_parts(self) -> (Inner, i64) {
        (self.__inner, self.final_count)
    }
}
#[automatically_derived]
impl<Inner> relations::__private::core::ops::Deref for UserWithFinalCount<Inner> {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<Inner> relations::__private::core::ops::DerefMut for UserWithFinalCount<Inner> {
    fn deref_mut(&mut self) -> &mut Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<Inner> relations::Rooted for UserWithFinalCount<Inner>
where
    Inner: relations::Rooted,
{
    type Model = <Inner as relations::Rooted>::Model;
    type Kind = relations::__private::Around<()>;
    fn model(&self) -> &<Inner as relations::Rooted>::Model {
        relations::Rooted::model(&self.__inner)
    }
}
#[automatically_derived]
impl<Inner> relations::__private::BesideRow<()> for UserWithFinalCount<Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
relations::__private::__serialize!(
    UserWithFinalCount < Inner >, __inner, final_count, "final_count"
);
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[relations::__private::diesel::dsl::auto_type(
    dsl_path = "relations::__private::diesel::dsl"
)]
fn __user_final() -> _ {
    posts::id.gt(1i32)
}
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[relations::__private::diesel::dsl::auto_type(
    dsl_path = "relations::__private::diesel::dsl"
)]
fn __user_final_values() -> _ {
    (
        schema::posts::kind.eq("dev"),
        schema::posts::topic.eq(relations::__private::Null),
        schema::posts::votes.eq(1i32),
    )
}
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    trivial_casts,
    trivial_numeric_casts,
    clippy::unnecessary_cast
)]
#[relations::__private::diesel::dsl::auto_type(
    dsl_path = "relations::__private::diesel::dsl"
)]
fn __user_final_all() -> _ {
    schema::posts::kind.eq("dev").and(schema::posts::topic.is_null()).and(__user_final())
}
