//! Tables of any size, batch by batch.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::{DeserializationError, QueryBuilderError};
use diesel_relations::EmptyChunk;
use diesel_relations::prelude::*;
use diesel_relations_tests::schema::*;
use diesel_relations_tests::*;

diesel::table! { places (x, y, z) { x -> Integer, y -> Text, z -> Integer, name -> Text, } }
diesel::table! { roles (id) { id -> Integer, name -> Text, } }
diesel::table! { members (id) { id -> Integer, name -> Text, } }
diesel::table! { member_role (id) { id -> Integer, member_id -> Integer, role_id -> Integer, kind -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(roles, member_role, members);

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = places, primary_key(x, y, z))]
struct Place {
    x: i32,
    y: String,
    z: i32,
    name: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = places)]
struct PlaceName {
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = members)]
#[belongs_to_many(Role, using = Membership)]
struct Member {
    id: i32,
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = roles)]
#[belongs_to_many(Member)]
struct Role {
    id: i32,
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = member_role)]
struct Membership {
    kind: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
struct Name {
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many_through(Comment, through = Post, first_key = user_id)]
struct Writer {
    id: i32,
}

const ROLES: &str =
    "CREATE TEMPORARY TABLE roles (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
     CREATE TEMPORARY TABLE members (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
     CREATE TEMPORARY TABLE member_role (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL, role_id INTEGER NOT NULL,
         kind VARCHAR(20) NOT NULL);
     INSERT INTO members VALUES (1, 'Ann'), (2, 'Ben');
     INSERT INTO roles VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');
     INSERT INTO member_role VALUES (1, 1, 1, 'a'), (2, 1, 2, 'b'), (3, 1, 2, 'c'), (4, 1, 2, 'd'), (5, 1, 3, 'e'), (6, 2, 4, 'f'),
         (7, 1, 4, 'g');";

on_every_backend! {
    fn rows_with_their_relations(conn, statements) {
        let mut batches = User::query().with(User::POSTS).with_count(User::REPORTS).batches(3);
        let (sent, users) = statements.during(|| batches.next(conn));
        let users: Vec<_> = users?.into_iter().flatten().map(|user| (user.id, user.posts.len(), user.reports_count)).collect();
        assert_eq!((sent, users), (2, vec![(1, 3, 2), (2, 1, 0), (3, 0, 1)]));
        let (sent, users) = statements.during(|| batches.next(conn));
        assert_eq!((sent, users?.map(|users| users.len())), (2, Some(1)));
        // A batch that is not full was the last.
        for _ in 0..2 {
            let (sent, users) = statements.during(|| batches.next(conn));
            assert_eq!((sent, users?.is_none()), (0, true));
        }
    }

    fn a_full_batch_can_be_the_last(conn, statements) {
        for (size, expected) in [(1, 4), (2, 2), (4, 1), (5, 1), (u32::MAX, 1)] {
            let mut batches = User::query().batches(size);
            let (sent, rows) = statements.during(|| -> QueryResult<usize> {
                let mut rows = 0;
                while let Some(users) = batches.next(conn)? {
                    rows += users.len();
                }
                Ok(rows)
            });
            assert_eq!((sent, rows?), (expected, 4), "{size}");
        }
        let mut batches = User::query().filter(users::id.gt(99)).with(User::POSTS).batches(2);
        let (sent, none) = statements.during(|| batches.next(conn));
        assert_eq!((sent, none?.is_none()), (1, true));
        assert_eq!(statements.during(|| batches.next(conn).map(|rows| rows.is_none())), (0, Ok(true)));
    }

    fn conditions_and_orders(conn) {
        let query = User::query().filter(users::active.eq(true)).or_filter(users::id.eq(3)).order(users::name.desc());
        let ids = query.batches(3).rows(conn).map(|user| Ok(user?.id)).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(ids, [1, 2, 3, 4]);
        // The columns of a smaller struct, which has no key.
        let names = User::query().select_as::<Name>().batches(2).rows(conn).map(|user| Ok(user?.name)).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(names, ["Alice", "Bob", "Carol", "Dan"]);
        // Keys that are texts; a model without `Clone`.
        let codes = Country::query().batches(1).rows(conn).map(|country| Ok(country?.code)).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(codes, ["de", "fr"]);
        assert_eq!(Comment::query().batches(2).rows(conn).count(), 5);
        let filtered = users::table.filter(users::id.gt(1)).with(User::BOSS).batches(2);
        let bosses = filtered.rows(conn).map(|user| Ok(user?.boss.as_ref().map(|boss| boss.id))).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(bosses, [Some(1), Some(1), Some(3)]);
    }

    fn rows_are_written_between_batches(conn) {
        let mut seen = Vec::new();
        let mut batches = User::query().filter(users::active.eq(true)).batches(2);
        while let Some(users) = batches.next(conn)? {
            seen.extend(users.iter().map(|user| user.id));
            // They no longer meet the condition: an offset would skip others.
            let ids = users.iter().map(|user| user.id);
            diesel::update(users::table.filter(users::id.eq_any(ids))).set(users::active.eq(false)).execute(conn)?;
        }
        assert_eq!(seen, [1, 2, 4]);
        let mut left = Vec::new();
        let mut batches = User::query().batches(1);
        while let Some(users) = batches.next(conn)? {
            left.extend(users.iter().map(|user| user.id));
            // The one that was seen, and the next but one.
            diesel::delete(users::table.filter(users::id.eq(users[0].id).or(users::id.eq(users[0].id + 2)))).execute(conn)?;
        }
        assert_eq!(left, [1, 2]);
        assert_eq!(users::table.count().get_result::<i64>(conn)?, 0);
    }

    fn keys_of_several_columns(conn, statements) {
        conn.batch_execute("CREATE TEMPORARY TABLE places (x INTEGER NOT NULL, y VARCHAR(5) NOT NULL, z INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (x, y, z))")?;
        for number in 0..60 {
            let (x, y, z) = (number % 3, ["a", "b", "c", "d"][number as usize / 3 % 4], number / 12);
            diesel::insert_into(places::table).values((places::x.eq(x), places::y.eq(y), places::z.eq(z), places::name.eq(format!("{x}{y}{z}")))).execute(conn)?;
        }
        let expected: Vec<String> = places::table.order((places::x, places::y, places::z)).select(places::name).load(conn)?;
        for size in [1, 7, 59, 60, 61] {
            let batches = Place::query().batches(size);
            let (sent, names) = statements.during(|| batches.rows(conn).map(|place| Ok(place?.name)).collect::<QueryResult<Vec<_>>>());
            assert_eq!((sent, &names?), (60usize.div_ceil(size as usize), &expected));
        }
        let names = Place::query().select_as::<PlaceName>().filter(places::x.eq(1)).batches(3).rows(conn);
        assert_eq!(names.map(|place| Ok(place?.name)).collect::<QueryResult<Vec<_>>>()?, expected[20..40]);
    }

    fn rows_of_one_parent(conn, statements) {
        let alice = User::find(1).first(conn)?;
        let mut batches = alice.posts().with(Post::COMMENTS).batches(2);
        let (sent, posts) = statements.during(|| batches.next(conn));
        let posts: Vec<_> = posts?.into_iter().flatten().map(|post| (post.id, post.comments.len())).collect();
        assert_eq!((sent, posts), (2, vec![(1, 2), (2, 0)]));
        assert_eq!(batches.next(conn)?.map(|posts| posts[0].id), Some(4));
        assert!(batches.next(conn)?.is_none());
        let either = alice.posts().filter(posts::votes.ge(5)).or_filter(posts::votes.eq(0)).batches(1);
        assert_eq!(either.rows(conn).map(|post| Ok(post?.id)).collect::<QueryResult<Vec<_>>>()?, [1, 2]);
        // A parent without a key has no rows, and nothing is sent.
        let nowhere = User { country: None, ..alice };
        let mut none = nowhere.compatriots().batches(5);
        assert_eq!(statements.during(|| none.next(conn)), (0, Ok(None)));
    }

    fn rows_with_their_pivot(conn, statements) {
        conn.batch_execute(ROLES)?;
        let ann = Member { id: 1, name: "Ann".into() };
        // A role that is attached several times is never cut: its rows are in one batch, which is then larger.
        let kinds = |roles: &[diesel_relations::WithPivot<Role, Membership>]| roles.iter().map(|role| format!("{}{}", role.id, role.pivot.kind)).collect::<Vec<_>>();
        for (size, batches, expected) in [(1, 3, 5), (2, 3, 4), (3, 3, 3), (4, 2, 2), (6, 1, 1)] {
            let mut left = ann.roles().batches(size);
            let (sent, all) = statements.during(|| -> QueryResult<Vec<Vec<String>>> {
                let mut all = Vec::new();
                while let Some(roles) = left.next(conn)? {
                    all.push(kinds(&roles));
                }
                Ok(all)
            });
            let all = all?;
            assert_eq!((all.len(), sent), (batches, expected), "{size}: {all:?}");
            let mut all = all.concat();
            all.sort();
            assert_eq!(all, ["1a", "2b", "2c", "2d", "3e", "4g"]);
        }
        let others = ann.roles().filter(member_role::kind.ne("c")).with_count(Role::MEMBERS).batches(2);
        let counts = others.rows(conn).map(|role| Ok(role?.members_count)).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(counts, [1, 3, 3, 1, 2]);
        let ids = Writer { id: 1 }.comments().batches(2).rows(conn).map(|comment| Ok(comment?.id)).collect::<QueryResult<Vec<_>>>()?;
        assert_eq!(ids, [1, 2, 5]);
    }

    fn errors(conn, statements) {
        let mut empty = User::query().batches(0);
        let (sent, result) = statements.during(|| empty.next(conn));
        let Err(QueryBuilderError(error)) = result else { panic!("an error") };
        assert_eq!((sent, error.is::<EmptyChunk>()), (0, true));

        // A batch that fails can be asked for again; an iterator ends there.
        diesel::update(posts::table.find(2)).set(posts::user_id.eq(99)).execute(conn)?;
        let mut rows = Post::query().with(Post::AUTHOR).batches(1).rows(conn);
        assert!(matches!(rows.next(), Some(Ok(post)) if post.id == 1));
        assert!(matches!(rows.next(), Some(Err(DeserializationError(_)))));
        assert!(rows.next().is_none());
        let mut batches = Post::query().with(Post::AUTHOR).batches(1);
        assert_eq!(batches.next(conn)?.map(|posts| posts[0].id), Some(1));
        assert!(batches.next(conn).is_err());
        diesel::update(posts::table.find(2)).set(posts::user_id.eq(3)).execute(conn)?;
        assert_eq!(batches.next(conn)?.map(|posts| (posts[0].id, posts[0].author.id)), Some((2, 3)));
    }
}
