//! Owners that are touched: the time of their last change is set where a row that refers to them changes.

use std::any::TypeId;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;

use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::{Column, QueryResult, RunQueryDsl};

use crate::dialect::Dialect;
use crate::driver::{DbOf, Driver, Execute};
use crate::eager::VALUES_PER_STATEMENT;
use crate::key::KeyColumn;
use crate::picked::ColumnNames;
use crate::row_sql::{KeyOf, Keyed, PrimaryIs};
use crate::write::RelatedTable;
use crate::{ManyToMany, Model, MorphId, MorphTo, Owns, RelationDef};

/// A part of a statement whose type does not matter.
type Part<DB> = Arc<dyn QueryFragment<DB> + Send + Sync>;

/// What can be a part of a statement of any database: the tables and columns of Diesel.
pub trait Name<DB: Dialect>: QueryFragment<DB> + Default + Send + Sync + 'static {}
impl<DB: Dialect, T: QueryFragment<DB> + Default + Send + Sync + 'static> Name<DB> for T {}

fn part<DB: Dialect, T: Name<DB>>() -> Part<DB> {
    Arc::new(T::default())
}

/// A relation of the model `M` with `touch`: whose rows are touched where one of `M` changes.
pub struct Touched<DB, M> {
    step: Arc<Step<DB>>,
    has_owner: fn(&M) -> bool,
}

/// From rows that have changed to those that are touched.
pub(crate) struct Step<DB> {
    relation: TypeId,
    /// The model that is touched.
    model: TypeId,
    /// The table of the rows that have changed, and their columns that refer to the others.
    from: Part<DB>,
    local: Part<DB>,
    pivot: Option<PivotStep<DB>>,
    /// The type column of a polymorphic relation, of the pivot table or of the rows that have changed, and the type.
    is_type: Option<(&'static str, &'static str)>,
    /// The table that is touched, and its columns that are referred to.
    table: Part<DB>,
    table_id: TypeId,
    key: Part<DB>,
    width: usize,
    /// The column that is set.
    column: &'static str,
    /// What is touched by that.
    further: fn() -> Vec<Arc<Step<DB>>>,
}

/// The pivot table between.
struct PivotStep<DB> {
    table: Part<DB>,
    key: Part<DB>,
    related_key: Part<DB>,
    /// The pivot table, and its columns that refer to the rows that are touched.
    id: (TypeId, TypeId),
}

impl<DB: Dialect, M: Model> Touched<DB, M> {
    /// Touches the owner by the belongs-to relation `K`: sets its column `C`.
    pub fn owner<K, C>() -> Self
    where
        K: RelationDef<Parent = M, KeyColumn: Name<DB> + ColumnNames, LocalColumn: Name<DB>>,
        M::Table: Name<DB>,
        RelatedTable<K>: Name<DB>,
        C: Column,
    {
        Touched {
            has_owner: |row| K::local_key(row).is_some(),
            step: Arc::new(Step {
                relation: TypeId::of::<K>(),
                model: TypeId::of::<K::Related>(),
                from: part::<DB, M::Table>(),
                local: part::<DB, K::LocalColumn>(),
                pivot: None,
                is_type: None,
                table: part::<DB, RelatedTable<K>>(),
                table_id: TypeId::of::<RelatedTable<K>>(),
                key: part::<DB, K::KeyColumn>(),
                width: K::KeyColumn::WIDTH,
                column: C::NAME,
                further: steps::<DB, K::Related>,
            }),
        }
    }

