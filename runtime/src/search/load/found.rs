//! A row that a search found.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::Value as Json;

use crate::declare::loaded_row::{Around, Beside};
use crate::declare::model::LoadedRow;
use crate::declare::row_names::RowNames;
use crate::search::load::without::Without;

/// A row that a search found, with the aggregates that the request asked for. It derefs to the row.
///
/// As JSON, it has the row's fields, or those of them that the request asked for by `fields`, and each aggregate under its name:
/// `comments_count`, `comments_sum_votes`.
#[derive(Debug, Clone)]
pub struct Found<R> {
    row: R,
    aggregates: Vec<Json>,
    shown: Arc<Shown>,
}

/// The parts of each row that are shown.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The names of the aggregates.
    pub(crate) aggregates: Vec<String>,
    /// The columns of the model that are left out.
    pub(crate) hidden: Vec<&'static str>,
}

impl<R> Found<R> {
    pub(crate) fn new(row: R, aggregates: Vec<Json>, shown: Arc<Shown>) -> Self {
        Found {
            row,
            aggregates,
            shown,
        }
    }

    /// The row: `Found::into_inner(post)`. It is no method, so that it hides none of the row's own.
    pub fn into_inner(this: Self) -> R {
        this.row
    }

    /// An aggregate by its name, where the request asked for it: `Found::aggregate(&post, "comments_count")`.
    pub fn aggregate<'f>(this: &'f Self, name: &str) -> Option<&'f Json> {
        let number = this.shown.aggregates.iter().position(|it| it == name)?;
        this.aggregates.get(number)
    }
}

impl<R> Deref for Found<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.row
    }
}

impl<R> DerefMut for Found<R> {
    fn deref_mut(&mut self) -> &mut R {
        &mut self.row
    }
}

/// Rows are equal that have equal fields and aggregates.
impl<R: PartialEq> PartialEq for Found<R> {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row && self.aggregates == other.aggregates
    }
}

impl<R: LoadedRow> LoadedRow for Found<R> {
    type Model = R::Model;
    type Kind = Around<()>;
    const NAMES: &'static RowNames = R::NAMES;
    fn model(this: &Self) -> &R::Model {
        R::model(&this.row)
    }
}

impl<R> Beside<()> for Found<R> {
    fn beside(&self) -> &() {
        &()
    }
}

#[cfg(feature = "row-traits")]
crate::__row_of_a_table!(Found<R>, row);

#[derive(Serialize)]
struct Flat<'a, R> {
    #[serde(flatten)]
    row: Without<'a, R>,
    #[serde(flatten)]
    aggregates: Pairs<'a>,
}

struct Pairs<'a>(&'a [String], &'a [Json]);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1))
    }
}

impl<R: Serialize> Serialize for Found<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let aggregates = Pairs(&self.shown.aggregates, &self.aggregates);
        if !serializer.is_human_readable() {
            return (&self.row, aggregates).serialize(serializer);
        }
        let row = Without {
            row: &self.row,
            names: &self.shown.hidden,
        };
        Flat { row, aggregates }.serialize(serializer)
    }
}
