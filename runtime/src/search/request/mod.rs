//! The request of a search: the reference of its format.
//!
//! A request is a JSON object or a query string. Every part of it may be left out; an empty request asks for the first page of all rows. Which names a
//! request may use, be it of fields, relations, aggregates or scopes, is declared by the model. Everything else is refused. A
//! field has the name that it has in JSON, in answers as in requests.
//!
//! # JSON
//!
//! ```
//! # let json = r#"
//! {
//!   "scopes": [{"name": "popular", "parameters": [5]}],
//!   "filters": [
//!     {"field": "title", "operator": "like", "value": "A%"},
//!     {"type": "or", "field": "author.name", "operator": "=", "value": "Ann"}
//!   ],
//!   "search": {"value": "rust", "case_sensitive": false},
//!   "sort": [{"field": "created_at", "direction": "desc"}, {"field": "id"}],
//!   "includes": ["author", {"relation": "comments", "limit": 3}],
//!   "aggregates": ["comments.count"],
//!   "page": 1,
//!   "limit": 15
//! }
//! # "#;
//! # let request = diesel_relations::search::SearchRequest::from_json(json.as_bytes())?;
//! # assert_eq!(request.filters.len(), 2);
//! # Ok::<_, diesel_relations::search::InvalidRequest>(())
//! ```
//!
//! | key | value | without it |
//! | --- | --- | --- |
//! | `scopes` | list of `{"name": .., "parameters": [..]}`; all of them apply | none |
//! | `filters` | list of [filters](#filters) | all rows |
//! | `search` | words to look for: a text, or `{"value": "rust", "case_sensitive": false}` | all rows |
//! | `sort` | list of `{"field": .., "direction": "asc"}`, the most important first; `asc` is the default, `desc` the other direction | the model's order |
//! | `includes` | list of [relations to load](#includes-and-aggregates) | none |
//! | `aggregates` | list of [counts and the like](#includes-and-aggregates) | none |
//! | `page` | number of the page, from 1 | the first page |
//! | `limit` | rows on a page; 0 and less is the default | the model's default |
//! | `cursor` | the text that an earlier answer gave; not together with `page` | the first page |
//! | `with_trashed` | `true`: trashed rows as well | rows that are not trashed |
//! | `only_trashed` | `true`: trashed rows only | rows that are not trashed |
//! | `fields` | list of the fields of the answer | all fields |
//!
//! `null` stands for a key that is left out. Keys that do not exist and keys that stand there twice are mistakes.
//!
//! # Filters
//!
//! A filter compares a field with a value: `{"field": "votes", "operator": ">=", "value": 3}`. Without an operator it is `=`; a value has to be there.
//! The field may be one of a related row, `author.name`: the filter finds the rows that have such a related row.
//!
//! Filters are linked by `"type"`, `"and"` or `"or"`, to those before them; the default is `and`. As in SQL, `and` binds closer than `or`.
//! A group, `{"nested": [..]}`, stands in parentheses and may have a `type` itself:
//!
//! ```
//! # let json = r#"
//! {"filters": [
//!   {"field": "votes", "operator": ">=", "value": 10},
//!   {"nested": [
//!     {"field": "author.name", "value": "Ann"},
//!     {"type": "or", "field": "id", "operator": "in", "value": [1, 2]}
//!   ]}
//! ]}
//! # "#;
//! # let request = diesel_relations::search::SearchRequest::from_json(json.as_bytes())?;
//! # assert_eq!(request.filters.len(), 2);
//! # Ok::<_, diesel_relations::search::InvalidRequest>(())
//! ```
//!
//! This is `votes >= 10 AND (author.name = 'Ann' OR id IN (1, 2))`. A group without filters is no condition.
//!
//! # Operators
//!
//! | JSON | query string | finds the rows whose field |
//! | --- | --- | --- |
//! | `=` | `eq`, or none | equals the value. With `null`: is NULL. With a list: is one of its values |
//! | `!=` | `ne` | has another value. With `null`: is not NULL. With a list: is none of its values |
//! | `<` | `lt` | is less |
//! | `<=` | `lte` | is less, or equal |
//! | `>` | `gt` | is greater |
//! | `>=` | `gte` | is greater, or equal |
//! | `like` | `like` | matches the pattern: `%` stands for any characters, `_` for one. Case counts as it does in the database's `LIKE` |
//! | `not like` | `not_like` | does not match the pattern |
//! | `ilike` | `ilike` | matches the pattern, in upper or lower case |
//! | `not ilike` | `not_ilike` | does not match the pattern, in upper or lower case |
//! | `in` | `in` | is one of the values of a list. `null` in it finds NULL as well; the empty list finds nothing |
//! | `not in` | `not_in` | is none of the values of a list. `null` in it leaves out NULL as well; the empty list leaves out nothing |
//! | `all in` | `all_in` | is a JSON array that has all values of a list |
//! | `any in` | `any_in` | is a JSON array that has one of the values of a list |
//! | `=` with `null` | `is`, with the value `null` | is NULL |
//! | `!=` with `null` | `is_not`, with the value `null` | is not NULL |
//!
//! NULL is as in SQL: a field that is NULL is neither equal to a value nor different from it. Which operators a field has depends on its type; patterns, for
//! example, are for texts. The names of both columns are accepted in JSON and in query strings.
//!
//! # Values
//!
//! A value is `null`, `true` or `false`, a number, a text, or a list. It has to be one of the field's type: the text `"3"` is no number, and 3.5 no whole
//! number. Decimals may be texts, which keep digits that a JSON number may lose: `"12345678901234567.89"`. So are dates, times and UUIDs.
//!
//! # Order
//!
//! The primary key comes last in every order, in the direction of the last field: `sort=-votes` is `ORDER BY votes DESC, id DESC`, which an index on `(votes, id)` gives.
//! So rows that are equal in all fields of `sort` have an order, too. A row of a many-to-many relation that the pivot table has twice is told apart by the primary key of
//! that table.
//!
//! # Includes and aggregates
//!
//! An include is the name of a relation, or a path of them, `comments.author`; or an object, which refines what is loaded:
//! `{"relation": "comments", "filters": [..], "sort": [..], "limit": 3, "includes": [..]}`. The limit is for each parent.
//!
//! An aggregate is a relation and a kind, `comments.count` or `comments.exists`, and for `sum`, `avg`, `min` and `max` a field, `comments.sum(votes)`; or
//! an object, whose filters say which related rows count: `{"relation": "comments", "type": "sum", "field": "votes", "filters": [..]}`.
//!
//! # Query strings
//!
//! | parameter | example |
//! | --- | --- |
//! | `filter[field]`, equality | `filter[author.name]=Ann` |
//! | `filter[field][operator]` | `filter[votes][gte]=3`, `filter[deleted_at][is]=null` |
//! | `filter[field][operator]`, lists | `filter[id][in]=1,2` |
//! | `filter[field][operator][]`, an item of a list that may have commas | `filter[name][in][]=a,b&filter[name][in][]=c` |
//! | `scope[name]`, with no parameter or one | `scope[published]`, `scope[popular]=5` |
//! | `scope[name][]`, with several | `scope[between][]=1&scope[between][]=5` |
//! | `search`, `search[case_sensitive]` | `search=rust&search[case_sensitive]=false` |
//! | `sort`, with a minus for descending | `sort=-created_at,author.name` |
//! | `include` | `include=author,comments.author` |
//! | `aggregate` | `aggregate=comments.count,comments.sum(votes)` |
//! | `fields` | `fields=id,title` |
//! | `page`, `limit`, `cursor` | `page=2&limit=50` |
//! | `with_trashed`, `only_trashed` | `with_trashed=true` |
//!
//! Filters are linked by `and`. A query string has no groups, no `or`, and no filters of includes and aggregates: send JSON for those.
//! Its values have the type of the field: `3` is a text to a field of texts and a number to a field of numbers. Booleans are `true` and `false`, or `1` and `0`.
//!
//! Names and values are percent-encoded where a URL needs it. `%` of a pattern is `%25`, and the `>` of a value inside of JSON, `options->visible`, is `%3E`:
//!
//! ```
//! # use diesel_relations::search::SearchRequest;
//! let request = SearchRequest::from_query("filter[title][like]=A%25&filter[options-%3Evisible]=true&sort=-options-%3Evisible")?;
//! assert_eq!(request.sort[0].field, "options->visible");
//! # Ok::<_, diesel_relations::search::InvalidRequest>(())
//! ```
//!
//! # Errors
//!
//! A request with mistakes is refused as a whole, with all of its mistakes at once, up to 50:
//!
//! ```
//! # let json = br#"{"filters": [{"field": "votes", "operater": ">", "value": 3}], "page": 0}"#;
//! # let invalid = diesel_relations::search::SearchRequest::from_json(json).unwrap_err();
//! # let expected = r#"
//! {"errors": [
//!   {
//!     "pointer": "/filters/0/operater",
//!     "code": "unknown_key",
//!     "message": "there is no key `operater`",
//!     "allowed": ["type", "field", "operator", "value", "nested"]
//!   },
//!   {
//!     "pointer": "/page",
//!     "code": "invalid_page",
//!     "message": "there is no page 0: pages are numbered from 1"
//!   }
//! ]}
//! # "#;
//! # let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
//! # assert_eq!(serde_json::to_value(&invalid).unwrap(), expected);
//! ```
//!
//! `pointer` is a JSON pointer into the request, or the parameter of a query string, `filter[votes][gte]`. `code` is an
//! [`ErrorCode`](crate::search::ErrorCode), for programs; `message` is for people and may change. `allowed` has the names that may stand there, where there is such a list.
//!
//! # Limits
//!
//! [`SearchLimits`] are on by default: groups 3 deep, 50 filters in all, lists of 500 values, 20 includes that are 4 deep, 8 sorts, 10 scopes, 10 aggregates,
//! 100 fields, words of 200 characters and texts of 4096 bytes. A text has no NUL characters.
//!
//! # Schema
//!
//! With the feature `json-schema`, [`SearchRequest`] and [`InvalidRequest`](crate::search::InvalidRequest) have a JSON schema, for the description of an API:
//!
//! ```
//! # #[cfg(feature = "json-schema")] {
//! let schema = schemars::schema_for!(diesel_relations::search::SearchRequest);
//! assert_eq!(schema.get("title"), Some(&"SearchRequest".into()));
//! # }
//! ```

pub(crate) mod filter;
pub(crate) mod from_json;
pub(crate) mod from_query;
pub(crate) mod limits;
pub(crate) mod operator;
pub(crate) mod parts;
pub(crate) mod place;
pub(crate) mod read_value;
pub(crate) mod request;
#[cfg(feature = "json-schema")]
mod schema;
pub(crate) mod serialize;
pub(crate) mod to_query;
pub(crate) mod tree;
pub(crate) mod value;
pub(crate) mod walk;

pub use filter::{Connective, Filter, Filters, Term};
pub use limits::SearchLimits;
pub use operator::Operator;
pub use parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
pub use place::Place;
pub use request::SearchRequest;
pub use value::Value;

#[cfg(test)]
mod tests;
