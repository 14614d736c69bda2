#[automatically_derived]
impl ::diesel_relations::Rooted for Post {
    type Model = Post;
    type Kind = ::diesel_relations::__private::Core;
    fn model(&self) -> &Post {
        self
    }
}
#[automatically_derived]
impl ::diesel_relations::Model for Post {
    const TABLE: &'static str = "posts";
    const MORPH_NAME: &'static str = "Post";
    type Table = posts::table;
    type PrimaryKey = <posts::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = ::diesel_relations::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: ::diesel_relations::__private::core::option::Option<
        fn(&Post) -> Post,
    > = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoClone as _;
        ::diesel_relations::__private::CloneOf::<Post>::CLONE
    };
}
#[automatically_derived]
impl ::diesel_relations::HasKey<posts::id> for Post {
    type Key = <i32 as ::diesel_relations::__private::KeyField<
        <posts::id as ::diesel_relations::__private::KeyNullability>::IsNull,
    >>::Key;
    fn key(
        &self,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <Post as ::diesel_relations::HasKey<posts::id>>::Key,
        >,
    > {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::key(&self.id)
            .map(::diesel_relations::__private::std::borrow::Cow::Borrowed)
    }
    fn set_key(&mut self, key: <Post as ::diesel_relations::HasKey<posts::id>>::Key) {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::set(&mut self.id, key)
    }
    fn take_key(
        &mut self,
    ) -> ::diesel_relations::__private::core::option::Option<
        <Post as ::diesel_relations::HasKey<posts::id>>::Key,
    > {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::take(&mut self.id)
    }
}
#[automatically_derived]
impl ::diesel_relations::HasKey<posts::user_id> for Post {
    type Key = <i32 as ::diesel_relations::__private::KeyField<
        <posts::user_id as ::diesel_relations::__private::KeyNullability>::IsNull,
    >>::Key;
    fn key(
        &self,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <Post as ::diesel_relations::HasKey<posts::user_id>>::Key,
        >,
    > {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::user_id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::key(&self.user_id)
            .map(::diesel_relations::__private::std::borrow::Cow::Borrowed)
    }
    fn set_key(
        &mut self,
        key: <Post as ::diesel_relations::HasKey<posts::user_id>>::Key,
    ) {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::user_id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::set(&mut self.user_id, key)
    }
    fn take_key(
        &mut self,
    ) -> ::diesel_relations::__private::core::option::Option<
        <Post as ::diesel_relations::HasKey<posts::user_id>>::Key,
    > {
        <i32 as ::diesel_relations::__private::KeyField<
            <posts::user_id as ::diesel_relations::__private::KeyNullability>::IsNull,
        >>::take(&mut self.user_id)
    }
}
/// The relation `author` of [`Post`]: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`. Used as [`Post::AUTHOR`].
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct PostAuthor;
#[automatically_derived]
impl ::diesel_relations::RelationDef for PostAuthor {
    const NAME: &'static str = "author";
    const LOCAL: (&'static str, &'static str) = ("posts", "user_id");
    const REMOTE: &'static str = "users";
    type Parent = Post;
    type Related = User;
    type Base = users::table;
    type Source = users::table;
    type Own = ::diesel_relations::Every;
    type Seen = ::diesel_relations::NotTrashed;
    type KeyColumn = <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type LocalColumn = posts::user_id;
    type Key = <Post as ::diesel_relations::HasKey<posts::user_id>>::Key;
    fn local_key(
        parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <PostAuthor as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<posts::user_id>::key(parent)
    }
    type Shape = ::diesel_relations::Owner<
        <<PostAuthor as ::diesel_relations::RelationDef>::LocalColumn as ::diesel_relations::__private::KeyNullability>::IsNull,
    >;
    type With<Inner, T> = PostWithAuthor<Inner, T>;
    type WithCount<Inner> = PostWithAuthorCount<Inner>;
    fn base() -> <PostAuthor as ::diesel_relations::RelationDef>::Base {
        users::table
    }
    fn own() -> <PostAuthor as ::diesel_relations::RelationDef>::Own {
        ::diesel_relations::Every
    }
    fn wrap<Inner, T>(inner: Inner, value: T) -> PostWithAuthor<Inner, T> {
        PostWithAuthor {
            __inner: inner,
            author: value,
        }
    }
    fn wrap_count<Inner>(inner: Inner, count: i64) -> PostWithAuthorCount<Inner> {
        PostWithAuthorCount::__new(inner, count)
    }
}
#[automatically_derived]
impl ::diesel_relations::DeclaredOn<Post> for PostAuthor {}
impl Post {
    /** The row of `author`: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    const AUTHOR: ::diesel_relations::Relation<PostAuthor> = ::diesel_relations::Relation::declared();
    /// A query of the row of `author` of this row: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.
    fn author(&self) -> ::diesel_relations::Bound<PostAuthor> {
        ::diesel_relations::Bound::to(self)
    }
}
/// [`Post`] with the loaded relation `author`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithAuthor<
    Inner = Post,
    T = ::diesel_relations::__private::Value<PostAuthor, Inner>,
> {
    __inner: Inner,
    /// The loaded `author`.
    pub author: T,
}
impl<Inner, T> PostWithAuthor<Inner, T> {
    /// The row inside, and the field beside it.
    fn into_parts(self) -> (Inner, T) {
        (self.__inner, self.author)
    }
}
#[automatically_derived]
impl<Inner, T> ::diesel_relations::__private::core::ops::Deref
for PostWithAuthor<Inner, T> {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<Inner, T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithAuthor<Inner, T> {
    fn deref_mut(&mut self) -> &mut Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<Inner, T> ::diesel_relations::Rooted for PostWithAuthor<Inner, T>
where
    Inner: ::diesel_relations::Rooted,
{
    type Model = <Inner as ::diesel_relations::Rooted>::Model;
    type Kind = ::diesel_relations::__private::Around<T>;
    fn model(&self) -> &<Inner as ::diesel_relations::Rooted>::Model {
        ::diesel_relations::Rooted::model(&self.__inner)
    }
}
#[automatically_derived]
impl<Inner, T> ::diesel_relations::__private::BesideRow<T> for PostWithAuthor<Inner, T> {
    fn beside(&self) -> &T {
        &self.author
    }
}
::diesel_relations::__private::__serialize!(
    PostWithAuthor < Inner, T >, __inner, author, "author"
);
/// [`Post`] with the number of rows of `author`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithAuthorCount<Inner = Post> {
    __inner: Inner,
    /// How many rows `author` has.
    pub author_count: i64,
}
impl<Inner> PostWithAuthorCount<Inner> {
    fn __new(inner: Inner, count: i64) -> PostWithAuthorCount<Inner> {
        PostWithAuthorCount {
            __inner: inner,
            author_count: count,
        }
    }
}
impl<Inner> PostWithAuthorCount<Inner> {
    /// The row inside, and the field beside it.
    fn into_parts(self) -> (Inner, i64) {
        (self.__inner, self.author_count)
    }
}
#[automatically_derived]
impl<Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithAuthorCount<Inner> {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithAuthorCount<Inner> {
    fn deref_mut(&mut self) -> &mut Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<Inner> ::diesel_relations::Rooted for PostWithAuthorCount<Inner>
where
    Inner: ::diesel_relations::Rooted,
{
    type Model = <Inner as ::diesel_relations::Rooted>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    fn model(&self) -> &<Inner as ::diesel_relations::Rooted>::Model {
        ::diesel_relations::Rooted::model(&self.__inner)
    }
}
#[automatically_derived]
impl<Inner> ::diesel_relations::__private::BesideRow<()> for PostWithAuthorCount<Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__serialize!(
    PostWithAuthorCount < Inner >, __inner, author_count, "author_count"
);
