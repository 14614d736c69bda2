//! Writes of pivot tables that are refused.

use std::error::Error;
use std::fmt;

use crate::error::columns::named;

/// A row of a pivot table cannot be attached: the conditions of the relation hide it, and the relation does not say how it comes back.
/// Nothing is written.
///
/// Writes of many-to-many relations return it inside [`diesel::result::Error::QueryBuilderError`]. `attach(column = value)` in the
/// attribute of the relation says what a row gets that is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenPivot {
    pub(crate) pivot: &'static str,
    pub(crate) relation: &'static str,
    pub(crate) key: (String, String),
    pub(crate) related_key: (String, String),
}

impl HiddenPivot {
    /// The pivot table: `"role_user"`.
    pub fn pivot(&self) -> &'static str {
        self.pivot
    }

    /// The name of the relation: `"active_roles"`.
    pub fn relation(&self) -> &'static str {
        self.relation
    }

    /// The column that refers to the parent, and its value in its `Debug` form: `("user_id", "1")`.
    pub fn key(&self) -> (&str, &str) {
        (&self.key.0, &self.key.1)
    }

    /// The column that refers to the related row, and its value in its `Debug` form: `("role_id", "2")`.
    pub fn related_key(&self) -> (&str, &str) {
        (&self.related_key.0, &self.related_key.1)
    }
}

impl fmt::Display for HiddenPivot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HiddenPivot {
            pivot,
            relation,
            key: (column, key),
            related_key: (related_column, related),
        } = self;
        let (column, related_column) = (named(column), named(related_column));
        write!(
            f,
            "the row of {pivot} with {column} {key} and {related_column} {related} is hidden from the relation `{relation}` and cannot \
             be attached; say in the relation what an attached row holds: `attach(column = value)`"
        )
    }
}

impl Error for HiddenPivot {}

/// The fields of a pivot row give a column that the relation itself sets: one of its keys, or the type of a polymorphic relation.
/// Nothing is written.
///
/// Writes of many-to-many relations return it inside [`diesel::result::Error::QueryBuilderError`]. Leave the column out of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PivotKeyGiven {
    pub(crate) column: (&'static str, &'static str),
}

impl PivotKeyGiven {
    /// The pivot table and the column: `("role_user", "user_id")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }
}

impl fmt::Display for PivotKeyGiven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = self.column;
        write!(
            f,
            "the fields of a row of {table} give {column}, which the relation sets: leave it out"
        )
    }
}

impl Error for PivotKeyGiven {}

/// Two rows cannot be related: the keys of the pivot table share a column, such as that of a tenant, and the rows have different
/// values for it. Nothing is written.
///
/// Writes of many-to-many relations return it inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PivotKeysDiffer {
    pub(crate) column: (&'static str, &'static str),
    pub(crate) key: (String, String),
    pub(crate) related_key: (String, String),
}

impl PivotKeysDiffer {
    /// The pivot table and the column that both keys have: `("member_role", "tenant_id")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }

    /// The key of the parent: its columns in the pivot table, and its value in its `Debug` form:
    /// `("tenant_id, member_id", "(1, 7)")`.
    pub fn key(&self) -> (&str, &str) {
        (&self.key.0, &self.key.1)
    }

    /// The key of the related row: its columns in the pivot table, and its value in its `Debug` form:
    /// `("tenant_id, role_id", "(2, 3)")`.
    pub fn related_key(&self) -> (&str, &str) {
        (&self.related_key.0, &self.related_key.1)
    }
}

impl fmt::Display for PivotKeysDiffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PivotKeysDiffer {
            column: (table, column),
            key: (columns, key),
            related_key: (related_columns, related),
        } = self;
        write!(
            f,
            "a row of {table} cannot relate ({columns}) {key} to ({related_columns}) {related}: it has one {column}"
        )
    }
}

impl Error for PivotKeysDiffer {}

/// Fields for more or fewer rows of the pivot table than there are rows:
/// [`with_pivots`](crate::write::RelatedWrite::with_pivots).
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PivotCount {
    /// The number of rows.
    pub rows: usize,
    /// The number of rows of the pivot table.
    pub pivots: usize,
}

impl fmt::Display for PivotCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PivotCount { rows, pivots } = self;
        write!(
            f,
            "fields were given for {pivots} rows of the pivot table, but there are {rows} rows to attach"
        )
    }
}

impl Error for PivotCount {}
