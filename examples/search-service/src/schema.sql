CREATE TABLE IF NOT EXISTS publishers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS authors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    born_on DATE NOT NULL
);
CREATE TABLE IF NOT EXISTS books (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    released INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    price_cents INTEGER NOT NULL,
    added_on DATE NOT NULL,
    published BOOLEAN NOT NULL,
    author_id INTEGER NOT NULL REFERENCES authors,
    publisher_id INTEGER REFERENCES publishers
);
CREATE TABLE IF NOT EXISTS reviews (
    id INTEGER PRIMARY KEY,
    reader TEXT NOT NULL,
    stars INTEGER NOT NULL,
    body TEXT NOT NULL,
    approved BOOLEAN NOT NULL,
    book_id INTEGER NOT NULL REFERENCES books,
    deleted_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS awards (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS award_book (
    award_id INTEGER NOT NULL REFERENCES awards,
    book_id INTEGER NOT NULL REFERENCES books,
    year INTEGER NOT NULL,
    won BOOLEAN NOT NULL,
    PRIMARY KEY (award_id, book_id)
);
CREATE INDEX IF NOT EXISTS books_of_author ON books (author_id);
CREATE INDEX IF NOT EXISTS books_by_release ON books (released, id);
CREATE INDEX IF NOT EXISTS reviews_of_book ON reviews (book_id);
CREATE INDEX IF NOT EXISTS awards_of_book ON award_book (book_id);
