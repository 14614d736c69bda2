//! Values inside of JSON.

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::dialect::dialect::{Dialect, facts};
use crate::dialect::facts::JsonSql;
use crate::search::request::value::Value;
use crate::search::sql::dynamic::Operand;

/// A kind of value in JSON. Values of another kind are NULL to a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
}

/// The value under the keys in a column, where it is of this kind; otherwise NULL.
pub(crate) struct JsonExtract<DB: Dialect> {
    pub(crate) column: Operand<DB>,
    pub(crate) binary: bool,
    /// The keys as the database has them.
    pub(crate) path: Path,
    pub(crate) kind: JsonKind,
}

/// The keys to a value.
pub(crate) struct Path {
    /// `$."a"."b"`
    dollar: String,
    /// `{"a","b"}`
    array: String,
}

impl Path {
    pub(crate) fn new(keys: &[&str]) -> Self {
        let quoted: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
        Path {
            dollar: format!("$.{}", quoted.join(".")),
            array: format!("{{{}}}", quoted.join(",")),
        }
    }
}

fn quoted(key: &str) -> String {
    let mut quoted = String::from("\"");
    for character in key.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

impl<DB: Dialect> QueryFragment<DB> for JsonExtract<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match facts(&out)?.json {
            JsonSql::Extract => self.walk_extract(out.reborrow()),
            JsonSql::Operators => self.walk_operators(out.reborrow()),
            JsonSql::Contains => self.walk_contains(out.reborrow()),
        }
    }
}

impl<DB: Dialect> JsonExtract<DB> {
    /// Writes the SQL parts, with the column for `c` and the path for `p`.
    fn walk_parts<'b>(
        &'b self,
        path: &'b str,
        sql: &str,
        mut out: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let mut rest = sql;
        while let Some(at) = rest.find('{') {
            out.push_sql(&rest[..at]);
            match rest[at..].split_once('}') {
                Some(("{column", after)) => {
                    self.column.walk_ast(out.reborrow())?;
                    rest = after;
                }
                Some((_, after)) => {
                    DB::push_text(path, out.reborrow())?;
                    rest = after;
                }
                None => break,
            }
        }
        out.push_sql(rest);
        Ok(())
    }

    fn walk_extract<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let types = match self.kind {
            JsonKind::Text => "'text'",
            JsonKind::Integer => "'integer'",
            JsonKind::Number => "'integer', 'real'",
            JsonKind::Boolean => "'true', 'false'",
        };
        // A text that is no JSON would be an error.
        let checked = match self.binary {
            true => "CASE",
            false => "CASE WHEN NOT json_valid({column}) THEN NULL",
        };
        let sql = format!(
            "{checked} WHEN json_type({{column}}, {{path}}) IN ({types}) THEN json_extract({{column}}, {{path}}) END"
        );
        self.walk_parts(&self.path.dollar, &sql, out.reborrow())
    }

    fn walk_operators<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        const VALUE: &str = "CAST({column} AS JSONB) #> CAST({path} AS TEXT[])";
        const NUMBER: &str = "CAST(CAST({column} AS JSONB) #>> CAST({path} AS TEXT[]) AS NUMERIC)";
        let sql = match self.kind {
            JsonKind::Text => format!(
                "CASE jsonb_typeof({VALUE}) WHEN 'string' THEN CAST({{column}} AS JSONB) #>> CAST({{path}} AS TEXT[]) END"
            ),
            JsonKind::Integer => format!(
                "CASE WHEN jsonb_typeof({VALUE}) = 'number' THEN CASE WHEN {NUMBER} BETWEEN -9223372036854775808 AND 9223372036854775807 \
                 AND {NUMBER} = TRUNC({NUMBER}) THEN CAST({NUMBER} AS BIGINT) END END"
            ),
            JsonKind::Number => format!(
                "CASE jsonb_typeof({VALUE}) WHEN 'number' THEN CASE WHEN ABS({NUMBER}) < 1e308 THEN CAST({NUMBER} AS DOUBLE PRECISION) END END"
            ),
            JsonKind::Boolean => format!(
                "CASE jsonb_typeof({VALUE}) WHEN 'boolean' THEN CAST({VALUE} AS BOOLEAN) END"
            ),
        };
        self.walk_parts(&self.path.array, &sql, out)
    }

    fn walk_contains<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        const VALUE: &str = "JSON_EXTRACT({column}, {path})";
        let (types, value) = match self.kind {
            JsonKind::Text => ("'STRING'", format!("JSON_UNQUOTE({VALUE})")),
            JsonKind::Integer => (
                "'INTEGER', 'UNSIGNED INTEGER'",
                format!("CAST({VALUE} AS SIGNED)"),
            ),
            JsonKind::Number => (
                "'INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL'",
                format!("CAST({VALUE} AS DOUBLE)"),
            ),
            JsonKind::Boolean => ("'BOOLEAN'", format!("JSON_UNQUOTE({VALUE}) = 'true'")),
        };
        let sql = format!("CASE WHEN JSON_TYPE({VALUE}) IN ({types}) THEN {value} END");
        self.walk_parts(&self.path.dollar, &sql, out)
    }
}

