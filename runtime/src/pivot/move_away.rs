//! Rows of a pivot table that exchange unique values, such as their places: the databases check a unique key row by row, so the rows first
//! move to where no other row is.

use std::any::TypeId;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::{BigInt, Integer, Nullable, SmallInt};
#[cfg(feature = "mysql")]
use diesel::sql_types::{TinyInt, Unsigned};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::pivot::input::{Attached, PivotInput};
use crate::pivot::pivots_of::PivotsOf;
use crate::sql::key::KeyColumn;
use crate::sql::values::{Values, has_value};

/// `UPDATE role_user SET place = place + (SELECT MAX(place) - MIN(place) + 1 FROM role_user) WHERE ..`
pub struct MoveAway<K: ManyToMany>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    pub(crate) table: K::Pivot,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) pivots: PivotsOf<K>,
}

statement!(MoveAway<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>>);

impl<K, DB> QueryFragment<DB> for MoveAway<K>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let mut before = " SET ";
        for column in &self.columns {
            out.push_sql(before);
            before = ", ";
            out.push_identifier(column)?;
            out.push_sql(" = ");
            out.push_identifier(column)?;
            // A derived table: MySQL does not read the table that it updates.
            out.push_sql(" + (SELECT * FROM (SELECT MAX(");
            out.push_identifier(column)?;
            out.push_sql(") - MIN(");
            out.push_identifier(column)?;
            out.push_sql(") + 1 FROM ");
            self.table.walk_ast(out.reborrow())?;
            out.push_sql(") AS relations__room)");
        }
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out)
    }
}

/// The columns in which these rows can move: whole numbers that differ from row to row, and that do not say whether a row is the
/// relation's.
pub(crate) fn movable<K, R, F, DB>(
    input: &Arc<PivotInput<K, R, F>>,
    numbers: &[usize],
) -> QueryResult<Vec<&'static str>>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    let mut columns = Vec::new();
    if !K::FILTERS_RELATED {
        return Ok(columns);
    }
    for &number in numbers {
        input.rows[number].each(&mut |column, value| {
            let is_number = value.is_some_and(|value| is_whole_number(value.sql_type()));
            if is_number
                && !columns.contains(&column)
                && !has_value(&input.common, column)?
                && !has_value(&input.attached, column)?
            {
                columns.push(column);
            }
            Ok(())
        })?;
    }
    Ok(columns)
}

fn is_whole_number(sql_type: TypeId) -> bool {
    macro_rules! is_one_of {
        ($($ty:ty),+) => {
            [$(TypeId::of::<$ty>(), TypeId::of::<Nullable<$ty>>()),+].contains(&sql_type)
        };
    }
    #[cfg(feature = "mysql")]
    if is_one_of!(
        TinyInt,
        Unsigned<TinyInt>,
        Unsigned<SmallInt>,
        Unsigned<Integer>,
        Unsigned<BigInt>
    ) {
        return true;
    }
    is_one_of!(SmallInt, Integer, BigInt)
}
