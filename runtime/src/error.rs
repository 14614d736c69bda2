//! The errors of our own. Everything else that goes wrong is Diesel's error.

use diesel::result::Error::QueryBuilderError;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// The name of a column, or of several as one key.
fn named(columns: &str) -> Cow<'_, str> {
    if columns.contains(", ") {
        format!("({columns})").into()
    } else {
        columns.into()
    }
}

/// A row names an owner that its table does not hold: a `NOT NULL` foreign key without a foreign key constraint.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::DeserializationError;
/// use diesel_relations::MissingOwner;
///
/// diesel::delete(User::find(1)).execute(conn)?;
/// let Err(DeserializationError(error)) = Post::query().with(Post::AUTHOR).load(conn) else { panic!() };
/// let missing = error.downcast_ref::<MissingOwner>().unwrap();
/// assert_eq!(missing.to_string(), "posts.user_id is 1, but no row of users has this id");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingOwner {
    pub(crate) foreign_key: (&'static str, &'static str),
    pub(crate) owner_key: (&'static str, String),
    pub(crate) key: String,
}

impl MissingOwner {
    /// The table and the column of the foreign key: `("posts", "user_id")`.
    pub fn foreign_key(&self) -> (&'static str, &'static str) {
        self.foreign_key
    }

    /// The owner's table, and the column that the foreign key refers to: `("users", "id")`.
    pub fn owner_key(&self) -> (&'static str, &str) {
        (self.owner_key.0, &self.owner_key.1)
    }

    /// The key that no owner has, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for MissingOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingOwner {
            foreign_key: (table, column),
            owner_key: (owners, key_column),
            key,
        } = self;
        let (column, key_column) = (named(column), named(key_column));
        write!(
            f,
            "{table}.{column} is {key}, but no row of {owners} has this {key_column}"
        )
    }
}

impl Error for MissingOwner {}

/// A row has an owner of a type that its `morph_to` does not list.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`]. `lenient()` of the relation loads such rows
/// without their owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownMorphType {
    pub(crate) column: (&'static str, &'static str),
    pub(crate) row: String,
    pub(crate) morph_type: String,
    pub(crate) known: &'static [&'static str],
}

impl UnknownMorphType {
    /// The table and the column of the type: `("comments", "commentable_type")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn row(&self) -> &str {
        &self.row
    }

    /// The type that is not listed.
    pub fn morph_type(&self) -> &str {
        &self.morph_type
    }

    /// The morph names of the listed models.
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl fmt::Display for UnknownMorphType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownMorphType {
            column: (table, column),
            row,
            morph_type,
            known,
        } = self;
        let known = known.join(", ");
        write!(
            f,
            "{table}.{column} of the row {row} is {morph_type:?}, which is the morph name of none of its models: {known}"
        )
    }
}

impl Error for UnknownMorphType {}

/// A row names an owner that is not there, and its columns are `NOT NULL`: there must be one.
///
/// Loads return it inside [`diesel::result::Error::DeserializationError`]. `lenient()` of the relation loads such rows
/// without their owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingMorphOwner {
    pub(crate) columns: (&'static str, &'static str, &'static str),
    pub(crate) row: String,
    pub(crate) morph_type: String,
    pub(crate) id: String,
}

impl MissingMorphOwner {
    /// The table, and its columns of the type and the id: `("comments", "commentable_type", "commentable_id")`.
    pub fn columns(&self) -> (&'static str, &'static str, &'static str) {
        self.columns
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn row(&self) -> &str {
        &self.row
    }

    /// The type of the owner that is not there.
    pub fn morph_type(&self) -> &str {
        &self.morph_type
    }

    /// The id of the owner that is not there, in its `Debug` form.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for MissingMorphOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingMorphOwner {
            columns: (table, type_column, id_column),
            row,
            morph_type,
            id,
        } = self;
        write!(
            f,
            "the row {row} of {table} has no owner: {type_column} is {morph_type:?} and {id_column} is {id}, but there is no \
             such row"
        )
    }
}

impl Error for MissingMorphOwner {}

/// A row that was loaded before is gone: [`load_count`](crate::LoadRelated::load_count) and
/// [`load_property`](crate::LoadRelated::load_property) find no row with its primary key.
///
/// They return it inside [`diesel::result::Error::DeserializationError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRow {
    pub(crate) primary_key: (&'static str, String),
    pub(crate) key: String,
}

impl MissingRow {
    /// The table and its primary key: `("users", "id")`.
    pub fn primary_key(&self) -> (&'static str, &str) {
        (self.primary_key.0, &self.primary_key.1)
    }

    /// The key that no row has, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for MissingRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingRow {
            primary_key: (table, column),
            key,
        } = self;
        write!(f, "no row of {table} has the {} {key}", named(column))
    }
}

impl Error for MissingRow {}

/// A key is NULL where rows are to be related: nothing can refer to a row without a key.
///
/// Writes of many-to-many relations return it inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NullKey {
    pub(crate) key: (&'static str, String),
}

impl NullKey {
    /// The table and the column that is NULL: `("users", "id")`.
    pub fn key(&self) -> (&'static str, &str) {
        (self.key.0, &self.key.1)
    }
}

impl fmt::Display for NullKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = &self.key;
        write!(
            f,
            "{table}.{} is NULL: no row can be related by it",
            named(column)
        )
    }
}

impl Error for NullKey {}

/// A row was inserted, but its primary key is not known: it is not the one that was given, nor one of `AUTO_INCREMENT`, and MySQL and
/// MariaDB tell no other. Nothing is written.
///
/// Writes that return rows return it inside [`diesel::result::Error::DeserializationError`]. Give the row its key, or insert it by
/// `execute`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    pub(crate) primary_key: (&'static str, String),
}

