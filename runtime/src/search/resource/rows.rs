//! The rows of a search by their keys.

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;

use diesel::query_builder::{AsQuery, QueryFragment};
use diesel::sql_types::Untyped;

use crate::declare::model::LoadedRow;
use crate::declare::primary_key::{KeyOf, primary_key};
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::query::repeatable::Repeatable;
use crate::relation::select::Selection;
use crate::search::build::sort::SortedBy;
use crate::search::error::{Conflict, InvalidRequest, SearchError};
use crate::search::load::extras::{ExtraColumns, WithExtras};
use crate::search::load::found::Found;
use crate::search::load::parent::Between;
use crate::search::load::plan::{LoadsOf, Plan, SearchedOn};
use crate::search::load::rows::TrashedRows;
use crate::search::load::search::Search;
use crate::search::load::send::{Columns, RawOf};
use crate::search::request::request::SearchRequest;
use crate::search::resource::keys::{FoundBy, InBy, KeyBy, Resource};
use crate::search::sql::dynamic::Condition;
use crate::search::sql::order::{Order, Ordering};
use crate::search::sql::statement::{Rows, SelectRows};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::unstable::read_as::ReadAs;
use crate::write::lock::ReadLatest;
use crate::write::lock_rows::KeysIn;

/// The rows among which those with the keys are looked for. The conditions of the code hold for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Those that the request finds.
    Asked,
    /// Those that the request finds among the rows that are not trashed.
    NotTrashed,
    /// Those that the request finds, trashed or not.
    AllAsked,
    /// Those that the code shows, whatever the request finds.
    Shown,
    /// Those that were written: trashed or not, whatever the request finds.
    Written,
}

impl View {
    /// The part of a request that counts: its conditions or, of the rows that are returned, what it shows of them.
    fn request(self, request: &SearchRequest, returned: bool) -> SearchRequest {
        let mut request = request.clone();
        request.sort.clear();
        if !returned {
            request.includes.clear();
            request.aggregates.clear();
            request.fields = None;
        }
        if matches!(self, View::Shown | View::Written) {
            request.scopes.clear();
            request.filters.clear();
            request.search = None;
        }
        if self != View::Asked {
            request.with_trashed = false;
            request.only_trashed = false;
        }
        request
    }

    /// The rows that the query shows, where `trashed` says it in the code.
    fn trashed(self, trashed: Option<bool>) -> Option<bool> {
        match self {
            View::Asked | View::NotTrashed | View::Shown => trashed,
            // Trashed rows that the code asks for stay the only ones.
            View::AllAsked => trashed.filter(|trashed| *trashed),
            View::Written => None,
        }
    }
}

/// The keys of the rows that are looked for.
#[derive(Debug)]
pub enum Keys<'k, Primary, Key> {
    /// Any row.
    Any,
    /// Primary keys.
    Primary(&'k [Primary]),
    /// Values of the columns by which the search finds rows.
    By(&'k [Key]),
}

/// The keys for a search that finds rows of `M` by `K`.
type KeysOf<'k, M, K> = Keys<'k, KeyOf<M>, KeyBy<K, M>>;

/// Rows that were found, each once, in the order of the keys that were given.
#[derive(Debug)]
pub struct FoundRows<Primary, Key, R> {
    /// The primary key of each.
    pub(crate) keys: Vec<Primary>,
    /// The value of each, of the columns by which the search finds rows, where rows were looked for by them.
    pub(crate) by: Vec<Key>,
    /// The rows, with what the request asks for, where they are to be returned.
    pub(crate) rows: Vec<R>,
}

/// A search whose rows the connection `C` finds by their primary keys, and by the columns `K`.
#[diagnostic::on_unimplemented(
    message = "the rows of this search cannot be found by their keys with this connection",
    label = "cannot be found with this connection",
    note = "the model has the fields of its primary key, and the query is none that `into_boxed` made; the feature of the database is on: \
            `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait RowsByKeys<Mode, C, M: Resource, K: FoundBy<M> = ()>: Sized {
    /// A row, with the relations that the request loads.
    type Row;
    /// Checks the request.
    fn check(&self) -> Result<(), InvalidRequest>;
    /// The rows with these keys. `returned`: with what the request asks for.
    #[doc(hidden)]
    fn by_keys(
        &self,
        look: Look,
        keys: KeysOf<'_, M, K>,
        returned: bool,
        conn: &mut C,
    ) -> impl Future<Output = Result<FoundRows<KeyOf<M>, KeyBy<K, M>, Self::Row>, SearchError>>;
}

