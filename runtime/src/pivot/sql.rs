//! The statements that read and change a pivot table.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::Table;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Nullable};

use crate::declare::leaving::Leaving;
use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelatedTable;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::load::eager::IsOf;
use crate::pivot::work::{Attached, Work};
use crate::sql::key::{KeyBinds, KeyColumn};
use crate::sql::source::SameColumns;
use crate::sql::unchanged::walk_unchanged;
use crate::sql::values::now_in;
use crate::sql::values::{FieldValue, Values, has_value};
use crate::unstable::insertable::ColumnValues;
use crate::write::lock::walk_lock;

pub(crate) type IdIn<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::In;
type IdIs<K> = <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Is;
type NullableId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Nullable;
/// What Diesel decodes of a related row's key.
pub(crate) type RawId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Raw;
pub(crate) type Fixed<K> =
    <<K as ManyToMany>::Fixed as ColumnValues<<K as ManyToMany>::Pivot>>::Values;
type Left<K> = <<K as ManyToMany>::Detach as Leaving<<K as ManyToMany>::Pivot>>::Values;

type PrimaryKey<K> = <<K as ManyToMany>::Pivot as Table>::PrimaryKey;

/// Which related rows.
enum Ids<Is, In> {
    All,
    /// A statement that the connection can cache.
    One(Is),
    List(In),
}

/// Which rows that have these keys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Rows {
    /// Those of the relation.
    Seen,
    /// All.
    Linked,
    /// Those that have left.
    Hidden,
    /// One of these: the last by primary key.
    LastHidden,
    /// Those that hold what a write gives them in place of the relation's values, which the statement adds.
    Given,
}

/// `user_id = ? AND role_id IN (..) AND filter`: rows of the pivot table that are the relation's.
pub struct PivotsOf<K: ManyToMany>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    rows: Rows,
    key: IsOf<K>,
    ids: Ids<IdIs<K>, IdIn<K>>,
    filter: K::Filter,
    fixed: Fixed<K>,
    related: RelatedTable<K>,
    on: SameColumns<K::OwnerKey, K::RelatedKey>,
    table: K::Pivot,
    primary_key: PrimaryKey<K>,
}

impl<K: ManyToMany> PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) fn new(key: Option<K::Key>, ids: Option<Vec<K::RelatedId>>) -> Self {
        PivotsOf {
            rows: Rows::Seen,
            key: K::KeyColumn::is(key),
            ids: match ids {
                None => Ids::All,
                Some(mut ids) if ids.len() == 1 => Ids::One(K::RelatedKey::is(ids.pop())),
                Some(ids) => Ids::List(K::RelatedKey::is_in(ids)),
            },
            filter: K::filter(),
            fixed: K::fixed().into_values(),
            related: Default::default(),
            on: SameColumns::default(),
            table: Default::default(),
            primary_key: K::Pivot::default().primary_key(),
        }
    }

    /// Other rows that have these keys.
    pub(crate) fn of(self, rows: Rows) -> Self {
        PivotsOf { rows, ..self }
    }
}

impl<K, DB> QueryFragment<DB> for PivotsOf<K>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    IsOf<K>: QueryFragment<DB>,
    IdIs<K>: QueryFragment<DB>,
    IdIn<K>: QueryFragment<DB>,
    K::Filter: QueryFragment<DB>,
    K::Pivot: QueryFragment<DB>,
    PrimaryKey<K>: QueryFragment<DB>,
    Fixed<K>: Values<DB>,
    RelatedTable<K>: QueryFragment<DB>,
    SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.walk_link(out.reborrow())?;
        match self.rows {
            Rows::Seen => {
                self.walk_values(true, out.reborrow())?;
                self.walk_filter(out)
            }
            Rows::Linked | Rows::Given => Ok(()),
            Rows::Hidden => self.walk_hidden(out),
            Rows::LastHidden => {
                // A derived table: MySQL does not read the table that it updates.
                out.push_sql(" AND (");
                self.primary_key.walk_ast(out.reborrow())?;
                out.push_sql(") IN (SELECT * FROM (SELECT ");
                self.primary_key.walk_ast(out.reborrow())?;
                out.push_sql(" FROM ");
                self.table.walk_ast(out.reborrow())?;
                out.push_sql(" WHERE ");
                self.walk_link(out.reborrow())?;
                self.walk_hidden(out.reborrow())?;
                out.push_sql(" ORDER BY ");
                self.primary_key.walk_ast(out.reborrow())?;
                out.push_sql(" DESC LIMIT 1) AS relations__row)");
                Ok(())
            }
        }
    }
}

