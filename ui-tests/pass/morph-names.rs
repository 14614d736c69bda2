//! Models whose names are like those that the derive makes of others.

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { rows { id -> Integer, } }
diesel::table! { notes { id -> Integer, notable_id -> Integer, notable_type -> Text, } }

macro_rules! models {
    ($($name:ident)*) => {$(
        #[derive(Queryable, Selectable, Model)]
        #[diesel(table_name = rows)]
        #[morph_many(Note, morph = notable)]
        pub struct $name {
            pub id: i32,
        }
    )*};
}
models!(Post BlogPost Owner Strict Type P Mode Row Model2 PostOwner PostRow);

#[derive(Queryable, Selectable, Model)]
pub struct Note {
    pub id: i32,
    #[morph_to(Post, BlogPost, Owner, Strict, Type, P, Mode, Row, Model2, PostOwner, PostRow)]
    pub notable_id: i32,
    pub notable_type: String,
}

pub fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let owners = Note::NOTABLE.with_post(Post::NOTES).with_blog_post(BlogPost::NOTES).constrain_p(|p| p.filter(rows::id.gt(1)));
    for note in Note::query().with(owners).load(conn)? {
        let _ = note.notable.as_ref().and_then(|owner| Some(owner.as_blog_post()?.notes.len()));
        if let Some(Notable::Type(row)) = &note.notable {
            let _ = row.notes().first(conn)?;
        }
    }
    let _ = Note::query().has(Note::NOTABLE).doesnt_have(Note::NOTABLE.r#type()).load(conn)?;
    Ok(())
}

fn main() {}
