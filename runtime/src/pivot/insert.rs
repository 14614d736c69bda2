//! The statement that adds rows to a pivot table.

use std::ops::Range;
use std::slice;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Execute};
use crate::driver::statement::statement;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::pivot::input::{Attached, PivotInput};
use crate::pivot::pivots_of::PivotsOf;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_list::{KeyList, ListBinds};
use crate::sql::values::{Values, columns, walk_now_in};
use crate::write::batch::{BYTES_PER_STATEMENT, sizes};

/// `INSERT INTO role_user (role_id, user_id, ..) VALUES ..`; or one row where it is not there:
/// `INSERT INTO role_user (role_id, user_id) SELECT ?, ? FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM role_user WHERE ..)`
pub struct InsertPivots<K: ManyToMany, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) input: Arc<PivotInput<K, R, F>>,
    /// The rows to insert, all with values for the same columns.
    pub(crate) numbers: Arc<[usize]>,
    /// Those of this statement.
    pub(crate) part: Range<usize>,
    /// Their keys, where the rows differ by them only: everything else is sent once.
    pub(crate) keys: Option<KeyList<K::RelatedKey, RelatedKeys<K>>>,
    /// The one row is not inserted where one of these is there.
    pub(crate) unless: Option<PivotsOf<K>>,
}

/// Keys of related rows, as a list holds them.
type RelatedKeys<K> =
    <<K as ManyToMany>::RelatedKey as KeyColumn<<K as ManyToMany>::RelatedId>>::Keys;

statement!(InsertPivots<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, R, F>);

impl<K, R, F, DB> QueryFragment<DB> for InsertPivots<K, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
    K::KeyColumn: KeyBinds<K::Key, DB>,
    K::RelatedKey: KeyBinds<K::RelatedId, DB>,
    RelatedKeys<K>: ListBinds<K::RelatedKey, DB>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let input = &*self.input;
        let numbers = &self.numbers[self.part.clone()];
        let Some(&first) = numbers.first() else {
            return Ok(());
        };
        if numbers.len() > 1 && self.keys.is_none() {
            out.unsafe_to_cache_prepared();
        }
        self.walk_into(first, out.reborrow())?;
        if let Some(there) = &self.unless {
            out.push_sql(" SELECT ");
            K::RelatedKey::walk_key(&input.ids[first], out.reborrow())?;
            self.walk_others(first, out.reborrow())?;
            // MySQL before 8 knows no condition without a table.
            out.push_sql(" FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM ");
            input.table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE ");
            there.walk_ast(out.reborrow())?;
            out.push_sql(")");
        } else if let Some(keys) = &self.keys {
            out.push_sql(" SELECT relations__rows.*");
            self.walk_others(first, out.reborrow())?;
            out.push_sql(" FROM ");
            keys.walk_table(out.reborrow())?;
            out.push_sql(" AS relations__rows");
        } else {
            for (position, &number) in numbers.iter().enumerate() {
                out.push_sql(if position == 0 { " VALUES (" } else { ", (" });
                K::RelatedKey::walk_key(&input.ids[number], out.reborrow())?;
                self.walk_others(number, out.reborrow())?;
                out.push_sql(")");
            }
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
        let ids = ids.map(|&number| self.input.ids[number].clone()).collect();
        self.unless = Some(PivotsOf::new(Some(self.input.key.clone()), Some(ids)));
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
        K::KeyColumn: KeyColumns,
        K::RelatedKey: KeyColumns,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let input = &*self.input;
        out.push_sql("INSERT INTO ");
        input.table.walk_ast(out.reborrow())?;
        out.push_sql(" (");
        K::RelatedKey::walk_names(&mut out)?;
        for name in K::KeyColumn::NAMES {
            if !K::RelatedKey::NAMES.contains(name) {
                out.push_sql(", ");
                out.push_identifier(name)?;
            }
        }
        input.each_value(number, &mut |column, _| {
            out.push_sql(", ");
            out.push_identifier(column)
        })?;
        for column in input.times(Some(number))?.into_iter().flatten() {
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
        K::RelatedKey: KeyColumns,
        Attached<K>: Values<DB>,
        R: Values<DB>,
        F: Values<DB>,
    {
        let input = &*self.input;
        K::KeyColumn::walk_key_without(K::RelatedKey::NAMES, &input.key, out.reborrow())?;
        input.each_value(number, &mut |_, value| {
            out.push_sql(", ");
            value.map_or(Ok(()), |value| value.walk_ast(out.reborrow()))
        })?;
        for _ in input.times(Some(number))?.into_iter().flatten() {
            out.push_sql(", ");
            walk_now_in(K::UTC, &mut out)?;
        }
        Ok(())
    }
}

/// The number of values that a row of the pivot table has at most.
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

/// The statements that insert these rows: one for the rows that have values for the same columns, as many as it can bind and send.
pub(crate) fn inserts<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
    numbers: &[usize],
) -> QueryResult<Vec<InsertPivots<K, R, F>>>
where
    C: Driver<Mode, DB: Dialect>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    Attached<K>: Values<C::DB>,
    R: Values<C::DB>,
    F: Values<C::DB>,
{
    let mut groups: Vec<(u128, Vec<usize>)> = Vec::new();
    for &number in numbers {
        let columns = columns::<C::DB>(&input.rows[number])?;
        match groups.iter_mut().find(|(known, _)| *known == columns) {
            Some((_, group)) => group.push(number),
            None => groups.push((columns, vec![number])),
        }
    }
    let per_statement = VALUES_PER_STATEMENT / width::<K, R, F, C::DB>();
    let facts = facts_of(conn)?;
    let common = sizes(conn, slice::from_ref(&input.common))?[0]
        + sizes(conn, slice::from_ref(&input.attached))?[0];
    let sizes = sizes(conn, &input.rows)?;
    let mut inserts = Vec::new();
    for (_, group) in groups {
        let numbers: Arc<[usize]> = group.into();
        let mut start = 0;
        while start < numbers.len() {
            let mut part = start..start;
            let mut bytes = 0;
            for &number in &numbers[start..] {
                bytes += common + sizes[number];
                let is_full = part.len() == per_statement || bytes > BYTES_PER_STATEMENT;
                if is_full && !part.is_empty() {
                    break;
                }
                part.end += 1;
            }
            start = part.end;
            let once = facts.values_are_a_table && R::WIDTH == 0 && part.len() > 1;
            let keys = once.then(|| {
                let keys = numbers[part.clone()].iter();
                K::RelatedKey::is_among(keys.map(|&number| input.ids[number].clone()).collect())
            });
            inserts.push(InsertPivots {
                input: Arc::clone(input),
                keys,
                numbers: Arc::clone(&numbers),
                part,
                unless: None,
            });
        }
    }
    Ok(inserts)
}

pub(crate) async fn insert_all<C, Mode, K, R, F>(
    conn: &mut C,
    inserts: Vec<InsertPivots<K, R, F>>,
) -> QueryResult<()>
where
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    C: Execute<Mode, InsertPivots<K, R, F>>,
{
    for insert in inserts {
        conn.execute(insert).await?;
    }
    Ok(())
}
