//! What is compared, and what we promise.

use diesel::prelude::*;

use crate::{by_hand, ours};

/// Parents that are loaded already: those of a lazy load, or those whose roles are written.
#[derive(Debug)]
pub struct Parents {
    pub ours: Vec<ours::User>,
    pub by_hand: Vec<by_hand::User>,
}

/// A load or a write: it returns how many rows it found or wrote.
pub type Load<C> = fn(&mut C, &Parents) -> QueryResult<usize>;

/// One load or write, twice.
#[derive(Debug, Clone, Copy)]
pub struct Case<C> {
    pub name: &'static str,
    /// How much of the hand-written load's time ours may take.
    pub target: f64,
    /// The largest number of parents that is worth measuring.
    pub most_parents: usize,
    pub ours: Load<C>,
    pub by_hand: Load<C>,
}

/// New rows: ids that no other row has, and texts.
pub fn bodies() -> impl Iterator<Item = (i32, String)> {
    let ids = FIRST_CREATED..FIRST_CREATED + 1_000;
    ids.map(|id| {
        (
            id,
            format!("The body of a new review, which is number {id}"),
        )
    })
}

/// The least id of the new rows.
const FIRST_CREATED: i32 = 50_000_000;

macro_rules! cases {
    ($backend:ident, $Conn:ty, $most_keys:expr) => {
        pub mod $backend {
            use std::ops::Range;

            use diesel::prelude::*;

            use crate::cases::{Case, Parents};

            mod by_hand {
                loads_by_hand!($backend, $Conn, $most_keys);
            }
            mod ours {
                loads_ours!($Conn);
            }
            mod write_by_hand {
                writes_by_hand!($Conn);
            }
            mod write_ours {
                writes_ours!($Conn);
            }

            fn delete_created(conn: &mut $Conn) -> QueryResult<usize> {
                use crate::schema::reviews::dsl::{id, reviews};

                diesel::delete(reviews.filter(id.ge(super::FIRST_CREATED))).execute(conn)
            }

            /// Parents of the database, by their ids.
            pub fn parents(conn: &mut $Conn, ids: Range<usize>) -> QueryResult<Parents> {
                use crate::schema::users::dsl::{id, users};

                let first = users
                    .filter(id.ge(ids.start as i32).and(id.lt(ids.end as i32)))
                    .order(id);
                Ok(Parents {
                    ours: first.select(crate::ours::User::as_select()).load(conn)?,
                    by_hand: first.select(crate::by_hand::User::as_select()).load(conn)?,
                })
            }

            /// All loads.
            pub fn loads() -> Vec<Case<$Conn>> {
                macro_rules! case {
                    ($name:literal, $load:ident, $target:literal, $most_parents:expr) => {
                        Case {
                            name: $name,
                            target: $target,
                            most_parents: $most_parents,
                            ours: ours::$load,
                            by_hand: by_hand::$load,
                        }
                    };
                    ($name:literal, $load:ident, $target:literal) => {
                        case!($name, $load, $target, usize::MAX)
                    };
                    // Against another way by hand.
                    ($name:literal, $load:ident to by_hand::$other:ident, $target:literal, $most_parents:expr) => {
                        Case {
                            name: $name,
                            target: $target,
                            most_parents: $most_parents,
                            ours: ours::$load,
                            by_hand: by_hand::$other,
                        }
                    };
                    // Against another load of ours.
                    ($name:literal, $load:ident to $other:ident, $target:literal) => {
                        Case {
                            name: $name,
                            target: $target,
                            most_parents: usize::MAX,
                            ours: ours::$load,
                            by_hand: ours::$other,
                        }
                    };
                }
                vec![
                    case!("has-many", has_many, 0.75),
                    case!("has-many of filtered parents", has_many_of_filtered, 1.00),
                    case!("two levels", two_levels, 0.60),
                    case!("belongs-to", belongs_to, 0.60),
                    case!("existence", existence, 1.00),
                    case!("counts", counts, 0.80),
                    case!("lazy", lazy, 1.05, 100),
                    case!("latest of each parent", latest, 1.00),
                    case!("three newest of each parent", three_newest, 1.00),
                    case!("sums", sums, 1.00),
                    case!("two of ten columns, to all", two_columns to ten_columns, 0.60),
                    case!("composite has-many of filtered parents, to a single key", composite_has_many to single_has_many, 1.10),
                    case!("composite belongs-to, to a single key", composite_belongs_to to single_belongs_to, 1.10),
                    case!("many-to-many with pivot", with_pivot, 0.90),
                    case!("many-to-many with pivot of filtered parents", with_pivot_of_filtered, 0.90),
                    case!("many-to-many without pivot", without_pivot, 0.90),
                    case!(
                        "many-to-many, to the bind list",
                        with_pivot_of_filtered to by_hand::with_pivot_by_list, 0.90, 1_000
                    ),
                    case!("through", through, 1.00),
                    case!("through, of filtered parents", through_of_filtered, 1.00),
                    case!("morph-to", morph_to, 1.00),
                    case!("morph-to of filtered notes", morph_to_of_filtered, 1.00),
                    case!("morph-many", morph_many, 1.00),
                    case!(
                        "morph-many, to the type alone",
                        morph_many to by_hand::morph_many_by_type, 1.00, usize::MAX
                    ),
                    case!("morph-many of filtered parents", morph_many_of_filtered, 1.00),
                    case!("morph-to-many", morph_to_many, 1.00),
                    case!(
                        "morph-to-many, to the type alone",
                        morph_to_many to by_hand::morph_to_many_by_type, 1.00, usize::MAX
                    ),
                    case!("morph-to-many of filtered parents", morph_to_many_of_filtered, 1.00),
                ]
            }

            /// All writes. Their parents are those of [`add_writers`](crate::database::add_writers).
            pub fn writes() -> Vec<Case<$Conn>> {
                macro_rules! case {
                    ($name:literal, $write:ident, $target:literal) => {
                        Case {
                            name: $name,
                            target: $target,
                            most_parents: usize::MAX,
                            ours: write_ours::$write,
                            by_hand: write_by_hand::$write,
                        }
                    };
                    // To another way by hand.
                    ($name:literal, $write:ident to $other:ident, $target:literal) => {
                        Case {
                            name: $name,
                            target: $target,
                            most_parents: usize::MAX,
                            ours: write_ours::$write,
                            by_hand: write_by_hand::$other,
                        }
                    };
                }
                vec![
                    case!("create of 1,000 children", create, 1.05),
                    case!("attach of 1,000", attach, 0.75),
                    case!("attach of one, 100 times", attach_one, 1.10),
                    case!("sync, half of 1,000 kept, twice", sync_half, 0.75),
                    case!("sync with fields, nothing changes", sync_same, 0.75),
                    case!("toggle of 1,000, twice", toggle_twice, 0.75),
                    case!("attach of 1,000, to one INSERT", attach to attach_at_once, 1.00),
                    case!("sync, half of 1,000 kept, to one INSERT", sync_half to sync_half_at_once, 1.00),
                    case!("toggle of 1,000, to one INSERT", toggle_twice to toggle_twice_at_once, 1.00),
                ]
            }
        }
    };
}
cases!(sqlite, SqliteConnection, 30_000);
cases!(postgres, PgConnection, usize::MAX);
