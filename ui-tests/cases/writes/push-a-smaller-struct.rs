#[path = "../../support/blog.rs"]
mod blog;
use blog::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = posts)]
struct Title {
    title: String,
}

fn main() {}

fn mistake(conn: &mut SqliteConnection) -> QueryResult<()> {
    let user = User::find(1).with(User::POSTS.select_as::<Title>()).first(conn)?;
    diesel_relations::push(&user.posts[0], conn)?;
    Ok(())
}
