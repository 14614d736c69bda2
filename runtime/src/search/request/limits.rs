//! How large a request may be.

use crate::search::error::{ErrorCode, InvalidRequest, RequestError};
use crate::search::request::filter::{Filter, Term};
use crate::search::request::parts::{Include, Sort};
use crate::search::request::place::Place;
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

/// The limits of a request. All of them are on by default.
///
/// ```
/// use diesel_relations::search::{ErrorCode, SearchLimits, SearchRequest};
///
/// let mut limits = SearchLimits::default();
/// limits.sorts = 1;
///
/// let mut errors = Vec::new();
/// limits.check(&SearchRequest::new().sort("title").sort("id"), &mut errors);
/// assert_eq!(errors[0].code, ErrorCode::TooMany);
/// assert_eq!(errors[0].pointer, "/sort");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchLimits {
    /// The depth of nested groups of filters: 3.
    pub filter_depth: usize,
    /// Filters in all, those in groups, includes and aggregates as well: 50.
    pub filters: usize,
    /// Items of a list of values, and parameters of a scope: 500.
    pub list_items: usize,
    /// Includes in all, nested ones as well: 20.
    pub includes: usize,
    /// The depth of nested includes, by a path or by includes of includes: 4.
    pub include_depth: usize,
    /// Sorts of the rows, and of each include: 8.
    pub sorts: usize,
    /// Calls of scopes: 10.
    pub scopes: usize,
    /// Aggregates: 10.
    pub aggregates: usize,
    /// Names in `fields`: 100.
    pub fields: usize,
    /// The length of the words to search for, in characters: 200.
    pub keyword_chars: usize,
    /// The length of a text in a value, of a name and of a cursor, in bytes: 4096.
    pub text_bytes: usize,
    /// Rows that one call writes: 500.
    pub batch: usize,
}

impl Default for SearchLimits {
    fn default() -> Self {
        SearchLimits {
            filter_depth: 3,
            filters: 50,
            list_items: 500,
            includes: 20,
            include_depth: 4,
            sorts: 8,
            scopes: 10,
            aggregates: 10,
            fields: 100,
            keyword_chars: 200,
            text_bytes: 4096,
            batch: 500,
        }
    }
}

impl SearchLimits {
    /// Adds the mistakes of a request that need no model to be seen: too many parts, too deep, too long; a text with a NUL character, which databases
    /// do not take; a page and a cursor at once.
    ///
    /// At most [`InvalidRequest::MAX_ERRORS`] are collected.
    pub fn check(&self, request: &SearchRequest, errors: &mut Vec<RequestError>) {
        let mut check = Check {
            limits: self,
            errors,
            filters: 0,
            includes: 0,
        };
        check.request(request);
    }
}

/// A check of one request.
struct Check<'a> {
    limits: &'a SearchLimits,
    errors: &'a mut Vec<RequestError>,
    /// The filters so far, in all lists.
    filters: usize,
    /// The includes so far, in all lists.
    includes: usize,
}

