//! Rows whose owner is of one of several models.

use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::World;
use crate::statements::{Statements, each, rows};

pub(crate) fn run(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    reports(conn, statements, world)?;
    images(conn, statements, world)?;
    collections(conn, statements, world)
}

/// Each subject with relations of its own, and the rule, whose key has two columns.
fn reports(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let reports = statements.sending(11, || {
        let subject = Report::SUBJECT
            .with_post((Post::CREATOR, Post::COMMUNITY))
            .with_comment(Comment::POST.with(Post::COMMUNITY))
            .with_message(Message::SENDER);
        Report::query()
            .order(report::id)
            .with(subject)
            .with((Report::REPORTER, Report::RULE))
            .load(conn)
    })?;
    let subjects = each(&reports, |report| match &report.subject {
        None => "deleted".to_owned(),
        Some(Subject::Post(post)) => format!(
            "{} in {}",
            post.title,
            post.community
                .as_ref()
                .map_or("", |community| &community.name)
        ),
        Some(Subject::Comment(comment)) => format!(
            "{} on {}",
            comment.body,
            comment.post.as_ref().map_or("", |post| &post.title)
        ),
        Some(Subject::Message(message)) => format!(
            "{} from {}",
            message.body,
            message.sender.as_ref().map_or("", |sender| &sender.name)
        ),
    });
    assert_eq!(
        subjects,
        ["Relations in rust", "hm on Relations", "hi from ann"]
    );
    assert_eq!(
        each(&reports, |report| report
            .rule
            .as_ref()
            .map(|rule| rule.body.as_str())),
        [Some("no spam"), None, None]
    );

    let on_good_posts = Report::SUBJECT.post().filter(post::score.gt(5));
    assert_eq!(
        Report::query()
            .filter(on_good_posts.exists())
            .count()
            .get_result::<i64>(conn)?,
        1
    );
    let about_comments = Report::query()
        .filter(Report::SUBJECT.is_comment())
        .with(Report::REPORTER)
        .load(conn)?;
    assert_eq!(
        each(&about_comments, |report| report
            .reporter
            .as_ref()
            .map(|person| person.id)),
        [Some(world.cat.id)]
    );
    assert_eq!(
        Report::query()
            .filter(Report::SUBJECT.morphed_to(&world.relations))
            .load(conn)?
            .len(),
        1
    );
    let rule = world
        .rust
        .rules()
        .filter(rule::number.eq(2))
        .with(Rule::REPORTS.with(Report::SUBJECT))
        .first(conn)?;
    assert!(
        matches!(&rule.reports[0].subject, Some(Subject::Post(post)) if post.id == world.relations.id)
    );
    Ok(())
}

fn images(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let images = statements.sending(5, || {
        Image::query()
            .order(image::image_id)
            .with(Image::OWNER)
            .load(conn)
    })?;
    let owners = each(&images, |image| match &image.owner {
        None => "deleted",
        Some(ImageOwner::Person(person)) => person.name.as_str(),
        Some(ImageOwner::Community(community)) => community.name.as_str(),
        Some(ImageOwner::Post(post)) => post.title.as_str(),
        Some(ImageOwner::Site(site)) => site.name.as_str(),
    });
    assert_eq!(owners, ["ann", "rust", "Home", "Relations", "Relations"]);
    let posts = statements.sending(2, || {
        Post::query()
            .has(Post::IMAGES)
            .with(Post::IMAGES.order(image::image_id))
            .load(conn)
    })?;
    assert_eq!(
        each(&posts[0].images, |image| image.url.as_str()),
        ["a.png", "b.png"]
    );

    // Type and id are written together.
    let mut avatar = world.ann.avatar().first(conn)?;
    Image::OWNER.associate(&mut avatar, &world.cat);
    assert_eq!(avatar.save(conn)?, 1);
    assert_eq!(world.cat.avatar().first(conn)?.url, "ann.png");
    assert!(world.ann.avatar().first(conn).optional()?.is_none());
    Ok(())
}

/// Many-to-many, with rows of two models in one pivot table.
fn collections(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let collections = statements.sending(5, || {
        let posts = Collection::POSTS
            .order(collection_item::place)
            .with(Post::COMMUNITY);
        Collection::query()
            .with((posts, Collection::COMMENTS.with(Comment::CREATOR)))
            .load(conn)
    })?;
    let posts = each(&collections[0].posts, |post| {
        (
            post.pivot.place,
            post.title.as_str(),
            post.community
                .as_ref()
                .map(|community| community.name.as_str()),
        )
    });
    assert_eq!(
        posts,
        [(0, "Bread", Some("cooking")), (1, "Ask", Some("rust"))]
    );
    assert_eq!(
        each(&collections[0].comments, |comment| comment
            .creator
            .as_ref()
            .map(|person| person.id)),
        [Some(world.dan.id)]
    );

    // The comment with the same number stays in the collection.
    let reading = world.ann.collections().first(conn)?;
    let items =
        "SELECT item_id, item_type, place FROM collection_item ORDER BY item_type, item_id, place";
    let place = |post: &Post, place: i32| (post.id, collection_item::place.eq(place));
    let changes = reading
        .posts()
        .sync([place(&world.question, 5), place(&world.relations, 2)])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached, changes.updated),
        (
            vec![world.relations.id],
            vec![world.bread.id],
            vec![world.question.id]
        )
    );
    assert_eq!(
        rows(conn, items)?,
        ["(3,Comment,0)", "(1,Post,2)", "(3,Post,5)"]
    );
    assert_eq!(
        world
            .question
            .collections()
            .toggle([reading.id])
            .execute(conn)?
            .detached,
        [reading.id]
    );
    assert_eq!(
        world.comments[0]
            .collections()
            .attach([&reading])
            .execute(conn)?
            .attached,
        [reading.id]
    );
    let values = (
        collection::name.eq("best"),
        collection::owner_id.eq(world.ben.id),
    );
    let best = world
        .relations
        .collections()
        .create(values)
        .get_result(conn)?;
    assert_eq!(
        reading
            .posts()
            .update_pivot([world.relations.id], collection_item::place.eq(9))
            .execute(conn)?
            .updated,
        [world.relations.id]
    );
    assert_eq!(best.posts().count().get_result::<i64>(conn)?, 1);
    assert_eq!(
        rows(conn, items)?,
        ["(1,Comment,0)", "(3,Comment,0)", "(1,Post,0)", "(1,Post,9)"]
    );
    Ok(())
}
