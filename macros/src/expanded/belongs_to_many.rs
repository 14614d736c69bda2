type __TeamsOfUserRelated = Team;
type __TeamsOfUserPivot = Membership;
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
/// The relation `teams` of [`User`]: `SELECT teams.* FROM teams INNER JOIN team_user ON teams.primary key = team_user.team_id WHERE team_user.user_id = users.id`. Used as [`User::TEAMS`].
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct TeamsOfUser<
    __Of = ::diesel_relations::__private::Of<(__TeamsOfUserPivot, __TeamsOfUserRelated)>,
>(
    ::diesel_relations::__private::core::marker::PhantomData<__Of>,
);
#[doc(hidden)]
const __TEAMS_OF_USER: ::diesel_relations::__private::core::primitive::bool = {
    {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::NoModel as _;
        let _ = ::diesel_relations::__private::TableOf::<
            __TeamsOfUserRelated,
            teams::table,
        >::is;
    }
    ::diesel_relations::__private::is_timestamp::<
        __user_teams_times_created_at_column,
    >();
    ::diesel_relations::__private::is_timestamp::<
        __user_teams_times_updated_at_column,
    >();
    ::diesel_relations::__private::__is_row_of!(
        __TeamsOfUserPivot, team_user::table,
        "`Membership` does not derive `Selectable`; add `#[derive(Queryable, Selectable)]` to it, and `#[diesel(table_name = team_user)]`",
        "`Membership` does not select columns of `team_user`; `using = ..` names a struct of the pivot table, with `#[diesel(table_name = team_user)]`"
    );
    let _ = <__user_teams as ::diesel_relations::__private::ConditionOnBoth<
        <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
        team_user::table,
        ::diesel_relations::__private::SameColumns<
            <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            team_user::team_id,
        >,
    >>::IS_ON;
    <team_user::user_id as ::diesel_relations::__private::KeyMatches<users::id>>::MATCHES
        && <team_user::team_id as ::diesel_relations::__private::KeyMatches<
            <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::MATCHES
        && <__TeamsOfUserRelated as ::diesel_relations::__private::ReadFrom<
            ::diesel_relations::__private::Joined<
                <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
                team_user::table,
                <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
                team_user::team_id,
                team_user::team_id,
            >,
        >>::READS
};
#[automatically_derived]
impl ::diesel_relations::RelationDef for TeamsOfUser {
    const NAME: &'static str = "teams";
    const COUNT: &'static str = "teams_count";
    const LOCAL: (&'static str, &'static str) = ("users", "id");
    const REMOTE: &'static str = "teams";
    const PIVOT_KEY: ::diesel_relations::__private::PivotKey = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::PartsOfSeveral as _;
        ::diesel_relations::__private::PivotKey {
            columns: ::diesel_relations::__private::PartsOf::<
                <team_user::table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            >::PARTS,
            keys: &[
                <<TeamsOfUser as ::diesel_relations::RelationDef>::KeyColumn as ::diesel_relations::__private::KeyColumns>::NAMES,
                <<TeamsOfUser as ::diesel_relations::ManyToMany>::RelatedKey as ::diesel_relations::__private::KeyColumns>::NAMES,
            ],
        }
    };
    type Checked = ::diesel_relations::__private::Check<{ __TEAMS_OF_USER }>;
    type Parent = User;
    type Related = __TeamsOfUserRelated;
    type Source = ::diesel_relations::__private::Behind<
        <TeamsOfUser as ::diesel_relations::RelationDef>::Checked,
        ::diesel_relations::__private::Joined<
            <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
            team_user::table,
            <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
            team_user::team_id,
            team_user::team_id,
        >,
    >;
    type Scope = ::diesel_relations::__private::Condition<__user_teams_all>;
    fn scope() -> <TeamsOfUser as ::diesel_relations::RelationDef>::Scope {
        ::diesel_relations::__private::Condition::new(__user_teams_all())
    }
    type Through = ::diesel_relations::__private::AllRows;
    type Visible = ::diesel_relations::__private::NotTrashed;
    type First = ();
    type Fields = ::diesel_relations::__private::NoFields;
    type PivotFields = ();
    type Defaults = ::diesel_relations::__private::NoFields;
    fn defaults() -> <TeamsOfUser as ::diesel_relations::RelationDef>::Defaults {
        ::diesel_relations::__private::NoFields
    }
    type KeyColumn = ::diesel_relations::__private::Behind<
        <TeamsOfUser as ::diesel_relations::RelationDef>::Checked,
        team_user::user_id,
    >;
    type LocalColumn = users::id;
    type Key = <User as ::diesel_relations::HasKey<users::id>>::Key;
    fn local_key(
        __parent: &User,
    ) -> ::diesel_relations::__private::core::option::Option<
        ::diesel_relations::__private::std::borrow::Cow<
            '_,
            <TeamsOfUser as ::diesel_relations::RelationDef>::Key,
        >,
    > {
        ::diesel_relations::HasKey::<users::id>::key(__parent)
    }
    type Shape = ::diesel_relations::__private::Many;
    type With<__Inner, __T> = UserWithTeams<__Inner, __T>;
    type WithCount<__Inner> = UserWithTeamsCount<__Inner>;
    fn wrap<__Inner, __T>(
        __inner: __Inner,
        __value: __T,
    ) -> UserWithTeams<__Inner, __T> {
        UserWithTeams {
            __inner,
            teams: __value,
        }
    }
    fn wrap_count<__Inner>(
        __inner: __Inner,
        __count: i64,
    ) -> UserWithTeamsCount<__Inner> {
        UserWithTeamsCount {
            __inner,
            teams_count: __count,
        }
    }
}
#[automatically_derived]
impl ::diesel_relations::__private::DeclaredOn<User> for TeamsOfUser {}
#[allow(private_interfaces)]
impl User {
    /** The rows of `teams`: `SELECT teams.* FROM teams INNER JOIN team_user ON teams.primary key = team_user.team_id WHERE team_user.user_id = users.id`.

 For `.with(..)`, and as an expression with `.exists()` and `.count()`.*/
    pub const TEAMS: ::diesel_relations::Relation<
        TeamsOfUser,
        ::diesel_relations::__private::Unrefined,
        (),
        (
            (),
            ::diesel_relations::__private::SelectPivot<
                TeamsOfUserWithMembership<
                    (),
                    <TeamsOfUser as ::diesel_relations::ManyToMany>::PivotRow,
                >,
            >,
        ),
    > = ::diesel_relations::Relation::declared_with_pivot();
    /// A query of the rows of `teams` of this row: `SELECT teams.* FROM teams INNER JOIN team_user ON teams.primary key = team_user.team_id WHERE team_user.user_id = users.id`.
    pub fn teams(
        &self,
    ) -> ::diesel_relations::RelatedQuery<
        TeamsOfUser,
        ::diesel_relations::__private::Unrefined,
        (),
        (
            (),
            ::diesel_relations::__private::SelectPivot<
                TeamsOfUserWithMembership<
                    (),
                    <TeamsOfUser as ::diesel_relations::ManyToMany>::PivotRow,
                >,
            >,
        ),
    > {
        ::diesel_relations::RelatedQuery::to(self)
    }
}
#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __user_teams_values_are_state: ::diesel_relations::__private::core::primitive::bool = <TeamsOfUser as ::diesel_relations::RelationDef>::PIVOT_KEY
    .is_among_keys();
