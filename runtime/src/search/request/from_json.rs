//! Requests of JSON.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::search::error::{ErrorCode, InvalidRequest};
use crate::search::request::filter::{Connective, Filter};
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
use crate::search::request::place::Place;
use crate::search::request::request::SearchRequest;
use crate::search::request::tree::Tree;
use crate::search::request::value::Value;
use crate::search::request::walk::{Object, Walk, quoted};

const REQUEST: &[&str] = &[
    "scopes",
    "filters",
    "search",
    "sort",
    "includes",
    "aggregates",
    "page",
    "limit",
    "cursor",
    "with_trashed",
    "only_trashed",
    "fields",
];
const SCOPE: &[&str] = &["name", "parameters"];
const FILTER: &[&str] = &["type", "field", "operator", "value", "nested"];
const GROUP: &[&str] = &["type", "nested"];
const SEARCH: &[&str] = &["value", "case_sensitive"];
const SORT: &[&str] = &["field", "direction"];
const INCLUDE: &[&str] = &["relation", "filters", "sort", "limit", "includes"];
const AGGREGATE: &[&str] = &["relation", "type", "field", "filters"];

impl SearchRequest {
    /// Reads a request of JSON, with all its mistakes at once.
    ///
    /// Names are not known here: whether there is such a field is for the model to say. Nothing is read beyond a depth of 64 and 100,000 values.
    ///
    /// ```
    /// use diesel_relations::search::{ErrorCode, SearchRequest};
    ///
    /// let request = SearchRequest::from_json(br#"{"filters": [{"field": "votes", "operator": ">=", "value": 3}]}"#);
    /// assert_eq!(request, Ok(SearchRequest::new().filter("votes", ">=", 3)));
    ///
    /// let invalid = SearchRequest::from_json(br#"{"filters": [{"field": 1, "value": 3}], "page": 0}"#).unwrap_err();
    /// let errors: Vec<_> = invalid.errors.iter().map(|error| (&*error.pointer, error.code)).collect();
    /// assert_eq!(errors, [("/filters/0/field", ErrorCode::WrongType), ("/page", ErrorCode::InvalidPage)]);
    /// ```
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, InvalidRequest> {
        match Tree::from_json(json.as_ref()) {
            Ok(tree) => SearchRequest::from_tree(tree),
            Err(error) => {
                let mut walk = Walk::default();
                let message = format!("the request is not JSON: {error}");
                walk.error(&Place::json(), ErrorCode::Malformed, message);
                walk.finish(SearchRequest::new())
            }
        }
    }

    fn from_tree(tree: Tree) -> Result<Self, InvalidRequest> {
        let mut walk = Walk::default();
        let request = walk.request(&Place::json(), tree).unwrap_or_default();
        walk.finish(request)
    }
}

/// Reads what [`from_json`](SearchRequest::from_json) does. A map of texts is read as a query string is, so that `axum::extract::Query` and the like
/// read it as well. The error is that of the first mistake.
impl<'de> Deserialize<'de> for SearchRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let request = match Tree::read_map(deserializer)? {
            Tree::Map(entries) if entries.iter().all(is_parameter) => {
                SearchRequest::from_pairs(entries.into_iter().flat_map(pairs))
            }
            tree => SearchRequest::from_tree(tree),
        };
        request.map_err(|invalid| match invalid.errors.first() {
            Some(error) => D::Error::custom(error),
            None => D::Error::custom(invalid),
        })
    }
}

/// True where an entry may be a parameter of a query string: a text, or several texts of a key with brackets. A JSON object that has nothing else means what
/// it means there.
fn is_parameter((key, value): &(String, Tree)) -> bool {
    match value {
        Tree::Text(_) => true,
        Tree::List(items) => {
            key.contains('[') && items.iter().all(|item| matches!(item, Tree::Text(_)))
        }
        _ => false,
    }
}

/// The parameters of an entry.
fn pairs((key, value): (String, Tree)) -> Vec<(String, String)> {
    match value {
        Tree::Text(text) => vec![(key, text)],
        Tree::List(items) => {
            let items = items.into_iter();
            items.flat_map(|item| pairs((key.clone(), item))).collect()
        }
        _ => Vec::new(),
    }
}

