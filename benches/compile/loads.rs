//! The generated functions that load. No two load the same, as in a program.

use std::fmt::Write;

use crate::MODELS;
use crate::models::{next, previous};

const OURS: &str = "use diesel::prelude::*;
use diesel_relations::prelude::*;
use crate::models::*;
use crate::schema::*;
";

// Ten functions need less of it than a hundred.
const BY_HAND: &str = "#![allow(unused_imports)]
use std::collections::HashMap;
use std::sync::Arc;
use diesel::prelude::*;
use crate::models::*;
use crate::schema::*;
";

/// Functions with one `.with(..)` each: has-many relations first, then belongs-to.
pub(crate) fn ours(count: usize) -> String {
    let mut source = OURS.to_owned();
    for load in 0..count {
        let model = load % MODELS;
        let (relation, sum) = if load < MODELS {
            ("CHILDREN", "row.children.len()")
        } else {
            ("NEXT", "row.next.name.len()")
        };
        let _ = writeln!(
            source,
            "pub fn load{load}(conn: &mut SqliteConnection) -> QueryResult<usize> {{
    let rows = Row{model}::query()
        .filter(row{model}s::active.eq(true))
        .with(Row{model}::{relation})
        .load(conn)?;
    Ok(rows.iter().map(|row| {sum}).sum())
}}"
        );
    }
    source
}

/// The same functions with Diesel alone.
pub(crate) fn by_hand(count: usize) -> String {
    let mut source = BY_HAND.to_owned();
    for load in 0..count {
        let model = load % MODELS;
        let rest = if load < MODELS {
            children_by_hand(previous(model))
        } else {
            next_by_hand(next(model))
        };
        let _ = writeln!(
            source,
            "pub fn load{load}(conn: &mut SqliteConnection) -> QueryResult<usize> {{
    let rows = row{model}s::table
        .filter(row{model}s::active.eq(true))
        .select(Row{model}::as_select())
        .load(conn)?;
{rest}
}}"
        );
    }
    source
}

fn children_by_hand(related: usize) -> String {
    format!(
        "    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let children = row{related}s::table
        .filter(row{related}s::next_id.eq_any(ids))
        .select(Row{related}::as_select())
        .load(conn)?;
    let mut children_of: HashMap<i32, Vec<Row{related}>> = HashMap::new();
    for child in children {{
        children_of.entry(child.next_id).or_default().push(child);
    }}
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {{
            let children = children_of.remove(&row.id).unwrap_or_default();
            (row, children)
        }})
        .collect();
    Ok(rows.iter().map(|(_, children)| children.len()).sum())"
    )
}

fn next_by_hand(related: usize) -> String {
    format!(
        "    let ids: Vec<i32> = rows.iter().map(|row| row.next_id).collect();
    let next: HashMap<i32, Arc<Row{related}>> = row{related}s::table
        .filter(row{related}s::id.eq_any(ids))
        .select(Row{related}::as_select())
        .load(conn)?
        .into_iter()
        .map(|row| (row.id, Arc::new(row)))
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {{
            let next = next.get(&row.next_id).cloned();
            let next = next.ok_or(diesel::result::Error::NotFound)?;
            Ok((row, next))
        }})
        .collect::<QueryResult<_>>()?;
    Ok(rows.iter().map(|(_, next)| next.name.len()).sum())"
    )
}

/// A function per model, with a load of this depth each.
pub(crate) fn nested(depth: usize) -> String {
    let mut source = OURS.to_owned();
    for model in 0..MODELS {
        let mut levels = vec![model];
        while levels.len() < depth {
            levels.extend(levels.last().copied().map(previous));
        }
        let innermost_first = levels.iter().rev();
        let relation = innermost_first.fold(String::new(), |inner, level| {
            if inner.is_empty() {
                format!("Row{level}::CHILDREN")
            } else {
                format!("Row{level}::CHILDREN.with({inner})")
            }
        });
        let _ = writeln!(
            source,
            "pub fn load{model}(conn: &mut SqliteConnection) -> QueryResult<usize> {{
    let rows = Row{model}::query().with({relation}).load(conn)?;
    Ok(rows.iter().map(|row| row.children.len()).sum())
}}"
        );
    }
    source
}
