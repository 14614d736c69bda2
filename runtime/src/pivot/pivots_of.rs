//! The condition for rows of a pivot table: those of a parent, and of a relation.

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Nullable};
use diesel::{QueryResult, Table};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::dialect::{Dialect, facts};
use crate::load::keyed_query::IsOf;
use crate::pivot::input::Fixed;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::source::SameColumns;
use crate::sql::values::Values;
use crate::unstable::insertable::ColumnValues;

pub(crate) type IdIn<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::In;
type IdIs<K> = KeyIs<<K as ManyToMany>::RelatedKey, <K as ManyToMany>::RelatedId>;

type PrimaryKey<K> = <<K as ManyToMany>::Pivot as Table>::PrimaryKey;

/// The related rows.
enum Ids<Is, In> {
    All,
    /// A statement that the connection can cache.
    One(Is),
    List(In),
}

/// The conditions on the rows that have these keys.
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
            Rows::Hidden => {
                out.push_sql(" AND ");
                self.walk_state(false, out)
            }
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
                out.push_sql(" AND ");
                self.walk_state(false, out.reborrow())?;
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
                    true => facts(&out)?.null_safe_equal,
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
    pub(crate) fn walk_state<'b, DB>(
        &'b self,
        attached: bool,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
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
