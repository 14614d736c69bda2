//! Loaded rows have what their parts have: they are compared, sorted and hashed, made by hand, and are rows of their table to Diesel.

use std::collections::{BTreeSet, HashSet};

use diesel::associations::HasTable;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::WithPivot;
use diesel_relations::prelude::*;
use diesel_relations_tests::on_every_backend;

diesel::table! { authors { id -> Integer, name -> Text, } }
diesel::table! { books { id -> Integer, title -> Text, author_id -> Integer, } }
diesel::table! { shelves { id -> Integer, } }
diesel::table! { book_shelf (book_id, shelf_id) { book_id -> Integer, shelf_id -> Integer, place -> Integer, } }
diesel::table! { marks { id -> Integer, marked_id -> Integer, marked_type -> Text, } }
diesel::table! { floats { id -> Integer, height -> Double, } }
diesel::allow_tables_to_appear_in_same_query!(authors, books, shelves, book_shelf, marks);

macro_rules! model {
    ($($tokens:tt)*) => {
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Queryable, Selectable, Identifiable, Insertable, Model,
        )]
        $($tokens)*
    };
}

model! {
    #[diesel(table_name = authors)]
    #[has_many(Book)]
    struct Author {
        id: i32,
        name: String,
    }
}

model! {
    #[derive(Associations)]
    #[diesel(table_name = books, belongs_to(Author))]
    #[belongs_to_many(Shelf)]
    #[belongs_to_many(Shelf, name = places, using = Place)]
    struct Book {
        id: i32,
        title: String,
        #[model(belongs_to(Author))]
        author_id: i32,
    }
}

model! {
    #[diesel(table_name = shelves)]
    struct Shelf {
        id: i32,
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Queryable, Selectable)]
#[diesel(table_name = book_shelf)]
struct Place {
    place: i32,
}

model! {
    #[diesel(table_name = marks)]
    struct Mark {
        id: i32,
        #[morph_to(Author, Book)]
        marked_id: i32,
        marked_type: String,
    }
}

diesel_relations::property!(WithBooks => books_written: i64);

/// A property that can only be shown.
#[derive(Debug)]
struct Shown;

diesel_relations::property!(WithShown => shown: Shown);

const TABLES: &str = "
CREATE TEMPORARY TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TEMPORARY TABLE books (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL, author_id INTEGER NOT NULL);
CREATE TEMPORARY TABLE shelves (id INTEGER PRIMARY KEY);
CREATE TEMPORARY TABLE book_shelf (book_id INTEGER NOT NULL, shelf_id INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (book_id, shelf_id));
CREATE TEMPORARY TABLE marks (id INTEGER PRIMARY KEY, marked_id INTEGER NOT NULL, marked_type VARCHAR(20) NOT NULL);
INSERT INTO authors VALUES (1, 'Zoe'), (2, 'Ann');
INSERT INTO books VALUES (1, 'b', 1), (2, 'a', 2), (3, 'c', 1);
INSERT INTO shelves VALUES (1);
INSERT INTO book_shelf VALUES (1, 1, 7);
INSERT INTO marks VALUES (1, 2, 'Author'), (2, 1, 'Book');
";

