//! The rows to start with, made by relations.

mod parts;

use aggregator::kinds::{LogKind, Visibility};
use aggregator::models::*;
use aggregator::schema::*;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_relations::prelude::*;

/// What the other areas start from.
pub(crate) struct World {
    pub(crate) home: Instance,
    pub(crate) away: Instance,
    pub(crate) site: Site,
    pub(crate) ann: Person,
    pub(crate) ben: Person,
    pub(crate) cat: Person,
    pub(crate) dan: Person,
    pub(crate) rust: Community,
    pub(crate) futures: Community,
    pub(crate) cooking: Community,
    pub(crate) relations: Post,
    pub(crate) question: Post,
    pub(crate) crosspost: Post,
    pub(crate) bread: Post,
    pub(crate) comments: [Comment; 5],
}

/// A moment of the first days of 2026.
pub(crate) fn day(day: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600 + (day - 1) * 86_400, 0).expect("a moment")
}

/// The rows of a `create_many` by name.
fn array<T: std::fmt::Debug, const N: usize>(rows: Vec<T>) -> [T; N] {
    rows.try_into().expect("as many rows as were given")
}

impl World {
    pub(crate) fn seed(conn: &mut PgConnection) -> QueryResult<Self> {
        let languages = [("de", "German"), ("en", "English"), ("fr", "French")];
        let languages =
            languages.map(|(code, name)| (language::code.eq(code), language::name.eq(name)));
        diesel::insert_into(language::table)
            .values(languages.to_vec())
            .execute(conn)?;
        let instances = ["home.example", "away.example"].map(|domain| instance::domain.eq(domain));
        let instances = diesel::insert_into(instance::table).values(instances.to_vec());
        let [home, away] = array(
            instances
                .returning(Instance::as_returning())
                .get_results(conn)?,
        );

        let site = parts::site(&home, conn)?;
        let [ann, ben, cat] = parts::people(&home, conn)?;
        let dan = away
            .people()
            .create(person::name.eq("dan"))
            .get_result(conn)?;
        let [rust, futures] = parts::communities(&home, [&ann, &ben, &dan], conn)?;
        let values = (
            community::name.eq("cooking"),
            community::title.eq("What we eat"),
            community::visibility.eq(Visibility::Members),
        );
        let cooking = away.communities().create(values).get_result(conn)?;
        cooking.followers().attach([ann.id]).execute(conn)?;

        let post = |title: &'static str, community: &Community, score: i32, at: i64| {
            let values = (
                post::title.eq(title),
                post::score.eq(score),
                post::created_at.eq(day(at)),
            );
            (values, post::community_id.eq(community.id))
        };
        let [relations, crosspost] = array(
            ann.posts()
                .create_many([
                    post("Relations", &rust, 10, 1),
                    post("Futures", &futures, 7, 3),
                ])
                .get_results(conn)?,
        );
        let question = ben
            .posts()
            .create(post("Ask", &rust, 3, 2))
            .get_result(conn)?;
        let bread = dan
            .posts()
            .create(post("Bread", &cooking, 5, 4))
            .get_result(conn)?;
        relations
            .crossposts()
            .associate([crosspost.id])
            .execute(conn)?;
        let crosspost = Post::find(crosspost.id).first(conn)?;
        let comments = parts::comments(
            [&relations, &question, &bread],
            [&ann, &ben, &cat, &dan],
            conn,
        )?;