impl Walk {
    fn request(&mut self, place: &Place, tree: Tree) -> Option<SearchRequest> {
        let mut object = self.object(place, "a request, an object", tree, REQUEST)?;
        Some(SearchRequest {
            scopes: self.lists(&mut object, "scopes", Walk::scope),
            filters: self.lists(&mut object, "filters", Walk::filter),
            search: self.single(&mut object, "search", Walk::search),
            sort: self.lists(&mut object, "sort", Walk::sort),
            includes: self.lists(&mut object, "includes", Walk::include),
            aggregates: self.lists(&mut object, "aggregates", Walk::aggregate),
            page: self.single(&mut object, "page", Walk::page),
            limit: self.single(&mut object, "limit", Walk::limit),
            cursor: self.single(&mut object, "cursor", Walk::text),
            with_trashed: self.flag(&mut object, "with_trashed").unwrap_or(false),
            only_trashed: self.flag(&mut object, "only_trashed").unwrap_or(false),
            fields: self.single(&mut object, "fields", |walk, place, tree| {
                Some(walk.list(place, tree, Walk::text))
            }),
            ..SearchRequest::default()
        })
    }

    /// The items of the list of a key. None of them where it is missing or null.
    fn lists<T>(
        &mut self,
        object: &mut Object,
        key: &str,
        item: impl FnMut(&mut Self, &Place, Tree) -> Option<T>,
    ) -> Vec<T> {
        match object.optional(key) {
            Some((place, tree)) => self.list(&place, tree, item),
            None => Vec::new(),
        }
    }

    /// The value of a key, unless it is missing or null.
    fn single<T>(
        &mut self,
        object: &mut Object,
        key: &str,
        read: impl FnOnce(&mut Self, &Place, Tree) -> Option<T>,
    ) -> Option<T> {
        let (place, tree) = object.optional(key)?;
        read(self, &place, tree)
    }

    fn flag(&mut self, object: &mut Object, key: &str) -> Option<bool> {
        let (place, tree) = object.optional(key)?;
        self.boolean(&place, &tree)
    }

    /// A text that has to be there.
    fn name(&mut self, object: &mut Object, key: &str) -> Option<String> {
        let (place, tree) = object.required(self, key)?;
        self.text(&place, tree)
    }

    fn scope(&mut self, place: &Place, tree: Tree) -> Option<ScopeCall> {
        let mut object = self.object(place, "a scope, an object", tree, SCOPE)?;
        let name = self.name(&mut object, "name");
        let parameters = self.lists(&mut object, "parameters", Walk::value);
        let mut scope = ScopeCall::new(name?);
        scope.parameters = parameters;
        Some(scope)
    }

    fn filter(&mut self, place: &Place, tree: Tree) -> Option<Filter> {
        let is_group =
            matches!(&tree, Tree::Map(entries) if entries.iter().any(|(key, _)| key == "nested"));
        if is_group {
            let mut object = self.object(place, "a group, an object", tree, GROUP)?;
            let connective = self.connective(&mut object);
            let filters = self.lists(&mut object, "nested", Walk::filter);
            return Some(linked(Filter::group(filters), connective));
        }
        let mut object = self.object(place, "a filter, an object", tree, FILTER)?;
        let connective = self.connective(&mut object);
        let field = self.name(&mut object, "field");
        let operator = match object.optional("operator") {
            Some((place, tree)) => self.text(&place, tree),
            None => Some("=".to_owned()),
        };
        let value = object.required(self, "value");
        let value = value.and_then(|(place, tree)| self.value(&place, tree));
        Some(linked(Filter::new(field?, operator?, value?), connective))
    }

    fn connective(&mut self, object: &mut Object) -> Connective {
        match self
            .one_of(object, "type", "link", &["and", "or"])
            .as_deref()
        {
            Some("or") => Connective::Or,
            _ => Connective::And,
        }
    }

    /// A text that is one of a few.
    fn one_of(
        &mut self,
        object: &mut Object,
        key: &str,
        what: &str,
        allowed: &[&str],
    ) -> Option<String> {
        let (place, tree) = object.optional(key)?;
        let text = self.text(&place, tree)?;
        if !allowed.contains(&&*text) {
            let message = format!("there is no {what} `{}`", quoted(&text));
            self.error_with(&place, ErrorCode::InvalidValue, message, allowed);
            return None;
        }
        Some(text)
    }

    fn search(&mut self, place: &Place, tree: Tree) -> Option<Keywords> {
        if let Tree::Text(value) = tree {
            return Some(Keywords::new(value));
        }
        let mut object = self.object(place, "a text or an object", tree, SEARCH)?;
        let case_sensitive = self.flag(&mut object, "case_sensitive").unwrap_or(true);
        let mut keywords = Keywords::new(self.name(&mut object, "value")?);
        keywords.case_sensitive = case_sensitive;
        Some(keywords)
    }

