//! Attributes: the fields of a row, as data.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json};

use crate::search::error::{ErrorCode, InvalidRequest};
use crate::search::request::place::Place;
use crate::search::request::tree::Tree;
use crate::search::request::walk::{Walk, quoted};

/// Fields of a row and their values, as a client sends them: a JSON object. Which fields there are is for the model to say.
///
/// ```
/// use diesel_relations::search::Attributes;
///
/// let attributes = Attributes::from_json(br#"{"title": "Relations", "votes": 3}"#)?;
/// assert_eq!(attributes, Attributes::new().set("title", "Relations").set("votes", 3));
/// assert_eq!(attributes.names().collect::<Vec<_>>(), ["title", "votes"]);
///
/// let invalid = Attributes::from_json(br#"{"title": "a", "title": "b"}"#).unwrap_err();
/// assert_eq!(invalid.to_string(), "invalid request: /title: the key `title` stands there twice");
/// # Ok::<_, diesel_relations::search::InvalidRequest>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attributes {
    fields: Vec<(String, Json)>,
}

/// The attribute with the values of a row of a pivot table.
pub(crate) const PIVOT: &str = "pivot";

impl Attributes {
    /// No attributes.
    pub fn new() -> Self {
        Attributes::default()
    }

    /// Adds an attribute, or replaces it.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.fields.push((name, value)),
        }
        self
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let mut fields = self.fields.iter();
        fields.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The names of the attributes, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| &**name)
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Reads an object of JSON, with all its mistakes at once: keys that stand there twice, values that are nested too deep, texts with a NUL
    /// character, which databases do not take. Nothing is read beyond a depth of 64 and 100,000 values.
    ///
    /// # Errors
    ///
    /// The mistakes.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, InvalidRequest> {
        match Tree::from_json(json.as_ref()) {
            Ok(tree) => Attributes::from_tree(tree),
            Err(error) => {
                let mut walk = Walk::default();
                let message = format!("the attributes are not JSON: {error}");
                walk.error(&Place::json(), ErrorCode::Malformed, message);
                walk.finish(Attributes::new())
            }
        }
    }

    /// The values of a row of the pivot table, where they are an object.
    pub(crate) fn pivot(&self) -> Option<Attributes> {
        let fields = self.get(PIVOT)?.as_object()?.iter();
        let fields = fields.map(|(name, value)| (name.clone(), value.clone()));
        Some(Attributes {
            fields: fields.collect(),
        })
    }

    fn from_tree(tree: Tree) -> Result<Self, InvalidRequest> {
        let mut walk = Walk::default();
        let mut attributes = Attributes::new();
        match tree {
            Tree::Map(entries) => {
                let fields = walk.fields(&Place::json(), entries);
                attributes.fields = fields.into_iter().collect();
            }
            tree => walk.unexpected(&Place::json(), "attributes, an object", &tree),
        }
        walk.finish(attributes)
    }
}

/// Reads what [`from_json`](Attributes::from_json) does. The error is that of the first mistake.
impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let attributes = Attributes::from_tree(Tree::read(deserializer)?);
        attributes.map_err(|invalid| match invalid.errors.first() {
            Some(error) => D::Error::custom(error),
            None => D::Error::custom(invalid),
        })
    }
}

impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields.iter().map(|(name, value)| (name, value)))
    }
}

impl Walk {
    /// The values of an object, each key once.
    fn fields(&mut self, place: &Place, entries: Vec<(String, Tree)>) -> Vec<(String, Json)> {
        let mut fields: Vec<(String, Json)> = Vec::with_capacity(entries.len());
        // A map finds a key that stands there twice at once.
        let mut known = std::collections::HashSet::with_capacity(entries.len());
        for (key, tree) in entries {
            let at = place.key(&quoted(&key));
            if !known.insert(key.clone()) {
                let message = format!("the key `{}` stands there twice", quoted(&key));
                self.error(&at, ErrorCode::DuplicateKey, message);
                continue;
            }
            if key.contains('\0') {
                self.error(&at, ErrorCode::InvalidValue, "a key has no NUL characters");
            }
            if let Some(value) = self.json(&at, tree) {
                fields.push((key, value));
            }
        }
        fields
    }

    /// A value of any kind.
    fn json(&mut self, place: &Place, tree: Tree) -> Option<Json> {
        match tree {
            Tree::Null => Some(Json::Null),
            Tree::Bool(value) => Some(Json::Bool(value)),
            Tree::Number(number) => Some(Json::Number(number)),
            Tree::Text(text) if text.contains('\0') => {
                let message = "a text has no NUL characters";
                self.error(place, ErrorCode::InvalidValue, message);
                None
            }
            Tree::Text(text) => Some(Json::String(text)),
            Tree::List(_) => Some(Json::Array(self.list(place, tree, Walk::json))),
            Tree::Map(entries) => {
                let fields = self.fields(place, entries);
                Some(Json::Object(fields.into_iter().collect::<Map<_, _>>()))
            }
            tree @ (Tree::TooDeep | Tree::TooMany) => {
                self.unexpected(place, "a value", &tree);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(json: &str) -> Vec<(String, ErrorCode)> {
        let invalid = Attributes::from_json(json.as_bytes()).unwrap_err();
        let errors = invalid.errors.into_iter();
        errors.map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn attributes_are_an_object() {
        for json in ["[]", "1", "null", "\"a\""] {
            assert_eq!(errors(json), [(String::new(), ErrorCode::WrongType)]);
        }
        assert_eq!(errors("{\"a\": "), [(String::new(), ErrorCode::Malformed)]);
        assert_eq!(errors("{} 1"), [(String::new(), ErrorCode::Malformed)]);
        assert!(Attributes::from_json(b"{}").unwrap().is_empty());
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let json = r#"{"a": 1, "a": 2, "b": {"c": 1, "c": 2}, "d": ["x\u0000"], "e\u0000": 1}"#;
        let found = errors(json);
        let codes: Vec<_> = found.iter().map(|(at, code)| (&**at, *code)).collect();
        assert_eq!(
            codes,
            [
                ("/a", ErrorCode::DuplicateKey),
                ("/b/c", ErrorCode::DuplicateKey),
                ("/d/0", ErrorCode::InvalidValue),
                ("/e\0", ErrorCode::InvalidValue),
            ]
        );
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_an_error() {
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(70), "]".repeat(70));
        assert_eq!(errors(&deep)[0].1, ErrorCode::TooDeep);
        let much = format!("{{\"a\": [{}0]}}", "0,".repeat(100_001));
        assert_eq!(errors(&much)[0].1, ErrorCode::TooMany);
    }

    #[test]
    fn attributes_are_read_and_written_by_serde() {
        let json = r#"{"title":"A","tags":["x",{"y":null}],"votes":3}"#;
        let attributes: Attributes = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&attributes).unwrap(), json);
        let several: Vec<Attributes> = serde_json::from_str(r#"[{"a": 1}, {}]"#).unwrap();
        assert_eq!(several[0].get("a"), Some(&Json::from(1)));
        let error = serde_json::from_str::<Attributes>(r#"{"a": 1, "a": 2}"#).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("/a: the key `a` stands there twice")
        );
    }

    #[test]
    fn an_attribute_is_replaced() {
        let attributes = Attributes::new().set("a", 1).set("b", "x").set("a", 2);
        assert_eq!(attributes.names().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(attributes.get("a"), Some(&Json::from(2)));
    }
}
