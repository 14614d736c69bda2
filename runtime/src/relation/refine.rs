//! The query of a relation: as it was declared, or refined.

use crate::declare::model::Model;
use crate::declare::relation_def::{BaseOf, RelationDef, base_of};
use crate::declare::scope::Scope;
use crate::declare::soft_delete::ScopeOf;
use crate::sql::delegate::Change;
use crate::sql::row_number::{Limit, PerParent};

/// A relation as it was declared: its base query, not built yet, so that the relation can be a constant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unrefined;

/// A relation whose query was refined. Its order `O` stands beside the query, because a limit per parent (`N`) numbers
/// the rows by it.
#[derive(Debug, Clone, Copy)]
pub struct Refined<Q, O = (), N = ()> {
    pub(crate) query: Q,
    pub(crate) order: O,
    pub(crate) limit: N,
    /// True where no condition was added: then the keys of all parents need not be listed.
    pub(crate) whole: bool,
}

/// The query of a relation, refined or not.
pub trait RelationQuery<K> {
    /// The Diesel query.
    type Query;
    /// Its order.
    type Order;
    /// Its limit per parent: [`PerParent`](crate::sql::PerParent), or `()`.
    type Limit: Limit;
    /// The query with its parts.
    fn refined(self) -> Refined<Self::Query, Self::Order, Self::Limit>;
    /// Its limit per parent.
    fn limit(&self) -> Option<PerParent>;
    /// True where it looks at every row of the related table.
    fn is_whole(&self) -> bool;
}

impl<K: RelationDef> RelationQuery<K> for Unrefined {
    type Query = BaseOf<K>;
    type Order = ();
    type Limit = ();
    fn refined(self) -> Refined<BaseOf<K>> {
        Refined {
            query: base_of::<K>(),
            order: (),
            limit: (),
            whole: ScopeOf::<K>::SCANS_TABLE,
        }
    }
    fn limit(&self) -> Option<PerParent> {
        None
    }
    fn is_whole(&self) -> bool {
        ScopeOf::<K>::SCANS_TABLE
    }
}

impl<K, Q, O, N: Limit> RelationQuery<K> for Refined<Q, O, N> {
    type Query = Q;
    type Order = O;
    type Limit = N;
    fn refined(self) -> Self {
        self
    }
    fn limit(&self) -> Option<PerParent> {
        self.limit.limit()
    }
    fn is_whole(&self) -> bool {
        self.whole
    }
}

impl<Q, O, N> Refined<Q, O, N> {
    /// Changes the order.
    pub(crate) fn reordered<New>(self, change: impl FnOnce(O) -> New) -> Refined<Q, New, N> {
        Refined {
            query: self.query,
            order: change(self.order),
            limit: self.limit,
            whole: self.whole,
        }
    }

    /// Applies one of Diesel's methods to the query.
    pub(crate) fn map<New>(
        self,
        change: Change,
        method: impl FnOnce(Q) -> New,
    ) -> Refined<New, O, N> {
        Refined {
            query: method(self.query),
            order: self.order,
            limit: self.limit,
            whole: self.whole && change == Change::Same,
        }
    }
}

/// Diesel's `find` by the related model's primary key: a filter, so that it works on joined tables, too.
macro_rules! find {
    ($ty:ident <K: $K:ident $(, $param:ident)*>) => {
        impl<K: $K $(, $param)*, PK> diesel::query_dsl::methods::FindDsl<PK> for $ty<K $(, $param)*>
        where
            $crate::relation::refine::PrimaryKeyOf<K>: diesel::expression_methods::EqAll<PK>,
            Self: diesel::query_dsl::methods::FilterDsl<$crate::relation::refine::KeyEqual<K, PK>>,
        {
            type Output = diesel::dsl::Filter<Self, $crate::relation::refine::KeyEqual<K, PK>>;
            fn find(self, id: PK) -> Self::Output {
                let table = <<K::Related as $crate::ModelDef>::Table>::default();
                let key = diesel::Table::primary_key(&table);
                let condition = diesel::expression_methods::EqAll::eq_all(key, id);
                diesel::query_dsl::methods::FilterDsl::filter(self, condition)
            }
        }
    };
}
pub(crate) use find;

/// The primary key of a relation's rows.
pub(crate) type PrimaryKeyOf<K> =
    <<<K as RelationDef>::Related as Model>::Table as diesel::Table>::PrimaryKey;
/// `id = ?`
pub(crate) type KeyEqual<K, PK> =
    <PrimaryKeyOf<K> as diesel::expression_methods::EqAll<PK>>::Output;

/// Queries of a relation as it was declared: what is written is not a selection of it.
#[diagnostic::on_unimplemented(
    message = "a relation is written as it was declared, without conditions of the place of use",
    label = "this relation was refined",
    note = "write `user.roles().sync(..)`; a condition that always holds is declared: `filter = ..`"
)]
pub trait AsDeclared {}

impl AsDeclared for Unrefined {}
