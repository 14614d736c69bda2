type __CommentsOfPostRelated = Comment;
type __TagsOfPostRelated = Tag;
type __AuthorOfPostRelated = User;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for Post {
    type Model = Post;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id", "title", "votes", "options", "created_at", "user_id"],
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
    type Deletion = ::diesel_relations::__private::SoftDelete<
        ::diesel_relations::__private::Checked<
            posts::deleted_at,
            {
                ::diesel_relations::__private::is_deletion_mark::<posts::deleted_at>();
                true
            },
        >,
    >;
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
const _: () = ::diesel_relations::__private::assert!(
    ! ::diesel_relations::__private::__has_query!(Post),
    "`Post::query()` of Diesel's `HasQuery` has the trashed rows; remove `HasQuery`, or leave them out in `#[diesel(base_query = ..)]`"
);
#[automatically_derived]
impl ::diesel_relations::__private::SoftDeletes for Post {}
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
/// The relation `comments` of [`Post`]: `SELECT comments.* FROM comments WHERE comments.post_id = posts.id`. Used as [`Post::COMMENTS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct CommentsOfPost<
    __Of = ::diesel_relations::__private::Of<(__CommentsOfPostRelated,)>,
>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __COMMENTS_OF_POST: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __CommentsOfPostRelated,
            comments::table,
        >::is;
    }
    <comments::post_id as ::diesel_relations::__private::KeyMatches<posts::id>>::MATCHES
        && <comments::post_id as ::diesel_relations::__private::KeyOf<
            comments::table,
        >>::IS_COLUMN
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for CommentsOfPost {
    const NAME: &'static str = "comments";
    const COUNT: &'static str = "comments_count";
    const LOCAL: (&'static str, &'static str) = ("posts", "id");
    const REMOTE: &'static str = "comments";
    type Checked = ::diesel_relations::__private::Check<{ __COMMENTS_OF_POST }>;
    type Parent = Post;
    type Related = __CommentsOfPostRelated;
    type Source = ::diesel_relations::__private::Behind<
        <CommentsOfPost as ::diesel_relations::RelationDef>::Checked,
        comments::table,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <CommentsOfPost as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <CommentsOfPost as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <CommentsOfPost as ::diesel_relations::RelationDef>::Checked,
        comments::post_id,
    >;
    type LocalColumn = posts::id;
    type Key = <Post as ::diesel_relations::HasKey<posts::id>>::Key;
    fn local_key(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <CommentsOfPost as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<posts::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = PostWithComments<__Inner, __T>;
    type WithCount<__Inner> = PostWithCommentsCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> PostWithComments<__Inner, __T> {
        PostWithComments {
            __inner,
            comments: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> PostWithCommentsCount<__Inner> {
        PostWithCommentsCount {
            __inner,
            comments_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Post> for CommentsOfPost {}
#[allow(private_interfaces)]
impl Post {
    /** The rows of `comments`: `SELECT comments.* FROM comments WHERE comments.post_id = posts.id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const COMMENTS: ::diesel_relations::Relation<CommentsOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `comments` of this row: `SELECT comments.* FROM comments WHERE comments.post_id = posts.id`.
    pub fn comments(&self) -> ::diesel_relations::RelatedQuery<CommentsOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`Post`] with the loaded relation `comments`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct PostWithComments<
    __Inner = Post,
    __T = ::diesel_relations::__private::std::vec::Vec<__CommentsOfPostRelated>,
> {
    __inner: __Inner,
    /// The loaded `comments`.
    pub comments: __T,
}
impl<__Inner, __T> PostWithComments<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithComments {
            __inner,
            comments: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.comments)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for PostWithComments<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithComments<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for PostWithComments<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["comments"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for PostWithComments<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.comments
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for PostWithComments<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.comments
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithComments < __Inner, __T >, __inner, comments
);
::diesel_relations::__private::__serde!(
    PostWithComments < __Inner, __T >, __inner, comments, "comments"
);
/// [`Post`] with the number of rows of `comments`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct PostWithCommentsCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `comments`.
    pub comments_count: i64,
}
impl<__Inner> PostWithCommentsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithCommentsCount {
            __inner,
            comments_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.comments_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithCommentsCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithCommentsCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for PostWithCommentsCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["comments_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for PostWithCommentsCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithCommentsCount < __Inner >, __inner, comments_count
);
::diesel_relations::__private::__serde!(
    PostWithCommentsCount < __Inner >, __inner, comments_count, "comments_count"
);
/// The relation `tags` of [`Post`]: `SELECT tags.* FROM tags INNER JOIN post_tag ON tags.primary key = post_tag.tag_id WHERE post_tag.post_id = posts.id`. Used as [`Post::TAGS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct TagsOfPost<__Of = ::diesel_relations::__private::Of<(__TagsOfPostRelated,)>>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __TAGS_OF_POST: ::diesel_relations::__private::core::primitive::bool = {
    <post_tag::post_id as ::diesel_relations::__private::KeyMatches<posts::id>>::MATCHES
        && <post_tag::tag_id as ::diesel_relations::__private::KeyMatches<
            <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::MATCHES
        && <__TagsOfPostRelated as ::diesel_relations::__private::ReadFrom<
            ::diesel_relations::__private::Joined<
                <__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table,
                post_tag::table,
                <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                post_tag::tag_id,
                post_tag::tag_id,
            >,
        >>::READS
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for TagsOfPost {
    const NAME: &'static str = "tags";
    const COUNT: &'static str = "tags_count";
    const LOCAL: (&'static str, &'static str) = ("posts", "id");
    const REMOTE: &'static str = <__TagsOfPostRelated as ::diesel_relations::ModelDef>::TABLE;
    const PIVOT_KEY: ::diesel_relations::__private::PivotKey = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::PartsOfSeveral as _;
        ::diesel_relations::__private::PivotKey {
            columns: ::diesel_relations::__private::PartsOf::<
                <post_tag::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >::PARTS,
            keys: &[
                <<TagsOfPost as ::diesel_relations::RelationDef>::KeyColumn as ::diesel_relations::__private::KeyColumns>::NAMES,
                <<TagsOfPost as ::diesel_relations::ManyToMany>::RelatedKey as ::diesel_relations::__private::KeyColumns>::NAMES,
            ],
        }
    };
    type Checked = ::diesel_relations::__private::Check<{ __TAGS_OF_POST }>;
    type Parent = Post;
    type Related = __TagsOfPostRelated;
    type Source = ::diesel_relations::__private::Behind<
        <TagsOfPost as ::diesel_relations::RelationDef>::Checked,
        ::diesel_relations::__private::Joined<
            <__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table,
            post_tag::table,
            <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            post_tag::tag_id,
            post_tag::tag_id,
        >,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <TagsOfPost as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = __post_tags_pivot_fields;
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <TagsOfPost as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <TagsOfPost as ::diesel_relations::RelationDef>::Checked,
        post_tag::post_id,
    >;
    type LocalColumn = posts::id;
    type Key = <Post as ::diesel_relations::HasKey<posts::id>>::Key;
    fn local_key(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <TagsOfPost as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<posts::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = PostWithTags<__Inner, __T>;
    type WithCount<__Inner> = PostWithTagsCount<__Inner>;
    fn wrap<__Inner, __T>(__inner: __Inner, __value: __T) -> PostWithTags<__Inner, __T> {
        PostWithTags {
            __inner,
            tags: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> PostWithTagsCount<__Inner> {
        PostWithTagsCount {
            __inner,
            tags_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Post> for TagsOfPost {}
#[allow(private_interfaces)]
impl Post {
    /** The rows of `tags`: `SELECT tags.* FROM tags INNER JOIN post_tag ON tags.primary key = post_tag.tag_id WHERE post_tag.post_id = posts.id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const TAGS: ::diesel_relations::Relation<TagsOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `tags` of this row: `SELECT tags.* FROM tags INNER JOIN post_tag ON tags.primary key = post_tag.tag_id WHERE post_tag.post_id = posts.id`.
    pub fn tags(&self) -> ::diesel_relations::RelatedQuery<TagsOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
#[automatically_derived]
impl ::diesel_relations::ManyToMany for TagsOfPost {
    type Pivot = post_tag::table;
    type PivotRow = ();
    type RelatedKey = ::diesel_relations::__private::Behind<
        <TagsOfPost as ::diesel_relations::RelationDef>::Checked,
        post_tag::tag_id,
    >;
    type OwnerKey = <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    const OWNER_KEY: &'static str = "primary key";
    type RelatedId = <__TagsOfPostRelated as ::diesel_relations::HasKey<
        <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
    >>::Key;
    fn related_id(
        __related: &__TagsOfPostRelated,
    ) -> ::diesel_relations::__private::core::option::Option<
        <TagsOfPost as ::diesel_relations::ManyToMany>::RelatedId,
    > {
        <__TagsOfPostRelated as ::diesel_relations::HasKey<
            <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::key(__related)
            .map(::diesel_relations::__private::std::borrow::Cow::into_owned)
    }
    type Filter = ::diesel_relations::__private::True;
    const HAS_FILTER: bool = false;
    const FILTERS_PIVOT: bool = true;
    fn filter() -> <TagsOfPost as ::diesel_relations::ManyToMany>::Filter {
        ::diesel_relations::__private::True
    }
    type Fixed = ::diesel_relations::__private::NoFields;
    fn fixed() -> <TagsOfPost as ::diesel_relations::ManyToMany>::Fixed {
        ::diesel_relations::__private::NoFields
    }
    const TIMESTAMPS: ::diesel_relations::__private::core::option::Option<
        (&'static str, &'static str),
    > = ::diesel_relations::__private::core::option::Option::None;
    const UTC: ::diesel_relations::__private::core::primitive::bool = false;
    const PIVOT: &'static str = "post_tag";
    const FILTERS_RELATED: bool = true;
    const REVIVES: bool = false;
    const STATE: &'static [&'static str] = &[];
    type Attach = ::diesel_relations::__private::NoFields;
    fn attach() -> <TagsOfPost as ::diesel_relations::ManyToMany>::Attach {
        ::diesel_relations::__private::NoFields
    }
    type Detach = ::diesel_relations::__private::DeleteRow;
    fn detach() -> <TagsOfPost as ::diesel_relations::ManyToMany>::Detach {
        ::diesel_relations::__private::DeleteRow
    }
}
/// [`Post`] with the loaded relation `tags`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct PostWithTags<
    __Inner = Post,
    __T = ::diesel_relations::__private::std::vec::Vec<__TagsOfPostRelated>,
> {
    __inner: __Inner,
    /// The loaded `tags`.
    pub tags: __T,
}
impl<__Inner, __T> PostWithTags<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithTags {
            __inner,
            tags: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.tags)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for PostWithTags<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithTags<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for PostWithTags<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["tags"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for PostWithTags<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.tags
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for PostWithTags<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.tags
    }
}
::diesel_relations::__private::__pass_on!(PostWithTags < __Inner, __T >, __inner, tags);
::diesel_relations::__private::__serde!(
    PostWithTags < __Inner, __T >, __inner, tags, "tags"
);
/// [`Post`] with the number of rows of `tags`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct PostWithTagsCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `tags`.
    pub tags_count: i64,
}
impl<__Inner> PostWithTagsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithTagsCount {
            __inner,
            tags_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.tags_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithTagsCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithTagsCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for PostWithTagsCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["tags_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for PostWithTagsCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithTagsCount < __Inner >, __inner, tags_count
);
::diesel_relations::__private::__serde!(
    PostWithTagsCount < __Inner >, __inner, tags_count, "tags_count"
);
#[doc(hidden)]
#[allow(unused_imports)]
use post_tag::approved as __post_tags_approved_column;
#[doc(hidden)]
#[allow(unused_imports)]
use post_tag::note as __post_tags_note_column;
#[allow(non_camel_case_types)]
type __post_tags_pivot_fields = ::diesel_relations::__private::Checked<
    ::diesel_relations::__private::search::PivotLists<
        (
            ::diesel_relations::__private::search::PivotColumn<
                __post_tags_approved_column,
                bool,
            >,
            (
                ::diesel_relations::__private::search::PivotColumn<
                    __post_tags_note_column,
                    Option<String>,
                >,
                (),
            ),
        ),
        (
            ::diesel_relations::__private::search::PivotColumn<
                __post_tags_note_column,
                Option<String>,
            >,
            (),
        ),
    >,
    {
        ::diesel_relations::__private::search::pivot::<
            __post_tags_approved_column,
            bool,
        >();
        ::diesel_relations::__private::search::pivot::<
            __post_tags_note_column,
            Option<String>,
        >();
        ::diesel_relations::__private::search::pivot_write::<
            __post_tags_note_column,
            Option<String>,
        >();
        true
    },
>;
/// The relation `author` of [`Post`]: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`. Used as [`Post::AUTHOR`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct AuthorOfPost<
    __Of = ::diesel_relations::__private::Of<(__AuthorOfPostRelated,)>,
>(
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
    pub const AUTHOR: ::diesel_relations::Relation<AuthorOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the row of `author` of this row: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.
    pub fn author(&self) -> ::diesel_relations::RelatedQuery<AuthorOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`Post`] with the loaded relation `author`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct PostWithAuthor<
    __Inner = Post,
    __T = ::diesel_relations::__private::Value<AuthorOfPost, __Inner>,
> {
    __inner: __Inner,
    /// The loaded `author`.
    pub author: __T,
}
impl<__Inner, __T> PostWithAuthor<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithAuthor {
            __inner,
            author: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
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
pub struct PostWithAuthorCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `author`.
    pub author_count: i64,
}
impl<__Inner> PostWithAuthorCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithAuthorCount {
            __inner,
            author_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
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
const _: () = {
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<628021283683842752>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "id";
        type Column = posts::id;
        type Value = i32;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<15722393318163439657>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "title";
        type Column = posts::title;
        type Value = String;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<14875331854042037874>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "votes";
        type Column = posts::votes;
        type Value = i32;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<14575324489130542917>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "options";
        type Column = posts::options;
        type Value = Json;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<15305684345603307897>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "created_at";
        type Column = posts::created_at;
        type Value = Time;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchColumn<9278023968149642234>
    for Post {
        const COLUMN: &'static ::diesel_relations::__private::core::primitive::str = "user_id";
        type Column = posts::user_id;
        type Value = i32;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchRelation<3235193856308725463>
    for Post {
        type Relation = CommentsOfPost;
        type Selection = ();
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchRelation<15644445103386232192>
    for Post {
        type Relation = TagsOfPost;
        type Selection = ();
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::SearchRelation<7815024061042257814>
    for Post {
        type Relation = AuthorOfPost;
        type Selection = ();
    }
    pub struct __Keys0;
    impl ::diesel_relations::__private::search::JsonPath for __Keys0 {
        const KEYS: &'static [&'static ::diesel_relations::__private::core::primitive::str] = &[
            "visible",
        ];
    }
    type __Relation0 = ::diesel_relations::__private::search::Named<
        ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
        8607070979307499377,
        {
            ::diesel_relations::__private::search::relation::<
                ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
                8607070979307499377,
            >()
        },
    >;
    pub struct __Keys1;
    impl ::diesel_relations::__private::search::JsonPath for __Keys1 {
        const KEYS: &'static [&'static ::diesel_relations::__private::core::primitive::str] = &[
            "the place",
        ];
    }
    type __Relation1 = ::diesel_relations::__private::search::Named<
        ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
        7815024061042257814,
        {
            ::diesel_relations::__private::search::relation::<
                ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
                7815024061042257814,
            >()
        },
    >;
    #[doc(hidden)]
    #[allow(
        non_camel_case_types,
        trivial_casts,
        trivial_numeric_casts,
        clippy::unnecessary_cast
    )]
    #[::diesel_relations::__private::diesel::dsl::auto_type(
        dsl_path = "::diesel_relations::__private::diesel::dsl"
    )]
    fn __scope_popular() -> _ {
        posts::votes.ge(10i32)
    }
    pub struct __Scope0;
    impl ::diesel_relations::__private::search::SearchScope for __Scope0 {
        const NAME: &'static ::diesel_relations::__private::core::primitive::str = "popular";
        const PARAMETERS: &'static [&'static ::diesel_relations::__private::core::primitive::str] = &[];
        type Parameters = ();
        type Condition = __scope_popular;
        fn condition((): ()) -> __scope_popular {
            __scope_popular()
        }
    }
    #[doc(hidden)]
    #[allow(
        non_camel_case_types,
        trivial_casts,
        trivial_numeric_casts,
        clippy::unnecessary_cast
    )]
    #[::diesel_relations::__private::diesel::dsl::auto_type(
        dsl_path = "::diesel_relations::__private::diesel::dsl"
    )]
    fn __scope_voted(least: i32, most: i32) -> _ {
        posts::votes.between(least, most)
    }
    pub struct __Scope1;
    impl ::diesel_relations::__private::search::SearchScope for __Scope1 {
        const NAME: &'static ::diesel_relations::__private::core::primitive::str = "voted";
        const PARAMETERS: &'static [&'static ::diesel_relations::__private::core::primitive::str] = &[
            "least",
            "most",
        ];
        type Parameters = ::diesel_relations::__private::Checked<
            (i32, i32),
            {
                ::diesel_relations::__private::search::parameter::<i32>();
                ::diesel_relations::__private::search::parameter::<i32>();
                true
            },
        >;
        type Condition = __scope_voted;
        fn condition((least, most): (i32, i32)) -> __scope_voted {
            __scope_voted(least, most)
        }
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::Names for Post {
        type Me = Post;
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::Searchable for Post {
        type Filters = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Column<
                    Post,
                    15722393318163439657,
                >,
                (
                    ::diesel_relations::__private::search::Via<
                        AuthorOfPost,
                        ::diesel_relations::__private::search::Column<
                            ::diesel_relations::__private::search::RelatedOf<
                                AuthorOfPost,
                            >,
                            14176396743819860870,
                        >,
                    >,
                    (
                        ::diesel_relations::__private::search::Count<CommentsOfPost>,
                        (
                            ::diesel_relations::__private::search::Exists<
                                CommentsOfPost,
                            >,
                            (
                                ::diesel_relations::__private::search::JsonValue<
                                    ::diesel_relations::__private::search::Column<
                                        Post,
                                        14575324489130542917,
                                    >,
                                    __Keys0,
                                    bool,
                                >,
                                (
                                    ::diesel_relations::__private::search::Via<
                                        AuthorOfPost,
                                        ::diesel_relations::__private::search::Via<
                                            ::diesel_relations::__private::search::RelationOf<
                                                __Relation0,
                                            >,
                                            ::diesel_relations::__private::search::Column<
                                                ::diesel_relations::__private::search::RelatedOf<
                                                    ::diesel_relations::__private::search::RelationOf<
                                                        __Relation0,
                                                    >,
                                                >,
                                                14176396743819860870,
                                            >,
                                        >,
                                    >,
                                    (),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            {
                ::diesel_relations::__private::search::filter::<
                    Post,
                    15722393318163439657,
                >();
                ::diesel_relations::__private::search::filter::<
                    ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
                    14176396743819860870,
                >();
                ::diesel_relations::__private::search::json::<
                    Post,
                    14575324489130542917,
                >();
                ::diesel_relations::__private::search::json_value::<bool>();
                ::diesel_relations::__private::search::filter::<
                    ::diesel_relations::__private::search::RelatedOf<
                        ::diesel_relations::__private::search::RelationOf<__Relation0>,
                    >,
                    14176396743819860870,
                >();
                true
            },
        >;
        type Sorts = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Column<
                    Post,
                    15305684345603307897,
                >,
                (
                    ::diesel_relations::__private::search::Via<
                        AuthorOfPost,
                        ::diesel_relations::__private::search::Column<
                            ::diesel_relations::__private::search::RelatedOf<
                                AuthorOfPost,
                            >,
                            14176396743819860870,
                        >,
                    >,
                    (
                        ::diesel_relations::__private::search::Count<CommentsOfPost>,
                        (
                            ::diesel_relations::__private::search::Aggregated<
                                ::diesel_relations::__private::search::Sum,
                                CommentsOfPost,
                                ::diesel_relations::__private::search::Column<
                                    ::diesel_relations::__private::search::RelatedOf<
                                        CommentsOfPost,
                                    >,
                                    14875331854042037874,
                                >,
                            >,
                            (
                                ::diesel_relations::__private::search::JsonValue<
                                    ::diesel_relations::__private::search::Column<
                                        Post,
                                        14575324489130542917,
                                    >,
                                    __Keys1,
                                    i32,
                                >,
                                (),
                            ),
                        ),
                    ),
                ),
            ),
            {
                ::diesel_relations::__private::search::sort::<
                    Post,
                    15305684345603307897,
                >();
                ::diesel_relations::__private::search::to_one::<AuthorOfPost>();
                ::diesel_relations::__private::search::sort::<
                    ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
                    14176396743819860870,
                >();
                ::diesel_relations::__private::search::sum::<
                    ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
                    14875331854042037874,
                >();
                ::diesel_relations::__private::search::json::<
                    Post,
                    14575324489130542917,
                >();
                ::diesel_relations::__private::search::json_value::<i32>();
                true
            },
        >;
        type Keywords = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Column<
                    Post,
                    15722393318163439657,
                >,
                (
                    ::diesel_relations::__private::search::Via<
                        AuthorOfPost,
                        ::diesel_relations::__private::search::Column<
                            ::diesel_relations::__private::search::RelatedOf<
                                AuthorOfPost,
                            >,
                            14176396743819860870,
                        >,
                    >,
                    (),
                ),
            ),
            {
                ::diesel_relations::__private::search::keyword::<
                    Post,
                    15722393318163439657,
                >();
                ::diesel_relations::__private::search::keyword::<
                    ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
                    14176396743819860870,
                >();
                true
            },
        >;
        type Includes = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Included<AuthorOfPost, (), ()>,
                (
                    ::diesel_relations::__private::search::Included<
                        CommentsOfPost,
                        (),
                        (
                            ::diesel_relations::__private::search::Included<
                                ::diesel_relations::__private::search::RelationOf<
                                    __Relation1,
                                >,
                                ::diesel_relations::__private::search::SelectionOf<
                                    __Relation1,
                                >,
                                (),
                            >,
                            (),
                        ),
                    >,
                    (),
                ),
            ),
            {
                ::diesel_relations::__private::search::searchable::<
                    ::diesel_relations::__private::search::RelatedOf<AuthorOfPost>,
                >();
                ::diesel_relations::__private::search::searchable::<
                    ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
                >();
                ::diesel_relations::__private::search::searchable::<
                    ::diesel_relations::__private::search::RelatedOf<
                        ::diesel_relations::__private::search::RelationOf<__Relation1>,
                    >,
                >();
                true
            },
        >;
        type Aggregates = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Aggregated<
                    ::diesel_relations::__private::search::CountRows,
                    CommentsOfPost,
                    (),
                >,
                (
                    ::diesel_relations::__private::search::Aggregated<
                        ::diesel_relations::__private::search::Max,
                        CommentsOfPost,
                        ::diesel_relations::__private::search::Column<
                            ::diesel_relations::__private::search::RelatedOf<
                                CommentsOfPost,
                            >,
                            14875331854042037874,
                        >,
                    >,
                    (),
                ),
            ),
            {
                ::diesel_relations::__private::search::searchable::<
                    ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
                >();
                ::diesel_relations::__private::search::max::<
                    ::diesel_relations::__private::search::RelatedOf<CommentsOfPost>,
                    14875331854042037874,
                >();
                true
            },
        >;
        type Scopes = ::diesel_relations::__private::Checked<
            (__Scope0, (__Scope1, ())),
            {
                ::diesel_relations::__private::search::scope::<
                    posts::table,
                    __scope_popular,
                >();
                ::diesel_relations::__private::search::scope::<
                    posts::table,
                    __scope_voted,
                >();
                true
            },
        >;
        type Key = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Column<Post, 628021283683842752>,
                (),
            ),
            {
                ::diesel_relations::__private::search::key::<Post, 628021283683842752>();
                true
            },
        >;
        const DEFAULT_LIMIT: ::diesel_relations::__private::core::primitive::u32 = 15;
        const MAX_LIMIT: ::diesel_relations::__private::core::primitive::u32 = 50;
        const TRASHED: ::diesel_relations::__private::core::primitive::bool = true;
        const FIELDS: &'static [&'static ::diesel_relations::__private::core::primitive::str] = &[
            "id",
            "title",
            "votes",
            "options",
            "created_at",
            "user_id",
        ];
    }
    #[automatically_derived]
    impl ::diesel_relations::__private::search::Writable for Post {
        type Writes = ::diesel_relations::__private::Checked<
            (
                ::diesel_relations::__private::search::Column<
                    Post,
                    15722393318163439657,
                >,
                (
                    ::diesel_relations::__private::search::Column<
                        Post,
                        14875331854042037874,
                    >,
                    (),
                ),
            ),
            {
                ::diesel_relations::__private::search::write::<
                    Post,
                    15722393318163439657,
                >();
                ::diesel_relations::__private::search::write::<
                    Post,
                    14875331854042037874,
                >();
                true
            },
        >;
    }
};