    /// Touches the owner by the polymorphic relation `D`, where that is an `O`: sets its column `C`.
    pub fn owner_of_type<D, O, C>() -> Self
    where
        D: MorphTo<Parent = M, IdColumn: Name<DB>> + Owns<O> + 'static,
        D::IdColumn: MorphId<D::OwnerKey, Key: Name<DB>>,
        M::Table: Name<DB>,
        O: Model<Table: Name<DB>>,
        C: Column,
    {
        Touched {
            has_owner: |row| D::morph_type(row) == Some(O::MORPH_NAME),
            step: Arc::new(Step {
                relation: TypeId::of::<(D, O)>(),
                model: TypeId::of::<O>(),
                from: part::<DB, M::Table>(),
                local: part::<DB, D::IdColumn>(),
                pivot: None,
                is_type: Some((D::TYPE, O::MORPH_NAME)),
                table: part::<DB, O::Table>(),
                table_id: TypeId::of::<O::Table>(),
                key: part::<DB, <D::IdColumn as MorphId<D::OwnerKey>>::Key>(),
                width: 1,
                column: C::NAME,
                further: steps::<DB, O>,
            }),
        }
    }

    /// Touches the related rows of the many-to-many relation `K`: sets their column `C`. A polymorphic one has a type column with
    /// the type.
    pub fn related<K, C>(is_type: Option<(&'static str, &'static str)>) -> Self
    where
        K: ManyToMany<Parent = M, KeyColumn: Name<DB>, LocalColumn: Name<DB>>,
        K: ManyToMany<Pivot: Name<DB>, RelatedKey: Name<DB> + ColumnNames, OwnerKey: Name<DB>>,
        M::Table: Name<DB>,
        RelatedTable<K>: Name<DB>,
        C: Column,
    {
        let pivot = PivotStep {
            table: part::<DB, K::Pivot>(),
            key: part::<DB, K::KeyColumn>(),
            related_key: part::<DB, K::RelatedKey>(),
            id: (TypeId::of::<K::Pivot>(), TypeId::of::<K::RelatedKey>()),
        };
        Touched {
            has_owner: |row| K::local_key(row).is_some(),
            step: Arc::new(Step {
                relation: TypeId::of::<K>(),
                model: TypeId::of::<K::Related>(),
                from: part::<DB, M::Table>(),
                local: part::<DB, K::LocalColumn>(),
                pivot: Some(pivot),
                is_type,
                table: part::<DB, RelatedTable<K>>(),
                table_id: TypeId::of::<RelatedTable<K>>(),
                key: part::<DB, K::OwnerKey>(),
                width: <K::RelatedKey as ColumnNames>::WIDTH,
                column: C::NAME,
                further: steps::<DB, K::Related>,
            }),
        }
    }
}

impl<DB: Dialect> Step<DB> {
    /// `owner_type = 'Post' AND `
    fn walk_type(&self, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
        let Some((column, name)) = self.is_type else {
            return Ok(());
        };
        out.push_identifier(column)?;
        out.push_sql(" = ");
        DB::push_text(name, out.reborrow())?;
        out.push_sql(" AND ");
        Ok(())
    }
}

/// What the rows of a model touch.
fn steps<DB: Dialect, M: Model>() -> Vec<Arc<Step<DB>>> {
    let touched = M::touched::<DB>().into_iter();
    touched.map(|touched| touched.step).collect()
}

/// Whose time of change a write sets, beside that of the rows themselves.
#[derive(Debug, Clone, Default)]
pub struct Touching {
    none: bool,
    skipped: Vec<TypeId>,
}

impl Touching {
    /// Of nothing.
    pub(crate) fn nothing() -> Self {
        Touching {
            none: true,
            skipped: Vec::new(),
        }
    }

    /// Not of this model, but of what it touches in turn.
    pub(crate) fn skip<M: Model>(&mut self) {
        self.skipped.push(TypeId::of::<M>());
    }

    /// Whether a change of rows of the model `M` touches others.
    pub(crate) fn is_due<M: Model>(&self) -> bool {
        M::TOUCHES && !self.none
    }

    fn skips(&self, model: TypeId) -> bool {
        self.skipped.contains(&model)
    }
}

