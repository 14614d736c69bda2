#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

mod writing {
    use super::*;

    #[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = posts)]
    pub(crate) struct Article {
        id: i32,
    }
}
use writing::Article;

#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = users)]
#[has_many_through(Comment, through = Article, first_key = user_id, second_key = post_id)]
struct Member {
    id: i32,
    name: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) {
    let _ = Member::query().with(Member::COMMENTS).load(conn);
}
