//! The same writes as one writes them with Diesel alone.

/// The writes for one kind of connection. Each counts the rows that it wrote, and leaves what it found.
macro_rules! writes_by_hand {
    ($Conn:ty) => {
        use std::collections::HashSet;

        use diesel::prelude::*;

        use crate::by_hand::{NewRoleUser, User};
        use crate::cases::Parents;
        use crate::schema::role_user;

        /// Two values each: SQLite binds 32,766.
        const ROWS_PER_INSERT: usize = 16_000;

        pub(super) fn attach(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            let attached = conn.transaction(|conn| {
                let current = attached_of(user, &ids, conn)?;
                insert(user, ids.iter().filter(|&id| !current.contains(id)), conn)
            })?;
            Ok(attached + detach_all(user, conn)?)
        }

        pub(super) fn attach_one(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let mut attached = 0;
            for role_id in 1..=100 {
                attached += conn.transaction(|conn| {
                    let current = role_user::table
                        .filter(role_user::user_id.eq(user.id))
                        .filter(role_user::role_id.eq(role_id))
                        .select(role_user::role_id)
                        .first::<i32>(conn)
                        .optional()?;
                    if current.is_some() {
                        return Ok(0);
                    }
                    let user_id = user.id;
                    diesel::insert_into(role_user::table)
                        .values(NewRoleUser { user_id, role_id })
                        .execute(conn)
                })?;
            }
            Ok(attached + detach_all(user, conn)?)
        }

        pub(super) fn sync_half(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[1];
            Ok(sync(user, 1..=1_000, conn)? + sync(user, 501..=1_500, conn)?)
        }

        fn sync(
            user: &User,
            ids: impl Iterator<Item = i32>,
            conn: &mut $Conn,
        ) -> QueryResult<usize> {
            let ids: HashSet<i32> = ids.collect();
            conn.transaction(|conn| {
                let current: HashSet<i32> = role_user::table
                    .filter(role_user::user_id.eq(user.id))
                    .select(role_user::role_id)
                    .load(conn)?
                    .into_iter()
                    .collect();
                let others: Vec<i32> = current.difference(&ids).copied().collect();
                Ok(detach(user, &others, conn)? + insert(user, ids.difference(&current), conn)?)
            })
        }

        pub(super) fn sync_same(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[1];
            let ids: HashSet<i32> = (501..=1_500).collect();
            conn.transaction(|conn| {
                let current: Vec<(i32, String)> = role_user::table
                    .filter(role_user::user_id.eq(user.id))
                    .select((role_user::role_id, role_user::kind))
                    .load(conn)?;
                let known: HashSet<i32> = current.iter().map(|(id, _)| *id).collect();
                let others: Vec<i32> = known.difference(&ids).copied().collect();
                let mut different = Vec::new();
                for (id, kind) in current {
                    if ids.contains(&id) && kind != "member" {
                        different.push(id);
                    }
                }
                let mut written = 0;
                if !others.is_empty() {
                    written += detach(user, &others, conn)?;
                }
                if !different.is_empty() {
                    let pivots = role_user::table
                        .filter(role_user::user_id.eq(user.id))
                        .filter(role_user::role_id.eq_any(&different));
                    written += diesel::update(pivots)
                        .set(role_user::kind.eq("member"))
                        .execute(conn)?;
                }
                // The default of `kind` is what it is to be.
                Ok(written + insert(user, ids.difference(&known), conn)?)
            })
        }

        pub(super) fn toggle_twice(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            Ok(toggle(user, &ids, conn)? + toggle(user, &ids, conn)?)
        }

        fn toggle(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            conn.transaction(|conn| {
                let current = attached_of(user, ids, conn)?;
                let (there, missing): (Vec<i32>, Vec<i32>) =
                    ids.iter().partition(|id| current.contains(id));
                let mut written = 0;
                if !there.is_empty() {
                    written += detach(user, &there, conn)?;
                }
                Ok(written + insert(user, &missing, conn)?)
            })
        }

        fn attached_of(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<HashSet<i32>> {
            let current = role_user::table
                .filter(role_user::user_id.eq(user.id))
                .filter(role_user::role_id.eq_any(ids))
                .select(role_user::role_id)
                .load::<i32>(conn)?;
            Ok(current.into_iter().collect())
        }

        fn insert<'a>(
            user: &User,
            ids: impl IntoIterator<Item = &'a i32>,
            conn: &mut $Conn,
        ) -> QueryResult<usize> {
            let user_id = user.id;
            let pivots: Vec<NewRoleUser> = ids
                .into_iter()
                .map(|&role_id| NewRoleUser { user_id, role_id })
                .collect();
            let mut written = 0;
            for pivots in pivots.chunks(ROWS_PER_INSERT) {
                written += diesel::insert_into(role_user::table)
                    .values(pivots)
                    .execute(conn)?;
            }
            Ok(written)
        }

        fn detach(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            let pivots = role_user::table
                .filter(role_user::user_id.eq(user.id))
                .filter(role_user::role_id.eq_any(ids));
            diesel::delete(pivots).execute(conn)
        }

        fn detach_all(user: &User, conn: &mut $Conn) -> QueryResult<usize> {
            diesel::delete(role_user::table.filter(role_user::user_id.eq(user.id))).execute(conn)
        }
    };
}
