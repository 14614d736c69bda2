type __TagsOfPostRelated = Tag;
type __UserOfPostRelated = User;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for Post {
    type Model = Post;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id", "user_id", "place_id", "place_type"],
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
    const TIMESTAMPS: ::diesel_relations::__private::core::option::Option<
        (&'static str, &'static str),
    > = {
        ::diesel_relations::__private::is_timestamp::<
            <Post as ::diesel_relations::__private::Timestamped>::CreatedAt,
        >();
        ::diesel_relations::__private::is_timestamp::<
            <Post as ::diesel_relations::__private::Timestamped>::UpdatedAt,
        >();
        ::diesel_relations::__private::core::option::Option::Some((
            <<Post as ::diesel_relations::__private::Timestamped>::CreatedAt as ::diesel_relations::__private::diesel::Column>::NAME,
            <<Post as ::diesel_relations::__private::Timestamped>::UpdatedAt as ::diesel_relations::__private::diesel::Column>::NAME,
        ))
    };
    const TOUCHES: bool = true;
    fn touched<__DB: ::diesel_relations::Dialect>() -> ::diesel_relations::__private::std::vec::Vec<
        ::diesel_relations::__private::Touched<__DB, Post>,
    > {
        ::diesel_relations::__private::core::convert::From::from([
            {
                ::diesel_relations::__private::is_touched::<
                    tags::table,
                    tags::changed_at,
                >();
                ::diesel_relations::__private::Touched::related::<
                    TagsOfPost,
                    tags::changed_at,
                >(
                    ::diesel_relations::__private::core::option::Option::Some((
                        <taggables::taggable_type as ::diesel_relations::__private::diesel::Column>::NAME,
                        <Post as ::diesel_relations::ModelDef>::MORPH_NAME,
                    )),
                )
            },
            {
                ::diesel_relations::__private::is_touched::<
                    users::table,
                    users::updated_at,
                >();
                ::diesel_relations::__private::Touched::owner::<
                    UserOfPost,
                    users::updated_at,
                >()
            },
            ::diesel_relations::__private::Touched::owner_of_type::<
                PlaceOfPost,
                Page,
                <Page as ::diesel_relations::__private::Timestamped>::UpdatedAt,
            >(),
        ])
    }
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
#[doc(hidden)]
#[allow(unused_imports)]
use posts::{
    made_at as __post_times_made_at_column, changed_at as __post_times_changed_at_column,
};
#[automatically_derived]
impl ::diesel_relations::__private::Timestamped for Post {
    type CreatedAt = __post_times_made_at_column;
    type UpdatedAt = __post_times_changed_at_column;
}
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
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<posts::place_id> for Post {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <posts::place_id as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.place_id
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.place_id
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<posts::place_type> for Post {
    type Field = ::diesel_relations::__private::Checked<
        String,
        {
            <<String as ::diesel_relations::__private::KeyField<
                <posts::place_type as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.place_type
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.place_type
    }
}
/// The relation `tags` of [`Post`]: `SELECT tags.* FROM tags INNER JOIN taggables ON tags.primary key = taggables.tag_id WHERE taggables.taggable_id = posts.id AND taggables.taggable_type = 'Post'`. Used as [`Post::TAGS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct TagsOfPost<__Of = ::diesel_relations::__private::Of<(__TagsOfPostRelated,)>>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __TAGS_OF_POST: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __TagsOfPostRelated,
            tags::table,
        >::is;
    }
    let _ = <taggables::taggable_type as ::diesel_relations::__private::TypeColumn>::IS_TEXT;
    true
        && <taggables::tag_id as ::diesel_relations::__private::KeyMatches<
            <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::MATCHES
        && <__TagsOfPostRelated as ::diesel_relations::__private::ReadFrom<
            ::diesel_relations::__private::Joined<
                <__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table,
                taggables::table,
                <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                taggables::tag_id,
                taggables::tag_id,
            >,
        >>::READS
};
type __TagsOfPostForm = ::diesel_relations::__private::FormOf<
    ::diesel_relations::__private::Check<
        {
            <taggables::taggable_id as ::diesel_relations::__private::MorphId<
                posts::id,
            >>::HOLDS
        },
    >,
    taggables::taggable_id,
    posts::id,
