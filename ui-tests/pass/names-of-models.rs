//! Models that are called by the names of two others, and of a model and its relation.

use diesel::prelude::*;
use diesel_relations::prelude::*;

diesel::table! { users { id -> Integer, } }
diesel::table! { user_profiles { id -> Integer, user_id -> Integer, } }
diesel::table! { orders { id -> Integer, } }
diesel::table! { order_items { id -> Integer, order_id -> Integer, } }
diesel::table! { user_posts { id -> Integer, user_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(users, user_profiles, user_posts);
diesel::allow_tables_to_appear_in_same_query!(orders, order_items);

mod models {
    use super::*;

    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = users)]
    #[has_one(UserProfile, name = profile)]
    #[has_many(UserPost, name = posts)]
    pub struct User {
        pub id: i32,
    }

    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = user_profiles)]
    pub struct UserProfile {
        pub id: i32,
        #[model(belongs_to(User))]
        pub user_id: i32,
    }

    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = user_posts)]
    pub struct UserPost {
        pub id: i32,
        #[model(belongs_to(User))]
        pub user_id: i32,
    }

    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = orders)]
    #[has_one(OrderItem, name = item)]
    pub struct Order {
        pub id: i32,
    }
}

mod items {
    use super::*;

    #[derive(Queryable, Selectable, Identifiable, Model)]
    #[diesel(table_name = order_items)]
    pub struct OrderItem {
        pub id: i32,
        #[model(belongs_to(Order))]
        pub order_id: i32,
    }

    /// Not a model.
    pub struct UserPosts;
}

use items::*;
use models::*;

fn load(conn: &mut SqliteConnection) -> QueryResult<()> {
    let with_posts: Option<diesel_relations::Relation<PostsOfUser>> = Some(User::POSTS);
    let user = User::find(1).with(User::PROFILE).with(with_posts).first(conn)?;
    let _: &Option<UserProfile> = &user.profile;
    let order: OrderWithItem = Order::find(1).with(Order::ITEM).first(conn)?;
    let _: Option<OrderItem> = order.item;
    let _ = UserPosts;
    Ok(())
}

fn main() {
    let conn = &mut SqliteConnection::establish(":memory:").unwrap();
    let _ = load(conn);
}
