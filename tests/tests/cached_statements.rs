//! A connection caches statements by their text: what differs by its values alone must not add to the cache.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { seats (room, id) { room -> Integer, id -> Integer, name -> Text, } }
diesel::table! { tickets { id -> Integer, room -> Integer, seat_id -> Integer, } }
diesel::table! { tags { id -> Integer, } }
diesel::table! { tag_ticket (tag_id, ticket_id) { tag_id -> Integer, ticket_id -> Integer, place -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(seats, tickets, tags, tag_ticket);

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = seats, primary_key(room, id))]
#[has_many(Ticket, foreign_key = (room, seat_id))]
struct Seat {
    room: i32,
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tickets)]
#[belongs_to_many(Tag)]
struct Ticket {
    id: i32,
    room: i32,
    #[model(belongs_to(Seat, name = seat, foreign_key = (room, seat_id)))]
    seat_id: i32,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = tags)]
#[belongs_to_many(Ticket)]
struct Tag {
    id: i32,
}

fn tables(seats: i32) -> String {
    let numbers = |row: &dyn Fn(i32) -> String| (1..=seats).map(row).collect::<Vec<_>>().join(", ");
    format!(
        "CREATE TEMPORARY TABLE seats (room INTEGER NOT NULL, id INTEGER NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (room, id));
         CREATE TEMPORARY TABLE tickets (id INTEGER PRIMARY KEY, room INTEGER NOT NULL, seat_id INTEGER NOT NULL);
         CREATE TEMPORARY TABLE tags (id INTEGER PRIMARY KEY);
         CREATE TEMPORARY TABLE tag_ticket (tag_id INTEGER NOT NULL, ticket_id INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (tag_id, ticket_id));
         INSERT INTO seats VALUES {};
         INSERT INTO tickets VALUES {};
         INSERT INTO tags VALUES {};",
        numbers(&|id| format!("(1, {id}, 'seat')")),
        numbers(&|id| format!("({id}, 1, {id})")),
        numbers(&|id| format!("({id})")),
    )
}

/// How many statements the connection caches from now on.
fn cached<C: Connection>(conn: &mut C) -> impl Fn() -> usize + use<C> {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::CacheQuery { .. } = event {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    move || count.swap(0, Ordering::Relaxed)
}

on_every_backend! {
    fn limits_per_parent(conn) {
        conn.batch_execute(&tables(20))?;
        let cached = cached(conn);
        for size in 1..=1_000 {
            Seat::query().with(Seat::TICKETS.limit(size).offset(size)).load(conn)?;
        }
        assert!(cached() <= 2);
    }

    fn loads_by_keys_of_several_columns(conn) {
        conn.batch_execute(&tables(1_000))?;
        let seats = Seat::query().order((seats::room, seats::id)).load(conn)?;
        let cached = cached(conn);
        for size in (2..=1_000).step_by(17) {
            let loaded = seats[..size].to_vec().load_related(Seat::TICKETS, conn)?;
            assert_eq!(loaded.iter().map(|seat| seat.tickets.len()).sum::<usize>(), size);
        }
        assert!(cached() <= 1);
    }

    fn rows_by_keys_of_several_columns(conn) {
        conn.batch_execute(&tables(1_000))?;
        let cached = cached(conn);
        for size in (2..=1_000).step_by(17) {
            assert_eq!(Seat::find_many((1..=size).map(|id| (1, id))).load(conn)?.len(), size as usize);
        }
        assert!(cached() <= 1);
    }

    fn lists_of_keys(conn) {
        conn.batch_execute(&tables(1_000))?;
        let tickets = Ticket::query().order(tickets::id).load(conn)?;
        let cached = cached(conn);
        for size in (2..=1_000).step_by(31) {
            assert_eq!(Ticket::find_many(1..=size as i32).load(conn)?.len(), size);
            assert_eq!(Tag::query().where_attached_to(Tag::TICKETS, &tickets[..size]).load(conn)?, []);
            let tickets = tickets[..size].to_vec();
            assert!(tickets.load_related(Ticket::TAGS, conn)?.iter().all(|ticket| ticket.tags.is_empty()));
        }
        assert!(cached() <= 3);
    }

    fn writes_of_a_pivot_table(conn) {
        conn.batch_execute(&tables(1_000))?;
        let ticket = Ticket::find(1).first(conn)?;
        let cached = cached(conn);
        for size in (50..=400).step_by(10) {
            ticket.tags().sync((1..=size).map(|id| (id, tag_ticket::place.eq(id)))).execute(conn)?;
            ticket.tags().attach(1..=size + 50).with_pivot(tag_ticket::place.eq(0)).execute(conn)?;
            ticket.tags().detach(size / 2..=size + 50).execute(conn)?;
            ticket.tags().toggle(1..=size).with_pivot(tag_ticket::place.eq(1)).execute(conn)?;
        }
        // 144 writes.
        assert!(cached() <= 8);
    }
}
