//! Attaching a related row that was inserted and not read, where the database cannot return its key.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::query_builder::{AstPass, QueryFragment};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute};
use crate::driver::statement::statement;
use crate::pivot::input::{Attached, PivotInput};
use crate::pivot::insert::InsertPivots;
use crate::pivot::pivots_of::PivotsOf;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::KeyColumns;
use crate::sql::source::SameColumns;
use crate::sql::values::Values;
use crate::touch::pivot::{LocalIs, PivotTouch};
use crate::touch::statement::Touch;
use crate::touch::step::Touching;
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
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key> + KeyColumns>,
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

/// A connection that attaches a row with the values `V` that it has inserted and not read.
pub trait AttachUnread<Mode, K: ManyToMany, V, R, F>: Driver<Mode> {
    /// Attaches the row, and touches what the relation touches; whether it did: not where the key of the row is not known, or NULL, or a
    /// pivot row has it already.
    fn attach_unread(
        &mut self,
        key: K::Key,
        inserted: Shared<V>,
        row: R,
        common: F,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<bool>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V, R, F> AttachUnread<Mode, K, V, R, F> for C
where
    C: Driver<Mode, DB: Dialect>,
    K: ManyToMany<
            KeyColumn: KeyColumn<<K as RelationDef>::Key> + KeyColumns,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    K::RelatedKey: KeyColumns,
    Attached<K>: Values<DbOf<C, Mode>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    C: Execute<Mode, AttachInserted<K, V, R, F>> + Execute<Mode, Touch<DbOf<C, Mode>, LocalIs<K>>>,
{
    async fn attach_unread(
        &mut self,
        key: K::Key,
        inserted: Shared<V>,
        row: R,
        common: F,
        touching: &Touching,
    ) -> QueryResult<bool> {
        let input = PivotInput::new(key.clone(), Vec::new(), vec![row], common);
        input.check::<C::DB>(true)?;
        let attach = AttachInserted {
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
            pivots: PivotsOf::new(Some(key.clone()), None),
            on: SameColumns::default(),
        };
        if self.execute(attach).await? == 0 {
            return Ok(false);
        }
        let related = PivotTouch::of::<K>(touching);
        related.touch::<K, C, Mode>(key, self, touching).await?;
        Ok(true)
    }
}
