//! Functions over the related rows of a parent.

/// A function over the related rows of a parent: a test, a number, or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// True where there is one.
    Exists,
    /// True where there is none.
    Absent,
    /// The number of them.
    Count,
    /// The sum of a value.
    Sum,
    /// The average of a value.
    Avg,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// The value of the only one, or of any.
    Value,
}

impl Function {
    /// The SQL before and behind the value.
    pub(crate) fn call(self) -> (&'static str, &'static str) {
        match self {
            Function::Sum => ("SUM(", ")"),
            Function::Avg => ("AVG(", ")"),
            Function::Min => ("MIN(", ")"),
            Function::Max => ("MAX(", ")"),
            Function::Exists | Function::Absent | Function::Count | Function::Value => ("", ""),
        }
    }

    /// True where it is a condition.
    pub(crate) fn is_test(self) -> bool {
        matches!(self, Function::Exists | Function::Absent)
    }
}
