//! Relations of loaded rows, loaded again: the new value stands where the old one stood.

use std::future::Future;
use std::marker::PhantomData;
use std::ops::DerefMut;

use diesel::QueryResult;

use crate::load::eager::{Eager, RelationField};
use crate::load::extent::Extent;

/// A row around another, with a value beside it that can be replaced.
pub trait Holds<T> {
    /// The value.
    fn held_mut(&mut self) -> &mut T;
}

/// A row that was loaded with the relation `R`; `At` says where its value stands, which the compiler finds out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` was not loaded with `{R}`",
    label = "not loaded with this relation",
    note = "`reload_related` replaces what was loaded; what was not is loaded by `load_related`"
)]
pub trait LoadedWith<R, At> {
    /// The value.
    type Value;
    /// The value.
    fn value_mut(&mut self) -> &mut Self::Value;
}

/// The value stands beside the row itself.
#[derive(Debug)]
pub struct Here<Inner, T>(PhantomData<fn() -> (Inner, T)>);

/// The value stands further inside.
#[derive(Debug)]
pub struct Inside<At>(PhantomData<fn() -> At>);

#[diagnostic::do_not_recommend]
impl<R, P, Inner, T> LoadedWith<R, Here<Inner, T>> for P
where
    R: RelationField<With<Inner, T> = P>,
    P: Holds<T>,
{
    type Value = T;
    fn value_mut(&mut self) -> &mut T {
        self.held_mut()
    }
}

#[diagnostic::do_not_recommend]
impl<R, P, At> LoadedWith<R, Inside<At>> for P
where
    P: DerefMut<Target: LoadedWith<R, At> + Sized>,
{
    type Value = <P::Target as LoadedWith<R, At>>::Value;
    fn value_mut(&mut self) -> &mut Self::Value {
        (**self).value_mut()
    }
}

/// The value of a relation that the value `New` can replace.
#[diagnostic::on_unimplemented(
    message = "the relation was loaded as `{Self}`, and would now be `{New}`",
    label = "not the type of the value that is replaced",
    note = "load it as it was loaded before: with the same relations inside of it, refined or not. Another value is loaded onto the row \
            without the old one: `PostWithAuthor::into_parts(post)`, and `load_related`"
)]
pub trait ReplacedBy<New> {
    /// Replaces the value.
    fn replace(&mut self, new: New);
}

impl<T> ReplacedBy<T> for T {
    fn replace(&mut self, new: T) {
        *self = new;
    }
}

// Of a relation that was asked for at run time.
#[diagnostic::do_not_recommend]
impl<T> ReplacedBy<T> for Option<T> {
    fn replace(&mut self, new: T) {
        *self = Some(new);
    }
}

/// Loads relations again onto rows that have them: the capability of a connection `C`.
pub trait Reload<Mode, C, P, At> {
    /// Sends the statements, and replaces the values.
    fn reload(self, rows: &mut [P], conn: &mut C) -> impl Future<Output = QueryResult<()>>;
}

/// One relation.
#[derive(Debug)]
pub struct Single<At>(PhantomData<fn() -> At>);

#[diagnostic::do_not_recommend]
impl<Mode, C, P, R, At> Reload<Mode, C, P, Single<At>> for R
where
    P: LoadedWith<R, At, Value: ReplacedBy<R::Values>>,
    R: RelationField + Eager<Mode, C, P>,
{
    async fn reload(self, rows: &mut [P], conn: &mut C) -> QueryResult<()> {
        let values = self.load_columns(rows, Extent::default(), conn).await?;
        for (row, value) in rows.iter_mut().zip(values) {
            row.value_mut().replace(value);
        }
        Ok(())
    }
}

macro_rules! tuple {
    ($($R:ident $At:ident $n:tt),+) => {
        #[diagnostic::do_not_recommend]
        impl<Mode, C, P, $($R: Reload<Mode, C, P, $At>, $At),+> Reload<Mode, C, P, ($($At,)+)> for ($($R,)+) {
            async fn reload(self, rows: &mut [P], conn: &mut C) -> QueryResult<()> {
                $(self.$n.reload(rows, conn).await?;)+
                Ok(())
            }
        }
    };
}
tuple!(R0 At0 0, R1 At1 1);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2, R3 At3 3);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2, R3 At3 3, R4 At4 4);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2, R3 At3 3, R4 At4 4, R5 At5 5);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2, R3 At3 3, R4 At4 4, R5 At5 5, R6 At6 6);
tuple!(R0 At0 0, R1 At1 1, R2 At2 2, R3 At3 3, R4 At4 4, R5 At5 5, R6 At6 6, R7 At7 7);