/// A look at rows.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub(crate) view: View,
    /// True inside a transaction that may have begun to read before.
    pub(crate) has_read: bool,
}

/// The statement that reads rows, as it is sent.
type Statement<Q, Columns, DB> = ReadLatest<SelectRows<Q, Columns, Untyped, DB>>;

#[diagnostic::do_not_recommend]
impl<M, Q, L, S, P, K, C, Mode, DB> RowsByKeys<Mode, C, M, K> for Search<'_, M, Q, L, S, P, K>
where
    C: Driver<Mode, DB = DB>,
    DB: Dialect,
    M: SearchedOn<DB> + Resource,
    K: FoundBy<M>,
    KeysIn<M>: QueryFragment<DB> + Send + Sync + 'static,
    InBy<K, M>: QueryFragment<DB> + Send + Sync + 'static,
    P: Between<DB>,
    S: Selection<M, DB, Row: LoadedRow<Model = M>, Expression: ReadAs<S::Raw, DB>>,
    (Q, L, S): Repeatable,
    Q: AsQuery + Clone,
    L: Clone,
    S: Clone,
    C: Fetch<Mode, Statement<Q::Query, Columns<M, S, DB>, DB>, RawOf<M, S, P, DB>>,
    (L, LoadsOf<M, DB>): Eager<Mode, C, Found<S::Row>>,
{
    type Row = <(L, LoadsOf<M, DB>) as Loads>::Loaded<Found<S::Row>>;

    fn check(&self) -> Result<(), InvalidRequest> {
        Plan::<M, DB>::new::<P>(self.request, &self.limits, self.trashed).map(drop)
    }

    async fn by_keys(
        &self,
        look: Look,
        keys: KeysOf<'_, M, K>,
        returned: bool,
        conn: &mut C,
    ) -> Result<FoundRows<KeyOf<M>, KeyBy<K, M>, Self::Row>, SearchError> {
        let plan = plan::<M, P, K, DB>(self, look.view, returned)?;
        let mut rows = Vec::new();
        let lists = conditions::<M, K, DB>(&keys);
        for list in lists.into_iter().take_while(|_| !self.query.is_none()) {
            let (query, _, selection) = self.query.parts();
            let is_any = list.is_none();
            let conditions = plan.conditions.iter().cloned().chain(list).collect();
            let found = Rows::new(query.clone().as_query(), conditions);
            let columns = ExtraColumns {
                sorted: Vec::new(),
                aggregates: plan.aggregates.clone(),
            };
            let columns = WithExtras::new(selection.clone().expression(), columns);
            let is_told = |by: &&SortedBy<DB>| !plan.sorted[by.field].is_pivot_key();
            let order = plan.order.iter().filter(is_told);
            let order = order.map(|by| (by.operand.clone(), false)).collect();
            let order = Some(Ordering::new(Order(order)));
            let mut query = SelectRows::new(found, columns, order).reorder(true);
            if is_any {
                query = query.part(1, 0);
            }
            let query = ReadLatest::new(query, look.has_read);
            conn.fetch(query, |found: RawOf<M, S, P, DB>| {
                let row = S::row(found.raw);
                if let Some(key) = primary_key(S::Row::model(&row)) {
                    let shown = Arc::clone(&plan.shown);
                    rows.push((key, Found::new(row, found.extras.aggregates, shown)));
                }
            })
            .await?;
        }
        // One of a many-to-many relation may be attached twice.
        let mut seen = HashSet::new();
        rows.retain(|(key, _)| seen.insert(key.clone()));
        let mut by = Vec::new();
        match keys {
            Keys::Any => {}
            Keys::Primary(keys) => in_order(keys, &mut rows, |(key, _)| Some(key.clone())),
            Keys::By(keys) => {
                let key = |(_, row): &(_, Found<S::Row>)| K::key(S::Row::model(row));
                in_order(keys, &mut rows, key);
                by = rows.iter().filter_map(key).collect();
                are_unique::<K::Columns, _>(keys, &by)?;
            }
        }
        let (keys, rows) = rows.into_iter().unzip();
        let mut found = FoundRows {
            keys,
            by,
            rows: Vec::new(),
        };
        if returned {
            let (_, loads, _) = self.query.parts();
            let loads = (loads.clone(), plan.includes);
            found.rows = loads.load_onto(rows, Extent::default(), conn).await?;
        }
        Ok(found)
    }
}

