//! Keys of several columns.

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
#[cfg(feature = "postgres")]
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
#[cfg(feature = "postgres")]
use diesel::sql_types::Array;
use diesel::sql_types::{Bool, HasSqlType, IntoNullable, Nullable, OneIsNullable, SqlType};

use crate::dialect::dialect::{Dialect, facts};
#[cfg(feature = "postgres")]
use crate::dialect::list_form::RowValues;
use crate::dialect::list_form::{ListForm, ListOf, SelectedRowValues, Tuples};
use crate::sql::after::Follows;
use crate::sql::condition::OnTable;
use crate::sql::key::OwnTable;
use crate::sql::key::{ColumnVisitor, EachColumn, KeyColumn, KeyMatches, NullableSql};
use crate::sql::key_binds::{Compared, KeyBinds};
use crate::sql::key_list::{AllBound, KeyTable, walk_listed, walk_values};
use crate::sql::literals::Literals;
use crate::sql::local::{ComparedWith, FromTable, LocalTo};
#[cfg(feature = "postgres")]
use crate::sql::padded::{Bound, is_padded};
use crate::sql::values::KeyValues;

/// A key of several columns, `(tenant_id, id)`: two to four of them, as a tuple.
///
/// A row without a value in one of them has no key: it matches nothing.
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct Composite<Columns>(pub(crate) Columns);

impl<T> OnTable for Composite<T> {}

impl<T: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Composite<T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

/// Whether a key of these columns can be NULL: whether one of them can.
pub trait KeyNullability {
    /// `is_nullable::NotNull` or `is_nullable::IsNullable`.
    type IsNull;
}

impl<C> KeyNullability for C
where
    C: Expression<SqlType: SqlType>,
{
    type IsNull = <C::SqlType as SqlType>::IsNull;
}

/// `a = ? AND b = ?`
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Each<Parts>(Parts);

/// `(a, b) IN (..)`. The keys are held column by column, as PostgreSQL takes them.
#[derive(Debug, Clone)]
pub struct CompositeIn<Columns, Keys> {
    columns: Columns,
    keys: Keys,
    count: usize,
    literals: Literals,
}

impl<C, K> QueryId for CompositeIn<C, K> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, K, DB> QueryFragment<DB> for CompositeIn<C, K>
where
    DB: Dialect + ListForm,
    Self: ListOf<DB, <DB as ListForm>::RowLists>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let literals = self.literals.of(self.count, &AllBound(self));
        self.walk_list(literals, out)
    }
}

/// A part of a key, without blanks at its end where the column is a `CHAR(n)`.
#[cfg(feature = "postgres")]
fn padded_key(number: usize, is_padded: bool) -> String {
    match is_padded {
        true => format!("rtrim(relations__{number}, relations__blank_{number}.blank)"),
        false => format!("relations__{number}"),
    }
}

