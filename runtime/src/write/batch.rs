//! Rows to insert, cut into parts that one statement takes each.

use std::ops::Range;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::QueryFragment;

use crate::dialect::ask::{facts_of, lengths};
use crate::dialect::dialect::Dialect;
use crate::driver::connection::Driver;
use crate::load::key_parts::VALUES_PER_STATEMENT;
use crate::sql::values::{EachField, Values, columns};
use crate::unstable::bound_values;

/// The number of bytes of values that one statement sends, about: servers take packets of 4 MB and more by default.
pub(crate) const BYTES_PER_STATEMENT: usize = 2_000_000;

/// The rows that one statement takes.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) rows: Range<usize>,
    /// The columns for which one of them has a value.
    pub(crate) given: u128,
}

/// Rows to insert, and the parts of them that one statement takes each.
pub struct Batch<V> {
    pub(crate) rows: Arc<[V]>,
    pub(crate) parts: Vec<Part>,
    /// Where each row stands among those that were given, if they are in another order.
    places: Vec<usize>,
}

impl<V> Batch<V> {
    /// The rows in parts. Where the database has no word for a default, a part has rows with values for the same columns; otherwise
    /// rows that all have, or all lack, these columns of the key.
    pub(crate) fn new<C, Mode>(conn: &mut C, mut rows: Vec<V>, key: u128) -> QueryResult<Self>
    where
        V: Values<C::DB>,
        C: Driver<Mode, DB: Dialect>,
    {
        let knows_default = facts_of(conn)?.knows_default;
        let mut given = Vec::with_capacity(rows.len());
        for row in &rows {
            given.push(columns(row)?);
        }
        let mut places = Vec::new();
        if !knows_default && given.windows(2).any(|pair| pair[0] != pair[1]) {
            (rows, given, places) = grouped(rows, given);
        }
        let kind = match knows_default {
            true => key,
            false => u128::MAX,
        };
        let sizes = match rows.len() {
            0 | 1 => vec![0; rows.len()],
            _ => sizes(conn, &rows)?,
        };
        let most = VALUES_PER_STATEMENT / V::WIDTH.max(1);
        let parts = cut(&given, &sizes, kind, most);
        Ok(Batch {
            rows: rows.into(),
            parts,
            places,
        })
    }

    /// True where one statement inserts them.
    pub(crate) fn is_one_statement(&self) -> bool {
        self.parts.len() == 1
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    /// One row alone.
    pub(crate) fn one<DB: Dialect>(row: &Shared<V>) -> QueryResult<Self>
    where
        V: Values<DB>,
    {
        Ok(Batch {
            rows: Arc::clone(&row.rows),
            parts: vec![row.part()?],
            places: Vec::new(),
        })
    }

    /// One of the rows.
    pub(crate) fn row(&self, number: usize) -> Shared<V> {
        let rows = Arc::clone(&self.rows);
        Shared { rows, number }
    }

    /// The row, where it is only one.
    pub(crate) fn only_row(&self) -> Option<Shared<V>> {
        match self.parts.as_slice() {
            [part] if part.rows.len() == 1 => Some(self.row(part.rows.start)),
            _ => None,
        }
    }

    /// The values of the rows, in the order in which these were given.
    pub(crate) fn in_order<T>(&self, inserted: Vec<T>) -> Vec<T> {
        if self.places.is_empty() {
            return inserted;
        }
        let mut ordered: Vec<_> = self.places.iter().zip(inserted).collect();
        ordered.sort_unstable_by_key(|(place, _)| **place);
        ordered.into_iter().map(|(_, it)| it).collect()
    }
}

/// Cuts rows into parts of at most `most` rows, and about [`BYTES_PER_STATEMENT`], that all have, or all lack, the columns of `kind`.
/// `given`: the columns for which each row has a value; `sizes`: its bytes.
fn cut(given: &[u128], sizes: &[usize], kind: u128, most: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut bytes = 0;
    for (number, (&given, size)) in given.iter().zip(sizes).enumerate() {
        bytes += size;
        match parts.last_mut() {
            // Without a value there is no list of rows.
            Some(part)
                if part.given & kind == given & kind
                    && part.given != 0
                    && given != 0
                    && part.rows.len() < most
                    && bytes <= BYTES_PER_STATEMENT =>
            {
                part.rows.end += 1;
                part.given |= given;
            }
            _ => {
                let rows = number..number + 1;
                parts.push(Part { rows, given });
                bytes = *size;
            }
        }
    }
    parts
}

type Grouped<V> = (Vec<V>, Vec<u128>, Vec<usize>);

/// Rows with values for the same columns behind one another, and their places before.
fn grouped<V>(rows: Vec<V>, given: Vec<u128>) -> Grouped<V> {
    let mut groups: Vec<u128> = Vec::new();
    let mut sorted = Vec::with_capacity(rows.len());
    for (place, (row, given)) in rows.into_iter().zip(given).enumerate() {
        let known = groups.iter().position(|group| *group == given);
        let group = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(given);
        }
        sorted.push((group, place, row));
    }
    sorted.sort_by_key(|(group, ..)| *group);
    let given = sorted.iter().map(|(group, ..)| groups[*group]).collect();
    let (places, rows) = sorted
        .into_iter()
        .map(|(_, place, row)| (place, row))
        .unzip();
    (rows, given, places)
}