#[doc(hidden)]
#[allow(unused_imports)]
use team_user::{
    created_at as __user_teams_times_created_at_column,
    updated_at as __user_teams_times_updated_at_column,
};
#[automatically_derived]
impl ::diesel_relations::ManyToMany for TeamsOfUser {
    type Pivot = team_user::table;
    type PivotRow = ::diesel_relations::__private::Behind<
        <TeamsOfUser as ::diesel_relations::RelationDef>::Checked,
        __TeamsOfUserPivot,
    >;
    type RelatedKey = ::diesel_relations::__private::Behind<
        <TeamsOfUser as ::diesel_relations::RelationDef>::Checked,
        team_user::team_id,
    >;
    type OwnerKey = <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey;
    const OWNER_KEY: &'static str = "primary key";
    type RelatedId = <__TeamsOfUserRelated as ::diesel_relations::HasKey<
        <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
    >>::Key;
    fn related_id(
        __related: &__TeamsOfUserRelated,
    ) -> ::diesel_relations::__private::core::option::Option<
        <TeamsOfUser as ::diesel_relations::ManyToMany>::RelatedId,
    > {
        <__TeamsOfUserRelated as ::diesel_relations::HasKey<
            <<__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table as ::diesel_relations::__private::diesel::Table>::PrimaryKey,
        >>::key(__related)
            .map(::diesel_relations::__private::std::borrow::Cow::into_owned)
    }
    type Filter = __user_teams;
    const HAS_FILTER: bool = true;
    const FILTERS_PIVOT: bool = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::ConditionIsNotOn as _;
        ::diesel_relations::__private::ConditionIsOn::<
            __user_teams,
            team_user::table,
        >::IS
    };
    fn filter() -> <TeamsOfUser as ::diesel_relations::ManyToMany>::Filter {
        __user_teams()
    }
    type Fixed = __user_teams_values;
    fn fixed() -> <TeamsOfUser as ::diesel_relations::ManyToMany>::Fixed {
        __user_teams_values()
    }
    const TIMESTAMPS: ::diesel_relations::__private::core::option::Option<
        (&'static str, &'static str),
    > = ::diesel_relations::__private::core::option::Option::Some((
        <__user_teams_times_created_at_column as ::diesel_relations::__private::diesel::Column>::NAME,
        <__user_teams_times_updated_at_column as ::diesel_relations::__private::diesel::Column>::NAME,
    ));
    const UTC: ::diesel_relations::__private::core::primitive::bool = (<User as ::diesel_relations::ModelDef>::UTC
        || <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::UTC)
        && !::diesel_relations::__private::is_timestamp::<
            __user_teams_times_created_at_column,
        >()
        && !::diesel_relations::__private::is_timestamp::<
            __user_teams_times_updated_at_column,
        >();
    const PIVOT: &'static str = "team_user";
    const FILTERS_RELATED: bool = {
        #[allow(unused_imports)]
        use ::diesel_relations::__private::ConditionIsNotOn as _;
        ::diesel_relations::__private::ConditionIsOn::<
            __user_teams,
            <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
        >::IS
    };
    const REVIVES: bool = false;
    const STATE: &'static [&'static str] = match __user_teams_values_are_state {
        true => {
            &[
                <__user_teams_kind_column as ::diesel_relations::__private::diesel::Column>::NAME,
            ]
        }
        false => &[],
    };
    type Attach = ::diesel_relations::__private::NoFields;
    fn attach() -> <TeamsOfUser as ::diesel_relations::ManyToMany>::Attach {
        ::diesel_relations::__private::NoFields
    }
    type Detach = ::diesel_relations::__private::Undeclared<
        __user_teams,
        <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
        __user_teams_values_are_state,
    >;
    fn detach() -> <TeamsOfUser as ::diesel_relations::ManyToMany>::Detach {
        ::diesel_relations::__private::Undeclared::<
            __user_teams,
            <__TeamsOfUserRelated as ::diesel_relations::ModelDef>::Table,
            __user_teams_values_are_state,
        >::NEW
    }
}
/// [`User`] with the loaded relation `teams`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithTeams<
    __Inner = User,
    __T
        = ::diesel_relations::__private::std::vec::Vec<
            TeamsOfUserWithMembership<__TeamsOfUserRelated, __TeamsOfUserPivot>,
        >,
