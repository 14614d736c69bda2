//! Connections that change the parents of rows, and the statement that does.

use std::collections::HashSet;
use std::fmt::Debug;
use std::future::Future;
use std::hash::Hash;
use std::sync::Arc;

use diesel::dsl::AsSelect;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::query_dsl::methods::FilterDsl;
use diesel::result::Error::NotFound;
use diesel::{QueryResult, Selectable, SelectableHelper};

use crate::declare::deletion::Deletion;
use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf};
use crate::declare::relation_def::{Keyed, RelatedTable, RelationDef};
use crate::declare::timestamps::walk_now;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Execute, Fetch, Transact};
use crate::driver::statement::statement;
use crate::driver::transaction::Inside;
use crate::load::compare_keys::firsts;
use crate::load::equal_keys::EqualPrimaryKeys;
use crate::query::related_query::{KeyOf as ParentKey, key_is};
use crate::query::terminals::LoadAs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::{KeyValues, NoFields, Overrides, Values};
use crate::touch::propagate::TouchOwners;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::by_keys::{ByKeys, In, found, is_in, rest};
use crate::write::child_values::{Fixed, SavedRow, fixed};
use crate::write::select_rows::SelectRows;

/// `UPDATE posts SET user_id = ? WHERE id IN (..)`
pub struct UpdateParents<
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
> {
    table: RelatedTable<K>,
    fixed: Arc<Fixed<K>>,
    rows: In<K>,
    /// Where they become children of none: those that are children of the parent.
    within: Option<ParentKey<K>>,
}

statement!(UpdateParents<K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>>);

impl<K, DB> QueryFragment<DB> for UpdateParents<K>
where
    DB: Dialect,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    RelatedTable<K>: QueryFragment<DB>,
    Fixed<K>: Values<DB>,
    In<K>: QueryFragment<DB>,
    ParentKey<K>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.table.walk_ast(out.reborrow())?;
        let mut separator = " SET ";
        self.fixed.each(&mut |column, value| {
            if self.within.is_some() && K::KeyColumn::is_not_null(column) {
                return Ok(());
            }
            out.push_sql(separator);
            separator = ", ";
            out.push_identifier(column)?;
            match (&self.within, value) {
                (None, Some(value)) => {
                    out.push_sql(" = ");
                    value.walk_ast(out.reborrow())
                }
                _ => {
                    out.push_sql(" = NULL");
                    Ok(())
                }
            }
        })?;
        if let Some((_, updated_at)) = K::Related::TIMESTAMPS {
            out.push_sql(", ");
            out.push_identifier(updated_at)?;
            out.push_sql(" = ");
            walk_now::<K::Related, DB>(&mut out)?;
        }
        out.push_sql(" WHERE ");
        self.rows.walk_ast(out.reborrow())?;
        if let Some(within) = &self.within {
            out.push_sql(" AND ");
            within.walk_ast(out.reborrow())?;
        } else if let Some(column) = <K::Related as Model>::Deletion::COLUMN {
            out.push_sql(" AND ");
            column.walk_test(false, &mut out)?;
        }
        Ok(())
    }
}

