type __RepliesOfCommentRelated = Comment;
#[automatically_derived]
impl ::diesel_relations::LoadedRow for Comment {
    type Model = Comment;
    type Kind = ::diesel_relations::__private::Core;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::of(
        &["id", "commentable_id", "commentable_type"],
    );
    fn model(this: &Comment) -> &Comment {
        this
    }
}
#[automatically_derived]
impl ::diesel_relations::ModelDef for Comment {
    const TABLE: &'static str = "comments";
    const MORPH_NAME: &'static str = "Comment";
    type Table = comments::table;
    type Base = comments::table;
    type BaseOn<__T> = __T;
    fn base_on<__T: ::diesel_relations::__private::core::default::Default>() -> __T {
        <__T as ::diesel_relations::__private::core::default::Default>::default()
    }
    fn base() -> comments::table {
        comments::table
    }
    type PrimaryKey = <comments::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    type Deletion = ::diesel_relations::__private::HardDelete;
    type Defaults = ();
    const DEFAULTS: () = ();
    const CLONE: ::diesel_relations::__private::core::option::Option<
        fn(&Comment) -> Comment,
    > = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoClone as _;
        ::diesel_relations::__private::CloneOf::<Comment>::CLONE
    };
}
#[automatically_derived]
impl ::diesel_relations::Model for Comment {}
#[automatically_derived]
impl ::diesel_relations::ModelQuery for Comment
where
    for<'__a> ::diesel_relations::__private::Is<
        { ::diesel_relations::__private::__has_query!(Comment) },
    >: ::diesel_relations::__private::No,
{}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<comments::id> for Comment {
    type Field = ::diesel_relations::__private::Checked<
        i32,
        {
            <<i32 as ::diesel_relations::__private::KeyField<
                <comments::id as ::diesel_relations::__private::KeyColumns>::IsNull,
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
impl ::diesel_relations::__private::HasKeyField<comments::commentable_id> for Comment {
    type Field = ::diesel_relations::__private::Checked<
        Option<i32>,
        {
            <<Option<
                i32,
            > as ::diesel_relations::__private::KeyField<
                <comments::commentable_id as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.commentable_id
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.commentable_id
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::HasKeyField<comments::commentable_type> for Comment {
    type Field = ::diesel_relations::__private::Checked<
        Option<String>,
        {
            <<Option<
                String,
            > as ::diesel_relations::__private::KeyField<
                <comments::commentable_type as ::diesel_relations::__private::KeyColumns>::IsNull,
            >>::Key as ::diesel_relations::__private::KeyType>::IS_KEY
        },
    >;
    fn field(&self) -> &Self::Field {
        &self.commentable_type
    }
    fn field_mut(&mut self) -> &mut Self::Field {
        &mut self.commentable_type
    }
}
/// The relation `replies` of [`Comment`]: `SELECT comments.* FROM comments WHERE comments.commentable_id = comments.id AND comments.commentable_type = 'Comment'`. Used as [`Comment::REPLIES`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct RepliesOfComment<
    __Of = ::diesel_relations::__private::Of<(__RepliesOfCommentRelated,)>,
>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __REPLIES_OF_COMMENT: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __RepliesOfCommentRelated,
            comments::table,
        >::is;
    }
    true && true
};
type __RepliesOfCommentForm = ::diesel_relations::__private::ListedForm<
    ::diesel_relations::__private::Listed<
        __RepliesOfCommentRelated,
        comments::table,
        Comment,
        comments::commentable_id,
        comments::commentable_type,
        comments::id,
    >,
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::OfAnotherTable as _;
        let _ = ::diesel_relations::__private::Listed::<
            __RepliesOfCommentRelated,
            comments::table,
            Comment,
            comments::commentable_id,
            comments::commentable_type,
            comments::id,
        >::is;
        ::diesel_relations::__private::Listed::<
            __RepliesOfCommentRelated,
            comments::table,
            Comment,
            comments::commentable_id,
            comments::commentable_type,
            comments::id,
        >::IS_TABLE
    },
>;
#[automatically_derived]
impl ::diesel_relations::RelationDef for RepliesOfComment {
    const NAME: &'static str = "replies";
    const COUNT: &'static str = "replies_count";
    const LOCAL: (&'static str, &'static str) = ("comments", "id");
    const REMOTE: &'static str = "comments";
    type Checked = ::diesel_relations::__private::Check<{ __REPLIES_OF_COMMENT }>;
    type Parent = Comment;
    type Related = __RepliesOfCommentRelated;
    type Source = ::diesel_relations::__private::Behind<
        <RepliesOfComment as ::diesel_relations::RelationDef>::Checked,
        comments::table,
    >;
    type Scope = ::diesel_relations::__private::IsType<
        comments::commentable_type,
        Comment,
        ::diesel_relations::__private::AsEqual,
    >;
    fn scope() -> <RepliesOfComment as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::IsType::scope()
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::TypeField<
        comments::commentable_type,
        Comment,
    >;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <RepliesOfComment as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <RepliesOfComment as ::diesel_relations::RelationDef>::Checked,
        comments::commentable_id,
    >;
    type LocalColumn = <__RepliesOfCommentForm as ::diesel_relations::__private::Form>::Key<
        comments::id,
    >;
    type Key = ::diesel_relations::__private::Held<
        __RepliesOfCommentForm,
        comments::id,
        Comment,
    >;
    fn local_key(
        __parent: &Comment,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <RepliesOfComment as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::__private::held::<
            __RepliesOfCommentForm,
            comments::id,
            Comment,
        >(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = CommentWithReplies<__Inner, __T>;
    type WithCount<__Inner> = CommentWithRepliesCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> CommentWithReplies<__Inner, __T> {
        CommentWithReplies {
            __inner,
            replies: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> CommentWithRepliesCount<__Inner> {
        CommentWithRepliesCount {
            __inner,
            replies_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<Comment> for RepliesOfComment {}
#[allow(private_interfaces)]
impl Comment {
    /** The rows of `replies`: `SELECT comments.* FROM comments WHERE comments.commentable_id = comments.id AND comments.commentable_type = 'Comment'`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const REPLIES: ::diesel_relations::Relation<RepliesOfComment> = ::diesel_relations::Relation::declared();
    /// A query of the rows of `replies` of this row: `SELECT comments.* FROM comments WHERE comments.commentable_id = comments.id AND comments.commentable_type = 'Comment'`.
    pub fn replies(&self) -> ::diesel_relations::RelatedQuery<RepliesOfComment> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`Comment`] with the loaded relation `replies`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct CommentWithReplies<
    __Inner = Comment,
    __T = ::diesel_relations::__private::std::vec::Vec<__RepliesOfCommentRelated>,
> {
    __inner: __Inner,
    /// The loaded `replies`.
    pub replies: __T,
}
impl<__Inner, __T> CommentWithReplies<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        CommentWithReplies {
            __inner,
            replies: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.replies)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for CommentWithReplies<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for CommentWithReplies<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for CommentWithReplies<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["replies"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for CommentWithReplies<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.replies
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for CommentWithReplies<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.replies
    }
}
::diesel_relations::__private::__pass_on!(
    CommentWithReplies < __Inner, __T >, __inner, replies
);
::diesel_relations::__private::__serde!(
    CommentWithReplies < __Inner, __T >, __inner, replies, "replies"
);
/// [`Comment`] with the number of rows of `replies`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct CommentWithRepliesCount<__Inner = Comment> {
    __inner: __Inner,
    /// The number of rows of `replies`.
    pub replies_count: i64,
}
impl<__Inner> CommentWithRepliesCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        CommentWithRepliesCount {
            __inner,
            replies_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.replies_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for CommentWithRepliesCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for CommentWithRepliesCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for CommentWithRepliesCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["replies_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for CommentWithRepliesCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    CommentWithRepliesCount < __Inner >, __inner, replies_count
);
::diesel_relations::__private::__serde!(
    CommentWithRepliesCount < __Inner >, __inner, replies_count, "replies_count"
);
/// The owner `commentable` of [`Comment`], one of `Post`, `Comment`: the row with the key `comments.commentable_id` of the model that `comments.commentable_type` names. Used as [`Comment::COMMENTABLE`].
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct CommentableOfComment;
#[automatically_derived]
impl ::diesel_relations::MorphTo for CommentableOfComment {
    const NAME: &'static str = "commentable";
    const COUNT: &'static str = "commentable_count";
    const ID: (&'static str, &'static str) = ("comments", "commentable_id");
    const TYPE: &'static str = <comments::commentable_type as ::diesel_relations::__private::diesel::Column>::NAME;
    const OWNERS: &'static [&'static str] = &[
        <<CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentPost,
        >>::Model as ::diesel_relations::ModelDef>::MORPH_NAME,
        <<CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentComment,
        >>::Model as ::diesel_relations::ModelDef>::MORPH_NAME,
    ];
    type Parent = Comment;
    type IdColumn = comments::commentable_id;
    type TypeColumn = ::diesel_relations::__private::Checked<
        comments::commentable_type,
        {
            <comments::commentable_type as ::diesel_relations::__private::TypeColumn>::IS_TEXT
        },
    >;
    type Nullability = <::diesel_relations::Composite<
        (comments::commentable_id, comments::commentable_type),
    > as ::diesel_relations::__private::KeyColumns>::IsNull;
    type With<__Inner, __T> = CommentWithCommentable<__Inner, __T>;
    type WithCount<__Inner> = CommentWithCommentableCount<__Inner>;
    fn morph_type(
        __parent: &Comment,
    ) -> ::diesel_relations::__private::core::option::Option<
        &::diesel_relations::__private::core::primitive::str,
    > {
        ::diesel_relations::__private::KeyField::<
            <<CommentableOfComment as ::diesel_relations::MorphTo>::TypeColumn as ::diesel_relations::__private::KeyColumns>::IsNull,
        >::key(
                ::diesel_relations::__private::HasKeyField::<
                    <CommentableOfComment as ::diesel_relations::MorphTo>::TypeColumn,
                >::field(__parent),
            )
            .map(::diesel_relations::__private::type_of)
    }
    fn row_key(
        __parent: &Comment,
    ) -> ::diesel_relations::__private::std::string::String {
        let _ = __parent;
        ::diesel_relations::__private::std::format!("{:?}", __parent.id)
    }
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> CommentWithCommentable<__Inner, __T> {
        CommentWithCommentable {
            __inner,
            commentable: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> CommentWithCommentableCount<__Inner> {
        CommentWithCommentableCount {
            __inner,
            commentable_count: __count,
        }
    }
}
type __CommentableOfCommentPost = blog::Post;
const _: fn() = || {
    #[allow(unused_imports)]
    use ::diesel_relations::__private::NoModel as _;
    let _ = ::diesel_relations::__private::TableOf::<blog::Post, posts::table>::is;
};
#[automatically_derived]
impl ::diesel_relations::__private::Owns<__CommentableOfCommentPost>
for CommentableOfComment {
    type Model = ::diesel_relations::__private::Checked<
        __CommentableOfCommentPost,
        {
            <__CommentableOfCommentPost as ::diesel_relations::__private::IsModel>::IS_MODEL
        },
    >;
    type OwnerKey = posts::uid;
    type Form = ::diesel_relations::__private::FormOf<
        ::diesel_relations::__private::Check<
            {
                <comments::commentable_id as ::diesel_relations::__private::MorphId<
                    <CommentableOfComment as ::diesel_relations::__private::Owns<
                        __CommentableOfCommentPost,
                    >>::OwnerKey,
                >>::HOLDS
            },
        >,
        comments::commentable_id,
        <CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentPost,
        >>::OwnerKey,
    >;
}
#[automatically_derived]
impl ::diesel_relations::__private::Lists<
    __CommentableOfCommentPost,
    comments::commentable_id,
    comments::commentable_type,
    <CommentableOfComment as ::diesel_relations::__private::Owns<
        __CommentableOfCommentPost,
    >>::OwnerKey,
> for Comment {
    type Form = <CommentableOfComment as ::diesel_relations::__private::Owns<
        __CommentableOfCommentPost,
    >>::Form;
}
type __CommentableOfCommentComment = Comment;
const _: fn() = || {
    #[allow(unused_imports)]
    use ::diesel_relations::__private::NoModel as _;
    let _ = ::diesel_relations::__private::TableOf::<Comment, comments::table>::is;
};
#[automatically_derived]
impl ::diesel_relations::__private::Owns<__CommentableOfCommentComment>
for CommentableOfComment {
    type Model = ::diesel_relations::__private::Checked<
        __CommentableOfCommentComment,
        {
            <__CommentableOfCommentComment as ::diesel_relations::__private::IsModel>::IS_MODEL
        },
    >;
    type OwnerKey = comments::uid;
    type Form = ::diesel_relations::__private::FormOf<
        ::diesel_relations::__private::Check<
            {
                <comments::commentable_id as ::diesel_relations::__private::MorphId<
                    <CommentableOfComment as ::diesel_relations::__private::Owns<
                        __CommentableOfCommentComment,
                    >>::OwnerKey,
                >>::HOLDS
            },
        >,
        comments::commentable_id,
        <CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentComment,
        >>::OwnerKey,
    >;
}
#[automatically_derived]
impl ::diesel_relations::__private::Lists<
    __CommentableOfCommentComment,
    comments::commentable_id,
    comments::commentable_type,
    <CommentableOfComment as ::diesel_relations::__private::Owns<
        __CommentableOfCommentComment,
    >>::OwnerKey,
> for Comment {
    type Form = <CommentableOfComment as ::diesel_relations::__private::Owns<
        __CommentableOfCommentComment,
    >>::Form;
}
const _: () = ::diesel_relations::__private::assert!(
    ! ::diesel_relations::__private::same_name(< < CommentableOfComment as
    ::diesel_relations::__private::Owns < __CommentableOfCommentPost >> ::Model as
    ::diesel_relations::ModelDef > ::MORPH_NAME, < < CommentableOfComment as
    ::diesel_relations::__private::Owns < __CommentableOfCommentComment >> ::Model as
    ::diesel_relations::ModelDef > ::MORPH_NAME),
    "`Post` and `Comment` have the same morph name, upper and lower case aside, by which their rows could not be told apart; give one of them another: `#[model(morph_name = \"..\")]`"
);
#[allow(private_interfaces)]
impl Comment {
    /** The owner `commentable`, one of `Post`, `Comment`: one statement for each model that is among the owners.

 For `.with(..)`, and as an expression with `.exists()`.*/
    pub const COMMENTABLE: CommentableOwnersOfComment = CommentableOwnersOfComment::__declared();
    /// A query of the owner of this row: `SELECT .. WHERE id = comments.commentable_id`, of the model that `comments.commentable_type` names.
    pub fn commentable(
        &self,
    ) -> ::diesel_relations::__private::OwnerOf<
        '_,
        Comment,
        CommentableOwnersOfComment,
    > {
        ::diesel_relations::__private::OwnerOf::new(
            self,
            CommentableOwnersOfComment::__declared(),
        )
    }
}
/// [`Comment`] with the loaded owner `commentable`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct CommentWithCommentable<
    __Inner = Comment,
    __T = ::diesel_relations::__private::MorphValue<CommentableOwnersOfComment>,
> {
    __inner: __Inner,
    /// The loaded `commentable`.
    pub commentable: __T,
}
impl<__Inner, __T> CommentWithCommentable<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        CommentWithCommentable {
            __inner,
            commentable: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.commentable)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for CommentWithCommentable<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for CommentWithCommentable<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for CommentWithCommentable<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["commentable"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for CommentWithCommentable<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.commentable
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for CommentWithCommentable<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.commentable
    }
}
::diesel_relations::__private::__pass_on!(
    CommentWithCommentable < __Inner, __T >, __inner, commentable
);
::diesel_relations::__private::__serde!(
    CommentWithCommentable < __Inner, __T >, __inner, commentable, "commentable"
);
/// [`Comment`] with the number of rows of `commentable`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct CommentWithCommentableCount<__Inner = Comment> {
    __inner: __Inner,
    /// The number of rows of `commentable`.
    pub commentable_count: i64,
}
impl<__Inner> CommentWithCommentableCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        CommentWithCommentableCount {
            __inner,
            commentable_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.commentable_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for CommentWithCommentableCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for CommentWithCommentableCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for CommentWithCommentableCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["commentable_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for CommentWithCommentableCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    CommentWithCommentableCount < __Inner >, __inner, commentable_count
);
::diesel_relations::__private::__serde!(
    CommentWithCommentableCount < __Inner >, __inner, commentable_count,
    "commentable_count"
);
/// An owner of `Comment`, loaded as `commentable`.
#[allow(dead_code, private_interfaces, unreachable_pub)]
pub type CommentOwner<__PostRow = blog::Post, __CommentRow = Comment> = __commentable_of_comment::CommentOwner<
    __PostRow,
    __CommentRow,
>;
#[doc(hidden)]
#[allow(unreachable_pub)]
pub mod __commentable_of_comment {
    /// An owner of `Comment`, loaded as `commentable`.
    #[derive(
        ::core::fmt::Debug,
        ::core::clone::Clone,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::cmp::PartialOrd,
        ::core::cmp::Ord,
        ::core::hash::Hash
    )]
    pub enum CommentOwner<__PostRow, __CommentRow> {
        /// A `Post`.
        Post(::std::sync::Arc<__PostRow>),
        /// A `Comment`.
        Comment(::std::sync::Arc<__CommentRow>),
    }
}
impl<
    __PostRow,
    __CommentRow,
> __commentable_of_comment::CommentOwner<__PostRow, __CommentRow> {
    /// The owner, if it is a [`Post`].
    pub fn as_post(
        &self,
    ) -> ::diesel_relations::__private::core::option::Option<&__PostRow> {
        match self {
            __commentable_of_comment::CommentOwner::Post(__row) => {
                ::diesel_relations::__private::core::option::Option::Some(__row)
            }
            _ => ::diesel_relations::__private::core::option::Option::None,
        }
    }
    /// The owner, if it is a [`Comment`].
    pub fn as_comment(
        &self,
    ) -> ::diesel_relations::__private::core::option::Option<&__CommentRow> {
        match self {
            __commentable_of_comment::CommentOwner::Comment(__row) => {
                ::diesel_relations::__private::core::option::Option::Some(__row)
            }
            _ => ::diesel_relations::__private::core::option::Option::None,
        }
    }
}
#[automatically_derived]
impl<__PostRow, __CommentRow> ::diesel_relations::__private::Variant<0usize, __PostRow>
for __commentable_of_comment::CommentOwner<__PostRow, __CommentRow> {
    fn variant(__row: ::diesel_relations::__private::std::sync::Arc<__PostRow>) -> Self {
        __commentable_of_comment::CommentOwner::Post(__row)
    }
}
#[automatically_derived]
impl<
    __PostRow,
    __CommentRow,
> ::diesel_relations::__private::Variant<1usize, __CommentRow>
for __commentable_of_comment::CommentOwner<__PostRow, __CommentRow> {
    fn variant(
        __row: ::diesel_relations::__private::std::sync::Arc<__CommentRow>,
    ) -> Self {
        __commentable_of_comment::CommentOwner::Comment(__row)
    }
}
::diesel_relations::__private::__push_owner!(
    __commentable_of_comment::CommentOwner, Post as __PostRow, Comment as __CommentRow
);
::diesel_relations::__private::__serde_owner!(
    __commentable_of_comment::CommentOwner, Post : < CommentableOfComment as
    ::diesel_relations::__private::Owns < __CommentableOfCommentPost >> ::Model as
    __PostRow, Comment : < CommentableOfComment as ::diesel_relations::__private::Owns <
    __CommentableOfCommentComment >> ::Model as __CommentRow
);
/// The owners of [`Comment`] as a value: [`Comment::COMMENTABLE`], and what comes of it when it is refined.
#[allow(private_interfaces)]
#[must_use = "a relation does nothing until a query loads it or an expression uses it"]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct CommentableOwnersOfComment<
    __PostOwner
        = ::diesel_relations::Relation<
            ::diesel_relations::__private::OwnedBy<
                CommentableOfComment,
                <CommentableOfComment as ::diesel_relations::__private::Owns<
                    __CommentableOfCommentPost,
                >>::Model,
            >,
        >,
    __CommentOwner
        = ::diesel_relations::Relation<
            ::diesel_relations::__private::OwnedBy<
                CommentableOfComment,
                <CommentableOfComment as ::diesel_relations::__private::Owns<
                    __CommentableOfCommentComment,
                >>::Model,
            >,
        >,
    __Strictness = ::diesel_relations::__private::Strict,
> {
    __post: __PostOwner,
    __comment: __CommentOwner,
    __strictness: ::diesel_relations::__private::core::marker::PhantomData<__Strictness>,
}
impl CommentableOwnersOfComment {
    const fn __declared() -> Self {
        CommentableOwnersOfComment {
            __post: ::diesel_relations::Relation::declared(),
            __comment: ::diesel_relations::Relation::declared(),
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
}
#[allow(private_interfaces)]
impl<
    __PostOwner,
    __CommentOwner,
    __Strictness,
> CommentableOwnersOfComment<__PostOwner, __CommentOwner, __Strictness> {
    /// The owners that are a [`Post`], as a relation of its own: only the rows whose type says so have one. For `.exists()`, `.has(..)` and the like.
    pub fn post(self) -> __PostOwner {
        self.__post
    }
    /// Whether the type of the owner is [`Post`], whether it is there or not: an expression over the table of [`Comment`].
    #[allow(clippy::wrong_self_convention)]
    pub fn is_post(
        self,
    ) -> ::diesel_relations::__private::OwnerIs<
        <CommentableOfComment as ::diesel_relations::MorphTo>::TypeColumn,
        <CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentPost,
        >>::Model,
    > {
        ::core::default::Default::default()
    }
    /// With a relation (or a tuple of them) of each owner that is a [`Post`].
    pub fn with_post<__R>(
        self,
        __relation: __R,
    ) -> CommentableOwnersOfComment<
        <__PostOwner as ::diesel_relations::__private::Nest<__R>>::Nested,
        __CommentOwner,
        __Strictness,
    >
    where
        __PostOwner: ::diesel_relations::__private::Nest<__R>,
    {
        CommentableOwnersOfComment {
            __post: ::diesel_relations::__private::Nest::nest(self.__post, __relation),
            __comment: self.__comment,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// With conditions on the owners that are a [`Post`], or whatever else is said of a relation. An owner that does not meet them is not loaded.
    pub fn constrain_post<__New>(
        self,
        __constrain: impl ::diesel_relations::__private::core::ops::FnOnce(
            __PostOwner,
        ) -> __New,
    ) -> CommentableOwnersOfComment<__New, __CommentOwner, __Strictness> {
        CommentableOwnersOfComment {
            __post: __constrain(self.__post),
            __comment: self.__comment,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// The owners that are a [`Comment`], as a relation of its own: only the rows whose type says so have one. For `.exists()`, `.has(..)` and the like.
    pub fn comment(self) -> __CommentOwner {
        self.__comment
    }
    /// Whether the type of the owner is [`Comment`], whether it is there or not: an expression over the table of [`Comment`].
    #[allow(clippy::wrong_self_convention)]
    pub fn is_comment(
        self,
    ) -> ::diesel_relations::__private::OwnerIs<
        <CommentableOfComment as ::diesel_relations::MorphTo>::TypeColumn,
        <CommentableOfComment as ::diesel_relations::__private::Owns<
            __CommentableOfCommentComment,
        >>::Model,
    > {
        ::core::default::Default::default()
    }
    /// With a relation (or a tuple of them) of each owner that is a [`Comment`].
    pub fn with_comment<__R>(
        self,
        __relation: __R,
    ) -> CommentableOwnersOfComment<
        __PostOwner,
        <__CommentOwner as ::diesel_relations::__private::Nest<__R>>::Nested,
        __Strictness,
    >
    where
        __CommentOwner: ::diesel_relations::__private::Nest<__R>,
    {
        CommentableOwnersOfComment {
            __comment: ::diesel_relations::__private::Nest::nest(
                self.__comment,
                __relation,
            ),
            __post: self.__post,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// With conditions on the owners that are a [`Comment`], or whatever else is said of a relation. An owner that does not meet them is not loaded.
    pub fn constrain_comment<__New>(
        self,
        __constrain: impl ::diesel_relations::__private::core::ops::FnOnce(
            __CommentOwner,
        ) -> __New,
    ) -> CommentableOwnersOfComment<__PostOwner, __New, __Strictness> {
        CommentableOwnersOfComment {
            __comment: __constrain(self.__comment),
            __post: self.__post,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    #[doc(hidden)]
    pub fn with<__R>(self, _: __R) -> Self
    where
        Self: ::diesel_relations::__private::OfOneModel,
    {
        self
    }
    #[doc(hidden)]
    pub fn filter<__P>(self, _: __P) -> Self
    where
        Self: ::diesel_relations::__private::OfOneModel,
    {
        self
    }
    /// Rows whose owner is of a type that is not listed, or is not there, have none, instead of being an error.
    pub fn lenient(
        self,
    ) -> CommentableOwnersOfComment<
        __PostOwner,
        __CommentOwner,
        ::diesel_relations::__private::Lenient,
    > {
        CommentableOwnersOfComment {
            __post: self.__post,
            __comment: self.__comment,
            __strictness: ::diesel_relations::__private::core::marker::PhantomData,
        }
    }
    /// Rows that have an owner: an expression over their table.
    pub fn exists(
        self,
    ) -> <Self as ::diesel_relations::__private::Existence<Comment>>::Exists
    where
        Self: ::diesel_relations::__private::Existence<Comment>,
    {
        ::diesel_relations::__private::Existence::exists(self)
    }
    /// Rows that have no owner: neither one that is there, nor one of a type that is not listed.
    pub fn doesnt_exist(
        self,
    ) -> <Self as ::diesel_relations::__private::Existence<Comment>>::Absent
    where
        Self: ::diesel_relations::__private::Existence<Comment>,
    {
        ::diesel_relations::__private::Existence::absent(self)
    }
    /// Rows of this owner, or of one of several owners of one model: by type and id, without a look at the owners' table.
    pub fn morphed_to<__O>(
        self,
        __owners: __O,
    ) -> <__O as ::diesel_relations::__private::MorphedTo<
        CommentableOfComment,
    >>::Condition
    where
        __O: ::diesel_relations::__private::MorphedTo<CommentableOfComment>,
    {
        ::diesel_relations::__private::MorphedTo::condition(__owners)
    }
    /// Rows of another owner, or of none: the opposite of `morphed_to`, NULL included.
    pub fn not_morphed_to<__O>(
        self,
        __owners: __O,
    ) -> ::diesel_relations::__private::IsNotTrue<
        <__O as ::diesel_relations::__private::MorphedTo<
            CommentableOfComment,
        >>::Condition,
    >
    where
        __O: ::diesel_relations::__private::MorphedTo<CommentableOfComment>,
    {
        ::diesel_relations::__private::IsNotTrue::new(
            ::diesel_relations::__private::MorphedTo::condition(__owners),
        )
    }
}
::diesel_relations::__private::__morph_owners!(
    CommentableOwnersOfComment, CommentableOfComment, Comment, __PostOwner,
    __CommentOwner
);
#[automatically_derived]
impl<
    __PostOwner: ::diesel_relations::__private::Arm,
    __CommentOwner: ::diesel_relations::__private::Arm,
    __Strictness: ::diesel_relations::__private::Presence,
> ::diesel_relations::__private::MorphOwners
for CommentableOwnersOfComment<__PostOwner, __CommentOwner, __Strictness> {
    type Def = CommentableOfComment;
    type Arms = (__PostOwner, __CommentOwner);
    type Owner = __commentable_of_comment::CommentOwner<
        <__PostOwner as ::diesel_relations::__private::Arm>::Row,
        <__CommentOwner as ::diesel_relations::__private::Arm>::Row,
    >;
    type Strictness = __Strictness;
    fn into_arms(self) -> (__PostOwner, __CommentOwner) {
        (self.__post, self.__comment)
    }
}
