//! Writes of rows, and the times that they keep.

use aggregator::keys::LanguageCode;
use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::{World, day};
use crate::statements::{Statements, each};

pub(crate) fn run(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    one_row(conn, world)?;
    creates(conn, world)?;
    owners(conn, world)?;
    touches(conn, statements, world)?;
    push(conn, world)
}

fn one_row(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let mut post = Post::find(world.question.id).first(conn)?;
    assert_eq!(post.save(conn)?, 0);
    post.keywords = vec!["help".to_owned(), "rust".to_owned()];
    assert_eq!(post.save(conn)?, 1);
    assert!(
        post::table
            .find(post.id)
            .filter(post::keywords.contains(vec!["rust"]))
            .count()
            .get_result::<i64>(conn)?
            == 1
    );
    post.title.clear();
    post.refresh(conn)?;
    assert_eq!(post.title, "Ask");
    let copy = world
        .cat
        .posts()
        .create(post.replicate().set(post::title.eq("Ask again")))
        .get_result(conn)?;
    assert_eq!(
        (copy.creator_id, copy.keywords),
        (world.cat.id, post.keywords)
    );
    Ok(())
}

fn creates(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let account = world.ben.account().first(conn)?;
    let upload =
        |alias: &'static str, bytes: i64| (upload::alias.eq(alias), upload::bytes.eq(bytes));
    account
        .uploads()
        .create_many([upload("b1", 1), upload("b2", 2)])
        .execute(conn)?;
    account
        .uploads()
        .upsert(
            [upload("b2", 20), upload("b3", 30)],
            upload::alias,
            upload::bytes,
        )
        .execute(conn)?;
    let uploads = account.uploads().order(upload::alias).load(conn)?;
    assert_eq!(each(&uploads, |upload| upload.bytes), [1, 20, 30]);
    let twice = [(); 2].map(|()| {
        account
            .uploads()
            .first_or_create(upload::alias.eq("b4"), upload("b4", 4))
            .get_result(conn)
    });
    let [first, second] = twice;
    assert_eq!(first?, second?);
    let changed = account
        .uploads()
        .update_or_create(
            upload::alias.eq("b4"),
            upload::bytes.eq(40i64),
            upload("b4", 4),
        )
        .get_result(conn)?;
    assert_eq!(changed.bytes, 40);
    account
        .uploads()
        .update_many([
            ("b1".to_owned(), upload::bytes.eq(11)),
            ("b2".to_owned(), upload::bytes.eq(12)),
        ])
        .execute(conn)?;
    assert_eq!(
        account
            .uploads()
            .filter(upload::bytes.between(11, 12))
            .count()
            .get_result::<i64>(conn)?,
        2
    );
    assert_eq!(account.uploads().delete(conn)?, 4);

    let flairs = world.futures.flairs();
    let saved = flairs
        .create_many(["a", "b"].map(|name| flair::name.eq(name)))
        .get_results(conn)?;
    assert_eq!(world.rust.flairs().save_many(&saved).execute(conn)?, 2);
    assert_eq!(world.futures.flairs().count().get_result::<i64>(conn)?, 0);
    Ok(())
}

fn owners(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let account = world.ann.account().first(conn)?;
    account
        .uploads()
        .create((upload::alias.eq("lost"), upload::bytes.eq(1i64)))
        .execute(conn)?;
    let mut upload = Upload::find("lost").first(conn)?;
    assert!(upload.account().is(&account));
    Upload::ACCOUNT.dissociate(&mut upload);
    upload.save(conn)?;
    assert!(
        Upload::find("lost")
            .with(Upload::ACCOUNT)
            .first(conn)?
            .account
            .is_none()
    );
    assert_eq!(
        account
            .uploads()
            .associate(["lost".to_owned()])
            .execute(conn)?,
        1
    );

    let mut post = Post::find(world.bread.id).first(conn)?;
    Post::LANGUAGE.associate(&mut post, &Language::find("fr").first(conn)?);
    post.save(conn)?;
    assert_eq!(post.language_code, Some(LanguageCode::from("fr")));
    let french = Language::find(LanguageCode::from("fr"))
        .with(Language::POSTS.with(Post::LANGUAGE))
        .first(conn)?;
    assert_eq!(
        french.posts[0]
            .language
            .as_ref()
            .map(|language| language.name.as_str()),
        Some("French")
    );

    // A key of two columns.
    let mut report = world.comments[2].reports().first(conn)?;
    Report::RULE.associate(
        &mut report,
        &world.rust.rules().order(rule::number).first(conn)?,
    );
    report.save(conn)?;
    assert_eq!(
        (report.community_id, report.rule_number),
        (Some(world.rust.id), Some(1))
    );
    Ok(())
}

/// A comment touches its post.
fn touches(conn: &mut PgConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let old = |conn: &mut PgConnection| {
        diesel::update(post::table)
            .set(post::updated_at.eq(day(5)))
            .execute(conn)
    };
    let touched = |conn: &mut PgConnection| {
        post::table
            .filter(post::updated_at.ne(day(5)))
            .order(post::id)
            .select(post::title)
            .load::<String>(conn)
    };
    let values =
        |body: &'static str| (comment::body.eq(body), comment::creator_id.eq(world.cat.id));
    old(conn)?;
    let mut comment = world
        .question
        .comments()
        .create(values("later"))
        .get_result(conn)?;
    assert_eq!(touched(conn)?, ["Ask"]);
    old(conn)?;
    world
        .question
        .comments()
        .create(values("psst"))
        .without_touching()
        .execute(conn)?;
    assert!(touched(conn)?.is_empty());
    // The transaction, the change, and the owner.
    comment.body.push('!');
    assert_eq!(statements.sending(4, || comment.save(conn))?, 1);
    assert_eq!(touched(conn)?, ["Ask"]);
    old(conn)?;
    comment.delete(conn)?;
    assert_eq!(touched(conn)?, ["Ask"]);
    old(conn)?;
    world.bread.touch(conn)?;
    world.comments[0].touch_owners(conn)?;
    assert_eq!(touched(conn)?, ["Relations", "Bread"]);
    old(conn)?;
    world.ann.posts().touch(conn)?;
    assert_eq!(touched(conn)?, ["Relations", "Futures"]);
    Ok(())
}

/// A row with all that was loaded beside it.
fn push(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let mut community = Community::find(world.rust.id)
        .with(Community::RULES.order(rule::number))
        .with(Community::FLAIRS)
        .first(conn)?;
    community.title = "A language".to_owned();
    community.rules[0].body = "be kinder".to_owned();
    diesel_relations::push(&community, conn)?;
    assert_eq!(
        world.rust.rules().order(rule::number).first(conn)?.body,
        "be kinder"
    );
    assert_eq!(
        Community::find(world.rust.id).first(conn)?.title,
        "A language"
    );
    Ok(())
}
