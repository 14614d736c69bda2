//! Aggregate functions by their names.

use crate::search::declare::path::{CountRows, HasRows};
use crate::search::sql::function::Function;
use crate::sql::aggregate::{Avg, Max, Min, Sum};

/// An aggregate function, as a type of a declaration.
pub trait Called {
    /// The name in requests: `sum`.
    const NAME: &'static str;
    /// The function.
    #[doc(hidden)]
    const FUNCTION: Function;
}

macro_rules! called {
    ($($ty:ident $name:literal $function:ident;)*) => {$(
        impl Called for $ty {
            const NAME: &'static str = $name;
            const FUNCTION: Function = Function::$function;
        }
    )*};
}
called! {
    CountRows "count" Count;
    HasRows "exists" Exists;
    Sum "sum" Sum;
    Avg "avg" Avg;
    Min "min" Min;
    Max "max" Max;
}
