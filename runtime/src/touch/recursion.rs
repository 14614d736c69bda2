//! Steps that are repeated until they find no new rows.

use std::ops::Range;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::result::Error::QueryBuilderError;

use crate::dialect::dialect::{Dialect, facts};
use crate::sql::row_number::column_name;
use crate::touch::edge::Edge;

/// `relations__0, relations__1`, or `relations__rows.relations__0, relations__rows.relations__1`.
pub(crate) fn columns(before: &str, numbers: Range<usize>) -> String {
    let names = numbers.map(|number| format!("{before}{}", column_name(number)));
    names.collect::<Vec<_>>().join(", ")
}

/// A recursive query of the keys that the edges lead to. Each edge has columns of its own, and each row the values of one edge:
///
/// ```sql
/// WITH RECURSIVE relations__none0 (relations__0) AS (SELECT project FROM tasks WHERE 1 = 0),
///     relations__none1 (relations__1) AS (SELECT goal FROM projects WHERE 1 = 0),
///     relations__rows (relations__0, relations__1) AS (
///         SELECT project, (SELECT relations__1 FROM relations__none1) FROM tasks WHERE id = ?
///         UNION SELECT (SELECT relations__0 FROM relations__none0), goal FROM relations__rows CROSS JOIN projects WHERE code = relations__rows.relations__0
///         UNION SELECT project, (SELECT relations__1 FROM relations__none1) FROM relations__rows CROSS JOIN tasks WHERE id = relations__rows.relations__1)
/// SELECT relations__0 FROM relations__rows
/// ```
///
/// A column is always of one expression, or a NULL of its type: PostgreSQL and MySQL take the types from the first query, and
/// MySQL cuts what is longer.
pub(crate) struct Recursion<'a, DB, L> {
    pub(crate) edges: &'a [Edge<DB>],
    /// The number of them that lead to the rows that are touched.
    pub(crate) last: usize,
    /// The rows that have changed.
    pub(crate) rows: &'a L,
}

impl<'b, DB: Dialect, L: QueryFragment<DB>> Recursion<'b, DB, L> {
    pub(crate) fn walk(&self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("WITH RECURSIVE ");
        if self.edges.len() > 1 {
            for (at, edge) in self.edges.iter().enumerate() {
                let columns = columns("", self.columns_of(at));
                out.push_sql(&format!("relations__none{at} ({columns}) AS (SELECT "));
                edge.walk_referring(out.reborrow())?;
                edge.walk_from(out.reborrow(), |mut out, _| {
                    out.push_sql(" WHERE 1 = 0");
                    Ok(())
                })?;
                out.push_sql("), ");
            }
        }
        let width = self.edges.iter().map(|edge| edge.step.width).sum();
        out.push_sql(&format!("relations__rows ({}) AS (", columns("", 0..width)));
        let mut separator = "";
        for (at, edge) in self.edges.iter().enumerate() {
            if edge.starts {
                out.push_sql(separator);
                separator = " UNION ";
                self.walk_values(at, out.reborrow())?;
                edge.walk_from(out.reborrow(), |mut out, typed| {
                    out.push_sql(" WHERE ");
                    typed.map_or(Ok(()), |step| step.walk_type(out.reborrow()))?;
                    self.rows.walk_ast(out)
                })?;
            }
        }
        self.walk_repeated(out.reborrow())?;
        out.push_sql(")");
        let mut separator = " ";
        for at in 0..self.last {
            out.push_sql(separator);
            separator = " UNION ";
            let columns = columns("relations__rows.", self.columns_of(at));
            out.push_sql(&format!("SELECT {columns} FROM relations__rows"));
        }
        Ok(())
    }

    /// The part that is repeated: a query for each edge and one that can follow it.
    fn walk_repeated(&self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let (first, between, rows, end) = match facts(&out)?.recurses_once {
            true => (
                " UNION SELECT relations__next.* FROM relations__rows CROSS JOIN LATERAL (",
                " UNION ALL ",
                "",
                ") AS relations__next",
            ),
            false => (" UNION ", " UNION ", "relations__rows CROSS JOIN ", ""),
        };
        let mut count = 0;
        for (at, before) in self.edges.iter().enumerate() {
            for (next, edge) in self.edges.iter().enumerate() {
                if before.step.model == edge.step.from_model {
                    out.push_sql(if count == 0 { first } else { between });
                    count += 1;
                    self.walk_values(next, out.reborrow())?;
                    out.push_sql(&format!(" FROM {rows}"));
                    let columns = columns("relations__rows.", self.columns_of(at));
                    edge.walk_next(&before.step.key, &columns, out.reborrow())?;
                }
            }
        }
        if count > facts(&out)?.most_recursions {
            return Err(QueryBuilderError(TOO_MANY.into()));
        }
        out.push_sql(end);
        Ok(())
    }

    /// `SELECT (SELECT relations__0 FROM relations__none0), projects.goal`: the values of this edge.
    fn walk_values(&self, of: usize, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut separator = "SELECT ";
        for (at, edge) in self.edges.iter().enumerate() {
            if at == of {
                out.push_sql(separator);
                edge.walk_referring(out.reborrow())?;
            } else {
                for number in self.columns_of(at) {
                    out.push_sql(separator);
                    separator = ", ";
                    let column = column_name(number);
                    out.push_sql(&format!("(SELECT {column} FROM relations__none{at})"));
                }
            }
            separator = ", ";
        }
        Ok(())
    }

    /// The columns of this edge.
    fn columns_of(&self, at: usize) -> Range<usize> {
        let mut start = 0;
        for (number, edge) in self.edges.iter().enumerate() {
            if number == at {
                return start..start + edge.step.width;
            }
            start += edge.step.width;
        }
        start..start
    }
}

const TOO_MANY: &str = "the models that are touched refer to each other in too many ways: on MySQL and MariaDB, rows can be touched \
    along eight pairs of relations with `touch` that follow each other in a cycle, or along a path of sixteen models";
