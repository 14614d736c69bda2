//! The loads with relations.

/// The loads for one kind of connection. Each counts what it loaded and drops it.
macro_rules! loads_ours {
    ($Conn:ty) => {
        use std::hint::black_box;

        use diesel::prelude::*;
        use diesel_relations::prelude::*;

        use crate::cases::Parents;
        use crate::ours::{Article, Member, Notable, Note, Post, Title, User, WithVotes};
        use crate::schema::{members, notes, posts, users};

        pub(super) fn has_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::POSTS).load(conn)?);
            Ok(users.iter().map(|user| user.posts.len()).sum())
        }

        pub(super) fn has_many_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = User::query().filter(users::active.eq(true));
            let users = black_box(active.with(User::POSTS).load(conn)?);
            Ok(users.iter().map(|user| user.posts.len()).sum())
        }

        pub(super) fn two_levels(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let posts = User::POSTS.with(Post::COMMENTS);
            let users = black_box(User::query().with(posts).load(conn)?);
            let posts = users.iter().flat_map(|user| &user.posts);
            Ok(posts.map(|post| 1 + post.comments.len()).sum())
        }

        pub(super) fn belongs_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            Ok(black_box(Post::query().with(Post::AUTHOR).load(conn)?).len())
        }

        pub(super) fn existence(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let popular = User::POSTS.filter(posts::votes.ge(90)).exists();
            Ok(black_box(User::query().filter(popular).load(conn)?).len())
        }

        pub(super) fn counts(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with_count(User::POSTS).load(conn)?);
            Ok(users.iter().map(|user| user.posts_count as usize).sum())
        }

        pub(super) fn latest(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::TOP_POST).load(conn)?);
            Ok(users.iter().filter(|user| user.top_post.is_some()).count())
        }

        pub(super) fn three_newest(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let newest = User::POSTS.order(posts::id.desc()).limit(3);
            let users = black_box(User::query().with(newest).load(conn)?);
            Ok(users.iter().map(|user| user.posts.len()).sum())
        }

        pub(super) fn sums(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let votes = User::POSTS.sum(posts::votes);
            let users = black_box(User::query().with_property(WithVotes, votes).load(conn)?);
            Ok(users
                .iter()
                .map(|user| user.votes.unwrap_or(0) as usize)
                .sum())
        }

        pub(super) fn two_columns(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let titles = Member::ARTICLES_BY_ID.select_as::<Title>();
            let members = black_box(Member::query().with(titles).load(conn)?);
            Ok(members
                .iter()
                .map(|member| member.articles_by_id.len())
                .sum())
        }

        pub(super) fn ten_columns(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let members = black_box(Member::query().with(Member::ARTICLES_BY_ID).load(conn)?);
            Ok(members
                .iter()
                .map(|member| member.articles_by_id.len())
                .sum())
        }

        pub(super) fn composite_has_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = Member::query().filter(members::active.eq(true));
            let members = black_box(active.with(Member::ARTICLES).load(conn)?);
            Ok(members.iter().map(|member| member.articles.len()).sum())
        }

        pub(super) fn single_has_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = Member::query().filter(members::active.eq(true));
            let members = black_box(active.with(Member::ARTICLES_BY_ID).load(conn)?);
            Ok(members
                .iter()
                .map(|member| member.articles_by_id.len())
                .sum())
        }

        pub(super) fn composite_belongs_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            Ok(black_box(Article::query().with(Article::MEMBER).load(conn)?).len())
        }

        pub(super) fn single_belongs_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            Ok(black_box(Article::query().with(Article::MEMBER_BY_ID).load(conn)?).len())
        }

        pub(super) fn with_pivot(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::MEMBERSHIPS).load(conn)?);
            let roles = users.iter().flat_map(|user| &user.memberships);
            Ok(roles.map(|role| 1 + role.pivot.level as usize).sum())
        }

        pub(super) fn with_pivot_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = User::query().filter(users::active.eq(true));
            let users = black_box(active.with(User::MEMBERSHIPS).load(conn)?);
            let roles = users.iter().flat_map(|user| &user.memberships);
            Ok(roles.map(|role| 1 + role.pivot.level as usize).sum())
        }

        pub(super) fn without_pivot(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::ROLES).load(conn)?);
            Ok(users.iter().map(|user| user.roles.len()).sum())
        }

        pub(super) fn through(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::COMMENTS).load(conn)?);
            Ok(users.iter().map(|user| user.comments.len()).sum())
        }

        pub(super) fn through_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = User::query().filter(users::active.eq(true));
            let users = black_box(active.with(User::COMMENTS).load(conn)?);
            Ok(users.iter().map(|user| user.comments.len()).sum())
        }

        pub(super) fn morph_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let notes = black_box(Note::query().with(Note::NOTABLE).load(conn)?);
            Ok(notes.iter().map(|note| id(&note.notable)).sum())
        }

        pub(super) fn morph_to_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let pinned = Note::query().filter(notes::pinned.eq(true));
            let notes = black_box(pinned.with(Note::NOTABLE).load(conn)?);
            Ok(notes.iter().map(|note| id(&note.notable)).sum())
        }

        fn id(notable: &Notable) -> usize {
            let id = match notable {
                Notable::Post(post) => post.id,
                Notable::Video(video) => video.id,
                Notable::Photo(photo) => photo.id,
            };
            id as usize
        }

        pub(super) fn morph_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::REVIEWS).load(conn)?);
            Ok(users.iter().map(|user| user.reviews.len()).sum())
        }

        pub(super) fn morph_many_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = User::query().filter(users::active.eq(true));
            let users = black_box(active.with(User::REVIEWS).load(conn)?);
            Ok(users.iter().map(|user| user.reviews.len()).sum())
        }

        pub(super) fn morph_to_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = black_box(User::query().with(User::TAGS).load(conn)?);
            Ok(users.iter().map(|user| user.tags.len()).sum())
        }

        pub(super) fn morph_to_many_of_filtered(
            conn: &mut $Conn,
            _: &Parents,
        ) -> QueryResult<usize> {
            let active = User::query().filter(users::active.eq(true));
            let users = black_box(active.with(User::TAGS).load(conn)?);
            Ok(users.iter().map(|user| user.tags.len()).sum())
        }

        pub(super) fn lazy(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let mut count = 0;
            for user in &parents.ours {
                count += black_box(user.posts().load(conn)?).len();
            }
            Ok(count)
        }
    };
}
