//! Changing a row of a relation, as long as it is one of the parent's.

use std::future::Future;

use diesel::dsl::AsSelect;
use diesel::expression::Expression;
use diesel::query_builder::{AstPass, IntoUpdateTarget, Query as DieselQuery, QueryFragment};
use diesel::query_dsl::methods::FilterDsl;
use diesel::{QueryResult, Selectable, SelectableHelper, dsl};

use crate::declare::model::Model;
use crate::declare::primary_key::{HasPrimaryKey, KeyOf, PrimaryIs};
use crate::declare::relation_def::{BaseOf, Keyed, RelationDef, base_of};
use crate::dialect::ask::facts_of;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::statement::statement;
use crate::driver::transaction::Inside;
use crate::query::model_query::Query;
use crate::query::related_query::{KeyOf as ParentKey, key_is};
use crate::query::terminals::LoadAs;
use crate::sql::key::KeyColumn;
use crate::sql::returning::Returning;
use crate::sql::source::Updates;
use crate::sql::values::Values;
use crate::touch::propagate::TouchOwners;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::lock::ReadLatest;
use crate::write::select_rows::SelectRows;
use crate::write::update_statement::UpdateRow;
use crate::write::write_rows::touch_owners;

/// The row with a primary key, where it is one of the parent's.
type One<K> =
    dsl::Filter<dsl::Filter<BaseOf<K>, PrimaryIs<<K as RelationDef>::Related>>, ParentKey<K>>;
type Target<K> = <<K as RelationDef>::Source as Updates<One<K>>>::Target;
type Where<K> = <Target<K> as IntoUpdateTarget>::WhereClause;

fn one<K>(key: K::Key, id: KeyOf<K::Related>) -> One<K>
where
    K: Keyed<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<PrimaryIs<K::Related>>,
    dsl::Filter<BaseOf<K>, PrimaryIs<K::Related>>: FilterDsl<ParentKey<K>>,
{
    let row = <K::Related as Model>::PrimaryKey::is(Some(id));
    FilterDsl::filter(
        FilterDsl::filter(base_of::<K>(), row),
        key_is::<K>(Some(key)),
    )
}

/// `UPDATE posts SET title = ? WHERE id = ? AND user_id = ? RETURNING id, title`; of a many-to-many relation
/// `UPDATE tags SET name = ? WHERE id IN (SELECT tags.id FROM tags INNER JOIN post_tag .. WHERE tags.id = ? AND ..) AND id = ?`: inside
/// the sub-query the key keeps it to one row, and outside it MySQL finds the row by an index.
pub struct ChangeRow<M: HasPrimaryKey, V, W, E> {
    update: UpdateRow<M, V>,
    /// The row, where it is the parent's.
    of_parent: W,
    /// True where that is said in a sub-query.
    in_sub_query: bool,
    returning: Option<Returning<E>>,
}

statement!(ChangeRow<M: HasPrimaryKey, V, W, E>);

impl<M: HasPrimaryKey, V, W, E: Expression> DieselQuery for ChangeRow<M, V, W, E> {
    type SqlType = E::SqlType;
}

impl<M, V, W, E, DB> QueryFragment<DB> for ChangeRow<M, V, W, E>
where
    DB: Dialect,
    M: HasPrimaryKey<Table: QueryFragment<DB>>,
    V: Values<DB>,
    PrimaryIs<M>: QueryFragment<DB>,
    W: QueryFragment<DB>,
    E: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.update.walk_set(out.reborrow())?;
        self.of_parent.walk_ast(out.reborrow())?;
        if self.in_sub_query {
            out.push_sql(" AND ");
            self.update.walk_row(out.reborrow())?;
        } else {
            self.update.walk_changes(out.reborrow())?;
        }
        if let Some(returning) = &self.returning {
            returning.walk_ast(out)?;
        }
        Ok(())
    }
}