/// Methods of a write that keep it from touching: `without_touching!(ChildWrite<K: RelationDef, R>)`.
macro_rules! without_touching {
    ($name:ident<$K:ident: $bound:path $(, $param:ident)*>) => {
        impl<$K: $bound $(, $param)*> $name<$K $(, $param)*> {
            /// Touches nothing: the relations with `touch` are left alone. The rows themselves keep their `timestamps`. Laravel's
            /// `withoutTouching`.
            pub fn without_touching(mut self) -> Self {
                self.touching = $crate::touch::Touching::nothing();
                self
            }

            /// Touches no rows of the model `M`, but what these would have touched. Laravel's `withoutTouchingOn`.
            pub fn without_touching_on<M: $crate::Model>(mut self) -> Self {
                self.touching.skip::<M>();
                self
            }
        }
    };
}
pub(crate) use without_touching;

/// Rows of a model by their primary keys.
pub(crate) enum Rows<M: Keyed> {
    /// A statement that the connection can cache.
    One(PrimaryIs<M>),
    List(<M::PrimaryKey as KeyColumn<KeyOf<M>>>::In),
}

impl<M: Keyed> Rows<M> {
    fn new(mut keys: Vec<KeyOf<M>>) -> Self {
        match keys.len() {
            1 => Rows::One(M::PrimaryKey::is(keys.pop())),
            _ => Rows::List(M::PrimaryKey::is_in(keys)),
        }
    }
}

impl<M, DB> QueryFragment<DB> for Rows<M>
where
    DB: Dialect,
    M: Keyed,
    PrimaryIs<M>: QueryFragment<DB>,
    <M::PrimaryKey as KeyColumn<KeyOf<M>>>::In: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self {
            Rows::One(is) => is.walk_ast(out),
            Rows::List(list) => list.walk_ast(out),
        }
    }
}

/// `UPDATE users SET updated_at = CURRENT_TIMESTAMP WHERE id IN (SELECT user_id FROM posts WHERE id = ?)`: from the rows that have
/// changed, one step after the other. No keys are read. Rows that an earlier step has touched are left out, and so cycles end.
pub struct Touch<DB, L> {
    table: Part<DB>,
    column: &'static str,
    path: Vec<Arc<Step<DB>>>,
    /// The rows that have changed, and their table.
    rows: Arc<L>,
    rows_table: TypeId,
}

impl<DB, L> QueryId for Touch<DB, L> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<DB, L, Conn> RunQueryDsl<Conn> for Touch<DB, L> {}

impl<DB: Dialect, L: QueryFragment<DB>> QueryFragment<DB> for Touch<DB, L> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let joined = self.path.last().filter(|_| DB::UPDATES_BY_JOIN);
        if let Some(last) = joined {
            let columns = |before: &str| {
                let names = (0..last.width).map(|number| format!("{before}c{number}"));
                names.collect::<Vec<_>>().join(", ")
            };
            out.push_sql(" INNER JOIN (WITH relation_rows (");
            out.push_sql(&columns(""));
            out.push_sql(") AS (SELECT DISTINCT ");
            last.key.walk_ast(out.reborrow())?;
            out.push_sql(" FROM ");
            self.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            self.walk_new(out.reborrow())?;
            out.push_sql(") SELECT * FROM relation_rows) AS relation_keys ON (");
            last.key.walk_ast(out.reborrow())?;
            out.push_sql(") = (");
            out.push_sql(&columns("relation_keys."));
            out.push_sql(")");
        }
        out.push_sql(" SET ");
        out.push_identifier(self.column)?;
        out.push_sql(" = CURRENT_TIMESTAMP");
        if joined.is_none() {
            out.push_sql(" WHERE ");
            self.walk_new(out)?;
        }
        Ok(())
    }
}