impl<K: ManyToMany> PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    /// `user_id = ? AND role_id IN (..) AND kind = ?`: the keys, and the values that tell rows with the same keys apart.
    fn walk_link<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        IsOf<K>: QueryFragment<DB>,
        IdIs<K>: QueryFragment<DB>,
        IdIn<K>: QueryFragment<DB>,
        Fixed<K>: Values<DB>,
    {
        self.key.walk_ast(out.reborrow())?;
        match &self.ids {
            Ids::All => {}
            Ids::One(is) => {
                out.push_sql(" AND ");
                is.walk_ast(out.reborrow())?;
            }
            Ids::List(list) => {
                out.push_sql(" AND ");
                list.walk_ast(out.reborrow())?;
            }
        }
        if self.rows != Rows::Given {
            self.walk_values(false, out.reborrow())?;
        }
        self.fixed.walk_also(out)
    }

    /// ` AND kind = ?`: the values that say whether a row is attached, or those that tell rows apart.
    fn walk_values<'b, DB>(&'b self, state: bool, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        Fixed<K>: Values<DB>,
    {
        self.fixed.each(&mut |column, value| {
            if let Some(value) = value.filter(|_| K::STATE.contains(&column) == state) {
                out.push_sql(" AND ");
                out.push_identifier(column)?;
                // Not where there is no NULL: PostgreSQL uses no index for it.
                out.push_sql(match value.is_nullable() {
                    true => DB::NULL_SAFE_EQUAL,
                    false => " = ",
                });
                value.walk_ast(out.reborrow())?;
            }
            Ok(())
        })
    }

    /// ` AND (filter)`
    fn walk_filter<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend,
        K::Filter: QueryFragment<DB>,
        RelatedTable<K>: QueryFragment<DB>,
        SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
    {
        if !K::HAS_FILTER {
            return Ok(());
        }
        // A filter on the related table is asked of the row to which the pivot row refers.
        if K::FILTERS_PIVOT {
            out.push_sql(" AND (");
        } else {
            out.push_sql(" AND EXISTS (SELECT 1 FROM ");
            self.related.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            self.on.walk_ast(out.reborrow())?;
            out.push_sql(" AND ");
        }
        self.filter.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }

    /// `CASE WHEN deleted = ? THEN 1 ELSE 0 END = 1`: whether the row itself says that it is attached. A filter on the related table
    /// says nothing about it.
    fn walk_state<'b, DB>(&'b self, attached: bool, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        K::Filter: QueryFragment<DB>,
        Fixed<K>: Values<DB>,
        RelatedTable<K>: QueryFragment<DB>,
        SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
    {
        out.push_sql("CASE WHEN 1 = 1");
        self.walk_values(true, out.reborrow())?;
        if !K::FILTERS_RELATED {
            self.walk_filter(out.reborrow())?;
        }
        out.push_sql(match attached {
            true => " THEN 1 ELSE 0 END = 1",
            false => " THEN 1 ELSE 0 END = 0",
        });
        Ok(())
    }

    fn walk_hidden<'b, DB>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        K::Filter: QueryFragment<DB>,
        Fixed<K>: Values<DB>,
        RelatedTable<K>: QueryFragment<DB>,
        SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
    {
        out.push_sql(" AND ");
        self.walk_state(false, out)
    }
}