/// The condition that an array of JSON has an item.
pub(crate) struct HasItem<DB: Dialect> {
    pub(crate) array: Operand<DB>,
    pub(crate) binary: bool,
    pub(crate) item: Item,
}

/// An item of an array of JSON.
pub(crate) struct Item {
    /// The JSON of it: `"rust"`.
    json: String,
    /// The JSON of an array with it alone: `["rust"]`.
    array: String,
    /// The type of it, as SQLite names it.
    types: &'static str,
}

impl Item {
    /// A value of a request; `None` for a list, and for what is no JSON.
    pub(crate) fn of(value: &Value) -> Option<Item> {
        let json = match value {
            Value::List(_) => return None,
            // A text of a query string is a number, true or false, or null where it is written like one.
            Value::Raw(text) => serde_json::from_str(text)
                .ok()
                .filter(|json: &serde_json::Value| !json.is_array() && !json.is_object())
                .unwrap_or_else(|| serde_json::Value::String(text.clone())),
            value => serde_json::to_value(value).ok()?,
        };
        let types = match &json {
            serde_json::Value::Null => "'null'",
            serde_json::Value::Bool(true) => "'true'",
            serde_json::Value::Bool(false) => "'false'",
            serde_json::Value::Number(_) => "'integer', 'real'",
            _ => "'text'",
        };
        let json = json.to_string();
        Some(Item {
            array: format!("[{json}]"),
            json,
            types,
        })
    }
}

impl<DB: Dialect> QueryFragment<DB> for HasItem<DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Item { json, array, types } = &self.item;
        match facts(&out)?.json {
            JsonSql::Extract => {
                out.push_sql("CASE WHEN ");
                if !self.binary {
                    out.push_sql("NOT json_valid(");
                    self.array.walk_ast(out.reborrow())?;
                    out.push_sql(") THEN FALSE WHEN ");
                }
                out.push_sql("json_type(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(") = 'array' THEN EXISTS (SELECT 1 FROM json_each(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(") AS relations__rows WHERE relations__rows.type IN (");
                out.push_sql(types);
                out.push_sql(") AND relations__rows.value IS json_extract(");
                DB::push_text(array, out.reborrow())?;
                out.push_sql(", '$[0]')) ELSE FALSE END");
            }
            JsonSql::Operators => {
                out.push_sql("(jsonb_typeof(CAST(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(" AS JSONB)) = 'array' AND CAST(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(" AS JSONB) @> CAST(");
                DB::push_text(array, out.reborrow())?;
                out.push_sql(" AS JSONB))");
            }
            JsonSql::Contains => {
                out.push_sql("(JSON_TYPE(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(") = 'ARRAY' AND JSON_CONTAINS(");
                self.array.walk_ast(out.reborrow())?;
                out.push_sql(", ");
                DB::push_text(json, out.reborrow())?;
                out.push_sql("))");
            }
        }
        Ok(())
    }
}
