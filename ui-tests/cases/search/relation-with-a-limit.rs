#[path = "../../support/search.rs"]
mod blog;
use blog::*;

fn search(user: &User, request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = user.comments().limit(5).search(request).load(conn);
}

fn main() {}