/// A connection that changes rows of the relation `K` with the values `V`, inside a transaction.
pub trait ChangeRelated<Mode, K: Keyed<Related: HasPrimaryKey>, V>: Transact<Mode> {
    /// Changes the row with this key, where it is one of the parent's, and touches nothing; how many rows. Columns without a value are
    /// left alone.
    fn change_row(
        &mut self,
        key: K::Key,
        id: KeyOf<K::Related>,
        values: Shared<V>,
    ) -> impl Future<Output = QueryResult<usize>>;
    /// Updates the row and returns it as it is then, none where it is not one of the parent's.
    fn changed_row(
        &mut self,
        key: K::Key,
        id: KeyOf<K::Related>,
        values: Shared<V>,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Option<K::Related>>>;
}

type Change<K, V, DB> =
    ChangeRow<<K as RelationDef>::Related, V, Where<K>, AsSelect<<K as RelationDef>::Related, DB>>;

#[diagnostic::do_not_recommend]
impl<C, Mode, K, V> ChangeRelated<Mode, K, V> for C
where
    K: Keyed<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<PrimaryIs<K::Related>>,
    dsl::Filter<BaseOf<K>, PrimaryIs<K::Related>>: FilterDsl<ParentKey<K>>,
    K::Source: Updates<One<K>>,
    K::Related: Selectable<DbOf<C, Mode>>,
    Query<K::Related, ReadLatest<One<K>>>: LoadAs<Mode, C, K::Related>,
    C: Driver<Mode, DB: Dialect> + Transact<Mode> + TouchOwners<Mode, K::Related>,
    C: Execute<Mode, Change<K, V, DbOf<C, Mode>>>
        + Fetch<Mode, Change<K, V, DbOf<C, Mode>>, K::Related>
        + Fetch<Mode, SelectRows<K::Related, V, AsSelect<K::Related, DbOf<C, Mode>>>, K::Related>,
{
    async fn change_row(
        &mut self,
        key: K::Key,
        id: KeyOf<K::Related>,
        values: Shared<V>,
    ) -> QueryResult<usize> {
        self.execute(changing::<K, V, _>(key, id, values, None))
            .await
    }

    async fn changed_row(
        &mut self,
        key: K::Key,
        id: KeyOf<K::Related>,
        values: Shared<V>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Option<K::Related>> {
        let mut row = None;
        if facts_of(self)?.returning {
            let select = Some(K::Related::as_select());
            let change = changing::<K, V, _>(key.clone(), id.clone(), values, select);
            self.fetch(change, |changed| row = Some(changed)).await?;
        } else {
            let change = changing::<K, V, _>(key.clone(), id.clone(), values, None);
            if self.execute(change).await? > 0 {
                let select = SelectRows::by_key(id.clone(), K::Related::as_select());
                let select = select.after_reads(inside.has_read);
                self.fetch(select, |changed| row = Some(changed)).await?;
            }
        }
        if let Some(row) = &row {
            touch_owners(std::slice::from_ref(row), self, touching).await?;
        } else if UpdateRow::<K::Related, V>::SEES_CHANGES {
            // It may have these values already.
            let query = ReadLatest::new(one::<K>(key, id), inside.has_read);
            let query: Query<K::Related, ReadLatest<One<K>>> = Query::new(query, (), (), false);
            row = query.rows(1, self).await?.pop();
        }
        Ok(row)
    }
}

fn changing<K, V, E>(
    key: K::Key,
    id: KeyOf<K::Related>,
    values: Shared<V>,
    returning: Option<E>,
) -> ChangeRow<K::Related, V, Where<K>, E>
where
    K: Keyed<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<PrimaryIs<K::Related>>,
    dsl::Filter<BaseOf<K>, PrimaryIs<K::Related>>: FilterDsl<ParentKey<K>>,
    K::Source: Updates<One<K>>,
{
    let rows = K::Source::target(one::<K>(key, id.clone()));
    ChangeRow {
        update: UpdateRow::new(id, values).leaving(),
        of_parent: rows.into_update_target().where_clause,
        in_sub_query: !K::Source::KEEPS_CONDITIONS,
        returning: returning.map(Returning),
    }
}
