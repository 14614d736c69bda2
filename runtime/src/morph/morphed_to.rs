//! Conditions on the owner: which type and id, and whether there is one.

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

use crate::declare::model::LoadedRow;
use crate::declare::morph_to::MorphTo;
use crate::declare::relation_def::Keyed;
use crate::morph::of_type::OwnerIs;
use crate::morph::to::{CanOwn, IdOf};
use crate::relation::expressions::ExistsOf;
use crate::relation::relation::Relation;
use crate::relation::subquery::{ColumnsOf, RowsWhere, Same};
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;

/// Owners of the relation `D`: one, or several of one model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an owner of `{D}`",
    label = "not an owner, nor a list of owners",
    note = "pass a reference to one of the models that `#[morph_to(..)]` lists, or to a `Vec`, slice or array of it",
    note = "where its key is of another type than the id field, as a newtype is, the type of the field needs `From` it"
)]
pub trait MorphedTo<D> {
    /// `commentable_type = 'Post' AND commentable_id = ?`
    type Condition;
    /// The condition.
    fn condition(self) -> Self::Condition;
}

type Is<D> = KeyIs<<D as MorphTo>::IdColumn, IdOf<D>>;
type In<D> = <<D as MorphTo>::IdColumn as KeyColumn<IdOf<D>>>::In;
type TypeIs<D, T> = OwnerIs<<D as MorphTo>::TypeColumn, <T as LoadedRow>::Model>;

#[diagnostic::do_not_recommend]
impl<D, T> MorphedTo<D> for &T
where
    T: LoadedRow,
    D: CanOwn<T> + MorphTo<IdColumn: KeyColumn<IdOf<D>>>,
{
    type Condition = TypeAndId<TypeIs<D, T>, D::IdColumn, Is<D>>;
    fn condition(self) -> Self::Condition {
        let id = D::id(self);
        TypeAndId {
            is_type: OwnerIs::default(),
            column: D::IdColumn::default(),
            names_one: id.is_some(),
            id: <D::IdColumn as KeyColumn<_>>::is(id),
        }
    }
}

macro_rules! lists {
    ($($list:ty $(, $N:ident)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<D, T $(, const $N: usize)?> MorphedTo<D> for &$list
        where
            T: LoadedRow,
            D: CanOwn<T> + MorphTo<IdColumn: KeyColumn<IdOf<D>>>,
        {
            type Condition = TypeAndId<TypeIs<D, T>, D::IdColumn, In<D>>;
            fn condition(self) -> Self::Condition {
                let ids: Vec<_> = self.iter().filter_map(D::id).collect();
                TypeAndId {
                    is_type: OwnerIs::default(),
                    column: D::IdColumn::default(),
                    names_one: !ids.is_empty(),
                    id: <D::IdColumn as KeyColumn<_>>::is_in(ids),
                }
            }
        }
    )*};
}
lists! {
    Vec<T>;
    [T];
    [T; N], N;
}

/// `commentable_type = 'Post' AND commentable_id = ?`, true or false, never NULL.
#[derive(Debug, Clone, Copy)]
pub struct TypeAndId<Type, C, Id> {
    is_type: Type,
    column: C,
    /// True where one of the owners has a key.
    names_one: bool,
    id: Id,
}

impl<Type, C, Id> QueryId for TypeAndId<Type, C, Id> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// The opposite, where NULL is not the owner, either: `(..) IS NOT TRUE`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct IsNotTrue<E>(pub(crate) E);

impl<E> IsNotTrue<E> {
    /// The condition is not true.
    pub fn new(condition: E) -> Self {
        IsNotTrue(condition)
    }
}

/// `a OR b OR ..`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct AnyOf<E>(E);

