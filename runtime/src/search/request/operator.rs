//! The operators of filters.

use std::fmt;

/// An operator of a filter. A request has its name; [`from_name`](Operator::from_name) finds it.
///
/// [The reference of requests](super#operators) says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// `=`, in a query string `eq`. With null it is `IS NULL`.
    Eq,
    /// `!=`, in a query string `ne`. With null it is `IS NOT NULL`.
    Ne,
    /// `<`, in a query string `lt`.
    Lt,
    /// `<=`, in a query string `lte`.
    Le,
    /// `>`, in a query string `gt`.
    Gt,
    /// `>=`, in a query string `gte`.
    Ge,
    /// `like`.
    Like,
    /// `not like`, in a query string `not_like`.
    NotLike,
    /// `ilike`: `like` that ignores case.
    Ilike,
    /// `not ilike`, in a query string `not_ilike`.
    NotIlike,
    /// `in`, with a list.
    In,
    /// `not in`, with a list; in a query string `not_in`.
    NotIn,
    /// `all in`, in a query string `all_in`: the array has all items of the list.
    AllIn,
    /// `any in`, in a query string `any_in`: the array has an item of the list.
    AnyIn,
}

impl Operator {
    /// All operators.
    pub const ALL: [Operator; 14] = [
        Operator::Eq,
        Operator::Ne,
        Operator::Lt,
        Operator::Le,
        Operator::Gt,
        Operator::Ge,
        Operator::Like,
        Operator::NotLike,
        Operator::Ilike,
        Operator::NotIlike,
        Operator::In,
        Operator::NotIn,
        Operator::AllIn,
        Operator::AnyIn,
    ];

    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Operator::Eq => "=",
            Operator::Ne => "!=",
            Operator::Lt => "<",
            Operator::Le => "<=",
            Operator::Gt => ">",
            Operator::Ge => ">=",
            Operator::Like => "like",
            Operator::NotLike => "not like",
            Operator::Ilike => "ilike",
            Operator::NotIlike => "not ilike",
            Operator::In => "in",
            Operator::NotIn => "not in",
            Operator::AllIn => "all in",
            Operator::AnyIn => "any in",
        }
    }

    /// Its name in a query string.
    pub const fn query_name(self) -> &'static str {
        match self {
            Operator::Eq => "eq",
            Operator::Ne => "ne",
            Operator::Lt => "lt",
            Operator::Le => "lte",
            Operator::Gt => "gt",
            Operator::Ge => "gte",
            Operator::Like => "like",
            Operator::NotLike => "not_like",
            Operator::Ilike => "ilike",
            Operator::NotIlike => "not_ilike",
            Operator::In => "in",
            Operator::NotIn => "not_in",
            Operator::AllIn => "all_in",
            Operator::AnyIn => "any_in",
        }
    }

    /// The operator of a name, be it that of JSON or that of a query string.
    ///
    /// ```
    /// use diesel_relations::search::request::Operator;
    ///
    /// assert_eq!(Operator::from_name(">="), Some(Operator::Ge));
    /// assert_eq!(Operator::from_name("gte"), Some(Operator::Ge));
    /// assert_eq!(Operator::from_name("regexp"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Operator::ALL.into_iter();
        all.find(|operator| operator.name() == name || operator.query_name() == name)
    }

    /// True where it takes a list: `in`, `not in`, `all in` and `any in`.
    pub const fn takes_list(self) -> bool {
        matches!(
            self,
            Operator::In | Operator::NotIn | Operator::AllIn | Operator::AnyIn
        )
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl From<Operator> for String {
    fn from(operator: Operator) -> Self {
        operator.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_is_found_by_both_names() {
        for operator in Operator::ALL {
            assert_eq!(Operator::from_name(operator.name()), Some(operator));
            assert_eq!(Operator::from_name(operator.query_name()), Some(operator));
        }
        for unknown in ["", "==", "LIKE", "is", "=\0"] {
            assert_eq!(Operator::from_name(unknown), None, "{unknown}");
        }
    }
}