impl Check<'_> {
    fn request(&mut self, request: &SearchRequest) {
        let limits = self.limits;
        let place = request.place();
        self.scopes(request, &place.key("scopes"));
        self.filters(&request.filters, &place.key("filters"), 0);
        if let Some(search) = &request.search {
            self.keywords(&search.value, &place.key("search"));
        }
        self.sort(&request.sort, &place.key("sort"));
        self.includes(&request.includes, &place.key("includes"), 0);

        let aggregates = place.key("aggregates");
        if self.at_most(
            limits.aggregates,
            request.aggregates.len(),
            "aggregates",
            &aggregates,
        ) {
            for (index, aggregate) in request.aggregates.iter().enumerate() {
                let place = aggregate.place(&aggregates, index);
                self.text(&aggregate.relation, &place.key("relation"));
                self.text(&aggregate.kind, &place.key("type"));
                if let Some(field) = &aggregate.field {
                    self.text(field, &place.key("field"));
                }
                self.filters(&aggregate.filters, &place.key("filters"), 0);
            }
        }
        let fields = place.key("fields");
        let names = request.fields.as_deref().unwrap_or_default();
        if self.at_most(limits.fields, names.len(), "fields", &fields) {
            for (index, name) in names.iter().enumerate() {
                self.text(name, &fields.index(index));
            }
        }
        self.page(request, &place);
    }

    fn page(&mut self, request: &SearchRequest, place: &Place) {
        if request.page == Some(0) {
            let message = "there is no page 0: pages are numbered from 1";
            self.error(&place.key("page"), ErrorCode::InvalidPage, message);
        }
        if request.limit == Some(0) {
            let message = "a page has at least one row";
            self.error(&place.key("limit"), ErrorCode::InvalidLimit, message);
        }
        if let Some(cursor) = &request.cursor {
            let place = place.key("cursor");
            self.text(cursor, &place);
            if request.page.is_some() {
                let message = "a request has a page or a cursor, not both";
                self.error(&place, ErrorCode::InvalidCursor, message);
            }
        }
    }

    fn scopes(&mut self, request: &SearchRequest, list: &Place) {
        let scopes = &request.scopes;
        if !self.at_most(self.limits.scopes, scopes.len(), "scopes", list) {
            return;
        }
        for (index, scope) in scopes.iter().enumerate() {
            let place = scope.place(list, index);
            self.text(&scope.name, &place.key("name"));
            self.values(&scope.parameters, &place.key("parameters"));
        }
    }

    fn filters(&mut self, filters: &[Filter], list: &Place, depth: usize) {
        if filters.is_empty() {
            return;
        }
        if depth > self.limits.filter_depth {
            let message = format!(
                "groups are nested {} deep at most",
                self.limits.filter_depth
            );
            return self.error(list, ErrorCode::TooDeep, message);
        }
        let before = self.filters;
        self.filters = before.saturating_add(filters.len());
        if before > self.limits.filters {
            return;
        }
        if !self.at_most(self.limits.filters, self.filters, "filters in all", list) {
            return;
        }
        for (index, filter) in filters.iter().enumerate() {
            let place = filter.place(list, index);
            match &filter.term {
                Term::Field {
                    field,
                    operator,
                    value,
                } => {
                    self.text(field, &place.key("field"));
                    self.text(operator, &place.key("operator"));
                    self.value(value, &place.key("value"));
                }
                Term::Group(filters) => self.filters(filters, &place.key("nested"), depth + 1),
            }
        }
    }

    fn sort(&mut self, sort: &[Sort], list: &Place) {
        if !self.at_most(self.limits.sorts, sort.len(), "sorts", list) {
            return;
        }
        for (index, sort) in sort.iter().enumerate() {
            self.text(&sort.field, &sort.place(list, index).key("field"));
        }
    }

    fn includes(&mut self, includes: &[Include], list: &Place, depth: usize) {
        let before = self.includes;
        self.includes = before.saturating_add(includes.len());
        if includes.is_empty() || before > self.limits.includes {
            return;
        }
        if !self.at_most(self.limits.includes, self.includes, "includes in all", list) {
            return;
        }
        for (index, include) in includes.iter().enumerate() {
            let place = include.place(list, index);
            let depth = depth + include.relation.split('.').count();
            if depth > self.limits.include_depth {
                let most = self.limits.include_depth;
                let message = format!("includes are nested {most} deep at most");
                self.error(&place, ErrorCode::TooDeep, message);
                continue;
            }
            self.text(&include.relation, &place.key("relation"));
            self.filters(&include.filters, &place.key("filters"), 0);
            self.sort(&include.sort, &place.key("sort"));
            if include.limit == Some(0) {
                let message = "an include has at least one row";
                self.error(&place.key("limit"), ErrorCode::InvalidLimit, message);
            }
            self.includes(&include.includes, &place.key("includes"), depth);
        }
    }

    fn keywords(&mut self, keywords: &str, place: &Place) {
        let most = self.limits.keyword_chars;
        if keywords.chars().nth(most).is_some() {
            let message = format!("words to search for have {most} characters at most");
            self.error(place, ErrorCode::TooLong, message);
        }
        self.no_nul(keywords, place);
    }

    fn values(&mut self, values: &[Value], place: &Place) {
        if self.at_most(self.limits.list_items, values.len(), "items", place) {
            for (index, value) in values.iter().enumerate() {
                self.value(value, &place.index(index));
            }
        }
    }

    fn value(&mut self, value: &Value, place: &Place) {
        match value {
            Value::Text(text) | Value::Raw(text) => self.text(text, place),
            Value::List(items) => self.values(items, place),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let most = self.limits.text_bytes;
        if text.len() > most {
            let message = format!("a text has {most} bytes at most");
            self.error(place, ErrorCode::TooLong, message);
        }
        self.no_nul(text, place);
    }

    fn no_nul(&mut self, text: &str, place: &Place) {
        if text.contains('\0') {
            let message = "a text has no NUL characters";
            self.error(place, ErrorCode::InvalidValue, message);
        }
    }

    /// True where there are no more of them than allowed.
    fn at_most(&mut self, most: usize, count: usize, what: &str, place: &Place) -> bool {
        if count > most {
            let message = format!("{most} {what} at most");
            self.error(place, ErrorCode::TooMany, message);
        }
        count <= most
    }

    fn error(&mut self, place: &Place, code: ErrorCode, message: impl Into<String>) {
        if self.errors.len() < InvalidRequest::MAX_ERRORS {
            self.errors.push(RequestError::new(place, code, message));
        }
    }
}