impl<Type, C, Id, DB> QueryFragment<DB> for TypeAndId<Type, C, Id>
where
    DB: Backend,
    Type: QueryFragment<DB>,
    C: QueryFragment<DB>,
    Id: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !self.names_one {
            out.push_sql("1 = 0");
            return Ok(());
        }
        out.push_sql("(");
        self.is_type.walk_ast(out.reborrow())?;
        out.push_sql(" AND ");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IS NOT NULL AND ");
        self.id.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<E: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for IsNotTrue<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(" IS NOT TRUE)");
        Ok(())
    }
}

/// An expression of others.
macro_rules! condition {
    ($name:ident<$($E:ident),+>: $sql_type:ty) => {
        impl<$($E: Expression),+> Expression for $name<$($E),+> {
            type SqlType = $sql_type;
        }
        impl<$($E: AppearsOnTable<QS>),+, QS: ?Sized> AppearsOnTable<QS> for $name<$($E),+> {}
        impl<$($E: SelectableExpression<QS>),+, QS: ?Sized> SelectableExpression<QS> for $name<$($E),+> {}
        impl<$($E),+, GB> ValidGrouping<GB> for $name<$($E),+> {
            type IsAggregate = is_aggregate::No;
        }
    };
}
condition!(TypeAndId<A, B, C>: Bool);
condition!(IsNotTrue<E>: Bool);

/// The relations to the owners of each model, as one condition: whether there is an owner.
pub trait AnyArm {
    /// True where there is one.
    type Exists;
    /// True where there is one.
    fn any(self) -> Self::Exists;
}

macro_rules! arms {
    ($($K:ident $Q:ident $L:ident $S:ident $n:tt),+) => {
        impl<$($K: Keyed, $Q: RowsWhere<$K, Same<$K>, ColumnsOf<$K>>, $L, $S),+> AnyArm
            for ($(Relation<$K, $Q, $L, $S>,)+)
        {
            type Exists = AnyOf<($(ExistsOf<$K, $Q>,)+)>;
            fn any(self) -> Self::Exists {
                AnyOf(($(self.$n.exists(),)+))
            }
        }

        impl<$($K: QueryFragment<DB>),+, DB: Backend> QueryFragment<DB> for AnyOf<($($K,)+)> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    out.push_sql(if $n == 0 { "(" } else { " OR " });
                    self.0.$n.walk_ast(out.reborrow())?;
                )+
                out.push_sql(")");
                Ok(())
            }
        }
        impl<$($K: Expression),+> Expression for AnyOf<($($K,)+)> {
            type SqlType = Bool;
        }
        impl<$($K: AppearsOnTable<QS>),+, QS: ?Sized> AppearsOnTable<QS> for AnyOf<($($K,)+)> {}
        impl<$($K: SelectableExpression<QS>),+, QS: ?Sized> SelectableExpression<QS> for AnyOf<($($K,)+)> {}
        impl<$($K),+, GB> ValidGrouping<GB> for AnyOf<($($K,)+)> {
            type IsAggregate = is_aggregate::No;
        }
    };
}
arms!(K1 Q1 L1 S1 0);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5);
arms!(K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6);
arms!(
    K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6, K8 Q8 L8 S8 7
);
arms!(
    K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6, K8 Q8 L8 S8 7,
    K9 Q9 L9 S9 8
);
arms!(
    K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6, K8 Q8 L8 S8 7,
    K9 Q9 L9 S9 8, K10 Q10 L10 S10 9
);
arms!(
    K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6, K8 Q8 L8 S8 7,
    K9 Q9 L9 S9 8, K10 Q10 L10 S10 9, K11 Q11 L11 S11 10
);
arms!(
    K1 Q1 L1 S1 0, K2 Q2 L2 S2 1, K3 Q3 L3 S3 2, K4 Q4 L4 S4 3, K5 Q5 L5 S5 4, K6 Q6 L6 S6 5, K7 Q7 L7 S7 6, K8 Q8 L8 S8 7,
    K9 Q9 L9 S9 8, K10 Q10 L10 S10 9, K11 Q11 L11 S11 10, K12 Q12 L12 S12 11
);
