//! The names that requests may use, resolved against the columns and relations of the model: `#[model(search(..))]`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{LitInt, LitStr, Type};

use super::model::Model;
use super::search_names::{aggregate, all, filter, include, keyword, sort, write};
use crate::attr::{Names, ScopeAttr, SearchAttr};
use crate::errors::Errors;

/// The lists of a model that can be searched.
pub(crate) struct Search {
    /// The word `search`.
    pub(crate) word: Ident,
    /// The fields of the primary key.
    pub(crate) key: Vec<Ident>,
    pub(crate) filters: Vec<Place>,
    pub(crate) sorts: Vec<Place>,
    pub(crate) keywords: Vec<Place>,
    pub(crate) includes: Vec<Include>,
    pub(crate) aggregates: Vec<Place>,
    pub(crate) writes: Vec<Place>,
    pub(crate) scopes: Vec<ScopeAttr>,
    pub(crate) default_limit: u32,
    pub(crate) max_limit: u32,
    pub(crate) trashed: bool,
}

/// Where a value is: `author.name`.
pub(crate) struct Place {
    /// The relations to it. The first is one of this model.
    pub(crate) steps: Vec<Ident>,
    pub(crate) end: End,
}

/// The value at the end of a path.
pub(crate) enum End {
    /// `title`
    Column(Ident),
    /// `options->visible: bool`
    Json {
        column: Ident,
        keys: Vec<LitStr>,
        ty: Box<Type>,
    },
    /// `comments.count`
    Count(Span),
    /// `comments.exists`
    Exists(Span),
    /// `comments.sum(votes)`
    Aggregate { function: Function, column: Ident },
}

/// An aggregate of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Sum,
    Avg,
    Min,
    Max,
}

impl Function {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "sum" => Function::Sum,
            "avg" => Function::Avg,
            "min" => Function::Min,
            "max" => Function::Max,
            _ => return None,
        })
    }
}

/// A relation that requests may load, and those that they may load inside.
pub(crate) struct Include {
    pub(crate) name: Ident,
    pub(crate) nested: Vec<Include>,
}

/// Laravel Orion's.
const DEFAULT_LIMIT: u32 = 15;
const MAX_LIMIT: u32 = 100;

/// True where the derive knows what a search is: the feature `search`.
pub(crate) const IS_ON: bool = cfg!(any(feature = "search", test));

/// The error at a `search` without the feature.
pub(crate) const IS_OFF: &str = "searches are a feature of their own: turn on the feature `search` of `diesel-relations` in Cargo.toml";

impl Model<'_> {
    /// Looks up what the search names, once it is known which relations there are.
    pub(crate) fn resolve_search(&mut self, is_on: bool, errors: &mut Errors) {
        let attr = self.search_attr.take();
        self.search = attr.and_then(|attr| Search::new(attr, self, is_on, errors));
    }
}

impl Search {
    /// The lists of the attribute, without the names that are not there.
    fn new(
        attr: SearchAttr,
        model: &Model<'_>,
        is_on: bool,
        errors: &mut Errors,
    ) -> Option<Search> {
        if !is_on {
            errors.at(&attr.key, IS_OFF);
            return None;
        }
        let names = |names: Option<Names>| names.map(|(_, names)| names).unwrap_or_default();
        let has_mistakes = !errors.is_empty();
        let mut places =
            |list: Option<Names>, one| all(names(list), model, errors, has_mistakes, one);
        let filters = places(attr.filter, filter);
        let sorts = places(attr.sort, sort);
        let keywords = places(attr.keywords, keyword);
        let aggregates = places(attr.aggregate, aggregate);
        let writes = places(attr.write, write);
        let includes = all(names(attr.include), model, errors, has_mistakes, include);
        let mut search = Search {
            key: key(&attr.key, model, errors),
            word: attr.key,
            filters,
            sorts,
            keywords,
            includes: Vec::new(),
            aggregates,
            writes,
            scopes: attr.scopes,
            default_limit: DEFAULT_LIMIT,
            max_limit: MAX_LIMIT,
            trashed: attr.trashed.is_some(),
        };
        for path in includes {
            add(&mut search.includes, &path);
        }
        search.limit(attr.default_limit, attr.max_limit, errors);
        if let (Some(trashed), None) = (&attr.trashed, &model.soft_delete) {
            let ident = model.ident;
            errors.at(
                trashed,
                format_args!(
                    "`{ident}` has no trashed rows that requests could ask for; remove `trashed`, or add `#[model(soft_delete)]`"
                ),
            );
            search.trashed = false;
        }
        Some(search)
    }

    /// True where one of the lists goes through a relation.
    pub(crate) fn names(&self, relation: &Ident) -> bool {
        let steps = self.filters.iter().filter_map(|place| place.steps.first());
        let included = self.includes.iter().map(|include| &include.name);
        let mut names = steps.chain(included);
        names.any(|name| name.unraw() == relation.unraw())
    }

