#[path = "../../support/search.rs"]
mod blog;
use blog::*;

fn search(request: &SearchRequest, conn: &mut SqliteConnection) {
    let _ = Editor::query().filter(editors::id.gt(1)).search(request).load(conn);
}

fn main() {}
