#[path = "../../support/search.rs"]
mod blog;
use blog::*;

fn search(request: &SearchRequest) {
    let _ = Editor::search(request);
}

fn main() {}
