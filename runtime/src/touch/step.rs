//! Owners that are touched: the time of their last change is set where a row that refers to them changes.

use std::any::TypeId;
use std::sync::Arc;

use diesel::query_builder::{AstPass, QueryFragment};
use diesel::{Column, QueryResult};

use crate::declare::many_to_many::ManyToMany;
use crate::declare::model::Model;
use crate::declare::morph_to::{MorphTo, Owns};
use crate::declare::relation_def::{RelatedTable, RelationDef};
use crate::declare::timestamps::Timestamp;
use crate::declare::touched::{Part, PivotStep, Step, Touched};
use crate::dialect::dialect::Dialect;
use crate::sql::exactly::walk_exactly;
use crate::sql::key_columns::KeyColumns;
use crate::sql::morph_id::Form;

/// A part of a statement of any database: the tables and columns of Diesel.
pub trait Name<DB: Dialect>: QueryFragment<DB> + Default + Send + Sync + 'static {}
impl<DB: Dialect, T: QueryFragment<DB> + Default + Send + Sync + 'static> Name<DB> for T {}

pub(crate) fn part<DB: Dialect, T: Name<DB>>() -> Part<DB> {
    Arc::new(T::default())
}

/// The key of an `O`, as the polymorphic relation `D` has it.
type IdOf<D, O> = <<D as Owns<O>>::Form as Form>::Key<<D as Owns<O>>::OwnerKey>;

impl<DB: Dialect, M: Model> Touched<DB, M> {
    /// Touches the owner by the belongs-to relation `K`: sets its column `C`.
    pub fn owner<K, C>() -> Self
    where
        K: RelationDef<Parent = M, KeyColumn: Name<DB> + KeyColumns, LocalColumn: Name<DB>>,
        M::Table: Name<DB>,
        RelatedTable<K>: Name<DB>,
        C: Column<SqlType: Timestamp>,
    {
        Touched {
            has_owner: |row| K::local_key(row).is_some(),
            step: Arc::new(Step {
                width: K::KeyColumn::WIDTH,
                ..Step::to::<M, K::Related, K, K::LocalColumn, K::KeyColumn, C>()
            }),
        }
    }

    /// Touches the owner by the polymorphic relation `D`, where that is an `O`: sets its column `C`.
    pub fn owner_of_type<D, O, C>() -> Self
    where
        D: MorphTo<Parent = M, IdColumn: Name<DB>> + Owns<O> + 'static,
        IdOf<D, O>: Name<DB>,
        M::Table: Name<DB>,
        O: Model<Table: Name<DB>>,
        C: Column<SqlType: Timestamp>,
    {
        Touched {
            has_owner: |row| D::morph_type(row) == Some(O::MORPH_NAME),
            step: Arc::new(Step {
                is_type: Some((D::TYPE, O::MORPH_NAME)),
                ..Step::to::<M, O, (D, O), D::IdColumn, IdOf<D, O>, C>()
            }),
        }
    }

    /// Touches the related rows of the many-to-many relation `K`: sets their column `C`. A polymorphic one has a type column with
    /// the type.
    pub fn related<K, C>(is_type: Option<(&'static str, &'static str)>) -> Self
    where
        K: ManyToMany<Parent = M, KeyColumn: Name<DB>, LocalColumn: Name<DB>>,
        K: ManyToMany<Pivot: Name<DB>, RelatedKey: Name<DB> + KeyColumns, OwnerKey: Name<DB>>,
        M::Table: Name<DB>,
        RelatedTable<K>: Name<DB>,
        C: Column<SqlType: Timestamp>,
    {
        let pivot = PivotStep {
            table: part::<DB, K::Pivot>(),
            key: part::<DB, K::KeyColumn>(),
            related_key: part::<DB, K::RelatedKey>(),
            id: (TypeId::of::<K::Pivot>(), TypeId::of::<K::RelatedKey>()),
        };
        Touched {
            has_owner: |row| K::local_key(row).is_some(),
            step: Arc::new(Step {
                pivot: Some(pivot),
                is_type,
                width: <K::RelatedKey as KeyColumns>::WIDTH,
                ..Step::to::<M, K::Related, K, K::LocalColumn, K::OwnerKey, C>()
            }),
        }
    }
}

