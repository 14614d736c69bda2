type __PostsOfTagRelated = Post;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for Tag {
    type Model = Tag;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id"],
    );
    fn model(this: &Tag) -> &Tag {
        this
    }
}
#[automatically_derived]
impl ::diesel_relations::ModelDef for Tag {
    const TABLE: &'static str = "tags";
    const MORPH_NAME: &'static str = "label";
    type Table = tags::table;
    type Base = tags::table;
    type BaseOn<__T> = __T;
    fn base_on<__T: ::diesel_relations::__private::core::default::Default>() -> __T {
        <__T as ::diesel_relations::__private::core::default::Default>::default()
    }
    fn base() -> tags::table {
        tags::table
    }
    type PrimaryKey = <tags::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = ::diesel_relations::__private::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: ::diesel_relations::__private::core::option::Option<fn(&Tag) -> Tag> = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoClone as _;
        ::diesel_relations::__private::CloneOf::<Tag>::CLONE
    };
}
#[automatically_derived]
impl ::diesel_relations::Model for Tag {}
#[automatically_derived]
impl ::diesel_relations::ModelQuery for Tag
where
    for<'__a> ::diesel_relations::__private::Is<
        { ::diesel_relations::__private::__has_query!(Tag) },
    >: ::diesel_relations::__private::No,
{}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<tags::id> for Tag {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <tags::id as ::diesel_relations::__private::KeyColumns>::IsNull,
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
/// The relation `posts` of [`Tag`]: `SELECT posts.* FROM posts INNER JOIN taggables ON posts.primary key = taggables.taggable_id WHERE taggables.tag_id = tags.id AND taggables.taggable_type = the morph name of Post`. Used as [`Tag::POSTS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
struct PostsOfTag<__Of = ::diesel_relations::__private::Of<(__PostsOfTagRelated,)>>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __POSTS_OF_TAG: ::diesel_relations::__private::core::primitive::bool = {
    let _ = <taggables::taggable_type as ::diesel_relations::__private::TypeColumn>::IS_TEXT;
    true
        && <<__PostsOfTagForm as ::diesel_relations::__private::Form>::Id<
            taggables::taggable_id,
            <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        > as ::diesel_relations::__private::KeyMatches<
            <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::MATCHES
        && <__PostsOfTagRelated as ::diesel_relations::__private::ReadFrom<
            ::diesel_relations::__private::Joined<
                <__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table,
                taggables::table,
                <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                <__PostsOfTagForm as ::diesel_relations::__private::Form>::Id<
                    taggables::taggable_id,
                    <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                >,
                taggables::taggable_id,
            >,
        >>::READS
};
type __PostsOfTagForm = ::diesel_relations::__private::FormOf<
    ::diesel_relations::__private::Check<
        {
            <taggables::taggable_id as ::diesel_relations::__private::MorphId<
                <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >>::HOLDS
        },
    >,
    taggables::taggable_id,
    <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
>;
#[automatically_derived]
impl ::diesel_relations::RelationDef for PostsOfTag {
    const NAME: &'static str = "posts";
    const COUNT: &'static str = "posts_count";
    const LOCAL: (&'static str, &'static str) = ("tags", "id");
    const REMOTE: &'static str = <__PostsOfTagRelated as ::diesel_relations::ModelDef>::TABLE;
    const PIVOT_KEY: ::diesel_relations::__private::PivotKey = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::PartsOfSeveral as _;
        ::diesel_relations::__private::PivotKey {
            columns: ::diesel_relations::__private::PartsOf::<
                <taggables::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >::PARTS,
            keys: &[
                <<PostsOfTag as ::diesel_relations::RelationDef>::KeyColumn as ::diesel_relations::__private::KeyColumns>::NAMES,
                <<PostsOfTag as ::diesel_relations::ManyToMany>::RelatedKey as ::diesel_relations::__private::KeyColumns>::NAMES,
                &[
                    <taggables::taggable_type as ::diesel_relations::__private::diesel::Column>::NAME,
                ],
            ],
        }
    };
    type Checked = ::diesel_relations::__private::Check<{ __POSTS_OF_TAG }>;
    type Parent = Tag;
    type Related = __PostsOfTagRelated;
    type Source = ::diesel_relations::__private::Behind<
        <PostsOfTag as ::diesel_relations::RelationDef>::Checked,
        ::diesel_relations::__private::Joined<
            <__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table,
            taggables::table,
            <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            <__PostsOfTagForm as ::diesel_relations::__private::Form>::Id<
                taggables::taggable_id,
                <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >,
            taggables::taggable_id,
        >,
    >;
    type Scope = ::diesel_relations::__private::And<
        ::diesel_relations::__private::IsType<
            taggables::taggable_type,
            __PostsOfTagRelated,
            ::diesel_relations::__private::Exactly,
        >,
        ::diesel_relations::__private::Condition<__tag_posts_all>,
    >;
    fn scope() -> <PostsOfTag as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::And(
            ::diesel_relations::__private::IsType::scope(),
            ::diesel_relations::__private::Condition::new(__tag_posts_all()),
        )
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <PostsOfTag as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <PostsOfTag as ::diesel_relations::RelationDef>::Checked,
        taggables::tag_id,
    >;
    type LocalColumn = tags::id;
    type Key = <Tag as ::diesel_relations::HasKey<tags::id>>::Key;
    fn local_key(
        __parent: &Tag,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <PostsOfTag as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<tags::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = TagWithPosts<__Inner, __T>;
    type WithCount<__Inner> = TagWithPostsCount<__Inner>;
    fn wrap<__Inner, __T>(__inner: __Inner, __value: __T) -> TagWithPosts<__Inner, __T> {
        TagWithPosts {
            __inner,
            posts: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> TagWithPostsCount<__Inner> {
        TagWithPostsCount {
            __inner,
            posts_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Tag> for PostsOfTag {}
#[allow(private_interfaces)]
impl Tag {
    /** The rows of `posts`: `SELECT posts.* FROM posts INNER JOIN taggables ON posts.primary key = taggables.taggable_id WHERE taggables.tag_id = tags.id AND taggables.taggable_type = the morph name of Post`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    const POSTS: ::diesel_relations::Relation<PostsOfTag> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `posts` of this row: `SELECT posts.* FROM posts INNER JOIN taggables ON posts.primary key = taggables.taggable_id WHERE taggables.tag_id = tags.id AND taggables.taggable_type = the morph name of Post`.
    fn posts(&self) -> ::diesel_relations::RelatedQuery<PostsOfTag> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __tag_posts_values_are_state: ::diesel_relations::__private::core::primitive::bool = <PostsOfTag as ::diesel_relations::RelationDef>::PIVOT_KEY
    .is_among_keys();
#[automatically_derived]
impl ::diesel_relations::ManyToMany for PostsOfTag {
    type Pivot = taggables::table;
    type PivotRow = ();
    type RelatedKey = ::diesel_relations::__private::Behind<
        <PostsOfTag as ::diesel_relations::RelationDef>::Checked,
        taggables::taggable_id,
    >;
    type OwnerKey = <__PostsOfTagForm as ::diesel_relations::__private::Form>::Key<
        <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
    >;
    const OWNER_KEY: &'static str = "primary key";
    type RelatedId = ::diesel_relations::__private::Held<
        __PostsOfTagForm,
        <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        __PostsOfTagRelated,
    >;
    fn related_id(
        __related: &__PostsOfTagRelated,
    ) -> ::diesel_relations::__private::core::option::Option<
        <PostsOfTag as ::diesel_relations::ManyToMany>::RelatedId,
    > {
        ::diesel_relations::__private::held::<
            __PostsOfTagForm,
            <<__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            __PostsOfTagRelated,
        >(__related)
            .map(::diesel_relations::__private::std::borrow::Cow::into_owned)
    }
    type Filter = ::diesel_relations::__private::True;
    const HAS_FILTER: bool = false;
    const FILTERS_PIVOT: bool = true;
    fn filter() -> <PostsOfTag as ::diesel_relations::ManyToMany>::Filter {
        ::diesel_relations::__private::True
    }
    type Fixed = (
        ::diesel_relations::__private::TypeField<
            taggables::taggable_type,
            __PostsOfTagRelated,
        >,
        __tag_posts_values,
    );
    fn fixed() -> <PostsOfTag as ::diesel_relations::ManyToMany>::Fixed {
        (::core::default::Default::default(), __tag_posts_values())
    }
    const TIMESTAMPS: ::diesel_relations::__private::core::option::Option<
        (&'static str, &'static str),
    > = ::diesel_relations::__private::core::option::Option::None;
    const UTC: ::diesel_relations::__private::core::primitive::bool = false;
    const PIVOT: &'static str = "taggables";
    const FILTERS_RELATED: bool = true;
    const REVIVES: bool = false;
    const STATE: &'static [&'static str] = match __tag_posts_values_are_state {
        true => {
            &[
                <__tag_posts_place_column as ::diesel_relations::__private::diesel::Column>::NAME,
            ]
        }
        false => &[],
    };
    type Attach = ::diesel_relations::__private::NoFields;
    fn attach() -> <PostsOfTag as ::diesel_relations::ManyToMany>::Attach {
        ::diesel_relations::__private::NoFields
    }
    type Detach = ::diesel_relations::__private::Undeclared<
        ::diesel_relations::__private::True,
        <__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table,
        __tag_posts_values_are_state,
    >;
    fn detach() -> <PostsOfTag as ::diesel_relations::ManyToMany>::Detach {
        ::diesel_relations::__private::Undeclared::<
            ::diesel_relations::__private::True,
            <__PostsOfTagRelated as ::diesel_relations::ModelDef>::Table,
            __tag_posts_values_are_state,
        >::NEW
    }
}
/// [`Tag`] with the loaded relation `posts`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct TagWithPosts<
    __Inner = Tag,
    __T = ::diesel_relations::__private::std::vec::Vec<__PostsOfTagRelated>,
> {
    __inner: __Inner,
    /// The loaded `posts`.
    pub posts: __T,
}
impl<__Inner, __T> TagWithPosts<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: __T) -> Self {
        TagWithPosts {
            __inner,
            posts: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.posts)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for TagWithPosts<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for TagWithPosts<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for TagWithPosts<__Inner, __T>
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
for TagWithPosts<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.posts
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for TagWithPosts<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.posts
    }
}
::diesel_relations::__private::__pass_on!(TagWithPosts < __Inner, __T >, __inner, posts);
::diesel_relations::__private::__serde!(
    TagWithPosts < __Inner, __T >, __inner, posts, "posts"
);
/// [`Tag`] with the number of rows of `posts`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
struct TagWithPostsCount<__Inner = Tag> {
    __inner: __Inner,
    /// The number of rows of `posts`.
    pub posts_count: i64,
}
impl<__Inner> TagWithPostsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    fn new(__inner: __Inner, __value: i64) -> Self {
        TagWithPostsCount {
            __inner,
            posts_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.posts_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for TagWithPostsCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for TagWithPostsCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for TagWithPostsCount<__Inner>
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
for TagWithPostsCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    TagWithPostsCount < __Inner >, __inner, posts_count
);
::diesel_relations::__private::__serde!(
    TagWithPostsCount < __Inner >, __inner, posts_count, "posts_count"
);
#[doc(hidden)]
#[allow(unused_imports)]
use taggables::place as __tag_posts_place_column;
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
fn __tag_posts_values() -> _ {
    (__tag_posts_place_column.eq(1i32),)
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
fn __tag_posts_all() -> _ {
    __tag_posts_place_column.eq(1i32)
}