>;
#[automatically_derived]
impl ::diesel_relations::RelationDef for TagsOfPost {
    const NAME: &'static str = "tags";
    const COUNT: &'static str = "tags_count";
    const LOCAL: (&'static str, &'static str) = ("posts", "id");
    const REMOTE: &'static str = "tags";
    const PIVOT_KEY: ::diesel_relations::__private::PivotKey = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::PartsOfSeveral as _;
        ::diesel_relations::__private::PivotKey {
            columns: ::diesel_relations::__private::PartsOf::<
                <taggables::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >::PARTS,
            keys: &[
                <<TagsOfPost as ::diesel_relations::RelationDef>::KeyColumn as ::diesel_relations::__private::KeyColumns>::NAMES,
                <<TagsOfPost as ::diesel_relations::ManyToMany>::RelatedKey as ::diesel_relations::__private::KeyColumns>::NAMES,
                &[
                    <taggables::taggable_type as ::diesel_relations::__private::diesel::Column>::NAME,
                ],
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
            taggables::table,
            <<__TagsOfPostRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            taggables::tag_id,
            taggables::tag_id,
        >,
    >;
    type Scope = ::diesel_relations::__private::IsType<
        taggables::taggable_type,
        Post,
        ::diesel_relations::__private::Exactly,
    >;
    fn scope() -> <TagsOfPost as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::IsType::scope()
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <TagsOfPost as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <TagsOfPost as ::diesel_relations::RelationDef>::Checked,
        taggables::taggable_id,
    >;
    type LocalColumn = <__TagsOfPostForm as ::diesel_relations::__private::Form>::Key<
        posts::id,
    >;
    type Key = ::diesel_relations::__private::Held<__TagsOfPostForm, posts::id, Post>;
    fn local_key(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <TagsOfPost as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::__private::held::<
            __TagsOfPostForm,
            posts::id,
            Post,
        >(__parent)
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
    /** The rows of `tags`: `SELECT tags.* FROM tags INNER JOIN taggables ON tags.primary key = taggables.tag_id WHERE taggables.taggable_id = posts.id AND taggables.taggable_type = 'Post'`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    const TAGS: ::diesel_relations::Relation<TagsOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `tags` of this row: `SELECT tags.* FROM tags INNER JOIN taggables ON tags.primary key = taggables.tag_id WHERE taggables.taggable_id = posts.id AND taggables.taggable_type = 'Post'`.
    fn tags(&self) -> ::diesel_relations::RelatedQuery<TagsOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
#[automatically_derived]
impl ::diesel_relations::ManyToMany for TagsOfPost {
    type Pivot = taggables::table;
    type PivotRow = ();
    type RelatedKey = ::diesel_relations::__private::Behind<
        <TagsOfPost as ::diesel_relations::RelationDef>::Checked,
        taggables::tag_id,
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
    type Fixed = (
        ::diesel_relations::__private::TypeField<taggables::taggable_type, Post>,
        ::diesel_relations::__private::NoFields,
    );
    fn fixed() -> <TagsOfPost as ::diesel_relations::ManyToMany>::Fixed {
        (::core::default::Default::default(), ::diesel_relations::__private::NoFields)
    }
    const TIMESTAMPS: ::diesel_relations::__private::core::option::Option<
        (&'static str, &'static str),
    > = ::diesel_relations::__private::core::option::Option::None;
    const UTC: ::diesel_relations::__private::core::primitive::bool = false;
    const PIVOT: &'static str = "taggables";
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
struct PostWithTags<
    __Inner = Post,
    __T = ::diesel_relations::__private::std::vec::Vec<__TagsOfPostRelated>,
> {
    __inner: __Inner,
    /// The loaded `tags`.
    pub tags: __T,
}
impl<__Inner, __T> PostWithTags<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithTags {
            __inner,
            tags: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, __T) {
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
struct PostWithTagsCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `tags`.
    pub tags_count: i64,
}
impl<__Inner> PostWithTagsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithTagsCount {
            __inner,
            tags_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, i64) {
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
/// The relation `user` of [`Post`]: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`. Used as [`Post::USER`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct UserOfPost<__Of = ::diesel_relations::__private::Of<(__UserOfPostRelated,)>>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __USER_OF_POST: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __UserOfPostRelated,
            users::table,
        >::is;
    }
    <<users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey as ::diesel_relations::__private::KeyMatches<
        posts::user_id,
    >>::MATCHES && true
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for UserOfPost {
    const NAME: &'static str = "user";
    const COUNT: &'static str = "user_count";
    const LOCAL: (&'static str, &'static str) = ("posts", "user_id");
    const REMOTE: &'static str = "users";
    type Checked = ::diesel_relations::__private::Check<{ __USER_OF_POST }>;
    type Parent = Post;
    type Related = __UserOfPostRelated;
    type Source = ::diesel_relations::__private::Behind<
        <UserOfPost as ::diesel_relations::RelationDef>::Checked,
        users::table,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <UserOfPost as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <UserOfPost as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <UserOfPost as ::diesel_relations::RelationDef>::Checked,
        <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
    >;
    type LocalColumn = posts::user_id;
    type Key = <Post as ::diesel_relations::HasKey<posts::user_id>>::Key;
    fn local_key(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <UserOfPost as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<posts::user_id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Owner<
        <<UserOfPost as ::diesel_relations::RelationDef>::LocalColumn as ::diesel_relations::__private::KeyColumns>::IsNull,
    >;
    type With<__Inner, __T> = PostWithUser<__Inner, __T>;
    type WithCount<__Inner> = PostWithUserCount<__Inner>;
    fn wrap<__Inner, __T>(__inner: __Inner, __value: __T) -> PostWithUser<__Inner, __T> {
        PostWithUser {
            __inner,
            user: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> PostWithUserCount<__Inner> {
        PostWithUserCount {
            __inner,
            user_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Post> for UserOfPost {}
#[allow(private_interfaces)]
impl Post {
    /** The row of `user`: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    const USER: ::diesel_relations::Relation<UserOfPost> = ::diesel_relations::Relation::declared();
    /// A query of the row of `user` of this row: `SELECT users.* FROM users WHERE users.primary key = posts.user_id`.
    fn user(&self) -> ::diesel_relations::RelatedQuery<UserOfPost> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`Post`] with the loaded relation `user`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithUser<
    __Inner = Post,
    __T = ::diesel_relations::__private::Value<UserOfPost, __Inner>,
> {
    __inner: __Inner,
    /// The loaded `user`.
    pub user: __T,
}
impl<__Inner, __T> PostWithUser<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithUser {
            __inner,
            user: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.user)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for PostWithUser<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithUser<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for PostWithUser<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["user"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for PostWithUser<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.user
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for PostWithUser<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.user
    }
}
::diesel_relations::__private::__pass_on!(PostWithUser < __Inner, __T >, __inner, user);
::diesel_relations::__private::__serde!(
    PostWithUser < __Inner, __T >, __inner, user, "user"
);
/// [`Post`] with the number of rows of `user`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithUserCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `user`.
    pub user_count: i64,
}
impl<__Inner> PostWithUserCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithUserCount {
            __inner,
            user_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.user_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithUserCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithUserCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for PostWithUserCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["user_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for PostWithUserCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithUserCount < __Inner >, __inner, user_count
);
::diesel_relations::__private::__serde!(
    PostWithUserCount < __Inner >, __inner, user_count, "user_count"
);
/// The owner `place` of [`Post`], one of `Page`: the row with the key `posts.place_id` of the model that `posts.place_type` names. Used as [`Post::PLACE`].
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct PlaceOfPost;
#[automatically_derived]
impl ::diesel_relations::MorphTo for PlaceOfPost {
    const NAME: &'static str = "place";
    const COUNT: &'static str = "place_count";
    const ID: (&'static str, &'static str) = ("posts", "place_id");
    const TYPE: &'static str = <posts::place_type as ::diesel_relations::__private::diesel::Column>::NAME;
    const OWNERS: &'static [&'static str] = &[
        <<PlaceOfPost as ::diesel_relations::__private::Owns<
            __PlaceOfPostPage,
        >>::Model as ::diesel_relations::ModelDef>::MORPH_NAME,
    ];
    type Parent = Post;
    type IdColumn = posts::place_id;
    type TypeColumn = ::diesel_relations::__private::Checked<
        posts::place_type,
        { <posts::place_type as ::diesel_relations::__private::TypeColumn>::IS_TEXT },
    >;
    type Nullability = <::diesel_relations::Composite<
        (posts::place_id, posts::place_type),
    > as ::diesel_relations::__private::KeyColumns>::IsNull;
    type With<__Inner, __T> = PostWithPlace<__Inner, __T>;
    type WithCount<__Inner> = PostWithPlaceCount<__Inner>;
    fn morph_type(
        __parent: &Post,
    ) -> ::diesel_relations::__private::core::option::Option<
        &::diesel_relations::__private::core::primitive::str,
    > {
        ::diesel_relations::__private::KeyField::<
            <<PlaceOfPost as ::diesel_relations::MorphTo>::TypeColumn as ::diesel_relations::__private::KeyColumns>::IsNull,
        >::key(
                ::diesel_relations::__private::HasKeyField::<
                    <PlaceOfPost as ::diesel_relations::MorphTo>::TypeColumn,
                >::field(__parent),
            )
            .map(::diesel_relations::__private::type_of)
    }
    fn row_key(__parent: &Post) -> ::diesel_relations::__private::std::string::String {
        let _ = __parent;
        ::diesel_relations::__private::std::format!("{:?}", __parent.id)
    }
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> PostWithPlace<__Inner, __T> {
        PostWithPlace {
            __inner,
            place: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> PostWithPlaceCount<__Inner> {
        PostWithPlaceCount {
            __inner,
            place_count: __count,
        }
    }
}
type __PlaceOfPostPage = Page;
#[automatically_derived]
impl ::diesel_relations::__private::Owns<__PlaceOfPostPage> for PlaceOfPost {
    type Model = ::diesel_relations::__private::Checked<
        __PlaceOfPostPage,
        { <__PlaceOfPostPage as ::diesel_relations::__private::IsModel>::IS_MODEL },
    >;
    type OwnerKey = <<PlaceOfPost as ::diesel_relations::__private::Owns<
        __PlaceOfPostPage,
    >>::Model as ::diesel_relations::ModelDef>::PrimaryKey;
    type Form = ::diesel_relations::__private::FormOf<
        ::diesel_relations::__private::Check<
            {
                <posts::place_id as ::diesel_relations::__private::MorphId<
                    <PlaceOfPost as ::diesel_relations::__private::Owns<
                        __PlaceOfPostPage,
                    >>::OwnerKey,
                >>::HOLDS
            },
        >,
        posts::place_id,
        <PlaceOfPost as ::diesel_relations::__private::Owns<__PlaceOfPostPage>>::OwnerKey,
    >;
}
#[automatically_derived]
impl ::diesel_relations::__private::Lists<
    __PlaceOfPostPage,
    posts::place_id,
    posts::place_type,
    <PlaceOfPost as ::diesel_relations::__private::Owns<__PlaceOfPostPage>>::OwnerKey,
> for Post {
    type Form = <PlaceOfPost as ::diesel_relations::__private::Owns<
        __PlaceOfPostPage,
    >>::Form;
}
#[allow(private_interfaces)]
impl Post {
    /** The owner `place`, one of `Page`: one statement for each model that is among the owners.

 For `.with(..)`, and as an expression with `.exists()`.*/
    const PLACE: PlaceOwnersOfPost = PlaceOwnersOfPost::__declared();
    /// A query of the owner of this row: `SELECT .. WHERE id = posts.place_id`, of the model that `posts.place_type` names.
    fn place(
        &self,
    ) -> ::diesel_relations::__private::OwnerOf<'_, Post, PlaceOwnersOfPost> {
        ::diesel_relations::__private::OwnerOf::new(
            self,
            PlaceOwnersOfPost::__declared(),
        )
    }
}
/// [`Post`] with the loaded owner `place`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithPlace<
    __Inner = Post,
    __T = ::diesel_relations::__private::MorphValue<PlaceOwnersOfPost>,
> {
    __inner: __Inner,
    /// The loaded `place`.
    pub place: __T,
}
impl<__Inner, __T> PostWithPlace<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: __T) -> Self {
        PostWithPlace {
            __inner,
            place: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.place)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for PostWithPlace<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for PostWithPlace<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for PostWithPlace<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["place"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for PostWithPlace<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.place
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for PostWithPlace<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.place
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithPlace < __Inner, __T >, __inner, place
);
::diesel_relations::__private::__serde!(
    PostWithPlace < __Inner, __T >, __inner, place, "place"
);
/// [`Post`] with the number of rows of `place`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct PostWithPlaceCount<__Inner = Post> {
    __inner: __Inner,
    /// The number of rows of `place`.
    pub place_count: i64,
}
impl<__Inner> PostWithPlaceCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: i64) -> Self {
        PostWithPlaceCount {
            __inner,
            place_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.place_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for PostWithPlaceCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for PostWithPlaceCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for PostWithPlaceCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["place_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for PostWithPlaceCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    PostWithPlaceCount < __Inner >, __inner, place_count
);
::diesel_relations::__private::__serde!(
    PostWithPlaceCount < __Inner >, __inner, place_count, "place_count"
);
/// An owner of `Post`, loaded as `place`.
#[allow(dead_code, private_interfaces, unreachable_pub)]
type Place<__PageRow = Page> = __place_of_post::Place<__PageRow>;
#[doc(hidden)]
#[allow(unreachable_pub)]
mod __place_of_post {
    /// An owner of `Post`, loaded as `place`.
    #[derive(
        ::core::fmt::Debug,
        ::core::clone::Clone,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::cmp::PartialOrd,
        ::core::cmp::Ord,
        ::core::hash::Hash
    )]
    pub(super) enum Place<__PageRow> {
        /// A `Page`.
        Page(::std::sync::Arc<__PageRow>),
    }
}
impl<__PageRow> __place_of_post::Place<__PageRow> {
    /// The owner, if it is a [`Page`].
    fn as_page(
        &self,
    ) -> ::diesel_relations::__private::core::option::Option<&__PageRow> {
        match self {
            __place_of_post::Place::Page(__row) => {
                ::diesel_relations::__private::core::option::Option::Some(__row)
            }
        }
    }
}
#[automatically_derived]
impl<__PageRow> ::diesel_relations::__private::Variant<0usize, __PageRow>
for __place_of_post::Place<__PageRow> {
    fn variant(__row: ::diesel_relations::__private::std::sync::Arc<__PageRow>) -> Self {
        __place_of_post::Place::Page(__row)
    }
}
::diesel_relations::__private::__push_owner!(__place_of_post::Place, Page as __PageRow);
::diesel_relations::__private::__serde_owner!(
    __place_of_post::Place, Page : < PlaceOfPost as ::diesel_relations::__private::Owns <
    __PlaceOfPostPage >> ::Model as __PageRow
);
/// The owners of [`Post`] as a value: [`Post::PLACE`], and what comes of it when it is refined.
#[allow(private_interfaces)]
#[must_use = "a relation does nothing until a query loads it or an expression uses it"]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct PlaceOwnersOfPost<
    __PageOwner
        = ::diesel_relations::Relation<
            ::diesel_relations::__private::OwnedBy<
                PlaceOfPost,
                <PlaceOfPost as ::diesel_relations::__private::Owns<
                    __PlaceOfPostPage,
                >>::Model,
            >,
        >,
    __Strictness = ::diesel_relations::__private::Strict,
