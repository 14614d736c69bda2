//! Diesel's `HasQuery` beside `Model`: `query()` stays Diesel's, and a `base_query` holds wherever rows of the model are read.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { people { id -> Integer, name -> Text, boss_id -> Nullable<Integer>, } }
diesel::table! { logins { id -> Integer, person_id -> Integer, avatar -> Text, } }
diesel::table! { letters { id -> Integer, person_id -> Integer, title -> Text, } }
diesel::table! { stamps { id -> Integer, letter_id -> Integer, price -> Integer, } }
diesel::table! { clubs { id -> Integer, name -> Text, } }
diesel::table! { club_person (club_id, person_id) { club_id -> Integer, person_id -> Integer, } }
diesel::table! { likes { id -> Integer, owner_id -> Integer, owner_type -> Text, } }
diesel::joinable!(logins -> people (person_id));
diesel::joinable!(letters -> people (person_id));
diesel::allow_tables_to_appear_in_same_query!(
    people,
    logins,
    letters,
    stamps,
    clubs,
    club_person,
    likes
);

const TABLES: &str = "
    CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, boss_id INTEGER);
    CREATE TEMPORARY TABLE logins (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, avatar VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE letters (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, title VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE stamps (id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL, price INTEGER NOT NULL);
    CREATE TEMPORARY TABLE clubs (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
    CREATE TEMPORARY TABLE club_person (club_id INTEGER NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (club_id, person_id));
    CREATE TEMPORARY TABLE likes (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL, owner_type VARCHAR(20) NOT NULL);
    INSERT INTO people VALUES (1, 'Ann', NULL), (2, 'Ben', 1), (3, 'Cid', 1);
    INSERT INTO logins VALUES (7, 1, 'a.png'), (8, 3, 'c.png');
    INSERT INTO letters VALUES (1, 1, 'one'), (2, 1, 'two'), (3, 2, 'three'), (4, 99, 'lost');
    INSERT INTO stamps VALUES (1, 1, 10), (2, 1, 20), (3, 3, 30);
    INSERT INTO clubs VALUES (1, 'chess'), (2, 'go');
    INSERT INTO club_person VALUES (1, 1), (1, 2), (2, 3);
    INSERT INTO likes VALUES (1, 1, 'Person'), (2, 3, 'Letter'), (3, 4, 'Letter');";

/// A column of a joined table, of those who have one.
#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = people, base_query = people::table.left_join(logins::table))]
#[has_many(Letter)]
#[has_one(Letter, name = last_letter, latest)]
#[has_many(Person, name = reports, foreign_key = boss_id)]
#[has_many_through(Stamp, through = Letter)]
#[belongs_to_many(Club)]
#[morph_many(Like, morph = owner)]
struct Person {
    id: i32,
    name: String,
    #[model(belongs_to(Person, name = boss))]
    boss_id: Option<i32>,
    #[diesel(select_expression = logins::avatar.nullable())]
    avatar: Option<String>,
}

/// A column of the owner: a letter of nobody is no row.
#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = letters, base_query = letters::table.inner_join(people::table))]
#[has_many(Stamp)]
#[morph_many(Like, morph = owner)]
struct Letter {
    id: i32,
    #[model(belongs_to(Person))]
    person_id: i32,
    title: String,
    #[diesel(select_expression = people::name)]
    sender: String,
}

#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = stamps)]
#[has_one_through(Person, through = Letter, first_key = letters::id, second_key = people::id, local_key = letter_id, second_local_key = letters::person_id)]
struct Stamp {
    id: i32,
    #[model(belongs_to(Letter))]
    letter_id: i32,
    price: i32,
}

#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = clubs)]
#[belongs_to_many(Person, name = members)]
struct Club {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = likes)]
struct Like {
    id: i32,
    #[model(morph_to(Person, Letter))]
    owner_id: i32,
    owner_type: String,
}

/// A row of any type that has a query, as Diesel's guide writes it.
fn all<T, C>(conn: &mut C) -> QueryResult<Vec<T>>
where
    C: Connection + diesel::connection::LoadConnection,
    T: HasQuery<C::Backend>,
    diesel::dsl::Select<T::BaseQuery, diesel::dsl::AsSelect<T, C::Backend>>:
        for<'q> diesel::query_dsl::LoadQuery<'q, C, T>,
{
    T::query().load(conn)
}

fn avatars<'a>(people: impl IntoIterator<Item = &'a Person>) -> Vec<Option<&'a str>> {
    let people = people.into_iter();
    people.map(|person| person.avatar.as_deref()).collect()
}