/// Those of the columns of the rows that have these names.
pub(crate) fn named_columns<V, DB>(rows: &[V], names: &[&str]) -> QueryResult<u128>
where
    V: Values<DB>,
    DB: Dialect,
{
    let (mut named, mut bit) = (0, 1u128);
    if let Some(row) = rows.first() {
        row.each(&mut |column, _| {
            if names.contains(&column) {
                named |= bit;
            }
            bit = bit.rotate_left(1);
            Ok(())
        })?;
    }
    Ok(named)
}

/// About how many bytes the values of each row are, where the database limits those of a statement.
pub(crate) fn sizes<C, Mode, V>(conn: &mut C, rows: &[V]) -> QueryResult<Vec<usize>>
where
    V: Values<C::DB>,
    C: Driver<Mode, DB: Dialect>,
{
    if !facts_of(conn)?.limits_bytes || V::WIDTH == 0 {
        return Ok(vec![0; rows.len()]);
    }
    if let Some(length) = bound_values::length::<C::DB>() {
        let mut sizes = vec![0; rows.len()];
        for (size, row) in sizes.iter_mut().zip(rows) {
            row.each(&mut |_, value| {
                *size += value.map_or(0, |value| length(value));
                Ok(())
            })?;
        }
        return Ok(sizes);
    }
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        let mut of_row: Vec<&dyn QueryFragment<C::DB>> = Vec::new();
        row.each(&mut |_, value| {
            if let Some(value) = value {
                of_row.push(value);
            }
            Ok(())
        })?;
        values.push(of_row);
    }
    lengths(conn, values)
}

/// The values of one of several rows.
pub struct Shared<V> {
    pub(crate) rows: Arc<[V]>,
    pub(crate) number: usize,
}

impl<V> Shared<V> {
    /// The values of one row.
    pub(crate) fn one(values: V) -> Self {
        let rows = Arc::new([values]);
        Shared { rows, number: 0 }
    }

    /// The part of the rows that is this row.
    pub(crate) fn part<DB: Dialect>(&self) -> QueryResult<Part>
    where
        V: Values<DB>,
    {
        Ok(Part {
            rows: self.number..self.number + 1,
            given: columns(self)?,
        })
    }
}

impl<V> Clone for Shared<V> {
    fn clone(&self) -> Self {
        let (rows, number) = (Arc::clone(&self.rows), self.number);
        Shared { rows, number }
    }
}

impl<V: Values<DB>, DB: Backend> Values<DB> for Shared<V> {
    const WIDTH: usize = V::WIDTH;
    fn each<'b>(&'b self, f: &mut EachField<'_, 'b, DB>) -> QueryResult<()> {
        self.rows[self.number].each(f)
    }
    fn is_fixed(&self, column: &str) -> QueryResult<bool> {
        self.rows[self.number].is_fixed(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of each part, and its columns.
    fn parts(
        given: &[u128],
        sizes: &[usize],
        kind: u128,
        most: usize,
    ) -> Vec<(Range<usize>, u128)> {
        let parts = cut(given, sizes, kind, most);
        parts
            .into_iter()
            .map(|part| (part.rows, part.given))
            .collect()
    }

    #[test]
    fn a_part_has_so_many_rows() {
        let cut = parts(&[1; 5], &[0; 5], u128::MAX, 2);
        assert_eq!(cut, [(0..2, 1), (2..4, 1), (4..5, 1)]);
    }

    #[test]
    fn a_part_has_so_many_bytes_or_one_row() {
        let half = BYTES_PER_STATEMENT / 2;
        let sizes = [half, half, 1, 3 * half, half];
        let cut = parts(&[1; 5], &sizes, u128::MAX, 100);
        assert_eq!(cut, [(0..2, 1), (2..3, 1), (3..4, 1), (4..5, 1)]);
    }

    #[test]
    fn rows_without_a_value_stand_alone() {
        let cut = parts(&[0, 0, 0b1], &[0; 3], 0, 100);
        assert_eq!(cut, [(0..1, 0), (1..2, 0), (2..3, 0b1)]);
    }

    #[test]
    fn a_part_has_the_columns_of_all_its_rows() {
        // The first column is the key: all rows of a part give it, or none.
        let cut = parts(&[0b010, 0b100, 0b101, 0b011], &[0; 4], 0b001, 100);
        assert_eq!(cut, [(0..2, 0b110), (2..4, 0b111)]);
    }

    #[test]
    fn rows_with_the_same_columns_stand_together() {
        let (rows, given, places) = grouped(vec!["a", "b", "c", "d"], vec![1, 2, 1, 2]);
        assert_eq!(rows, ["a", "c", "b", "d"]);
        assert_eq!(given, [1, 1, 2, 2]);
        let (rows, parts) = (rows.into(), Vec::new());
        let batch = Batch {
            rows,
            parts,
            places,
        };
        assert_eq!(
            batch.in_order(vec!["a", "c", "b", "d"]),
            ["a", "b", "c", "d"]
        );
    }
}
