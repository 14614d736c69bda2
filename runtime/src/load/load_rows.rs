//! The one loader of all relations: the parents' keys, the statements, and each row in the slot of its parent.

use std::future::Future;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

use diesel::QueryResult;

use crate::declare::first::First;
use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::scope::Scope;
use crate::declare::shape::Shaped;
use crate::declare::soft_delete::{ScopeOf, ShapeOf};
use crate::driver::connection::{DbOf, Driver, Fetch, Shared};
use crate::load::eager::Eager;
use crate::load::equal_keys::EqualKeys;
use crate::load::extent::Extent;
use crate::load::fill::Fill;
use crate::load::group::Rows;
use crate::load::key_index::Index;
use crate::load::key_parts::parts;
use crate::load::keyed_query::{KeyedQuery, RawKey};
use crate::load::strangers::{Strangers, unite_parents};
use crate::relation::refine::RelationQuery;
use crate::relation::relation::Relation;
use crate::relation::select::{RowOf, Selection};
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_filter::{KeyFilter, KeyPart};
use crate::sql::source::Source;
use crate::unstable::load_each::Again;

/// The number of parents that are listed, though they are all there are. One is a comparison with a value, which the connection caches. A
/// longer list took 0.03 to 0.2 ms more than the whole table (2 to 50 parents with ten rows each), as SQLite and MySQL prepare it
/// each time; rows whose key names no parent are what it would save.
const LISTED: usize = 1;

/// Loads the rows of the relation `K`: the one loader, for every form in which the rows are then given to their parents.
/// `Bare` is a row before its own relations are loaded, `Row` with them.
///
/// The types are parameters: as associated types, each mention of one would have the compiler prove all bounds again.
pub trait LoadRows<Mode, C, P, K: Keyed, Bare, Row> {
    /// Sends the statements. `default`: what a parent without a row gets.
    fn load_rows(
        self,
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, Bare>,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<(Index<K::Key>, Rows<Row>)>>;
}

impl<Mode, C, P, K, Q, L, S> LoadRows<Mode, C, P, K, S::Row, L::Loaded<S::Row>>
    for Relation<K, Q, L, S>
where
    K: Keyed,
    S: RowOf<K::Related>,
    Q: LoadLevel<Mode, C, P, K, S, S::Row>,
    L: Eager<Mode, C, S::Row>,
{
    async fn load_rows(
        self,
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, S::Row>,
        conn: &mut C,
    ) -> QueryResult<(Index<K::Key>, Rows<L::Loaded<S::Row>>)> {
        let Relation {
            query,
            nested,
            selection,
            none,
            ..
        } = self;
        let level = query.load_level((selection, none), parents, extent, default, conn);
        let (index, Rows { slots, rows }, extent) = level.await?;
        let rows = nested.load_onto(rows, extent, conn).await?;
        Ok((index, Rows { slots, rows }))
    }
}

/// The query of a relation of which the connection `C` can load the rows, without their own relations: as `Row`.
#[diagnostic::on_unimplemented(
    message = "the rows of the relation `{K}` cannot be loaded as `{Row}`",
    label = "cannot be loaded with this connection",
    note = "`{Row}` needs `#[derive(Queryable, Selectable)]` with fields that fit their columns: `#[diesel(check_for_backend(..))]` on it shows \
            which field does not; a property has the type that Diesel decodes, `i64` for a count and an `Option` for other aggregates; \
            `into_boxed` takes the backend of the connection",
    note = "many-to-many and through relations, and keys of several columns, need the feature of the database, `sqlite`, `postgres` or \
            `mysql` of `diesel-relations`; a `MultiConnection` needs those of all its databases"
)]
pub trait LoadLevel<Mode, C, P, K: Keyed, S, Row> {
    /// Sends the statements; the rows, and how many of their table they are.
    fn load_level(
        self,
        selection: (S, bool),
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, Row>,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<(Index<K::Key>, Rows<Row>, Extent)>>;
}

#[diagnostic::do_not_recommend]
impl<Mode, C, P, K, Q, S> LoadLevel<Mode, C, P, K, S, S::Row> for Q
where
    C: Driver<Mode>,
    P: LoadedRow<Model = K::Parent>,
    K: Keyed,
    S: Selection<K::Related, DbOf<C, Mode>>,
    Q: RelationQuery<K> + KeyedQuery<K, S, DbOf<C, Mode>, Raw = (RawKey<K>, S::Raw)>,
    C: Fetch<Mode, Shared<<Q as KeyedQuery<K, S, DbOf<C, Mode>>>::Query>, (RawKey<K>, S::Raw)>,
    K::KeyColumn: KeyColumns,
    C: Fetch<Mode, EqualKeys<K::KeyColumn, K::Key>, (i32, i32)>,
{
    async fn load_level(
        self,
        (selection, none): (S, bool),
        parents: &[P],
        extent: Extent,
        default: impl Fill<K, P, S::Row>,
        conn: &mut C,
    ) -> QueryResult<(Index<K::Key>, Rows<S::Row>, Extent)> {
        let shared = ShapeOf::<K>::SHARED;
        let mut index = index::<K, P>(parents, extent);
        // All rows of the related table belong to some parent: no need to list the parents. Owners are different: there
        // may be many more of them than are referred to.
        let whole = extent.whole && !shared && self.is_whole();
        // Rows of nobody are read with them, unless there are few parents to list.
        let unlisted = whole && index.keys().len() > LISTED;
        let holds_all =
            unlisted && K::First::ALL && ScopeOf::<K>::ALL_ROWS && self.limit().is_none();

        let mut rows = Rows::default();
        if !index.keys().is_empty() && !none {
            let is_text = K::KeyColumn::is_text();
            if is_text && !shared {
                unite_parents::<K, C, Mode>(&mut index, conn).await?;
            }
            let parts = match unlisted {
                true => vec![KeyPart::All(Default::default())],
                false => parts::<K::KeyColumn, K::Key, _, _>(
                    index.keys(),
                    K::Source::is_in::<K::KeyColumn, K::Key>,
                ),
            };
            let statements = parts.len();
            let (filter, shown) = KeyFilter::new(parts);
            let query = Shared::new(self.keyed(selection, filter));
            for is_first in [true, false] {
                let mut sorted = Sorted::<K, S> {
                    index: &index,
                    rows: Rows::default(),
                    strangers: (is_text && is_first).then(Strangers::new),
                    unlisted,
                };
                for part in 0..statements {
                    shown.store(part, Ordering::Relaxed);
                    let each = |row: (RawKey<K>, S::Raw), again: Again<'_, _>| {
                        sorted.take::<DbOf<C, Mode>>(row, again)
                    };
                    conn.fetch_rows(query.clone(), each).await?;
                }
                rows = sorted.rows;
                let Some(strangers) = sorted.strangers else {
                    break;
                };
                let form = (shared, !unlisted);
                let met =
                    strangers.meet::<K::KeyColumn, _, _, _>(&mut index, form, &mut rows, conn);
                if !met.await? {
                    break;
                }
            }
        }
        let extent = Extent {
            whole: holds_all,
            defaults: default.fill(parents, &mut index, &mut rows),
        };
        Ok((index, rows, extent))
    }
}

