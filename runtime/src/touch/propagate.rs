//! From rows that have changed to those that are touched.

use std::any::TypeId;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::declare::touched::Step;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute};
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::sql::key_columns::KeyColumns;
use crate::touch::edge::Edge;
use crate::touch::graph::Graph;
use crate::touch::statement::{Rows, Touch};
use crate::touch::step::{Touching, steps};

/// Touches what these relations lead to, and so on, breadth first; how many rows. Each model is touched once for each key by which
/// others refer to it, with all of its rows that can be reached: the number of statements is that of the declared relations,
/// whatever the rows.
pub(crate) async fn touch_along<C, Mode, L>(
    conn: &mut C,
    relations: Vec<Arc<Step<DbOf<C, Mode>>>>,
    rows: (&Arc<L>, TypeId),
    touching: &Touching,
) -> QueryResult<usize>
where
    C: Execute<Mode, Touch<DbOf<C, Mode>, L>>,
{
    let graph = Graph::new(relations);
    let mut count = 0;
    let mut next: VecDeque<_> = graph.starts().collect();
    let mut done: Vec<&Edge<_>> = Vec::new();
    while let Some(edge) = next.pop_front() {
        let step = edge.step.as_ref();
        if done.iter().any(|it| it.same_target(step)) {
            continue;
        }
        done.push(edge);
        let goes_on = if touching.skips(step.model) {
            // What is not touched does not say whether it is there.
            true
        } else {
            let touch = Touch::new(step, graph.routes(edge), rows).locking(touching.locks);
            let touched = conn.execute(touch).await?;
            count += touched;
            // The rows that have changed are left out, and can be of two models.
            touched > 0 || step.table_id == rows.1
        };
        if goes_on {
            next.extend(graph.after(edge));
        }
    }
    Ok(count)
}

/// A connection that touches the owners of rows of the model `M`.
#[diagnostic::on_unimplemented(
    message = "the owners of a `{M}` cannot be touched with this connection",
    label = "cannot be touched with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            has the fields of its primary key"
)]
pub trait TouchOwners<Mode, M: HasPrimaryKey>: Driver<Mode> {
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
    M: HasPrimaryKey,
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
        // Each route starts with the keys; and where it leads back to their table, they are left out.
        let times = (steps.len() + 1) * <M::PrimaryKey as KeyColumns>::WIDTH;
        let per_statement = (2 * VALUES_PER_STATEMENT / times).max(1);
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

/// Touches the owner of a row that was inserted and not read; how many rows. None, and nothing sent, where the model touches by
/// several relations: the row says which of these owners there are.
pub(crate) async fn touch_owner_of_unread<C, Mode, M, L>(
    row: L,
    conn: &mut C,
    touching: &Touching,
) -> QueryResult<Option<usize>>
where
    M: Model,
    C: Driver<Mode, DB: Dialect> + Execute<Mode, Touch<DbOf<C, Mode>, L>>,
{
    let steps = steps::<C::DB, M>();
    if steps.len() > 1 {
        return Ok(None);
    }
    let rows = (&Arc::new(row), TypeId::of::<M::Table>());
    touch_along(conn, steps, rows, touching).await.map(Some)
}
