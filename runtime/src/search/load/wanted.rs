//! The relations that a request wants, as a tree: `comments` and `comments.author` are two steps of one path.

use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::parts::Include;
use crate::search::request::place::Place;

/// A relation that a request wants, and those inside of it.
#[derive(Debug)]
pub struct Wanted<'r> {
    /// Its name: `author`.
    pub(crate) name: &'r str,
    /// Its path from the rows of the search: `comments.author`.
    pub(crate) path: String,
    /// The request's own words on it, where it does not only name it on the way to another one.
    pub(crate) include: Option<&'r Include>,
    pub(crate) place: Place,
    pub(crate) inside: Vec<Wanted<'r>>,
}

impl<'r> Wanted<'r> {
    /// The tree of these includes.
    pub(crate) fn tree(
        includes: &'r [Include],
        list: &Place,
        errors: &mut Vec<RequestError>,
    ) -> Vec<Wanted<'r>> {
        let mut tree = Vec::new();
        add(&mut tree, "", includes, list, errors);
        tree
    }
}

fn add<'r>(
    tree: &mut Vec<Wanted<'r>>,
    outside: &str,
    includes: &'r [Include],
    list: &Place,
    errors: &mut Vec<RequestError>,
) {
    for (index, include) in includes.iter().enumerate() {
        let place = include.place(list, index);
        let mut level = &mut *tree;
        let mut path = outside.to_owned();
        let mut names = include.relation.split('.').peekable();
        while let Some(name) = names.next() {
            path = match path.as_str() {
                "" => name.to_owned(),
                path => format!("{path}.{name}"),
            };
            let known = level.iter().position(|wanted| wanted.name == name);
            let number = known.unwrap_or(level.len());
            if known.is_none() {
                level.push(Wanted {
                    name,
                    path: path.clone(),
                    include: None,
                    place: place.clone(),
                    inside: Vec::new(),
                });
            }
            let wanted = &mut level[number];
            if names.peek().is_none() {
                say(wanted, include, &place, errors);
                add(
                    &mut wanted.inside,
                    &path,
                    &include.includes,
                    &place.key("includes"),
                    errors,
                );
            }
            level = &mut level[number].inside;
        }
    }
}

/// Notes what an include says of a relation. Only one of them can have conditions, an order or a limit.
fn say<'r>(
    wanted: &mut Wanted<'r>,
    include: &'r Include,
    place: &Place,
    errors: &mut Vec<RequestError>,
) {
    let says_something = |include: &Include| {
        !include.filters.is_empty() || !include.sort.is_empty() || include.limit.is_some()
    };
    if !says_something(include) {
        return;
    }
    if wanted.include.is_some() {
        let message = format!("`{}` is included twice, with conditions", wanted.path);
        errors.push(RequestError::new(place, ErrorCode::DuplicateKey, message));
        return;
    }
    wanted.include = Some(include);
    wanted.place = place.clone();
}
