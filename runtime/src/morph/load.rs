//! Loading the owners of a `morph_to`: one statement for each model that is among them.

use crate::declare::presence::Lenient;
use crate::declare::presence::Presence;
use crate::declare::presence::Strict;
use std::future::Future;
use std::sync::Arc;
use std::vec;

use diesel::QueryResult;
use diesel::result::Error::DeserializationError;
use diesel::sql_types::is_nullable;

use crate::declare::model::LoadedRow;
use crate::declare::morph_to::MorphTo;
use crate::declare::relation_def::Keyed;
use crate::declare::scope::Scope;
use crate::declare::soft_delete::ScopeOf;
use crate::error::owner::{MissingMorphOwner, UnknownMorphType};
use crate::load::eager::{Eager, Loads};
use crate::load::extent::Extent;
use crate::relation::refine::{Refined, Unrefined};
use crate::relation::relation::Relation;
use crate::relation::select::RowOf;
use crate::sql::has_key::HasKey;

/// The owners of a `morph_to` as a value: the constant `Comment::COMMENTABLE`, and what comes of it when the relations to
/// its models are refined. The derive makes a struct of it.
pub trait MorphOwners {
    /// The declaration.
    type Def: MorphTo;
    /// The relations to each model: a tuple of them.
    type Arms: Arms;
    /// The owner of one row: the enum.
    type Owner;
    /// [`Strict`], where a type that is not listed is an error, or [`Lenient`].
    type Strictness: Presence;
    /// The relations to each model.
    fn into_arms(self) -> Self::Arms;
}

/// The enum of owners has a variant for the arm number `N`.
pub trait Variant<const N: usize, Row> {
    /// The owner.
    fn variant(row: Arc<Row>) -> Self;
}

/// True where there is always an owner, by a column or a query.
pub trait OwnerPresence {
    /// True where there is always an owner.
    type Presence: Presence;
}

impl OwnerPresence for is_nullable::NotNull {
    type Presence = Strict;
}
impl OwnerPresence for is_nullable::IsNullable {
    type Presence = Lenient;
}
impl OwnerPresence for Unrefined {
    type Presence = Strict;
}
impl<Q, O, N> OwnerPresence for Refined<Q, O, N> {
    type Presence = Lenient;
}

/// The relation to the owners of one model. Structure only, as [`Loads`].
pub trait Arm {
    /// The loaded owner.
    type Row;
    /// True where there is always an owner.
    type Presence: Presence;
}

impl<K: Keyed, Q: OwnerPresence, L, S> Arm for Relation<K, Q, L, S>
where
    S: RowOf<K::Related>,
    L: Loads,
{
    type Row = L::Loaded<S::Row>;
    type Presence = <Q::Presence as Presence>::And<<ScopeOf<K> as Scope>::Presence>;
}

/// The relations to all models.
pub trait Arms {
    /// True where there is always an owner.
    type Presence: Presence;
}

/// Loads the owners of all models: the capability of a connection `C`.
pub trait LoadArms<Mode, C, P, O>: Arms {
    /// Sends the statements; the owner of each parent.
    fn load_arms(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Option<O>>>>;
}

macro_rules! arms {
    (@presence $A:ident) => { $A::Presence };
    (@presence $A:ident $($B:ident)+) => { <$A::Presence as Presence>::And<arms!(@presence $($B)+)> };
    ($($A:ident $n:tt),+) => {
        impl<$($A: Arm),+> Arms for ($($A,)+) {
            type Presence = arms!(@presence $($A)+);
        }

        impl<Mode, C, P, O, $($A),+> LoadArms<Mode, C, P, O> for ($($A,)+)
        where
            $($A: Arm + Eager<Mode, C, P, Values = Option<Arc<<$A as Arm>::Row>>>,)+
            O: $(Variant<$n, <$A as Arm>::Row> +)+,
        {
            async fn load_arms(
                self,
                parents: &[P],
                extent: Extent,
                conn: &mut C,
            ) -> QueryResult<Vec<Option<O>>> {
                let mut owners: Vec<Option<O>> = Vec::new();
                owners.resize_with(parents.len(), || None);
                $(
                    let rows = self.$n.load_columns(parents, extent, conn).await?;
                    for (owner, row) in owners.iter_mut().zip(rows) {
                        if let Some(row) = row {
                            *owner = Some(<O as Variant<$n, <$A as Arm>::Row>>::variant(row));
                        }
                    }
                )+
                Ok(owners)
            }
        }
    };
}
arms!(A 0);
arms!(A 0, B 1);
arms!(A 0, B 1, C0 2);
arms!(A 0, B 1, C0 2, D 3);
arms!(A 0, B 1, C0 2, D 3, E 4);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
arms!(A 0, B 1, C0 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);

type Nullability<F> = <<F as MorphOwners>::Def as MorphTo>::Nullability;
type PresenceOf<F> = <<Nullability<F> as OwnerPresence>::Presence as Presence>::And<
    <<<F as MorphOwners>::Arms as Arms>::Presence as Presence>::And<<F as MorphOwners>::Strictness>,
>;

/// The loaded value of a `morph_to`: the owner, or an `Option` of it.
pub type MorphValue<F> = <PresenceOf<F> as Presence>::Value<<F as MorphOwners>::Owner>;

/// Sends the statements; the value of each parent.
pub async fn load_column<F, P, C, Mode>(
    owners: F,
    parents: &[P],
    extent: Extent,
    conn: &mut C,
) -> QueryResult<vec::IntoIter<MorphValue<F>>>
where
    F: MorphOwners<Def: MorphTo<Nullability: OwnerPresence>>,
    F::Arms: LoadArms<Mode, C, P, F::Owner>,
    P: LoadedRow<Model = <F::Def as MorphTo>::Parent>,
{
    let owners = owners.into_arms().load_arms(parents, extent, conn).await?;
    let owners = owners.into_iter().zip(parents);
    let values = owners.map(|(owner, parent)| {
        let parent = P::model(parent);
        if owner.is_none() && F::Strictness::ALWAYS {
            known_type::<F::Def>(parent)?;
        }
        PresenceOf::<F>::value(owner).ok_or_else(|| missing::<F::Def>(parent))
    });
    Ok(values.collect::<QueryResult<Vec<_>>>()?.into_iter())
}

/// A condition: the type of a row's owner is one of the list, or is NULL.
pub(crate) fn known_type<D: MorphTo>(parent: &D::Parent) -> QueryResult<()> {
    match D::morph_type(parent) {
        None | Some("") => Ok(()),
        Some(name) if D::OWNERS.contains(&name) => Ok(()),
        Some(name) => Err(DeserializationError(Box::new(UnknownMorphType {
            column: (D::ID.0, D::TYPE),
            row: D::row_key(parent),
            morph_type: name.to_owned(),
            known: D::OWNERS,
        }))),
    }
}

fn missing<D: MorphTo>(parent: &D::Parent) -> diesel::result::Error {
    let id = parent.key();
    DeserializationError(Box::new(MissingMorphOwner {
        columns: (D::ID.0, D::TYPE, D::ID.1),
        row: D::row_key(parent),
        morph_type: D::morph_type(parent).unwrap_or_default().to_owned(),
        id: id.map_or_else(|| "NULL".to_owned(), |id| format!("{id:?}")),
    }))
}
