//! Polymorphic relations: rows whose owners are of several models.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel::result::Error::{DeserializationError, NotFound};
use diesel_relations::prelude::*;
use diesel_relations::{MissingMorphOwner, UnknownMorphType};
use diesel_relations_tests::on_every_backend;
use serde::Serialize;

diesel::table! { users (id) { id -> Integer, name -> Text, } }
diesel::table! { posts (id) { id -> Integer, title -> Text, user_id -> Integer, } }
diesel::table! { videos (id) { id -> Integer, title -> Text, length -> Integer, } }
diesel::table! { comments (id) { id -> Integer, body -> Text, commentable_id -> Nullable<Integer>, commentable_type -> Nullable<Text>, } }
diesel::table! { images (id) { id -> Integer, url -> Text, imageable_id -> Integer, imageable_type -> Text, } }
diesel::table! { badges (id) { id -> Integer, text -> Text, owner_code -> Text, owner_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(users, posts, videos, comments, images, badges);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = users)]
#[has_many(Post)]
struct User {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = posts)]
#[morph_many(Comment, morph = commentable)]
#[morph_many(Comment, name = bad_comments, morph = commentable, filter = comments::body.eq("bad"))]
#[morph_one(Comment, name = newest_comment, morph = commentable, latest)]
#[morph_one(Image, morph = imageable)]
#[morph_many(Badge, morph_id = owner_code, morph_type = owner_type, local_key = title)]
struct Post {
    id: i32,
    title: String,
    #[model(belongs_to(User, name = author))]
    user_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model)]
#[diesel(table_name = videos)]
#[model(morph_name = "clip")]
#[morph_many(Comment, morph_id = commentable_id, morph_type = comments::commentable_type)]
#[morph_one(Image, morph = imageable, oldest = url)]
#[morph_one(Badge, morph_id = owner_code, morph_type = owner_type, local_key = title)]
struct Video {
    id: i32,
    title: String,
    length: i32,
}

#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Queryable,
    Selectable,
    Identifiable,
    Insertable,
    Serialize,
    Model,
)]
#[diesel(table_name = comments)]
// A comment can be commented on.
#[morph_many(Comment, name = replies, morph = commentable)]
struct Comment {
    id: i32,
    body: String,
    #[morph_to(Post, Video, Comment)]
    commentable_id: Option<i32>,
    commentable_type: Option<String>,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = images)]
