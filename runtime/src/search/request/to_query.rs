//! Requests as a query string.

use form_urlencoded::Serializer;

use crate::search::request::filter::{Connective, Filter, Term};
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, ScopeCall, Sort};
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

impl SearchRequest {
    /// The request as a query string, or `None` where it has what a query string cannot say: `or`, groups, more than the name of an include, filters of an
    /// aggregate, or names with characters that a query string gives a meaning.
    ///
    /// ```
    /// use diesel_relations::search::SearchRequest;
    ///
    /// let request = SearchRequest::new().filter("votes", ">=", 3).sort_desc("created_at").include("author");
    /// let query = "filter%5Bvotes%5D%5Bgte%5D=3&sort=-created_at&include=author";
    /// assert_eq!(request.to_query().as_deref(), Some(query));
    ///
    /// assert_eq!(request.or_filter("votes", "=", 0).to_query(), None);
    /// ```
    pub fn to_query(&self) -> Option<String> {
        let mut query = Query::default();
        for scope in &self.scopes {
            query.scope(scope)?;
        }
        for (index, filter) in self.filters.iter().enumerate() {
            query.filter(filter, index == 0)?;
        }
        if let Some(search) = &self.search {
            query.push("search", &search.value);
            if !search.case_sensitive {
                query.push("search[case_sensitive]", "false");
            }
        }
        let sort: Option<Vec<_>> = self.sort.iter().map(sort).collect();
        query.list("sort", &sort?)?;
        let includes: Option<Vec<_>> = self.includes.iter().map(include).collect();
        query.list("include", &includes?)?;
        let aggregates: Option<Vec<_>> =
            self.aggregates.iter().map(Aggregate::short_name).collect();
        query.list("aggregate", &aggregates?)?;
        for (name, number) in [("page", self.page), ("limit", self.limit)] {
            if let Some(number) = number {
                query.push(name, &number.to_string());
            }
        }
        if let Some(cursor) = &self.cursor {
            query.push("cursor", cursor);
        }
        for (name, is_on) in [
            ("with_trashed", self.with_trashed),
            ("only_trashed", self.only_trashed),
        ] {
            if is_on {
                query.push(name, "true");
            }
        }
        match self.fields.as_deref() {
            Some([]) => query.push("fields", ""),
            fields => query.list("fields", fields.unwrap_or_default())?,
        }
        Some(query.finish())
    }
}

fn sort(sort: &Sort) -> Option<String> {
    match (sort.descending, &sort.field) {
        (true, field) => Some(format!("-{field}")),
        (false, field) => (!field.starts_with('-')).then(|| field.clone()),
    }
}

fn include(include: &Include) -> Option<String> {
    include.is_plain().then(|| include.relation.clone())
}

/// A query string while it is written.
#[derive(Default)]
struct Query {
    pairs: Vec<(String, String)>,
    /// The parameters that are lists of one parameter for each item. Two of one name would become one list.
    lists: Vec<String>,
}

impl Query {
    fn finish(self) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.pairs);
        query.finish()
    }

    fn push(&mut self, name: &str, value: &str) {
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    /// Names with commas between, unless there are none.
    fn list(&mut self, name: &str, items: &[String]) -> Option<()> {
        if items
            .iter()
            .any(|item| item.is_empty() || item.contains(','))
        {
            return None;
        }
        if !items.is_empty() {
            self.push(name, &items.join(","));
        }
        Some(())
    }

    /// A parameter for each item.
    fn repeated(&mut self, name: String, items: &[String]) -> Option<()> {
        if items.is_empty() || self.lists.contains(&name) {
            return None;
        }
        for item in items {
            self.push(&name, item);
        }
        self.lists.push(name);
        Some(())
    }

    fn scope(&mut self, scope: &ScopeCall) -> Option<()> {
        let name = format!("scope[{}]", inside_brackets(&scope.name)?);
        let parameters: Option<Vec<_>> = scope.parameters.iter().map(text).collect();
        match parameters?.as_slice() {
            [] => self.push(&name, ""),
            [parameter] if !parameter.is_empty() => self.push(&name, parameter),
            parameters => self.repeated(format!("{name}[]"), parameters)?,
        }
        Some(())
    }

    fn filter(&mut self, filter: &Filter, is_first: bool) -> Option<()> {
        let Term::Field {
            field,
            operator,
            value,
        } = &filter.term
        else {
            return None;
        };
        if filter.connective == Connective::Or && !is_first {
            return None;
        }
        let field = inside_brackets(field)?;
        let known = Operator::from_name(operator);
        let operator = match known {
            Some(operator) => operator.query_name(),
            None => {
                inside_brackets(operator).filter(|name| !matches!(*name, "" | "is" | "is_not"))?
            }
        };
        let name = format!("filter[{field}][{operator}]");
        let takes_list = known.is_some_and(Operator::takes_list);
        match value {
            Value::Null => {
                let is = match known? {
                    Operator::Eq => "is",
                    Operator::Ne => "is_not",
                    _ => return None,
                };
                self.push(&format!("filter[{field}][{is}]"), "null");
                Some(())
            }
            Value::List(items) => {
                let items: Option<Vec<_>> = items.iter().map(text).collect();
                let items = items?;
                let can_join = items.iter().all(|item| !item.contains(',')) && items != [""];
                if takes_list && can_join {
                    self.push(&name, &items.join(","));
                    return Some(());
                }
                self.repeated(format!("{name}[]"), &items)
            }
            // It would be read as a list.
            _ if takes_list => None,
            value => {
                self.push(&name, &text(value)?);
                Some(())
            }
        }
    }
}

/// A name that has no brackets itself.
fn inside_brackets(name: &str) -> Option<&str> {
    (!name.contains(['[', ']'])).then_some(name)
}

/// A value as a text, unless it has none in a query string.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Text(text) | Value::Raw(text) => Some(text.clone()),
        Value::Null | Value::List(_) => None,
    }
}
