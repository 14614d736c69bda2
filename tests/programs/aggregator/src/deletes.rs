//! Soft deletes, by a time and by a flag.

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
    by_time(conn, statements, world)?;
    by_flag(conn, world)?;
    owners(conn, world)
}

fn by_time(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let World { ann, relations, .. } = world;
    statements.sending(1, || relations.delete(conn))?;
    let loaded = Person::find(ann.id)
        .with(Person::POSTS)
        .with(Person::ANSWERS)
        .with_count(Person::POSTS)
        .first(conn)?;
    assert_eq!(
        (loaded.posts.len(), loaded.answers.len(), loaded.posts_count),
        (1, 0, 1)
    );
    let loaded = Person::find(ann.id)
        .with((
            Person::POSTS.with_trashed(),
            Person::ANSWERS.with_trashed_parents(),
        ))
        .first(conn)?;
    assert_eq!((loaded.posts.len(), loaded.answers.len()), (2, 3));
    assert_eq!(Post::query().only_trashed().load(conn)?.len(), 1);
    // The view says it in its own words.
    assert_eq!(
        rows(
            conn,
            "SELECT title FROM post WHERE id NOT IN (SELECT post_id FROM post_ranking)"
        )?,
        ["(Relations)"]
    );
    assert_eq!(Post::find(relations.id).restore(conn)?, 1);
    assert_eq!(Post::query().only_trashed().load(conn)?.len(), 0);
    Ok(())
}

fn by_flag(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        rust,
        futures,
        comments: [nice, ..],
        ..
    } = world;
    assert_eq!(nice.replies().delete(conn)?, 1);
    assert_eq!(
        world.relations.comments().count().get_result::<i64>(conn)?,
        2
    );
    let all = Post::find(world.relations.id)
        .with(Post::COMMENTS.with_trashed().order(comment::comment_id))
        .first(conn)?
        .comments;
    assert_eq!(each(&all, |comment| comment.deleted), [false, true, false]);
    assert_eq!(nice.replies().only_trashed().restore(conn)?, 1);

    rust.delete(conn)?;
    let futures = Community::find(futures.id)
        .with((Community::PARENT, Community::POSTS))
        .first(conn)?;
    assert!((futures.parent.is_none(), futures.posts.len()) == (true, 1));
    let home = Instance::find(world.home.id)
        .with((Instance::COMMUNITIES, Instance::POSTS))
        .with_count(Instance::COMMUNITIES)
        .first(conn)?;
    assert_eq!(
        (
            home.communities.len(),
            home.posts.len(),
            home.communities_count
        ),
        (1, 1, 1)
    );
    assert_eq!(
        rows(conn, "SELECT name, removed FROM community ORDER BY id")?,
        ["(rust,t)", "(futures,f)", "(cooking,f)"]
    );
    Community::query().only_trashed().restore(conn)?;
    Ok(())
}

/// Owners that are deleted, and rows that are deleted for good.
fn owners(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    world.dan.delete(conn)?;
    let bread = Post::find(world.bread.id).with(Post::CREATOR).first(conn)?;
    assert!(bread.creator.is_none());
    let bread = Post::find(world.bread.id)
        .with(Post::CREATOR.with_trashed())
        .first(conn)?;
    assert_eq!(bread.creator.name, "dan");
    assert_eq!(
        world
            .rust
            .members()
            .filter(person::name.eq("dan"))
            .load(conn)?
            .len(),
        0
    );
    world.dan.restore(conn)?;

    let message = world.ann.sent().first(conn)?;
    assert_eq!(message.replies().force_delete(conn)?, 1);
    assert_eq!(rows(conn, "SELECT body FROM message")?, ["(hi)"]);
    Ok(())
}
