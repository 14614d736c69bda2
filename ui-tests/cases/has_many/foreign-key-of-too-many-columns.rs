#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { members (tenant_id, id) { tenant_id -> Integer, id -> Integer, } }
diesel::table! { tasks { id -> Integer, tenant_id -> Integer, member_id -> Integer, title -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(members, tasks);

#[derive(Queryable, Selectable, Model)]
struct Task {
    id: i32,
    tenant_id: i32,
    #[model(belongs_to(Member, foreign_key = (tenant_id, member_id)))]
    member_id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(primary_key(tenant_id, id))]
#[has_many(Task, foreign_key = (tenant_id, member_id), local_key = id)]
struct Member {
    tenant_id: i32,
    id: i32,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().load(conn);
}
