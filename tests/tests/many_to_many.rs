//! Many-to-many relations, read.

use diesel::connection::SimpleConnection;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::WithPivot;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;
use serde::Serialize;

diesel::table! { users (id) { id -> Integer, name -> Text, } }
diesel::table! { roles (id) { id -> Integer, name -> Text, level -> Integer, } }
diesel::table! { role_user (user_id, role_id) { user_id -> Nullable<Integer>, role_id -> Nullable<Integer>, active -> Nullable<Bool>, grade -> Integer, } }
diesel::table! { follows (follower_id, followed_id) { follower_id -> Integer, followed_id -> Integer, } }
diesel::table! { permissions (id) { id -> Integer, role_id -> Integer, name -> Text, } }
diesel::table! { articles (slug) { slug -> Text, title -> Text, } }
diesel::table! { article_tag (article_slug, tag_name) { article_slug -> Text, tag_name -> Text, position -> Integer, } }
diesel::table! { tags (id) { id -> Integer, name -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(users, roles, role_user, follows, permissions);
diesel::allow_tables_to_appear_in_same_query!(articles, article_tag, tags);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = users)]
#[belongs_to_many(Role)]
#[belongs_to_many(Role, name = memberships, using = Membership)]
#[belongs_to_many(Role, name = ranked_roles, using = Membership, accessor = membership)]
#[belongs_to_many(Role, name = active_roles, filter = role_user::active.eq(true))]
#[belongs_to_many(Role, name = high_roles, filter = roles::level.ge(5i32))]
#[belongs_to_many(Role, name = first_roles, values(grade = 1i32))]
#[belongs_to_many(User, name = followers, pivot = follows, foreign_key = followed_id, related_key = follower_id)]
#[belongs_to_many(User, name = following, pivot = follows, foreign_key = follower_id, related_key = followed_id)]
struct User {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = roles)]
#[belongs_to_many(User)]
#[has_many(Permission)]
struct Role {
    id: i32,
    name: String,
    level: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Serialize)]
#[diesel(table_name = role_user)]
struct Membership {
    active: Option<bool>,
    grade: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = permissions)]
struct Permission {
    id: i32,
    role_id: i32,
    name: String,
}

/// A user that always comes with its roles.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[model(with(memberships))]
#[belongs_to_many(Role, name = memberships, pivot = role_user, foreign_key = user_id, using = Membership)]
struct Member {
    id: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = roles)]
struct RoleName {
    name: String,
}

/// Keyed by texts on both sides, one of which is no primary key.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = articles, primary_key(slug))]
#[belongs_to_many(Tag, owner_key = name)]
struct Article {
    slug: String,
    title: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Article, local_key = name, related_key = article_slug)]
struct Tag {
    id: i32,
    name: String,
}

const TABLES: &str = "
DROP TABLE users;
CREATE TEMPORARY TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE roles (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, level INTEGER NOT NULL);
CREATE TEMPORARY TABLE role_user (user_id INTEGER, role_id INTEGER, active BOOL, grade INTEGER NOT NULL DEFAULT 0);
CREATE TEMPORARY TABLE follows (follower_id INTEGER NOT NULL, followed_id INTEGER NOT NULL,
    PRIMARY KEY (follower_id, followed_id));
