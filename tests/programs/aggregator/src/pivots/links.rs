//! Pivot tables of two keys, and of columns that are given.

use aggregator::keys::LanguageCode;
use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;
use diesel_relations::prelude::*;

use crate::seed::World;
use crate::statements::{Statements, each, rows};

/// Keys that are texts, and tables of two keys alone.
pub(super) fn languages(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    let code = |code: &str| LanguageCode::from(code);
    let changes = world
        .site
        .languages()
        .sync([code("en"), code("fr")])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (vec![code("fr")], vec![code("de")])
    );
    // Nothing to do: the transaction, the parent's row, and the rows of the pivot table.
    let changes = statements.sending(4, || {
        world
            .site
            .languages()
            .sync([code("en"), code("fr")])
            .execute(conn)
    })?;
    assert!(changes.is_empty());
    let changes = world
        .site
        .languages()
        .toggle([code("fr"), code("de")])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (vec![code("de")], vec![code("fr")])
    );
    let spanish = world
        .site
        .languages()
        .create((language::code.eq("es"), language::name.eq("Spanish")))
        .get_result(conn)?;
    assert_eq!(
        world
            .site
            .languages()
            .detach([code("en"), code("fr")])
            .execute(conn)?
            .detached,
        [code("en")]
    );
    assert_eq!(
        rows(
            conn,
            "SELECT language_code FROM site_language ORDER BY language_code"
        )?,
        ["(de)", "(es)"]
    );

    let account = world.ann.account().first(conn)?;
    assert_eq!(
        spanish
            .accounts()
            .attach([account.account_id])
            .execute(conn)?
            .attached,
        [account.account_id]
    );
    assert_eq!(
        account
            .languages()
            .detach_all()
            .execute(conn)?
            .detached
            .len(),
        3
    );
    assert_eq!(
        spanish
            .communities()
            .attach([&world.rust, &world.cooking])
            .execute(conn)?
            .attached,
        [world.rust.id, world.cooking.id]
    );
    let changes = world.rust.languages().sync([code("de")]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (vec![code("de")], vec![code("en"), code("es")])
    );
    Ok(())
}

/// A column of the pivot table that must be given.
pub(super) fn providers(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let provider = world.site.enabled_providers().first(conn)?;
    let account = world.ann.account().first(conn)?;
    let subject =
        |subject: &'static str| (provider.provider_id, provider_account::subject.eq(subject));
    assert_eq!(
        account
            .providers()
            .attach([subject("a-1")])
            .execute(conn)?
            .attached,
        [provider.provider_id]
    );
    assert_eq!(
        account
            .providers()
            .sync([subject("a-2")])
            .execute(conn)?
            .updated,
        [provider.provider_id]
    );
    assert_eq!(
        account
            .providers()
            .update_pivot([provider.provider_id], provider_account::subject.eq("a-3"))
            .execute(conn)?
            .updated,
        [provider.provider_id]
    );
    let loaded = Provider::query()
        .order(provider::provider_id)
        .with(Provider::ACCOUNTS.with(Account::PERSON))
        .with(Provider::PROVIDER_ACCOUNTS)
        .load(conn)?;
    assert!(loaded[0].accounts.is_empty());
    let accounts = each(&loaded[1].accounts, |account| {
        (
            account.pivot.subject.as_str(),
            account.person.as_ref().map(|person| person.id),
        )
    });
    assert_eq!(accounts, [("a-3", Some(world.ann.id))]);
    assert_eq!(loaded[1].provider_accounts.len(), 1);
    let values = (
        provider::issuer.eq("new.example"),
        provider::site_id.eq(world.site.site_id),
    );
    let new = account
        .providers()
        .create(values)
        .with_pivot(provider_account::subject.eq("b-1"))
        .get_result(conn)?;
    let changes = account
        .providers()
        .toggle([new.provider_id])
        .execute(conn)?;
    assert_eq!(changes.detached, [new.provider_id]);
    Ok(())
}

/// A table with a place.
pub(super) fn flairs(
    conn: &mut PgConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    let flairs = world.rust.flairs().order(flair::flair_id).load(conn)?;
    let place = |flair: &Flair, place: i32| (flair.flair_id, post_flair::place.eq(place));
    // Of one place for another: an update.
    let changes = world
        .relations
        .flairs()
        .sync([place(&flairs[0], 2), place(&flairs[1], 7)])
        .execute(conn)?;
    assert_eq!(
        (changes.updated, changes.attached.len()),
        (vec![flairs[1].flair_id], 0)
    );
    let values = (
        flair::name.eq("meta"),
        flair::community_id.eq(world.rust.id),
    );
    let meta = world
        .relations
        .flairs()
        .create(values)
        .with_pivot(post_flair::place.eq(3))
        .get_result(conn)?;
    let post = statements.sending(2, || {
        Post::find(world.relations.id)
            .with(Post::FLAIRS.order(post_flair::place))
            .first(conn)
    })?;
    assert_eq!(each(&post.flairs, |flair| flair.pivot.place), [2, 3, 7]);
    assert_eq!(
        meta.posts()
            .toggle([&world.question, &world.relations])
            .execute(conn)?
            .detached,
        [world.relations.id]
    );
    assert_eq!(
        world
            .relations
            .flairs()
            .detach(&flairs)
            .execute(conn)?
            .detached
            .len(),
        2
    );
    assert_eq!(
        each(&meta.posts().load(conn)?, |post| post.id),
        [world.question.id]
    );
    Ok(())
}

/// A key of two columns, from both sides.
pub(super) fn poll_votes(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World { ann, cat, dan, .. } = world;
    let poll = world
        .question
        .poll()
        .with(Poll::OPTIONS.order(poll_option::number))
        .first(conn)?;
    let [yes, no] = &poll.options[..] else {
        panic!("two options")
    };
    let changes = ann.votes().sync([no]).execute(conn)?;
    assert_eq!((changes.attached.len(), changes.detached.len()), (1, 1));
    assert_eq!(
        no.voters().toggle([cat, dan]).execute(conn)?.detached,
        [dan.id]
    );
    assert_eq!(yes.voters().detach_all().execute(conn)?.detached, [cat.id]);
    let values = (
        person::name.eq("fay"),
        person::instance_id.eq(world.away.id),
    );
    let fay = yes.voters().create(values).get_result(conn)?;
    let votes = "SELECT number, person_id FROM poll_vote ORDER BY 1, 2";
    assert_eq!(
        rows(conn, votes)?,
        [format!("(1,{})", fay.id.0), "(2,1)".into(), "(2,3)".into()]
    );
    Ok(())
}

/// A model's own table as a pivot table.
pub(super) fn mentions(conn: &mut PgConnection, world: &World) -> QueryResult<()> {
    let World {
        ann,
        cat,
        dan,
        comments: [nice, ..],
        ..
    } = world;
    let changes = nice.mentioned().sync([ann, cat]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (vec![ann.id], vec![dan.id])
    );
    assert_eq!(
        nice.mentioned()
            .update_pivot([cat.id], mention::seen.eq(true))
            .execute(conn)?
            .updated,
        [cat.id]
    );
    let mentions = cat
        .mentions()
        .with(Mention::COMMENT.with(Comment::POST))
        .load(conn)?;
    let post = mentions[0]
        .comment
        .as_ref()
        .and_then(|comment| comment.post.as_ref());
    assert_eq!(
        (mentions[0].seen, post.map(|post| post.id)),
        (true, Some(world.relations.id))
    );
    Ok(())
}