> {
    __page: __PageOwner,
    __strictness: ::diesel_relations::__private::core::marker::PhantomData<__Strictness>,
}
impl PlaceOwnersOfPost {
    const fn __declared() -> Self {
        PlaceOwnersOfPost {
            __page: ::diesel_relations::Relation::declared(),
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
}
#[allow(private_interfaces)]
impl<__PageOwner, __Strictness> PlaceOwnersOfPost<__PageOwner, __Strictness> {
    /// The owners that are a [`Page`], as a relation of its own: only the rows whose type says so have one. For `.exists()`, `.has(..)` and the like.
    fn page(self) -> __PageOwner {
        self.__page
    }
    /// Whether the type of the owner is [`Page`], whether it is there or not: an expression over the table of [`Post`].
    #[allow(clippy::wrong_self_convention)]
    fn is_page(
        self,
    ) -> ::diesel_relations::__private::OwnerIs<
        <PlaceOfPost as ::diesel_relations::MorphTo>::TypeColumn,
        <PlaceOfPost as ::diesel_relations::__private::Owns<__PlaceOfPostPage>>::Model,
    > {
        ::core::default::Default::default()
    }
    /// With a relation (or a tuple of them) of each owner that is a [`Page`].
    fn with_page<__R>(
        self,
        __relation: __R,
    ) -> PlaceOwnersOfPost<
        <__PageOwner as ::diesel_relations::__private::Nest<__R>>::Nested,
        __Strictness,
    >
    where
        __PageOwner: ::diesel_relations::__private::Nest<__R>,
    {
        PlaceOwnersOfPost {
            __page: ::diesel_relations::__private::Nest::nest(self.__page, __relation),
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// With conditions on the owners that are a [`Page`], or whatever else is said of a relation. An owner that does not meet them is not loaded.
    fn constrain_page<__New>(
        self,
        __constrain: impl ::diesel_relations::__private::core::ops::FnOnce(
            __PageOwner,
        ) -> __New,
    ) -> PlaceOwnersOfPost<__New, __Strictness> {
        PlaceOwnersOfPost {
            __page: __constrain(self.__page),
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    #[doc(hidden)]
    fn with<__R>(self, _: __R) -> Self
    where
        Self: ::diesel_relations::__private::OfOneModel,
    {
        self
    }
    #[doc(hidden)]
    fn filter<__P>(self, _: __P) -> Self
    where
        Self: ::diesel_relations::__private::OfOneModel,
    {
        self
    }
    /// Rows whose owner is of a type that is not listed, or is not there, have none, instead of being an error.
    fn lenient(
        self,
    ) -> PlaceOwnersOfPost<__PageOwner, ::diesel_relations::__private::Lenient> {
        PlaceOwnersOfPost {
            __page: self.__page,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// Rows that have an owner: an expression over their table.
    fn exists(self) -> <Self as ::diesel_relations::__private::Existence<Post>>::Exists
    where
        Self: ::diesel_relations::__private::Existence<Post>,
    {
        ::diesel_relations::__private::Existence::exists(self)
    }
    /// Rows that have no owner: neither one that is there, nor one of a type that is not listed.
    fn doesnt_exist(
        self,
    ) -> <Self as ::diesel_relations::__private::Existence<Post>>::Absent
    where
        Self: ::diesel_relations::__private::Existence<Post>,
    {
        ::diesel_relations::__private::Existence::absent(self)
    }
    /// Rows of this owner, or of one of several owners of one model: by type and id, without a look at the owners' table.
    fn morphed_to<__O>(
        self,
        __owners: __O,
    ) -> <__O as ::diesel_relations::__private::MorphedTo<PlaceOfPost>>::Condition
    where
        __O: ::diesel_relations::__private::MorphedTo<PlaceOfPost>,
    {
        ::diesel_relations::__private::MorphedTo::condition(__owners)
    }
    /// Rows of another owner, or of none: the opposite of `morphed_to`, NULL included.
    fn not_morphed_to<__O>(
        self,
        __owners: __O,
    ) -> ::diesel_relations::__private::IsNotTrue<
        <__O as ::diesel_relations::__private::MorphedTo<PlaceOfPost>>::Condition,
    >
    where
        __O: ::diesel_relations::__private::MorphedTo<PlaceOfPost>,
    {
        ::diesel_relations::__private::IsNotTrue::new(
            ::diesel_relations::__private::MorphedTo::condition(__owners),
        )
    }
}
::diesel_relations::__private::__morph_owners!(
    PlaceOwnersOfPost, PlaceOfPost, Post, __PageOwner
);
#[automatically_derived]
impl<
    __PageOwner: ::diesel_relations::__private::Arm,
    __Strictness: ::diesel_relations::__private::Presence,
> ::diesel_relations::__private::MorphOwners
for PlaceOwnersOfPost<__PageOwner, __Strictness> {
    type Def = PlaceOfPost;
    type Arms = (__PageOwner,);
    type Owner = __place_of_post::Place<
        <__PageOwner as ::diesel_relations::__private::Arm>::Row,
    >;
    type Strictness = __Strictness;
    fn into_arms(self) -> (__PageOwner,) {
        (self.__page,)
    }
}
