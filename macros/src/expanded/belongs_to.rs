type __AuthorOfPostRelated = User;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for Post {
    type Model = Post;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id", "user_id"],
    );
    fn model(this: &Post) -> &Post {
        this
    }
}
#[automatically_derived]
impl ::diesel_relations::ModelDef for Post {
    const TABLE: &'static str = "posts";
    const MORPH_NAME: &'static str = "Post";
    type Table = posts::table;
    type Base = posts::table;
    type BaseOn<__T> = __T;
    fn base_on<__T: ::diesel_relations::__private::core::default::Default>() -> __T {
        <__T as ::diesel_relations::__private::core::default::Default>::default()
    }
    fn base() -> posts::table {
        posts::table
    }
    type PrimaryKey = <posts::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = ::diesel_relations::__private::HardDelete;
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
impl ::diesel_relations::Model for Post {}
#[automatically_derived]
impl ::diesel_relations::ModelQuery for Post
where
    for<'__a> ::diesel_relations::__private::Is<
        { ::diesel_relations::__private::__has_query!(Post) },
    >: ::diesel_relations::__private::No,
{}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<posts::id> for Post {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <posts::id as ::diesel_relations::__private::KeyColumns>::IsNull,
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
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<posts::user_id> for Post {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <posts::user_id as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.user_id
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.user_id
    }
}
/// The relation `author` of [`Post`]: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`. Used as [`Post::AUTHOR`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct AuthorOfPost<__Of = ::diesel_relations::__private::Of<(__AuthorOfPostRelated,)>>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __AUTHOR_OF_POST: ::diesel_relations::__private::core::primitive::bool = {
    <<<__AuthorOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey as ::diesel_relations::__private::KeyMatches<
        posts::user_id,
    >>::MATCHES && true
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for AuthorOfPost {
    const NAME: &'static str = "author";
    const COUNT: &'static str = "author_count";
    const LOCAL: (&'static str, &'static str) = ("posts", "user_id");
    const REMOTE: &'static str = <__AuthorOfPostRelated as ::diesel_relations::ModelDef>::TABLE;
    type Checked = ::diesel_relations::__private::Check<{ __AUTHOR_OF_POST }>;
    type Parent = Post;
    type Related = __AuthorOfPostRelated;
    type Source = ::diesel_relations::__private::Behind<
        <AuthorOfPost as ::diesel_relations::RelationDef>::Checked,
        <__AuthorOfPostRelated as ::diesel_relations::ModelDef>::Table,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <AuthorOfPost as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <AuthorOfPost as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <AuthorOfPost as ::diesel_relations::RelationDef>::Checked,
        <<__AuthorOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
    >;
    type LocalColumn = posts::user_id;
    type Key = <Post as ::diesel_relations::HasKey<posts::user_id>>::Key;
    fn local_key(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <AuthorOfPost as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<posts::user_id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Owner<
        <<AuthorOfPost as ::diesel_relations::RelationDef>::LocalColumn as ::diesel_relations::__private::KeyColumns>::IsNull,
    >;
    type With<__Inner, __T> = PostWithAuthor<__Inner, __T>;
    type WithCount<__Inner> = PostWithAuthorCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> PostWithAuthor<__Inner, __T> {
        PostWithAuthor {
            __inner,
            author: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> PostWithAuthorCount<__Inner> {
        PostWithAuthorCount {
            __inner,
            author_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Post> for AuthorOfPost {}
#[allow(private_interfaces)]
impl Post {
    /** The row of `author`: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    const AUTHOR: ::diesel_relations::Relation<AuthorOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the row of `author` of this row: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.
    fn author(&self) -> ::diesel_relations::RelatedQuery<AuthorOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`Post`] with the loaded relation `author`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithAuthor<
    __Inner = Post,
    __T = ::diesel_relations::__private::Value<AuthorOfPost, __Inner>,
> {
    __inner: __Inner,
    /// The loaded `author`.
    pub author: __T,
}
impl<__Inner, __T> PostWithAuthor<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithAuthor {
            __inner,
            author: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.author)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for PostWithAuthor<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithAuthor<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for PostWithAuthor<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["author"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for PostWithAuthor<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.author
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for PostWithAuthor<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.author
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithAuthor < __Inner, __T >, __inner, author
);
::diesel_relations::__private::__serde!(
    PostWithAuthor < __Inner, __T >, __inner, author, "author"
);
/// [`Post`] with the number of rows of `author`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithAuthorCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `author`.
    pub author_count: i64,
}
impl<__Inner> PostWithAuthorCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithAuthorCount {
            __inner,
            author_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.author_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithAuthorCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithAuthorCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for PostWithAuthorCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["author_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for PostWithAuthorCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithAuthorCount < __Inner >, __inner, author_count
);
::diesel_relations::__private::__serde!(
    PostWithAuthorCount < __Inner >, __inner, author_count, "author_count"
);
