//! Loads of several levels.

use aggregator::kinds::Visibility;
use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::{World, day};
use crate::statements::{Statements, each, rows};

pub(crate) fn run(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    front_page(conn, statements, world)?;
    profiles(conn, statements, world)?;
    site(conn, statements, world)?;
    polls(conn, statements, world)?;
    stats(conn, statements, world)?;
    threads(conn, statements, world)?;
    profiles_with_themes(conn, statements, world)
}

/// Communities, their posts, the comments of these, and who wrote them.
fn front_page(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let communities = statements.sending(8, || {
        let comments = Post::COMMENTS
            .order(comment::comment_id)
            .with(Comment::CREATOR.with(Person::STATS));
        Community::query()
            .order(community::id)
            .with(
                Community::POSTS
                    .order(post::score.desc())
                    .with(comments)
                    .with((Post::CREATOR, Post::FLAIRS.order(post_flair::place))),
            )
            .with(Community::MODERATORS)
            .load(conn)
    })?;
    let posts = each(&communities, |community| {
        each(&community.posts, |post| post.title.as_str())
    });
    assert_eq!(
        posts,
        [vec!["Relations", "Ask"], vec!["Futures"], vec!["Bread"]]
    );
    let relations = &communities[0].posts[0];
    assert_eq!(
        (relations.creator.as_ref().map(|creator| &creator.name)),
        Some(&world.ann.name)
    );
    let flairs = each(&relations.flairs, |flair| {
        (flair.name.as_str(), flair.pivot.place)
    });
    assert_eq!(flairs, [("help", 1), ("news", 2)]);
    let comments = each(&relations.comments, |comment| {
        let creator = comment.creator.as_ref().expect("nobody is deleted");
        (
            comment.body.as_str(),
            creator.name.as_str(),
            creator.stats.as_ref().map(|stats| stats.comments),
        )
    });
    assert_eq!(
        comments,
        [
            ("nice", "ben", Some(1)),
            ("thanks", "ann", Some(2)),
            ("hm", "dan", Some(1))
        ]
    );
    assert_eq!(communities[0].moderators, [world.ben.clone()]);
    assert_eq!(communities[2].visibility, Visibility::Members);
    Ok(())
}

/// Accounts, with what is beside them.
fn profiles(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let accounts = statements.sending(9, || {
        let person = Account::PERSON
            .with(
                Person::FOLLOWED_COMMUNITIES
                    .order(community::id)
                    .with(Community::NEWEST_POST),
            )
            .with(Person::FOLLOWERS.order(person::id));
        Account::query()
            .order(account::account_id)
            .with(person)
            .with((
                Account::LATEST_SESSION,
                Account::LANGUAGES.order(language::code),
            ))
            .with(Account::APPLICATION.with(Application::ADMIN))
            .load(conn)
    })?;
    let ann = accounts[0].person.as_ref().expect("ann");
    let newest = each(&ann.followed_communities, |community| {
        (
            community.name.as_str(),
            community
                .newest_post
                .as_ref()
                .map(|post| post.title.as_str()),
        )
    });
    assert_eq!(newest, [("rust", Some("Ask")), ("cooking", Some("Bread"))]);
    assert_eq!(ann.followers, [world.ben.clone()]);
    assert_eq!(
        accounts[0]
            .latest_session
            .as_ref()
            .map(|session| (session.token.as_str(), session.started_at)),
        Some(("second", day(2)))
    );
    assert_eq!(
        each(&accounts[0].languages, |language| language.name.as_str()),
        ["German", "English"]
    );
    assert_eq!(accounts[0].interests, ["rust", "bread"]);
    let admin = accounts[1]
        .application
        .as_ref()
        .and_then(|application| application.admin.as_ref());
    assert_eq!(admin.map(|admin| admin.id), Some(world.ann.id));
    assert!(accounts[0].application.is_none());
    Ok(())
}

/// All that belongs to the site.
fn site(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let home = statements.sending(7, || {
        let site = Instance::SITE
            .with(Site::TAGLINES.order(tagline::id))
            .with(Site::EMOJIS.with(Emoji::KEYWORDS.order(emoji_keyword::keyword)))
            .with((Site::ENABLED_PROVIDERS, Site::BANNER));
        Instance::find(world.home.id).with(site).first(conn)
    })?;
    let site = home.site.as_ref().expect("the site");
    assert_eq!(
        each(&site.taglines, |tagline| tagline.body.as_str()),
        ["Welcome", "Be nice"]
    );
    assert_eq!(
        each(&site.emojis[0].keywords, |keyword| keyword.keyword.as_str()),
        ["rust", "sea"]
    );
    assert_eq!(
        each(&site.enabled_providers, |provider| provider.issuer.as_str()),
        ["id.example"]
    );
    assert_eq!(
        site.banner.as_ref().map(|image| image.url.as_str()),
        Some("banner.png")
    );
    assert_eq!(site.blocked_words, ["spam", "casino"]);
    Ok(())
}

/// Keys of two columns.
fn polls(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let question = statements.sending(5, || {
        let options = Poll::OPTIONS
            .order(poll_option::number)
            .with(PollOption::VOTERS.order(person::id))
            .with(PollOption::VOTES);
        Post::find(world.question.id)
            .with(Post::POLL.with(options))
            .first(conn)
    })?;
    let poll = question.poll.as_ref().expect("a poll");
    let voters = each(&poll.options, |option| {
        each(&option.voters, |voter| voter.name.as_str())
    });
    assert_eq!(voters, [vec!["ann", "cat"], vec!["dan"]]);
    assert_eq!(each(&poll.options, |option| option.votes.len()), [2, 1]);
    let votes = statements.sending(3, || {
        PollVote::query()
            .order(poll_vote::person_id)
            .with((PollVote::OPTION, PollVote::PERSON))
            .load(conn)
    })?;
    assert_eq!(
        each(&votes, |vote| vote.option.answer.as_str()),
        ["yes", "yes", "no"]
    );
    Ok(())
}

