//! A relation with every default resolved.

use proc_macro2::{Ident, Span};
use syn::{Expr, Path, Type};

use super::morph::Morph;
use crate::attr::{Detach, End, PivotSearch};
use crate::kind::Kind;

/// A declared relation.
pub(crate) struct Relation<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: Ident,
    /// True where the name was written by the user.
    pub(crate) is_named: bool,
    /// The related model, and how it is written.
    pub(crate) related: Path,
    pub(crate) written: Path,
    /// The module of the related table.
    pub(crate) table: Path,
    /// True where that is named, or a column in it. Otherwise it is taken from the model.
    pub(crate) needs_table: bool,
    pub(crate) key: Key,
    /// The fields of this struct that hold the local value.
    pub(crate) local: Vec<Local<'a>>,
    /// The order of which the first row is taken: columns of the related table.
    pub(crate) ends: Vec<(End, Option<Path>)>,
    pub(crate) filter: Option<Expr>,
    /// Columns that always have these values: of the pivot table, or of the related one.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// Columns of the related table that new rows have these values in.
    pub(crate) defaults: Vec<(Ident, Expr)>,
    /// The table that is joined to the related one; the key is in it.
    pub(crate) joined: Option<Joined>,
    /// The columns of a polymorphic relation.
    pub(crate) morph: Option<Morph>,
    /// The column that is set where a row of this model changes, and where it was said.
    pub(crate) touch: Option<(Path, Span)>,
}

/// A table joined to the related one.
pub(crate) struct Joined {
    /// Its module.
    pub(crate) table: Path,
    /// True where it is the related table itself.
    pub(crate) is_same: bool,
    /// The key of the related table, and the columns of this one that equal it.
    pub(crate) related_key: Key,
    pub(crate) own_key: Key,
    /// The number of these columns.
    pub(crate) width: usize,
    /// The rows that the table holds: those of a model, or of a pivot.
    pub(crate) through: Option<Path>,
    pub(crate) pivot: Option<Pivot>,
}

/// A pivot table.
pub(crate) struct Pivot {
    /// The struct of its rows, and the name under which they are loaded.
    pub(crate) using: Option<Path>,
    pub(crate) using_written: Option<Path>,
    pub(crate) accessor: Option<Ident>,
    pub(crate) timestamps: Option<(Ident, Ident)>,
    /// The change of a row that leaves, where it is said.
    pub(crate) detach: Option<Detach>,
    /// The values of a row that comes.
    pub(crate) attach: Vec<(Ident, Expr)>,
    /// The column that says since when a row is detached.
    pub(crate) soft_delete: Option<Ident>,
    /// The columns that a search may name and write.
    pub(crate) search: PivotSearch,
}

/// The key columns in the related table.
pub(crate) enum Key {
    Columns(Vec<Path>),
    /// The related table's primary key, whatever its name.
    Primary,
}

/// The local value: a field and its column.
#[derive(Clone)]
pub(crate) struct Local<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) column: Ident,
}
