//! The statements that read and change a pivot table.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Nullable};

use crate::dialect::Dialect;
use crate::eager::IsOf;
use crate::fields::{FieldValue, FieldsOf, NoFields, Values, each_field};
use crate::key::{KeyBinds, KeyColumn};
use crate::source::SameColumns;
use crate::statement::statement;
use crate::timestamps::now_in;
use crate::unchanged::walk_unchanged;
use crate::write::RelatedTable;
use crate::write::lock::walk_lock;
use crate::{ManyToMany, RelationDef};

pub(crate) type IdIn<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::In;
type IdIs<K> = <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Is;
type NullableId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Nullable;
/// What Diesel decodes of a related row's key.
pub(crate) type RawId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Raw;
pub(super) type Fixed<K> = <<K as ManyToMany>::Fixed as FieldsOf<<K as ManyToMany>::Pivot>>::Values;

/// What the statements of one write have in common: `R` are the values of each row, `F` those of all.
pub(crate) struct Work<K: ManyToMany, R, F> {
    pub(crate) key: K::Key,
    pub(crate) ids: Vec<K::RelatedId>,
    pub(crate) rows: Vec<R>,
    pub(crate) common: F,
    pub(super) fixed: Fixed<K>,
    pub(super) table: K::Pivot,
    related_key: K::RelatedKey,
}

impl<K: ManyToMany, R, F> Work<K, R, F> {
    pub(crate) fn new(key: K::Key, ids: Vec<K::RelatedId>, rows: Vec<R>, common: F) -> Self {
        Work {
            key,
            ids,
            rows,
            common,
            fixed: K::fixed().into_values(),
            table: K::Pivot::default(),
            related_key: K::RelatedKey::default(),
        }
    }
}

/// Which related rows.
enum Ids<Is, In> {
    All,
    /// A statement that the connection can cache.
    One(Is),
    List(In),
}

/// `user_id = ? AND role_id IN (..) AND filter`: rows of the pivot table that are the relation's.
pub struct PivotsOf<K: ManyToMany>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    key: IsOf<K>,
    ids: Ids<IdIs<K>, IdIn<K>>,
    filter: K::Filter,
    fixed: Fixed<K>,
    related: RelatedTable<K>,
    on: SameColumns<K::OwnerKey, K::RelatedKey>,
}

impl<K: ManyToMany> PivotsOf<K>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) fn new(key: Option<K::Key>, ids: Option<Vec<K::RelatedId>>) -> Self {
        PivotsOf {
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
        }
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
    Fixed<K>: Values<DB>,
    RelatedTable<K>: QueryFragment<DB>,
    SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
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
        self.fixed.each(&mut |column, value| {
            if let Some(value) = value {
                out.push_sql(" AND ");
                out.push_identifier(column)?;
                out.push_sql(DB::NULL_SAFE_EQUAL);
                value.walk_ast(out.reborrow())?;
            }
            Ok(())
        })?;
        self.fixed.walk_also(out.reborrow())?;
        if K::HAS_FILTER {
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
        }
        Ok(())
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
}

statement!(CurrentPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K: ManyToMany, R, F> Query for CurrentPivots<K, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    type SqlType = (<NullableId<K> as Expression>::SqlType, Bool);
}

/// `column IS value AND ..`
fn walk_same<'b, DB: Dialect>(
    row: &'b impl Values<DB>,
    common: &'b impl Values<DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let mut and = "";
    each_field(row, common, &mut |column, value| {
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

impl<K, R, F, DB> QueryFragment<DB> for CurrentPivots<K, R, F>
where
    DB: Dialect + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    K::RelatedKey: QueryFragment<DB> + KeyBinds<K::RelatedId, DB>,
    PivotsOf<K>: QueryFragment<DB>,
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
                walk_same(&NoFields, &work.common, out.reborrow())?;
            }
            Compare::Each(numbers) => {
                out.unsafe_to_cache_prepared();
                out.push_sql("CASE");
                for &number in numbers {
                    out.push_sql(" WHEN ");
                    let id = &work.ids[number];
                    work.related_key.walk_key_is(id, out.reborrow())?;
                    out.push_sql(" THEN ");
                    walk_same(&work.rows[number], &work.common, out.reborrow())?;
                }
                out.push_sql(" ELSE 1 = 1 END");
            }
        }
        out.push_sql(" FROM ");
        work.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
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

/// `DELETE FROM role_user WHERE ..`
pub struct DeletePivots<K: ManyToMany>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) table: K::Pivot,
    pub(crate) pivots: PivotsOf<K>,
}

statement!(DeletePivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>>);

impl<K, DB> QueryFragment<DB> for DeletePivots<K>
where
    DB: Backend,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("DELETE FROM ");
        self.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out)
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
    pub(crate) pivots: PivotsOf<K>,
}

statement!(UpdatePivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K, R, F, DB> QueryFragment<DB> for UpdatePivots<K, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let work = &*self.work;
        out.push_sql("UPDATE ");
        work.table.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        let mut comma = "";
        let mut set = |column, value: Option<&'b dyn FieldValue<DB>>| {
            if let Some(value) = value {
                out.push_sql(comma);
                out.push_identifier(column)?;
                out.push_sql(" = ");
                value.walk_ast(out.reborrow())?;
                comma = ", ";
            }
            Ok(())
        };
        match self.row {
            Some(row) => each_field(&work.rows[row], &work.common, &mut set)?,
            None => work.common.each(&mut set)?,
        }
        if let Some((_, updated_at)) = K::TIMESTAMPS {
            out.push_sql(", ");
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            out.push_sql(now_in::<DB>(K::UTC));
        }
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out)
    }
}
