//! The site, the people, the communities and the comments.

use aggregator::keys::LanguageCode;
use aggregator::models::*;
use aggregator::schema::*;
use diesel::prelude::*;

use super::{array, day};

pub(super) fn site(home: &Instance, conn: &mut PgConnection) -> QueryResult<Site> {
    let site = (
        site::name.eq("Home"),
        site::blocked_words.eq(vec!["spam", "casino"]),
    );
    let site = home.site().create(site).get_result(conn)?;
    site.languages()
        .attach([LanguageCode::from("en"), LanguageCode::from("de")])
        .execute(conn)?;
    site.taglines()
        .create_many(["Welcome", "Be nice"].map(|body| tagline::body.eq(body)))
        .execute(conn)?;
    let emoji = site
        .emojis()
        .create(emoji::shortcode.eq("crab"))
        .get_result(conn)?;
    emoji
        .keywords()
        .create_many(["rust", "sea"].map(|keyword| emoji_keyword::keyword.eq(keyword)))
        .execute(conn)?;
    site.providers()
        .create((
            provider::issuer.eq("old.example"),
            provider::enabled.eq(false),
        ))
        .execute(conn)?;
    site.enabled_providers()
        .create(provider::issuer.eq("id.example"))
        .execute(conn)?;
    Ok(site)
}

pub(super) fn people(home: &Instance, conn: &mut PgConnection) -> QueryResult<[Person; 3]> {
    let people = ["ann", "ben", "cat"].map(|name| person::name.eq(name));
    let [ann, ben, cat] = array(home.people().create_many(people).get_results(conn)?);
    let values = (
        account::email.eq("ann@home.example"),
        account::interests.eq(vec!["rust", "bread"]),
    );
    let account = ann.account().create(values).get_result(conn)?;
    let sessions = [("first", 1), ("second", 2)]
        .map(|(token, at)| (session::token.eq(token), session::started_at.eq(day(at))));
    account.sessions().create_many(sessions).execute(conn)?;
    account
        .languages()
        .attach([LanguageCode::from("en"), LanguageCode::from("de")])
        .execute(conn)?;
    account
        .keyword_blocks()
        .create(keyword_block::keyword.eq("crypto"))
        .execute(conn)?;
    account
        .uploads()
        .create((upload::alias.eq("x1"), upload::bytes.eq(2048i64)))
        .execute(conn)?;
    let account = ben
        .account()
        .create(account::email.eq("ben@home.example"))
        .get_result(conn)?;
    account
        .application()
        .create((
            application::answer.eq("please"),
            application::admin_id.eq(ann.id),
        ))
        .execute(conn)?;
    account
        .email_checks()
        .create(email_check::email.eq("ben@home.example"))
        .execute(conn)?;
    ann.invitations()
        .create((
            invitation::code.eq("welcome-ben"),
            invitation::taker_id.eq(ben.id),
        ))
        .execute(conn)?;
    ann.followed().attach([&ben, &cat]).execute(conn)?;
    ben.followed().attach([&ann]).execute(conn)?;
    Ok([ann, ben, cat])
}

pub(super) fn communities(
    home: &Instance,
    [ann, ben, dan]: [&Person; 3],
    conn: &mut PgConnection,
) -> QueryResult<[Community; 2]> {
    let rust = home
        .communities()
        .create((
            community::name.eq("rust"),
            community::title.eq("The language"),
        ))
        .get_result(conn)?;
    let values = (
        community::name.eq("futures"),
        community::title.eq("Async"),
        community::instance_id.eq(home.id),
    );
    let futures = rust.children().create(values).get_result(conn)?;
    rust.followers().attach([ann, ben]).execute(conn)?;
    rust.moderators().attach([ben]).execute(conn)?;
    rust.banned()
        .attach([(dan.id, community_tie::ban_ends.eq(day(30)))])
        .execute(conn)?;
    rust.languages()
        .attach([LanguageCode::from("en")])
        .execute(conn)?;
    Ok([rust, futures])
}

pub(super) fn comments(
    [relations, question, bread]: [&Post; 3],
    [ann, ben, cat, dan]: [&Person; 4],
    conn: &mut PgConnection,
) -> QueryResult<[Comment; 5]> {
    let comment = |body: &'static str, by: &Person, score: i32| {
        (
            comment::body.eq(body),
            comment::creator_id.eq(by.id),
            comment::score.eq(score),
        )
    };
    let nice = relations
        .comments()
        .create(comment("nice", ben, 4))
        .get_result(conn)?;
    let thanks = (comment("thanks", ann, 2), comment::post_id.eq(relations.id));
    let thanks = nice.replies().create(thanks).get_result(conn)?;
    let hm = relations
        .comments()
        .create(comment("hm", dan, 9))
        .get_result(conn)?;
    let docs = question
        .comments()
        .create(comment("see the docs", ann, 1))
        .get_result(conn)?;
    let yum = bread
        .comments()
        .create(comment("yum", cat, 6))
        .get_result(conn)?;
    Ok([nice, thanks, hm, docs, yum])
}
