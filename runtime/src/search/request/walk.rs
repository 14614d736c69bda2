//! Objects, lists and texts of a document, with an error for each that is not there.

use crate::search::error::{ErrorCode, InvalidRequest, RequestError};
use crate::search::request::place::Place;
use crate::search::request::tree::Tree;

/// How much of a name of the client an error repeats.
const QUOTED_CHARS: usize = 60;

/// A walk over a request, which collects its mistakes.
#[derive(Default)]
pub(crate) struct Walk {
    errors: Vec<RequestError>,
}

impl Walk {
    /// Ends the walk: the value, if there was no mistake.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, InvalidRequest> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(InvalidRequest::new(self.errors))
        }
    }

    pub(crate) fn error(&mut self, place: &Place, code: ErrorCode, message: impl Into<String>) {
        self.error_with(place, code, message, &[]);
    }

    pub(crate) fn error_with(
        &mut self,
        place: &Place,
        code: ErrorCode,
        message: impl Into<String>,
        allowed: &[&str],
    ) {
        if self.errors.len() < InvalidRequest::MAX_ERRORS {
            let error = RequestError::new(place, code, message);
            self.errors.push(error.allow(allowed.iter().copied()));
        }
    }

    /// The error of a value of another type than the one that is expected.
    pub(crate) fn unexpected(&mut self, place: &Place, expected: &str, tree: &Tree) {
        let code = match tree {
            Tree::TooDeep => ErrorCode::TooDeep,
            Tree::TooMany => ErrorCode::TooMany,
            _ => ErrorCode::WrongType,
        };
        let message = format!("expected {expected}, found {}", tree.kind());
        self.error(place, code, message);
    }

    /// An object with some of these keys.
    pub(crate) fn object(
        &mut self,
        place: &Place,
        expected: &str,
        tree: Tree,
        keys: &'static [&'static str],
    ) -> Option<Object> {
        let Tree::Map(entries) = tree else {
            self.unexpected(place, expected, &tree);
            return None;
        };
        let mut values: Vec<_> = keys.iter().map(|_| None).collect();
        for (key, value) in entries {
            let Some(slot) = keys.iter().position(|known| *known == key) else {
                let message = format!("there is no key `{}`", quoted(&key));
                let at = if key.chars().nth(QUOTED_CHARS).is_some() {
                    place.clone()
                } else {
                    place.key(&key)
                };
                self.error_with(&at, ErrorCode::UnknownKey, message, keys);
                continue;
            };
            match values.get_mut(slot) {
                Some(slot @ None) => *slot = Some(value),
                _ => {
                    let message = format!("the key `{key}` stands there twice");
                    self.error(&place.key(&key), ErrorCode::DuplicateKey, message);
                }
            }
        }
        let place = place.clone();
        Some(Object {
            place,
            keys,
            values,
        })
    }

    pub(crate) fn text(&mut self, place: &Place, tree: Tree) -> Option<String> {
        match tree {
            Tree::Text(text) => Some(text),
            tree => {
                self.unexpected(place, "a text", &tree);
                None
            }
        }
    }

    pub(crate) fn boolean(&mut self, place: &Place, tree: &Tree) -> Option<bool> {
        match tree {
            Tree::Bool(value) => Some(*value),
            tree => {
                self.unexpected(place, "true or false", tree);
                None
            }
        }
    }

    /// The items of a list that are what `item` makes of them.
    pub(crate) fn list<T>(
        &mut self,
        place: &Place,
        tree: Tree,
        mut item: impl FnMut(&mut Self, &Place, Tree) -> Option<T>,
    ) -> Vec<T> {
        let Tree::List(items) = tree else {
            self.unexpected(place, "a list", &tree);
            return Vec::new();
        };
        let items = items.into_iter().enumerate();
        let items = items.filter_map(|(index, tree)| item(self, &place.index(index), tree));
        items.collect()
    }
}

/// The values of an object, by key.
pub(crate) struct Object {
    place: Place,
    keys: &'static [&'static str],
    values: Vec<Option<Tree>>,
}

impl Object {
    /// The value of a key, and where it stands.
    pub(crate) fn take(&mut self, key: &str) -> Option<(Place, Tree)> {
        let slot = self.keys.iter().position(|known| *known == key)?;
        let value = self.values.get_mut(slot)?.take()?;
        Some((self.place.key(key), value))
    }

    /// The value of a key where null stands for none.
    pub(crate) fn optional(&mut self, key: &str) -> Option<(Place, Tree)> {
        let value = self.take(key);
        value.filter(|(_, tree)| !matches!(tree, Tree::Null))
    }

    /// The value of a key that has to be there.
    pub(crate) fn required(&mut self, walk: &mut Walk, key: &str) -> Option<(Place, Tree)> {
        let value = self.take(key);
        if value.is_none() {
            let message = format!("the key `{key}` is missing");
            walk.error(&self.place, ErrorCode::MissingKey, message);
        }
        value
    }
}

/// A name of the client for a sentence, cut where it is long.
pub(crate) fn quoted(name: &str) -> String {
    match name.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{}..", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}