macro_rules! composite {
    ($width:literal: $($C:ident $L:ident $K:ident $n:tt),+) => {
        #[diagnostic::do_not_recommend]
        impl<$($C: KeyMatches<$L>, $L),+> KeyMatches<Composite<($($L,)+)>> for Composite<($($C,)+)> {}

        impl<$($C: KeyColumn<$K> + Expression, $K),+> KeyColumn<($($K,)+)> for Composite<($($C,)+)>
        where
            ($($C,)+): Expression + Default,
            ($($C::Nullable,)+): Expression,
        {
            const WIDTH: usize = $width;
            type Columns = ($($C,)+);
            type Nullable = ($($C::Nullable,)+);
            type Raw = ($($C::Raw,)+);
            type Is = Each<($($C::Is,)+)>;
            type In = CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)>;
            type Among = Self::In;
            fn nullable() -> Self::Nullable {
                ($($C::nullable(),)+)
            }
            fn key(raw: Self::Raw) -> Option<($($K,)+)> {
                Some(($($C::key(raw.$n)?,)+))
            }
            fn is(key: Option<($($K,)+)>) -> Self::Is {
                match key {
                    Some(key) => Each(($($C::is(Some(key.$n)),)+)),
                    None => Each(($($C::is(None),)+)),
                }
            }
            fn is_in(keys: Vec<($($K,)+)>) -> Self::In {
                let count = keys.len();
                let mut columns: ($(Vec<Option<$K>>,)+) = ($(Vec::<Option<$K>>::with_capacity(count),)+);
                for key in keys {
                    $(columns.$n.push(Some(key.$n));)+
                }
                CompositeIn {
                    columns: Default::default(),
                    keys: columns,
                    count,
                    literals: Literals::new(true),
                }
            }
            fn is_among(keys: Vec<($($K,)+)>) -> Self::In {
                Self::is_in(keys)
            }
            fn is_text() -> bool {
                $($C::is_text())||+
            }
            fn name() -> String {
                [$($C::name()),+].join(", ")
            }
        }

        composite!(@nullability [$($C),+]);
        composite!(@table $($C),+);

        impl<$($C: EachColumn<DB>),+, DB: Backend> EachColumn<DB> for Composite<($($C,)+)> {
            fn each_column<'b>(&'b self, each: ColumnVisitor<'_, 'b, DB>) -> QueryResult<()> {
                $(self.0.$n.each_column(each)?;)+
                Ok(())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($C: LocalTo<QS>),+, QS: ?Sized> LocalTo<QS> for Composite<($($C,)+)> {}
        #[diagnostic::do_not_recommend]
        impl<$($C: FromTable<QS>),+, QS: ?Sized> FromTable<QS> for Composite<($($C,)+)> {}

        impl<$($C: ComparedWith<$L, DB>, $L),+, DB: Backend> ComparedWith<Composite<($($L,)+)>, DB>
            for Composite<($($C,)+)>
        {
            fn walk_equal<'b>(
                &'b self,
                local: &'b Composite<($($L,)+)>,
                derived: bool,
                mut out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(" AND ");
                    }
                    self.0.$n.walk_equal(&local.0.$n, derived, out.reborrow())?;
                )+
                Ok(())
            }
        }

        impl<$($C: KeyBinds<$K, DB> + Compared<$K, DB>, $K),+, DB: Dialect> Follows<($($K,)+), DB>
            for Composite<($($C,)+)>
        where
            ($($C,)+): QueryFragment<DB>,
        {
            fn walk_after<'b>(&'b self, key: &'b ($($K,)+), mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                if facts(&out)?.index_compares_rows {
                    out.push_sql("(");
                    self.0.walk_ast(out.reborrow())?;
                    out.push_sql(") > (");
                    <Self as KeyBinds<_, DB>>::walk_key(key, out.reborrow())?;
                    out.push_sql(")");
                    return Ok(());
                }
                $(
                    if $n + 1 < $width {
                        out.push_sql("(");
                        self.0.$n.walk_compared(" > ", &key.$n, out.reborrow())?;
                        out.push_sql(" OR (");
                        self.0.$n.walk_compared(" = ", &key.$n, out.reborrow())?;
                        out.push_sql(" AND ");
                    } else {
                        self.0.$n.walk_compared(" > ", &key.$n, out.reborrow())?;
                    }
                )+
                out.push_sql(&"))".repeat($width - 1));
                Ok(())
            }
        }

        impl<$($C: KeyBinds<$K, DB>, $K),+, DB: Backend> KeyBinds<($($K,)+), DB> for Composite<($($C,)+)> {
            fn walk_key<'b>(key: &'b ($($K,)+), mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(", ");
                    }
                    $C::walk_key(&key.$n, out.reborrow())?;
                )+
                Ok(())
            }
            fn walk_key_without<'b>(
                names: &[&str],
                key: &'b ($($K,)+),
                mut out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                $($C::walk_key_without(names, &key.$n, out.reborrow())?;)+
                Ok(())
            }
            fn walk_key_is<'b>(&'b self, key: &'b ($($K,)+), mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(" AND ");
                    }
                    self.0.$n.walk_key_is(&key.$n, out.reborrow())?;
                )+
                Ok(())
            }
        }

        impl<$($C: KeyBinds<$K, DB>, $K),+, DB: Backend, Lists> KeyTable<($($K,)+), DB, Lists>
            for Composite<($($C,)+)>
        {
            fn walk_table<'b>(
                keys: &'b [($($K,)+)],
                out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                walk_values::<Self, _, DB>(keys, out)
            }
        }

        impl<$($C: KeyValues<$K>, $K),+> KeyValues<($($K,)+)> for Composite<($($C,)+)> {
            type Values = ($($C::Values,)+);
            fn values(key: ($($K,)+)) -> Self::Values {
                ($($C::values(key.$n),)+)
            }
            fn is_not_null(column: &str) -> bool {
                $($C::is_not_null(column))||+
            }
        }

        impl<$($C: Expression),+> Expression for Each<($($C,)+)> {
            type SqlType = Nullable<Bool>;
        }
        impl<$($C: AppearsOnTable<QS>),+, QS: ?Sized> AppearsOnTable<QS> for Each<($($C,)+)> {}
        impl<$($C: SelectableExpression<QS>),+, QS: ?Sized> SelectableExpression<QS> for Each<($($C,)+)> {}
        impl<$($C),+, GB> ValidGrouping<GB> for Each<($($C,)+)> {
            type IsAggregate = is_aggregate::No;
        }
        impl<$($C: QueryFragment<DB>),+, DB: Backend> QueryFragment<DB> for Each<($($C,)+)> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    if $n > 0 {
                        out.push_sql(" AND ");
                    }
                    self.0.$n.walk_ast(out.reborrow())?;
                )+
                Ok(())
            }
        }

        impl<$($C: Expression, $K),+> Expression for CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)> {
            type SqlType = Nullable<Bool>;
        }
        impl<$($C: AppearsOnTable<QS>, $K),+, QS: ?Sized> AppearsOnTable<QS>
            for CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)>
        {
        }
        impl<$($C, $K),+, GB> ValidGrouping<GB> for CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)> {
            type IsAggregate = is_aggregate::No;
        }

        #[cfg(feature = "postgres")]
        impl<$($C, $K),+> ListOf<Pg, RowValues> for CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)>
        where
            $($C: Expression<SqlType: IntoNullable<Nullable: SqlType>> + QueryFragment<Pg>,)+
            $(Pg: HasSqlType<Array<NullableSql<$C>>>,)+
            $(Vec<Option<$K>>: ToSql<Array<NullableSql<$C>>, Pg>,)+
        {
            fn walk_list<'b>(
                &'b self,
                literals: Option<&[String]>,
                mut out: AstPass<'_, 'b, Pg>,
            ) -> QueryResult<()> {
                if literals.is_some() {
                    return self.walk_padded(out);
                }
                out.push_sql("(");
                self.columns.walk_ast(out.reborrow())?;
                out.push_sql(") IN (SELECT * FROM unnest(");
                $(
                    if $n > 0 {
                        out.push_sql(", ");
                    }
                    out.push_bind_param::<Array<NullableSql<$C>>, _>(&self.keys.$n)?;
                )+
                out.push_sql("))");
                Ok(())
            }
        }

        #[cfg(feature = "postgres")]
        impl<$($C, $K),+> CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)>
        where
            $($C: Expression<SqlType: IntoNullable<Nullable: SqlType>> + QueryFragment<Pg>,)+
            $(Pg: HasSqlType<Array<NullableSql<$C>>>,)+
            $(Vec<Option<$K>>: ToSql<Array<NullableSql<$C>>, Pg>,)+
        {
            /// The same where keys have blanks at their end, which do not count in a `CHAR(n)`:
            /// `(a, b, pg_typeof(b) = 'bpchar'::regtype) IN (SELECT a, rtrim(b, ..), TRUE .. UNION ALL ..)`.
            fn walk_padded<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                let padded = [$(is_padded::<Pg>(&Bound::<Array<NullableSql<$C>>, _>::new(&self.keys.$n))),+];
                out.push_sql("(");
                self.columns.walk_ast(out.reborrow())?;
                $(
                    if padded[$n] {
                        out.push_sql(", pg_typeof(");
                        self.columns.$n.walk_ast(out.reborrow())?;
                        out.push_sql(") = 'bpchar'::regtype");
                    }
                )+
                out.push_sql(") IN (SELECT ");
                out.push_sql(&[$(padded_key($n, padded[$n])),+].join(", "));
                for number in (0..$width).filter(|&number| padded[number]) {
                    out.push_sql(&format!(", relations__blank_{number}.blank <> ''"));
                }
                out.push_sql(" FROM unnest(");
                $(
                    if $n > 0 {
                        out.push_sql(", ");
                    }
                    out.push_bind_param::<Array<NullableSql<$C>>, _>(&self.keys.$n)?;
                )+
                out.push_sql(") AS relations__keys (");
                out.push_sql(&[$(format!("relations__{}", $n)),+].join(", "));
                out.push_sql(")");
                for number in (0..$width).filter(|&number| padded[number]) {
                    out.push_sql(&format!(", (VALUES (''), (' ')) AS relations__blank_{number} (blank)"));
                }
                out.push_sql(")");
                Ok(())
            }
        }

        composite!(@list SelectedRowValues, "(SELECT * FROM (VALUES ", "))": $($C $K $n),+);
        composite!(@list Tuples, "(", ")": $($C $K $n),+);
    };
    (@list $List:ident, $open:literal, $close:literal: $($C:ident $K:ident $n:tt),+) => {
        impl<$($C, $K),+, DB> ListOf<DB, $List> for CompositeIn<($($C,)+), ($(Vec<Option<$K>>,)+)>
        where
            DB: Backend,
            $(DB: HasSqlType<NullableSql<$C>>,)+
            $($C: Expression<SqlType: IntoNullable> + QueryFragment<DB>,)+
            $(Option<$K>: ToSql<NullableSql<$C>, DB>,)+
        {
            fn walk_list<'b>(
                &'b self,
                literals: Option<&[String]>,
                mut out: AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                if self.count == 0 {
                    out.push_sql("1 = 0");
                    return Ok(());
                }
                out.unsafe_to_cache_prepared();
                let mut literals = literals.unwrap_or_default().iter();
                out.push_sql("(");
                self.columns.walk_ast(out.reborrow())?;
                out.push_sql(concat!(") IN ", $open));
                for number in 0..self.count {
                    out.push_sql(if number == 0 { "(" } else { ", (" });
                    $(
                        if $n > 0 {
                            out.push_sql(", ");
                        }
                        if let Some(key) = self.keys.$n.get(number) {
                            walk_listed::<NullableSql<$C>, _, DB>(key, literals.next(), out.reborrow())?;
                        }
                    )+
                    out.push_sql(")");
                }
                out.push_sql($close);
                Ok(())
            }
        }
    };
    (@table $A:ident, $($B:ident),+) => {
        impl<$A: OwnTable, $($B),+> OwnTable for Composite<($A, $($B),+)> {
            type Table = $A::Table;
        }
    };
    (@nullability [$A:ident, $B:ident]) => {
        impl<$A: KeyNullability<IsNull: OneIsNullable<$B::IsNull>>, $B: KeyNullability> KeyNullability
            for Composite<($A, $B)>
        {
            type IsNull = <$A::IsNull as OneIsNullable<$B::IsNull>>::Out;
        }
    };
    (@nullability [$A:ident, $($B:ident),+]) => {
        impl<$A: KeyNullability, $($B),+> KeyNullability for Composite<($A, $($B),+)>
        where
            Composite<($($B,)+)>: KeyNullability,
            $A::IsNull: OneIsNullable<<Composite<($($B,)+)> as KeyNullability>::IsNull>,
        {
            type IsNull = <$A::IsNull as OneIsNullable<<Composite<($($B,)+)> as KeyNullability>::IsNull>>::Out;
        }
    };
}
composite!(2: C1 L1 K1 0, C2 L2 K2 1);
composite!(3: C1 L1 K1 0, C2 L2 K2 1, C3 L3 K3 2);
composite!(4: C1 L1 K1 0, C2 L2 K2 1, C3 L3 K3 2, C4 L4 K4 3);
