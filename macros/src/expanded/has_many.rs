type __PostsOfUserRelated = Post;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for User {
    type Model = User;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id"],
    );
    fn model(this: &User) -> &User {
        this
    }
}
#[automatically_derived]
impl ::diesel_relations::ModelDef for User {
    const TABLE: &'static str = "users";
    const MORPH_NAME: &'static str = "User";
    type Table = users::table;
    type Base = users::table;
    type BaseOn<__T> = __T;
    fn base_on<__T: ::diesel_relations::__private::core::default::Default>() -> __T {
        <__T as ::diesel_relations::__private::core::default::Default>::default()
    }
    fn base() -> users::table {
        users::table
    }
    type PrimaryKey = <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = ::diesel_relations::__private::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: ::diesel_relations::__private::core::option::Option<
        fn(&User) -> User,
    > = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoClone as _;
        ::diesel_relations::__private::CloneOf::<User>::CLONE
    };
}
#[automatically_derived]
impl ::diesel_relations::Model for User {}
#[automatically_derived]
impl ::diesel_relations::ModelQuery for User
where
    for<'__a> ::diesel_relations::__private::Is<
        { ::diesel_relations::__private::__has_query!(User) },
    >: ::diesel_relations::__private::No,
{}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<users::id> for User {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <users::id as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.id
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.id
    }
}
/// The relation `posts` of [`User`]: `SELECT posts.* FROM posts WHERE posts.user_id = users.id`. Used as [`User::POSTS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct PostsOfUser<
    __Of = ::diesel_relations::__private::Of<(__PostsOfUserRelated,)>,
>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __POSTS_OF_USER: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __PostsOfUserRelated,
            posts::table,
        >::is;
    }
    <posts::user_id as ::diesel_relations::__private::KeyMatches<users::id>>::MATCHES
        && <posts::user_id as ::diesel_relations::__private::KeyOf<
            posts::table,
        >>::IS_COLUMN
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for PostsOfUser {
    const NAME: &'static str = "posts";
    const COUNT: &'static str = "posts_count";
    const LOCAL: (&'static str, &'static str) = ("users", "id");
    const REMOTE: &'static str = "posts";
    type Checked = ::diesel_relations::__private::Check<{ __POSTS_OF_USER }>;
    type Parent = User;
    type Related = __PostsOfUserRelated;
    type Source = ::diesel_relations::__private::Behind<
        <PostsOfUser as ::diesel_relations::RelationDef>::Checked,
        posts::table,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <PostsOfUser as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <PostsOfUser as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <PostsOfUser as ::diesel_relations::RelationDef>::Checked,
        posts::user_id,
    >;
    type LocalColumn = users::id;
    type Key = <User as ::diesel_relations::HasKey<users::id>>::Key;
    fn local_key(
        __parent: &User,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <PostsOfUser as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<users::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = UserWithPosts<__Inner, __T>;
    type WithCount<__Inner> = UserWithPostsCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> UserWithPosts<__Inner, __T> {
        UserWithPosts {
            __inner,
            posts: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> UserWithPostsCount<__Inner> {
        UserWithPostsCount {
            __inner,
            posts_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<User> for PostsOfUser {}
#[allow(private_interfaces)]
impl User {
    /** The rows of `posts`: `SELECT posts.* FROM posts WHERE posts.user_id = users.id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const POSTS: ::diesel_relations::Relation<PostsOfUser> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `posts` of this row: `SELECT posts.* FROM posts WHERE posts.user_id = users.id`.
    pub fn posts(&self) -> ::diesel_relations::RelatedQuery<PostsOfUser> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`User`] with the loaded relation `posts`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithPosts<
    __Inner = User,
    __T = ::diesel_relations::__private::std::vec::Vec<__PostsOfUserRelated>,
> {
    __inner: __Inner,
    /// The loaded `posts`.
    pub posts: __T,
}
impl<__Inner, __T> UserWithPosts<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        UserWithPosts {
            __inner,
            posts: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.posts)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for UserWithPosts<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for UserWithPosts<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for UserWithPosts<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["posts"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for UserWithPosts<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.posts
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for UserWithPosts<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.posts
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithPosts < __Inner, __T >, __inner, posts
);
::diesel_relations::__private::__serde!(
    UserWithPosts < __Inner, __T >, __inner, posts, "posts"
);
/// [`User`] with the number of rows of `posts`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithPostsCount<__Inner = User> {
    __inner: __Inner,
    /// The number of rows of `posts`.
    pub posts_count: i64,
}
impl<__Inner> UserWithPostsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        UserWithPostsCount {
            __inner,
            posts_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.posts_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for UserWithPostsCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for UserWithPostsCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for UserWithPostsCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["posts_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for UserWithPostsCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithPostsCount < __Inner >, __inner, posts_count
);
::diesel_relations::__private::__serde!(
    UserWithPostsCount < __Inner >, __inner, posts_count, "posts_count"
);
