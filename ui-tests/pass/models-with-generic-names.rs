//! Models that have the names of type parameters and of the prelude's types, in every kind of relation.

macro_rules! model {
    ($module:ident: $Model:ident) => {
        mod $module {
            diesel::table! { ones { id -> Integer, one_id -> Nullable<Integer>, owner_id -> Integer, owner_type -> Text, } }
            diesel::table! { pairs (left_id, right_id) { left_id -> Integer, right_id -> Integer, } }
            diesel::table! { ownings (one_id, owner_id, owner_type) { one_id -> Integer, owner_id -> Integer, owner_type -> Text, } }
            diesel::allow_tables_to_appear_in_same_query!(ones, pairs, ownings);

            #[derive(diesel::Queryable, diesel::Selectable, diesel::Identifiable, diesel_relations::Model)]
            #[diesel(table_name = ones)]
            #[has_many($Model, name = many, table = ones, foreign_key = one_id)]
            #[has_one($Model, name = first, table = ones, foreign_key = one_id, latest)]
            #[has_many_through($Model, name = far, table = ones, through = $Model, through_table = ones, first_key = one_id, second_key = one_id)]
            #[belongs_to_many($Model, name = others, table = ones, pivot = pairs, foreign_key = left_id, related_key = right_id)]
            #[morph_many($Model, name = owned, table = ones, morph = owner)]
            #[morph_to_many($Model, name = tagged, table = ones, pivot = ownings, morph = owner, related_key = one_id)]
            #[morphed_by_many($Model, name = tagging, table = ones, pivot = ownings, morph = owner, foreign_key = one_id)]
            pub struct $Model {
                id: i32,
                #[model(belongs_to($Model, name = one, table = ones))]
                one_id: std::option::Option<i32>,
                #[model(morph_to($Model, enum_name = Owner))]
                owner_id: i32,
                owner_type: std::string::String,
            }

            /// Rows of the pivot table have such a name, too.
            pub mod pivots {
                use super::{ones, pairs};

                #[derive(diesel::Queryable, diesel::Selectable)]
                #[diesel(table_name = pairs)]
                pub struct $Model {
                    pub left_id: i32,
                }

                #[derive(diesel::Queryable, diesel::Selectable, diesel::Identifiable, diesel_relations::Model)]
                #[diesel(table_name = ones)]
                #[belongs_to_many(One, name = plain, table = ones, pivot = pairs, foreign_key = left_id, related_key = right_id, using = $Model)]
                #[belongs_to_many(One, name = named, table = ones, pivot = pairs, foreign_key = left_id, related_key = right_id, using = $Model, accessor = pair)]
                pub struct One {
                    id: i32,
                }
            }

            pub fn load(conn: &mut diesel::SqliteConnection) {
                use diesel_relations::{Model, ModelQuery};
                let _ = $Model::query().with(($Model::FAR, $Model::OTHERS, $Model::TAGGED, $Model::TAGGING));
                let nested = ($Model::MANY, $Model::FIRST, $Model::OWNED, $Model::ONE);
                let rows = $Model::query().with($Model::ONE.with($Model::OWNER)).with_count($Model::MANY).has($Model::OWNER).load(conn);
                let _ = rows.map(|rows| rows[0].one.as_ref().map(|one| matches!(one.owner, Owner::$Model(_))));
                let _ = $Model::find(1).with(nested).first(conn).map(|row| (row.many[0].id, row.owned[0].owner_id));
                let _ = pivots::One::query().with((pivots::One::PLAIN, pivots::One::NAMED));
            }
        }
    };
}

model!(inner: Inner);
model!(t: T);
model!(q: Q);
model!(c: C);
model!(mode: Mode);
model!(k: K);
model!(db: DB);
model!(s: S);
model!(l: L);
model!(p: P);
model!(m: M);
model!(row: OneRow);
model!(owner: OneOwner);
model!(vec: Vec);
model!(result: Result);
model!(string: String);
model!(arc: Arc);
model!(option: Option);

fn main() {
    let conn = &mut <diesel::SqliteConnection as diesel::Connection>::establish(":memory:").unwrap();
    inner::load(conn);
    t::load(conn);
    q::load(conn);
    c::load(conn);
    mode::load(conn);
    k::load(conn);
    db::load(conn);
    s::load(conn);
    l::load(conn);
    p::load(conn);
    m::load(conn);
    row::load(conn);
    owner::load(conn);
    vec::load(conn);
    result::load(conn);
    string::load(conn);
    arc::load(conn);
    option::load(conn);
}
