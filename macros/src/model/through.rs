//! Has-many-through and has-one-through: the rows of a model between relate the rows.

use super::columns::{columns_of, ends_given, given, is_in_table, key_of, last, path, table_with};
use super::keys::{first_name, same_width, too_wide};
use super::model::Model;
use super::relation::{Joined, Key, Relation};
use crate::attr::{RelationAttr, span_of};
use crate::errors::Errors;
use crate::names;

impl<'a> Model<'a> {
    pub(crate) fn through(&self, attr: RelationAttr, errors: &mut Errors) -> Option<Relation<'a>> {
        let related = last(&attr.related)?;
        let span = span_of(&attr.related);
        let Some(through) = &attr.through else {
            errors.at(
                &attr.related,
                format_args!(
                    "`{}` needs the model between: `#[{}({related}, through = ..)]`",
                    attr.kind.name(),
                    attr.kind.name(),
                ),
            );
            return None;
        };
        let between = last(through)?;
        let local = self.local_key(&attr, errors)?;
        let table = self.related_table(&attr, given(&attr.second_key));
        let columns = given(&attr.first_key).chain(given(&attr.second_local_key));
        let through_table = table_with(attr.through_table.as_ref(), columns)
            .unwrap_or_else(|| self.table_of(through));
        let key = self.key_in(
            &through_table,
            &attr,
            attr.first_key.as_ref(),
            "first_key",
            &local,
            errors,
        )?;
        let second_key = match &attr.second_key {
            Some(columns) => columns.0.clone(),
            None => {
                let key = first_name(attr.second_local_key.as_ref());
                let key = key.unwrap_or_else(|| self.primary_key_of(between));
                vec![path(names::foreign_key(between, &key), span)]
            }
        };
        let names_table = second_key.iter().chain(ends_given(&attr)).any(is_in_table);
        let width = second_key.len();
        too_wide(&attr.related, width, errors)?;
        if let Some(columns) = &attr.second_local_key {
            same_width(columns, "second_local_key", width, "second_key", errors)?;
        }
        let joined = Joined {
            is_same: between == related,
            related_key: Key::Columns(columns_of(&table, second_key)),
            own_key: key_of(&through_table, attr.second_local_key.as_ref()),
            width,
            through: attr.through.clone(),
            pivot: None,
            table: through_table,
        };
        Some(self.joined(attr, table, local, key, joined, names_table))
    }
}