impl<K: ManyToMany> Expression for PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    type SqlType = Nullable<Bool>;
}
impl<K: ManyToMany> AppearsOnTable<K::Pivot> for PivotsOf<K> where K::KeyColumn: KeyColumn<K::Key> {}
impl<K: ManyToMany, GB> ValidGrouping<GB> for PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    type IsAggregate = is_aggregate::No;
}
impl<K: ManyToMany> QueryId for PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// What is compared with the values that a pivot row is to have.
#[derive(Debug, Clone)]
pub(crate) enum Compare {
    Nothing,
    /// With the values that all rows are to have.
    Common,
    /// With the values of each of these rows.
    Each(Vec<usize>),
    /// Not the values, but whether the rows are attached.
    State,
}

/// The related keys of a parent, and whether their pivot rows have the given values:
/// `SELECT role_id, active IS ? FROM role_user WHERE ..`.
pub struct CurrentPivots<K: ManyToMany, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) work: Arc<Work<K, R, F>>,
    pub(crate) pivots: PivotsOf<K>,
    pub(crate) compare: Compare,
    pub(crate) ordered: bool,
    /// At most so many rows.
    pub(crate) most: Option<i64>,
    /// Inside a transaction that may have begun to read before.
    pub(crate) latest: bool,
    /// Of [`Rows::Given`]: the row that says what is given.
    pub(crate) given: Option<usize>,
}

statement!(CurrentPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K: ManyToMany, R, F> Query for CurrentPivots<K, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    type SqlType = (<NullableId<K> as Expression>::SqlType, Bool);
}

/// `column IS value AND ..`: whether a row has the given fields.
fn walk_same<'b, K: ManyToMany, R, F, DB: Dialect>(
    work: &'b Work<K, R, F>,
    row: Option<usize>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    R: Values<DB>,
    F: Values<DB>,
{
    let mut and = "";
    work.each_given(row, &mut |column, value| {
        if let Some(value) = value {
            out.push_sql(and);
            walk_unchanged(column, Some(value), out.reborrow())?;
            and = " AND ";
        }
        Ok(())
    })?;
    if and.is_empty() {
        out.push_sql("1 = 1");
    }
    Ok(())
}

/// ` AND kind = ?`: the columns of `values(..)`, with what a write gives for them.
fn walk_given<'b, K: ManyToMany, R, F, DB: Dialect>(
    work: &'b Work<K, R, F>,
    row: usize,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    Fixed<K>: Values<DB>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    work.each_value(row, &mut |column, value| {
        if let (Some(value), true) = (value, has_value(&work.attached.0, column)?) {
            out.push_sql(" AND ");
            out.push_identifier(column)?;
            out.push_sql(DB::NULL_SAFE_EQUAL);
            value.walk_ast(out.reborrow())?;
        }
        Ok(())
    })
}

impl<K, R, F, DB> QueryFragment<DB> for CurrentPivots<K, R, F>
where
    DB: Dialect + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    K::RelatedKey: QueryFragment<DB> + KeyBinds<K::RelatedId, DB>,
    PivotsOf<K>: QueryFragment<DB>,
    K::Filter: QueryFragment<DB>,
    Fixed<K>: Values<DB>,
    Attached<K>: Values<DB>,
    RelatedTable<K>: QueryFragment<DB>,
    SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let work = &*self.work;
        out.push_sql("SELECT ");
        work.related_key.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        match &self.compare {
            Compare::Nothing => out.push_sql("1 = 1"),
            Compare::Common => {
                walk_same(work, None, out.reborrow())?;
            }
            Compare::Each(numbers) => {
                out.unsafe_to_cache_prepared();
                out.push_sql("CASE");
                for &number in numbers {
                    out.push_sql(" WHEN ");
                    let id = &work.ids[number];
                    work.related_key.walk_key_is(id, out.reborrow())?;
                    out.push_sql(" THEN ");
                    walk_same(work, Some(number), out.reborrow())?;
                }
                out.push_sql(" ELSE 1 = 1 END");
            }
            Compare::State => self.pivots.walk_state(true, out.reborrow())?,
        }
        out.push_sql(" FROM ");
        work.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
        if let Some(row) = self.given {
            walk_given(work, row, out.reborrow())?;
        }
        if self.ordered {
            out.push_sql(" ORDER BY ");
            work.related_key.walk_ast(out.reborrow())?;
        }
        if let Some(most) = &self.most {
            out.push_sql(" LIMIT ");
            out.push_bind_param::<BigInt, _>(most)?;
        }
        if self.latest {
            walk_lock::<DB>(DB::READ_LATEST, out);
        }
        Ok(())
    }
}

