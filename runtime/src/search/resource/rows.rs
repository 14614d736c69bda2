//! The rows of a search by their primary keys.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;

use diesel::query_builder::{AsQuery, QueryFragment};
use diesel::sql_types::Untyped;
use serde::Serialize;

use crate::declare::model::{LoadedRow, Model};
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, primary_key};
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Fetch};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::query::repeatable::Repeatable;
use crate::relation::select::Selection;
use crate::search::declare::searchable::Searchable;
use crate::search::error::{InvalidRequest, SearchError};
use crate::search::load::extras::{ExtraColumns, WithExtras};
use crate::search::load::found::Found;
use crate::search::load::parent::Between;
use crate::search::load::plan::{LoadsOf, Plan, SearchedOn};
use crate::search::load::rows::TrashedRows;
use crate::search::load::search::Search;
use crate::search::load::send::{Columns, RawOf};
use crate::search::request::request::SearchRequest;
use crate::search::sql::dynamic::Condition;
use crate::search::sql::order::{Order, Ordering};
use crate::search::sql::statement::{Rows, SelectRows};
use crate::sql::has_key::HasKey;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::unstable::read_as::ReadAs;
use crate::write::lock::ReadLatest;
use crate::write::lock_rows::KeysIn;

/// A model whose rows are found by their primary keys, one and several.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be found by their primary keys",
    label = "cannot be found by keys",
    note = "`{Self}` has the fields of its primary key, whose types are `Eq`, `Hash`, `Debug`, `Clone` and `serde::Serialize`, and             `#[model(search)]`"
)]
pub trait Resource:
    Searchable + HasPrimaryKey + HasKey<<Self as Model>::PrimaryKey, Key: Eq + Hash + Debug + Serialize>
{
}

#[diagnostic::do_not_recommend]
impl<M> Resource for M where
    M: Searchable
        + HasPrimaryKey
        + HasKey<<M as Model>::PrimaryKey, Key: Eq + Hash + Debug + Serialize>
{
}

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

/// A search whose rows the connection `C` finds by their primary keys.
#[diagnostic::on_unimplemented(
    message = "the rows of this search cannot be found by their keys with this connection",
    label = "cannot be found with this connection",
    note = "the model has the fields of its primary key, and the query is none that `into_boxed` made; the feature of the database is on: \
            `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait RowsByKeys<Mode, C, M: Resource>: Sized {
    /// A row, with the relations that the request loads.
    type Row;
    /// Checks the request.
    fn check(&self) -> Result<(), InvalidRequest>;
    /// The keys of the rows that there are, each once, in the order in which they were given. Where none are given, that of any one row. And the
    /// rows, where they are to be `returned`, with what the request asks for.
    #[doc(hidden)]
    fn by_keys(
        &self,
        look: Look,
        keys: Option<&[KeyOf<M>]>,
        returned: bool,
        conn: &mut C,
    ) -> impl Future<Output = Result<(Vec<KeyOf<M>>, Vec<Self::Row>), SearchError>>;
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
impl<M, Q, L, S, P, C, Mode, DB> RowsByKeys<Mode, C, M> for Search<'_, M, Q, L, S, P>
where
    C: Driver<Mode, DB = DB>,
    DB: Dialect,
    M: SearchedOn<DB> + Resource,
    KeysIn<M>: QueryFragment<DB> + Send + Sync + 'static,
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
        keys: Option<&[KeyOf<M>]>,
        returned: bool,
        conn: &mut C,
    ) -> Result<(Vec<KeyOf<M>>, Vec<Self::Row>), SearchError> {
        let plan = plan::<M, P, DB>(self, look.view, returned)?;
        let mut rows = Vec::new();
        let lists = match keys {
            Some(keys) => keys.chunks(VALUES_PER_STATEMENT / M::PrimaryKey::WIDTH),
            None => [].chunks(1),
        };
        let lists = lists.map(Some).chain(keys.is_none().then_some(None));
        for list in lists.take_while(|_| !self.query.is_none()) {
            let (query, _, selection) = self.query.parts();
            let mut conditions = plan.conditions.clone();
            if let Some(keys) = list {
                conditions.push(Condition::new(M::PrimaryKey::is_in(keys.to_vec())));
            }
            let found = Rows::new(query.clone().as_query(), conditions);
            let columns = ExtraColumns {
                sorted: Vec::new(),
                aggregates: plan.aggregates.clone(),
            };
            let columns = WithExtras::new(selection.clone().expression(), columns);
            let order = plan.order.iter();
            let order = order.map(|by| (by.operand.clone(), false)).collect();
            let order = Some(Ordering::new(Order(order)));
            let mut query = SelectRows::new(found, columns, order).reorder(true);
            if list.is_none() {
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
        let (keys, rows) = in_order(keys, rows);
        if !returned {
            return Ok((keys, Vec::new()));
        }
        let (_, loads, _) = self.query.parts();
        let loads = (loads.clone(), plan.includes);
        let rows = loads.load_onto(rows, Extent::default(), conn).await?;
        Ok((keys, rows))
    }
}

/// The rows in the order of the given keys, each once: one of a many-to-many relation may be attached twice. Keys that are written otherwise in the
/// table come last.
fn in_order<Key: Eq + Hash + Clone, R>(
    keys: Option<&[Key]>,
    rows: Vec<(Key, R)>,
) -> (Vec<Key>, Vec<R>) {
    let mut place = HashMap::new();
    for key in keys.unwrap_or_default() {
        let next = place.len();
        place.entry(key).or_insert(next);
    }
    let mut seen = HashSet::new();
    let mut rows = rows;
    rows.retain(|(key, _)| seen.insert(key.clone()));
    rows.sort_by_key(|(key, _)| place.get(key).copied().unwrap_or(usize::MAX));
    rows.into_iter().unzip()
}

/// The request, checked, where rows are looked for by their keys.
fn plan<M, P, DB>(
    search: &Search<'_, M, impl Sized, impl Sized, impl Sized, P>,
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
