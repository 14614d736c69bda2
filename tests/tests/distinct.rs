//! Distinct rows of a relation, loaded and counted: a row is another than the others by its primary key, and where the relation
//! has pivot rows, by these, too.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { people { id -> Integer, } }
diesel::table! { poems { id -> Integer, person_id -> Integer, votes -> Integer, } }
diesel::table! { themes { id -> Integer, weight -> Integer, } }
diesel::table! { person_theme { id -> Integer, person_id -> Integer, theme_id -> Integer, place -> Integer, } }
diesel::table! { pages (person_id, number) { person_id -> Integer, number -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(people, poems, themes, person_theme, pages);

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = people)]
#[has_many(Poem, foreign_key = person_id)]
#[has_many(Page, foreign_key = person_id)]
#[belongs_to_many(Theme, pivot = person_theme, foreign_key = person_id)]
#[belongs_to_many(Theme, name = places, pivot = person_theme, foreign_key = person_id, using = Place)]
struct Person {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = poems)]
struct Poem {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = themes)]
struct Theme {
    id: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = pages, primary_key(person_id, number))]
struct Page {
    person_id: i32,
    number: i32,
}

/// With the foreign key, whose name the sub-query of a count has already.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = person_theme)]
struct Place {
    person_id: i32,
    place: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE people (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE poems (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, votes INTEGER NOT NULL);
CREATE TEMPORARY TABLE themes (id INTEGER PRIMARY KEY, weight INTEGER NOT NULL);
CREATE TEMPORARY TABLE person_theme (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, theme_id INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TEMPORARY TABLE pages (person_id INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (person_id, number));
INSERT INTO people VALUES (1), (2);
INSERT INTO poems VALUES (1, 1, 5), (2, 1, 5), (3, 1, 7), (4, 2, 5);
INSERT INTO themes VALUES (1, 10), (2, 10);
INSERT INTO person_theme VALUES (1, 1, 1, 1), (2, 1, 1, 2), (3, 1, 1, 2), (4, 1, 2, 1), (5, 2, 2, 1);
INSERT INTO pages VALUES (1, 1), (1, 2), (2, 1);
";

on_every_backend! {
    fn counts_are_of_the_rows_that_are_loaded(conn) {
        conn.batch_execute(TABLES)?;
        let loaded = Person::query()
            .order(people::id)
            .with((Person::POEMS.distinct(), Person::THEMES.distinct(), Person::PLACES.distinct(), Person::PAGES.distinct()))
            .load(conn)?;
        let loaded: Vec<_> = loaded
            .iter()
            .map(|person| (person.poems.len() as i64, person.themes.len() as i64, person.places.len() as i64, person.pages.len() as i64))
            .collect();
        assert_eq!(loaded, [(3, 2, 3, 2), (1, 1, 1, 1)]);
        let counted = people::table
            .order(people::id)
            .select((
                Person::POEMS.distinct().count(),
                Person::THEMES.distinct().count(),
                Person::PLACES.distinct().count(),
                Person::PAGES.distinct().count(),
            ))
            .load::<(i64, i64, i64, i64)>(conn)?;
        assert_eq!(counted, loaded);
    }

    fn counts_beside_rows_and_in_conditions(conn) {
        conn.batch_execute(TABLES)?;
        let people = Person::query().order(people::id).with_count(Person::POEMS.distinct()).load(conn)?;
        assert_eq!(people.iter().map(|person| person.poems_count).collect::<Vec<_>>(), [3, 1]);
        let people = Person::query().order(people::id).load(conn)?.load_count(Person::THEMES.distinct(), conn)?;
        assert_eq!(people.iter().map(|person| person.themes_count).collect::<Vec<_>>(), [2, 1]);
        let busy = Person::query().filter(Person::POEMS.distinct().filter(poems::votes.eq(5)).count().ge(2)).load(conn)?;
        assert_eq!(busy.iter().map(|person| person.id).collect::<Vec<_>>(), [1]);
    }

    fn existence_with_pivot_rows(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(Person::query().has(Person::PLACES.distinct()).load(conn)?.len(), 2);
    }

    fn a_count_of_one_row_with_pivot_rows(conn) {
        conn.batch_execute(TABLES)?;
        let person = Person::find(1).first(conn)?;
        assert_eq!(person.places().distinct().count().get_result::<i64>(conn)?, 3);
    }

    fn sums_are_of_distinct_rows(conn) {
        conn.batch_execute(TABLES)?;
        let sums = people::table.order(people::id).select((Person::POEMS.distinct().sum(poems::votes), Person::THEMES.distinct().sum(themes::weight)));
        // Two poems have five votes, and two themes the weight ten.
        assert_eq!(sums.load::<(Option<i64>, Option<i64>)>(conn)?, [(Some(17), Some(20)), (Some(5), Some(10))]);
    }

    fn the_relation_of_one_row(conn) {
        conn.batch_execute(TABLES)?;
        let person = Person::find(1).first(conn)?;
        assert_eq!(person.themes().distinct().count().get_result::<i64>(conn)?, 2);
        assert_eq!(person.themes().count().get_result::<i64>(conn)?, 4);
        assert_eq!(person.themes().distinct().filter(themes::id.gt(1)).count().get_result::<i64>(conn)?, 1);
        let places = person.places().distinct().filter(themes::id.eq(1)).order(person_theme::place).load(conn)?;
        assert_eq!(places.iter().map(|theme| (theme.pivot.person_id, theme.pivot.place)).collect::<Vec<_>>(), [(1, 1), (1, 2)]);
        assert_eq!(person.pages().distinct().count().get_result::<i64>(conn)?, 2);
        assert_eq!(person.themes().distinct().order(themes::id).load(conn)?.len(), 2);
        assert_eq!(person.themes().distinct().order(themes::id).limit(1).load(conn)?[0].id, 1);
    }
}
