//! Keys of several columns.

use diesel::connection::SimpleConnection;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::{insert_all, on_every_backend};

diesel::table! { tenants (id) { id -> Integer, name -> Text, } }
diesel::table! { members (tenant_id, id) { tenant_id -> Integer, id -> BigInt, name -> Text, boss_id -> Nullable<BigInt>, } }
diesel::table! { tasks (tenant_id, id) { tenant_id -> Integer, id -> Integer, title -> Text, member_id -> Nullable<BigInt>, } }
diesel::table! { places (a, b, c) { a -> Integer, b -> Text, c -> Integer, name -> Text, } }
diesel::table! { visits (id) { id -> Integer, a -> Integer, b -> Text, c -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(tenants, members, tasks, places, visits);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tenants)]
#[has_many(Member)]
struct Tenant {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = members, primary_key(tenant_id, id))]
#[has_many(Task, foreign_key = (tenant_id, member_id))]
#[has_one(Task, name = newest_task, foreign_key = (tenant_id, member_id), latest)]
#[has_many(Member, name = reports, foreign_key = (tenant_id, boss_id))]
struct Member {
    #[model(belongs_to(Tenant))]
    tenant_id: i32,
    id: i64,
    name: String,
    #[model(belongs_to(Member, foreign_key = (tenant_id, boss_id)))]
    boss_id: Option<i64>,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tasks, primary_key(tenant_id, id))]
struct Task {
    tenant_id: i32,
    id: i32,
    title: String,
    #[model(belongs_to(Member, foreign_key = (tenant_id, member_id)))]
    #[model(belongs_to(Member, name = tenant_and_member, foreign_key = (member_id, tenant_id), owner_key = (id, tenant_id)))]
    member_id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = places, primary_key(a, b, c))]
#[has_many(Visit, foreign_key = (a, b, c))]
struct Place {
    a: i32,
    b: String,
    c: i32,
    name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = visits)]
