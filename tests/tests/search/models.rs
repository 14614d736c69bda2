//! The schema of these tests: articles of tenants, with every common type of column and every kind of relation.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use diesel_relations::prelude::*;
use serde::{Deserialize, Serialize};

diesel::table! { nations (code) { code -> Text, name -> Text, } }
diesel::table! { author (author_no) { author_no -> Integer, name -> Text, country_code -> Nullable<Text>, mentor_no -> Nullable<Integer>, } }
diesel::table! { tenants { id -> Integer, name -> Text, } }
diesel::table! {
    articles {
        id -> Integer,
        tenant_id -> Integer,
        title -> Text,
        views -> Integer,
        size -> Nullable<BigInt>,
        score -> Nullable<Double>,
        weight -> Nullable<Float>,
        open -> Nullable<Bool>,
        note -> Nullable<Text>,
        status -> Text,
        published_at -> Nullable<Timestamp>,
        day -> Nullable<Date>,
        author_no -> Nullable<Integer>,
        secret -> Text,
        deleted_at -> Nullable<Timestamp>,
    }
}
diesel::table! { remark (remark_no) { remark_no -> Integer, body -> Text, points -> Nullable<Integer>, article_id -> Integer, author_no -> Nullable<Integer>, deleted_at -> Nullable<Timestamp>, } }
diesel::table! { summaries { id -> Integer, text -> Text, article_id -> Integer, } }
diesel::table! { labels { id -> Integer, name -> Text, } }
diesel::table! { article_label (article_id, label_id) { article_id -> Integer, label_id -> Integer, approved -> Bool, note -> Nullable<Text>, } }
diesel::table! { pictures { id -> Integer, url -> Text, width -> Nullable<Integer>, owner_id -> Integer, owner_type -> Text, } }
diesel::table! { shelves (room, nr) { room -> Integer, nr -> Integer, name -> Text, } }
diesel::table! { boxes { id -> Integer, room -> Integer, shelf_nr -> Nullable<Integer>, name -> Text, } }
diesel::allow_tables_to_appear_in_same_query!(
    nations,
    author,
    tenants,
    articles,
    remark,
    summaries,
    labels,
    article_label,
    pictures,
    shelves,
    boxes
);

#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    AsExpression,
    FromSqlRow,
)]
#[diesel(sql_type = Text)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    #[default]
    Draft,
    Public,
    Gone,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Public => "public",
            Status::Gone => "gone",
        }
    }
}

impl<DB: Backend> ToSql<Text, DB> for Status
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.name().to_sql(out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Status
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        match String::from_sql(bytes)?.as_str() {
            "draft" => Ok(Status::Draft),
            "public" => Ok(Status::Public),
            "gone" => Ok(Status::Gone),
            other => Err(format!("no status: {other}").into()),
        }
    }
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = nations, primary_key(code))]
#[model(search(filter(name)))]
pub struct Country {
    pub code: String,
    pub name: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = author, primary_key(author_no))]
#[has_many(Author, name = students, foreign_key = mentor_no)]
#[has_many(Article, table = articles, foreign_key = author_no)]
#[model(search(
    filter(author_no, name, country.name, mentor.name, mentor.country.name, students.count, students.exists, students.name, articles.count),
    sort(author_no, name, country.name, mentor.name, mentor.mentor.name, students.count, articles.max(views)),
    keywords(name, mentor.name),
    include(country, mentor, students, students.students, articles),
    aggregate(students.count, students.max(name), articles.count, articles.sum(views)),
    limit(default = 5, max = 50),
))]
pub struct Author {
    pub author_no: i32,
    pub name: String,
    #[model(belongs_to(Country, name = country))]
    pub country_code: Option<String>,
    #[model(belongs_to(Author, name = mentor))]
    pub mentor_no: Option<i32>,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = tenants)]
#[has_many(Article)]
#[has_many_through(Remark, table = remark, through = Article)]
#[model(search(
    filter(id, name, articles.title, remarks.body, remarks.count),
    sort(name, articles.count, remarks.sum(points)),
    include(articles, articles.remarks, remarks),
    aggregate(articles.count, remarks.count, remarks.sum(points)),
))]
pub struct Tenant {
    pub id: i32,
    pub name: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = articles)]