/// Tables of the same name in another SQL schema, and a view.
fn stats(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let post = statements.sending(4, || {
        Post::find(world.relations.id)
            .with(Post::STATS.with(PostStats::NEWEST_COMMENT))
            .with(Post::RANKING)
            .first(conn)
    })?;
    let newest = post
        .stats
        .as_ref()
        .and_then(|stats| stats.newest_comment.as_ref());
    assert_eq!(newest.map(|comment| comment.body.as_str()), Some("hm"));
    assert_eq!(post.ranking.as_ref().map(|ranking| ranking.place), Some(1));
    let rust = statements.sending(4, || {
        let rankings = Community::RANKINGS
            .order(post_ranking::place)
            .with(PostRanking::POST.with(Post::CREATOR));
        Community::find(world.rust.id).with(rankings).first(conn)
    })?;
    let ranked = each(&rust.rankings, |ranking| {
        ranking.post.as_ref().map(|post| post.title.as_str())
    });
    assert_eq!(ranked, [Some("Relations"), Some("Ask")]);
    // Joins of Diesel's own, in both directions of a `joinable!`, stand beside relations.
    let joined: Vec<(String, i64)> = post::table
        .inner_join(post_ranking::table)
        .filter(post_ranking::place.eq(1))
        .order(post::id)
        .select((post::title, post_ranking::place))
        .load(conn)?;
    assert_eq!(joined.len(), 3);
    Ok(())
}

/// Self relations, and models between.
fn threads(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let relations = statements.sending(6, || {
        let replies = Post::TOP_COMMENTS
            .order(comment::comment_id)
            .with(Comment::REPLIES.with(Comment::PARENT));
        Post::find(world.relations.id)
            .with(replies)
            .with((Post::CROSSPOSTS, Post::COMMENTERS.order(person::id)))
            .first(conn)
    })?;
    let replies = each(&relations.top_comments, |comment| {
        (comment.body.as_str(), comment.replies.len())
    });
    assert_eq!(replies, [("nice", 1), ("hm", 0)]);
    let parent = relations.top_comments[0].replies[0].parent.as_ref();
    assert_eq!(parent.map(|parent| parent.body.as_str()), Some("nice"));
    assert_eq!(relations.crossposts, [world.crosspost.clone()]);
    assert_eq!(
        each(&relations.commenters, |person| person.name.as_str()),
        ["ann", "ben", "dan"]
    );

    let away = statements.sending(3, || {
        Instance::find(world.away.id)
            .with(Instance::POSTS.with(Post::COMMUNITY))
            .first(conn)
    })?;
    assert_eq!(each(&away.posts, |post| post.title.as_str()), ["Bread"]);
    let ann = statements.sending(3, || {
        Person::find(world.ann.id)
            .with((
                Person::ANSWERS.order(comment::comment_id),
                Person::BEST_COMMENT,
            ))
            .first(conn)
    })?;
    let answers = each(&ann.answers, |comment| format!("({})", comment.body));
    let sql = format!(
        "SELECT body FROM comment WHERE post_id IN (SELECT id FROM post WHERE creator_id = {}) ORDER BY comment_id",
        world.ann.id.0
    );
    assert_eq!(answers, rows(conn, &sql)?);
    assert_eq!(
        ann.best_comment
            .as_ref()
            .map(|comment| comment.body.as_str()),
        Some("thanks")
    );
    Ok(())
}

/// A model with a column of a joined table: by Diesel's own query, as owner, and on both sides of a pivot table.
fn profiles_with_themes(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    let theme = |profile: &Profile| profile.theme.clone();
    let profiles: Vec<Profile> = Profile::query().order(person::id).load(conn)?;
    let light = Some("light".to_owned());
    assert_eq!(
        each(&profiles, theme),
        [light.clone(), light.clone(), None, None]
    );
    let post = statements.sending(4, || {
        let author = Comment::AUTHOR.with(Profile::POSTS.order(post::id));
        let comments = Post::COMMENTS.order(comment::comment_id).with(author);
        Post::find(world.relations.id).with(comments).first(conn)
    })?;
    let authors = each(&post.comments, |comment| {
        let author = &comment.author;
        (
            author.name.as_str(),
            author.theme.as_deref(),
            author.posts.len(),
        )
    });
    assert_eq!(
        authors,
        [
            ("ben", Some("light"), 1),
            ("ann", Some("light"), 2),
            ("dan", None, 1)
        ]
    );
    let rust = statements.sending(2, || {
        Community::find(world.rust.id)
            .with(Community::STAFF)
            .first(conn)
    })?;
    assert_eq!(each(&rust.staff, theme), [light]);
    let profile = Profile::find(world.ben.id)
        .with(Profile::MODERATED)
        .with_count(Profile::POSTS)
        .first(conn)?;
    assert_eq!((profile.moderated.len(), profile.posts_count), (1, 1));
    let unknown = Comment::AUTHOR.filter(account::theme.is_null());
    let comments = Comment::query()
        .order(comment::comment_id)
        .has(unknown)
        .load(conn)?;
    assert_eq!(
        each(&comments, |comment| comment.body.as_str()),
        ["hm", "yum"]
    );
    assert_eq!(
        rust.staff().toggle([world.ben.id]).execute(conn)?.detached,
        [world.ben.id]
    );
    assert_eq!(
        rust.staff().toggle([world.ben.id]).execute(conn)?.revived,
        [world.ben.id]
    );
    Ok(())
}
