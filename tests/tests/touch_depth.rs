//! Touching the owners of owners: trees of any depth, ways that branch and meet again, and cycles.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_relations::prelude::*;
use diesel_relations_tests::{insert_all, on_every_backend};

diesel::table! { parts (id) { id -> Integer, whole_id -> Nullable<Integer>, updated_at -> Timestamp, } }
diesel::table! { dogs (name) { name -> Text, mother -> Nullable<Text>, father -> Nullable<Text>, updated_at -> Timestamp, } }
diesel::table! { boxes (tenant, id) { tenant -> Integer, id -> BigInt, inside -> Nullable<BigInt>, updated_at -> Timestamp, } }
diesel::table! { tasks (id) { id -> Integer, project -> Nullable<Text>, updated_at -> Timestamp, } }
diesel::table! { projects (code) { code -> Text, goal -> Nullable<Integer>, updated_at -> Timestamp, } }
diesel::table! { leaves (id) { id -> Integer, left_id -> Integer, right_id -> Integer, } }
diesel::table! { branches (id) { id -> Integer, left_id -> Integer, right_id -> Integer, updated_at -> Timestamp, } }
diesel::table! { limbs (id) { id -> Integer, left_id -> Integer, right_id -> Integer, updated_at -> Timestamp, } }
diesel::table! { boughs (id) { id -> Integer, left_id -> Integer, right_id -> Integer, updated_at -> Timestamp, } }
diesel::table! { trunks (id) { id -> Integer, left_id -> Integer, right_id -> Integer, updated_at -> Timestamp, } }
diesel::table! { roots (id) { id -> Integer, updated_at -> Timestamp, } }
diesel::table! { friends (id) { id -> Integer, updated_at -> Timestamp, } }
diesel::table! { follows (follower, followed) { follower -> Integer, followed -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(
    parts, dogs, boxes, tasks, projects, leaves, branches, limbs, boughs, trunks, roots, friends,
    follows
);

/// A tree: a part touches the whole, and that the whole that it is a part of.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = parts)]
struct Part {
    id: i32,
    #[model(belongs_to(Part, name = whole, touch))]
    whole_id: Option<i32>,
}

/// A pedigree: two relations to the model itself.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = dogs, primary_key(name))]
struct Dog {
    name: String,
    #[model(belongs_to(Dog, name = dam, touch))]
    mother: Option<String>,
    #[model(belongs_to(Dog, name = sire, touch))]
    father: Option<String>,
}

/// A tree by keys of two columns.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = boxes, primary_key(tenant, id))]
struct Box {
    tenant: i32,
    id: i64,
    #[model(belongs_to(Box, name = outer, table = boxes, foreign_key = (tenant, inside), touch))]
    inside: Option<i64>,
}

/// A task is of a project, whose goal is a task: a cycle of two models, with keys of two types.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tasks)]
struct Task {
    id: i32,
    #[model(belongs_to(Project, name = whole, touch))]
    project: Option<String>,
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = projects, primary_key(code))]
struct Project {
    code: String,
    #[model(belongs_to(Task, name = end, touch))]
    goal: Option<i32>,
}

/// Each has two relations to the next model.
macro_rules! ladder {
    ($($table:ident $model:ident $owner:ident)*) => {
        $(
            #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable, Model)]
            #[diesel(table_name = $table)]
            struct $model {
                id: i32,
                #[model(belongs_to($owner, name = left, touch))]
                left_id: i32,
                #[model(belongs_to($owner, name = right, touch))]
                right_id: i32,
            }
        )*
    };
}
ladder! {
    leaves Leaf Branch
    branches Branch Limb
    limbs Limb Bough
    boughs Bough Trunk
    trunks Trunk Root
}

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = roots)]
struct Root {
    id: i32,
}