#[has_many(Remark, table = remark)]
#[has_one(Summary)]
#[has_one(Remark, table = remark, name = best_remark, latest = points)]
#[has_many(Remark, table = remark, name = rated_remarks, filter = remark::points.is_not_null())]
#[belongs_to_many(Label, search(approved: bool, note: Option<String>))]
#[morph_many(Picture, morph = owner)]
#[model(soft_delete, search(
    filter(
        id, title, views, size, score, weight, open, note, status, published_at, day, tenant_id,
        writer.name, writer.country.name, writer.mentor.name, summary.text, best_remark.points,
        remarks.count, remarks.exists, remarks.body, remarks.points, remarks.writer.name,
        labels.name, labels.count, labels.exists, pictures.width, pictures.count,
    ),
    sort(
        id, title, views, size, score, weight, open, note, status, published_at, day,
        writer.name, writer.country.name, writer.mentor.name, summary.text, best_remark.points,
        remarks.count, remarks.sum(points), remarks.avg(points), remarks.min(points), remarks.max(body), labels.count, pictures.max(width),
    ),
    keywords(title, note, writer.name, remarks.body),
    include(writer, writer.country, writer.mentor, tenant, remarks, remarks.writer, best_remark, summary, labels, pictures),
    aggregate(
        remarks.count, remarks.exists, remarks.sum(points), remarks.avg(points), remarks.min(points), remarks.max(points), remarks.max(body),
        labels.count, labels.max(name), pictures.count, pictures.sum(width), pictures.exists, summary.exists,
    ),
    scope(
        popular = articles::views.ge(3i32),
        between(least: i32, most: i32) = articles::views.between(least, most),
        noted(text: String) = articles::note.eq(text),
    ),
    limit(default = 4, max = 20),
    trashed,
))]
pub struct Article {
    pub id: i32,
    #[model(belongs_to(Tenant))]
    pub tenant_id: i32,
    pub title: String,
    pub views: i32,
    pub size: Option<i64>,
    pub score: Option<f64>,
    pub weight: Option<f32>,
    pub open: Option<bool>,
    pub note: Option<String>,
    pub status: Status,
    pub published_at: Option<NaiveDateTime>,
    pub day: Option<NaiveDate>,
    #[model(belongs_to(Author, name = writer))]
    pub author_no: Option<i32>,
    pub secret: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = remark, primary_key(remark_no))]
#[model(soft_delete, search(filter(body, points, writer.name), sort(body, points, writer.name), keywords(body)))]
pub struct Remark {
    pub remark_no: i32,
    pub body: String,
    pub points: Option<i32>,
    #[model(belongs_to(Article))]
    pub article_id: i32,
    #[model(belongs_to(Author, name = writer))]
    pub author_no: Option<i32>,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = summaries)]
#[model(search)]
pub struct Summary {
    pub id: i32,
    pub text: String,
    #[model(belongs_to(Article))]
    pub article_id: i32,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = labels)]
#[belongs_to_many(Article, search(approved: bool, note: Option<String>))]
#[model(search(filter(name, articles.views), sort(name), include(articles)))]
pub struct Label {
    pub id: i32,
    pub name: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = pictures)]
#[model(search(filter(url, width, owner_type, owner.exists), sort(width), include(owner)))]
pub struct Picture {
    pub id: i32,
    pub url: String,
    pub width: Option<i32>,
    #[morph_to(Article, Author)]
    pub owner_id: i32,
    pub owner_type: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = shelves, primary_key(room, nr))]
#[has_many(Carton, table = boxes, foreign_key = (room, shelf_nr))]
#[model(search(
    filter(room, nr, name, cartons.name, cartons.count),
    sort(name, room, cartons.count),
    include(cartons),
    aggregate(cartons.count, cartons.max(name)),
))]
pub struct Shelf {
    pub room: i32,
    pub nr: i32,
    pub name: String,
}

#[derive(
    Debug, Clone, Default, PartialEq, Queryable, Selectable, Identifiable, Serialize, Model,
)]
#[diesel(table_name = boxes)]
#[model(search(filter(name, shelf.name), sort(shelf.name), include(shelf)))]
pub struct Carton {
    pub id: i32,
    pub room: i32,
    #[model(belongs_to(Shelf, name = shelf, foreign_key = (room, shelf_nr)))]
    pub shelf_nr: Option<i32>,
    pub name: String,
}
