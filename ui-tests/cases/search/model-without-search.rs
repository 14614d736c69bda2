#[path = "../../support/search.rs"]
mod blog;
use blog::*;

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Editor::search(request).load(conn);
}

fn main() {}
