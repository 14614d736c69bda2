//! Rows of a many-to-many relation that are looked for, attached, and made where there is none.

use std::sync::Arc;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{FilterDsl, LimitDsl};
use diesel::result::Error::NotFound;
use diesel::sql_types::{Bool, Nullable};
use diesel::{QueryResult, dsl};

use crate::declare::deletion::Deletion;
use crate::declare::many_to_many::{ManyToMany, id_of};
use crate::declare::model::Model;
use crate::declare::primary_key::HasPrimaryKey;
use crate::declare::relation_def::{BaseOf, Keyed, RelatedTable, RelationDef};
use crate::declare::soft_delete::RowsOf;
use crate::driver::connection::Transact;
use crate::driver::transaction::Inside;
use crate::pivot::given::Given;
use crate::pivot::mode::{ATTACH, PivotMode};
use crate::pivot::sync::WritePivot;
use crate::pivot::with_fields::Pivots;
use crate::query::related_query::KeyOf as ParentKey;
use crate::query::terminals::LoadAs;
use crate::sql::values::NoFields;
use crate::touch::step::Touching;
use crate::unstable::insertable::ColumnValues;
use crate::write::batch::Shared;
use crate::write::change::ChangeRelated;
use crate::write::find_or_create::{
    FindOrCreate, First, OfParentWhere, changed, first, first_where,
};
use crate::write::first_or_create::FirstOrCreate;
use crate::write::write_rows::WriteRows;

impl<K: ManyToMany, P, V, U> FirstOrCreate<K, P, V, U, Pivots<NoFields>> {
    /// Fields of the pivot row, where the row is attached.
    pub fn with_pivot<F>(self, fields: F) -> FirstOrCreate<K, P, V, U, Pivots<F::Values>>
    where
        F: ColumnValues<K::Pivot>,
    {
        self.beside(Pivots(Arc::new(fields.into_values())))
    }
}

/// The condition `P`, and the filter of the relation where it is one on the related table.
pub struct OfRelation<K: ManyToMany, P> {
    condition: P,
    filter: K::Filter,
}

impl<K: ManyToMany, P: Expression> Expression for OfRelation<K, P> {
    type SqlType = Nullable<Bool>;
}
impl<K: ManyToMany, P: AppearsOnTable<QS>, QS: ?Sized> AppearsOnTable<QS> for OfRelation<K, P> {}
impl<K: ManyToMany, P, GB> ValidGrouping<GB> for OfRelation<K, P> {
    type IsAggregate = is_aggregate::No;
}
impl<K: ManyToMany, P> QueryId for OfRelation<K, P> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<K, P, DB> QueryFragment<DB> for OfRelation<K, P>
where
    DB: Backend,
    K: ManyToMany<Filter: QueryFragment<DB>>,
    P: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !(K::HAS_FILTER && K::FILTERS_RELATED) {
            return self.condition.walk_ast(out);
        }
        out.push_sql("(");
        self.condition.walk_ast(out.reborrow())?;
        out.push_sql(") AND (");
        self.filter.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// The rows of the related table that meet the condition `P` and can be rows of the relation.
type Unattached<K, P> =
    RowsOf<<K as RelationDef>::Related, dsl::Filter<RelatedTable<K>, OfRelation<K, P>>>;

#[diagnostic::do_not_recommend]
impl<C, Mode, K, P, V, U, F> FindOrCreate<Mode, K, P, V, U, Pivots<F>> for C
where
    K: Keyed + ManyToMany<Related: HasPrimaryKey>,
    BaseOf<K>: FilterDsl<P>,
    dsl::Filter<BaseOf<K>, P>: FilterDsl<ParentKey<K>>,
    OfParentWhere<K, P>: LimitDsl,
    RelatedTable<K>: FilterDsl<OfRelation<K, P>>,
    Unattached<K, P>: LimitDsl,
    First<K, OfParentWhere<K, P>>: LoadAs<Mode, C, K::Related>,
    First<K, Unattached<K, P>>: LoadAs<Mode, C, K::Related>,
    C: Transact<Mode>
        + WriteRows<Mode, K::Related, Arc<V>>
        + ChangeRelated<Mode, K, U>
        + WritePivot<Mode, K, NoFields, Arc<F>>,
{
    // It is attached.
    const ROWS_MOVE: bool = false;

    async fn first_of_parent(
        &mut self,
        key: K::Key,
        condition: P,
    ) -> QueryResult<Option<K::Related>> {
        first_where::<K, P, C, Mode>(key, condition, false, self).await
    }

    async fn lock(&mut self, key: K::Key, inside: Inside) -> QueryResult<()> {
        self.lock_parent(key, inside).await
    }

    async fn found(
        &mut self,
        key: K::Key,
        condition: P,
        fields: Pivots<F>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Option<K::Related>> {
        let filter = K::filter();
        let of_relation = OfRelation::<K, P> { condition, filter };
        let query = FilterDsl::filter(RelatedTable::<K>::default(), of_relation);
        let query: Unattached<K, P> = <K::Related as Model>::Deletion::rows(query);
        let first = first::<K, Unattached<K, P>, C, Mode>(query, inside.has_read, self);
        let Some(row) = first.await? else {
            return Ok(None);
        };
        let id = id_of::<K>(K::related_id(&row))?;
        let given = Given {
            key,
            rows: vec![(id, NoFields)],
            fields: fields.0,
            mode: ATTACH,
        };
        self.write_pivot_inside(given, touching, inside).await?;
        Ok(Some(row))
    }

    async fn created(
        &mut self,
        key: K::Key,
        values: Arc<V>,
        fields: Pivots<F>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<K::Related> {
        let batch = self.batch(vec![values])?;
        let mut rows = self.inserted_rows(&batch, touching).await?;
        let row = rows.pop().ok_or(NotFound)?;
        let id = id_of::<K>(K::related_id(&row))?;
        let given = Given {
            key,
            rows: vec![(id, NoFields)],
            fields: fields.0,
            mode: PivotMode::attach_new::<K>(),
        };
        self.write_pivot_inside(given, touching, inside).await?;
        Ok(row)
    }

    async fn change(
        &mut self,
        key: K::Key,
        row: &K::Related,
        changes: Shared<U>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Option<K::Related>> {
        changed::<K, C, Mode, U>(key, row, changes, touching, inside, self).await
    }
}
