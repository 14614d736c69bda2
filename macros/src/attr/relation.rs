//! A relation, as it was written.

use proc_macro2::Group;
use syn::parse::{Parse, ParseStream};
use syn::token::Paren;
use syn::{Expr, Ident, Meta, Path, Token};

use super::search::PivotSearch;
use super::values::{
    Columns, Detach, End, Timestamps, assignments, given_twice, parse_touch, path, value,
};
use crate::errors::Errors;
use crate::kind::Kind;

/// One relation attribute.
pub(crate) struct RelationAttr {
    pub(crate) kind: Kind,
    pub(crate) related: Path,
    pub(crate) name: Option<Ident>,
    pub(crate) table: Option<Path>,
    /// Columns, or paths to them; for belongs-to, fields of this struct.
    pub(crate) foreign_key: Option<Columns>,
    pub(crate) local_key: Option<Columns>,
    pub(crate) owner_key: Option<Columns>,
    /// The order of which the first row is taken.
    pub(crate) ends: Vec<(End, Columns)>,
    pub(crate) filter: Option<Expr>,
    /// The pivot table.
    pub(crate) pivot: Option<Path>,
    /// Columns of the pivot table that refer to the related rows.
    pub(crate) related_key: Option<Columns>,
    /// The struct of the pivot row, and the name of its field.
    pub(crate) using: Option<Path>,
    pub(crate) accessor: Option<Ident>,
    /// The columns that hold when a pivot row was made and changed.
    pub(crate) timestamps: Option<Timestamps>,
    /// The column of the related rows with the time of their last change: the key, and the column where it was given.
    pub(crate) touch: Option<(Ident, Option<Path>)>,
    /// Columns that always have these values: of the pivot table, or of the related one.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// Columns of the related table that new rows have these values in.
    pub(crate) defaults: Vec<(Ident, Expr)>,
    /// Updates of pivot rows that are detached, and of those that are attached.
    pub(crate) detach: Option<(Ident, Detach)>,
    pub(crate) attach: Vec<(Ident, Expr)>,
    /// The column of the pivot table that says since when a row is detached.
    pub(crate) soft_delete: Option<Ident>,
    /// Columns of the pivot table that a search may name and write, and their types.
    pub(crate) search: Option<(Ident, PivotSearch)>,
    /// The model between.
    pub(crate) through: Option<Path>,
    pub(crate) through_table: Option<Path>,
    pub(crate) first_key: Option<Columns>,
    pub(crate) second_key: Option<Columns>,
    pub(crate) second_local_key: Option<Columns>,
    /// The name of a polymorphic relation, and its columns.
    pub(crate) morph: Option<Ident>,
    pub(crate) morph_id: Option<Path>,
    pub(crate) morph_type: Option<Path>,
    /// True where keys were left out that could not be understood.
    pub(crate) has_unknown_keys: bool,
}

impl RelationAttr {
    fn new(kind: Kind, related: Path) -> Self {
        RelationAttr {
            kind,
            related,
            name: None,
            table: None,
            foreign_key: None,
            local_key: None,
            owner_key: None,
            ends: Vec::new(),
            filter: None,
            pivot: None,
            related_key: None,
            using: None,
            accessor: None,
            timestamps: None,
            touch: None,
            values: Vec::new(),
            defaults: Vec::new(),
            detach: None,
            attach: Vec::new(),
            soft_delete: None,
            search: None,
            through: None,
            through_table: None,
            first_key: None,
            second_key: None,
            second_local_key: None,
            morph: None,
            morph_id: None,
            morph_type: None,
            has_unknown_keys: false,
        }
    }

    /// Parses `has_many(Post, name = edited_posts, ..)`.
    pub(crate) fn parse(kind: Kind, attribute: &Meta, errors: &mut Errors) -> Option<Self> {
        let list = match attribute {
            Meta::List(list) => list,
            other => {
                errors.at(
                    other.path(),
                    format_args!(
                        "`{}` needs the related model: `{}`",
                        kind.name(),
                        kind.example()
                    ),
                );
                return None;
            }
        };
        let parser = |input: ParseStream<'_>| RelationAttr::parse_args(kind, input, errors);
        let parsed = list.parse_args_with(parser);
        errors.ok(parsed)
    }

    fn parse_args(kind: Kind, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let example = kind.example();
        if input.peek(Ident) && input.peek2(Token![=]) {
            return Err(input.error(format_args!("the related model comes first: `{example}`")));
        }
        let related: Path = value(input, &format!("the related model: `{example}`"))?;
        if let Some(generic) = related.segments.iter().find(|s| !s.arguments.is_empty()) {
            let message = format_args!("expected the related model alone: `{example}`");
            return Err(syn::Error::new_spanned(&generic.arguments, message));
        }
        let mut attr = RelationAttr::new(kind, related);
        while !input.is_empty() {
            if input.peek(Token![::]) {
                return Err(input.error("expected a name alone, not a path"));
            }
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            attr.parse_key(input, errors)?;
        }
        Ok(attr)
    }