/// A connection that changes the parents of rows of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot get another parent with this connection",
    label = "not with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            has the fields of its primary key"
)]
pub trait WriteParents<Mode, K: Keyed<Related: HasPrimaryKey>>: Transact<Mode> {
    /// The keys, each once, in their order.
    fn distinct(
        &mut self,
        ids: Vec<KeyOf<K::Related>>,
    ) -> impl Future<Output = QueryResult<Vec<KeyOf<K::Related>>>>;
    /// Makes the rows with these keys children of the parent, or where they are that, of none, inside a transaction; how many.
    fn write_parents(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        dissociates: bool,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<usize>>;
}

#[diagnostic::do_not_recommend]
impl<C, Mode, K> WriteParents<Mode, K> for C
where
    C: Transact<Mode> + Execute<Mode, UpdateParents<K>> + TouchOwners<Mode, K::Related>,
    C: Fetch<Mode, EqualPrimaryKeys<K::Related>, (i32, i32)>,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    KeyOf<K::Related>: Eq + Hash + Debug,
{
    async fn distinct(
        &mut self,
        mut ids: Vec<KeyOf<K::Related>>,
    ) -> QueryResult<Vec<KeyOf<K::Related>>> {
        let mut seen = HashSet::with_capacity(ids.len());
        ids.retain(|id| seen.insert(id.clone()));
        if <K::Related as Model>::PrimaryKey::is_text() {
            let keys: Vec<_> = ids.iter().collect();
            let firsts = firsts::<<K::Related as Model>::PrimaryKey, _, _, _>(&keys, self).await?;
            let mut firsts = firsts.into_iter().enumerate();
            ids.retain(|_| firsts.next().is_some_and(|(number, first)| number == first));
        }
        Ok(ids)
    }

    async fn write_parents(
        &mut self,
        key: K::Key,
        mut ids: Vec<KeyOf<K::Related>>,
        dissociates: bool,
        touching: &Touching,
    ) -> QueryResult<usize> {
        let fixed = fixed::<K>(key.clone());
        let expected = ids.len();
        let all = match touching.is_due::<K::Related>() {
            true => ids.clone(),
            false => Vec::new(),
        };
        let mut changed = 0;
        while !ids.is_empty() {
            let rest = rest::<K>(&mut ids);
            let update = UpdateParents {
                table: RelatedTable::<K>::default(),
                fixed: Arc::clone(&fixed),
                rows: is_in::<K>(ids),
                within: dissociates.then(|| key_is::<K>(Some(key.clone()))),
            };
            changed += self.execute(update).await?;
            ids = rest;
        }
        // A row that is not there, or not a child of the parent.
        if changed < expected {
            return Err(NotFound);
        }
        self.touch_owners_of(all, &[], touching).await?;
        Ok(changed)
    }
}

/// A connection that reads rows of the relation `K` whose parents it has changed.
#[diagnostic::on_unimplemented(
    message = "rows of `{K}` cannot be read again with this connection",
    label = "not with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the model \
            derives `Queryable` and `Selectable`, and has the fields of its primary key"
)]
pub trait ReadParents<Mode, K: Keyed<Related: HasPrimaryKey>>: WriteParents<Mode, K> {
    /// The rows that had these keys, in their order.
    fn read_parents(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Vec<K::Related>>>;
}

pub(crate) type SelectChild<K, DB> = SelectRows<
    <K as RelationDef>::Related,
    SavedRow<K, NoFields>,
    AsSelect<<K as RelationDef>::Related, DB>,
>;

#[diagnostic::do_not_recommend]
impl<C, Mode, K> ReadParents<Mode, K> for C
where
    C: WriteParents<Mode, K>,
    K: Keyed<Related: HasPrimaryKey, KeyColumn: KeyValues<<K as RelationDef>::Key>>,
    K::Related: Selectable<DbOf<C, Mode>>,
    RelatedTable<K>: FilterDsl<In<K>>,
    ByKeys<K>: LoadAs<Mode, C, K::Related>,
    C: Fetch<Mode, SelectChild<K, DbOf<C, Mode>>, K::Related>,
    KeyOf<K::Related>: Eq + Hash + Debug,
{
    async fn read_parents(
        &mut self,
        key: K::Key,
        ids: Vec<KeyOf<K::Related>>,
        inside: Inside,
    ) -> QueryResult<Vec<K::Related>> {
        let mut found = found::<K, C, Mode>(ids.clone(), inside, self).await?;
        let fixed = Shared::one(Overrides {
            fixed: fixed::<K>(key),
            values: NoFields,
        });
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let mut row = found.remove(&id);
            if row.is_none() {
                // Its key has changed with its parent.
                let select = SelectRows::written(id, fixed.clone(), K::Related::as_select());
                let select = select.after_reads(inside.has_read);
                self.fetch(select, |moved| row = Some(moved)).await?;
            }
            rows.push(row.ok_or(NotFound)?);
        }
        Ok(rows)
    }
}