on_every_backend! {
    fn a_program_with_has_query_stays_as_it_is(conn) {
        conn.batch_execute(TABLES)?;
        let people = Person::query().order(people::id).load::<Person>(conn)?;
        assert_eq!(avatars(&people), [Some("a.png"), None, Some("c.png")]);
        let boxed = Person::query().into_boxed().filter(logins::avatar.eq("c.png"));
        assert_eq!(boxed.first(conn)?.name, "Cid");
        let query: diesel::dsl::Select<<Club as HasQuery<DB>>::BaseQuery, diesel::dsl::AsSelect<Club, DB>> = Club::query();
        assert_eq!(query.filter(clubs::name.eq("go")).get_result(conn)?.id, 2);
        let joined = Stamp::query().inner_join(letters::table.on(letters::id.eq(stamps::letter_id)));
        assert_eq!(joined.filter(letters::title.eq("three")).load(conn)?.len(), 1);
        assert_eq!(all::<Club, _>(conn)?.len(), 2);
    }

    fn relations_of_diesels_query(conn, statements) {
        conn.batch_execute(TABLES)?;
        let query = Person::query().order(people::id).with((Person::LETTERS.order(letters::id), Person::BOSS)).with_count(Person::LETTERS);
        let (sent, people) = statements.during(|| query.load(conn));
        let people = people?;
        assert_eq!(sent, 3);
        assert_eq!((people[0].letters.len(), people[0].letters[1].sender.as_str(), people[0].letters_count), (2, "Ann", 2));
        let boss = people[1].boss.as_deref();
        assert_eq!(boss.and_then(|boss| boss.avatar.as_deref()), Some("a.png"));
    }

    fn by_key(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(Person::find(3).first(conn)?.avatar.as_deref(), Some("c.png"));
        assert_eq!(Person::find_many([2, 3]).order(people::id).load(conn)?.len(), 2);
        assert_eq!(Letter::find(4).first(conn).optional()?, None);
        let mut ann = Person::find(1).first(conn)?;
        diesel::update(logins::table.find(7)).set(logins::avatar.eq("b.png")).execute(conn)?;
        ann.refresh(conn)?;
        assert_eq!(ann.avatar.as_deref(), Some("b.png"));
    }

    fn owners(conn, statements) {
        conn.batch_execute(TABLES)?;
        let query = Letter::query().order(letters::id).with(Letter::PERSON.with(Person::BOSS));
        let (sent, letters) = statements.during(|| query.load(conn));
        let letters = letters?;
        assert_eq!(sent, 3);
        assert_eq!((letters[0].person.avatar.as_deref(), letters[2].person.avatar.as_deref()), (Some("a.png"), None));
        // The letter of nobody is no row, and so the stamp's letter is there.
        let stamps = Stamp::query().order(stamps::id).with((Stamp::LETTER, Stamp::PERSON)).load(conn)?;
        assert_eq!(stamps[2].letter.sender, "Ben");
        assert_eq!(stamps[0].person.as_ref().and_then(|person| person.avatar.as_deref()), Some("a.png"));
        let likes = Like::find(1).with(Like::OWNER.with_person(Person::LETTERS)).first(conn)?;
        let Owner::Person(person) = &likes.owner else { panic!("{likes:?}") };
        assert_eq!((person.avatar.as_deref(), person.letters.len()), (Some("a.png"), 2));
        let likes = Like::query().order(likes::id).with(Like::OWNER.lenient()).load(conn)?;
        assert!(likes[2].owner.is_none());
        let sender = Like::find(2).first(conn)?.owner().first(conn)?;
        let Owner::Letter(letter) = sender else { panic!("{sender:?}") };
        assert_eq!(letter.sender, "Ben");
    }

    fn related_rows(conn, statements) {
        conn.batch_execute(TABLES)?;
        let clubs = || Club::query().order(clubs::id);
        let (sent, loaded) = statements.during(|| clubs().with(Club::MEMBERS.order(people::id).with(Person::REPORTS.order(people::id))).load(conn));
        let loaded = loaded?;
        assert_eq!(sent, 3);
        assert_eq!(avatars(loaded[0].members.iter().map(|member| &**member)), [Some("a.png"), None]);
        assert_eq!(avatars(&loaded[0].members[0].reports), [None, Some("c.png")]);
        // Conditions and orders by the joined table, and a limit for each parent.
        let with = Club::MEMBERS.filter(logins::avatar.is_not_null()).order(logins::avatar.desc()).limit(1);
        assert_eq!(clubs().with(with).load(conn)?.iter().map(|club| club.members.len()).sum::<usize>(), 2);
        let letters = Person::LETTERS.order(letters::id.desc()).limit(1);
        let people = Person::query().order(people::id).with((letters, Person::LAST_LETTER)).load(conn)?;
        assert_eq!((people[0].letters[0].title.as_str(), people[0].letters[0].sender.as_str()), ("two", "Ann"));
        assert_eq!(people[0].last_letter.as_ref().map(|letter| letter.sender.as_str()), Some("Ann"));
        let stamps = Person::find(1).with((Person::STAMPS.order(stamps::id), Person::LIKES, Person::CLUBS)).first(conn)?;
        assert_eq!((stamps.stamps.len(), stamps.likes.len(), stamps.clubs.len()), (2, 1, 1));
        // Of one parent.
        let chess = Club::find(1).first(conn)?;
        assert_eq!(avatars(&chess.members().order(people::id).load(conn)?), [Some("a.png"), None]);
        let ben = Person::find(2).first(conn)?;
        assert_eq!(ben.boss().first(conn)?.avatar.as_deref(), Some("a.png"));
        assert_eq!(ben.letters().filter(people::name.eq("Ben")).count().get_result::<i64>(conn)?, 1);
        let people = vec![ben].load_related(Person::LETTERS.with(Letter::PERSON), conn)?;
        assert_eq!(people[0].letters[0].person.name, "Ben");
    }

    fn existence_and_counts(conn) {
        conn.batch_execute(TABLES)?;
        // The base query of letters has the table of people in it, too.
        let with = people::table.filter(Person::LETTERS.exists()).select(people::id).order(people::id);
        assert_eq!(with.load::<i32>(conn)?, [1, 2]);
        let without = people::table.filter(Person::LETTERS.doesnt_exist()).select(people::id);
        assert_eq!(without.load::<i32>(conn)?, [3]);
        let counts = people::table.order(people::id).select(Person::LETTERS.count());
        assert_eq!(counts.load::<i64>(conn)?, [2, 1, 0]);
        let seen = stamps::table.filter(Stamp::LETTER.filter(people::name.eq("Ben")).exists()).select(stamps::id);
        assert_eq!(seen.load::<i32>(conn)?, [3]);
        let with_avatar = Club::MEMBERS.filter(logins::avatar.is_not_null());
        let clubs = clubs::table.order(clubs::id).select((with_avatar.count(), Club::MEMBERS.count()));
        assert_eq!(clubs.load::<(i64, i64)>(conn)?, [(1, 2), (1, 1)]);
        let bosses = Person::find(2).filter(Person::BOSS.filter(logins::avatar.eq("a.png")).exists());
        assert_eq!(bosses.first(conn)?.name, "Ben");
        assert_eq!(likes::table.filter(Like::OWNER.exists()).count().get_result::<i64>(conn)?, 2);
    }

    fn pages(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let page = ann.letters().order(letters::id).paginate(1, 1).load(conn)?;
        assert_eq!((page.rows.len(), page.rows[0].sender.as_str()), (1, "Ann"));
    }

    fn writes(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Person::find(1).first(conn)?;
        let new = (letters::id.eq(9), letters::title.eq("nine"));
        assert_eq!(ann.letters().create(new).execute(conn)?, 1);
        let nine = ann.letters().find(9).first(conn)?;
        assert_eq!(nine.sender, "Ann");
        assert_eq!(nine.delete(conn)?, 1);
        assert_eq!(ann.letters().associate([3]).execute(conn)?, 1);
        assert_eq!(ann.letters().count().get_result::<i64>(conn)?, 3);
        let chess = Club::find(1).first(conn)?;
        assert_eq!(chess.members().sync([2, 3]).execute(conn)?.attached.len(), 1);
        assert_eq!(chess.members().count().get_result::<i64>(conn)?, 2);
        // A write gives back what is in the row alone.
        assert!(ann.letters().create(new).get_result(conn).is_err());
        assert_eq!(letters::table.find(9).count().get_result::<i64>(conn)?, 0);
    }
}
