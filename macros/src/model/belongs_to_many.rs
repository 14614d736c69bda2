//! Many-to-many, polymorphic or not: rows of a pivot table relate the rows.

use std::mem::take;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Path, parse_quote_spanned};

use super::columns::{columns_of, given, key_of, last, path, table_with};
use super::keys::{first_name, same_width, too_wide};
use super::model::Model;
use super::morph::morph;
use super::relation::{Joined, Key, Pivot, Relation};
use super::search::{IS_OFF, IS_ON};
use crate::attr::{Detach, PivotSearch, RelationAttr, span_of};
use crate::errors::Errors;
use crate::kind::Kind;
use crate::names;

impl<'a> Model<'a> {
    pub(crate) fn many_to_many(
        &self,
        mut attr: RelationAttr,
        errors: &mut Errors,
    ) -> Option<Relation<'a>> {
        let related = &last(&attr.related)?.clone();
        let local = self.local_key(&attr, errors)?;
        let table = self.related_table(&attr, given(&attr.owner_key));
        let pivot = self.pivot_table(&attr, related, errors)?;
        // Of a polymorphic relation, the side whose models differ has the id and the type.
        let morph = match attr.kind {
            Kind::MorphToMany => Some(morph(&attr, &pivot, &local, errors)?),
            Kind::MorphedByMany => Some(morph(&attr, &pivot, &[], errors)?),
            _ => None,
        };
        let key = match (attr.kind, &morph) {
            (Kind::MorphToMany, Some(morph)) => Key::Columns(vec![morph.id.clone()]),
            _ => self.key_in(
                &pivot,
                &attr,
                attr.foreign_key.as_ref(),
                "foreign_key",
                &local,
                errors,
            )?,
        };
        let related_key = match &morph {
            Some(morph) if attr.kind == Kind::MorphedByMany => vec![morph.id.clone()],
            _ => self.related_key(&attr, related, errors)?,
        };
        let width = related_key.len();
        too_wide(&attr.related, width, errors)?;
        if let Some(owner) = &attr.owner_key {
            same_width(owner, "owner_key", width, "related_key", errors)?;
        }
        if attr.accessor.is_some() && attr.using.is_none() {
            errors.at(
                &attr.accessor,
                "`accessor` names the field of the pivot row, which needs a struct: `using = ..`",
            );
        }
        let detach = Self::detach(&mut attr, errors);
        let search = searched(&mut attr, errors);
        let pivot_data = Pivot {
            detach,
            attach: take(&mut attr.attach),
            soft_delete: attr.soft_delete.take(),
            search,
            using: attr.using.clone(),
            using_written: attr.using.clone(),
            accessor: attr.accessor.clone(),
            timestamps: attr.timestamps.as_ref().and_then(|it| it.names(errors)),
        };
        let joined = Joined {
            is_same: false,
            related_key: key_of(&table, attr.owner_key.as_ref()),
            own_key: Key::Columns(columns_of(&pivot, related_key)),
            width,
            through: None,
            pivot: Some(pivot_data),
            table: pivot,
        };
        let names_table = attr.owner_key.is_some() || attr.filter.is_some() || attr.touch.is_some();
        let mut relation = self.joined(attr, table, local, key, joined, names_table);
        relation.morph = morph;
        Some(relation)
    }

    /// The pivot table, which is not the related one.
    fn pivot_table(
        &self,
        attr: &RelationAttr,
        related: &Ident,
        errors: &mut Errors,
    ) -> Option<Path> {
        let has_keys = attr.foreign_key.is_some() && attr.related_key.is_some();
        if related == self.ident && !attr.kind.is_morph() && !has_keys {
            errors.at(
                &attr.related,
                format_args!(
                    "both keys would have the same name; name the columns of the pivot table that refer to the parent and to \
                     the related row: `#[belongs_to_many({related}, pivot = .., foreign_key = .., related_key = ..)]`"
                ),
            );
            return None;
        }
        let keys = given(&attr.foreign_key).chain(given(&attr.related_key));
        let columns = keys.chain(&attr.morph_id);
        let pivot = match (table_with(attr.pivot.as_ref(), columns), &attr.morph) {
            (Some(pivot), _) => pivot,
            (None, Some(morph)) => path(names::plural_snake(morph), morph.span()),
            (None, None) => path(names::pivot(self.ident, related), span_of(&attr.related)),
        };
        let says = |path: &Path| path.to_token_stream().to_string().replace(' ', "");
        let name = says(&pivot);
        if let Some(given) = attr.table.as_ref().filter(|table| says(table) == name) {
            errors.at(
                given,
                format_args!(
                    "`table` is the table of `{related}`; the one between is the default here, or `pivot = {name}`"
                ),
            );
            return None;
        }
        Some(pivot)
    }

    /// The columns of the pivot table that refer to the related row.
    fn related_key(
        &self,
        attr: &RelationAttr,
        related: &Ident,
        errors: &mut Errors,
    ) -> Option<Vec<Path>> {
        if let Some(columns) = &attr.related_key {
            return Some(columns.0.clone());
        }
        let owner = attr.owner_key.as_ref();
        if let Some(owner) = owner.filter(|owner| owner.0.len() > 1) {
            errors.at(
                owner,
                "name the columns of the pivot table that refer to these: `related_key = (..)`",
            );
            return None;
        }
        let key = first_name(owner).unwrap_or_else(|| self.primary_key_of(related));
        let key = names::foreign_key(related, &key);
        Some(vec![path(key, span_of(&attr.related))])
    }

    /// The end of a pivot row that leaves the relation. `soft_delete` is short for a column of `values` that is NULL, and holds the time in rows
    /// that have left.
    fn detach(attr: &mut RelationAttr, errors: &mut Errors) -> Option<Detach> {
        let (key, mut detach) = attr.detach.take().unzip();
        if let (Some(_), Some(Detach::Delete)) = (&attr.soft_delete, &detach) {
            errors.at(
                &key,
                "`soft_delete` keeps the rows that leave, and `detach(delete)` deletes them; remove one",
            );
            attr.soft_delete = None;
        }
        if let Some(column) = &attr.soft_delete {
            let null = parse_quote_spanned!(column.span()=> None);
            attr.values.push((column.clone(), null));
            return Some(detach.unwrap_or(Detach::Update(Vec::new())));
        }
        if let Some(Detach::Update(values)) = &mut detach {
            let back = |column| {
                let mut back = attr.values.iter().chain(&attr.attach);
                back.any(|(other, _)| other == column)
            };
            if let (Some((column, _)), false) = (
                values.first(),
                values.iter().any(|(column, _)| back(column)),
            ) {
                errors.at(
                    &key,
                    format_args!(
                        "a row that leaves by `{column}` needs a way back: add `attach({column} = ..)`, or `values({column} = ..)`, which \
                         also is a condition"
                    ),
                );
            }
        }
        detach
    }
}

/// The columns of the pivot table that a search may name and write.
fn searched(attr: &mut RelationAttr, errors: &mut Errors) -> PivotSearch {
    match attr.search.take() {
        Some((key, _)) if !IS_ON => {
            errors.at(key, IS_OFF);
            PivotSearch::default()
        }
        Some((_, columns)) => columns,
        None => PivotSearch::default(),
    }
}