on_every_backend! {
    fn sorted_and_in_sets(conn) {
        conn.batch_execute(TABLES)?;
        let rows = || Author::query().order(authors::id.desc()).with(Author::BOOKS.order(books::id)).with_count(Author::BOOKS);
        let mut authors = rows().load(conn)?;
        authors.extend(rows().load(conn)?);
        authors.sort();
        authors.dedup();
        assert_eq!(authors.iter().map(|author| author.id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(authors.iter().cloned().collect::<HashSet<_>>().len(), 2);
        assert_eq!(authors.into_iter().collect::<BTreeSet<_>>().len(), 2);
    }

    fn pivots_properties_and_owners_in_sets(conn) {
        conn.batch_execute(TABLES)?;
        let books: BTreeSet<_> = Book::query().with(Book::PLACES).load(conn)?.into_iter().collect();
        assert_eq!(books.first().map(|book| book.places[0].pivot.place), Some(7));
        let authors: HashSet<_> =
            Author::query().with_property(WithBooks, Author::BOOKS.count()).load(conn)?.into_iter().collect();
        assert_eq!(authors.len(), 2);
        let marks: BTreeSet<_> = Mark::query().with(Mark::MARKED).load(conn)?.into_iter().collect();
        assert_eq!(marks.iter().map(|mark| mark.id).collect::<Vec<_>>(), [1, 2]);
        let maybe: HashSet<_> = Author::query().with(Some(Author::BOOKS)).load(conn)?.into_iter().collect();
        assert_eq!(maybe.len(), 2);
    }

    fn updated_and_deleted_by_diesel(conn) {
        conn.batch_execute(TABLES)?;
        let author = Author::find(1).with(Author::BOOKS).with_count(Author::BOOKS).first(conn)?;
        assert_eq!(diesel::update(&author).set(authors::name.eq("Zoë")).execute(conn)?, 1);
        assert_eq!(Author::find(1).first(conn)?.name, "Zoë");
        assert_eq!(diesel::delete(&author).execute(conn)?, 1);
        assert_eq!(authors::table.count().get_result::<i64>(conn)?, 1);
        let book = Book::find(1).with(Book::PLACES).first(conn)?;
        assert_eq!(diesel::delete(&book.places[0]).execute(conn)?, 1);
        let author = Author::find(2).with(Some(Author::BOOKS)).first(conn)?;
        assert_eq!(diesel::update(&author).set(authors::name.eq("Eve")).execute(conn)?, 1);
    }

    fn parents_and_children_of_diesels_associations(conn) {
        conn.batch_execute(TABLES)?;
        let authors = Author::query().order(authors::id).with_count(Author::BOOKS).with(Author::BOOKS).load(conn)?;
        let titles = Book::belonging_to(&authors[0]).select(books::title).order(books::id).load::<String>(conn)?;
        assert_eq!(titles, ["b", "c"]);
        let books = Book::belonging_to(&authors).select(Book::as_select()).order(books::id).load(conn)?;
        let of_each: Vec<usize> = books.grouped_by(&authors).iter().map(Vec::len).collect();
        assert_eq!(of_each, [2, 1]);
        let books = Book::query().order(books::id).with(Book::SHELVES).load(conn)?;
        let of_each: Vec<usize> = books.grouped_by(&authors).iter().map(Vec::len).collect();
        assert_eq!(of_each, [2, 1]);
    }

    fn rows_made_by_hand(conn) {
        conn.batch_execute(TABLES)?;
        let ann = Author { id: 2, name: "Ann".into() };
        let book = Book { id: 2, title: "a".into(), author_id: 2 };
        let by_hand = AuthorWithBooksCount::new(AuthorWithBooks::new(ann.clone(), vec![book.clone()]), 1);
        let loaded = Author::find(2).with(Author::BOOKS).first(conn)?.load_count(Author::BOOKS, conn)?;
        assert_eq!(by_hand, loaded);
        let by_hand = BookWithAuthor::new(book.clone(), ann.clone().into());
        assert_eq!(by_hand, Book::find(2).with(Book::AUTHOR).first(conn)?);
        let by_hand = WithBooks::new(ann.clone(), 1);
        assert_eq!(by_hand, Author::find(2).with_property(WithBooks, Author::BOOKS.count()).first(conn)?);
        let by_hand = MarkWithMarked::new(Mark { id: 1, marked_id: 2, marked_type: "Author".into() }, Marked::Author(ann.into()));
        assert_eq!(by_hand, Mark::find(1).with(Mark::MARKED).first(conn)?);
    }
}

#[test]
fn defaults() {
    let author = AuthorWithBooks::<Author, Vec<Book>>::default();
    assert_eq!((author.id, author.books.len()), (0, 0));
    let author = AuthorWithBooksCount::<Author>::default();
    assert_eq!(author.books_count, 0);
    assert_eq!(WithPivot::<Shelf, Place>::default().pivot.place, 0);
}

#[test]
fn each_trait_only_where_the_parts_have_it() {
    let shown = WithShown::new(Author::default(), Shown);
    assert_eq!(format!("{:?}", shown.shown), "Shown");
}

#[test]
fn the_table_of_a_loaded_row() {
    fn table_of<R: HasTable>(_: &R) -> R::Table {
        R::table()
    }
    let row = AuthorWithBooks::new(
        Author {
            id: 3,
            name: "Cid".into(),
        },
        Vec::<Book>::new(),
    );
    let _: authors::table = table_of(&row);
    assert_eq!(Identifiable::id(&row), &3);
}
