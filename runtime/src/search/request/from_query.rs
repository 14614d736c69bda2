//! Requests of a query string.

use std::collections::{HashMap, HashSet};

use crate::search::error::{ErrorCode, InvalidRequest};
use crate::search::request::filter::{Filter, Term};
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
use crate::search::request::place::{At, Place};
use crate::search::request::read_value::boolean;
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;
use crate::search::request::walk::{Walk, quoted};

const PARAMETERS: &[&str] = &[
    "filter[..]",
    "scope[..]",
    "search",
    "sort",
    "include",
    "aggregate",
    "page",
    "limit",
    "cursor",
    "with_trashed",
    "only_trashed",
    "fields",
];

impl SearchRequest {
    /// Reads a request of a query string, without the `?`, with all its mistakes at once.
    ///
    /// Its values are [`Value::Raw`]: the column says of which type they are. Its filters are linked by `AND`.
    ///
    /// ```
    /// use diesel_relations::search::SearchRequest;
    /// use diesel_relations::search::request::Value;
    ///
    /// let request = SearchRequest::from_query("filter[votes][gte]=3&sort=-created_at,id&include=author&page=2")?;
    /// let written = SearchRequest::new()
    ///     .filter("votes", ">=", Value::Raw("3".to_owned()))
    ///     .sort_desc("created_at")
    ///     .sort("id")
    ///     .include("author")
    ///     .page(2);
    /// assert_eq!(request, written);
    /// # Ok::<_, diesel_relations::search::InvalidRequest>(())
    /// ```
    pub fn from_query(query: &str) -> Result<Self, InvalidRequest> {
        SearchRequest::from_pairs(form_urlencoded::parse(query.as_bytes()))
    }

    /// Reads a request of the parameters of a query string.
    pub(crate) fn from_pairs<T: AsRef<str>>(
        pairs: impl Iterator<Item = (T, T)>,
    ) -> Result<Self, InvalidRequest> {
        let mut parse = Parse::default();
        parse.request.at = At::parameter("");
        for (name, value) in pairs {
            parse.parameter(name.as_ref(), value.as_ref());
        }
        if let Some(case_sensitive) = parse.case_sensitive {
            if let Some(search) = &mut parse.request.search {
                search.case_sensitive = case_sensitive;
            }
        }
        parse.walk.finish(parse.request)
    }
}

/// A query string while it is read.
#[derive(Default)]
struct Parse {
    walk: Walk,
    request: SearchRequest,
    case_sensitive: Option<bool>,
    /// The parameters that may stand there once, and did.
    seen: HashSet<String>,
    /// The filters and the scopes of the parameters whose items are collected: `filter[id][in][]`.
    collected: HashMap<String, usize>,
}

impl Parse {
    fn parameter(&mut self, name: &str, value: &str) {
        let (base, brackets) = brackets(name).unwrap_or((name, Vec::new()));
        match (base, brackets.as_slice()) {
            ("filter", [field]) => self.filter(name, field, "eq", value),
            ("filter", [field, operator]) if !operator.is_empty() => {
                self.filter(name, field, operator, value);
            }
            ("filter", [field, operator, ""]) if !operator.is_empty() => {
                self.filter_item(name, field, operator, value);
            }
            ("scope", [scope]) => {
                let scope = ScopeCall::new(*scope);
                let parameters = (!value.is_empty()).then(|| raw(value));
                self.push_scope(name, scope, parameters);
            }
            ("scope", [scope, ""]) => self.scope_parameter(name, scope, value),
            ("sort", []) => self.request.sort.extend(items(value).map(sort)),
            ("include", []) => self.request.includes.extend(items(value).map(Include::of)),
            ("aggregate", []) => self.aggregates(name, value),
            ("fields", []) => {
                let fields = self.request.fields.get_or_insert_default();
                fields.extend(items(value).map(str::to_owned));
            }
            (_, brackets) => self.single(name, base, brackets, value),
        }
    }

    /// A parameter that stands there once.
    fn single(&mut self, name: &str, base: &str, brackets: &[&str], value: &str) {
        let place = Place::parameter(name);
        match (base, brackets) {
            ("search", [] | ["value"]) => {
                if self.is_first(&place, "search") {
                    self.request.search = Some(Keywords::new(value));
                }
            }
            ("search", ["case_sensitive"]) => {
                if self.is_first(&place, name) {
                    self.case_sensitive = self.boolean(&place, value);
                }
            }
            ("page", []) => {
                if self.is_first(&place, name) {
                    self.request.page = value.parse().ok().filter(|page| *page > 0);
                    if self.request.page.is_none() {
                        self.walk.no_page(&place, value);
                    }
                }
            }
            ("limit", []) => {
                if self.is_first(&place, name) {
                    self.limit(&place, value);
                }
            }
            ("cursor", []) => {
                if self.is_first(&place, name) {
                    self.request.cursor = Some(value.to_owned());
                }
            }
            ("with_trashed", []) => {
                if self.is_first(&place, name) {
                    self.request.with_trashed = self.boolean(&place, value).unwrap_or(false);
                }
            }
            ("only_trashed", []) => {
                if self.is_first(&place, name) {
                    self.request.only_trashed = self.boolean(&place, value).unwrap_or(false);
                }
            }
            _ => {
                let message = format!("there is no parameter `{}`", quoted(name));
                let code = ErrorCode::UnknownKey;
                self.walk
                    .error_with(&Place::parameter(&quoted(name)), code, message, PARAMETERS);
            }
        }
    }

