//! Counts and other values of rows that are loaded already.

use std::future::Future;

use diesel::QueryResult;
use diesel::dsl;
use diesel::expression::Expression;
use diesel::query_dsl::methods::{FilterDsl, SelectDsl};
use diesel::result::Error::DeserializationError;

use crate::declare::model::LoadedRow;
use crate::declare::model::Model;
use crate::declare::relation_def::{DeclaredOn, Keyed};
use crate::driver::connection::{Driver, Fetch, Shared};
use crate::error::row::MissingRow;
use crate::load::compare_keys::{Compared, equal_keys};
use crate::load::equal_keys::EqualPrimaryKeys;
use crate::load::key_index::Index;
use crate::load::key_parts::parts;
use crate::relation::checked::{Fails, Never};
use crate::relation::expressions::CountOf;
use crate::relation::relation::Relation;
use crate::relation::select::{CountProperty, Property, Selected};
use crate::relation::subquery::{ColumnsOf, RowsWhere};
use crate::sql::condition::True;
use crate::sql::has_key::HasKey;
use crate::sql::key::KeyColumn;
use crate::sql::key_binds::KeyIs;
use crate::sql::key_columns::KeyColumns;
use crate::sql::key_filter::KeyFilter;

/// Values beside a row, as expressions of one statement: one, or a tuple of them.
pub trait Properties {
    /// The row with the values.
    type With<Inner>;
    /// The expressions.
    type Expression;
    /// The value that Diesel decodes.
    type Value: Clone;
    /// The names of the fields.
    const NAMES: &'static [&'static str];
    /// The expressions.
    fn expression(self) -> Self::Expression;
    /// Puts the values beside the row.
    fn wrap<Inner>(inner: Inner, value: Self::Value) -> Self::With<Inner>;
}

impl<P: Property<Value: Clone>, E> Properties for Selected<P, E> {
    type With<Inner> = P::With<Inner>;
    type Expression = E;
    type Value = P::Value;
    const NAMES: &'static [&'static str] = &[P::NAME];
    fn expression(self) -> E {
        self.into_expression()
    }
    fn wrap<Inner>(inner: Inner, value: P::Value) -> P::With<Inner> {
        P::wrap(inner, value)
    }
}

/// Relations of the model `M` that are counted: one, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`load_count` needs a relation of `{M}`, not `{Self}`",
    label = "not a relation of `{M}`",
    note = "pass a relation such as `{M}::NAME`, or a tuple of them"
)]
pub trait Counts<M, N> {
    /// The counts.
    fn counts(self) -> N;
}

#[diagnostic::do_not_recommend]
impl<M, K, Q, L, S> Counts<M, Selected<CountProperty<K>, CountOf<K, Q>>> for Relation<K, Q, L, S>
where
    K: Keyed + DeclaredOn<M>,
    Q: RowsWhere<K, True, ColumnsOf<K>>,
{
    fn counts(self) -> Selected<CountProperty<K>, CountOf<K, Q>> {
        Selected::new(self.count())
    }
}

#[diagnostic::do_not_recommend]
impl<M, R: Never> Counts<M, Fails> for R {
    fn counts(self) -> Fails {
        Fails
    }
}

macro_rules! tuple {
    (@nest $Inner:ty;) => { $Inner };
    (@nest $Inner:ty; $T:ident $($rest:ident)*) => { tuple!(@nest $T::With<$Inner>; $($rest)*) };
    ($($T:ident $N:ident $n:tt),+) => {
        impl<$($T: Properties),+> Properties for ($($T,)+) {
            type With<Inner> = tuple!(@nest Inner; $($T)+);
            type Expression = ($($T::Expression,)+);
            type Value = ($($T::Value,)+);
            const NAMES: &'static [&'static str] = &[$($T::NAMES[0]),+];
            fn expression(self) -> Self::Expression {
                ($(self.$n.expression(),)+)
            }
            fn wrap<Inner>(inner: Inner, value: Self::Value) -> Self::With<Inner> {
                $(let inner = $T::wrap(inner, value.$n);)+
                inner
            }
        }

        #[diagnostic::do_not_recommend]
        impl<M, $($T: Counts<M, $N>, $N),+> Counts<M, ($($N,)+)> for ($($T,)+) {
            fn counts(self) -> ($($N,)+) {
                ($(self.$n.counts(),)+)
            }
        }
    };
}
tuple!(A NA 0, B NB 1);
tuple!(A NA 0, B NB 1, C NC 2);
tuple!(A NA 0, B NB 1, C NC 2, D ND 3);