/// A many-to-many relation of a model to itself.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = friends)]
#[belongs_to_many(Friend, name = idols, pivot = follows, foreign_key = follower, related_key = followed, touch)]
struct Friend {
    id: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE parts (id INTEGER PRIMARY KEY, whole_id INTEGER, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE dogs (name VARCHAR(30) PRIMARY KEY, mother VARCHAR(3), father VARCHAR(40), updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE boxes (tenant INTEGER NOT NULL, id BIGINT NOT NULL, inside BIGINT, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', PRIMARY KEY (tenant, id));
CREATE TEMPORARY TABLE tasks (id INTEGER PRIMARY KEY, project VARCHAR(20), updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE projects (code VARCHAR(30) PRIMARY KEY, goal INTEGER, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE leaves (id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE branches (id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE limbs (id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE boughs (id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE trunks (id INTEGER PRIMARY KEY, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE roots (id INTEGER PRIMARY KEY, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE friends (id INTEGER PRIMARY KEY, updated_at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00');
CREATE TEMPORARY TABLE follows (follower INTEGER NOT NULL, followed INTEGER NOT NULL);
INSERT INTO leaves VALUES (1, 1, 2);
INSERT INTO branches (id, left_id, right_id) VALUES (1, 1, 2), (2, 2, 3), (3, 1, 1);
INSERT INTO limbs (id, left_id, right_id) VALUES (1, 1, 2), (2, 2, 3), (3, 3, 3), (4, 4, 4);
INSERT INTO boughs (id, left_id, right_id) VALUES (1, 1, 2), (2, 2, 3), (3, 3, 4), (5, 5, 5);
INSERT INTO trunks (id, left_id, right_id) VALUES (1, 1, 2), (2, 2, 3), (3, 3, 4), (4, 4, 5), (6, 6, 6);
INSERT INTO roots (id) VALUES (1), (2), (3), (4), (5), (6);
";

/// The rows of this table that were touched, by their keys; they are made old again.
macro_rules! touched {
    ($conn:expr, $table:ident.$key:ident) => {{
        let rows = $table::table
            .filter(sql::<Bool>("updated_at > '2020-01-02 00:00:00'"))
            .order($table::$key)
            .select($table::$key)
            .load($conn)?;
        $conn.batch_execute(concat!(
            "UPDATE ",
            stringify!($table),
            " SET updated_at = '2020-01-01 00:00:00'"
        ))?;
        rows
    }};
}

/// Parts from 1 to `last`, each a part of the one before.
fn tree(last: i32) -> Vec<Part> {
    (1..=last)
        .map(|id| Part {
            id,
            whole_id: (id > 1).then_some(id - 1),
        })
        .collect()
}

on_every_backend! {
    fn a_tree_of_any_depth_is_one_statement(conn, statements) {
        conn.batch_execute(TABLES)?;
        // MariaDB ends a recursion after 1,000 rounds, if it is not told otherwise.
        for rows in tree(1500).chunks(500) {
            insert_all!(parts::table, rows, conn);
        }
        for depth in [1, 2, 3, 14, 80, 1500] {
            let part = Part::find(depth).first(conn)?;
            let (sent, count) = statements.during(|| part.touch_owners(conn));
            // A transaction, and one statement, where it is part of something.
            assert_eq!((sent, count?), (if depth > 1 { 3 } else { 2 }, depth as usize - 1));
            let touched: Vec<i32> = touched!(conn, parts.id);
            assert_eq!(touched, (1..depth).collect::<Vec<_>>());
        }
    }

    fn two_relations_to_one_model_are_one_statement(conn, statements) {
        conn.batch_execute(TABLES)?;
        // Two of each generation, which have the same parents: 2 to the power of 80 ways to the first ones.
        let name = |sex: &str, generation: i32| format!("{sex}{generation}");
        for generation in 1..=80 {
            let before = generation - 1;
            let parent = |sex: &str| (before > 0).then(|| name(sex, before));
            for sex in ["f", "m"] {
                let dog = Dog { name: name(sex, generation), mother: parent("f"), father: parent("m") };
                diesel::insert_into(dogs::table).values(&dog).execute(conn)?;
            }
        }
        for generation in [1, 2, 3, 14, 80] {
            let dog = Dog::find(name("f", generation)).first(conn)?;
            let (sent, count) = statements.during(|| dog.touch_owners(conn));
            assert_eq!((sent, count?), (if generation > 1 { 3 } else { 2 }, 2 * (generation as usize - 1)));
            let touched: Vec<String> = touched!(conn, dogs.name);
            assert_eq!(touched.len(), 2 * (generation as usize - 1));
        }
        // A mother alone, and a name that is longer than the column of a mother.
        let long = "a name of more than three letters";
        for (name, mother, father) in [("b", None, Some("f80")), ("c", Some("b"), Some(long)), ("d", Some("c"), None)] {
            let dog = Dog { name: name.to_owned(), mother: mother.map(str::to_owned), father: father.map(str::to_owned) };
            dog.save(conn)?;
        }
        touched!(conn, dogs.name) as Vec<String>;
        assert_eq!(Dog::find("d".to_owned()).first(conn)?.touch_owners(conn)?, 2 + 159);
        let touched: Vec<String> = touched!(conn, dogs.name);
        assert_eq!(touched[..3], ["b", "c", "f1"]);
    }

    fn rows_that_refer_to_each_other_end_it(conn, statements) {
        conn.batch_execute(TABLES)?;
        insert_all!(parts::table, tree(5), conn);
        diesel::update(Part::find(1)).set(parts::whole_id.eq(4)).execute(conn)?;
        let part = Part::find(5).first(conn)?;
        let (sent, count) = statements.during(|| part.touch_owners(conn));
        assert_eq!((sent, count?), (3, 4));
        assert_eq!(touched!(conn, parts.id) as Vec<i32>, [1, 2, 3, 4]);
        // In the cycle itself: the row that changes is none of its owners.
        assert_eq!(Part::find(2).first(conn)?.touch_owners(conn)?, 3);
        assert_eq!(touched!(conn, parts.id) as Vec<i32>, [1, 3, 4]);
    }

    fn a_tree_by_keys_of_two_columns(conn, statements) {
        conn.batch_execute(TABLES)?;
        for tenant in [1, 2] {
            for id in 1..=9 {
                let inside = (id > 1).then_some(id - 1);
                diesel::insert_into(boxes::table).values(&Box { tenant, id, inside }).execute(conn)?;
            }
        }
        let inner = Box::find((2, 6)).first(conn)?;
        let (sent, count) = statements.during(|| inner.touch_owners(conn));
        assert_eq!((sent, count?), (3, 5));
        let touched: Vec<i64> = touched!(conn, boxes.id);
        assert_eq!(touched, [1, 2, 3, 4, 5]);
    }

    fn a_cycle_of_two_models(conn, statements) {
        conn.batch_execute(TABLES)?;
        // Task 1, project p1, task 2, project p2, .. and the last project's goal is the third task.
        let code = |id: i32| format!("p{id}");
        for id in 1..=20 {
            Task { id, project: Some(code(id)) }.save(conn)?;
            Project { code: code(id), goal: Some(if id < 20 { id + 1 } else { 3 }) }.save(conn)?;
        }
        let _: Vec<i32> = touched!(conn, tasks.id);
        let _: Vec<String> = touched!(conn, projects.code);
        let task = Task::find(1).first(conn)?;
        let (sent, count) = statements.during(|| task.touch_owners(conn));
        // The projects, and the tasks.
        assert_eq!((sent, count?), (4, 20 + 19));
        assert_eq!(touched!(conn, tasks.id) as Vec<i32>, (2..=20).collect::<Vec<_>>());
        assert_eq!((touched!(conn, projects.code) as Vec<String>).len(), 20);
        // What is skipped does not end it.
        let project = Project::find(code(1)).first(conn)?;
        diesel::insert_into(tasks::table).values((tasks::id.eq(50), tasks::project.eq(&project.code))).execute(conn)?;
        diesel::update(tasks::table.find(50)).set(tasks::project.eq(None::<String>)).execute(conn)?;
        let loose = Task { project: Some(code(18)), ..Task::find(50).first(conn)? };
        assert_eq!(loose.save(conn)?, 1);
        assert_eq!(touched!(conn, tasks.id) as Vec<i32>, (3..=20).collect::<Vec<_>>());
        assert_eq!((touched!(conn, projects.code) as Vec<String>).len(), 18);
    }

    fn ways_that_branch_and_meet_again(conn, statements) {
        conn.batch_execute(TABLES)?;
        let leaf = Leaf::find(1).first(conn)?;
        let (sent, count) = statements.during(|| leaf.touch_owners(conn));
        // One statement for each model, and each row once.
        assert_eq!((sent, count?), (2 + 5, 2 + 3 + 3 + 4 + 5));
        assert_eq!(touched!(conn, branches.id) as Vec<i32>, [1, 2]);
        assert_eq!(touched!(conn, limbs.id) as Vec<i32>, [1, 2, 3]);
        assert_eq!(touched!(conn, boughs.id) as Vec<i32>, [1, 2, 3]);
        assert_eq!(touched!(conn, trunks.id) as Vec<i32>, [1, 2, 3, 4]);
        assert_eq!(touched!(conn, roots.id) as Vec<i32>, [1, 2, 3, 4, 5]);
    }

    fn a_pivot_table_of_one_model(conn, statements) {
        conn.batch_execute(TABLES)?;
        conn.batch_execute("INSERT INTO friends (id) VALUES (1), (2), (3), (4), (5); INSERT INTO follows VALUES (1, 2), (1, 3), (2, 4), (3, 4), (4, 1), (5, 1)")?;
        let first = Friend::find(1).first(conn)?;
        let (sent, count) = statements.during(|| first.touch_owners(conn));
        assert_eq!((sent, count?), (3, 3));
        assert_eq!(touched!(conn, friends.id) as Vec<i32>, [2, 3, 4]);
    }
}
