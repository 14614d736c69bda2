//! The rows of the shop: books and awards as they are in the world; prices, reviews and what is published made up.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;

use crate::database::AnyConnection;
use crate::models::{Author, Award, Book, Publisher, Review};
use crate::schema::{authors, award_book, awards, books, publishers, reviews};

/// Name, country, day of birth, and books.
type AuthorData = (
    &'static str,
    &'static str,
    (i32, u32, u32),
    &'static [BookData],
);
/// Title, year, pages, publisher, and nominations.
type BookData = (
    &'static str,
    i32,
    i32,
    Option<i32>,
    &'static [NominationData],
);
/// Award, year, and whether it was won.
type NominationData = (i32, i32, bool);

const PUBLISHERS: [&str; 4] = ["Ace Books", "Gollancz", "Orbit", "Tor Books"];
const ACE: i32 = 1;
const GOLLANCZ: i32 = 2;
const ORBIT: i32 = 3;
const TOR: i32 = 4;

const AWARDS: [&str; 2] = ["Hugo", "Nebula"];
const HUGO: i32 = 1;
const NEBULA: i32 = 2;

#[rustfmt::skip]
const AUTHORS: &[AuthorData] = &[
    ("Ursula K. Le Guin", "US", (1929, 10, 21), &[
        ("A Wizard of Earthsea", 1968, 205, Some(GOLLANCZ), &[]),
        ("The Left Hand of Darkness", 1969, 286, Some(ACE), &[(HUGO, 1970, true), (NEBULA, 1969, true)]),
        ("The Lathe of Heaven", 1971, 184, Some(GOLLANCZ), &[(HUGO, 1972, false), (NEBULA, 1971, false)]),
        ("The Dispossessed", 1974, 341, Some(GOLLANCZ), &[(HUGO, 1975, true), (NEBULA, 1974, true)]),
        ("Tehanu", 1990, 226, None, &[(NEBULA, 1990, true)]),
    ]),
    ("Frank Herbert", "US", (1920, 10, 8), &[
        ("Dune", 1965, 412, Some(ACE), &[(HUGO, 1966, true), (NEBULA, 1965, true)]),
        ("Dune Messiah", 1969, 256, Some(ACE), &[]),
        ("Children of Dune", 1976, 444, Some(ACE), &[(HUGO, 1977, false)]),
    ]),
    ("Isaac Asimov", "US", (1920, 1, 2), &[
        ("Foundation", 1951, 255, None, &[]),
        ("The Gods Themselves", 1972, 288, Some(GOLLANCZ), &[(HUGO, 1973, true), (NEBULA, 1972, true)]),
        ("Foundation's Edge", 1982, 367, None, &[(HUGO, 1983, true), (NEBULA, 1982, false)]),
    ]),
    ("Arthur C. Clarke", "GB", (1917, 12, 16), &[
        ("Childhood's End", 1953, 214, None, &[]),
        ("2001: A Space Odyssey", 1968, 221, Some(ORBIT), &[]),
        ("Rendezvous with Rama", 1973, 256, Some(GOLLANCZ), &[(HUGO, 1974, true), (NEBULA, 1973, true)]),
        ("The Fountains of Paradise", 1979, 261, Some(GOLLANCZ), &[(HUGO, 1980, true), (NEBULA, 1979, true)]),
    ]),
    ("Philip K. Dick", "US", (1928, 12, 16), &[
        ("The Man in the High Castle", 1962, 240, None, &[(HUGO, 1963, true)]),
        ("Do Androids Dream of Electric Sheep?", 1968, 210, Some(GOLLANCZ), &[(NEBULA, 1968, false)]),
        ("Ubik", 1969, 202, Some(GOLLANCZ), &[]),
    ]),
    ("Stanisław Lem", "PL", (1921, 9, 12), &[
        ("Solaris", 1961, 204, None, &[]),
        ("The Cyberiad", 1965, 295, None, &[]),
    ]),
    ("Octavia E. Butler", "US", (1947, 6, 22), &[
        ("Kindred", 1979, 264, Some(GOLLANCZ), &[]),
        ("Parable of the Sower", 1993, 299, None, &[(NEBULA, 1994, false)]),
        ("Parable of the Talents", 1998, 365, None, &[(NEBULA, 1999, true)]),
    ]),
    ("William Gibson", "US", (1948, 3, 17), &[
        ("Neuromancer", 1984, 271, Some(ACE), &[(HUGO, 1985, true), (NEBULA, 1984, true)]),
        ("Count Zero", 1986, 256, Some(GOLLANCZ), &[(HUGO, 1987, false), (NEBULA, 1986, false)]),
    ]),
    ("Connie Willis", "US", (1945, 12, 31), &[
        ("Doomsday Book", 1992, 578, Some(GOLLANCZ), &[(HUGO, 1993, true), (NEBULA, 1992, true)]),
        ("To Say Nothing of the Dog", 1998, 434, Some(GOLLANCZ), &[(HUGO, 1999, true), (NEBULA, 1998, false)]),
    ]),
    ("Ann Leckie", "US", (1966, 3, 2), &[
        ("Ancillary Justice", 2013, 409, Some(ORBIT), &[(HUGO, 2014, true), (NEBULA, 2013, true)]),
        ("Ancillary Sword", 2014, 354, Some(ORBIT), &[(HUGO, 2015, false), (NEBULA, 2014, false)]),
    ]),
    ("N. K. Jemisin", "US", (1972, 9, 19), &[
        ("The Fifth Season", 2015, 468, Some(ORBIT), &[(HUGO, 2016, true), (NEBULA, 2015, false)]),
        ("The Obelisk Gate", 2016, 410, Some(ORBIT), &[(HUGO, 2017, true), (NEBULA, 2016, false)]),
        ("The Stone Sky", 2017, 398, Some(ORBIT), &[(HUGO, 2018, true), (NEBULA, 2017, true)]),
    ]),
    ("Liu Cixin", "CN", (1963, 6, 23), &[
        ("The Three-Body Problem", 2008, 400, Some(TOR), &[(HUGO, 2015, true), (NEBULA, 2014, false)]),
        ("The Dark Forest", 2008, 512, Some(TOR), &[]),
        ("Death's End", 2010, 604, Some(TOR), &[(HUGO, 2017, false)]),
    ]),
];