/// The conditions on keys, one for each statement.
fn conditions<M, K, DB>(keys: &KeysOf<'_, M, K>) -> Vec<Option<Condition<DB>>>
where
    DB: Dialect,
    M: Resource,
    K: FoundBy<M>,
    KeysIn<M>: QueryFragment<DB> + Send + Sync + 'static,
    InBy<K, M>: QueryFragment<DB> + Send + Sync + 'static,
{
    match keys {
        Keys::Any => vec![None],
        Keys::Primary(keys) => lists::<M::PrimaryKey, _, DB>(keys),
        Keys::By(keys) => lists::<K::Columns, _, DB>(keys),
    }
}

/// The conditions that the columns `C` have some of these values, as many as fit into a statement.
fn lists<C, Key, DB>(keys: &[Key]) -> Vec<Option<Condition<DB>>>
where
    DB: Dialect,
    Key: Clone,
    C: KeyColumn<Key> + KeyColumns,
    C::In: QueryFragment<DB> + Send + Sync + 'static,
{
    let lists = keys.chunks(VALUES_PER_STATEMENT / C::WIDTH);
    let lists = lists.map(|keys| Some(Condition::new(C::is_in(keys.to_vec()))));
    lists.collect()
}

/// Puts the rows in the order of the given keys. Keys that are written otherwise in the table come last.
fn in_order<Key: Eq + Hash, R>(keys: &[Key], rows: &mut [R], key: impl Fn(&R) -> Option<Key>) {
    let mut place = HashMap::new();
    for key in keys {
        let next = place.len();
        place.entry(key).or_insert(next);
    }
    rows.sort_by_cached_key(|row| {
        key(row)
            .and_then(|key| place.get(&key).copied())
            .unwrap_or(usize::MAX)
    });
}

/// Checks that no two rows were found by one of the keys.
fn are_unique<C: KeyColumns, Key: Eq + Hash>(given: &[Key], found: &[Key]) -> Result<(), Conflict> {
    let distinct = |keys: &[Key]| keys.iter().collect::<HashSet<_>>().len();
    match distinct(found) == found.len() && found.len() <= distinct(given) {
        true => Ok(()),
        false => Err(Conflict::NotUnique {
            column: C::NAMES.first().copied().unwrap_or_default(),
        }),
    }
}

/// The request, checked, where rows are looked for by their keys.
fn plan<M, P, K, DB>(
    search: &Search<'_, M, impl Sized, impl Sized, impl Sized, P, K>,
    view: View,
    returned: bool,
) -> Result<Plan<M, DB>, InvalidRequest>
where
    M: SearchedOn<DB>,
    DB: Dialect,
    P: Between<DB>,
{
    let request = view.request(search.request, returned);
    let trashed = view.trashed(search.trashed);
    let mut plan = Plan::<M, DB>::new::<P>(&request, &search.limits, trashed)?;
    if view == View::NotTrashed {
        plan.conditions.extend(M::Deletion::condition(false));
    }
    Ok(plan)
}
