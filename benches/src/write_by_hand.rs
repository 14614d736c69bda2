//! The same writes as one writes them with Diesel alone.

/// The writes for one kind of connection. Each counts the rows that it wrote, and leaves what it found.
macro_rules! writes_by_hand {
    ($Conn:ty) => {
        use std::collections::HashSet;

        use diesel::prelude::*;

        use super::delete_created;
        use crate::by_hand::{NewRoleUser, NewRoleUserAtOnce, User};
        use crate::cases::{Parents, bodies};
        use crate::schema::{reviews, role_user};

        /// Two values each: SQLite binds 32,766.
        const ROWS_PER_INSERT: usize = 16_000;

        pub(super) fn attach(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            attach_by(insert, conn, parents)
        }

        pub(super) fn attach_at_once(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            attach_by(insert_at_once, conn, parents)
        }

        pub(super) fn create(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let new = bodies().map(|(id, body)| {
                (
                    reviews::id.eq(id),
                    reviews::body.eq(body),
                    reviews::reviewable_id.eq(user.id),
                    reviews::reviewable_type.eq("User"),
                )
            });
            let created = diesel::insert_into(reviews::table)
                .values(new.collect::<Vec<_>>())
                .execute(conn)?;
            Ok(created + delete_created(conn)?)
        }

        /// How rows are inserted.
        type Insert = fn(&User, &[i32], &mut $Conn) -> QueryResult<usize>;

        fn attach_by(insert: Insert, conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            let attached = conn.transaction(|conn| {
                let current = attached_of(user, &ids, conn)?;
                let missing = ids.iter().filter(|&id| !current.contains(id));
                insert(user, &missing.copied().collect::<Vec<_>>(), conn)
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
            sync_half_by(insert, conn, parents)
        }

        pub(super) fn sync_half_at_once(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            sync_half_by(insert_at_once, conn, parents)
        }

        fn sync_half_by(insert: Insert, conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[1];
            let (ids, others): (Vec<i32>, Vec<i32>) =
                ((1..=1_000).collect(), (501..=1_500).collect());
            Ok(sync(insert, user, &ids, conn)? + sync(insert, user, &others, conn)?)
        }

        fn sync(insert: Insert, user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            let wanted: HashSet<i32> = ids.iter().copied().collect();
            conn.transaction(|conn| {
                let pivots = role_user::table.filter(role_user::user_id.eq(user.id));
                let mut others: Vec<i32> = pivots.select(role_user::role_id).load(conn)?;
                let current: HashSet<i32> = others.iter().copied().collect();
                others.retain(|id| !wanted.contains(id));
                let missing = ids.iter().filter(|&id| !current.contains(id));
                let missing: Vec<i32> = missing.copied().collect();
                Ok(detach(user, &others, conn)? + insert(user, &missing, conn)?)
            })
        }

        pub(super) fn sync_same(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            let user = &parents.by_hand[1];
            let ids: Vec<i32> = (501..=1_500).collect();
            let wanted: HashSet<i32> = ids.iter().copied().collect();
            conn.transaction(|conn| {
                let pivots = role_user::table.filter(role_user::user_id.eq(user.id));
                let current: Vec<(i32, String)> = pivots
                    .select((role_user::role_id, role_user::kind))
                    .load(conn)?;
                let (mut known, mut others, mut different) =
                    (HashSet::new(), Vec::new(), Vec::new());
                for (id, kind) in current {
                    if !wanted.contains(&id) {
                        others.push(id);
                    } else if kind != "member" {
                        different.push(id);
                    }
                    known.insert(id);
                }
                let mut written = detach(user, &others, conn)?;
                if !different.is_empty() {
                    let different = pivots.filter(role_user::role_id.eq_any(&different));
                    written += diesel::update(different)
                        .set(role_user::kind.eq("member"))
                        .execute(conn)?;
                }
                // What they are to be is the default of `kind`.
                let missing = ids.iter().filter(|&id| !known.contains(id));
                Ok(written + insert(user, &missing.copied().collect::<Vec<_>>(), conn)?)
            })
        }

        pub(super) fn toggle_twice(conn: &mut $Conn, parents: &Parents) -> QueryResult<usize> {
            toggle_twice_by(insert, conn, parents)
        }

        pub(super) fn toggle_twice_at_once(
            conn: &mut $Conn,
            parents: &Parents,
        ) -> QueryResult<usize> {
            toggle_twice_by(insert_at_once, conn, parents)
        }

        fn toggle_twice_by(
            insert: Insert,
            conn: &mut $Conn,
            parents: &Parents,
        ) -> QueryResult<usize> {
            let user = &parents.by_hand[0];
            let ids: Vec<i32> = (1..=1_000).collect();
            Ok(toggle(insert, user, &ids, conn)? + toggle(insert, user, &ids, conn)?)
        }

        fn toggle(
            insert: Insert,
            user: &User,
            ids: &[i32],
            conn: &mut $Conn,
        ) -> QueryResult<usize> {
            conn.transaction(|conn| {
                let current = attached_of(user, ids, conn)?;
                let (there, missing): (Vec<i32>, Vec<i32>) =
                    ids.iter().partition(|id| current.contains(id));
                Ok(detach(user, &there, conn)? + insert(user, &missing, conn)?)
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

        /// As Diesel's documentation inserts a `Vec` of structs.
        fn insert(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            let user_id = user.id;
            let pivot = |&role_id| NewRoleUser { user_id, role_id };
            let mut written = 0;
            for ids in ids.chunks(ROWS_PER_INSERT) {
                let pivots: Vec<NewRoleUser> = ids.iter().map(pivot).collect();
                written += diesel::insert_into(role_user::table)
                    .values(&pivots)
                    .execute(conn)?;
            }
            Ok(written)
        }

        /// In one statement on SQLite, too.
        fn insert_at_once(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            let user_id = user.id;
            let pivot = |&role_id| NewRoleUserAtOnce { user_id, role_id };
            let mut written = 0;
            for ids in ids.chunks(ROWS_PER_INSERT) {
                let pivots: Vec<NewRoleUserAtOnce> = ids.iter().map(pivot).collect();
                written += diesel::insert_into(role_user::table)
                    .values(&pivots)
                    .execute(conn)?;
            }
            Ok(written)
        }

        fn detach(user: &User, ids: &[i32], conn: &mut $Conn) -> QueryResult<usize> {
            if ids.is_empty() {
                return Ok(0);
            }
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