impl UnknownKey {
    /// The table and the column of the primary key: `("tokens", "id")`.
    pub fn primary_key(&self) -> (&'static str, &str) {
        (self.primary_key.0, &self.primary_key.1)
    }
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = &self.primary_key;
        write!(
            f,
            "a row of {table} cannot be read after it was inserted: the database does not tell its {}, which is neither the one that was \
             given nor one of AUTO_INCREMENT",
            named(column)
        )
    }
}

impl Error for UnknownKey {}

/// A row that [`upsert`](crate::RelatedQuery::upsert) was to change is not a row of this parent. Nothing was written.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::QueryBuilderError;
/// use diesel_relations::OwnedByAnother;
///
/// let post = Post::find(2).first(conn)?;
/// let rows = [(comments::id.eq(1), comments::body.eq("mine"))]; // of post 1
/// let result = post.comments().upsert(rows, comments::id, comments::body).execute(conn);
/// let Err(QueryBuilderError(error)) = result else { panic!() };
/// let owned = error.downcast_ref::<OwnedByAnother>().unwrap();
/// assert_eq!(
///     owned.to_string(),
///     "a row of comments that is there already, with the id of a row to upsert, is not this parent's; nothing was written",
/// );
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedByAnother {
    pub(crate) unique: (&'static str, String),
}

impl OwnedByAnother {
    /// The table and the columns of the unique key: `("documents", "reference")`.
    pub fn unique_key(&self) -> (&'static str, &str) {
        (self.unique.0, &self.unique.1)
    }
}

impl fmt::Display for OwnedByAnother {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, columns) = &self.unique;
        write!(
            f,
            "a row of {table} that is there already, with the {} of a row to upsert, is not this parent's; nothing was written",
            named(columns)
        )
    }
}

impl Error for OwnedByAnother {}

/// The columns that [`upsert`](crate::RelatedQuery::upsert) was to find rows by are no unique key: several rows have the same values. Nothing was
/// written. MySQL and MariaDB only: the other databases refuse the statement themselves.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoUniqueKey {
    pub(crate) columns: (&'static str, String),
}

impl NoUniqueKey {
    /// The table and the columns: `("documents", "reference")`.
    pub fn columns(&self) -> (&'static str, &str) {
        (self.columns.0, &self.columns.1)
    }
}

impl fmt::Display for NoUniqueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, columns) = &self.columns;
        write!(
            f,
            "{table} has no unique key over {}: several rows would have the same; nothing was written",
            named(columns)
        )
    }
}

impl Error for NoUniqueKey {}

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
/// [`with_pivots`](crate::pivot::RelatedWrite::with_pivots).
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PivotCount {
    /// How many rows.
    pub rows: usize,
    /// How many rows of the pivot table.
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

/// A page that cannot be: pages are numbered from 1, and hold at least one row.
///
/// [`paginate`](crate::Query::paginate) returns it inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidPage {
    /// The number of the page.
    pub page: u32,
    /// How many rows a page holds.
    pub per_page: u32,
}

impl fmt::Display for InvalidPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InvalidPage { page, per_page } = self;
        match page {
            0 => write!(f, "there is no page 0: pages are numbered from 1"),
            _ => write!(
                f,
                "there is no page {page} of {per_page} rows each: a page holds at least one row"
            ),
        }
    }
}

impl Error for InvalidPage {}

/// A chunk of no rows: [`batches`](crate::Query::batches) or [`chunk_by_id`](crate::Query::chunk_by_id) with a size of 0.
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmptyChunk;

impl fmt::Display for EmptyChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chunk holds at least one row")
    }
}

impl Error for EmptyChunk {}

/// A query of one row that has several: [`sole`](crate::Query::sole).
///
/// It is returned inside [`diesel::result::Error::QueryBuilderError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeveralRows;

impl fmt::Display for SeveralRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the query was to have one row, and has several")
    }
}

impl Error for SeveralRows {}

/// A row is loaded more than once among what is pushed, and the copies are not the same: it cannot be told which of them is to be
/// saved.
///
/// [`push`](crate::SaveLoaded::push) returns it inside [`diesel::result::Error::QueryBuilderError`], with nothing written.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
/// # fn main() -> QueryResult<()> { let conn = &mut blog();
/// use diesel::result::Error::QueryBuilderError;
/// use diesel_relations::CopiesDiffer;
///
/// Tag::find(1).first(conn)?.notes().create(notes::body.eq("see also")).execute(conn)?;
/// let mut tag = Tag::find(1).with(Tag::NOTES).first(conn)?;
/// let mut copy = tag.notes[0].clone();
/// copy.body.push('!');
/// tag.notes.push(copy);
/// let Err(QueryBuilderError(error)) = tag.push(conn) else { panic!() };
/// let differ = error.downcast_ref::<CopiesDiffer>().unwrap();
/// assert_eq!(differ.column(), ("notes", "body"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiesDiffer {
    pub(crate) column: (&'static str, &'static str),
    pub(crate) key: String,
}

impl CopiesDiffer {
    /// The table and the column in which they differ: `("posts", "title")`.
    pub fn column(&self) -> (&'static str, &'static str) {
        self.column
    }

    /// The primary key of the row, in its `Debug` form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for CopiesDiffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CopiesDiffer {
            column: (table, column),
            key,
        } = self;
        write!(
            f,
            "the row {key} of {table} was loaded more than once, and its copies differ in {column}; change all of them, or save \
             the one that is meant"
        )
    }
}

impl Error for CopiesDiffer {}

pub(crate) fn null_key(table: &'static str, column: &str) -> diesel::result::Error {
    QueryBuilderError(Box::new(NullKey {
        key: (table, column.to_owned()),
    }))
}
