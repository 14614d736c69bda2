//! Values of rows of a pivot table as data: `"pivot": {"approved": true}`.

use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_dsl::methods::FilterDsl;

use crate::declare::many_to_many::{ManyToMany, id_of};
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::driver::transaction::Inside;
use crate::pivot::given::Given;
use crate::pivot::mode::UPDATE;
use crate::pivot::sync::WritePivot;
use crate::pivot::with_fields::EachPivot;
use crate::query::terminals::LoadAs;
use crate::search::declare::path::PivotLists;
use crate::search::load::parent::Parent;
use crate::search::resource::values::WriteList;
use crate::sql::values::NoFields;
use crate::touch::step::Touching;
use crate::write::by_keys::{ByKeys, In, found};
use crate::write::link::parent_key;

/// The columns of a pivot table that requests write beside a row: of a relation, or of the parent of a search.
pub trait PivotWrites {
    /// A list of [`PivotColumn`](crate::search::declare::PivotColumn).
    type Writes: WriteList;
}

/// The values of one row of a pivot table.
pub(crate) type PivotValues<P> = <<P as PivotWrites>::Writes as WriteList>::Values;

impl PivotWrites for () {
    type Writes = ();
}

impl<F, Others> PivotWrites for (F, Others) {
    type Writes = ();
}

impl<Fields, Writes: WriteList> PivotWrites for PivotLists<Fields, Writes> {
    type Writes = Writes;
}

impl<K: RelationDef<PivotFields: PivotWrites>> PivotWrites for Parent<K> {
    type Writes = <K::PivotFields as PivotWrites>::Writes;
}

/// The link of rows to their parent: `L`, or one with the values that requests have given.
pub trait PivotLink<L>: PivotWrites {
    /// The link.
    type Link;
    /// The link of rows with these values.
    fn link(values: Vec<PivotValues<Self>>) -> Self::Link;
}

impl<L: Default> PivotLink<L> for () {
    type Link = L;
    fn link(_: Vec<NoFields>) -> L {
        L::default()
    }
}

impl<L: Default, F, Others> PivotLink<L> for (F, Others) {
    type Link = L;
    fn link(_: Vec<NoFields>) -> L {
        L::default()
    }
}

impl<L, Fields, Writes: WriteList> PivotLink<L> for PivotLists<Fields, Writes> {
    type Link = EachPivot<Writes::Values>;
    fn link(values: Vec<Writes::Values>) -> Self::Link {
        EachPivot::new(values)
    }
}

/// The parent of rows of the model `M`, whose rows of a pivot table the connection `C` changes.
#[diagnostic::on_unimplemented(
    message = "values of the pivot table cannot be changed through this search",
    label = "cannot change the pivot table with this connection",
    note = "the types of `search(write(..))` of the relation are such that Diesel writes them to their columns; the model derives `Queryable` and \
            `Selectable`; the feature of the database is on: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait ChangePivots<Mode, C, M: HasPrimaryKey>: PivotWrites {
    /// Locks the parent, as every write of a pivot table does before it locks something else.
    #[doc(hidden)]
    fn lock_pivots(&self, inside: Inside, conn: &mut C) -> impl Future<Output = QueryResult<()>>;
    /// Changes the rows of the pivot table that refer to the rows with these primary keys, inside a transaction.
    #[doc(hidden)]
    fn change_pivots(
        &self,
        rows: Vec<(KeyOf<M>, PivotValues<Self>)>,
        inside: Inside,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<()>>;
}

#[diagnostic::do_not_recommend]
impl<Mode, C, M: HasPrimaryKey> ChangePivots<Mode, C, M> for () {
    async fn lock_pivots(&self, _: Inside, _: &mut C) -> QueryResult<()> {
        Ok(())
    }
    async fn change_pivots(
        &self,
        _: Vec<(KeyOf<M>, NoFields)>,
        _: Inside,
        _: &mut C,
    ) -> QueryResult<()> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<Mode, C, K> ChangePivots<Mode, C, K::Related> for Parent<K>
where
    K: RelationDef<Related: HasPrimaryKey, PivotFields: ChangePivotsOf<Mode, C, K>>,
{
    async fn lock_pivots(&self, inside: Inside, conn: &mut C) -> QueryResult<()> {
        match self.key.clone() {
            Some(key) => K::PivotFields::lock(key, inside, conn).await,
            None => Ok(()),
        }
    }
    async fn change_pivots(
        &self,
        rows: Vec<(KeyOf<K::Related>, PivotValues<Self>)>,
        inside: Inside,
        conn: &mut C,
    ) -> QueryResult<()> {
        match rows.is_empty() {
            true => Ok(()),
            false => {
                let key = parent_key::<K>(self.key.clone())?;
                K::PivotFields::change(key, rows, inside, conn).await
            }
        }
    }
}

/// The columns of the pivot table of `K`, whose values the connection `C` changes.
pub trait ChangePivotsOf<Mode, C, K: RelationDef<Related: HasPrimaryKey>>: PivotWrites {
    /// Locks the parent.
    #[doc(hidden)]
    fn lock(key: K::Key, inside: Inside, conn: &mut C) -> impl Future<Output = QueryResult<()>>;
    /// Changes them.
    #[doc(hidden)]
    fn change(
        key: K::Key,
        rows: Vec<(KeyOf<K::Related>, PivotValues<Self>)>,
        inside: Inside,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<()>>;
}

/// The relations without columns that requests write.
macro_rules! nothing {
    ($([$($param:ident),*] $ty:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<Mode, C, K: RelationDef<Related: HasPrimaryKey>, $($param),*> ChangePivotsOf<Mode, C, K> for $ty {
            async fn lock(_: K::Key, _: Inside, _: &mut C) -> QueryResult<()> {
                Ok(())
            }
            async fn change(_: K::Key, _: Vec<(KeyOf<K::Related>, NoFields)>, _: Inside, _: &mut C) -> QueryResult<()> {
                Ok(())
            }
        }
    )*};
}
nothing! {
    [] ();
    [F, Others] (F, Others);
}

#[diagnostic::do_not_recommend]
impl<Mode, C, K, Fields, Writes> ChangePivotsOf<Mode, C, K> for PivotLists<Fields, Writes>
where
    Writes: WriteList,
    K: ManyToMany<Related: HasPrimaryKey>,
    C: WritePivot<Mode, K, Arc<Writes::Values>, NoFields>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    KeyOf<K::Related>: Eq + Hash,
{
    async fn lock(key: K::Key, inside: Inside, conn: &mut C) -> QueryResult<()> {
        conn.lock_parent(key, inside).await
    }
    async fn change(
        key: K::Key,
        rows: Vec<(KeyOf<K::Related>, Writes::Values)>,
        inside: Inside,
        conn: &mut C,
    ) -> QueryResult<()> {
        // The pivot table may refer to another column than the primary key.
        let keys = rows.iter().map(|(key, _)| key.clone()).collect();
        let related = found::<K, C, Mode>(keys, inside, conn).await?;
        let mut given = Given {
            key,
            rows: Vec::with_capacity(rows.len()),
            fields: NoFields,
            mode: UPDATE,
        };
        for (key, values) in rows {
            if let Some(row) = related.get(&key) {
                given
                    .rows
                    .push((id_of::<K>(K::related_id(row))?, Arc::new(values)));
            }
        }
        let touching = Touching::default();
        conn.write_pivot_inside(given, &touching, inside).await?;
        Ok(())
    }
}
