//! What the models of the tests declare.

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Int,
    Long,
    Double,
    Single,
    Bool,
    Text,
    Status,
    Time,
    Day,
    /// `comments.exists`
    Exists,
}

/// The rows that a search or an include yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    Article,
    Remark,
    Label,
    Picture,
    Author,
    /// A model without fields to filter and to sort by.
    Bare,
    Nation,
}

use Type::*;

pub(crate) const ARTICLE_FILTERS: &[(&str, Type)] = &[
    ("id", Int),
    ("title", Text),
    ("views", Int),
    ("size", Long),
    ("score", Double),
    ("weight", Single),
    ("open", Bool),
    ("note", Text),
    ("status", Status),
    ("published_at", Time),
    ("day", Day),
    ("tenant_id", Int),
    ("writer.name", Text),
    ("writer.country.name", Text),
    ("writer.mentor.name", Text),
    ("summary.text", Text),
    ("best_remark.points", Int),
    ("remarks.count", Long),
    ("remarks.exists", Exists),
    ("remarks.body", Text),
    ("remarks.points", Int),
    ("remarks.writer.name", Text),
    ("labels.name", Text),
    ("labels.count", Long),
    ("labels.exists", Exists),
    ("pictures.width", Int),
    ("pictures.count", Long),
];
pub(crate) const ARTICLE_SORTS: &[&str] = &[
    "id",
    "title",
    "views",
    "size",
    "score",
    "weight",
    "open",
    "note",
    "status",
    "published_at",
    "day",
    "writer.name",
    "writer.country.name",
    "writer.mentor.name",
    "summary.text",
    "best_remark.points",
    "remarks.count",
    "remarks.sum(points)",
    "remarks.avg(points)",
    "remarks.min(points)",
    "remarks.max(body)",
    "labels.count",
    "pictures.max(width)",
];
pub(crate) const REMARK_FILTERS: &[(&str, Type)] =
    &[("body", Text), ("points", Int), ("writer.name", Text)];
pub(crate) const PIVOT_FILTERS: &[(&str, Type)] = &[("pivot.approved", Bool), ("pivot.note", Text)];
pub(crate) const AUTHOR_FILTERS: &[(&str, Type)] = &[
    ("author_no", Int),
    ("name", Text),
    ("country.name", Text),
    ("mentor.name", Text),
    ("mentor.country.name", Text),
    ("students.count", Long),
    ("students.exists", Exists),
    ("students.name", Text),
    ("articles.count", Long),
];
pub(crate) const AUTHOR_SORTS: &[&str] = &[
    "author_no",
    "name",
    "country.name",
    "mentor.name",
    "mentor.mentor.name",
    "students.count",
    "articles.max(views)",
];

impl Model {
    pub(crate) fn filters(self, pivot: bool) -> Vec<(&'static str, Type)> {
        let mut fields = match self {
            Model::Article => ARTICLE_FILTERS,
            Model::Remark => REMARK_FILTERS,
            Model::Label => &[("name", Text), ("articles.views", Int)],
            Model::Picture => &[("url", Text), ("width", Int)],
            Model::Author => AUTHOR_FILTERS,
            Model::Nation => &[("name", Text)],
            Model::Bare => &[],
        }
        .to_vec();
        if pivot {
            fields.extend(PIVOT_FILTERS);
        }
        fields
    }

    pub(crate) fn sorts(self, pivot: bool) -> Vec<&'static str> {
        let mut fields = match self {
            Model::Article => ARTICLE_SORTS,
            Model::Remark => &["body", "points", "writer.name"],
            Model::Label => &["name"],
            Model::Picture => &["width"],
            Model::Author => AUTHOR_SORTS,
            Model::Bare | Model::Nation => &[],
        }
        .to_vec();
        if pivot {
            fields.extend(["pivot.approved", "pivot.note"]);
        }
        fields
    }
}
