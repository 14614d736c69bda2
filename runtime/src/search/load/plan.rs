//! A request as conditions, an order, aggregates and relations, all of them checked.

use std::sync::Arc;

use crate::declare::model::Model;
use crate::dialect::dialect::Dialect;
use crate::search::build::aggregate::{Aggregates, Asked, aggregates};
use crate::search::build::field::ReadField;
use crate::search::build::filter::{filters, keywords};
use crate::search::build::list::{Fields, ReadFields};
use crate::search::build::names::AggregateNames as _;
use crate::search::build::scope::{Scopes, scopes};
use crate::search::build::sort::{SortedBy, sorts};
use crate::search::declare::searchable::Searchable;
use crate::search::error::{ErrorCode, InvalidRequest, RequestError};
use crate::search::load::found::Shown;
use crate::search::load::include::{Includes, includes};
use crate::search::load::parent::Between;
use crate::search::load::rows::TrashedRows;
use crate::search::load::wanted::Wanted;
use crate::search::request::limits::SearchLimits;
use crate::search::request::place::Place;
use crate::search::request::request::SearchRequest;
use crate::search::sql::dynamic::Condition;

/// A model that requests can search on the database `DB`: each of its lists as objects.
pub trait SearchedOn<DB: Dialect>:
    Searchable<
        Filters: Fields<DB>,
        Keywords: Fields<DB>,
        Sorts: ReadFields<DB>,
        Key: ReadFields<DB>,
        Aggregates: Aggregates<DB>,
        Scopes: Scopes<DB>,
        Includes: Includes<DB>,
        Deletion: TrashedRows<DB>,
    >
{
}

impl<M, DB: Dialect> SearchedOn<DB> for M where
    M: Searchable<
            Filters: Fields<DB>,
            Keywords: Fields<DB>,
            Sorts: ReadFields<DB>,
            Key: ReadFields<DB>,
            Aggregates: Aggregates<DB>,
            Scopes: Scopes<DB>,
            Includes: Includes<DB>,
            Deletion: TrashedRows<DB>,
        >
{
}

/// The relations that requests load beside the rows of `M`.
pub(crate) type LoadsOf<M, DB> = <<M as Searchable>::Includes as Includes<DB>>::Loads;

/// A request, checked.
pub(crate) struct Plan<M: SearchedOn<DB>, DB: Dialect> {
    pub(crate) conditions: Vec<Condition<DB>>,
    pub(crate) order: Vec<SortedBy<DB>>,
    /// The fields that the order is of, by their numbers.
    pub(crate) sorted: Vec<Box<dyn ReadField<DB>>>,
    pub(crate) aggregates: Vec<Asked<DB>>,
    pub(crate) includes: LoadsOf<M, DB>,
    pub(crate) shown: Arc<Shown>,
    pub(crate) page: u32,
    pub(crate) per_page: u32,
}

impl<M: SearchedOn<DB>, DB: Dialect> Plan<M, DB> {
    /// Checks a request. `trashed`: the rows that the query shows. `P`: the columns of a pivot table that a request may name, too.
    pub(crate) fn new<P: Between<DB>>(
        request: &SearchRequest,
        limits: &SearchLimits,
        trashed: Option<bool>,
    ) -> Result<Self, InvalidRequest> {
        let mut errors = Vec::new();
        limits.check(request, &mut errors);
        if !errors.is_empty() {
            return Err(InvalidRequest::new(errors));
        }
        let place = request.place();
        let errors = &mut errors;

        // Mistakes are in this order, too: scopes, filters, keywords.
        let mut conditions = scopes::<M::Scopes, DB>(&request.scopes, &place.key("scopes"), errors);
        let mut fields = M::Filters::all();
        <P as Fields<DB>>::add_to(&mut fields);
        let filter = filters(&fields, &request.filters, &place.key("filters"), errors);
        conditions.extend(filter);
        if let Some(search) = &request.search {
            let place = place.key("search");
            conditions.extend(keywords(&M::Keywords::all(), search, &place, errors));
        }
        conditions.extend(trashed_rows::<M, DB>(request, trashed, &place, errors));

        let mut sorted = M::Sorts::all();
        <P as ReadFields<DB>>::add_to(&mut sorted);
        let mut key = M::Key::all();
        P::add_key(&mut key);
        let order = sorts(&sorted, &key, &request.sort, &place.key("sort"), errors);
        sorted.extend(key);

        let list = place.key("aggregates");
        let aggregates = aggregates::<M::Aggregates, DB>(&request.aggregates, &list, errors);
        let mut wanted = Wanted::tree(&request.includes, &place.key("includes"), errors);
        let includes = includes::<M::Includes, DB>(&mut wanted, "", errors);

        let mut names = Vec::new();
        M::Aggregates::add_names(&mut names);
        let named = aggregates.iter();
        let named: Vec<_> = named
            .map(|(number, _)| names[*number].in_result())
            .collect();
        let mut hidden = hidden_columns::<M>(request, &place, errors);
        // An aggregate takes the place of a column of its name.
        let is_aggregate = |column: &&str| named.iter().any(|name| name == column);
        hidden.extend(M::FIELDS.iter().copied().filter(is_aggregate));
        let shown = Shown {
            aggregates: named,
            hidden,
        };
        let per_page = per_page::<M>(request, &place, errors);
        if !errors.is_empty() {
            return Err(InvalidRequest::new(std::mem::take(errors)));
        }
        Ok(Plan {
            conditions,
            order,
            sorted,
            aggregates,
            includes,
            shown: Arc::new(shown),
            page: request.page.unwrap_or(1),
            per_page,
        })
    }
}

/// The condition on trashed rows. `with_trashed` wins over `only_trashed`.
fn trashed_rows<M: SearchedOn<DB>, DB: Dialect>(
    request: &SearchRequest,
    trashed: Option<bool>,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> Option<Condition<DB>> {
    let asked = [
        ("with_trashed", request.with_trashed),
        ("only_trashed", request.only_trashed),
    ];
    for (key, _) in asked.into_iter().filter(|(_, asked)| *asked && !M::TRASHED) {
        let message = "trashed rows are not open to requests";
        errors.push(RequestError::new(
            place.key(key),
            ErrorCode::NotAllowed,
            message,
        ));
    }
    let trashed = match (request.with_trashed, request.only_trashed) {
        (true, _) => None,
        (false, true) => Some(true),
        (false, false) => trashed,
    };
    <M as Model>::Deletion::condition(trashed?)
}

fn hidden_columns<M: Searchable>(
    request: &SearchRequest,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> Vec<&'static str> {
    let Some(fields) = &request.fields else {
        return Vec::new();
    };
    let list = place.key("fields");
    for (index, name) in fields.iter().enumerate() {
        if !M::FIELDS.contains(&name.as_str()) {
            let message = format!("there is no field `{name}`");
            let place = list.index(index);
            let error = RequestError::new(place, ErrorCode::UnknownField, message);
            errors.push(error.allow(M::FIELDS.iter().copied()));
        }
    }
    let is_hidden = |name: &&str| !fields.iter().any(|field| field == name);
    M::FIELDS.iter().copied().filter(is_hidden).collect()
}

fn per_page<M: Searchable>(
    request: &SearchRequest,
    place: &Place,
    errors: &mut Vec<RequestError>,
) -> u32 {
    let limit = request.limit.unwrap_or(M::DEFAULT_LIMIT);
    if limit > M::MAX_LIMIT {
        let message = format!("a page has {} rows at most", M::MAX_LIMIT);
        errors.push(RequestError::new(
            place.key("limit"),
            ErrorCode::InvalidLimit,
            message,
        ));
    }
    limit
}