impl<DB: Dialect, L: QueryFragment<DB>> Touch<DB, L> {
    /// The rows at the end of the path, but those that are also at an earlier place of it.
    fn walk_new<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_rows(&self.path, out.reborrow())?;
        let Some(last) = self.path.last() else {
            return Ok(());
        };
        let tables = self.path.iter().map(|step| step.table_id);
        let tables = std::iter::once(self.rows_table).chain(tables);
        for (length, table) in tables.take(self.path.len()).enumerate() {
            if table == last.table_id {
                out.push_sql(" AND (");
                self.walk_rows(&self.path[..length], out.reborrow())?;
                out.push_sql(") IS NOT TRUE");
            }
        }
        Ok(())
    }

    /// `users.id IN (SELECT posts.user_id FROM posts WHERE ..)`
    fn walk_rows<'b>(
        &'b self,
        path: &'b [Arc<Step<DB>>],
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let Some((step, path)) = path.split_last() else {
            return self.rows.walk_ast(out);
        };
        out.push_sql("(");
        step.key.walk_ast(out.reborrow())?;
        out.push_sql(") IN (SELECT ");
        if let Some(pivot) = &step.pivot {
            pivot.related_key.walk_ast(out.reborrow())?;
            out.push_sql(" FROM ");
            pivot.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            step.walk_type(out.reborrow())?;
            out.push_sql("(");
            pivot.key.walk_ast(out.reborrow())?;
            out.push_sql(") IN (SELECT ");
        }
        step.local.walk_ast(out.reborrow())?;
        out.push_sql(" FROM ");
        step.from.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        if step.pivot.is_none() {
            step.walk_type(out.reborrow())?;
        }
        self.walk_rows(path, out.reborrow())?;
        out.push_sql(if step.pivot.is_some() { "))" } else { ")" });
        Ok(())
    }
}

/// `UPDATE posts SET updated_at = CURRENT_TIMESTAMP WHERE id = ?`
pub struct TouchRow<M: Keyed> {
    table: M::Table,
    column: &'static str,
    key: PrimaryIs<M>,
}

impl<M: Keyed> TouchRow<M> {
    pub(crate) fn new(key: KeyOf<M>, column: &'static str) -> Self {
        TouchRow {
            table: M::Table::default(),
            column,
            key: M::PrimaryKey::is(Some(key)),
        }
    }
}

impl<M: Keyed> QueryId for TouchRow<M> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<M: Keyed, Conn> RunQueryDsl<Conn> for TouchRow<M> {}

impl<M, DB> QueryFragment<DB> for TouchRow<M>
where
    DB: Dialect,
    M: Keyed<Table: QueryFragment<DB>>,
    PrimaryIs<M>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        out.push_identifier(self.column)?;
        out.push_sql(" = CURRENT_TIMESTAMP WHERE ");
        self.key.walk_ast(out)
    }
}

/// Touches what these relations lead to, and so on, breadth first; how many rows.
async fn touch_along<C, Mode, L>(
    conn: &mut C,
    relations: Vec<Arc<Step<DbOf<C, Mode>>>>,
    (rows, rows_table): (&Arc<L>, TypeId),
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
            last.table_id != rows_table && before.iter().all(|step| step.table_id != last.table_id)
        } else {
            let touch = Touch {
                table: Arc::clone(&last.table),
                column: last.column,
                path: path.clone(),
                rows: Arc::clone(rows),
                rows_table,
            };
            let touched = conn.execute(touch).await?;
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
        let parents = TypeId::of::<<K::Parent as Model>::Table>();
        if let Some(step) = &self.parent {
            if !touching.skips(step.model) {
                let touch = Touch {
                    table: Arc::clone(&step.table),
                    column: step.column,
                    path: Vec::new(),
                    rows: Arc::clone(&parent),
                    rows_table: parents,
                };
                conn.execute(touch).await?;
            }
            // The related rows are among these.
            let steps = steps::<DB, K::Parent>();
            touch_along(conn, steps, (&parent, parents), touching).await?;
        } else if let Some(step) = &self.rows
            && !touching.skips(step.model)
        {
            let touch = Touch {
                table: Arc::clone(&step.table),
                column: step.column,
                path: vec![Arc::clone(step)],
                rows: parent,
                rows_table: parents,
            };
            conn.execute(touch).await?;
        }
        Ok(())
    }
}