type Key<M> = <M as HasKey<<M as Model>::PrimaryKey>>::Key;
type PrimaryKey<M> = <M as Model>::PrimaryKey;
type NullableKey<M> = <PrimaryKey<M> as KeyColumn<Key<M>>>::Nullable;
type RawKey<M> = <PrimaryKey<M> as KeyColumn<Key<M>>>::Raw;
type KeysIn<M> = KeyFilter<
    PrimaryKey<M>,
    KeyIs<PrimaryKey<M>, Key<M>>,
    <PrimaryKey<M> as KeyColumn<Key<M>>>::In,
>;

/// Loads values of the rows of `M`, by primary key: the capability of a connection `C`.
#[diagnostic::on_unimplemented(
    message = "these values of `{M}` cannot be loaded",
    label = "not values of `{M}`",
    note = "they are expressions over the table of `{M}`, whose struct has the field of its primary key"
)]
pub trait LoadProperties<Mode, C, M>: Properties {
    /// Sends `SELECT primary_key, values FROM table WHERE primary_key IN (keys)`; one value for each row.
    fn load_properties<P: LoadedRow<Model = M>>(
        self,
        rows: &[P],
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Self::Value>>>;
}

#[diagnostic::do_not_recommend]
impl<Mode, C, M, V> LoadProperties<Mode, C, M> for V
where
    V: Properties,
    C: Driver<Mode>,
    M: Model + HasKey<M::PrimaryKey, Key: Eq + std::hash::Hash + Clone + std::fmt::Debug>,
    M::PrimaryKey: KeyColumn<Key<M>>,
    M::Table: FilterDsl<KeysIn<M>>,
    (NullableKey<M>, V::Expression): Expression,
    dsl::Filter<M::Table, KeysIn<M>>: SelectDsl<(NullableKey<M>, V::Expression)>,
    C: Fetch<
            Mode,
            Shared<dsl::Select<dsl::Filter<M::Table, KeysIn<M>>, (NullableKey<M>, V::Expression)>>,
            (RawKey<M>, V::Value),
        >,
    M::PrimaryKey: KeyColumns,
    C: Fetch<Mode, EqualPrimaryKeys<M>, (i32, i32)>,
{
    async fn load_properties<P: LoadedRow<Model = M>>(
        self,
        rows: &[P],
        conn: &mut C,
    ) -> QueryResult<Vec<V::Value>> {
        let index = Index::new(rows.iter().map(|row| P::model(row).key()), true);
        let mut values: Vec<Option<V::Value>> = vec![None; index.slots()];
        let mut strangers = Vec::new();
        if !index.keys().is_empty() {
            let parts = parts::<M::PrimaryKey, Key<M>, _, _>(index.keys(), M::PrimaryKey::is_in);
            let statements = parts.len();
            let (filter, shown) = KeyFilter::new(parts);
            let query = FilterDsl::filter(M::Table::default(), filter);
            let query = SelectDsl::select(query, (M::PrimaryKey::nullable(), self.expression()));
            let query = Shared::new(query);
            for part in 0..statements {
                shown.store(part, std::sync::atomic::Ordering::Relaxed);
                conn.fetch(query.clone(), |(key, value): (RawKey<M>, V::Value)| {
                    if let Some(key) = <M::PrimaryKey as KeyColumn<_>>::key(key) {
                        match index.number(&key) {
                            Some(number) => values[number as usize] = Some(value),
                            None => strangers.push((key, value)),
                        }
                    }
                })
                .await?;
            }
        }
        if M::PrimaryKey::is_text() && !strangers.is_empty() {
            // Keys that the table writes in another form.
            let asked: Vec<_> = strangers.iter().map(|(key, _)| key).collect();
            let known: Vec<_> = index.keys().iter().collect();
            let pairs =
                equal_keys::<M::PrimaryKey, _, _, _>(&asked, &known, Compared::All, conn).await?;
            for (stranger, number) in pairs {
                values[number] = Some(strangers[stranger].1.clone());
            }
        }
        let missing = |key: Option<&Key<M>>| {
            DeserializationError(Box::new(MissingRow {
                primary_key: (M::TABLE, M::PrimaryKey::name()),
                key: key.map_or_else(|| "NULL".to_owned(), |key| format!("{key:?}")),
            }))
        };
        let slots = index.slot_of_parents().iter();
        slots
            .map(|&slot| {
                let value = slot.and_then(|slot| values[slot as usize].clone());
                value.ok_or_else(|| missing(slot.and_then(|slot| index.key(slot))))
            })
            .collect()
    }
}
