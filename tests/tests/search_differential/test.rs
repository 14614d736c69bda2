//! The conditions of a request, as functions of a row: true, false or unknown.

use serde_json::Value as Json;

use crate::declared::{Model, Type};
use crate::fields::{Cell, Found, Row};
use crate::world::World;

/// What the databases do in different ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ways {
    pub(crate) nulls_first: bool,
    /// `LIKE` ignores the case of the letters of ASCII.
    pub(crate) like_folds: bool,
}

pub(crate) type Test = Box<dyn Fn(&World, Row<'_>) -> Option<bool>>;
type CellTest = Box<dyn Fn(&Cell) -> Option<bool>>;

/// The condition of a list of filters; `None` where one of them is not valid.
pub(crate) fn filters(
    model: Model,
    pivot: bool,
    list: &Json,
    ways: Ways,
    depth: usize,
) -> Option<Test> {
    let empty = Vec::new();
    let list = list.as_array().unwrap_or(&empty);
    if depth > 3 && !list.is_empty() {
        return None;
    }
    let mut alternatives: Vec<Vec<Test>> = Vec::new();
    for filter in list {
        let test = match filter.get("nested") {
            Some(nested) => {
                let test = filters(model, pivot, nested, ways, depth + 1)?;
                if is_nothing(nested) {
                    continue;
                }
                test
            }
            None => comparison(model, pivot, filter, ways)?,
        };
        match alternatives.last_mut() {
            Some(all) if filter["type"] != "or" => all.push(test),
            _ => alternatives.push(vec![test]),
        }
    }
    Some(Box::new(move |world, row| {
        if alternatives.is_empty() {
            return Some(true);
        }
        any(alternatives
            .iter()
            .map(|all| all_of(all.iter().map(|test| test(world, row)))))
    }))
}

/// True of groups without a comparison.
fn is_nothing(list: &Json) -> bool {
    list.as_array().is_none_or(|list| {
        list.iter()
            .all(|filter| filter.get("nested").is_some_and(is_nothing))
    })
}

fn any(tests: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(false);
    for test in tests {
        match test {
            Some(true) => return Some(true),
            Some(false) => {}
            None => result = None,
        }
    }
    result
}

fn all_of(tests: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    any(tests.map(|test| test.map(|test| !test))).map(|test| !test)
}

fn comparison(model: Model, pivot: bool, filter: &Json, ways: Ways) -> Option<Test> {
    let name = filter["field"].as_str()?.to_owned();
    let (_, ty) = model
        .filters(pivot)
        .into_iter()
        .find(|(field, _)| *field == name)?;
    let operator = filter
        .get("operator")
        .map_or("=", |it| it.as_str().unwrap_or(""));
    let test = leaf(ty, operator, &filter["value"], ways)?;
    Some(Box::new(move |world, row| match world.field(row, &name) {
        Found::Own(cell) => test(&cell),
        Found::Related(cells) => Some(cells.iter().any(|cell| test(cell) == Some(true))),
    }))
}

fn leaf(ty: Type, operator: &str, value: &Json, ways: Ways) -> Option<CellTest> {
    let texts = ["like", "not like", "ilike", "not ilike"].contains(&operator);
    let equal = ["=", "!="].contains(&operator);
    let list = ["in", "not in"].contains(&operator);
    let ordered = ["<", "<=", ">", ">="].contains(&operator);
    if ty == Type::Exists {
        let value = value.as_bool()?;
        let wanted = equal.then_some(value == (operator == "="))?;
        return Some(Box::new(move |cell| Some(*cell == Cell::Bool(wanted))));
    }
    let allowed = equal
        || list
        || (ordered && ty != Type::Bool)
        || (texts && [Type::Text, Type::Status].contains(&ty));
    if !allowed {
        return None;
    }
    let is_in = !["!=", "not in"].contains(&operator);
    if value.is_null() {
        return (equal || list)
            .then(|| -> CellTest { Box::new(move |cell| Some((*cell == Cell::Null) == is_in)) });
    }
    if equal || list {
        let values = match value {
            Json::Array(values) => values.clone(),
            value => vec![value.clone()],
        };
        let mut terms = Vec::new();
        let mut null = false;
        for value in &values {
            match value {
                Json::Null => null = true,
                value => terms.push(term(ty, value)?),
            }
        }
        return Some(Box::new(move |cell| {
            let found = any(terms.iter().map(|term| compare(cell, "=", term)));
            let found = match (null, *cell == Cell::Null) {
                // `NOT IN` of a list without values leaves out nothing.
                (false, _) => found,
                (true, is_null) => {
                    any([Some(is_null), found].into_iter()).filter(|_| is_null || found.is_some())
                }
            };
            if is_in {
                found
            } else {
                found.map(|found| !found)
            }
        }));
    }
    let term = term(ty, value)?;
    if texts {
        let Term::Cell(Cell::Text(pattern)) = term else {
            return None;
        };
        let folds = operator.contains("ilike") || ways.like_folds;
        let negated = operator.starts_with("not");
        return Some(Box::new(move |cell| match cell {
            Cell::Text(text) => Some(like(text, &pattern, folds) != negated),
            _ => None,
        }));
    }
    let operator = operator.to_owned();
    Some(Box::new(move |cell| compare(cell, &operator, &term)))
}

/// A value of a request.
#[derive(Debug)]
enum Term {
    Cell(Cell),
    /// A whole day, for a field with times.
    Day(chrono::NaiveDate),
}

fn term(ty: Type, value: &Json) -> Option<Term> {
    Some(Term::Cell(match ty {
        Type::Int => Cell::Int(value.as_i64().filter(|it| i32::try_from(*it).is_ok())?),
        Type::Long => Cell::Int(value.as_i64()?),
        Type::Double => Cell::Double(value.as_f64()?),
        Type::Single => Cell::Single(
            value
                .is_number()
                .then(|| value.to_string().parse::<f32>().ok())?
                .filter(|it| it.is_finite())?,
        ),
        Type::Bool | Type::Exists => Cell::Bool(value.as_bool()?),
        Type::Text => Cell::Text(
            value
                .as_str()
                .filter(|it| !it.contains('\0') && it.len() <= 4096)?
                .to_owned(),
        ),
        Type::Status => Cell::Text(
            value
                .as_str()
                .filter(|it| ["draft", "public", "gone"].contains(it))?
                .to_owned(),
        ),
        Type::Day => Cell::Day(day(value.as_str()?)?),
        Type::Time => match day(value.as_str()?) {
            Some(day) => return Some(Term::Day(day)),
            None => {
                let text = value.as_str()?.replace('T', " ");
                let time = chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f");
                Cell::Time(
                    time.ok()
                        .filter(|_| text.starts_with(|it: char| it.is_ascii_digit()))?,
                )
            }
        },
    }))
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    (text.len() == 10).then(|| text.parse().ok())?
}

fn compare(cell: &Cell, operator: &str, term: &Term) -> Option<bool> {
    use std::cmp::Ordering::*;
    let order = match (cell, term) {
        (Cell::Null, _) => return None,
        (Cell::Time(time), Term::Day(day)) => time.date().cmp(day),
        (cell, Term::Cell(value)) => cell.compare(value)?,
        (cell, term) => unreachable!("{cell:?} {term:?}"),
    };
    Some(match operator {
        "=" => order == Equal,
        "<" => order == Less,
        "<=" => order != Greater,
        ">" => order == Greater,
        _ => order != Less,
    })
}

/// `LIKE` without an escape.
pub(crate) fn like(text: &str, pattern: &str, folds: bool) -> bool {
    let fold = |text: &str| -> Vec<char> {
        match folds {
            true => text.to_ascii_lowercase().chars().collect(),
            false => text.chars().collect(),
        }
    };
    let (text, pattern) = (fold(text), fold(pattern));
    let mut reach = vec![false; text.len() + 1];
    reach[0] = true;
    for part in pattern {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            match part {
                '%' => next[at] = reach[at] || (at > 0 && next[at - 1]),
                part => next[at] = at > 0 && reach[at - 1] && (part == '_' || part == text[at - 1]),
            }
        }
        reach = next;
    }
    reach[text.len()]
}

/// Words in the listed texts of a model; `None` where they are not valid.
pub(crate) fn keywords(model: Model, search: &Json) -> Option<Test> {
    let (words, case_sensitive) = match search {
        Json::Null => return Some(Box::new(|_, _| Some(true))),
        Json::String(words) => (words.as_str(), true),
        search => (
            search["value"].as_str()?,
            search["case_sensitive"].as_bool()?,
        ),
    };
    if words.contains('\0') || words.chars().count() > 200 {
        return None;
    }
    let fields: &[&str] = match model {
        Model::Article => &["title", "note", "writer.name", "remarks.body"],
        _ => &["name", "mentor.name"],
    };
    let fold = move |text: &str| {
        if case_sensitive {
            text.to_owned()
        } else {
            text.to_ascii_lowercase()
        }
    };
    let words = fold(words);
    Some(Box::new(move |world, row| {
        let has = |cell: &Cell| matches!(cell, Cell::Text(text) if fold(text).contains(&words));
        let found = |field: &&str| match world.field(row, field) {
            Found::Own(cell) => has(&cell),
            Found::Related(cells) => cells.iter().any(has),
        };
        Some(words.is_empty() || fields.iter().any(found))
    }))
}
