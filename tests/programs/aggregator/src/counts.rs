//! Existence, counts and aggregates.

use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::World;
use crate::statements::{Statements, each, rows};

diesel_relations::property! {
    /// A community with the sum of the scores of its posts.
    WithScore => score: Option<i64>
}

pub(crate) fn run(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    counts(conn, statements)?;
    existence(conn, world)?;
    aggregates(conn, statements)?;
    named(conn, world)?;
    pages(conn, statements)
}

fn counts(conn: &mut PgConnection, statements: &Statements) -> QueryResult<()> {
    let people = statements.sending(1, || {
        Person::query()
            .order(person::id)
            .with_count(Person::POSTS)
            .with_count(Person::FOLLOWERS)
            .with_count(Person::SAVED_POSTS)
            .with_count(Person::ANSWERS)
            .load(conn)
    })?;
    let counts = each(&people, |person| {
        (
            person.posts_count,
            person.followers_count,
            person.saved_posts_count,
            person.answers_count,
        )
    });
    assert_eq!(
        counts,
        [(2, 1, 0, 3), (1, 1, 0, 1), (0, 1, 0, 0), (1, 0, 0, 1)]
    );

    // Beside related rows, and onto rows that are loaded.
    let communities = statements.sending(2, || {
        let posts = Community::POSTS
            .order(post::id)
            .with_count(Post::COMMENTS)
            .with_count(Post::VOTERS.filter(post_tie::vote.gt(0)));
        Community::query()
            .order(community::id)
            .with(posts)
            .with_count(Community::COMMENTS)
            .load(conn)
    })?;
    let posts = each(&communities[0].posts, |post| {
        (post.comments_count, post.voters_count)
    });
    assert_eq!(
        (communities[0].comments_count, posts),
        (4, vec![(3, 2), (1, 0)])
    );
    let communities = statements.sending(1, || {
        communities.load_count((Community::FOLLOWERS, Community::BANNED), conn)
    })?;
    assert_eq!(
        each(&communities, |community| (
            community.followers_count,
            community.banned_count
        )),
        [(2, 1), (0, 0), (1, 0)]
    );
    Ok(())
}

fn existence(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let names = |conn: &mut PgConnection, discussed: i32| {
        let comments = Post::COMMENTS.filter(comment::score.ge(discussed)).exists();
        let communities = Community::query()
            .order(community::id)
            .has(Community::POSTS.filter(comments))
            .load(conn)?;
        QueryResult::Ok(
            communities
                .into_iter()
                .map(|community| community.name)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(names(conn, 5)?, ["rust", "cooking"]);
    assert_eq!(names(conn, 7)?, ["rust"]);
    let silent = Person::query().doesnt_have(Person::POSTS).load(conn)?;
    assert_eq!(silent, [world.cat.clone()]);
    let some = Person::query()
        .order(person::id)
        .doesnt_have(Person::POSTS)
        .or_has(Person::MODERATED)
        .load(conn)?;
    assert_eq!(some, [world.ben.clone(), world.cat.clone()]);
    // A self relation inside of itself: who is followed by somebody who is followed.
    let followed = Person::query()
        .order(person::id)
        .has(Person::FOLLOWERS.filter(Person::FOLLOWERS.exists()))
        .load(conn)?;
    assert_eq!(
        followed,
        [world.ann.clone(), world.ben.clone(), world.cat.clone()]
    );
    let busy = Community::query()
        .filter(Community::POSTS.count().ge(2))
        .load(conn)?;
    assert_eq!(each(&busy, |community| community.name.as_str()), ["rust"]);
    let voted = Person::query()
        .has(Person::VOTES.filter(poll_option::answer.eq("no")))
        .load(conn)?;
    assert_eq!(voted, [world.dan.clone()]);
    let broken = Rule::query().has(Rule::REPORTS).load(conn)?;
    assert_eq!(each(&broken, |rule| rule.number), [2]);
    let best = Post::query()
        .has(Post::RANKING.filter(post_ranking::place.eq(1)))
        .has(Post::STATS)
        .load(conn)?;
    assert_eq!(each(&best, |post| post.id), [world.relations.id]);
    Ok(())
}

fn aggregates(conn: &mut PgConnection, statements: &Statements) -> QueryResult<()> {
    let communities = statements.sending(1, || {
        Community::query()
            .order(community::id)
            .with_property(WithScore, Community::POSTS.sum(post::score))
            .load(conn)
    })?;
    assert_eq!(
        each(&communities, |community| community.score),
        [Some(13), Some(7), Some(5)]
    );
    let range: Vec<(String, Option<i32>, Option<i32>)> = person::table
        .order((Person::POSTS.count().desc(), person::id))
        .select((
            person::name,
            Person::POSTS.min(post::score),
            Person::POSTS.max(post::score),
        ))
        .load(conn)?;
    let range = each(&range, |(name, least, most)| {
        format!("({name},{},{})", text(*least), text(*most))
    });
    let sql = "SELECT name, (SELECT min(score) FROM post WHERE creator_id = person.id), (SELECT max(score) FROM post WHERE creator_id = person.id)
        FROM person ORDER BY (SELECT count(*) FROM post WHERE creator_id = person.id) DESC, id";
    assert_eq!(range, rows(conn, sql)?);
    let languages = Language::query()
        .filter(Language::ACCOUNTS.count().gt(0))
        .order(language::code)
        .load(conn)?;
    assert_eq!(
        each(&languages, |language| language.code.0.as_str()),
        ["de", "en"]
    );
    Ok(())
}

fn text(number: Option<i32>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

/// The named forms.
fn named(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let members = Person::query()
        .order(person::id)
        .where_attached_to(Person::FOLLOWED_COMMUNITIES, &world.rust)
        .load(conn)?;
    assert_eq!(members, [world.ann.clone(), world.ben.clone()]);
    let posts = Post::query()
        .order(post::id)
        .where_belongs_to(Post::COMMUNITY, &world.futures)
        .load(conn)?;
    assert_eq!(posts, [world.crosspost.clone()]);
    let posts = Post::find_many([world.bread.id, world.question.id])
        .order(post::id)
        .with(Post::BEST_COMMENT)
        .load(conn)?;
    assert_eq!(
        each(&posts, |post| post
            .best_comment
            .as_ref()
            .map(|comment| comment.score)),
        [Some(1), Some(6)]
    );
    let communities = Community::query()
        .with_where_has(Community::POSTS.filter(post::title.eq("Bread")))
        .load(conn)?;
    assert_eq!(
        each(&communities, |community| (
            community.id,
            community.posts.len()
        )),
        [(world.cooking.id, 1)]
    );
    Ok(())
}

fn pages(conn: &mut PgConnection, statements: &Statements) -> QueryResult<()> {
    let page = statements.sending(3, || {
        Post::query()
            .order(post::id)
            .with(Post::CREATOR)
            .paginate(2, 3)
            .load(conn)
    })?;
    assert_eq!((page.total, page.last_page(), page.rows.len()), (4, 2, 1));
    let mut batches = Post::query().with(Post::COMMENTS).batches(3);
    let mut sizes = Vec::new();
    while let Some(posts) = batches.next(conn)? {
        sizes.push((
            posts.len(),
            posts.iter().map(|post| post.comments.len()).sum::<usize>(),
        ));
    }
    assert_eq!(sizes, [(3, 4), (1, 1)]);
    Ok(())
}
