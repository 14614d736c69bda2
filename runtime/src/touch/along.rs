//! From rows that have changed to those that are touched.

use std::any::TypeId;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;

use super::statement::{Rows, Touch};
use super::{Step, Touching, steps};
use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute};
use crate::eager::VALUES_PER_STATEMENT;
use crate::key::KeyColumn;
use crate::picked::ColumnNames;
use crate::row_sql::{KeyOf, Keyed};
use crate::{ManyToMany, Model, RelationDef};

/// Touches what these relations lead to, and so on, breadth first; how many rows.
async fn touch_along<C, Mode, L>(
    conn: &mut C,
    relations: Vec<Arc<Step<DbOf<C, Mode>>>>,
    rows: (&Arc<L>, TypeId),
    touching: &Touching,
) -> QueryResult<usize>
where
    C: Execute<Mode, Touch<DbOf<C, Mode>, L>>,
{
    let mut count = 0;
    let mut paths: VecDeque<_> = relations.into_iter().map(|step| vec![step]).collect();
    while let Some(path) = paths.pop_front() {
        let Some((last, before)) = path.split_last() else {
            continue;
        };
        let goes_on = if touching.skips(last.model) {
            // What is not touched does not say whether it is there: once is enough.
            last.table_id != rows.1 && before.iter().all(|step| step.table_id != last.table_id)
        } else {
            let touched = conn.execute(Touch::new(last, path.clone(), rows)).await?;
            count += touched;
            touched > 0
        };
        if goes_on {
            paths.extend((last.further)().into_iter().map(|next| {
                let mut path = path.clone();
                path.push(next);
                path
            }));
        }
    }
    Ok(count)
}

/// A connection that touches the owners of rows of the model `M`.
#[diagnostic::on_unimplemented(
    message = "the owners of a `{M}` cannot be touched with this connection",
    label = "cannot be touched with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; the model \
            has the fields of its primary key"
)]
pub trait TouchOwners<Mode, M: Keyed>: Driver<Mode> {
    /// Touches the owners of the rows with these keys; how many. `known`: these rows, where they are in memory, to know which of the
    /// owners there are.
    fn touch_owners_of(
        &mut self,
        keys: Vec<KeyOf<M>>,
        known: &[M],
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, M> TouchOwners<Mode, M> for C
where
    C: Driver<Mode, DB: Dialect> + Execute<Mode, Touch<DbOf<C, Mode>, Rows<M>>>,
    M: Keyed,
{
    async fn touch_owners_of(
        &mut self,
        mut keys: Vec<KeyOf<M>>,
        known: &[M],
        touching: &Touching,
    ) -> QueryResult<usize> {
        if !touching.is_due::<M>() {
            return Ok(0);
        }
        let mut touched = M::touched::<C::DB>();
        touched.retain(|it| known.is_empty() || known.iter().any(it.has_owner));
        let steps: Vec<_> = touched.into_iter().map(|touched| touched.step).collect();
        let per_statement = VALUES_PER_STATEMENT / <M::PrimaryKey as ColumnNames>::WIDTH;
        let mut count = 0;
        while !keys.is_empty() {
            let rest = keys.split_off(keys.len().min(per_statement));
            let rows = (&Arc::new(Rows::<M>::new(keys)), TypeId::of::<M::Table>());
            count += touch_along(self, steps.clone(), rows, touching).await?;
            keys = rest;
        }
        Ok(count)
    }
}

/// `posts.id = ?`: the parent of a relation.
pub(crate) type LocalIs<K> =
    <<K as RelationDef>::LocalColumn as KeyColumn<<K as RelationDef>::Key>>::Is;

/// What a change of the rows of a pivot table touches.
pub(crate) struct Related<DB> {
    /// The parent, where the related model touches it.
    parent: Option<Arc<Step<DB>>>,
    /// The related rows, where the relation touches them.
    rows: Option<Arc<Step<DB>>>,
}

impl<DB: Dialect> Related<DB> {
    pub(crate) fn of<K: ManyToMany>(touching: &Touching) -> Self {
        let (mut parent, mut rows) = (None, None);
        if touching.is_due::<K::Related>() {
            let pivot = (TypeId::of::<K::Pivot>(), TypeId::of::<K::KeyColumn>());
            let model = TypeId::of::<K::Parent>();
            parent = steps::<DB, K::Related>().into_iter().find(|step| {
                step.model == model && step.pivot.as_ref().is_some_and(|it| it.id == pivot)
            });
        }
        if touching.is_due::<K::Parent>() {
            let mut steps = steps::<DB, K::Parent>().into_iter();
            rows = steps.find(|step| step.relation == TypeId::of::<K>());
        }
        Related { parent, rows }
    }

    /// Whether it touches anything.
    pub(crate) fn is_some(&self) -> bool {
        self.parent.is_some() || self.rows.is_some()
    }

    /// Whether it is the related rows that it touches, and nothing else.
    pub(crate) fn is_rows_alone(&self) -> bool {
        self.parent.is_none()
    }

    /// Touches it: the parent with its owners, and the rows that are attached now.
    pub(crate) async fn touch<K, C, Mode>(
        &self,
        key: K::Key,
        conn: &mut C,
        touching: &Touching,
    ) -> QueryResult<()>
    where
        K: ManyToMany<LocalColumn: KeyColumn<<K as RelationDef>::Key>>,
        C: Driver<Mode, DB = DB> + Execute<Mode, Touch<DB, LocalIs<K>>>,
    {
        let parent = Arc::new(K::LocalColumn::is(Some(key)));
        let parent = (&parent, TypeId::of::<<K::Parent as Model>::Table>());
        if let Some(step) = &self.parent {
            if !touching.skips(step.model) {
                conn.execute(Touch::new(step, Vec::new(), parent)).await?;
            }
            // The related rows are among these.
            let steps = steps::<DB, K::Parent>();
            touch_along(conn, steps, parent, touching).await?;
            return Ok(());
        }
        self.touch_rows_of::<K, C, Mode>(parent.0, conn, touching)
            .await
    }

    /// Touches the rows that are attached now, before some of them are detached.
    pub(crate) async fn touch_rows<K, C, Mode>(
        &self,
        key: K::Key,
        conn: &mut C,
        touching: &Touching,
    ) -> QueryResult<()>
    where
        K: ManyToMany<LocalColumn: KeyColumn<<K as RelationDef>::Key>>,
        C: Driver<Mode, DB = DB> + Execute<Mode, Touch<DB, LocalIs<K>>>,
    {
        let parent = Arc::new(K::LocalColumn::is(Some(key)));
        self.touch_rows_of::<K, C, Mode>(&parent, conn, touching)
            .await
    }

    async fn touch_rows_of<K, C, Mode>(
        &self,
        parent: &Arc<LocalIs<K>>,
        conn: &mut C,
        touching: &Touching,
    ) -> QueryResult<()>
    where
        K: ManyToMany<LocalColumn: KeyColumn<<K as RelationDef>::Key>>,
        C: Driver<Mode, DB = DB> + Execute<Mode, Touch<DB, LocalIs<K>>>,
    {
        let rows = self.rows.as_ref();
        if let Some(step) = rows.filter(|step| !touching.skips(step.model)) {
            let rows = (parent, TypeId::of::<<K::Parent as Model>::Table>());
            let path = vec![Arc::clone(step)];
            conn.execute(Touch::new(step, path, rows)).await?;
        }
        Ok(())
    }
}