    /// `limit(default = 15, max = 100)`: where one of them is given, the other one follows it.
    fn limit(&mut self, default: Option<LitInt>, max: Option<LitInt>, errors: &mut Errors) {
        let mut rows = |number: &LitInt| match number.base10_parse::<u32>() {
            Ok(0) => {
                errors.at(number, "a page has at least one row");
                None
            }
            Ok(rows) => Some(rows),
            Err(error) => {
                errors.at(number, error);
                None
            }
        };
        let (given_default, given_max) = (
            default.as_ref().and_then(&mut rows),
            max.as_ref().and_then(rows),
        );
        if let (Some(default), Some(max), Some(number)) = (given_default, given_max, &default) {
            if default > max {
                errors.at(
                    number,
                    format_args!("the default is greater than the greatest number of rows, {max}"),
                );
                return;
            }
        }
        self.max_limit = given_max.unwrap_or(MAX_LIMIT.max(given_default.unwrap_or(0)));
        self.default_limit = given_default.unwrap_or(DEFAULT_LIMIT.min(self.max_limit));
    }
}

/// The fields of the primary key, by which rows are ordered last.
fn key(word: &Ident, model: &Model<'_>, errors: &mut Errors) -> Vec<Ident> {
    let mut key = Vec::new();
    for name in &model.primary_key {
        match model.local(name) {
            Some(local) => key.push(local.field.clone()),
            None => {
                let ident = model.ident;
                errors.at(
                    word,
                    format_args!(
                        "`{ident}` has no field `{name}`, its primary key, which comes last in the order of a search; add the field, or name \
                         another: `#[diesel(primary_key(..))]`"
                    ),
                );
                return Vec::new();
            }
        }
    }
    key
}

/// Adds a path of relations to those that are there, in the order of the first mention.
fn add(includes: &mut Vec<Include>, path: &[Ident]) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let known = includes
        .iter()
        .position(|include| include.name.unraw() == name.unraw());
    let place = known.unwrap_or_else(|| {
        includes.push(Include {
            name: name.clone(),
            nested: Vec::new(),
        });
        includes.len() - 1
    });
    if let Some(include) = includes.get_mut(place) {
        add(&mut include.nested, rest);
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::{Include, Search};
    use crate::errors::Errors;
    use crate::model::Model;

    /// The search of a model, and the errors.
    fn search(input: &syn::DeriveInput, is_on: bool) -> (Option<Search>, String) {
        let mut errors = Errors::default();
        let model = Model::new(input, &mut errors);
        let mut model = model.expect("a model");
        model.resolve_search(is_on, &mut errors);
        let errors = errors.into_compile_errors().to_string();
        (model.search, errors)
    }

    #[test]
    fn a_search_without_the_feature() {
        let input: syn::DeriveInput = parse_quote! {
            #[model(search(filter(name)))]
            struct Tag {
                id: i32,
                name: String,
            }
        };
        let (search, errors) = search(&input, false);
        assert!(search.is_none());
        assert_eq!(errors.matches("compile_error").count(), 1, "{errors}");
        assert!(errors.contains("turn on the feature `search`"), "{errors}");
    }

    /// The default and the greatest number of rows.
    fn limits(limit: &str) -> (u32, u32) {
        let text = format!("#[model(search(filter(id), {limit}))] struct Tag {{ id: i32 }}");
        let input: syn::DeriveInput = syn::parse_str(&text).expect("a struct");
        let (search, errors) = search(&input, true);
        assert_eq!(errors, "");
        let search = search.expect("a search");
        (search.default_limit, search.max_limit)
    }

    #[test]
    fn a_limit_follows_the_other_one() {
        assert_eq!(limits(""), (15, 100));
        assert_eq!(limits("limit(default = 20, max = 20)"), (20, 20));
        assert_eq!(limits("limit(max = 10)"), (10, 10));
        assert_eq!(limits("limit(default = 200)"), (200, 200));
        assert_eq!(limits("limit(default = 50)"), (50, 100));
    }

    #[test]
    fn includes_are_a_tree_in_the_order_of_the_first_mention() {
        let input: syn::DeriveInput = parse_quote! {
            #[model(search(include(posts.comments.author, user, posts.tags, posts, user.posts)))]
            #[has_many(Post)]
            #[has_one(User)]
            struct Tag {
                id: i32,
            }
        };
        fn says(includes: &[Include]) -> String {
            let all = includes.iter().map(|it| match it.nested.is_empty() {
                true => it.name.to_string(),
                false => format!("{}({})", it.name, says(&it.nested)),
            });
            all.collect::<Vec<_>>().join(" ")
        }
        let (search, errors) = search(&input, true);
        assert_eq!(errors, "");
        let includes = search.expect("a search").includes;
        assert_eq!(says(&includes), "posts(comments(author) tags) user(posts)");
    }
}
