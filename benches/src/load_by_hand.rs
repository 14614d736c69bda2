//! The same loads as one writes them with Diesel alone.

/// The ids of users as one lists them in a query of joined tables. Given a list of binds and statistics, SQLite may read
/// the other table first; given a sub-query, it does not.
macro_rules! user_ids {
    (sqlite, $users:expr, $query:expr) => {
        $query.select(users::id)
    };
    (postgres, $users:expr, $query:expr) => {
        $users.iter().map(|user| user.id).collect::<Vec<i32>>()
    };
}

/// The loads for one kind of connection. Each counts what it loaded and drops it.
///
/// `$most_keys`: how many keys one statement may list. Only the second level of the largest case needs to know.
macro_rules! loads_by_hand {
    ($backend:ident, $Conn:ty, $most_keys:expr) => {
        use std::collections::{HashMap, HashSet};
        use std::hint::black_box;
        use std::sync::Arc;

        use diesel::dsl::{count, exists, sum};
        use diesel::sql_query;
        use diesel::prelude::*;
        use diesel::result::Error::NotFound;

        use crate::by_hand::{
            Comment, Notable, Note, Photo, Post, Review, Role, RoleUser, Tag, User, Video,
        };
        use crate::cases::Parents;
        use crate::schema::{
            comments, notes, photos, posts, reviews, role_user, roles, taggables, tags, users, videos,
        };

        pub(super) fn has_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            with_posts(users, conn)
        }

        pub(super) fn has_many_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = users::table.filter(users::active.eq(true));
            let users = active.select(User::as_select()).load(conn)?;
            with_posts(users, conn)
        }

        fn with_posts(users: Vec<User>, conn: &mut $Conn) -> QueryResult<usize> {
            let posts = Post::belonging_to(&users)
                .select(Post::as_select())
                .load(conn)?
                .grouped_by(&users);
            let users: Vec<(User, Vec<Post>)> = users.into_iter().zip(posts).collect();
            let users = black_box(users);
            Ok(users.iter().map(|(_, posts)| posts.len()).sum())
        }

        pub(super) fn two_levels(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let posts = Post::belonging_to(&users)
                .select(Post::as_select())
                .load(conn)?;
            let comments = comments(&posts, conn)?.grouped_by(&posts);
            let posts = posts.into_iter().zip(comments).grouped_by(&users);
            let users: Vec<(User, Vec<(Post, Vec<Comment>)>)> =
                users.into_iter().zip(posts).collect();
            let users = black_box(users);
            let posts = users.iter().flat_map(|(_, posts)| posts);
            Ok(posts.map(|(_, comments)| 1 + comments.len()).sum())
        }

        fn comments(posts: &[Post], conn: &mut $Conn) -> QueryResult<Vec<Comment>> {
            let comments_of = |posts: &[Post], conn: &mut $Conn| {
                let comments = Comment::belonging_to(posts).select(Comment::as_select());
                comments.load(conn)
            };
            if posts.len() <= $most_keys {
                return comments_of(posts, conn);
            }
            let mut comments = Vec::new();
            for posts in posts.chunks($most_keys) {
                comments.append(&mut comments_of(posts, conn)?);
            }
            Ok(comments)
        }

        pub(super) fn belongs_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let posts = posts::table
                .inner_join(users::table)
                .select((Post::as_select(), User::as_select()))
                .load::<(Post, User)>(conn)?;
            Ok(black_box(posts).len())
        }

        pub(super) fn existence(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let popular = posts::table
                .filter(posts::user_id.eq(users::id))
                .filter(posts::votes.ge(90));
            let users = users::table
                .filter(exists(popular))
                .select(User::as_select())
                .load(conn)?;
            Ok(black_box(users).len())
        }

        pub(super) fn counts(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table
                .left_join(posts::table)
                .group_by(users::id)
                .select((User::as_select(), count(posts::id.nullable())))
                .load::<(User, i64)>(conn)?;
            let users = black_box(users);
            Ok(users.iter().map(|(_, posts)| *posts as usize).sum())
        }

        /// The rows of a window function: what no method of Diesel writes.
        const NUMBERED: &str = "SELECT id, user_id, title, body, published, votes FROM \
             (SELECT posts.*, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY {order}) AS number FROM posts) AS numbered \
             WHERE number <= {limit} ORDER BY number";

        pub(super) fn latest(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let numbered = NUMBERED.replace("{order}", "votes DESC, id DESC");
            let posts = sql_query(numbered.replace("{limit}", "1")).load::<Post>(conn)?;
            let posts = posts.grouped_by(&users);
            let with = users.into_iter().zip(posts);
            let users: Vec<(User, Option<Post>)> =
                with.map(|(user, posts)| (user, posts.into_iter().next())).collect();
            let users = black_box(users);
            Ok(users.iter().filter(|(_, post)| post.is_some()).count())
        }

        pub(super) fn three_newest(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let numbered = NUMBERED.replace("{order}", "id DESC").replace("{limit}", "3");
            let posts = sql_query(numbered).load::<Post>(conn)?.grouped_by(&users);
            let users: Vec<(User, Vec<Post>)> = users.into_iter().zip(posts).collect();
            let users = black_box(users);
            Ok(users.iter().map(|(_, posts)| posts.len()).sum())
        }

        pub(super) fn sums(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let votes = posts::table.filter(posts::user_id.eq(users::id)).select(sum(posts::votes));
            let users = users::table
                .select((User::as_select(), votes.single_value()))
                .load::<(User, Option<i64>)>(conn)?;
            let users = black_box(users);
            Ok(users.iter().map(|(_, votes)| votes.unwrap_or(0) as usize).sum())
        }

        pub(super) fn with_pivot(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let pivots = role_user::table
                .filter(role_user::user_id.eq_any(user_ids!($backend, users, users::table)))
                .inner_join(roles::table)
                .select((RoleUser::as_select(), Role::as_select()))
                .load(conn)?;
            Ok(count_pivots(users, pivots))
        }

        pub(super) fn with_pivot_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = || users::table.filter(users::active.eq(true));
            let users = active().select(User::as_select()).load(conn)?;
            let pivots = role_user::table
                .filter(role_user::user_id.eq_any(user_ids!($backend, users, active())))
                .inner_join(roles::table)
                .select((RoleUser::as_select(), Role::as_select()))
                .load(conn)?;
            Ok(count_pivots(users, pivots))
        }

        pub(super) fn with_pivot_by_list(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = users::table.filter(users::active.eq(true));
            let users = active.select(User::as_select()).load(conn)?;
            let pivots = RoleUser::belonging_to(&users)
                .inner_join(roles::table)
                .select((RoleUser::as_select(), Role::as_select()))
                .load(conn)?;
            Ok(count_pivots(users, pivots))
        }

        fn count_pivots(users: Vec<User>, pivots: Vec<(RoleUser, Role)>) -> usize {
            let pivots = pivots.grouped_by(&users);
            let users: Vec<(User, Vec<(RoleUser, Role)>)> = users.into_iter().zip(pivots).collect();
            let users = black_box(users);
            let pivots = users.iter().flat_map(|(_, pivots)| pivots);
            pivots.map(|(pivot, _)| 1 + pivot.level as usize).sum()
        }

        pub(super) fn without_pivot(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let roles = role_user::table
                .filter(role_user::user_id.eq_any(user_ids!($backend, users, users::table)))
                .inner_join(roles::table)
                .select((role_user::user_id, Role::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, roles))
        }

        pub(super) fn through(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let comments = comments::table
                .inner_join(posts::table)
                .select((posts::user_id, Comment::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, comments))
        }

        pub(super) fn through_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = || users::table.filter(users::active.eq(true));
            let users = active().select(User::as_select()).load(conn)?;
            let comments = comments::table
                .inner_join(posts::table)
                .filter(posts::user_id.eq_any(user_ids!($backend, users, active())))
                .select((posts::user_id, Comment::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, comments))
        }

        fn count_grouped<T>(users: Vec<User>, rows: Vec<(i32, T)>) -> usize {
            let mut of_users: HashMap<i32, Vec<T>> = HashMap::new();
            for (user_id, row) in rows {
                of_users.entry(user_id).or_default().push(row);
            }
            let with = users.into_iter().map(|user| {
                let rows = of_users.remove(&user.id).unwrap_or_default();
                (user, rows)
            });
            let users = black_box(with.collect::<Vec<(User, Vec<T>)>>());
            users.iter().map(|(_, rows)| rows.len()).sum()
        }

        pub(super) fn morph_to(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let notes = notes::table.select(Note::as_select()).load(conn)?;
            with_notables(notes, conn)
        }

        pub(super) fn morph_to_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let pinned = notes::table.filter(notes::pinned.eq(true));
            let notes = pinned.select(Note::as_select()).load(conn)?;
            with_notables(notes, conn)
        }

        fn with_notables(notes: Vec<Note>, conn: &mut $Conn) -> QueryResult<usize> {
            let ids_of = |model: &str| -> HashSet<i32> {
                let notes = notes.iter().filter(|note| note.notable_type == model);
                notes.map(|note| note.notable_id).collect()
            };
            let posts: HashMap<i32, Arc<Post>> = posts::table
                .filter(posts::id.eq_any(ids_of("Post")))
                .select(Post::as_select())
                .load(conn)?
                .into_iter()
                .map(|post| (post.id, Arc::new(post)))
                .collect();
            let videos: HashMap<i32, Arc<Video>> = videos::table
                .filter(videos::id.eq_any(ids_of("Video")))
                .select(Video::as_select())
                .load(conn)?
                .into_iter()
                .map(|video| (video.id, Arc::new(video)))
                .collect();
            let photos: HashMap<i32, Arc<Photo>> = photos::table
                .filter(photos::id.eq_any(ids_of("Photo")))
                .select(Photo::as_select())
                .load(conn)?
                .into_iter()
                .map(|photo| (photo.id, Arc::new(photo)))
                .collect();
            let with = notes.into_iter().map(|note| {
                let id = &note.notable_id;
                let notable = match note.notable_type.as_str() {
                    "Post" => posts.get(id).cloned().map(Notable::Post),
                    "Video" => videos.get(id).cloned().map(Notable::Video),
                    "Photo" => photos.get(id).cloned().map(Notable::Photo),
                    _ => None,
                };
                Ok((note, notable.ok_or(NotFound)?))
            });
            let notes = black_box(with.collect::<QueryResult<Vec<(Note, Notable)>>>()?);
            let ids = notes.iter().map(|(_, notable)| match notable {
                Notable::Post(post) => post.id,
                Notable::Video(video) => video.id,
                Notable::Photo(photo) => photo.id,
            });
            Ok(ids.map(|id| id as usize).sum())
        }

        pub(super) fn morph_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let reviews = Review::belonging_to(&users)
                .filter(reviews::reviewable_type.eq("User"))
                .select(Review::as_select())
                .load(conn)?;
            Ok(count_reviews(users, reviews))
        }

        pub(super) fn morph_many_by_type(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let reviews = reviews::table
                .filter(reviews::reviewable_type.eq("User"))
                .select(Review::as_select())
                .load(conn)?;
            Ok(count_reviews(users, reviews))
        }

        pub(super) fn morph_many_of_filtered(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let active = users::table.filter(users::active.eq(true));
            let users = active.select(User::as_select()).load(conn)?;
            let reviews = Review::belonging_to(&users)
                .filter(reviews::reviewable_type.eq("User"))
                .select(Review::as_select())
                .load(conn)?;
            Ok(count_reviews(users, reviews))
        }

        fn count_reviews(users: Vec<User>, reviews: Vec<Review>) -> usize {
            let reviews = reviews.grouped_by(&users);
            let users: Vec<(User, Vec<Review>)> = users.into_iter().zip(reviews).collect();
            let users = black_box(users);
            users.iter().map(|(_, reviews)| reviews.len()).sum()
        }

        pub(super) fn morph_to_many(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let tags = taggables::table
                .filter(taggables::taggable_type.eq("User"))
                .filter(taggables::taggable_id.eq_any(user_ids!($backend, users, users::table)))
                .inner_join(tags::table)
                .select((taggables::taggable_id, Tag::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, tags))
        }

        pub(super) fn morph_to_many_by_type(conn: &mut $Conn, _: &Parents) -> QueryResult<usize> {
            let users = users::table.select(User::as_select()).load(conn)?;
            let tags = taggables::table
                .filter(taggables::taggable_type.eq("User"))
                .inner_join(tags::table)
                .select((taggables::taggable_id, Tag::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, tags))
        }

        pub(super) fn morph_to_many_of_filtered(
            conn: &mut $Conn,
            _: &Parents,
        ) -> QueryResult<usize> {
            let active = || users::table.filter(users::active.eq(true));
            let users = active().select(User::as_select()).load(conn)?;
            let tags = taggables::table
                .filter(taggables::taggable_type.eq("User"))
                .filter(taggables::taggable_id.eq_any(user_ids!($backend, users, active())))
                .inner_join(tags::table)
                .select((taggables::taggable_id, Tag::as_select()))
                .load(conn)?;
            Ok(count_grouped(users, tags))
        }

        pub(super) fn lazy(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let mut count = 0;
            for user in &parents.by_hand {
                let posts = Post::belonging_to(user)
                    .select(Post::as_select())
                    .load(conn)?;
                count += black_box(posts).len();
            }
            Ok(count)
        }
    };
}
