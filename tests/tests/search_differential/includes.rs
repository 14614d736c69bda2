//! The relations that a request loads, computed from the vectors.

use serde_json::{Value as Json, json};

use crate::check::{list, model_json, order, sort};
use crate::declared::Model;
use crate::fields::Row;
use crate::test::{Test, Ways, filters};
use crate::world::World;

/// A relation that a request wants.
#[derive(Debug, Default)]
pub(crate) struct Node<'j> {
    name: &'j str,
    include: Option<&'j Json>,
    inside: Vec<Node<'j>>,
}

pub(crate) fn tree(includes: &[Json]) -> Option<Vec<Node<'_>>> {
    let mut tree = Vec::new();
    add(&mut tree, includes)?;
    Some(tree)
}

fn add<'j>(tree: &mut Vec<Node<'j>>, includes: &'j [Json]) -> Option<()> {
    for include in includes {
        let path = include.as_str().or_else(|| include["relation"].as_str())?;
        let mut level = &mut *tree;
        let mut names = path.split('.').peekable();
        while let Some(name) = names.next() {
            let number = level
                .iter()
                .position(|node| node.name == name)
                .unwrap_or_else(|| {
                    level.push(Node {
                        name,
                        ..Node::default()
                    });
                    level.len() - 1
                });
            let node = &mut level[number];
            if names.peek().is_none() {
                let says_something = ["filters", "sort"]
                    .iter()
                    .any(|key| !list(include, key).is_empty())
                    || include.get("limit").is_some();
                if says_something && node.include.replace(include).is_some() {
                    return None;
                }
                add(&mut node.inside, list(include, "includes"))?;
            }
            level = &mut level[number].inside;
        }
    }
    Some(())
}

pub(crate) struct Load<'j> {
    pub(crate) name: &'j str,
    test: Test,
    order: Vec<(&'static str, bool)>,
    limit: usize,
    inside: Vec<Load<'j>>,
}

pub(crate) fn loads<'j>(model: Model, tree: &[Node<'j>], ways: Ways) -> Option<Vec<Load<'j>>> {
    let load = |node: &Node<'j>| {
        let (related, pivot) = match (model, node.name) {
            (Model::Article | Model::Remark, "writer") | (Model::Author, "mentor" | "students") => {
                (Model::Author, false)
            }
            (Model::Author, "country") => (Model::Nation, false),
            (Model::Author, "articles") => (Model::Article, false),
            (Model::Article, "tenant" | "summary") => (Model::Bare, false),
            (Model::Article, "remarks" | "best_remark") => (Model::Remark, false),
            (Model::Article, "labels") => (Model::Label, true),
            (Model::Article, "pictures") => (Model::Picture, false),
            _ => return None,
        };
        let part = node.include.unwrap_or(&Json::Null);
        Some(Load {
            name: node.name,
            test: filters(related, pivot, &part["filters"], ways, 0)?,
            order: order(related, pivot, part)?,
            limit: part["limit"].as_u64().map_or(usize::MAX, |it| it as usize),
            inside: loads(related, &node.inside, ways)?,
        })
    };
    tree.iter().map(load).collect()
}

/// The relations of a writer that are not declared.
pub(crate) fn is_declared(tree: &[Node<'_>]) -> bool {
    let of_writer = tree
        .iter()
        .filter(|node| node.name == "writer")
        .flat_map(|node| &node.inside);
    of_writer
        .into_iter()
        .all(|node| ["country", "mentor"].contains(&node.name))
}

impl Load<'_> {
    pub(crate) fn json(&self, world: &World, row: Row<'_>, ways: Ways) -> Json {
        let one = |json: Option<Json>| json.unwrap_or(Json::Null);
        let (mut rows, many): (Vec<Row<'_>>, bool) = match (row, self.name) {
            (Row::Article(it, _), "tenant") => {
                return one(world
                    .tenants
                    .iter()
                    .find(|tenant| tenant.id == it.tenant_id)
                    .map(|it| json!(it)));
            }
            (Row::Article(it, _), "summary") => {
                return one(world.summary(it.id).map(|it| json!(it)));
            }
            (Row::Author(it), "country") => {
                let nation = world.nation(it.country_code.as_deref());
                return one(nation
                    .filter(|it| nation_holds(&self.test, world, &it.name))
                    .map(|it| json!(it)));
            }
            (Row::Article(it, _), "writer") => (
                world
                    .author(it.author_no)
                    .map(Row::Author)
                    .into_iter()
                    .collect(),
                false,
            ),
            (Row::Remark(it), "writer") => (
                world
                    .author(it.author_no)
                    .map(Row::Author)
                    .into_iter()
                    .collect(),
                false,
            ),
            (Row::Author(it), "mentor") => (
                world
                    .author(it.mentor_no)
                    .map(Row::Author)
                    .into_iter()
                    .collect(),
                false,
            ),
            (Row::Author(it), "students") => (
                world
                    .students(it.author_no)
                    .into_iter()
                    .map(Row::Author)
                    .collect(),
                true,
            ),
            (Row::Author(it), "articles") => (
                world
                    .articles_of_author(it.author_no)
                    .into_iter()
                    .map(|it| Row::Article(it, None))
                    .collect(),
                true,
            ),
            (Row::Article(it, _), "remarks") => (
                world
                    .remarks_of(it.id)
                    .into_iter()
                    .map(Row::Remark)
                    .collect(),
                true,
            ),
            (Row::Article(it, _), "best_remark") => (
                world
                    .best_remark(it.id)
                    .map(Row::Remark)
                    .into_iter()
                    .collect(),
                false,
            ),
            (Row::Article(it, _), "labels") => (world.labels_of(it.id), true),
            (Row::Article(it, _), "pictures") => (
                world
                    .pictures_of(it.id)
                    .into_iter()
                    .map(Row::Picture)
                    .collect(),
                true,
            ),
            _ => unreachable!("{}", self.name),
        };
        rows.retain(|row| (self.test)(world, *row) == Some(true));
        sort(world, &mut rows, &self.order, ways);
        rows.truncate(self.limit);
        let rows = rows.into_iter().map(|row| {
            let mut json = model_json(row);
            for load in &self.inside {
                json.insert(load.name.to_owned(), load.json(world, row, ways));
            }
            Json::Object(json)
        });
        if many {
            Json::Array(rows.collect())
        } else {
            one(rows.into_iter().next())
        }
    }
}

/// The condition on a nation, which is tested as an author of that name.
fn nation_holds(test: &Test, world: &World, name: &str) -> bool {
    let author = crate::models::Author {
        name: name.to_owned(),
        ..Default::default()
    };
    test(world, Row::Author(&author)) == Some(true)
}
