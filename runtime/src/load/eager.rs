//! Eager loading: the relations of one level, onto all rows at once.
//!
//! All relations of a level see the rows as they came. Their values are columns, which are put beside the rows when all of them are there.

use std::future::Future;
use std::iter::{self, Repeat, Zip};

use diesel::QueryResult;

use crate::declare::row_names::RowNames;
use crate::load::extent::Extent;

/// The relations to load beside each row: none, one, a chain, or a tuple.
///
/// Names only: the bounds of Diesel are in [`Eager`], so that naming a loaded row costs the compiler nothing.
pub trait Loads {
    /// The names of the fields.
    const NAMES: &'static RowNames;
    /// The values beside one row.
    type Values;
    /// The values beside all rows: a column for each relation.
    type Columns: Iterator<Item = Self::Values>;
    /// The row `P` with the loaded relations.
    type Loaded<P>;
    /// Puts the values beside the row.
    fn wrap<P>(row: P, values: Self::Values) -> Self::Loaded<P>;
}

/// One relation: its field can have a value of another type than the relation loads.
pub trait RelationField: Loads {
    /// The row `Inner` with a value `T`.
    type With<Inner, T>;
    /// Puts a value beside the row.
    fn wrap_value<Inner, T>(row: Inner, value: T) -> Self::With<Inner, T>;
}

/// Loads relations onto rows: the capability of a connection `C`.
pub trait Eager<Mode, C, P>: Loads + Sized {
    /// No name would be in the row twice; otherwise this does not compile.
    const NAMES_FIT: ();

    /// Sends the statements of all relations; the values of each parent.
    fn load_columns(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Self::Columns>>;

    /// Loads onto all parents at once.
    fn load_onto(
        self,
        parents: Vec<P>,
        extent: Extent,
        conn: &mut C,
    ) -> impl Future<Output = QueryResult<Vec<Self::Loaded<P>>>> {
        const { Self::NAMES_FIT };
        async move {
            let columns = self.load_columns(&parents, extent, conn).await?;
            let rows = parents.into_iter().zip(columns);
            Ok(rows.map(|(row, values)| Self::wrap(row, values)).collect())
        }
    }
}

impl Loads for () {
    const NAMES: &'static RowNames = &RowNames::of(&[]);
    type Values = ();
    type Columns = Repeat<()>;
    type Loaded<P> = P;
    fn wrap<P>(row: P, (): ()) -> P {
        row
    }
}

impl<Mode, C, P> Eager<Mode, C, P> for () {
    const NAMES_FIT: () = ();

    async fn load_columns(self, _: &[P], _: Extent, _: &mut C) -> QueryResult<Repeat<()>> {
        Ok(iter::repeat(()))
    }

    async fn load_onto(self, parents: Vec<P>, _: Extent, _: &mut C) -> QueryResult<Vec<P>> {
        Ok(parents)
    }
}

// A pair is also the chain that `.with(a).with(b)` makes.
impl<A: Loads, B: Loads> Loads for (A, B) {
    const NAMES: &'static RowNames = &RowNames::both(A::NAMES, B::NAMES);
    type Values = (A::Values, B::Values);
    type Columns = Zip<A::Columns, B::Columns>;
    type Loaded<P> = B::Loaded<A::Loaded<P>>;
    fn wrap<P>(row: P, (a, b): (A::Values, B::Values)) -> Self::Loaded<P> {
        B::wrap(A::wrap(row, a), b)
    }
}

impl<Mode, C, P, A, B> Eager<Mode, C, P> for (A, B)
where
    A: Eager<Mode, C, P>,
    B: Eager<Mode, C, P>,
{
    const NAMES_FIT: () = {
        let ((), ()) = (A::NAMES_FIT, B::NAMES_FIT);
        A::NAMES.can_take_those_of(B::NAMES)
    };

    async fn load_columns(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Self::Columns> {
        let a = self.0.load_columns(parents, extent, conn).await?;
        let b = self.1.load_columns(parents, extent, conn).await?;
        Ok(a.zip(b))
    }
}

/// A longer tuple as pairs.
macro_rules! pairs {
    ($first:ident) => { $first };
    ($first:ident $($rest:ident)+) => { ($first, pairs!($($rest)+)) };
}

macro_rules! tuple {
    ($($R:ident)+) => {
        impl<$($R: Loads),+> Loads for ($($R,)+) {
            const NAMES: &'static RowNames = <pairs!($($R)+)>::NAMES;
            type Values = <pairs!($($R)+) as Loads>::Values;
            type Columns = <pairs!($($R)+) as Loads>::Columns;
            type Loaded<P> = <pairs!($($R)+) as Loads>::Loaded<P>;
            fn wrap<P>(row: P, values: Self::Values) -> Self::Loaded<P> {
                <pairs!($($R)+)>::wrap(row, values)
            }
        }

        impl<Mode, C, P, $($R: Eager<Mode, C, P>),+> Eager<Mode, C, P> for ($($R,)+) {
            const NAMES_FIT: () = <pairs!($($R)+) as Eager<Mode, C, P>>::NAMES_FIT;

            fn load_columns(
                self,
                parents: &[P],
                extent: Extent,
                conn: &mut C,
            ) -> impl Future<Output = QueryResult<Self::Columns>> {
                #[allow(non_snake_case)]
                let ($($R,)+) = self;
                pairs!($($R)+).load_columns(parents, extent, conn)
            }
        }
    };
}
tuple!(R1 R2 R3);
tuple!(R1 R2 R3 R4);
tuple!(R1 R2 R3 R4 R5);
tuple!(R1 R2 R3 R4 R5 R6);
tuple!(R1 R2 R3 R4 R5 R6 R7);
tuple!(R1 R2 R3 R4 R5 R6 R7 R8);
