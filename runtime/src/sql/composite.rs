//! Keys of several columns.

use std::any::TypeId;

use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};

use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyBinds;
use crate::sql::key_columns::{ColumnsSql, IsNullable, KeyColumns, KeyMatches};
use crate::sql::key_list::{KeyList, ListBinds};
use crate::sql::literals::AsLiterals;
use crate::sql::local::{FromTable, LocalTo};
use crate::sql::values::KeyValues;

/// A key of several columns, `(tenant_id, id)`: two to four of them, as a tuple.
///
/// A row without a value in one of them has no key: it matches nothing.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Composite<Columns>(Columns);

impl<T: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Composite<T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

#[diagnostic::do_not_recommend]
impl<T: AppearsOnTable<QS>, QS: ?Sized> LocalTo<QS> for Composite<T> {}
#[diagnostic::do_not_recommend]
impl<T: SelectableExpression<QS>, QS: ?Sized> FromTable<QS> for Composite<T> {}

/// The part that is written for each number of columns: it hands what is asked of one column to that column.
macro_rules! composite {
    ($($C:ident $L:ident $K:ident $n:tt),+) => {
        #[diagnostic::do_not_recommend]
        impl<$($C: KeyMatches<$L>, $L),+> KeyMatches<Composite<($($L,)+)>> for Composite<($($C,)+)> {}

        impl<$($C: KeyColumns),+> KeyColumns for Composite<($($C,)+)> {
            type Table = C1::Table;
            type IsNull = composite!(@is_null $($C)+);
            const NAMES: &'static [&'static str] = &[$($C::NAMES[0]),+];
            const NULLABLE: &'static [bool] = &[$($C::NULLABLE[0]),+];
            fn sql_type(number: usize) -> TypeId {
                [$($C::sql_type(0)),+][number]
            }
        }

        impl<$($C: ColumnsSql<DB>),+, DB: Backend> ColumnsSql<DB> for Composite<($($C,)+)> {
            fn column(&self, number: usize) -> &dyn QueryFragment<DB> {
                [$(self.0.$n.column(0)),+][number]
            }
        }

        impl<$($C: KeyBinds<$K, DB>, $K),+, DB: Backend> KeyBinds<($($K,)+), DB> for Composite<($($C,)+)> {
            fn bind<'b>(
                key: Option<&'b ($($K,)+)>,
                number: usize,
                out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                match number {
                    $($n => $C::bind(key.map(|key| &key.$n), 0, out),)+
                    _ => Ok(()),
                }
            }
            fn as_literal(
                key: &($($K,)+),
                number: usize,
                backend: &DB,
            ) -> QueryResult<Option<String>> {
                match number {
                    $($n => $C::as_literal(&key.$n, 0, backend),)+
                    _ => Ok(None),
                }
            }
        }

        impl<$($C: KeyColumn<$K> + Expression, $K),+> KeyColumn<($($K,)+)> for Composite<($($C,)+)>
        where
            ($($C,)+): Expression + Default,
            ($($C::Nullable,)+): Expression,
        {
            type Columns = ($($C,)+);
            type Nullable = ($($C::Nullable,)+);
            type Raw = ($($C::Raw,)+);
            type Keys = ($($C::Keys,)+);
            type In = KeyList<Self, Self::Keys>;
            fn nullable() -> Self::Nullable {
                ($($C::nullable(),)+)
            }
            fn key(raw: Self::Raw) -> Option<($($K,)+)> {
                Some(($($C::key(raw.$n)?,)+))
            }
            fn keys(keys: Vec<($($K,)+)>) -> Self::Keys {
                let mut columns = ($(Vec::<$K>::with_capacity(keys.len()),)+);
                for key in keys {
                    $(columns.$n.push(key.$n);)+
                }
                ($($C::keys(columns.$n),)+)
            }
            fn is_in(keys: Vec<($($K,)+)>) -> Self::In {
                Self::is_among(keys)
            }
        }

        impl<$($C, $K: ListBinds<$C, DB>),+, DB: Backend> ListBinds<Composite<($($C,)+)>, DB> for ($($K,)+)
        where
            Self: AsLiterals<DB>,
        {
            fn bind<'b>(
                &'b self,
                key: usize,
                number: usize,
                out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                match number {
                    $($n => self.$n.bind(key, 0, out),)+
                    _ => Ok(()),
                }
            }
            fn column(&self, number: usize) -> &dyn AsLiterals<DB> {
                [$(self.$n.column(0)),+][number]
            }
        }

        impl<$($C: KeyValues<$K>, $K),+> KeyValues<($($K,)+)> for Composite<($($C,)+)> {
            type Values = ($($C::Values,)+);
            fn values(key: ($($K,)+)) -> Self::Values {
                ($($C::values(key.$n),)+)
            }
        }
    };
    (@is_null $C:ident) => { $C::IsNull };
    (@is_null $C:ident $($rest:ident)+) => { <$C::IsNull as IsNullable>::Or<composite!(@is_null $($rest)+)> };
}
composite!(C1 L1 K1 0, C2 L2 K2 1);
composite!(C1 L1 K1 0, C2 L2 K2 1, C3 L3 K3 2);
composite!(C1 L1 K1 0, C2 L2 K2 1, C3 L3 K3 2, C4 L4 K4 3);
