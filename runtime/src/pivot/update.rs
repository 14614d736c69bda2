//! The statements that change and remove rows of a pivot table.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::leaving::Leaving;
use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::pivot::input::{Attached, Fixed, PivotInput};
use crate::pivot::pivots_of::PivotsOf;
use crate::pivot::select::walk_given;
use crate::sql::key::KeyColumn;
use crate::sql::values::{FieldValue, Values, walk_now_in};

type Left<K> = <<K as ManyToMany>::Detach as Leaving<<K as ManyToMany>::Pivot>>::Values;

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
pub(crate) struct Set<'a, 'b, DB: Dialect> {
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
                walk_now_in(K::UTC, &mut self.out)
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
    pub(crate) input: Arc<PivotInput<K, R, F>>,
    /// The row whose values are set, beside those of all rows.
    pub(crate) row: Option<usize>,
    /// True where they also get what attached rows have.
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
        let input = &*self.input;
        out.push_sql("UPDATE ");
        input.table.walk_ast(out.reborrow())?;
        let mut set = Set::new(out.reborrow());
        input.each_given(self.row, &mut |column, value| set.column(column, value))?;
        if self.revives {
            input
                .attached
                .each(&mut |column, value| set.column(column, value))?;
        }
        set.updated_at::<K>()?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
        self.given.map_or(Ok(()), |row| walk_given(input, row, out))
    }
}