/// `DELETE FROM role_user WHERE ..`, or `UPDATE role_user SET deleted = ? WHERE ..`
pub struct DetachPivots<K: ManyToMany>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    table: K::Pivot,
    left: Option<Left<K>>,
    pivots: PivotsOf<K>,
}

impl<K: ManyToMany> DetachPivots<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) fn new(pivots: PivotsOf<K>) -> Self {
        DetachPivots {
            table: Default::default(),
            left: K::detach().into_values(),
            pivots,
        }
    }
}

statement!(DetachPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>>);

impl<K, DB> QueryFragment<DB> for DetachPivots<K>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
    Left<K>: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let update = self.left.as_ref();
        out.push_sql(update.map_or("DELETE FROM ", |_| "UPDATE "));
        self.table.walk_ast(out.reborrow())?;
        if let Some(values) = update {
            let mut set = Set::new(out.reborrow());
            values.each(&mut |column, value| set.column(column, value))?;
            set.updated_at::<K>()?;
        }
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out)
    }
}

/// ` SET active = ?, level = ?`
struct Set<'a, 'b, DB: Dialect> {
    out: AstPass<'a, 'b, DB>,
    columns: Vec<&'static str>,
}

impl<'a, 'b, DB: Dialect> Set<'a, 'b, DB> {
    fn new(out: AstPass<'a, 'b, DB>) -> Self {
        let columns = Vec::new();
        Set { out, columns }
    }

    /// Sets a column that is not set yet.
    fn column(
        &mut self,
        column: &'static str,
        value: Option<&'b dyn FieldValue<DB>>,
    ) -> QueryResult<()> {
        let Some(value) = value.filter(|_| !self.columns.contains(&column)) else {
            return Ok(());
        };
        self.name(column)?;
        value.walk_ast(self.out.reborrow())
    }

    /// Sets the time of the last change.
    fn updated_at<K: ManyToMany>(&mut self) -> QueryResult<()> {
        match K::TIMESTAMPS {
            Some((_, updated_at)) if !self.columns.contains(&updated_at) => {
                self.name(updated_at)?;
                self.out.push_sql(now_in::<DB>(K::UTC));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn name(&mut self, column: &'static str) -> QueryResult<()> {
        let before = match self.columns.is_empty() {
            true => " SET ",
            false => ", ",
        };
        self.out.push_sql(before);
        self.out.push_identifier(column)?;
        self.out.push_sql(" = ");
        self.columns.push(column);
        Ok(())
    }
}

/// `UPDATE role_user SET active = ? WHERE ..`
pub struct UpdatePivots<K: ManyToMany, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) work: Arc<Work<K, R, F>>,
    /// The row whose values are set, beside those of all rows.
    pub(crate) row: Option<usize>,
    /// Whether they also get what attached rows have.
    pub(crate) revives: bool,
    /// Of [`Rows::Given`]: the row that says what is given.
    pub(crate) given: Option<usize>,
    pub(crate) pivots: PivotsOf<K>,
}

statement!(UpdatePivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K, R, F, DB> QueryFragment<DB> for UpdatePivots<K, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
    Fixed<K>: Values<DB>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let work = &*self.work;
        out.push_sql("UPDATE ");
        work.table.walk_ast(out.reborrow())?;
        let mut set = Set::new(out.reborrow());
        work.each_given(self.row, &mut |column, value| set.column(column, value))?;
        if self.revives {
            work.attached
                .each(&mut |column, value| set.column(column, value))?;
        }
        set.updated_at::<K>()?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
        self.given.map_or(Ok(()), |row| walk_given(work, row, out))
    }
}