/// The keys of the parents.
fn index<K: RelationDef, P>(parents: &[P], extent: Extent) -> Index<K::Key>
where
    P: LoadedRow<Model = K::Parent>,
{
    let shared = ShapeOf::<K>::SHARED;
    // A default has a key that is no row's, which owns nothing; whom it refers to is another matter.
    let keyed = if shared {
        parents.len()
    } else {
        extent.rows(parents)
    };
    let keys = parents.iter().enumerate().map(|(number, parent)| {
        let has_key = number < keyed;
        has_key.then(|| K::local_key(P::model(parent))).flatten()
    });
    Index::new(keys, shared)
}

/// The rows that came so far, each in the slot of its parent.
struct Sorted<'i, K: Keyed, S: RowOf<K::Related>> {
    index: &'i Index<K::Key>,
    rows: Rows<S::Row>,
    /// The keys that no parent has in this form, where there may be such.
    strangers: Option<Strangers<K::Key>>,
    /// True where the parents are not listed: then rows of nobody come.
    unlisted: bool,
}

impl<K: Keyed, S: RowOf<K::Related>> Sorted<'_, K, S> {
    /// Takes the next row. One of several parents is copied, or decoded again.
    fn take<DB>(
        &mut self,
        (key, raw): (RawKey<K>, S::Raw),
        again: Again<'_, (RawKey<K>, S::Raw)>,
    ) -> QueryResult<ControlFlow<()>>
    where
        S: Selection<K::Related, DB>,
        DB: diesel::backend::Backend,
    {
        let Some(key) = K::KeyColumn::key(key) else {
            return Ok(ControlFlow::Continue(()));
        };
        if let Some(number) = self.index.number(&key) {
            for &slot in self.index.repeats(number) {
                let raw = match S::copy(&raw) {
                    Some(copy) => copy,
                    None => again()?.1,
                };
                self.rows.push(slot, S::row(raw));
            }
            self.rows.push(number, S::row(raw));
        } else if let Some(strangers) = &mut self.strangers {
            let place = strangers.place(key);
            if !self.unlisted {
                self.rows.push(place, S::row(raw));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
