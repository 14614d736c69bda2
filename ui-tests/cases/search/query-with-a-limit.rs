#[path = "../../support/search.rs"]
mod blog;
use blog::*;

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = User::query().limit(5).search(request).load(conn);
}

fn main() {}