struct Visit {
    id: i32,
    a: i32,
    #[model(belongs_to(Place, name = place, foreign_key = (a, b, c)))]
    b: String,
    c: i32,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE tenants (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE members (tenant_id INTEGER NOT NULL, id BIGINT NOT NULL, name VARCHAR(20) NOT NULL, boss_id BIGINT,
    PRIMARY KEY (tenant_id, id));
CREATE TEMPORARY TABLE tasks (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, title VARCHAR(20) NOT NULL, member_id BIGINT,
    PRIMARY KEY (tenant_id, id));
CREATE TEMPORARY TABLE places (a INTEGER NOT NULL, b VARCHAR(20) NOT NULL, c INTEGER NOT NULL, name VARCHAR(20) NOT NULL,
    PRIMARY KEY (a, b, c));
CREATE TEMPORARY TABLE visits (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b VARCHAR(20) NOT NULL, c INTEGER NOT NULL);
INSERT INTO tenants VALUES (1, 'one'), (2, 'two');
INSERT INTO members VALUES (1, 1, 'Ann', NULL), (1, 2, 'Ben', 1), (2, 1, 'Cid', NULL), (2, 2, 'Dee', 1), (2, 3, 'Eva', 9);
INSERT INTO tasks VALUES (1, 1, 'a', 1), (1, 2, 'b', 1), (2, 1, 'c', 1), (2, 2, 'd', 2), (2, 3, 'e', NULL), (1, 3, 'f', 3);
INSERT INTO places VALUES (1, 'x', 1, 'here'), (1, 'x', 2, 'there'), (1, 'y', 1, 'nowhere');
INSERT INTO visits VALUES (1, 1, 'x', 1), (2, 1, 'x', 2), (3, 1, 'x', 2), (4, 2, 'x', 1);
";

fn by_key() -> (members::tenant_id, members::id) {
    (members::tenant_id, members::id)
}

on_every_backend! {
    fn has_many_by_two_columns(conn, statements) {
        conn.batch_execute(TABLES)?;
        let tasks = Member::TASKS.order(tasks::id);
        let titles = |members: &[MemberWithTasks]| -> Vec<Vec<String>> {
            members.iter().map(|member| member.tasks.iter().map(|task| task.title.clone()).collect()).collect()
        };
        let (sent, members) = statements.during(|| Member::query().order(by_key()).with(tasks).load(conn));
        assert_eq!((sent, titles(&members?)), (2, vec![vec!["a".into(), "b".into()], vec![], vec!["c".into()], vec!["d".into()], vec![]]));
        // The keys are pairs: (1, 2) and (2, 1) do not mean (1, 1) and (2, 2).
        let crossed = Member::query().order(by_key());
        let crossed = crossed.filter(members::name.eq("Ben").or(members::name.eq("Cid"))).with(tasks);
        assert_eq!(titles(&crossed.load(conn)?), [vec![], vec!["c".to_owned()]]);
        let one = Member::find((1, 1)).with(tasks).first(conn)?;
        assert_eq!(one.tasks.len(), 2);
        assert_eq!(one.tasks().order(tasks::id.desc()).or_filter(tasks::id.gt(0)).first(conn)?.title, "b");
    }

    fn belongs_to_by_two_columns(conn, statements) {
        conn.batch_execute(TABLES)?;
        let names = |tasks: Vec<TaskWithMember>| -> Vec<Option<String>> {
            tasks.iter().map(|task| task.member.as_ref().map(|member| member.name.clone())).collect()
        };
        let (sent, tasks) = statements.during(|| Task::query().order((tasks::tenant_id, tasks::id)).with(Task::MEMBER).load(conn));
        let expected = [Some("Ann"), Some("Ann"), None, Some("Cid"), Some("Dee"), None];
        assert_eq!((sent, names(tasks?)), (2, expected.map(|name| name.map(str::to_owned)).to_vec()));
        let swapped = Task::query().order((tasks::tenant_id, tasks::id)).with(Task::TENANT_AND_MEMBER).load(conn)?;
        assert_eq!(swapped[3].tenant_and_member.as_ref().map(|member| member.name.as_str()), Some("Cid"));
        assert!(swapped[5].member().load(conn)?.is_empty());
        assert!(swapped[0].member().is(&**swapped[1].tenant_and_member.as_ref().expect("Ann")));
    }

    fn a_self_relation_by_two_columns(conn) {
        conn.batch_execute(TABLES)?;
        let members = Member::query().order(by_key()).with((Member::BOSS, Member::REPORTS.order(members::id))).load(conn)?;
        let bosses: Vec<_> = members.iter().map(|member| member.boss.as_ref().map(|boss| boss.name.as_str())).collect();
        assert_eq!(bosses, [None, Some("Ann"), None, Some("Cid"), None]);
        assert_eq!(members[2].reports.iter().map(|report| report.name.as_str()).collect::<Vec<_>>(), ["Dee"]);
        let heads = Member::query().order(by_key()).filter(Member::REPORTS.filter(members::name.ne("Ben")).exists()).load(conn)?;
        assert_eq!(heads.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["Cid"]);
        let counts = members::table.order(by_key()).select(Member::REPORTS.count()).load::<i64>(conn)?;
        assert_eq!(counts, [1, 0, 1, 0, 0]);
    }

    fn expressions_limits_and_one_of_many(conn) {
        conn.batch_execute(TABLES)?;
        let rows = members::table
            .order(by_key())
            .select((Member::TASKS.exists(), not(Member::BOSS.exists()), Member::TASKS.count(), Member::TASKS.sum(tasks::id), Member::TASKS.limit(1).count()))
            .load::<(bool, bool, i64, Option<i64>, i64)>(conn)?;
        assert_eq!(rows, [(true, true, 2, Some(3), 1), (false, false, 0, None, 0), (true, true, 1, Some(1), 1), (true, false, 1, Some(2), 1), (false, true, 0, None, 0)]);
        let members = Member::query().order(by_key()).with((Member::TASKS.order(tasks::title.desc()).limit(1), Member::NEWEST_TASK)).load(conn)?;
        assert_eq!(members[0].tasks[0].title, "b");
        let newest: Vec<_> = members.iter().map(|member| member.newest_task.as_ref().map(|task| task.title.as_str())).collect();
        assert_eq!(newest, [Some("b"), None, Some("c"), Some("d"), None]);
        let some = Member::query().filter(members::tenant_id.eq(2)).order(by_key()).with(Member::NEWEST_TASK).load(conn)?;
        assert_eq!(some[1].newest_task.as_ref().map(|task| task.id), Some(2));
    }

    fn three_columns(conn) {
        conn.batch_execute(TABLES)?;
        let places = Place::query().order((places::a, places::b, places::c)).with(Place::VISITS.order(visits::id)).load(conn)?;
        assert_eq!(places.iter().map(|place| place.visits.len()).collect::<Vec<_>>(), [1, 2, 0]);
        let visits = Visit::query().filter(visits::id.le(3)).order(visits::id).with(Visit::PLACE).load(conn)?;
        assert_eq!(visits.iter().map(|visit| visit.place.name.as_str()).collect::<Vec<_>>(), ["here", "there", "there"]);
        let Err(error) = Visit::query().with(Visit::PLACE).load(conn) else { panic!("visit 4 has no place") };
        assert_eq!(error.to_string(), "visits.(a, b, c) is (2, \"x\", 1), but no row of places has this (a, b, c)");
    }

    fn many_composite_keys_owners_chunks_and_counts(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(Member::find_many([(1, 2), (2, 1), (3, 3)]).load(conn)?.len(), 2);
        assert!(Member::find_many(Vec::<(i32, i64)>::new()).load(conn)?.is_empty());
        let members = Member::query().order(by_key()).load(conn)?;
        assert_eq!(Task::query().where_belongs_to(Task::MEMBER, &members[2..4]).load(conn)?.len(), 2);
        assert_eq!(Task::query().where_belongs_to(Task::MEMBER, &members[0]).load(conn)?.len(), 2);
        let mut names = Vec::new();
        Member::query().chunk_by_id(2, conn, |_, members| {
            names.push(members.into_iter().map(|member| member.name).collect::<String>());
            Ok(())
        })?;
        assert_eq!(names, ["AnnBen", "CidDee", "Eva"]);
        let members = members.load_count((Member::TASKS, Member::REPORTS), conn)?;
        assert_eq!(members.iter().map(|member| (member.tasks_count, member.reports_count)).collect::<Vec<_>>(), [(2, 1), (0, 0), (1, 1), (1, 0), (0, 0)]);
    }

    fn more_keys_than_a_statement_binds(conn, statements) {
        conn.batch_execute(TABLES)?;
        let rows: Vec<_> = (10..20_010).map(|id| Member { tenant_id: 7, id, name: "x".into(), boss_id: Some(id + 1) }).collect();
        for rows in rows.chunks(5_000) {
            insert_all!(members::table, rows, conn);
        }
        let query = Member::query().filter(members::tenant_id.eq(7)).order(members::id).with(Member::BOSS);
        let (sent, members) = statements.during(|| query.load(conn));
        let members = members?;
        // 19,999 distinct keys exist, 20,000 are asked for: 15,000 pairs to a statement.
        assert_eq!((sent, members.len(), members.iter().filter(|member| member.boss.is_some()).count()), (3, 20_000, 19_999));
    }
}