    /// True where a parameter was not there before; it is an error if it was.
    fn is_first(&mut self, place: &Place, name: &str) -> bool {
        let first = self.seen.insert(name.to_owned());
        if !first {
            let message = format!("the parameter `{name}` stands there twice");
            self.walk.error(place, ErrorCode::DuplicateKey, message);
        }
        first
    }

    fn boolean(&mut self, place: &Place, value: &str) -> Option<bool> {
        let read = boolean(value);
        if read.is_none() {
            let message = format!("expected true or false, found `{}`", quoted(value));
            let code = ErrorCode::WrongType;
            self.walk
                .error_with(place, code, message, &["true", "false"]);
        }
        read
    }

    /// A limit of rows. One below 1 is none.
    fn limit(&mut self, place: &Place, value: &str) {
        match value.parse::<i64>() {
            Ok(limit) if limit <= 0 => {}
            Ok(limit) => self.request.limit = Some(u32::try_from(limit).unwrap_or(u32::MAX)),
            Err(_) => self.walk.no_limit(place, value),
        }
    }

    fn filter(&mut self, name: &str, field: &str, operator: &str, value: &str) {
        let filter = match (operator, Operator::from_name(operator)) {
            ("is" | "is_not", _) => {
                if value != "null" {
                    let message = format!("`{operator}` compares with null only");
                    let (place, code) = (Place::parameter(name), ErrorCode::InvalidValue);
                    self.walk.error_with(&place, code, message, &["null"]);
                }
                let is = operator == "is";
                Filter::new(
                    field,
                    if is { Operator::Eq } else { Operator::Ne },
                    Value::Null,
                )
            }
            (_, Some(operator)) if operator.takes_list() => {
                let items = value.split(',').filter(|_| !value.is_empty());
                Filter::new(field, operator, items.map(raw).collect::<Value>())
            }
            (_, Some(operator)) => Filter::new(field, operator, raw(value)),
            (unknown, None) => Filter::new(field, unknown, raw(value)),
        };
        self.push_filter(name, filter);
    }

    /// An item of the list of a filter: one parameter for each item.
    fn filter_item(&mut self, name: &str, field: &str, operator: &str, value: &str) {
        let filter = self.collected.get(name).copied();
        match filter.and_then(|index| self.request.filters.get_mut(index)) {
            Some(Filter {
                term:
                    Term::Field {
                        value: Value::List(items),
                        ..
                    },
                ..
            }) => items.push(raw(value)),
            _ => {
                let items = Value::from([raw(value)]);
                let filter = match Operator::from_name(operator) {
                    Some(operator) => Filter::new(field, operator, items),
                    None => Filter::new(field, operator, items),
                };
                self.collected
                    .insert(name.to_owned(), self.request.filters.len());
                self.push_filter(name, filter);
            }
        }
    }

    fn push_filter(&mut self, name: &str, mut filter: Filter) {
        filter.at = At::parameter(name);
        self.request.filters.push(filter);
    }

    /// A parameter of a scope that has several.
    fn scope_parameter(&mut self, name: &str, scope: &str, value: &str) {
        let call = self.collected.get(name).copied();
        match call.and_then(|index| self.request.scopes.get_mut(index)) {
            Some(call) => call.parameters.push(raw(value)),
            None => {
                self.collected
                    .insert(name.to_owned(), self.request.scopes.len());
                self.push_scope(name, ScopeCall::new(scope), Some(raw(value)));
            }
        }
    }

    fn push_scope(&mut self, name: &str, mut scope: ScopeCall, parameters: Option<Value>) {
        scope.at = At::parameter(name);
        scope.parameters.extend(parameters);
        self.request.scopes.push(scope);
    }

    fn aggregates(&mut self, name: &str, value: &str) {
        for item in items(value) {
            match Aggregate::from_name(item) {
                Some(aggregate) => self.request.aggregates.push(aggregate),
                None => self.walk.not_an_aggregate(&Place::parameter(name), item),
            }
        }
    }
}

fn raw(value: &str) -> Value {
    Value::Raw(value.to_owned())
}

/// The names of a list, such as `id,title`. An empty text is a list of none.
fn items(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter(|item| !item.is_empty())
}

fn sort(item: &str) -> Sort {
    match item.strip_prefix('-') {
        Some(field) => Sort::desc(field),
        None => Sort::asc(item),
    }
}

/// The name of a parameter and what is in its brackets: `filter` and `votes`, `gte` of `filter[votes][gte]`. None where they are not closed.
fn brackets(name: &str) -> Option<(&str, Vec<&str>)> {
    let Some((base, rest)) = name.split_once('[') else {
        return Some((name, Vec::new()));
    };
    let inside: Vec<_> = rest.strip_suffix(']')?.split("][").collect();
    let closed = inside.iter().all(|part| !part.contains(['[', ']']));
    closed.then_some((base, inside))
}