    fn sort(&mut self, place: &Place, tree: Tree) -> Option<Sort> {
        let mut object = self.object(place, "a sort, an object", tree, SORT)?;
        let direction = self.one_of(&mut object, "direction", "direction", &["asc", "desc"]);
        let mut sort = Sort::asc(self.name(&mut object, "field")?);
        sort.descending = direction.as_deref() == Some("desc");
        Some(sort)
    }

    fn include(&mut self, place: &Place, tree: Tree) -> Option<Include> {
        if let Tree::Text(relation) = tree {
            return Some(Include::of(relation));
        }
        let mut object = self.object(place, "a text or an object", tree, INCLUDE)?;
        let relation = self.name(&mut object, "relation");
        let filters = self.lists(&mut object, "filters", Walk::filter);
        let sort = self.lists(&mut object, "sort", Walk::sort);
        let limit = self.single(&mut object, "limit", Walk::limit);
        let includes = self.lists(&mut object, "includes", Walk::include);
        Some(Include {
            filters,
            sort,
            limit,
            includes,
            ..Include::of(relation?)
        })
    }

    fn aggregate(&mut self, place: &Place, tree: Tree) -> Option<Aggregate> {
        if let Tree::Text(name) = tree {
            let aggregate = Aggregate::from_name(&name);
            if aggregate.is_none() {
                self.not_an_aggregate(place, &name);
            }
            return aggregate;
        }
        let mut object = self.object(place, "a text or an object", tree, AGGREGATE)?;
        let relation = self.name(&mut object, "relation");
        let kind = self.name(&mut object, "type");
        let field = self.single(&mut object, "field", Walk::text);
        let filters = self.lists(&mut object, "filters", Walk::filter);
        Some(Aggregate {
            filters,
            ..Aggregate::new(relation?, kind?, field)
        })
    }

    pub(crate) fn not_an_aggregate(&mut self, place: &Place, name: &str) {
        let name = quoted(name);
        let message = format!(
            "`{name}` is no aggregate: write a relation and a kind, `comments.count` or `comments.sum(votes)`"
        );
        self.error(place, ErrorCode::InvalidValue, message);
    }

    fn page(&mut self, place: &Place, tree: Tree) -> Option<u32> {
        let Tree::Number(number) = tree else {
            self.unexpected(place, "a number", &tree);
            return None;
        };
        let page = number.as_u64().and_then(|page| u32::try_from(page).ok());
        let page = page.filter(|page| *page > 0);
        if page.is_none() {
            self.no_page(place, &number.to_string());
        }
        page
    }

    pub(crate) fn no_page(&mut self, place: &Place, page: &str) {
        let message = format!(
            "there is no page {}: pages are numbered from 1",
            quoted(page)
        );
        self.error(place, ErrorCode::InvalidPage, message);
    }

    /// A limit of rows. One below 1 is none.
    fn limit(&mut self, place: &Place, tree: Tree) -> Option<u32> {
        let Tree::Number(number) = tree else {
            self.unexpected(place, "a number", &tree);
            return None;
        };
        let negative = number.as_i64().is_some_and(|limit| limit <= 0);
        match number.as_u64() {
            _ if negative => None,
            Some(limit) => Some(u32::try_from(limit).unwrap_or(u32::MAX)),
            None => {
                self.no_limit(place, &number.to_string());
                None
            }
        }
    }

    pub(crate) fn no_limit(&mut self, place: &Place, limit: &str) {
        let message = format!("a limit is a whole number, not {}", quoted(limit));
        self.error(place, ErrorCode::InvalidLimit, message);
    }

    fn value(&mut self, place: &Place, tree: Tree) -> Option<Value> {
        match tree {
            Tree::Null => Some(Value::Null),
            Tree::Bool(value) => Some(Value::Bool(value)),
            Tree::Number(number) => Some(Value::Number(number)),
            Tree::Text(text) => Some(Value::Text(text)),
            Tree::List(_) => Some(Value::List(self.list(place, tree, Walk::value))),
            Tree::Map(_) | Tree::TooDeep | Tree::TooMany => {
                self.unexpected(place, "a value or a list of values", &tree);
                None
            }
        }
    }
}

fn linked(filter: Filter, connective: Connective) -> Filter {
    Filter {
        connective,
        ..filter
    }
}
