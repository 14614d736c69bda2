#[path = "../../support/morph.rs"]
mod polymorphic;
use polymorphic::*;

mod drafts {
    #[derive(diesel_relations::Model)]
    #[diesel(table_name = super::posts)]
    pub struct Post {
        id: i32,
    }
}

diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

#[derive(Model)]
struct Note {
    id: i32,
    #[morph_to(Post, drafts::Post)]
    notable_id: i32,
    notable_type: String,
}

fn main() {}
