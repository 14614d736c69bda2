//! Many-to-many relations whose two keys share a column: `foreign_key = (tenant_id, member_id), related_key = (tenant_id, duty_id)`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error::QueryBuilderError;
use diesel_relations::PivotKeysDiffer;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { members (tenant_id, id) { tenant_id -> Integer, id -> Integer, } }
diesel::table! { duties (tenant_id, id) { tenant_id -> Integer, id -> Integer, name -> Text, } }
diesel::table! { duty_member (tenant_id, member_id, duty_id) { tenant_id -> Integer, member_id -> Integer, duty_id -> Integer, level -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(members, duties, duty_member);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = members, primary_key(tenant_id, id))]
#[belongs_to_many(Duty, foreign_key = (tenant_id, member_id), related_key = (tenant_id, duty_id))]
struct Member {
    tenant_id: i32,
    id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = duties, primary_key(tenant_id, id))]
#[belongs_to_many(Member, foreign_key = (tenant_id, duty_id), related_key = (tenant_id, member_id))]
struct Duty {
    tenant_id: i32,
    id: i32,
    name: String,
}

const TABLES: &str = "
CREATE TEMPORARY TABLE members (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TEMPORARY TABLE duties (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TEMPORARY TABLE duty_member (tenant_id INTEGER NOT NULL, member_id INTEGER NOT NULL, duty_id INTEGER NOT NULL,
    level INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tenant_id, member_id, duty_id));
INSERT INTO members VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO duties VALUES (1, 1, 'a'), (1, 2, 'b'), (2, 1, 'x'), (2, 2, 'y');
";

const ANN: Member = Member {
    tenant_id: 1,
    id: 1,
};
const XENIA: Member = Member {
    tenant_id: 2,
    id: 1,
};

fn duty(tenant_id: i32, id: i32, name: &str) -> Duty {
    let name = name.to_owned();
    Duty {
        tenant_id,
        id,
        name,
    }
}

macro_rules! pivots {
    ($conn:expr) => {
        duty_member::table
            .order(duty_member::table.primary_key())
            .load::<(i32, i32, i32, i32)>($conn)?
    };
}

fn refused<T: std::fmt::Debug>(result: QueryResult<T>) -> PivotKeysDiffer {
    match result {
        Err(QueryBuilderError(error)) => *error.downcast().expect("a PivotKeysDiffer"),
        other => panic!("{other:?}"),
    }
}

on_every_backend! {
    fn the_shared_column_is_written_once(conn) {
        conn.batch_execute(TABLES)?;
        assert_eq!(ANN.duties().attach([(1, 1), (1, 2)]).execute(conn)?.attached, [(1, 1), (1, 2)]);
        assert_eq!(XENIA.duties().attach(((2, 2), duty_member::level.eq(7))).execute(conn)?.attached, [(2, 2)]);
        assert!(ANN.duties().attach([(1, 1), (1, 2)]).execute(conn)?.is_empty());
        assert_eq!(pivots!(conn), [(1, 1, 1, 0), (1, 1, 2, 0), (2, 1, 2, 7)]);
        assert_eq!(ANN.duties().sync([((1, 2), duty_member::level.eq(5))]).execute(conn)?.detached, [(1, 1)]);
        assert_eq!(ANN.duties().toggle([(1, 1), (1, 2)]).execute(conn)?.detached, [(1, 2)]);
        let made = ANN.duties().create(duty(1, 3, "c")).with_pivot(duty_member::level.eq(9)).get_result(conn)?;
        assert_eq!(made.members().pivots().count().get_result::<i64>(conn)?, 1);
        assert_eq!(made.members().attach(&Member { tenant_id: 1, id: 2 }).allow_duplicates().execute(conn)?.attached, [(1, 2)]);
        assert_eq!(pivots!(conn), [(1, 1, 1, 0), (1, 1, 3, 9), (1, 2, 3, 0), (2, 1, 2, 7)]);
    }

    fn rows_of_two_tenants_cannot_be_related(conn, statements) {
        conn.batch_execute(TABLES)?;
        let (sent, error) = statements.during(|| refused(ANN.duties().attach([(1, 1), (2, 2)]).execute(conn)));
        assert_eq!(sent, 0);
        assert_eq!(error.column(), ("duty_member", "tenant_id"));
        assert_eq!((error.key(), error.related_key()), (("tenant_id, member_id", "(1, 1)"), ("tenant_id, duty_id", "(2, 2)")));
        assert_eq!(
            error.to_string(),
            "a row of duty_member cannot relate (tenant_id, member_id) (1, 1) to (tenant_id, duty_id) (2, 2): it has one tenant_id"
        );
        refused(ANN.duties().sync([(2, 2)]).execute(conn));
        refused(ANN.duties().toggle([(2, 2)]).execute(conn));
        refused(ANN.duties().attach([(2, 2)]).allow_duplicates().execute(conn));
        refused(ANN.duties().create(duty(2, 3, "z")).get_result(conn));
        refused(ANN.duties().create_many([duty(1, 3, "c"), duty(2, 3, "z")]).execute(conn));
        refused(ANN.duties().save(&duty(2, 2, "changed")).execute(conn));
        refused(ANN.duties().first_or_create(duties::name.eq("y"), duty(1, 3, "y")).get_result(conn));
        assert_eq!(pivots!(conn), []);
        assert_eq!(Duty::query().order((duties::tenant_id, duties::id)).load(conn)?, [duty(1, 1, "a"), duty(1, 2, "b"), duty(2, 1, "x"), duty(2, 2, "y")]);
    }

    fn rows_of_another_tenant_are_not_there(conn) {
        conn.batch_execute(TABLES)?;
        ANN.duties().attach([(1, 1), (1, 2)]).execute(conn)?;
        XENIA.duties().attach([(2, 1), (2, 2)]).execute(conn)?;
        assert!(ANN.duties().detach([(2, 1), (2, 2)]).execute(conn)?.is_empty());
        assert!(ANN.duties().update_pivot([(2, 1)], duty_member::level.eq(1)).execute(conn)?.updated.is_empty());
        assert_eq!(pivots!(conn).len(), 4);
        // Nor in loads.
        let members = Member::query().order((members::tenant_id, members::id)).with(Member::DUTIES.order(duties::id)).with_count(Member::DUTIES).load(conn)?;
        let names: Vec<_> = members.iter().map(|member| member.duties.iter().map(|duty| duty.name.as_str()).collect::<Vec<_>>().join("")).collect();
        assert_eq!(names, ["ab", "", "xy"]);
        assert_eq!(members.iter().map(|member| member.duties_count).collect::<Vec<_>>(), [2, 0, 2]);
        assert_eq!(ANN.duties().order(duties::id).load(conn)?.len(), 2);
        assert_eq!(Member::query().where_attached_to(Member::DUTIES, [(2, 1)]).load(conn)?, [XENIA]);
    }
}