CREATE TEMPORARY TABLE permissions (id INTEGER PRIMARY KEY, role_id INTEGER NOT NULL, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE articles (slug VARCHAR(20) PRIMARY KEY, title VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE article_tag (article_slug VARCHAR(20) NOT NULL, tag_name VARCHAR(20) NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (article_slug, tag_name));
INSERT INTO users VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cid'), (4, 'Dee');
INSERT INTO roles VALUES (1, 'admin', 9), (2, 'editor', 5), (3, 'reader', 1);
-- Ben is an editor twice, Cid has a role that is gone, and one row has no user.
INSERT INTO role_user VALUES (1, 1, TRUE, 1), (1, 2, FALSE, 2), (1, 3, NULL, 3), (2, 2, TRUE, 1), (2, 2, FALSE, 2),
    (3, 9, TRUE, 1), (NULL, 1, TRUE, 1), (3, NULL, TRUE, 1);
INSERT INTO follows VALUES (1, 2), (1, 3), (2, 1), (3, 1), (2, 3);
INSERT INTO permissions VALUES (1, 1, 'delete'), (2, 1, 'write'), (3, 2, 'write'), (4, 3, 'read');
INSERT INTO articles VALUES ('a', 'A'), ('b', 'B');
INSERT INTO tags VALUES (1, 'x'), (2, 'y');
INSERT INTO article_tag VALUES ('a', 'x', 2), ('a', 'y', 1), ('b', 'x', 1);
";

fn names(roles: &[Role]) -> Vec<&str> {
    roles.iter().map(|role| role.name.as_str()).collect()
}

on_every_backend! {
    fn other_ways_to_read_with_the_pivot(conn, statements) {
        conn.batch_execute(TABLES)?;
        let ann = User { id: 1, name: "Ann".into() };
        let grade = |role: &WithPivot<Role, Membership>| (role.id, role.pivot.grade);
        assert_eq!(grade(&ann.memberships().find(2).sole(conn)?), (2, 2));
        assert_eq!(grade(&ann.memberships().filter(role_user::grade.gt(2)).sole(conn)?), (3, 3));
        assert!(ann.memberships().sole(conn).is_err());
        assert_eq!(ann.memberships().find_many([3, 1]).order(role_user::grade).load(conn)?.iter().map(grade).collect::<Vec<_>>(), [(1, 1), (3, 3)]);
        let none = || WithPivot::new(Role { id: 0, name: "none".into(), level: 0 }, Membership { active: None, grade: 0 });
        assert_eq!(grade(&ann.memberships().find(9).first_or(none, conn)?), (0, 0));
        assert_eq!(grade(&ann.memberships().order(role_user::grade.desc()).first_or(none, conn)?), (3, 3));
        assert_eq!(grade(&ann.memberships().find(9).first_or_new(none, conn)?), (0, 0));
        assert_eq!(grade(&ann.memberships().find(1).first_or_new(none, conn)?), (1, 1));
        let (sent, page) = statements.during(|| ann.memberships().with(Role::PERMISSIONS).order(role_user::grade.desc()).paginate(1, 2).load(conn));
        let page = page?;
        assert_eq!((sent, page.total, page.rows.iter().map(|role| (role.id, role.pivot.grade)).collect::<Vec<_>>()), (3, 3, vec![(3, 3), (2, 2)]));
        let mut chunks = Vec::new();
        ann.memberships().into_query().chunk_by_id(2, conn, |_, roles| {
            chunks.push(roles.iter().map(grade).collect::<Vec<_>>());
            Ok(())
        })?;
        assert_eq!(chunks, [vec![(1, 1), (2, 2)], vec![(3, 3)]]);
        let names = ann.memberships().select_as::<RoleName>().batches(2).rows(conn).map(|role| role.map(|role| (role.name.clone(), role.pivot.grade)));
        assert_eq!(names.collect::<QueryResult<Vec<_>>>()?, [("admin".into(), 1), ("editor".into(), 2), ("reader".into(), 3)]);
        let named = ann.ranked_roles().batches(5).rows(conn).map(|role| role.map(|role| role.membership.grade));
        assert_eq!(named.collect::<QueryResult<Vec<_>>>()?, [1, 2, 3]);
        // Keys that are no primary keys.
        let tags = Article::find("a").first(conn).map(|article| article.tags().batches(1))?;
        let ids = tags.rows(conn).map(|tag| tag.map(|tag| tag.id)).collect::<QueryResult<Vec<_>>>()?;
        assert!(!ids.is_empty() && ids.is_sorted());
    }

    fn eager_and_lazy(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with(User::ROLES.order(roles::id)).load(conn)
        });
        let users = users?;
        assert_eq!(sent, 2);
        let found: Vec<_> = users.iter().map(|user| names(&user.roles)).collect();
        assert_eq!(found, [vec!["admin", "editor", "reader"], vec!["editor", "editor"], vec![], vec![]]);
        // Filtered parents, with a list of keys.
        let some = User::query().filter(users::id.ne(1)).order(users::id).with(User::ROLES.order(roles::id)).load(conn)?;
        assert_eq!(names(&some[0].roles), ["editor", "editor"]);
        let one = User::find(1).with(User::ROLES.order(roles::id)).first(conn)?;
        assert_eq!(one.roles.len(), 3);
        assert_eq!(names(&users[0].roles().order(roles::id.desc()).load(conn)?), ["reader", "editor", "admin"]);
        assert_eq!(users[0].roles().find(2).first(conn)?.name, "editor");
        assert_eq!(users[1].roles().find(1).first(conn).optional()?, None);
        assert_eq!(users[1].roles().count().get_result::<i64>(conn)?, 2);
        // The other side.
        let roles = Role::query().order(roles::id).with(Role::USERS.order(users::id)).load(conn)?;
        let found: Vec<_> = roles.iter().map(|role| role.users.iter().map(|user| user.id).collect::<Vec<_>>()).collect();
        assert_eq!(found, [vec![1], vec![1, 2, 2], vec![1]]);
    }

    fn or_filters_do_not_leak(conn) {
        conn.batch_execute(TABLES)?;
        let ben = User::find(2).first(conn)?;
        let all = ben.roles().filter(roles::level.gt(100)).or_filter(roles::level.gt(0));
        assert_eq!(all.load(conn)?.len(), 2);
        let active = ben.active_roles().filter(roles::level.gt(100)).or_filter(role_user::grade.gt(0));
        assert_eq!(active.load(conn)?.len(), 1);
        let loaded = User::find(2).with(User::ACTIVE_ROLES.or_filter(role_user::grade.gt(0))).first(conn)?;
        assert_eq!(loaded.active_roles.len(), 1);
    }

    fn each_row_has_its_pivot(conn) {
        conn.batch_execute(TABLES)?;
        let users = User::query().order(users::id).with(User::MEMBERSHIPS.order(role_user::grade)).load(conn)?;
        let grades = |user: &UserWithMemberships| -> Vec<(i32, i32, Option<bool>)> {
            user.memberships.iter().map(|role| (role.id, role.pivot.grade, role.pivot.active)).collect()
        };
        assert_eq!(grades(&users[0]), [(1, 1, Some(true)), (2, 2, Some(false)), (3, 3, None)]);
        assert_eq!(grades(&users[1]), [(2, 1, Some(true)), (2, 2, Some(false))]);
        let roles: Vec<WithPivot<Role, Membership>> = users[1].memberships().order(role_user::grade.desc()).load(conn)?;
        assert_eq!(roles[0].pivot.grade, 2);
        let role = users[1].memberships().order(role_user::grade).first(conn)?;
        let (role, pivot) = WithPivot::into_parts(role);
        assert_eq!((role.name.as_str(), pivot.grade), ("editor", 1));
        // Under a name of its own.
        let users = User::query().order(users::id).with(User::RANKED_ROLES.order(role_user::grade.desc())).load(conn)?;
        assert_eq!(users[0].ranked_roles[0].membership.grade, 3);
        // With fewer columns, counts and nested relations.
        let named = User::MEMBERSHIPS.order(role_user::grade).select_as::<RoleName>();
        let users = User::query().order(users::id).with(named).load(conn)?;
        assert_eq!((users[0].memberships[0].name.as_str(), users[0].memberships[0].pivot.grade), ("admin", 1));
        let nested = User::MEMBERSHIPS.order(role_user::grade).with_count(Role::USERS).with(Role::PERMISSIONS);
        let users = User::query().order(users::id).with(nested).load(conn)?;
        let admin = &users[0].memberships[0];
        assert_eq!((admin.users_count, admin.permissions.len(), admin.pivot.grade), (1, 2, 1));
    }

    fn by_default_and_on_request(conn) {
        conn.batch_execute(TABLES)?;
        let member: MemberWithMemberships = Member::find(1).first(conn)?;
        assert_eq!(member.memberships.len(), 3);
        for wanted in [true, false] {
            let users = User::query().order(users::id).with(wanted.then_some(User::MEMBERSHIPS)).load(conn)?;
            let grades = users[0].memberships.as_ref().map(|roles| roles.iter().map(|role| role.pivot.grade).sum::<i32>());
            assert_eq!(grades, wanted.then_some(6));
        }
        let users = User::query().with_where_has(User::MEMBERSHIPS.filter(role_user::grade.eq(3))).load(conn)?;
        assert_eq!((users.len(), users[0].memberships[0].pivot.grade), (1, 3));
    }

    fn in_json_the_pivot_is_nested(conn) {
        conn.batch_execute(TABLES)?;
        let users = User::query().filter(users::id.eq(2)).with(User::MEMBERSHIPS.order(role_user::grade).limit(1)).load(conn)?;
        assert_eq!(
            serde_json::to_value(&users).unwrap(),
            serde_json::json!([{
                "id": 2, "name": "Ben",
                "memberships": [{"id": 2, "name": "editor", "level": 5, "pivot": {"active": true, "grade": 1}}],
            }])
        );
        let users = User::query().filter(users::id.eq(2)).with(User::RANKED_ROLES.order(role_user::grade).limit(1)).load(conn)?;
        assert_eq!(serde_json::to_value(&users).unwrap()[0]["ranked_roles"][0]["membership"]["grade"], 1);
    }

    fn filters_and_values(conn) {
        conn.batch_execute(TABLES)?;
        let users = User::query()
            .order(users::id)
            .with((User::ACTIVE_ROLES.order(roles::id), User::HIGH_ROLES.order(roles::id), User::FIRST_ROLES))
            .load(conn)?;
        let ann = &users[0];
        assert_eq!((names(&ann.active_roles), names(&ann.high_roles), names(&ann.first_roles)), (vec!["admin"], vec!["admin", "editor"], vec!["admin"]));
        assert_eq!(users[1].active_roles.len(), 1);
        // NULL is not different from anything.
        let other = User::ROLES.filter(role_user::active.ne(true));
        assert_eq!(names(&User::find(1).with(other).first(conn)?.roles), ["editor"]);
    }

    fn self_relations(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, users) = statements.during(|| {
            User::query().order(users::id).with((User::FOLLOWERS.order(users::id), User::FOLLOWING.order(users::id).with(User::FOLLOWERS))).load(conn)
        });
        let users = users?;
        assert_eq!(sent, 4);
        let ids = |users: &[User]| users.iter().map(|user| user.id).collect::<Vec<_>>();
        assert_eq!(ids(&users[0].followers), [2, 3]);
        assert_eq!(users[0].following.iter().map(|user| (user.id, user.followers.len())).collect::<Vec<_>>(), [(2, 1), (3, 2)]);
        let unfollowed = User::query().filter(not(User::FOLLOWERS.exists())).load(conn)?;
        assert_eq!(ids(&unfollowed), [4]);
        let counted = User::query().order(users::id).with_count(User::FOLLOWERS).with_count(User::FOLLOWING).load(conn)?;
        assert_eq!(counted.iter().map(|user| (user.followers_count, user.following_count)).collect::<Vec<_>>(), [(2, 2), (1, 2), (2, 1), (0, 0)]);
        // Followed by somebody whom Cid follows.
        let nested = User::FOLLOWERS.filter(User::FOLLOWERS.filter(users::name.eq("Cid")).exists());
        assert_eq!(ids(&User::query().filter(nested.exists()).order(users::id).load(conn)?), [2, 3]);
    }

    fn existence_counts_and_aggregates(conn) {
        conn.batch_execute(TABLES)?;
        let ids = |query: Vec<User>| query.iter().map(|user| user.id).collect::<Vec<_>>();
        assert_eq!(ids(User::query().has(User::ROLES).order(users::id).load(conn)?), [1, 2]);
        assert_eq!(ids(User::query().doesnt_have(User::ROLES).order(users::id).load(conn)?), [3, 4]);
        assert_eq!(ids(User::query().filter(User::ROLES.count().ge(3)).load(conn)?), [1]);
        assert_eq!(ids(User::query().has(User::ACTIVE_ROLES.filter(roles::level.lt(9))).load(conn)?), [2]);
        assert_eq!(ids(User::query().has(User::ROLES.filter(role_user::grade.eq(3))).load(conn)?), [1]);
        assert_eq!(ids(User::query().has(User::ROLES.filter(Role::PERMISSIONS.filter(permissions::name.eq("delete")).exists())).load(conn)?), [1]);
        let sums = users::table
            .order(users::id)
            .select((User::ROLES.count(), User::ROLES.sum(roles::level), User::ROLES.max(role_user::grade), User::FIRST_ROLES.count()))
            .load::<(i64, Option<i64>, Option<i32>, i64)>(conn)?;
        assert_eq!(sums, [(3, Some(15), Some(3), 1), (2, Some(10), Some(2), 1), (0, None, None, 0), (0, None, None, 0)]);
        let users = User::query().order(users::id).load(conn)?.load_count((User::ROLES, User::ACTIVE_ROLES), conn)?;
        assert_eq!((users[1].roles_count, users[1].active_roles_count), (2, 1));
        let roles = Role::query().where_attached_to(Role::USERS, &users[1..2]).order(roles::id).load(conn)?;
        assert_eq!(names(&roles), ["editor"]);
        let admins = User::query().where_attached_to(User::ROLES, 1).load(conn)?;
        assert_eq!(ids(admins), [1]);
        assert_eq!(User::query().where_attached_to(User::ROLES, [1; 0]).load(conn)?, []);
    }

    fn limits_and_repeated_parents(conn, statements) {
        conn.batch_execute(TABLES)?;
        let best = User::ROLES.order((roles::level.desc(), role_user::grade)).limit(2);
        let users = User::query().order(users::id).with(best).load(conn)?;
        assert_eq!((names(&users[0].roles), names(&users[1].roles)), (vec!["admin", "editor"], vec!["editor", "editor"]));
        let last = User::query().filter(users::id.lt(3)).order(users::id).with(User::MEMBERSHIPS.order(role_user::grade.desc()).limit(1).offset(1)).load(conn)?;
        assert_eq!(last.iter().map(|user| user.memberships[0].pivot.grade).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(User::query().filter(User::ROLES.limit(2).count().eq(2)).load(conn)?.len(), 2);
        // A parent twice.
        let twice = || users::table.left_join(role_user::table.on(role_user::user_id.eq(users::id.nullable()))).filter(users::id.eq(2)).select(User::as_select());
        let two = twice().load(conn)?;
        assert_eq!(two.len(), 2);
        let (sent, two) = statements.during(|| two.load_related(User::ROLES, conn));
        assert_eq!((sent, two?.iter().map(|user| user.roles.len()).collect::<Vec<_>>()), (1, vec![2, 2]));
        let (sent, two) = statements.during(|| twice().load(conn)?.load_related(User::MEMBERSHIPS, conn));
        assert_eq!((sent, two?.iter().map(|user| user.memberships.len()).collect::<Vec<_>>()), (2, vec![2, 2]));
        assert_eq!(User::query().order(users::id).with(User::ROLES.order(roles::id.desc()).one()).load(conn)?[0].roles.as_ref().unwrap().name, "reader");
    }

    fn keys_that_are_no_primary_keys(conn) {
        conn.batch_execute(TABLES)?;
        let articles = Article::query().order(articles::slug).with(Article::TAGS.order(article_tag::position)).load(conn)?;
        let found: Vec<Vec<_>> = articles.iter().map(|article| article.tags.iter().map(|tag| tag.name.as_str()).collect()).collect();
        assert_eq!(found, [vec!["y", "x"], vec!["x"]]);
        let tags = Tag::query().order(tags::id).with(Tag::ARTICLES.order(articles::slug)).load(conn)?;
        assert_eq!(tags[0].articles.len(), 2);
        assert_eq!(articles[0].title, "A");
    }

    fn rows_without_a_key_relate_nothing(conn) {
        conn.batch_execute(TABLES)?;
        let cid = User::find(3).first(conn)?;
        let left = |conn: &mut _| role_user::table.filter(role_user::user_id.eq(3)).count().get_result::<i64>(conn);
        // Beside the role that is gone there is a row without one.
        assert_eq!(cid.roles().toggle([9]).execute(conn)?.detached, [9]);
        assert_eq!(left(conn)?, 1);
        assert_eq!(cid.roles().sync([1]).execute(conn)?.attached, [1]);
        assert_eq!(left(conn)?, 2);
        assert_eq!(cid.roles().detach_all().execute(conn)?.detached, [1]);
        assert_eq!(left(conn)?, 0);
    }

    fn related_rows_are_written_through_the_relation(conn) {
        conn.batch_execute(TABLES)?;
        let ben = User::find(2).first(conn)?;
        assert_eq!(diesel::update(ben.roles().find(1)).set(roles::level.eq(0)).execute(conn)?, 0);
        assert_eq!(diesel::update(ben.roles().find(2)).set(roles::level.eq(7)).execute(conn)?, 1);
        assert_eq!(Role::find(2).first(conn)?.level, 7);
        let changed = ben.roles().update_many([(1, roles::level.eq(1)), (2, roles::level.eq(8))]).get_results(conn)?;
        assert_eq!(changed.iter().map(|role| (role.id, role.level)).collect::<Vec<_>>(), [(2, 8)]);
        assert_eq!(diesel::delete(ben.roles().filter(role_user::grade.eq(1))).execute(conn)?, 1);
        assert_eq!(roles::table.count().get_result::<i64>(conn)?, 2);
        assert_eq!(User::find(1).first(conn)?.roles().delete(conn)?, 2);
        // The rows of the pivot table stay.
        assert_eq!(role_user::table.count().get_result::<i64>(conn)?, 8);
    }
}
