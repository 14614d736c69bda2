//! Pivot tables with several facts in one row: each relation writes its own.

use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::{World, day};
use crate::statements::{each, rows};

/// Four facts of a person and a community: each relation writes its own.
pub(super) fn community_ties(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        rust,
        ann,
        ben,
        cat,
        dan,
        ..
    } = world;
    let ties = "SELECT person_id, followed_at IS NOT NULL AS f, blocked_at IS NOT NULL AS b, moderates AS m, banned_at IS NOT NULL AS x, ban_ends::date AS e
        FROM community_tie WHERE community_id = 1 ORDER BY person_id";
    assert_eq!(
        rows(conn, ties)?,
        ["(1,t,f,f,f,)", "(2,t,f,t,f,)", "(4,f,f,f,t,2026-01-30)"]
    );
    let changes = rust.followers().attach([cat, dan]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.revived),
        (vec![cat.id, dan.id], vec![dan.id])
    );
    let changes = rust.moderators().sync([ann]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.revived, changes.detached),
        (vec![ann.id], vec![ann.id], vec![ben.id])
    );
    let changes = rust.followers().toggle([ann, dan]).execute(conn)?;
    assert_eq!(
        (changes.attached.len(), changes.detached),
        (0, vec![ann.id, dan.id])
    );
    assert_eq!(
        rust.banned()
            .update_pivot([dan.id], community_tie::ban_ends.eq(day(31)))
            .execute(conn)?
            .updated,
        [dan.id]
    );
    assert_eq!(
        cat.blocked_communities()
            .toggle([rust.id])
            .execute(conn)?
            .attached,
        [rust.id]
    );
    assert_eq!(
        rows(conn, ties)?,
        [
            "(1,f,f,t,f,)",
            "(2,t,f,f,f,)",
            "(3,t,t,f,f,)",
            "(4,f,f,f,t,2026-01-31)"
        ]
    );
    assert_eq!(rust.banned().detach_all().execute(conn)?.detached, [dan.id]);
    let values = (
        person::name.eq("eve"),
        person::instance_id.eq(world.home.id),
    );
    let eve = rust.moderators().create(values).get_result(conn)?;
    assert_eq!(eve.moderated().load(conn)?, [rust.clone()]);
    assert_eq!(
        rows(conn, ties)?[3..],
        [
            "(4,f,f,f,f,)".to_owned(),
            format!("({},f,f,t,f,)", eve.id.0)
        ]
    );
    let members = Community::find(rust.id)
        .with(
            Community::MEMBERS
                .filter(community_tie::moderates.eq(true))
                .order(person::id),
        )
        .first(conn)?
        .members;
    assert_eq!(
        each(&members, |member| (
            member.name.as_str(),
            member.tie.followed_at.is_some()
        )),
        [("ann", false), ("eve", false)]
    );
    Ok(())
}

/// A self relation with two facts, and a note that nobody here writes.
pub(super) fn person_ties(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        ann, ben, cat, dan, ..
    } = world;
    diesel::update(ann.ties().filter(person_tie::target_id.eq(cat.id)))
        .set(person_tie::note.eq("a friend"))
        .execute(conn)?;
    assert_eq!(
        ann.followed().detach([cat]).execute(conn)?.detached,
        [cat.id]
    );
    assert_eq!(
        dan.followers().sync([ann, ben]).execute(conn)?.attached,
        [ann.id, ben.id]
    );
    assert_eq!(
        cat.blocked().toggle([dan]).execute(conn)?.attached,
        [dan.id]
    );
    let ties = "SELECT person_id, target_id, followed_at IS NOT NULL AS f, blocked_at IS NOT NULL AS b, note FROM person_tie ORDER BY 1, 2";
    assert_eq!(
        rows(conn, ties)?,
        [
            "(1,2,t,f,)",
            "(1,3,f,f,\"a friend\")",
            "(1,4,t,f,)",
            "(2,1,t,f,)",
            "(2,4,t,f,)",
            "(3,4,f,t,)"
        ]
    );
    let changes = ann.followed().attach([cat]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.revived),
        (vec![cat.id], vec![cat.id])
    );
    assert_eq!(
        PersonTie::find((ann.id, cat.id))
            .first(conn)?
            .note
            .as_deref(),
        Some("a friend")
    );
    Ok(())
}

