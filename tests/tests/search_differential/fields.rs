//! The fields of each model, and their values in a row, computed from the vectors.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};

use crate::models::*;
use crate::world::World;

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Double(f64),
    Single(f32),
    Bool(bool),
    Text(String),
    Time(NaiveDateTime),
    Day(NaiveDate),
}

impl Cell {
    pub(crate) fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Null, cell)
    }

    /// The order of two values of one type; none where one is NULL.
    pub(crate) fn compare(&self, other: &Cell) -> Option<Ordering> {
        match (self, other) {
            (Cell::Int(a), Cell::Int(b)) => Some(a.cmp(b)),
            (Cell::Double(a), Cell::Double(b)) => a.partial_cmp(b),
            (Cell::Single(a), Cell::Single(b)) => a.partial_cmp(b),
            (Cell::Bool(a), Cell::Bool(b)) => Some(a.cmp(b)),
            (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
            (Cell::Time(a), Cell::Time(b)) => Some(a.cmp(b)),
            (Cell::Day(a), Cell::Day(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// A row of a model.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Row<'w> {
    Article(&'w Article, Option<&'w (i32, i32, bool, Option<String>)>),
    Remark(&'w Remark),
    Label(&'w Label, Option<&'w (i32, i32, bool, Option<String>)>),
    Picture(&'w Picture),
    Author(&'w Author),
}

/// A value of the row itself, or one of each related row.
#[derive(Debug)]
pub(crate) enum Found {
    Own(Cell),
    Related(Vec<Cell>),
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn int(number: i32) -> Cell {
    Cell::Int(i64::from(number))
}

fn count(number: usize) -> Found {
    Found::Own(Cell::Int(number as i64))
}

impl World {
    pub(crate) fn author(&self, key: Option<i32>) -> Option<&Author> {
        self.authors.iter().find(|it| Some(it.author_no) == key)
    }
    pub(crate) fn nation(&self, key: Option<&str>) -> Option<&Country> {
        self.nations.iter().find(|it| Some(it.code.as_str()) == key)
    }
    pub(crate) fn remarks_of(&self, article: i32) -> Vec<&Remark> {
        let all = self.remarks.iter();
        all.filter(|(it, trashed)| !trashed && it.article_id == article)
            .map(|(it, _)| it)
            .collect()
    }
    /// The one with the most points. Of several, and without points, that with the greatest key.
    pub(crate) fn best_remark(&self, article: i32) -> Option<&Remark> {
        self.remarks_of(article)
            .into_iter()
            .max_by_key(|it| (it.points, it.remark_no))
    }
    pub(crate) fn summary(&self, article: i32) -> Option<&Summary> {
        self.summaries.iter().find(|it| it.article_id == article)
    }
    pub(crate) fn labels_of(&self, article: i32) -> Vec<Row<'_>> {
        let of_pivot = |pivot| {
            self.labels
                .iter()
                .filter(move |label: &&Label| label.id == label_of(pivot))
                .map(move |label| Row::Label(label, Some(pivot)))
        };
        self.pivots
            .iter()
            .filter(|pivot| pivot.0 == article)
            .flat_map(of_pivot)
            .collect()
    }
    pub(crate) fn pictures_of(&self, article: i32) -> Vec<&Picture> {
        self.pictures
            .iter()
            .filter(|it| it.owner_type == "Article" && it.owner_id == article)
            .collect()
    }
    pub(crate) fn articles_of_author(&self, author: i32) -> Vec<&Article> {
        self.articles
            .iter()
            .filter(|(it, trashed)| !trashed && it.author_no == Some(author))
            .map(|(it, _)| it)
            .collect()
    }
    pub(crate) fn students(&self, author: i32) -> Vec<&Author> {
        self.authors
            .iter()
            .filter(|it| it.mentor_no == Some(author))
            .collect()
    }

    /// The value of a field to filter by.
    pub(crate) fn field(&self, row: Row<'_>, field: &str) -> Found {
        match row {
            Row::Article(_, Some(pivot)) | Row::Label(_, Some(pivot))
                if field == "pivot.approved" =>
            {
                Found::Own(Cell::Bool(pivot.2))
            }
            Row::Article(_, Some(pivot)) | Row::Label(_, Some(pivot)) if field == "pivot.note" => {
                Found::Own(Cell::of(pivot.3.as_deref(), text))
            }
            Row::Article(it, _) => self.of_article(it, field),
            Row::Remark(it) => match field {
                "remark_no" => Found::Own(int(it.remark_no)),
                "body" => Found::Own(text(&it.body)),
                "points" => Found::Own(Cell::of(it.points, int)),
                _ => Found::Related(
                    self.author(it.author_no)
                        .map(|it| text(&it.name))
                        .into_iter()
                        .collect(),
                ),
            },
            Row::Label(it, _) => match field {
                "id" => Found::Own(int(it.id)),
                "name" => Found::Own(text(&it.name)),
                _ => {
                    let is_of = |article: &Article| {
                        self.pivots
                            .iter()
                            .any(|pivot| pivot.0 == article.id && pivot.1 == it.id)
                    };
                    Found::Related(
                        self.articles
                            .iter()
                            .filter(|(article, trashed)| !trashed && is_of(article))
                            .map(|(it, _)| int(it.views))
                            .collect(),
                    )
                }
            },
            Row::Picture(it) => Found::Own(match field {
                "id" => int(it.id),
                "url" => text(&it.url),
                _ => Cell::of(it.width, int),
            }),
            Row::Author(it) => self.of_author(it, field),
        }
    }

    fn of_article(&self, it: &Article, field: &str) -> Found {
        let one = |cell: Option<Cell>| Found::Related(cell.into_iter().collect());
        let writer = || self.author(it.author_no);
        Found::Own(match field {
            "id" => int(it.id),
            "title" => text(&it.title),
            "views" => int(it.views),
            "size" => Cell::of(it.size, Cell::Int),
            "score" => Cell::of(it.score, Cell::Double),
            "weight" => Cell::of(it.weight, Cell::Single),
            "open" => Cell::of(it.open, Cell::Bool),
            "note" => Cell::of(it.note.as_deref(), text),
            "status" => text(it.status.name()),
            "published_at" => Cell::of(it.published_at, Cell::Time),
            "day" => Cell::of(it.day, Cell::Day),
            "tenant_id" => int(it.tenant_id),
            "writer.name" => return one(writer().map(|it| text(&it.name))),
            "writer.country.name" => {
                return one(writer()
                    .and_then(|it| self.nation(it.country_code.as_deref()))
                    .map(|it| text(&it.name)));
            }
            "writer.mentor.name" => {
                return one(writer()
                    .and_then(|it| self.author(it.mentor_no))
                    .map(|it| text(&it.name)));
            }
            "summary.text" => return one(self.summary(it.id).map(|it| text(&it.text))),
            "best_remark.points" => {
                return one(self.best_remark(it.id).map(|it| Cell::of(it.points, int)));
            }
            "remarks.count" => return count(self.remarks_of(it.id).len()),
            "remarks.exists" => Cell::Bool(!self.remarks_of(it.id).is_empty()),
            "remarks.body" => {
                return Found::Related(
                    self.remarks_of(it.id)
                        .iter()
                        .map(|it| text(&it.body))
                        .collect(),
                );
            }
            "remarks.points" => {
                return Found::Related(
                    self.remarks_of(it.id)
                        .iter()
                        .map(|it| Cell::of(it.points, int))
                        .collect(),
                );
            }
            "remarks.writer.name" => {
                let writers = self
                    .remarks_of(it.id)
                    .into_iter()
                    .filter_map(|it| self.author(it.author_no));
                return Found::Related(writers.map(|it| text(&it.name)).collect());
            }
            "labels.count" => return count(self.labels_of(it.id).len()),
            "labels.exists" => Cell::Bool(!self.labels_of(it.id).is_empty()),
            "labels.name" => return self.each(self.labels_of(it.id), "name"),
            "pictures.count" => return count(self.pictures_of(it.id).len()),
            "pictures.width" => {
                return Found::Related(
                    self.pictures_of(it.id)
                        .iter()
                        .map(|it| Cell::of(it.width, int))
                        .collect(),
                );
            }
            _ => unreachable!("{field}"),
        })
    }

    fn of_author(&self, it: &Author, field: &str) -> Found {
        let one = |cell: Option<Cell>| Found::Related(cell.into_iter().collect());
        let mentor = || self.author(it.mentor_no);
        let country = |it: &Author| {
            self.nation(it.country_code.as_deref())
                .map(|it| text(&it.name))
        };
        Found::Own(match field {
            "author_no" => int(it.author_no),
            "name" => text(&it.name),
            "country.name" => return one(country(it)),
            "mentor.name" => return one(mentor().map(|it| text(&it.name))),
            "mentor.country.name" => return one(mentor().and_then(country)),
            "mentor.mentor.name" => {
                return one(mentor()
                    .and_then(|it| self.author(it.mentor_no))
                    .map(|it| text(&it.name)));
            }
            "students.count" => return count(self.students(it.author_no).len()),
            "students.exists" => Cell::Bool(!self.students(it.author_no).is_empty()),
            "students.name" => {
                return Found::Related(
                    self.students(it.author_no)
                        .iter()
                        .map(|it| text(&it.name))
                        .collect(),
                );
            }
            "articles.count" => return count(self.articles_of_author(it.author_no).len()),
            _ => unreachable!("{field}"),
        })
    }

    fn each(&self, rows: Vec<Row<'_>>, field: &str) -> Found {
        let own = |found| match found {
            Found::Own(cell) => cell,
            Found::Related(_) => unreachable!("a column"),
        };
        Found::Related(
            rows.into_iter()
                .map(|row| own(self.field(row, field)))
                .collect(),
        )
    }

    /// The value of a field to sort by.
    pub(crate) fn sorted(&self, row: Row<'_>, field: &str) -> Cell {
        let values = |name: &str| match self.field(row, name) {
            Found::Own(cell) => vec![cell],
            Found::Related(cells) => cells,
        };
        let Some((path, column)) = field
            .strip_suffix(')')
            .and_then(|call| call.split_once('('))
        else {
            return values(field).into_iter().next().unwrap_or(Cell::Null);
        };
        let (relation, function) = path.rsplit_once('.').expect("a function");
        if let (Row::Author(it), "articles") = (row, relation) {
            let views = self
                .articles_of_author(it.author_no)
                .iter()
                .map(|it| int(it.views))
                .collect();
            return aggregate(function, views);
        }
        aggregate(function, values(&format!("{relation}.{column}")))
    }
}

fn label_of(pivot: &(i32, i32, bool, Option<String>)) -> i32 {
    pivot.1
}

/// An aggregate of the values that are not NULL.
pub(crate) fn aggregate(function: &str, cells: Vec<Cell>) -> Cell {
    let cells: Vec<Cell> = cells
        .into_iter()
        .filter(|cell| *cell != Cell::Null)
        .collect();
    let number = |cell: &Cell| match cell {
        Cell::Int(number) => *number as f64,
        _ => unreachable!("a number"),
    };
    let by = |a: &Cell, b: &Cell| a.compare(b).unwrap_or(Ordering::Equal);
    if cells.is_empty() {
        return Cell::Null;
    }
    match function {
        "min" => cells.into_iter().min_by(by).unwrap_or(Cell::Null),
        "max" => cells.into_iter().max_by(by).unwrap_or(Cell::Null),
        "sum" => Cell::Double(cells.iter().map(number).sum()),
        _ => Cell::Double(cells.iter().map(number).sum::<f64>() / cells.len() as f64),
    }
}
