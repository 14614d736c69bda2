//! The traits that Diesel asks of every statement.

/// A statement that Diesel runs, and that its type alone does not tell: `statement!(UpdateRow<M: Keyed, V>)`.
macro_rules! statement {
    ($name:ident $(<$($param:ident $(: $bound:path)?),+>)?) => {
        impl $(<$($param $(: $bound)?),+>)? diesel::query_builder::QueryId for $name $(<$($param),+>)? {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
        impl<$($($param $(: $bound)?,)+)? Conn> diesel::RunQueryDsl<Conn> for $name $(<$($param),+>)? {}
    };
}
pub(crate) use statement;
