//! The owners that a change of the rows of a pivot table touches.

use std::any::TypeId;
use std::sync::Arc;

use diesel::QueryResult;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::touched::Step;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{Driver, Execute};
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::touch::edge::Edge;
use crate::touch::graph::Routes;
use crate::touch::propagate::touch_along;
use crate::touch::statement::Touch;
use crate::touch::step::{Touching, steps};

/// `posts.id = ?`: the parent of a relation.
pub(crate) type LocalIs<K> = KeyIs<<K as RelationDef>::LocalColumn, <K as RelationDef>::Key>;

/// The owners that a change of the rows of a pivot table touches.
pub(crate) struct PivotTouch<DB> {
    /// The parent, where the related model touches it.
    parent: Option<Arc<Step<DB>>>,
    /// The related rows, where the relation touches them.
    rows: Option<Arc<Step<DB>>>,
}

impl<DB: Dialect> PivotTouch<DB> {
    pub(crate) fn of<K: ManyToMany>(touching: &Touching) -> Self {
        let (mut parent, mut rows) = (None, None);
        if touching.is_due::<K::Related>() {
            let pivot = (TypeId::of::<K::Pivot>(), TypeId::of::<K::KeyColumn>());
            let model = TypeId::of::<K::Parent>();
            parent = steps::<DB, K::Related>().into_iter().find(|step| {
                step.model == model && step.pivot.as_ref().is_some_and(|it| it.id == pivot)
            });
        }
        if touching.is_due::<K::Parent>() {
            let mut steps = steps::<DB, K::Parent>().into_iter();
            rows = steps.find(|step| step.relation == TypeId::of::<K>());
        }
        PivotTouch { parent, rows }
    }

    /// True where it touches anything.
    pub(crate) fn is_some(&self) -> bool {
        self.parent.is_some() || self.rows.is_some()
    }

    /// True where it is the related rows that it touches, and nothing else.
    pub(crate) fn is_rows_alone(&self) -> bool {
        self.parent.is_none()
    }

    /// Touches it: the parent with its owners, and the rows that are attached now.
    pub(crate) async fn touch<K, C, Mode>(
        &self,
        key: K::Key,
        conn: &mut C,
        touching: &Touching,
    ) -> QueryResult<()>
    where
        K: ManyToMany<LocalColumn: KeyColumn<<K as RelationDef>::Key>>,
        C: Driver<Mode, DB = DB> + Execute<Mode, Touch<DB, LocalIs<K>>>,
    {
        if let Some(step) = &self.parent {
            let parent = Arc::new(K::LocalColumn::is(Some(key)));
            let parent = (&parent, TypeId::of::<<K::Parent as Model>::Table>());
            if !touching.skips(step.model) {
                conn.execute(Touch::new(step, Routes::Rows, parent)).await?;
            }
            // The related rows are among these.
            let steps = steps::<DB, K::Parent>();
            touch_along(conn, steps, parent, touching).await?;
            return Ok(());
        }
        self.touch_rows::<K, C, Mode>(key, conn, touching).await
    }

    /// Touches the rows that are attached now, before some of them are detached.
    pub(crate) async fn touch_rows<K, C, Mode>(
        &self,
        key: K::Key,
        conn: &mut C,
        touching: &Touching,
    ) -> QueryResult<()>
    where
        K: ManyToMany<LocalColumn: KeyColumn<<K as RelationDef>::Key>>,
        C: Driver<Mode, DB = DB> + Execute<Mode, Touch<DB, LocalIs<K>>>,
    {
        let rows = self.rows.as_ref();
        if let Some(step) = rows.filter(|step| !touching.skips(step.model)) {
            let parent = Arc::new(K::LocalColumn::is(Some(key)));
            let rows = (&parent, TypeId::of::<<K::Parent as Model>::Table>());
            let path = Routes::Listed(vec![vec![Edge::new(Arc::clone(step), true)]]);
            conn.execute(Touch::new(step, path, rows)).await?;
        }
        Ok(())
    }
}