struct Image {
    id: i32,
    url: String,
    #[model(morph_to(Post, Video, name = owner, morph_type = kind, enum_name = ImageOwner))]
    imageable_id: i32,
    #[diesel(column_name = imageable_type)]
    kind: String,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Title {
    title: String,
}

diesel_relations::property!(WithDouble => double: i32);

/// Comments that are always loaded with their owner.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = comments)]
#[model(with(commentable))]
struct Remark {
    id: i32,
    #[morph_to(Post, Video, enum_name = RemarkOwner)]
    commentable_id: Option<i32>,
    commentable_type: Option<String>,
}

/// By columns that are no primary keys.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = badges)]
struct Badge {
    id: i32,
    text: String,
    #[model(morph_to(Post, Video, name = owner, owner_key = title, morph_type = owner_type, enum_name = BadgeOwner))]
    owner_code: String,
    owner_type: String,
}

const TABLES: &str = "
DROP TABLE users; DROP TABLE posts; DROP TABLE comments;
CREATE TEMPORARY TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL);
CREATE TEMPORARY TABLE posts (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL, user_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE videos (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL, length INTEGER NOT NULL);
CREATE TEMPORARY TABLE comments (id INTEGER PRIMARY KEY, body VARCHAR(50) NOT NULL, commentable_id INTEGER, commentable_type VARCHAR(50));
CREATE TEMPORARY TABLE images (id INTEGER PRIMARY KEY, url VARCHAR(50) NOT NULL, imageable_id INTEGER NOT NULL, imageable_type VARCHAR(50) NOT NULL);
INSERT INTO users VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO posts VALUES (1, 'First', 1), (2, 'Second', 2), (3, 'Third', 1);
INSERT INTO videos VALUES (1, 'Intro', 60), (2, 'Outro', 30);
INSERT INTO comments VALUES (1, 'good', 1, 'Post'), (2, 'bad', 1, 'Post'), (3, 'good', 1, 'clip'), (4, 'bad', 2, 'Post'),
    (5, 'nobody', NULL, NULL), (6, 'empty', 1, ''), (7, 'gone', 99, 'Post'), (8, 'reply', 1, 'Comment'), (9, 'half', NULL, 'clip');
CREATE TEMPORARY TABLE badges (id INTEGER PRIMARY KEY, text VARCHAR(50) NOT NULL, owner_code VARCHAR(50) NOT NULL, owner_type VARCHAR(50) NOT NULL);
INSERT INTO badges VALUES (1, 'gold', 'First', 'Post'), (2, 'tin', 'Intro', 'clip'), (3, 'tin', 'First', 'Post');
INSERT INTO images VALUES (1, 'b.png', 1, 'Post'), (2, 'z.png', 1, 'clip'), (3, 'a.png', 1, 'clip');
";

fn ids<T: diesel_relations::LoadedRow<Model = Comment>>(comments: &[T]) -> Vec<i32> {
    comments
        .iter()
        .map(|comment| T::model(comment).id)
        .collect()
}

fn says(owner: &Option<Commentable>) -> String {
    match owner {
        Some(Commentable::Post(post)) => format!("post {}", post.id),
        Some(Commentable::Video(video)) => format!("video {}", video.id),
        Some(Commentable::Comment(comment)) => format!("comment {}", comment.id),
        None => "none".to_owned(),
    }
}

on_every_backend! {
    fn owners_see_their_own(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, posts) = statements.during(|| Post::query().order(posts::id).with(Post::COMMENTS.order(comments::id)).load(conn));
        let posts = posts?;
        assert_eq!(sent, 2);
        // The comments on the video with the same id are not among them.
        assert_eq!(posts.iter().map(|post| ids(&post.comments)).collect::<Vec<_>>(), [vec![1, 2], vec![4], vec![]]);
        let some = Post::query().filter(posts::id.gt(1)).with(Post::COMMENTS).load(conn)?;
        assert_eq!(some.iter().map(|post| ids(&post.comments)).collect::<Vec<_>>(), [vec![4], vec![]]);
        let videos = Video::query().order(videos::id).with(Video::COMMENTS).load(conn)?;
        assert_eq!(videos.iter().map(|video| ids(&video.comments)).collect::<Vec<_>>(), [vec![3], vec![]]);
        assert_eq!(ids(&posts[0].comments().order(comments::id.desc()).load(conn)?), [2, 1]);
        assert_eq!(ids(&posts[0].comments().filter(comments::id.gt(100)).or_filter(comments::body.eq("good")).load(conn)?), [1]);
        assert_eq!(posts[0].comments().count().get_result::<i64>(conn)?, 2);
        assert_eq!(posts[0].comments().find(2).first(conn)?.body, "bad");
        assert_eq!(posts[0].comments().find(3).first(conn), Err(NotFound));
        assert_eq!(ids(&posts[0].bad_comments().load(conn)?), [2]);
        let replies = Comment::find(1).with(Comment::REPLIES).first(conn)?;
        assert_eq!(ids(&replies.replies), [8]);
    }

    fn one_of_them(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, posts) = statements.during(|| Post::query().order(posts::id).with((Post::NEWEST_COMMENT, Post::IMAGE, Post::BAD_COMMENTS)).load(conn));
        let posts = posts?;
        assert_eq!(sent, 4);
        let newest: Vec<_> = posts.iter().map(|post| post.newest_comment.as_ref().map(|comment| comment.id)).collect();
        assert_eq!(newest, [Some(2), Some(4), None]);
        assert_eq!(posts.iter().map(|post| ids(&post.bad_comments)).collect::<Vec<_>>(), [vec![2], vec![4], vec![]]);
        let urls: Vec<_> = posts.iter().map(|post| post.image.as_ref().map(|image| image.url.as_str())).collect();
        assert_eq!(urls, [Some("b.png"), None, None]);
        let video = Video::find(1).with(Video::IMAGE).first(conn)?;
        assert_eq!(video.image.as_ref().map(|image| image.id), Some(3));
        assert_eq!(video.image().first(conn)?.id, 3);
        let all = Post::query().order(posts::id).with((Post::COMMENTS.order(comments::id).limit(1), Post::AUTHOR)).load(conn)?;
        assert_eq!(ids(&all[0].comments), [1]);
        // A default has the owner's key and type.
        let post = Post::find(3).with((Post::IMAGE.or_default(), Post::NEWEST_COMMENT.or_default())).first(conn)?;
        assert_eq!((post.image.imageable_id, post.image.kind.as_str()), (3, "Post"));
        assert_eq!((post.newest_comment.commentable_id, post.newest_comment.commentable_type.as_deref()), (Some(3), Some("Post")));
    }

    fn existence_counts_and_aggregates(conn) {
        conn.batch_execute(TABLES)?;
        let has = |posts: Vec<Post>| posts.into_iter().map(|post| post.id).collect::<Vec<_>>();
        assert_eq!(has(Post::query().has(Post::COMMENTS).order(posts::id).load(conn)?), [1, 2]);
        assert_eq!(has(Post::query().filter(Post::COMMENTS.filter(comments::body.eq("good")).exists()).load(conn)?), [1]);
        assert_eq!(has(Post::query().filter(not(Post::BAD_COMMENTS.exists())).load(conn)?), [3]);
        assert_eq!(has(Post::query().doesnt_have(Post::COMMENTS).load(conn)?), [3]);
        assert_eq!(has(Post::query().filter(Post::NEWEST_COMMENT.filter(comments::body.eq("good")).exists()).load(conn)?), Vec::<i32>::new());
        let counted = Post::query().order(posts::id).with_count(Post::COMMENTS).with_count(Post::BAD_COMMENTS).load(conn)?;
        let counts: Vec<_> = counted.iter().map(|post| (post.comments_count, post.bad_comments_count)).collect();
        assert_eq!(counts, [(2, 1), (1, 1), (0, 0)]);
        let sums: Vec<Option<i64>> = posts::table.order(posts::id).select(Post::COMMENTS.sum(comments::id)).load(conn)?;
        assert_eq!(sums, [Some(3), Some(4), None]);
        // Through itself.
        assert_eq!(ids(&Comment::query().has(Comment::REPLIES).load(conn)?), [1]);
        let posts = Post::query().order(posts::id).load(conn)?.load_related(Post::COMMENTS, conn)?.load_count(Post::COMMENTS, conn)?;
        assert_eq!((posts[0].comments.len(), posts[0].comments_count), (2, 2));
    }

    fn the_owner_is_one_of_several(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, comments) = statements.during(|| Comment::query().order(comments::id).with(Comment::COMMENTABLE).load(conn));
        let comments = comments?;
        // One statement for each model that is there.
        assert_eq!(sent, 4);
        let owners: Vec<_> = comments.iter().map(|comment| says(&comment.commentable)).collect();
        assert_eq!(owners, ["post 1", "post 1", "video 1", "post 2", "none", "none", "none", "comment 1", "none"]);
        // An owner is decoded once.
        let (Some(Commentable::Post(a)), Some(Commentable::Post(b))) = (&comments[0].commentable, &comments[1].commentable) else {
            panic!("both are posts");
        };
        assert!(Arc::ptr_eq(a, b));
        assert_eq!(comments[2].commentable.as_ref().and_then(Commentable::as_video).map(|video| video.length), Some(60));

        let videos = Comment::query().filter(comments::commentable_type.eq("clip"));
        assert_eq!(statements.during(|| videos.with(Comment::COMMENTABLE).load(conn)).0, 2);
        let none = Comment::query().filter(comments::commentable_id.is_null());
        assert_eq!(statements.during(|| none.with(Comment::COMMENTABLE).load(conn)).0, 1);
        let loaded = Comment::query().order(comments::id).load(conn)?.load_related(Comment::COMMENTABLE, conn)?;
        assert_eq!(says(&loaded[2].commentable), "video 1");
        let asked = Comment::query().order(comments::id).with(true.then_some(Comment::COMMENTABLE)).load(conn)?;
        assert_eq!(asked[2].commentable.as_ref().map(says).as_deref(), Some("video 1"));
    }

    fn with_relations_of_each_model(conn, statements) {
        conn.batch_execute(TABLES)?;
        let owners = Comment::COMMENTABLE
            .with_post((Post::AUTHOR, Post::IMAGE))
            .with_video(Video::IMAGE)
            .constrain_post(|post| post.with_count(Post::COMMENTS));
        let (sent, comments) = statements.during(|| Comment::query().order(comments::id).with(owners).load(conn));
        assert_eq!(sent, 7);
        let comments = comments?;
        let Some(Commentable::Post(post)) = &comments[3].commentable else { panic!("a post") };
        assert_eq!((post.author.name.as_str(), post.image.is_none(), post.comments_count), ("Bob", true, 1));
        let Some(Commentable::Video(video)) = &comments[2].commentable else { panic!("a video") };
        assert_eq!(video.image.as_ref().map(|image| image.url.as_str()), Some("a.png"));

        // Inside another relation.
        let users = User::query()
            .order(users::id)
            .with(User::POSTS.order(posts::id).with(Post::COMMENTS.order(comments::id).with(Comment::COMMENTABLE.with_post(Post::AUTHOR))))
            .load(conn)?;
        let Some(Commentable::Post(post)) = &users[0].posts[0].comments[0].commentable else { panic!("a post") };
        assert_eq!(post.author.name, "Ann");

        // Owners that do not meet a condition are none; the others are not concerned.
        let second = Comment::COMMENTABLE.constrain_post(|post| post.filter(posts::title.eq("Second")));
        let comments = Comment::query().order(comments::id).with(second).load(conn)?;
        let owners: Vec<_> = comments.iter().map(|comment| says(&comment.commentable)).collect();
        assert_eq!(owners[..4], ["none", "none", "video 1", "post 2"]);

        // The owners of one model, as a relation of its own.
        let comments = Comment::query().order(comments::id).with(Comment::COMMENTABLE.video()).load(conn)?;
        let videos: Vec<_> = comments.iter().map(|comment| comment.commentable.as_ref().map(|video| video.id)).collect();
        assert_eq!(videos[..4], [None, None, Some(1), None]);
    }

    fn the_owner_of_one_row(conn, statements) {
        conn.batch_execute(TABLES)?;
        let comments = Comment::query().order(comments::id).load(conn)?;
        let (sent, owner) = statements.during(|| comments[2].commentable().first(conn));
        assert_eq!((sent, says(&Some(owner?))), (1, "video 1".to_owned()));
        let owner = comments[0].commentable().refine(|owner| owner.with_post(Post::AUTHOR)).get_result(conn)?;
        assert_eq!(owner.as_post().map(|post| post.author.name.as_str()), Some("Ann"));
        for nobody in [4, 5, 8] {
            let (sent, owner) = statements.during(|| comments[nobody].commentable().first(conn));
            assert_eq!((sent, owner.map(|owner| says(&Some(owner)))), (0, Err(NotFound)));
        }
        assert_eq!(comments[6].commentable().first(conn).optional()?.map(|owner| says(&Some(owner))), None);
        let (post, video) = (Post::find(1).first(conn)?, Video::find(1).first(conn)?);
        assert!(comments[0].commentable().is(&post) && !comments[0].commentable().is(&video) && comments[2].commentable().is(&video));
        assert!(!comments[3].commentable().is(&post) && !comments[4].commentable().is(&post));
    }

    fn unknown_and_missing_owners(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("INSERT INTO comments VALUES (10, 'odd', 1, 'Podcast'); INSERT INTO images VALUES (7, 'c.png', 99, 'clip')")?;
        let Err(DeserializationError(error)) = Comment::query().with(Comment::COMMENTABLE).load(conn) else { panic!("an error") };
        let unknown = error.downcast_ref::<UnknownMorphType>().expect("an unknown type");
        assert_eq!(
            unknown.to_string(),
            "comments.commentable_type of the row 10 is \"Podcast\", which is the morph name of none of its models: Post, clip, Comment"
        );
        assert_eq!((unknown.column(), unknown.row(), unknown.morph_type()), (("comments", "commentable_type"), "10", "Podcast"));
        assert_eq!(unknown.known(), ["Post", "clip", "Comment"]);
        let odd = Comment::find(10).first(conn)?;
        assert!(matches!(odd.commentable().first(conn), Err(DeserializationError(error)) if error.is::<UnknownMorphType>()));
        assert!(matches!(odd.commentable().refine(|owner| owner.lenient()).first(conn), Err(NotFound)));
        let lenient = Comment::query().order(comments::id).with(Comment::COMMENTABLE.lenient()).load(conn)?;
        assert_eq!(says(&lenient[9].commentable), "none");

        // The columns of images are NOT NULL: there is always an owner.
        let Err(DeserializationError(error)) = Image::query().with(Image::OWNER).load(conn) else { panic!("an error") };
        let missing = error.downcast_ref::<MissingMorphOwner>().expect("a missing owner");
        assert_eq!(
            missing.to_string(),
            "the row 7 of images has no owner: imageable_type is \"clip\" and imageable_id is 99, but there is no such row"
        );
        assert_eq!(missing.columns(), ("images", "imageable_type", "imageable_id"));
        assert_eq!((missing.row(), missing.morph_type(), missing.id()), ("7", "clip", "99"));
        let lenient = Image::query().order(images::id).with(Image::OWNER.lenient()).load(conn)?;
        assert!(lenient[0].owner.is_some() && lenient[3].owner.is_none());
        diesel::delete(Image::find(7)).execute(conn)?;
        let images = Image::query().order(images::id).with(Image::OWNER).load(conn)?;
        assert!(matches!(&images[0].owner, ImageOwner::Post(post) if post.id == 1));
        assert!(matches!(&images[1].owner, ImageOwner::Video(video) if video.title == "Intro"));
        let short = Image::OWNER.constrain_video(|video| video.filter(videos::length.lt(5)));
        let images = Image::query().order(images::id).with(short).load(conn)?;
        assert!(images[0].owner.is_some() && images[1].owner.is_none());
        conn.batch_execute("UPDATE images SET imageable_type = ''")?;
        let Err(DeserializationError(error)) = Image::query().with(Image::OWNER).load(conn) else { panic!("an error") };
        assert!(error.is::<MissingMorphOwner>());
        assert!(Image::query().with(Image::OWNER.lenient()).load(conn)?.iter().all(|image| image.owner.is_none()));
    }

    fn existence_of_owners(conn) {
        conn.batch_execute(TABLES)?;
        let found = |comments: Vec<Comment>| ids(&comments);
        let (post, video) = (Comment::COMMENTABLE.post(), Comment::COMMENTABLE.video());
        assert_eq!(found(Comment::query().filter(Comment::COMMENTABLE.exists()).order(comments::id).load(conn)?), [1, 2, 3, 4, 8]);
        assert_eq!(found(Comment::query().has(Comment::COMMENTABLE).order(comments::id).load(conn)?), [1, 2, 3, 4, 8]);
        let first = post.filter(posts::title.eq("First"));
        assert_eq!(found(Comment::query().filter(first.exists()).order(comments::id).load(conn)?), [1, 2]);
        let either = first.exists().or(video.filter(videos::length.gt(10)).exists());
        assert_eq!(found(Comment::query().filter(either).order(comments::id).load(conn)?), [1, 2, 3]);
        let written = Comment::COMMENTABLE.constrain_post(|post| post.has(Post::AUTHOR.filter(users::name.eq("Bob"))));
        assert_eq!(found(Comment::query().has(written).order(comments::id).load(conn)?), [3, 4, 8]);

        // Absence of one model does not concern rows of others.
        assert_eq!(found(Comment::query().doesnt_have(first).order(comments::id).load(conn)?), [4, 7]);
        assert_eq!(found(Comment::query().doesnt_have(post).load(conn)?), [7]);
        assert_eq!(found(Comment::query().filter(post.doesnt_exist().or(video.doesnt_exist())).order(comments::id).load(conn)?), [7, 9]);
        assert_eq!(found(Comment::query().filter(comments::id.eq(1)).or_doesnt_have(post).order(comments::id).load(conn)?), [1, 7]);
        let absent: Vec<(i32, bool)> = comments::table.order(comments::id).select((comments::id, post.doesnt_exist())).load(conn)?;
        assert_eq!(absent.into_iter().filter(|row| row.1).map(|row| row.0).collect::<Vec<_>>(), [7]);
        let some: Vec<bool> = comments::table.order(comments::id).select(Comment::COMMENTABLE.exists()).load(conn)?;
        assert_eq!(some, [true, true, true, true, false, false, false, true, false]);
        // Absence of any is also that of rows without a type.
        assert_eq!(found(Comment::query().doesnt_have(Comment::COMMENTABLE).order(comments::id).load(conn)?), [5, 6, 7, 9]);
        assert_eq!(found(Comment::query().filter(not(Comment::COMMENTABLE.exists())).order(comments::id).load(conn)?), [5, 6, 7, 9]);
        // `NOT` is that of SQL, and concerns all rows.
        assert_eq!(found(Comment::query().filter(not(post.exists())).order(comments::id).load(conn)?), [3, 5, 6, 7, 8, 9]);
        // Nested in another relation, and back.
        let cycle = Post::COMMENTS.filter(Comment::COMMENTABLE.post().filter(posts::title.eq("Second")).exists());
        assert_eq!(Post::query().has(cycle).load(conn)?.iter().map(|post| post.id).collect::<Vec<_>>(), [2]);
        let chain = Comment::COMMENTABLE.comment().filter(comments::body.eq("good"));
        assert_eq!(found(Comment::query().has(chain).load(conn)?), [8]);
        let counts: Vec<(i32, i64)> = comments::table.order(comments::id).select((comments::id, post.count())).load(conn)?;
        assert_eq!(counts.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 1, 0, 1, 0, 0, 0, 0, 0]);
    }

    fn smaller_rows_defaults_and_pages(conn) {
        conn.batch_execute(TABLES)?;
        let titles = Comment::COMMENTABLE
            .constrain_post(|post| post.select_as::<Title>())
            .constrain_video(|video| video.with_property(WithDouble, videos::length * 2));
        let comments = Comment::query().order(comments::id).with(titles).load(conn)?;
        let Some(Commentable::Post(title)) = &comments[0].commentable else { panic!("a post") };
        assert_eq!(title.title, "First");
        let Some(Commentable::Video(video)) = &comments[2].commentable else { panic!("a video") };
        assert_eq!(video.double, 120);
        // By default.
        let remarks = Remark::query()
            .filter(comments::id.lt(5))
            .order(comments::id)
            .load(conn)?;
        assert_eq!(remarks[0].commentable.as_ref().and_then(RemarkOwner::as_post).map(|post| post.id), Some(1));
        let remark: Remark = Remark::find(2).without().first(conn)?;
        assert_eq!(remark.id, 2);
        let page = Comment::query().order(comments::id).with(Comment::COMMENTABLE).paginate(2, 2).load(conn)?;
        assert_eq!(page.rows.iter().map(|comment| says(&comment.commentable)).collect::<Vec<_>>(), ["video 1", "post 2"]);
        // With only the owners that meet a condition, and they.
        let comments = Comment::query().with_where_has(Comment::COMMENTABLE.post().filter(posts::title.eq("Second"))).load(conn)?;
        assert_eq!(comments.iter().map(|comment| comment.commentable.as_ref().map(|post| post.id)).collect::<Vec<_>>(), [Some(2)]);
    }

    fn morphed_to(conn) {
        conn.batch_execute(TABLES)?;
        let found = |comments: Vec<Comment>| ids(&comments);
        let posts = Post::query().order(posts::id).load(conn)?;
        let video = Video::find(1).first(conn)?;
        let owner = Comment::COMMENTABLE;
        assert_eq!(found(Comment::query().filter(owner.morphed_to(&posts[0])).order(comments::id).load(conn)?), [1, 2]);
        assert_eq!(found(Comment::query().filter(owner.morphed_to(&posts)).order(comments::id).load(conn)?), [1, 2, 4]);
        assert_eq!(found(Comment::query().filter(owner.morphed_to(&posts[2..])).load(conn)?), Vec::<i32>::new());
        let either = owner.morphed_to(&posts[1]).or(owner.morphed_to(&video));
        assert_eq!(found(Comment::query().filter(either).order(comments::id).load(conn)?), [3, 4]);
        assert_eq!(found(Comment::query().filter(owner.not_morphed_to(&posts[0])).order(comments::id).load(conn)?), [3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(found(Comment::query().filter(owner.not_morphed_to(&posts)).order(comments::id).load(conn)?), [3, 5, 6, 7, 8, 9]);
        let none: [Post; 0] = [];
        assert_eq!(Comment::query().filter(owner.not_morphed_to(&none)).load(conn)?.len(), 9);
        assert_eq!(Comment::query().filter(owner.morphed_to(&none)).load(conn)?.len(), 0);
    }

    fn other_keys_and_names(conn) {
        conn.batch_execute(TABLES)?;
        let badges = Badge::query().order(badges::id).with(Badge::OWNER).load(conn)?;
        assert!(matches!(&badges[0].owner, BadgeOwner::Post(post) if post.id == 1));
        assert!(matches!(&badges[1].owner, BadgeOwner::Video(video) if video.id == 1));
        let post = Post::find(1).with(Post::BADGES.order(badges::id)).first(conn)?;
        assert_eq!(post.badges.iter().map(|badge| badge.id).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(Video::find(1).with(Video::BADGE).first(conn)?.badge.map(|badge| badge.id), Some(2));
        let long = Badge::query().has(Badge::OWNER.video().filter(videos::length.gt(50))).load(conn)?;
        assert_eq!(long.len(), 1);
        let mut badge = Badge::find(1).first(conn)?;
        Badge::OWNER.associate(&mut badge, &Video::find(2).first(conn)?);
        assert_eq!((badge.owner_code.as_str(), badge.owner_type.as_str()), ("Outro", "clip"));
        let clips = Badge::query().filter(Badge::OWNER.is_video()).load(conn)?;
        assert_eq!(clips.iter().map(|badge| badge.id).collect::<Vec<_>>(), [2]);
    }

    fn rows_without_an_owner_are_among_those_that_not_keeps(conn) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("DELETE FROM comments; INSERT INTO comments VALUES
            (1, 'of a post', 1, 'Post'), (2, 'of a video', 1, 'clip'), (3, 'no owner', NULL, NULL), (4, 'no id', NULL, 'Post'), (5, 'no type', 1, NULL)")?;
        let owner = Comment::COMMENTABLE;
        let post = Post::find(1).first(conn)?;
        assert_eq!(ids(&Comment::query().filter(owner.is_post()).order(comments::id).load(conn)?), [1, 4]);
        assert_eq!(ids(&Comment::query().filter(not(owner.is_post())).order(comments::id).load(conn)?), [2, 3, 5]);
        assert_eq!(ids(&Comment::query().filter(not(owner.morphed_to(&post))).order(comments::id).load(conn)?), [2, 3, 4, 5]);
        assert_eq!(ids(&Comment::query().filter(not(owner.morphed_to(&[post]))).order(comments::id).load(conn)?), [2, 3, 4, 5]);
    }

    fn in_memory(conn) {
        conn.batch_execute(TABLES)?;
        let video = Video::find(2).first(conn)?;
        let mut comment = Comment::find(1).first(conn)?;
        Comment::COMMENTABLE.associate(&mut comment, &video);
        assert_eq!((comment.commentable_id, comment.commentable_type.as_deref()), (Some(2), Some("clip")));
        assert_eq!(says(&Some(comment.commentable().first(conn)?)), "video 2");
        Comment::COMMENTABLE.dissociate(&mut comment);
        assert_eq!((comment.commentable_id, comment.commentable_type), (None, None));
        let (mut image, _) = ImageWithOwner::into_parts(Image::find(2).with(Image::OWNER).first(conn)?);
        Image::OWNER.associate(&mut image, &Post::find(3).with(Post::AUTHOR).first(conn)?);
        assert_eq!((image.imageable_id, image.kind.as_str()), (3, "Post"));
    }

    fn children_by_id(conn) {
        conn.batch_execute(TABLES)?;
        let (post, video) = (Post::find(1).first(conn)?, Video::find(1).first(conn)?);
        assert_eq!(video.comments().associate([1, 5]).execute(conn)?, 2);
        assert_eq!(ids(&video.comments().order(comments::id).load(conn)?), [1, 3, 5]);
        // The third is a comment on the video with this id.
        assert_eq!(post.comments().dissociate([2, 3]).execute(conn), Err(NotFound));
        assert_eq!(post.comments().dissociate(2).execute(conn)?, 1);
        let comment = Comment::find(2).first(conn)?;
        assert_eq!((comment.commentable_id, comment.commentable_type), (None, None));
    }

    fn json(conn) {
        conn.batch_execute(TABLES)?;
        let comments = Comment::query().order(comments::id).filter(comments::id.eq_any([3, 5])).with(Comment::COMMENTABLE.with_video(Video::IMAGE)).load(conn)?;
        let json = serde_json::to_value(&comments).expect("JSON");
        assert_eq!(
            json,
            serde_json::json!([
                {
                    "id": 3, "body": "good", "commentable_id": 1, "commentable_type": "clip",
                    "commentable": { "type": "clip", "data": {
                        "id": 1, "title": "Intro", "length": 60,
                        "image": { "id": 3, "url": "a.png", "imageable_id": 1, "kind": "clip" },
                    } },
                },
                { "id": 5, "body": "nobody", "commentable_id": null, "commentable_type": null, "commentable": null },
            ])
        );
    }

    fn created_and_saved_rows_have_the_owner(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (post, video) = (Post::find(3).first(conn)?, Video::find(1).first(conn)?);
        let new = (comments::id.eq(20), comments::body.eq("new"), comments::commentable_type.eq("clip"), comments::commentable_id.eq(99));
        let (sent, comment) = statements.during(|| post.comments().create(new).get_result(conn));
        let comment = comment?;
        // The relation's key and type win.
        assert_eq!((comment.id, comment.commentable_id, comment.commentable_type.as_deref()), (20, Some(3), Some("Post")));
        assert_eq!(sent, if facts().returning { 3 } else { 4 });
        let two = [(comments::id.eq(21), comments::body.eq("a")), (comments::id.eq(22), comments::body.eq("b"))];
        assert_eq!(ids(&video.comments().create_many(two).get_results(conn)?), [21, 22]);
        assert_eq!(video.comments().create_many([(comments::id.eq(23), comments::body.eq("c"))]).execute(conn)?, 1);
        assert_eq!(video.comments().count().get_result::<i64>(conn)?, 4);
        let image = video.image().create((images::id.eq(9), images::url.eq("9.png"))).get_result(conn)?;
        assert_eq!((image.imageable_id, image.kind.as_str()), (1, "clip"));

        // A row of another owner becomes one of this; one that is not there is inserted.
        let (sent, saved) = statements.during(|| video.comments().save(&comment).execute(conn));
        assert_eq!((sent, saved?), (1, 1));
        let moved = Comment::find(20).first(conn)?;
        assert_eq!((moved.commentable_id, moved.commentable_type.as_deref(), moved.body.as_str()), (Some(1), Some("clip"), "new"));
        let fresh = Comment { id: 30, body: "fresh".to_owned(), ..Comment::default() };
        let saved = post.comments().save(&fresh).get_result(conn)?;
        assert_eq!((saved.id, saved.commentable_id, saved.commentable_type.as_deref()), (30, Some(3), Some("Post")));
        let loaded = Comment::query().filter(comments::id.ge(20)).order(comments::id).with(Comment::COMMENTABLE).load(conn)?;
        assert_eq!(post.comments().save_many(&loaded).execute(conn)?, 5);
        assert_eq!(post.comments().count().get_result::<i64>(conn)?, 5);
        let none: [Comment; 0] = [];
        assert_eq!(statements.during(|| post.comments().save_many(&none).execute(conn)), (0, Ok(0)));

        let good = comments::body.eq("good");
        let found = video.comments().first_or_create(good, (comments::id.eq(50), good)).get_result(conn)?;
        assert_eq!(found.id, 3);
        let made = Video::find(2).first(conn)?.comments().first_or_create(good, (comments::id.eq(50), good)).get_result(conn)?;
        assert_eq!((made.commentable_id, made.commentable_type.as_deref()), (Some(2), Some("clip")));
        // An error leaves nothing behind.
        let twins = [(comments::id.eq(40), comments::body.eq("a")), (comments::id.eq(40), comments::body.eq("b"))];
        assert!(post.comments().create_many(twins).execute(conn).is_err());
        assert_eq!(post.comments().count().get_result::<i64>(conn)?, 5);
    }

    fn updates_and_deletes(conn) {
        conn.batch_execute(TABLES)?;
        let post = Post::find(1).first(conn)?;
        assert_eq!(diesel::update(post.comments()).set(comments::body.eq("seen")).execute(conn)?, 2);
        assert_eq!(diesel::delete(post.comments().filter(comments::id.eq_any([1, 3]))).execute(conn)?, 1);
        assert_eq!(ids(&Comment::query().filter(comments::body.eq("seen")).load(conn)?), [2]);
        assert_eq!(comments::table.count().get_result::<i64>(conn)?, 8);
    }
}