impl<DB: Dialect> Step<DB> {
    /// From rows of `M`, whose column `Local` refers to `Key`, to rows of `O`, of which the column `C` is set: the relation `K`.
    fn to<M, O, K, Local, Key, C>() -> Self
    where
        M: Model<Table: Name<DB>>,
        O: Model<Table: Name<DB>>,
        K: 'static,
        Local: Name<DB>,
        Key: Name<DB>,
        C: Column<SqlType: Timestamp>,
    {
        Step {
            relation: TypeId::of::<K>(),
            from_model: TypeId::of::<M>(),
            model: TypeId::of::<O>(),
            from: part::<DB, M::Table>(),
            local: part::<DB, Local>(),
            pivot: None,
            is_type: None,
            table: part::<DB, O::Table>(),
            table_id: TypeId::of::<O::Table>(),
            key: part::<DB, Key>(),
            key_id: TypeId::of::<Key>(),
            width: 1,
            column: C::NAME,
            utc: O::UTC && !<C::SqlType as Timestamp>::HAS_ZONE,
            further: steps::<DB, O>,
        }
    }

    /// `notes.owner_type = 'Post' AND `
    pub(super) fn walk_type<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some((column, name)) = self.is_type else {
            return Ok(());
        };
        let table = self.pivot.as_ref().map_or(&self.from, |pivot| &pivot.table);
        let mut walk_column = |mut out: AstPass<'_, 'b, DB>| {
            table.walk_ast(out.reborrow())?;
            out.push_sql(".");
            out.push_identifier(column)
        };
        walk_column(out.reborrow())?;
        out.push_sql(" = ");
        DB::push_text(name, out.reborrow())?;
        walk_exactly(
            &mut walk_column,
            &mut |out| DB::push_text(name, out),
            out.reborrow(),
        )?;
        out.push_sql(" AND ");
        Ok(())
    }
}

/// The owners that the rows of a model touch.
pub(crate) fn steps<DB: Dialect, M: Model>() -> Vec<Arc<Step<DB>>> {
    let touched = M::touched::<DB>().into_iter();
    touched.map(|touched| touched.step).collect()
}

/// Whose time of change a write sets, beside that of the rows themselves.
#[derive(Debug, Clone, Default)]
pub struct Touching {
    pub(super) none: bool,
    /// True where the rows that change are locked before those that are touched: their own write comes later.
    pub(super) locks: bool,
    pub(super) skipped: Vec<TypeId>,
}

impl Touching {
    /// Of nothing.
    pub(crate) fn nothing() -> Self {
        Touching {
            none: true,
            ..Touching::default()
        }
    }

    /// Touches the owners before rows are deleted: these are locked first, as any other write of them does.
    pub(crate) fn before_deletion(&self) -> Self {
        Touching {
            locks: true,
            ..self.clone()
        }
    }

    /// Not of this model, but of what it touches in turn.
    pub(crate) fn skip<M: Model>(&mut self) {
        self.skipped.push(TypeId::of::<M>());
    }

    /// True where a change of rows of the model `M` touches others.
    pub(crate) fn is_due<M: Model>(&self) -> bool {
        M::TOUCHES && !self.none
    }

    pub(super) fn skips(&self, model: TypeId) -> bool {
        self.skipped.contains(&model)
    }
}

/// Methods of a write that keep it from touching: `without_touching!(RelatedWrite<K: RelationDef, R, L>)`.
macro_rules! without_touching {
    ($name:ident<$K:ident: $bound:path $(, $param:ident)*>) => {
        impl<$K: $bound $(, $param)*> $name<$K $(, $param)*> {
            /// Touches nothing: the relations with `touch` are left alone. The rows themselves keep their `timestamps`. Laravel's
            /// `withoutTouching`.
            pub fn without_touching(mut self) -> Self {
                self.touching = $crate::touch::step::Touching::nothing();
                self
            }

            /// Touches no rows of the model `M`, but what these would have touched. Laravel's `withoutTouchingOn`.
            pub fn without_touching_on<M: $crate::ModelDef>(mut self) -> Self {
                self.touching.skip::<M>();
                self
            }
        }
    };
}
pub(crate) use without_touching;
