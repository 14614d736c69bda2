type __NewestOfUserRelated = User;
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
/// The relation `newest` of [`User`]: `SELECT users.* FROM users INNER JOIN users AS relations__newest ON users.boss_id = relations__newest.primary key WHERE relations__newest.boss_id = users.id`. Used as [`User::NEWEST`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct NewestOfUser<
    __Of
        = ::diesel_relations::__private::Of<
            (__NewestOfUserRelated, __NewestOfUserRelated),
        >,
>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __NEWEST_OF_USER: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __NewestOfUserRelated,
            users::table,
        >::is;
    }
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __NewestOfUserRelated,
            users::table,
        >::is;
    }
    ::diesel_relations::__private::FirstBy::<
        (
            ::diesel_relations::__private::Latest<
                <__NewestOfUserRelated as ::diesel_relations::ModelDef>::PrimaryKey,
            >,
        ),
    >::on::<<__NewestOfUserRelated as ::diesel_relations::ModelDef>::Table>();
    <::diesel_relations::__private::Aliased<
        NewestOfUserThrough,
        users::boss_id,
    > as ::diesel_relations::__private::KeyMatches<users::id>>::MATCHES
        && <users::boss_id as ::diesel_relations::__private::KeyMatches<
            ::diesel_relations::__private::Aliased<
                NewestOfUserThrough,
                <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >,
        >>::MATCHES
        && <__NewestOfUserRelated as ::diesel_relations::__private::ReadFrom<
            ::diesel_relations::__private::Joined<
                users::table,
                ::diesel_relations::__private::diesel::query_source::Alias<
                    NewestOfUserThrough,
                >,
                users::boss_id,
                ::diesel_relations::__private::Aliased<
                    NewestOfUserThrough,
                    <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                >,
                users::boss_id,
            >,
        >>::READS
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for NewestOfUser {
    const NAME: &'static str = "newest";
    const COUNT: &'static str = "newest_count";
    const LOCAL: (&'static str, &'static str) = ("users", "id");
    const REMOTE: &'static str = "users";
    type Checked = ::diesel_relations::__private::Check<{ __NEWEST_OF_USER }>;
    type Parent = User;
    type Related = __NewestOfUserRelated;
    type Source = ::diesel_relations::__private::Behind<
        <NewestOfUser as ::diesel_relations::RelationDef>::Checked,
        ::diesel_relations::__private::Joined<
            users::table,
            ::diesel_relations::__private::diesel::query_source::Alias<
                NewestOfUserThrough,
            >,
            users::boss_id,
            ::diesel_relations::__private::Aliased<
                NewestOfUserThrough,
                <users::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >,
            users::boss_id,
        >,
    >;
    type Scope = ::diesel_relations::__private::AllRows;
    fn scope() -> <NewestOfUser as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::AllRows
    }
    type Through = ::diesel_relations::__private::VisibleAs<
        __NewestOfUserRelated,
        NewestOfUserThrough,
    >;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ::diesel_relations::__private::FirstBy<
        (
            ::diesel_relations::__private::Latest<
                <__NewestOfUserRelated as ::diesel_relations::ModelDef>::PrimaryKey,
            >,
        ),
    >;
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <NewestOfUser as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <NewestOfUser as ::diesel_relations::RelationDef>::Checked,
        ::diesel_relations::__private::Aliased<NewestOfUserThrough, users::boss_id>,
    >;
    type LocalColumn = users::id;
    type Key = <User as ::diesel_relations::HasKey<users::id>>::Key;
    fn local_key(
        __parent: &User,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <NewestOfUser as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<users::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::One;
    type With<__Inner, __T> = UserWithNewest<__Inner, __T>;
    type WithCount<__Inner> = UserWithNewestCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> UserWithNewest<__Inner, __T> {
        UserWithNewest {
            __inner,
            newest: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> UserWithNewestCount<__Inner> {
        UserWithNewestCount {
            __inner,
            newest_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<User> for NewestOfUser {}
#[allow(private_interfaces)]
impl User {
    /** The row of `newest`: `SELECT users.* FROM users INNER JOIN users AS relations__newest ON users.boss_id = relations__newest.primary key WHERE relations__newest.boss_id = users.id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const NEWEST: ::diesel_relations::Relation<NewestOfUser> = ::diesel_relations::Relation::declared();
    /// A query of the row of `newest` of this row: `SELECT users.* FROM users INNER JOIN users AS relations__newest ON users.boss_id = relations__newest.primary key WHERE relations__newest.boss_id = users.id`.
    pub fn newest(&self) -> ::diesel_relations::RelatedQuery<NewestOfUser> {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
/// [`User`] with the loaded relation `newest`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithNewest<
    __Inner = User,
    __T = ::diesel_relations::__private::core::option::Option<__NewestOfUserRelated>,
> {
    __inner: __Inner,
    /// The loaded `newest`.
    pub newest: __T,
}
impl<__Inner, __T> UserWithNewest<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        UserWithNewest {
            __inner,
            newest: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.newest)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for UserWithNewest<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for UserWithNewest<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for UserWithNewest<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["newest"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for UserWithNewest<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.newest
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for UserWithNewest<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.newest
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithNewest < __Inner, __T >, __inner, newest
);
::diesel_relations::__private::__serde!(
    UserWithNewest < __Inner, __T >, __inner, newest, "newest"
);
/// [`User`] with the number of rows of `newest`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithNewestCount<__Inner = User> {
    __inner: __Inner,
    /// The number of rows of `newest`.
    pub newest_count: i64,
}
impl<__Inner> UserWithNewestCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        UserWithNewestCount {
            __inner,
            newest_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.newest_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for UserWithNewestCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for UserWithNewestCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for UserWithNewestCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["newest_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for UserWithNewestCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithNewestCount < __Inner >, __inner, newest_count
);
::diesel_relations::__private::__serde!(
    UserWithNewestCount < __Inner >, __inner, newest_count, "newest_count"
);
::diesel_relations::__private::diesel::alias!(
    pub const __user_newest_through : Alias < NewestOfUserThrough > = users as
    relations__newest
);
