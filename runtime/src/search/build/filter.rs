//! The conditions of the filters and of the keywords of a request.

use crate::dialect::dialect::Dialect;
use crate::search::build::field::Field;
use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::filter::{Connective, Filter, Term};
use crate::search::request::parts::Keywords;
use crate::search::request::place::Place;
use crate::search::sql::dynamic::Condition;
use crate::search::sql::test::{Test, Text};

/// The condition of a list of filters; `None` where there are none. `and` binds closer than `or`, as in SQL.
pub(crate) fn filters<DB: Dialect>(
    fields: &[Box<dyn Field<DB>>],
    filters: &[Filter],
    list: &Place,
    errors: &mut Vec<RequestError>,
) -> Option<Condition<DB>> {
    let mut alternatives: Vec<Vec<Condition<DB>>> = Vec::new();
    for (index, filter) in filters.iter().enumerate() {
        let place = filter.place(list, index);
        let condition = match &filter.term {
            Term::Group(group) => self::filters(fields, group, &place.key("nested"), errors),
            Term::Field {
                field,
                operator,
                value,
            } => match field_of(fields, field, &place, errors) {
                Some(found) => match found.condition(operator, value) {
                    Ok(condition) => Some(condition),
                    Err(mistake) => {
                        errors.push(mistake.at(&place));
                        None
                    }
                },
                None => None,
            },
        };
        let Some(condition) = condition else {
            continue;
        };
        match alternatives.last_mut() {
            Some(all) if filter.connective == Connective::And => all.push(condition),
            _ => alternatives.push(vec![condition]),
        }
    }
    let mut alternatives = alternatives.into_iter().map(all_of);
    let first = alternatives.next()?;
    Some(match alternatives.next() {
        None => first,
        Some(second) => {
            let any = [first, second].into_iter().chain(alternatives);
            Test::Any(any.collect()).into_condition()
        }
    })
}

/// All of several conditions.
pub(crate) fn all_of<DB: Dialect>(mut conditions: Vec<Condition<DB>>) -> Condition<DB> {
    match conditions.pop() {
        Some(only) if conditions.is_empty() => only,
        Some(last) => {
            conditions.push(last);
            Test::All(conditions).into_condition()
        }
        None => Test::All(conditions).into_condition(),
    }
}

fn field_of<'f, DB: Dialect>(
    fields: &'f [Box<dyn Field<DB>>],
    name: &str,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> Option<&'f dyn Field<DB>> {
    let found = fields.iter().find(|field| field.is_named(name));
    if found.is_none() {
        let message = format!("there is no field `{name}` to filter by");
        let error = RequestError::new(place.key("field"), ErrorCode::UnknownField, message);
        errors.push(error.allow(fields.iter().map(|field| field.name())));
    }
    found.map(|field| &**field)
}

/// The condition that the words are in one of the texts; `None` where there are no words.
pub(crate) fn keywords<DB: Dialect>(
    fields: &[Box<dyn Field<DB>>],
    keywords: &Keywords,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> Option<Condition<DB>> {
    if keywords.value.is_empty() {
        return None;
    }
    if fields.is_empty() {
        let message = "this model has no texts to search";
        errors.push(RequestError::new(place, ErrorCode::NotAllowed, message));
        return None;
    }
    let text = Text::new(&keywords.value, keywords.case_sensitive);
    let any = fields.iter().map(|field| field.contains(&text));
    Some(Test::Any(any.collect()).into_condition())
}
