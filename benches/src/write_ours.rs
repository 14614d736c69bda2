//! The writes with relations.

/// The writes for one kind of connection. Each counts the rows that it wrote, and leaves what it found.
macro_rules! writes_ours {
    ($Conn:ty) => {
        use diesel::prelude::*;
        use diesel_relations::Changes;

        use super::delete_created;
        use crate::cases::{Parents, bodies};
        use crate::ours::User;
        use crate::schema::{reviews, role_user};

        pub(super) fn attach(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            let changes = user.roles().attach(&ids).execute(conn)?;
            Ok(written(changes) + detach_all(user, conn)?)
        }

        pub(super) fn attach_one(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[0];
            let mut attached = 0;
            for id in 1..=100 {
                attached += written(user.roles().attach(id).execute(conn)?);
            }
            Ok(attached + detach_all(user, conn)?)
        }

        pub(super) fn sync_half(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[1];
            let one = user.roles().sync(1..=1_000).execute(conn)?;
            let other = user.roles().sync(501..=1_500).execute(conn)?;
            Ok(written(one) + written(other))
        }

        pub(super) fn sync_same(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[1];
            let sync = user
                .roles()
                .sync(501..=1_500)
                .with_pivot(role_user::kind.eq("member"));
            Ok(written(sync.execute(conn)?))
        }

        pub(super) fn toggle_twice(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            let one = user.roles().toggle(&ids).execute(conn)?;
            let other = user.roles().toggle(&ids).execute(conn)?;
            Ok(written(one) + written(other))
        }

        pub(super) fn create(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.ours[0];
            let new = bodies().map(|(id, body)| (reviews::id.eq(id), reviews::body.eq(body)));
            let created = user.reviews().create_many(new).execute(conn)?;
            Ok(created + delete_created(conn)?)
        }

        fn written(changes: Changes<i32>) -> usize {
            changes.attached.len() + changes.detached.len() + changes.updated.len()
        }

        fn detach_all(user: &User, conn: &mut $Conn) -> QueryResult<usize> {
            diesel::delete(role_user::table.filter(role_user::user_id.eq(user.id))).execute(conn)
        }
    };
}
