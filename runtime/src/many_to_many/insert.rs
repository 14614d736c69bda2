//! The statement that adds rows to a pivot table.

use std::ops::Range;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::Dialect;
use crate::fields::{FieldValue, Values, each_field};
use crate::key::{KeyBinds, KeyColumn};
use crate::key_list::KeyTable;
use crate::many_to_many::sql::{Attached, Work};
use crate::picked::ColumnNames;
use crate::statement::statement;
use crate::timestamps::now_in;
use crate::{ManyToMany, RelationDef};

/// `INSERT INTO role_user (user_id, role_id, ..) VALUES ..`
pub struct InsertPivots<K: ManyToMany, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) work: Arc<Work<K, R, F>>,
    /// The rows to insert, all with values for the same columns.
    pub(crate) numbers: Arc<[usize]>,
    /// Those of this statement.
    pub(crate) part: Range<usize>,
    /// Their keys, where the rows differ by them only: everything else is sent once.
    pub(crate) keys: Vec<K::RelatedId>,
}

statement!(InsertPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K, R, F, DB> QueryFragment<DB> for InsertPivots<K, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key> + ColumnNames>,
    K::Pivot: QueryFragment<DB>,
    K::KeyColumn: KeyBinds<K::Key, DB>,
    K::RelatedKey:
        ColumnNames + KeyBinds<K::RelatedId, DB> + KeyTable<K::RelatedId, DB, DB::RowLists>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let work = &*self.work;
        let numbers = &self.numbers[self.part.clone()];
        let Some(&first) = numbers.first() else {
            return Ok(());
        };
        if numbers.len() > 1 && self.keys.is_empty() {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql("INSERT INTO ");
        work.table.walk_ast(out.reborrow())?;
        out.push_sql(" (");
        K::RelatedKey::walk_names(&mut out)?;
        out.push_sql(", ");
        K::KeyColumn::walk_names(&mut out)?;
        let mut name = |column, value: Option<&'b dyn FieldValue<DB>>| {
            if value.is_some() {
                out.push_sql(", ");
                out.push_identifier(column)?;
            }
            Ok(())
        };
        work.attached.each(&mut name)?;
        each_field(&work.rows[first], &work.common, &mut name)?;
        if let Some((created_at, updated_at)) = K::TIMESTAMPS {
            out.push_sql(", ");
            out.push_identifier(created_at)?;
            out.push_sql(", ");
            out.push_identifier(updated_at)?;
        }
        out.push_sql(")");
        if self.keys.is_empty() {
            for (position, &number) in numbers.iter().enumerate() {
                out.push_sql(if position == 0 { " VALUES (" } else { ", (" });
                K::RelatedKey::walk_key(&work.ids[number], out.reborrow())?;
                self.walk_others(number, out.reborrow())?;
                out.push_sql(")");
            }
        } else {
            out.push_sql(" SELECT relations__rows.*");
            self.walk_others(first, out.reborrow())?;
            out.push_sql(" FROM ");
            K::RelatedKey::walk_table(&self.keys, out.reborrow())?;
            out.push_sql(" AS relations__rows");
        }
        Ok(())
    }
}

impl<K: ManyToMany, R, F> InsertPivots<K, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    /// `, user_id, ..`: the values beside the related key.
    fn walk_others<'b, DB>(&'b self, number: usize, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Dialect,
        K::KeyColumn: KeyBinds<K::Key, DB>,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let work = &*self.work;
        out.push_sql(", ");
        K::KeyColumn::walk_key(&work.key, out.reborrow())?;
        let mut push = |_, value: Option<&'b dyn FieldValue<DB>>| {
            if let Some(value) = value {
                out.push_sql(", ");
                value.walk_ast(out.reborrow())?;
            }
            Ok(())
        };
        work.attached.each(&mut push)?;
        each_field(&work.rows[number], &work.common, &mut push)?;
        if K::TIMESTAMPS.is_some() {
            for _ in 0..2 {
                out.push_sql(", ");
                out.push_sql(now_in::<DB>(K::UTC));
            }
        }
        Ok(())
    }
}

/// How many values a row of the pivot table has at most.
pub(crate) fn width<K, R, F, DB>() -> usize
where
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    DB: Backend,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    K::KeyColumn::WIDTH
        + K::RelatedKey::WIDTH
        + <Attached<K> as Values<DB>>::WIDTH
        + R::WIDTH
        + F::WIDTH
}
