//! The tables, as `schema.sql` creates them.

diesel::table! {
    publishers { id -> Integer, name -> Text, }
}
diesel::table! {
    authors { id -> Integer, name -> Text, country -> Text, born_on -> Date, }
}
diesel::table! {
    books {
        id -> Integer,
        title -> Text,
        released -> Integer,
        pages -> Integer,
        price_cents -> Integer,
        added_on -> Date,
        published -> Bool,
        author_id -> Integer,
        publisher_id -> Nullable<Integer>,
    }
}
diesel::table! {
    reviews {
        id -> Integer,
        reader -> Text,
        stars -> Integer,
        body -> Text,
        approved -> Bool,
        book_id -> Integer,
        deleted_at -> Nullable<Timestamp>,
    }
}
diesel::table! {
    awards { id -> Integer, name -> Text, }
}
diesel::table! {
    award_book (award_id, book_id) { award_id -> Integer, book_id -> Integer, year -> Integer, won -> Bool, }
}
diesel::allow_tables_to_appear_in_same_query!(
    publishers, authors, books, reviews, awards, award_book
);
