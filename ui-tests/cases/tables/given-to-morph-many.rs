use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { posts { id -> Integer, } }
diesel::table! { images { id -> Integer, imageable_id -> Integer, imageable_type -> Text, } }
diesel::table! { old_images { id -> Integer, imageable_id -> Integer, imageable_type -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(posts, images, old_images);

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = posts)]
#[morph_many(Image, morph = imageable, table = old_images)]
struct Post {
    id: i32,
}

#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = images)]
struct Image {
    id: i32,
    #[morph_to(Post)]
    imageable_id: i32,
    imageable_type: String,
}

fn main() {
    let _ = Post::query().with_count(Post::IMAGES);
}
