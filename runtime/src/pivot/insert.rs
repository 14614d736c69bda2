//! The statement that adds rows to a pivot table.

use std::ops::Range;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::pivot::sql::PivotsOf;
use crate::pivot::work::{Attached, Work};
use crate::sql::key::{KeyBinds, KeyColumn};
use crate::sql::key_list::KeyTable;
use crate::sql::order_key::ColumnNames;
use crate::sql::values::Values;
use crate::sql::values::now_in;

/// `INSERT INTO role_user (role_id, user_id, ..) VALUES ..`; or one row where it is not there:
/// `INSERT INTO role_user (role_id, user_id) SELECT ?, ? FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM role_user WHERE ..)`
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
    /// The one row is not inserted where one of these is there.
    pub(crate) unless: Option<PivotsOf<K>>,
}

statement!(InsertPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K, R, F, DB> QueryFragment<DB> for InsertPivots<K, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key> + ColumnNames>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
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
        self.walk_into(first, out.reborrow())?;
        if let Some(there) = &self.unless {
            out.push_sql(" SELECT ");
            K::RelatedKey::walk_key(&work.ids[first], out.reborrow())?;
            self.walk_others(first, out.reborrow())?;
            // MySQL before 8 knows no condition without a table.
            out.push_sql(" FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM ");
            work.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            there.walk_ast(out.reborrow())?;
            out.push_sql(")");
        } else if self.keys.is_empty() {
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
    /// Inserts the row only where none with its keys is there.
    pub(crate) fn unless_there(mut self) -> Self {
        let ids = self.numbers[self.part.clone()].iter();
        let ids = ids.map(|&number| self.work.ids[number].clone()).collect();
        self.unless = Some(PivotsOf::new(Some(self.work.key.clone()), Some(ids)));
        self
    }

    /// `INSERT INTO role_user (role_id, user_id, ..)`: the columns for which this row has values.
    pub(crate) fn walk_into<'b, DB>(
        &'b self,
        number: usize,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Dialect,
        K::Pivot: QueryFragment<DB>,
        K::KeyColumn: ColumnNames,
        K::RelatedKey: ColumnNames,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let work = &*self.work;
        out.push_sql("INSERT INTO ");
        work.table.walk_ast(out.reborrow())?;
        out.push_sql(" (");
        K::RelatedKey::walk_names(&mut out)?;
        for name in K::KeyColumn::NAMES {
            if !K::RelatedKey::NAMES.contains(name) {
                out.push_sql(", ");
                out.push_identifier(name)?;
            }
        }
        work.each_value(number, &mut |column, _| {
            out.push_sql(", ");
            out.push_identifier(column)
        })?;
        for column in work.times(Some(number))?.into_iter().flatten() {
            out.push_sql(", ");
            out.push_identifier(column)?;
        }
        out.push_sql(")");
        Ok(())
    }

    /// `, ?, ..`: the values beside the related key.
    pub(crate) fn walk_others<'b, DB>(
        &'b self,
        number: usize,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        DB: Dialect,
        K::KeyColumn: KeyBinds<K::Key, DB>,
        K::RelatedKey: ColumnNames,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let work = &*self.work;
        K::KeyColumn::walk_key_without(K::RelatedKey::NAMES, &work.key, out.reborrow())?;
        work.each_value(number, &mut |_, value| {
            out.push_sql(", ");
            value.map_or(Ok(()), |value| value.walk_ast(out.reborrow()))
        })?;
        for _ in work.times(Some(number))?.into_iter().flatten() {
            out.push_sql(", ");
            out.push_sql(now_in::<DB>(K::UTC));
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