    fn parse_key(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        let kind = self.kind;
        let key: Ident = syn::ext::IdentExt::parse_any(input)?;
        let name = key.to_string();
        let Some(known) = kind.key(&name) else {
            errors.at(&key, kind.unknown(&name));
            self.has_unknown_keys = true;
            // The rest of the attribute may still be right: skip this value only.
            if input.parse::<Token![=]>().is_ok() {
                input.parse::<Expr>()?;
            } else if input.peek(Paren) {
                input.parse::<Group>()?;
            }
            return Ok(());
        };
        let expects = known.expects;
        match name.as_str() {
            "latest" => self.parse_end(End::Latest, input, expects),
            "oldest" => self.parse_end(End::Oldest, input, expects),
            "timestamps" => {
                let timestamps = Timestamps::parse(key.clone(), input, expects)?;
                if given_twice(&mut self.timestamps, timestamps) {
                    errors.at(&key, "`timestamps` is given twice; remove one");
                }
                Ok(())
            }
            "touch" => parse_touch(&mut self.touch, key, input, errors, |input| {
                path(input, expects)
            }),
            "values" | "defaults" | "attach" => self.parse_values(&key, input, errors),
            "detach" => {
                let detach = Detach::parse(&key, input, errors)?;
                if given_twice(&mut self.detach, (key.clone(), detach)) {
                    errors.at(&key, "`detach` is given twice; remove one");
                }
                Ok(())
            }
            "soft_delete" => {
                let column = match input.parse::<Token![=]>() {
                    Ok(_) => value(input, expects)?,
                    Err(_) => Ident::new("deleted_at", key.span()),
                };
                if given_twice(&mut self.soft_delete, column) {
                    errors.at(&key, "`soft_delete` is given twice; remove one");
                }
                Ok(())
            }
            "search" => self.parse_search(key, input, errors, expects),
            _ => self.parse_value(&key, &name, input, errors, expects),
        }
    }

    /// `latest`, which means the primary key, or `latest = created_at`
    fn parse_end(&mut self, end: End, input: ParseStream<'_>, expects: &str) -> syn::Result<()> {
        let columns = if input.parse::<Token![=]>().is_ok() {
            value(input, expects)?
        } else {
            Columns(Vec::new())
        };
        self.ends.push((end, columns));
        Ok(())
    }

    /// `name = edited_posts`
    fn parse_value(
        &mut self,
        key: &Ident,
        name: &str,
        input: ParseStream<'_>,
        errors: &mut Errors,
        expects: &str,
    ) -> syn::Result<()> {
        input.parse::<Token![=]>().map_err(|error| {
            syn::Error::new(
                error.span(),
                format_args!("expected a value: `{name} = ..`"),
            )
        })?;
        let twice = match name {
            "name" => given(&mut self.name, input, expects)?,
            "table" => given_twice(&mut self.table, table(input, name, expects)?),
            "foreign_key" => given(&mut self.foreign_key, input, expects)?,
            "local_key" => given(&mut self.local_key, input, expects)?,
            "owner_key" => given(&mut self.owner_key, input, expects)?,
            "pivot" => given_twice(&mut self.pivot, table(input, name, expects)?),
            "related_key" => given(&mut self.related_key, input, expects)?,
            "using" => given_twice(&mut self.using, path(input, expects)?),
            "accessor" => given(&mut self.accessor, input, expects)?,
            "through" => given_twice(&mut self.through, path(input, expects)?),
            "through_table" => given_twice(&mut self.through_table, table(input, name, expects)?),
            "first_key" => given(&mut self.first_key, input, expects)?,
            "second_key" => given(&mut self.second_key, input, expects)?,
            "second_local_key" => given(&mut self.second_local_key, input, expects)?,
            "morph" => given(&mut self.morph, input, expects)?,
            "morph_id" => given_twice(&mut self.morph_id, path(input, expects)?),
            "morph_type" => given_twice(&mut self.morph_type, path(input, expects)?),
            _ => given_twice(&mut self.filter, input.parse()?),
        };
        if twice {
            errors.at(key, format_args!("`{name}` is given twice; remove one"));
        }
        Ok(())
    }

    /// `search(approved: bool, write(note: Option<String>))`
    fn parse_search(
        &mut self,
        key: Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
        expects: &str,
    ) -> syn::Result<()> {
        if !input.peek(Paren) {
            let message = format_args!("`search` takes {expects}");
            return Err(syn::Error::new(key.span(), message));
        }
        let columns = PivotSearch::parse(input, errors)?;
        if columns.is_empty() && errors.is_empty() {
            errors.at(
                &key,
                format_args!("`search()` is empty; it takes {expects}"),
            );
        }
        if given_twice(&mut self.search, (key.clone(), columns)) {
            errors.at(&key, "`search` is given twice; remove one");
        }
        Ok(())
    }

    /// `values(kind = "dev", optional = false)`
    fn parse_values(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let table = match self.kind.has_pivot() {
            true => "pivot",
            false => "related",
        };
        for (column, given) in assignments(key, table, input, errors)? {
            let all = self.values.iter().chain(&self.defaults);
            if all.chain(&self.attach).any(|(other, _)| *other == column) {
                errors.at(
                    &column,
                    format_args!("`{column}` is given twice; remove one"),
                );
            }
            if key == "values" {
                self.values.push((column, given));
            } else if key == "defaults" {
                self.defaults.push((column, given));
            } else {
                self.attach.push((column, given));
            }
        }
        Ok(())
    }
}

/// Parses the value of a key. Whether it had one already.
fn given<T: Parse>(
    slot: &mut Option<T>,
    input: ParseStream<'_>,
    expects: &str,
) -> syn::Result<bool> {
    Ok(given_twice(slot, value(input, expects)?))
}

/// Parses the path of a table. That of a model is another thing.
fn table(input: ParseStream<'_>, key: &str, expects: &str) -> syn::Result<Path> {
    let table = path(input, expects)?;
    let last = table.segments.last().map(|last| last.ident.to_string());
    match last.filter(|last| last.starts_with(char::is_uppercase)) {
        None => Ok(table),
        Some(model) => Err(syn::Error::new_spanned(
            table,
            format_args!(
                "`{key}` names a table, and `{model}` looks like a model; expected {expects}"
            ),
        )),
    }
}