        let world = World {
            home,
            away,
            site,
            ann,
            ben,
            cat,
            dan,
            rust,
            futures,
            cooking,
            relations,
            question,
            crosspost,
            bread,
            comments,
        };
        world.seed_votes(conn)?;
        world.seed_moderation(conn)?;
        world.seed_images(conn)?;
        world.seed_stats(conn)?;
        Ok(world)
    }

    /// A poll, votes, and a collection.
    fn seed_votes(&self, conn: &mut PgConnection) -> QueryResult<()> {
        let poll = self
            .question
            .poll()
            .create(poll::question.eq("Sure?"))
            .get_result(conn)?;
        let options = [(1, "yes"), (2, "no")].map(|(number, answer)| {
            (
                poll_option::number.eq(number),
                poll_option::answer.eq(answer),
            )
        });
        let [yes, no] = array::<_, 2>(poll.options().create_many(options).get_results(conn)?);
        yes.voters().attach([&self.ann, &self.cat]).execute(conn)?;
        self.dan.votes().attach([&no]).execute(conn)?;

        let up = |person: &Person| (person.id, post_tie::vote.eq(Some(1)));
        self.relations
            .voters()
            .attach([up(&self.ben), up(&self.cat)])
            .execute(conn)?;
        let down = (self.dan.id, post_tie::vote.eq(Some(-1)));
        self.relations.voters().attach([down]).execute(conn)?;
        self.relations
            .readers()
            .attach([&self.ben, &self.cat])
            .execute(conn)?;

        let reading = self
            .ann
            .collections()
            .create(collection::name.eq("reading"))
            .get_result(conn)?;
        let place = |post: &Post, place: i32| (post.id, collection_item::place.eq(place));
        reading
            .posts()
            .attach([place(&self.question, 1), place(&self.bread, 0)])
            .execute(conn)?;
        reading
            .comments()
            .attach([&self.comments[2]])
            .execute(conn)?;
        let [news, help] = array::<_, 2>(
            self.rust
                .flairs()
                .create_many(["news", "help"].map(|name| flair::name.eq(name)))
                .get_results(conn)?,
        );
        let place = |flair: &Flair, place: i32| (flair.flair_id, post_flair::place.eq(place));
        self.relations
            .flairs()
            .attach([place(&news, 2), place(&help, 1)])
            .execute(conn)?;
        Ok(())
    }

    /// Messages, reports, and the log.
    fn seed_moderation(&self, conn: &mut PgConnection) -> QueryResult<()> {
        let message = (
            message::body.eq("hi"),
            message::recipient_id.eq(self.ben.id),
        );
        let message = self.ann.sent().create(message).get_result(conn)?;
        let reply = (
            message::body.eq("hello"),
            message::sender_id.eq(self.ben.id),
            message::recipient_id.eq(self.ann.id),
        );
        message.replies().create(reply).execute(conn)?;

        let rules = [(1, "be kind"), (2, "no spam")]
            .map(|(number, body)| (rule::number.eq(number), rule::body.eq(body)));
        self.rust.rules().create_many(rules).execute(conn)?;
        let by = |person: &Person, reason: &'static str| {
            (report::reporter_id.eq(person.id), report::reason.eq(reason))
        };
        let broken = (
            report::community_id.eq(self.rust.id),
            report::rule_number.eq(2),
        );
        self.relations
            .reports()
            .create((by(&self.dan, "ad"), broken))
            .execute(conn)?;
        self.comments[2]
            .reports()
            .create(by(&self.cat, "rude"))
            .execute(conn)?;
        message
            .reports()
            .create(by(&self.ben, "odd"))
            .execute(conn)?;

        let entry = (
            log_entry::kind.eq(LogKind::Ban),
            log_entry::target_id.eq(self.dan.id),
            log_entry::community_id.eq(self.rust.id),
        );
        self.ben.acts().create(entry).execute(conn)?;
        self.comments[0]
            .mentioned()
            .attach([&self.cat, &self.dan])
            .execute(conn)?;
        Ok(())
    }

    /// Images of owners of four models.
    fn seed_images(&self, conn: &mut PgConnection) -> QueryResult<()> {
        self.ann
            .avatar()
            .create(image::url.eq("ann.png"))
            .execute(conn)?;
        self.rust
            .icon()
            .create(image::url.eq("crab.png"))
            .execute(conn)?;
        self.site
            .banner()
            .create(image::url.eq("banner.png"))
            .execute(conn)?;
        self.relations
            .images()
            .create_many(["a.png", "b.png"].map(|url| image::url.eq(url)))
            .execute(conn)?;
        Ok(())
    }

    /// The tables of the other SQL schema.
    fn seed_stats(&self, conn: &mut PgConnection) -> QueryResult<()> {
        for (person, posts, comments) in [(&self.ann, 2, 2), (&self.ben, 1, 1), (&self.dan, 1, 1)] {
            let values = (
                stats_person::posts.eq(posts),
                stats_person::comments.eq(comments),
            );
            person.stats().create(values).execute(conn)?;
        }
        self.rust
            .stats()
            .create(stats_community::followers.eq(2))
            .execute(conn)?;
        let values = (
            stats_post::comments.eq(3),
            stats_post::newest_comment_id.eq(self.comments[2].comment_id),
        );
        self.relations.stats().create(values).execute(conn)?;
        Ok(())
    }
}
