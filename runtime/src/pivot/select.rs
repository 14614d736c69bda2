//! The statement that reads the rows of a pivot table.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, Query, QueryFragment};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::dialect::{Dialect, facts};
use crate::driver::statement::statement;
use crate::pivot::input::{Attached, Fixed, PivotInput};
use crate::pivot::pivots_of::PivotsOf;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyBinds;
use crate::sql::source::SameColumns;
use crate::sql::unchanged::walk_unchanged;
use crate::sql::values::{Values, has_value};
use crate::write::lock::walk_latest;

type NullableId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Nullable;
/// The values that Diesel decodes of a related row's key.
pub(crate) type RawId<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Raw;

/// The values that are compared with those that a pivot row is to have.
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
    pub(crate) input: Arc<PivotInput<K, R, F>>,
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
pub(crate) fn walk_same<'b, K: ManyToMany, R, F, DB: Dialect>(
    input: &'b PivotInput<K, R, F>,
    row: Option<usize>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    R: Values<DB>,
    F: Values<DB>,
{
    let mut and = "";
    input.each_given(row, &mut |column, value| {
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
pub(crate) fn walk_given<'b, K: ManyToMany, R, F, DB: Dialect>(
    input: &'b PivotInput<K, R, F>,
    row: usize,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    Fixed<K>: Values<DB>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    input.each_value(row, &mut |column, value| {
        if let (Some(value), true) = (value, has_value(&input.attached.0, column)?) {
            out.push_sql(" AND ");
            out.push_identifier(column)?;
            out.push_sql(facts(&out)?.null_safe_equal);
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
        let input = &*self.input;
        out.push_sql("SELECT ");
        input.related_key.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        match &self.compare {
            Compare::Nothing => out.push_sql("1 = 1"),
            Compare::Common => {
                walk_same(input, None, out.reborrow())?;
            }
            Compare::Each(numbers) => {
                out.unsafe_to_cache_prepared();
                out.push_sql("CASE");
                for &number in numbers {
                    out.push_sql(" WHEN ");
                    let id = &input.ids[number];
                    input.related_key.walk_key_is(Some(id), out.reborrow())?;
                    out.push_sql(" THEN ");
                    walk_same(input, Some(number), out.reborrow())?;
                }
                out.push_sql(" ELSE 1 = 1 END");
            }
            Compare::State => self.pivots.walk_state(true, out.reborrow())?,
        }
        out.push_sql(" FROM ");
        input.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
        if let Some(row) = self.given {
            walk_given(input, row, out.reborrow())?;
        }
        if self.ordered {
            out.push_sql(" ORDER BY ");
            input.related_key.walk_ast(out.reborrow())?;
        }
        if let Some(most) = &self.most {
            out.push_sql(" LIMIT ");
            out.push_bind_param::<BigInt, _>(most)?;
        }
        if self.latest {
            walk_latest(out)?;
        }
        Ok(())
    }
}
