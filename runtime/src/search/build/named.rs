//! The names and the types of what requests may name, on any database.

use crate::search::request::operator::Operator;
use crate::search::sql::class::Class;

/// A place that requests name.
pub trait Named: Send + Sync {
    /// Writes its name: `author.name`.
    fn write_name(&self, name: &mut String);
    /// True where this is its name.
    fn is_named(&self, name: &str) -> bool;
    /// The class of its SQL type.
    fn class(&self) -> Class;

    /// The values that it has, where it is an enum.
    fn variants(&self) -> &'static [&'static str] {
        &[]
    }
    /// Its operators.
    fn operators(&self) -> &'static [Operator] {
        self.class().operators()
    }

    /// Its name.
    fn name(&self) -> String {
        let mut name = String::new();
        self.write_name(&mut name);
        name
    }
}
