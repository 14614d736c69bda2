//! The owner of a row, one of several models, as a field: whether it is there.

use diesel::query_builder::QueryFragment;

use crate::declare::morph_to::MorphTo;
use crate::dialect::dialect::Dialect;
use crate::query::existence::Existence;
use crate::search::build::field::{EQUAL, Field, asks_for_rows};
use crate::search::build::mistake::Mistake;
use crate::search::build::named::Named;
use crate::search::declare::path::OwnerExists;
use crate::search::declare::searchable::SearchOwner;
use crate::search::request::operator::Operator;
use crate::search::request::value::Value;
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::Condition;
use crate::search::sql::test::{Test, Text};

impl<D: MorphTo> Named for OwnerExists<D> {
    fn write_name(&self, name: &mut String) {
        name.push_str(D::NAME);
        name.push_str(".exists");
    }
    fn is_named(&self, name: &str) -> bool {
        name.strip_prefix(D::NAME) == Some(".exists")
    }
    fn class(&self) -> Class {
        Class::Boolean
    }
    fn operators(&self) -> &'static [Operator] {
        EQUAL
    }
}

impl<D, DB> Field<DB> for OwnerExists<D>
where
    DB: Dialect,
    D: SearchOwner,
    D::Owners: Existence<
            D::Parent,
            Exists: QueryFragment<DB> + Send + Sync + 'static,
            Absent: QueryFragment<DB> + Send + Sync + 'static,
        >,
{
    fn condition(&self, operator: &str, value: &Value) -> Result<Condition<DB>, Mistake> {
        Ok(match asks_for_rows(operator, value)? {
            true => Condition::new(D::owners().exists()),
            false => Condition::new(D::owners().absent()),
        })
    }
    fn contains(&self, _: &Text) -> Condition<DB> {
        Test::Any(Vec::new()).into_condition()
    }
}
