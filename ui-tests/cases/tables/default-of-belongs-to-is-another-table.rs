#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

diesel::table! { accounts { id -> Integer, } }

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = users)]
struct Account {
    id: i32,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = posts)]
struct Article {
    id: i32,
    #[belongs_to(Account, name = account, owner_key = id)]
    user_id: i32,
}

diesel::allow_tables_to_appear_in_same_query!(accounts, users);

fn main() {
    let _ = Article::query().has(Article::ACCOUNT);
}
