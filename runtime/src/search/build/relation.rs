//! Relations that a search goes through.

use diesel::query_builder::QueryFragment;

use crate::declare::relation_def::Keyed;
use crate::dialect::dialect::Dialect;
use crate::relation::correlate::is_self_relation;
use crate::relation::refine::Unrefined;
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::search::sql::dynamic::{Condition, Operand};
use crate::search::sql::function::Function;
use crate::search::sql::related::{Beside, Related, Selects};
use crate::sql::key_columns::ColumnsSql;
use crate::sql::local::Local;

/// A relation as a step of a path, on the database `DB`.
#[diagnostic::on_unimplemented(
    message = "a search cannot go through `{Self}` on this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`"
)]
pub trait Step<DB: Dialect>: Keyed {
    /// A sub-query of the rows that a parent has: what `function` takes of `value`, of those that meet the condition.
    fn related(
        function: Function,
        value: Option<Operand<DB>>,
        condition: Option<Condition<DB>>,
    ) -> Operand<DB>;
}

type BesideOf<K, DB> = Beside<
    <K as crate::declare::relation_def::RelationDef>::KeyColumn,
    <K as crate::declare::relation_def::RelationDef>::LocalColumn,
    DB,
>;
type RowsOf<K, DB> = <Unrefined as RowsWhere<K, BesideOf<K, DB>, Selects<ColumnsOf<K>, DB>>>::Rows;

#[diagnostic::do_not_recommend]
impl<K, DB> Step<DB> for K
where
    DB: Dialect,
    K: Keyed<
            KeyColumn: ColumnsSql<DB> + Send + Sync + 'static,
            LocalColumn: Local<DB> + Send + Sync,
        >,
    ColumnsOf<K>: Default,
    Unrefined: RowsWhere<K, BesideOf<K, DB>, Selects<ColumnsOf<K>, DB>>,
    RowsOf<K, DB>: QueryFragment<DB> + Send + Sync + 'static,
{
    fn related(
        function: Function,
        value: Option<Operand<DB>>,
        condition: Option<Condition<DB>>,
    ) -> Operand<DB> {
        let beside = Beside::of::<K>(condition);
        let selects = Selects::of::<K>(function, value);
        Operand::new(Related {
            rows: Unrefined.rows_where(beside, selects),
            key: K::KeyColumn::default(),
            local: K::LocalColumn::default(),
            function,
            derived: is_self_relation::<K>(),
        })
    }
}
