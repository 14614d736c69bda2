//! The tables of other models, by their default names.

use syn::Path;

use super::columns::{last, path, table_with};
use super::model::Model;
use crate::attr::{RelationAttr, span_of};
use crate::names;

impl Model<'_> {
    /// The module of another model's table: in the plural, or in the singular where this model's own table is.
    pub(crate) fn table_of(&self, model: &Path) -> Path {
        let name = match last(model) {
            Some(model) if self.is_singular() => names::snake(model),
            Some(model) => names::plural_snake(model),
            None => String::new(),
        };
        path(name, span_of(model))
    }

    /// The module of the related table, which has these keys.
    pub(crate) fn related_table<'c>(
        &self,
        attr: &RelationAttr,
        keys: impl IntoIterator<Item = &'c Path>,
    ) -> Path {
        let named = table_with(attr.table.as_ref(), keys);
        named.unwrap_or_else(|| self.table_of(&attr.related))
    }

    /// True where the table of `Person` is `person`.
    fn is_singular(&self) -> bool {
        let name = names::snake(self.ident);
        name != names::plural_snake(self.ident)
            && last(&self.table).is_some_and(|table| *table == name)
    }
}
