//! Attaching a related row that was inserted and not read, where the database cannot return its key.

use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::dialect::Dialect;
use crate::driver::statement::statement;
use crate::pivot::input::{Attached, PivotInput};
use crate::pivot::insert::InsertPivots;
use crate::pivot::pivots_of::PivotsOf;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use crate::sql::source::SameColumns;
use crate::sql::values::Values;
use crate::write::batch::Shared;
use crate::write::inserted_rows::Inserted;

/// `INSERT INTO role_user (role_id, user_id) SELECT roles.id, ? FROM roles WHERE (roles.id) = (CONCAT(NULLIF(LAST_INSERT_ID(), 0))) AND NOT
/// EXISTS (SELECT 1 FROM role_user WHERE user_id = ? AND roles.id = role_user.role_id)`
pub struct AttachInserted<K: ManyToMany, V, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    insert: InsertPivots<K, R, F>,
    row: Inserted<K::Related, V>,
    related: RelatedTable<K>,
    owner_key: K::OwnerKey,
    pivots: PivotsOf<K>,
    on: SameColumns<K::OwnerKey, K::RelatedKey>,
}

statement!(AttachInserted<K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>, V, R, F>);

impl<K, V, R, F, DB> QueryFragment<DB> for AttachInserted<K, V, R, F>
where
    DB: Dialect,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    Inserted<K::Related, V>: QueryFragment<DB>,
    RelatedTable<K>: QueryFragment<DB>,
    K::OwnerKey: QueryFragment<DB>,
    K::Pivot: QueryFragment<DB>,
    PivotsOf<K>: QueryFragment<DB>,
    SameColumns<K::OwnerKey, K::RelatedKey>: QueryFragment<DB>,
    K::KeyColumn: KeyBinds<K::Key, DB>,
    K::RelatedKey: KeyColumns,
    Attached<K>: Values<DB>,
    R: Values<DB>,
    F: Values<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.insert.walk_into(0, out.reborrow())?;
        out.push_sql(" SELECT ");
        self.owner_key.walk_ast(out.reborrow())?;
        self.insert.walk_others(0, out.reborrow())?;
        out.push_sql(" FROM ");
        self.related.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.row.walk_ast(out.reborrow())?;
        // Not where it is NULL.
        out.push_sql(" AND (");
        self.owner_key.walk_ast(out.reborrow())?;
        out.push_sql(") = (");
        self.owner_key.walk_ast(out.reborrow())?;
        out.push_sql(") AND NOT EXISTS (SELECT 1 FROM ");
        self.insert.input.table.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.pivots.walk_ast(out.reborrow())?;
        out.push_sql(" AND ");
        self.on.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<K: ManyToMany, V, R, F> AttachInserted<K, V, R, F>
where
    K::KeyColumn: KeyColumn<K::Key>,
{
    /// Attaches the row `inserted`, with the one row of this input.
    pub(crate) fn new(input: PivotInput<K, R, F>, inserted: Shared<V>) -> Self {
        let pivots = PivotsOf::new(Some(input.key.clone()), None);
        AttachInserted {
            insert: InsertPivots {
                input: Arc::new(input),
                numbers: Arc::new([0]),
                part: 0..1,
                keys: None,
                unless: None,
            },
            row: Inserted::new(inserted),
            related: Default::default(),
            owner_key: Default::default(),
            pivots,
            on: SameColumns::default(),
        }
    }
}