/// A block that was lifted stays, with its time.
pub(super) fn instance_blocks(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        away,
        ann,
        ben,
        cat,
        ..
    } = world;
    assert_eq!(
        away.blockers().attach([ann, ben]).execute(conn)?.attached,
        [ann.id, ben.id]
    );
    assert_eq!(
        ann.blocked_instances()
            .detach([away])
            .execute(conn)?
            .detached,
        [away.id]
    );
    assert_eq!(away.blockers().load(conn)?, [ben.clone()]);
    let changes = away.blockers().sync([ann, cat]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.revived, changes.detached),
        (vec![ann.id, cat.id], vec![ann.id], vec![ben.id])
    );
    let blocks =
        "SELECT person_id, deleted_at IS NOT NULL AS d FROM instance_block ORDER BY person_id";
    assert_eq!(rows(conn, blocks)?, ["(1,f)", "(2,t)", "(3,f)"]);
    Ok(())
}

/// Read, saved, hidden and voted on.
pub(super) fn post_ties(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        relations,
        ann,
        ben,
        cat,
        dan,
        ..
    } = world;
    let ties = "SELECT person_id, read_at IS NOT NULL AS r, saved_at IS NOT NULL AS s, hidden AS h, vote AS v FROM post_tie WHERE post_id = 1 ORDER BY 1";
    assert_eq!(
        rows(conn, ties)?,
        ["(2,t,f,f,1)", "(3,t,f,f,1)", "(4,f,f,f,-1)"]
    );
    assert_eq!(
        relations.savers().sync([ann, ben]).execute(conn)?.revived,
        [ben.id]
    );
    assert_eq!(
        relations
            .voters()
            .update_pivot([ben.id, dan.id, ann.id], post_tie::vote.eq(Some(1)))
            .execute(conn)?
            .not_attached,
        [ann.id]
    );
    assert_eq!(
        relations.voters().detach([cat]).execute(conn)?.detached,
        [cat.id]
    );
    assert_eq!(
        relations
            .readers()
            .toggle([cat, dan])
            .execute(conn)?
            .revived,
        [dan.id]
    );
    assert_eq!(
        cat.hidden_posts()
            .attach([relations])
            .execute(conn)?
            .revived,
        [relations.id]
    );
    assert_eq!(
        rows(conn, ties)?,
        ["(1,f,t,f,)", "(2,t,t,f,1)", "(3,f,f,t,)", "(4,t,f,f,1)"]
    );
    // Given no value, it is a vote for it.
    assert_eq!(
        ann.voted_posts().attach([relations]).execute(conn)?.revived,
        [relations.id]
    );
    assert_eq!(
        ann.saved_posts().detach_all().execute(conn)?.detached,
        [relations.id]
    );
    let post = Post::find(relations.id)
        .with(Post::VOTERS.order(person::id))
        .with(Post::TIES)
        .first(conn)?;
    assert_eq!(
        each(&post.voters, |voter| (voter.id, voter.pivot.vote)),
        [(ann.id, Some(1)), (ben.id, Some(1)), (dan.id, Some(1))]
    );
    assert_eq!(post.ties.len(), 4);
    Ok(())
}

pub(super) fn comment_ties(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        ann,
        ben,
        cat,
        comments: [nice, ..],
        ..
    } = world;
    assert_eq!(
        nice.voters()
            .attach([(ann.id, comment_tie::vote.eq(Some(-1)))])
            .execute(conn)?
            .attached,
        [ann.id]
    );
    assert_eq!(
        nice.savers().attach([ann, cat]).execute(conn)?.revived,
        [ann.id]
    );
    assert_eq!(
        nice.voters().toggle([ann, ben]).execute(conn)?.detached,
        [ann.id]
    );
    let changes = cat
        .saved_comments()
        .sync([&world.comments[1]])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (vec![world.comments[1].comment_id], vec![nice.comment_id])
    );
    let ties = "SELECT comment_id, person_id, saved_at IS NOT NULL AS s, vote FROM comment_tie ORDER BY 1, 2";
    assert_eq!(
        rows(conn, ties)?,
        ["(1,1,t,)", "(1,2,f,1)", "(1,3,f,)", "(2,3,t,)"]
    );
    Ok(())
}