> {
    __inner: __Inner,
    /// The loaded `teams`.
    pub teams: __T,
}
impl<__Inner, __T> UserWithTeams<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        UserWithTeams {
            __inner,
            teams: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.teams)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for UserWithTeams<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for UserWithTeams<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow for UserWithTeams<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["teams"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for UserWithTeams<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.teams
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for UserWithTeams<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.teams
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithTeams < __Inner, __T >, __inner, teams
);
::diesel_relations::__private::__serde!(
    UserWithTeams < __Inner, __T >, __inner, teams, "teams"
);
/// [`User`] with the number of rows of `teams`.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct UserWithTeamsCount<__Inner = User> {
    __inner: __Inner,
    /// The number of rows of `teams`.
    pub teams_count: i64,
}
impl<__Inner> UserWithTeamsCount<__Inner> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: i64) -> Self {
        UserWithTeamsCount {
            __inner,
            teams_count: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, i64) {
        (this.__inner, this.teams_count)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::Deref
for UserWithTeamsCount<__Inner> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::core::ops::DerefMut
for UserWithTeamsCount<__Inner> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::LoadedRow for UserWithTeamsCount<__Inner>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<()>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["teams_count"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner> ::diesel_relations::__private::BesideRow<()>
for UserWithTeamsCount<__Inner> {
    fn beside(&self) -> &() {
        &()
    }
}
::diesel_relations::__private::__pass_on!(
    UserWithTeamsCount < __Inner >, __inner, teams_count
);
::diesel_relations::__private::__serde!(
    UserWithTeamsCount < __Inner >, __inner, teams_count, "teams_count"
);
/// A row of `teams`, and its row of the pivot table.
#[allow(private_interfaces)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq)]
pub struct TeamsOfUserWithMembership<
    __Inner = __TeamsOfUserRelated,
    __T = __TeamsOfUserPivot,
> {
    __inner: __Inner,
    /// The loaded `membership`.
    pub membership: __T,
}
impl<__Inner, __T> TeamsOfUserWithMembership<__Inner, __T> {
    /// A row and the value of its field, put together by hand: what a unit test needs.
    pub fn new(__inner: __Inner, __value: __T) -> Self {
        TeamsOfUserWithMembership {
            __inner,
            membership: __value,
        }
    }
    /// The row inside, and the field beside it. It is no method, so that it hides none of the row's own.
    pub fn into_parts(this: Self) -> (__Inner, __T) {
        (this.__inner, this.membership)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::Deref
for TeamsOfUserWithMembership<__Inner, __T> {
    type Target = __Inner;
    fn deref(&self) -> &__Inner {
        &self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::core::ops::DerefMut
for TeamsOfUserWithMembership<__Inner, __T> {
    fn deref_mut(&mut self) -> &mut __Inner {
        &mut self.__inner
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::LoadedRow
for TeamsOfUserWithMembership<__Inner, __T>
where
    __Inner: ::diesel_relations::LoadedRow,
{
    type Model = <__Inner as ::diesel_relations::LoadedRow>::Model;
    type Kind = ::diesel_relations::__private::Around<__T>;
    const NAMES: &'static ::diesel_relations::__private::RowNames = &::diesel_relations::__private::RowNames::beside(
        &["membership"],
        <__Inner as ::diesel_relations::LoadedRow>::NAMES,
    );
    fn model(this: &Self) -> &<__Inner as ::diesel_relations::LoadedRow>::Model {
        ::diesel_relations::LoadedRow::model(&this.__inner)
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::BesideRow<__T>
for TeamsOfUserWithMembership<__Inner, __T> {
    fn beside(&self) -> &__T {
        &self.membership
    }
}
#[automatically_derived]
impl<__Inner, __T> ::diesel_relations::__private::Holds<__T>
for TeamsOfUserWithMembership<__Inner, __T> {
    fn held_mut(&mut self) -> &mut __T {
        &mut self.membership
    }
}
::diesel_relations::__private::__pass_on!(
    TeamsOfUserWithMembership < __Inner, __T >, __inner, membership
);
::diesel_relations::__private::__serde!(
    TeamsOfUserWithMembership < __Inner, __T >, __inner, membership, "membership"
);
#[automatically_derived]
impl ::diesel_relations::__private::Property
for TeamsOfUserWithMembership<(), __TeamsOfUserPivot> {
    const NAME: &'static str = "membership";
    type Value = __TeamsOfUserPivot;
    type With<__Inner> = TeamsOfUserWithMembership<__Inner, __TeamsOfUserPivot>;
    fn wrap<__Inner>(
        __inner: __Inner,
        __value: __TeamsOfUserPivot,
    ) -> TeamsOfUserWithMembership<__Inner, __TeamsOfUserPivot> {
        TeamsOfUserWithMembership {
            __inner,
            membership: __value,
        }
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
fn __user_teams() -> _ {
    teams::open.eq(true)
}
#[doc(hidden)]
#[allow(unused_imports)]
use team_user::kind as __user_teams_kind_column;
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
fn __user_teams_values() -> _ {
    (__user_teams_kind_column.eq("dev"),)
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
fn __user_teams_all() -> _ {
    __user_teams_kind_column.eq("dev").and(__user_teams())
}
