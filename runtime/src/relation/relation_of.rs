//! The relations that `.with(..)` takes: one, or a tuple of them.

use crate::declare::relation_def::DeclaredOn;
use crate::relation::relation::Relation;

/// Relations of the model `M`, as `.with(..)` takes them: a relation, or a tuple of them.
///
/// `R` is `Self`. It is a parameter because the compiler then does not know it where `Self` is no relation of `M`: the query behind
/// `.with(..)` is of an unknown type, and nothing that follows is a second error. For the same reason every type has two impls that may be
/// its own: with one alone, the compiler would take it for granted and report what is missing inside of it.
#[diagnostic::on_unimplemented(
    message = "`.with(..)` needs a relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "use a constant of `{M}` itself, such as `{M}::NAME`, or a tuple of them; a relation of a related model goes inside: \
            `.with({M}::NAME.with(..))`; a number beside each row is `.with_count({M}::NAME)`, a value `.with_property(..)`"
)]
pub trait RelationOf<M, R> {
    /// The relations.
    fn relations(self) -> R;
}

#[diagnostic::do_not_recommend]
impl<M, K: DeclaredOn<M>, Q, L, S> RelationOf<M, Self> for Relation<K, Q, L, S> {
    fn relations(self) -> Self {
        self
    }
}

// For all tuples at once: the compiler lists impls for each of several types where another type is given, and this one it does not.
impl<M, R, T> RelationOf<M, R> for T
where
    T: Tuple + TupleOf<M, R, <T as Tuple>::Kind>,
{
    fn relations(self) -> R {
        self.each()
    }
}

/// A tuple.
pub trait Tuple {
    /// [`IsTuple`], which is unknown of other types.
    type Kind;
}

/// The kind of tuples.
#[derive(Debug)]
pub struct IsTuple;

/// A tuple of relations of the model `M`.
pub trait TupleOf<M, R, Kind> {
    /// The relations.
    fn each(self) -> R;
}

/// A value that is no tuple is not reported for that a second time.
#[derive(Debug)]
pub struct Unknown<R>(R);

#[diagnostic::do_not_recommend]
impl<M, T: Into<R>, R> TupleOf<M, R, Unknown<R>> for T {
    fn each(self) -> R {
        self.into()
    }
}

macro_rules! tuple {
    ($($T:ident $R:ident),+) => {
        #[diagnostic::do_not_recommend]
        impl<$($T),+> Tuple for ($($T,)+) {
            type Kind = IsTuple;
        }

        impl<M, $($T: RelationOf<M, $R>, $R),+> TupleOf<M, ($($R,)+), IsTuple> for ($($T,)+) {
            fn each(self) -> ($($R,)+) {
                #[allow(non_snake_case)]
                let ($($T,)+) = self;
                ($($T.relations(),)+)
            }
        }
    };
}
tuple!(T1 R1, T2 R2);
tuple!(T1 R1, T2 R2, T3 R3);
tuple!(T1 R1, T2 R2, T3 R3, T4 R4);
tuple!(T1 R1, T2 R2, T3 R3, T4 R4, T5 R5);
tuple!(T1 R1, T2 R2, T3 R3, T4 R4, T5 R5, T6 R6);
tuple!(T1 R1, T2 R2, T3 R3, T4 R4, T5 R5, T6 R6, T7 R7);
tuple!(T1 R1, T2 R2, T3 R3, T4 R4, T5 R5, T6 R6, T7 R7, T8 R8);