const READERS: [&str; 6] = ["Ada", "Bela", "Chidi", "Dora", "Emil", "Fay"];
const WORDS: [&str; 5] = [
    "Dull.",
    "Not for me.",
    "It has its moments.",
    "Good.",
    "I could not put it down.",
];

/// Inserts all rows.
pub fn insert(conn: &mut AnyConnection) -> QueryResult<()> {
    for (id, name) in (1..).zip(PUBLISHERS) {
        let publisher = Publisher {
            id,
            name: name.to_owned(),
        };
        diesel::insert_into(publishers::table)
            .values(publisher)
            .execute(conn)?;
    }
    for (id, name) in (1..).zip(AWARDS) {
        let award = Award {
            id,
            name: name.to_owned(),
        };
        diesel::insert_into(awards::table)
            .values(award)
            .execute(conn)?;
    }
    let mut book_ids = 1..;
    for (author_id, (name, country, (year, month, day), data)) in (1..).zip(AUTHORS) {
        let author = Author {
            id: author_id,
            name: (*name).to_owned(),
            country: (*country).to_owned(),
            born_on: NaiveDate::from_ymd_opt(*year, *month, *day).unwrap_or_default(),
        };
        diesel::insert_into(authors::table)
            .values(author)
            .execute(conn)?;
        for (data, id) in data.iter().zip(book_ids.by_ref()) {
            insert_book(id, author_id, data, conn)?;
        }
    }
    // The keys of new rows follow those that were given here.
    #[cfg(feature = "postgres")]
    if let AnyConnection::Postgres(conn) = conn {
        let next = "SELECT setval(pg_get_serial_sequence('reviews', 'id'), MAX(id)) FROM reviews";
        diesel::sql_query(next).execute(conn)?;
    }
    Ok(())
}

fn insert_book(
    id: i32,
    author_id: i32,
    data: &BookData,
    conn: &mut AnyConnection,
) -> QueryResult<()> {
    let (title, released, pages, publisher_id, nominations) = *data;
    let opened = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default();
    let book = Book {
        id,
        title: title.to_owned(),
        released,
        pages,
        price_cents: 499 + id * 370 % 1500,
        added_on: opened + Days::new(id.unsigned_abs().into()),
        published: id % 9 != 0,
        author_id,
        publisher_id,
    };
    diesel::insert_into(books::table)
        .values(book)
        .execute(conn)?;
    for (award_id, year, won) in nominations {
        let nomination = (
            award_book::award_id.eq(award_id),
            award_book::book_id.eq(id),
            award_book::year.eq(year),
            award_book::won.eq(won),
        );
        diesel::insert_into(award_book::table)
            .values(nomination)
            .execute(conn)?;
    }
    for number in 0..id * 5 % 13 {
        let words = (id * 7 + number * 3) % 5;
        let index = |number: i32, len: usize| number.unsigned_abs() as usize % len;
        let review = Review {
            id: id * 100 + number,
            reader: READERS[index(id + number, READERS.len())].to_owned(),
            stars: words + 1,
            body: WORDS[index(words, WORDS.len())].to_owned(),
            approved: (id + number) % 7 != 0,
            book_id: id,
        };
        diesel::insert_into(reviews::table)
            .values(review)
            .execute(conn)?;
    }
    Ok(())
}
