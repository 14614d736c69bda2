//! The conditions that filters make, in SQL.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::{Dialect, facts};
use crate::search::sql::dynamic::{Condition, Operand};

/// A condition of a filter.
pub(crate) enum Test<DB: Dialect> {
    /// `title = ?`, `votes >= ?`
    Compare(Operand<DB>, &'static str, Operand<DB>),
    /// `title IS NULL`, `title IS NOT NULL`
    IsNull(Operand<DB>, bool),
    /// `id IN (?, ?)`, `id NOT IN (?, ?)`
    In(Operand<DB>, bool, Vec<Operand<DB>>),
    /// `title LIKE ?`, with `%` and `_` of the pattern. `true`: upper and lower case are equal.
    Like(Operand<DB>, bool, Operand<DB>),
    /// The text contains another one, with upper and lower case as written, or not.
    Contains(Operand<DB>, Text),
    /// All of them: `(.. AND ..)`; true where there are none.
    All(Vec<Condition<DB>>),
    /// One of them: `(.. OR ..)`; false where there are none.
    Any(Vec<Condition<DB>>),
    /// `NOT (..)`
    Not(Condition<DB>),
    /// The operand comes behind this value in an ascending order, or in a descending one; behind NULL where there is no value.
    Behind(Operand<DB>, Direction, Option<Operand<DB>>),
}

/// A direction of an order, and what is known of the operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Direction {
    pub(crate) descending: bool,
    pub(crate) is_nullable: bool,
}

/// A text that is looked for.
#[derive(Debug, Clone)]
pub struct Text {
    text: String,
    /// The same as a pattern: `%50!%%`.
    pattern: String,
    case_sensitive: bool,
}

impl Text {
    pub(crate) fn new(text: &str, case_sensitive: bool) -> Self {
        let mut pattern = String::from("%");
        for character in text.chars() {
            if matches!(character, '%' | '_' | '!') {
                pattern.push('!');
            }
            pattern.push(character);
        }
        pattern.push('%');
        Text {
            text: text.to_owned(),
            pattern,
            case_sensitive,
        }
    }
}

impl<DB: Dialect> Test<DB> {
    /// The condition.
    pub(crate) fn into_condition(self) -> Condition<DB> {
        Condition::new(self)
    }
}

impl<DB: Dialect> QueryFragment<DB> for Test<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match self {
            Test::Compare(left, operator, right) => {
                left.walk_ast(out.reborrow())?;
                out.push_sql(operator);
                right.walk_ast(out)
            }
            Test::IsNull(operand, is_null) => {
                operand.walk_ast(out.reborrow())?;
                out.push_sql(match is_null {
                    true => " IS NULL",
                    false => " IS NOT NULL",
                });
                Ok(())
            }
            Test::In(operand, is_in, list) => {
                operand.walk_ast(out.reborrow())?;
                out.push_sql(match is_in {
                    true => " IN (",
                    false => " NOT IN (",
                });
                walk_list(list, ", ", &mut out)?;
                out.push_sql(")");
                Ok(())
            }
            Test::Like(operand, ignores_case, pattern) => {
                walk_like(operand, *ignores_case, pattern, out)
            }
            Test::Contains(operand, text) => walk_contains(operand, text, out),
            Test::Behind(operand, direction, value) => {
                walk_behind(operand, *direction, value.as_ref(), out)
            }
            Test::All(all) if all.is_empty() => {
                out.push_sql("1 = 1");
                Ok(())
            }
            Test::Any(any) if any.is_empty() => {
                out.push_sql("0 = 1");
                Ok(())
            }
            Test::All(all) => walk_joined(all, " AND ", out),
            Test::Any(any) => walk_joined(any, " OR ", out),
            Test::Not(condition) => {
                out.push_sql("NOT (");
                condition.walk_ast(out.reborrow())?;
                out.push_sql(")");
                Ok(())
            }
        }
    }
}

fn walk_list<'b, DB: Dialect>(
    list: &'b [Operand<DB>],
    between: &str,
    out: &mut AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    for (number, operand) in list.iter().enumerate() {
        out.push_sql(if number == 0 { "" } else { between });
        operand.walk_ast(out.reborrow())?;
    }
    Ok(())
}

fn walk_joined<'b, DB: Dialect>(
    conditions: &'b [Condition<DB>],
    between: &str,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    if let [condition] = conditions {
        return condition.walk_ast(out);
    }
    out.push_sql("(");
    walk_list(conditions, between, &mut out)?;
    out.push_sql(")");
    Ok(())
}

fn walk_like<'b, DB: Dialect>(
    operand: &'b Operand<DB>,
    ignores_case: bool,
    pattern: &'b Operand<DB>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let likes = &facts(&out)?.likes;
    let (before, between, after) = match ignores_case {
        true => likes.ignoring_case,
        false => ("", " LIKE ", ""),
    };
    out.push_sql(before);
    operand.walk_ast(out.reborrow())?;
    out.push_sql(between);
    pattern.walk_ast(out.reborrow())?;
    out.push_sql(after);
    out.push_sql(likes.no_escape);
    Ok(())
}

fn walk_contains<'b, DB: Dialect>(
    operand: &'b Operand<DB>,
    text: &'b Text,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let likes = &facts(&out)?.likes;
    let (before, between, after) = match text.case_sensitive {
        true => likes.containing,
        false => likes.ignoring_case,
    };
    let takes_pattern = !text.case_sensitive || likes.contains_pattern;
    out.push_sql(before);
    operand.walk_ast(out.reborrow())?;
    out.push_sql(between);
    DB::push_text(
        if takes_pattern {
            &text.pattern
        } else {
            &text.text
        },
        out.reborrow(),
    )?;
    out.push_sql(after);
    if takes_pattern {
        out.push_sql(" ESCAPE '!'");
    }
    Ok(())
}

/// `votes > ?`, with the rows whose value is NULL, where the database has them last.
fn walk_behind<'b, DB: Dialect>(
    operand: &'b Operand<DB>,
    direction: Direction,
    value: Option<&'b Operand<DB>>,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()> {
    let nulls_first = facts(&out)?.nulls_first != direction.descending;
    let Some(value) = value else {
        if !nulls_first {
            out.push_sql("0 = 1");
            return Ok(());
        }
        operand.walk_ast(out.reborrow())?;
        out.push_sql(" IS NOT NULL");
        return Ok(());
    };
    let or_null = direction.is_nullable && !nulls_first;
    out.push_sql(if or_null { "(" } else { "" });
    operand.walk_ast(out.reborrow())?;
    out.push_sql(if direction.descending { " < " } else { " > " });
    value.walk_ast(out.reborrow())?;
    if or_null {
        out.push_sql(" OR ");
        operand.walk_ast(out.reborrow())?;
        out.push_sql(" IS NULL)");
    }
    Ok(())
}
