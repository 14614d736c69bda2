//! Attributes as they were written: each value beside the key it was given to.

use proc_macro2::{Group, Span, TokenStream};
use quote::ToTokens;
use syn::Ident;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{Attribute, Expr, MacroDelimiter, Meta, MetaList, Path, Token};

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
    /// Which column of the related rows holds when they changed: the key, and the column where it was given.
    pub(crate) touch: Option<(Ident, Option<Path>)>,
    /// Columns that always have these values: of the pivot table, or of the related one.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// Columns of the related table that new rows have these values in.
    pub(crate) defaults: Vec<(Ident, Expr)>,
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
    /// Whether keys were left out that could not be understood.
    pub(crate) has_unknown_keys: bool,
}

/// The key `timestamps`, and the columns that were given to it.
pub(crate) struct Timestamps {
    pub(crate) key: Ident,
    pub(crate) columns: Columns,
}

impl Timestamps {
    /// Parses what follows the key: `= (made_at, changed_at)`, or nothing.
    fn parse(key: Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        let columns = if input.parse::<Token![=]>().is_ok() {
            value(
                input,
                "two columns, such as `timestamps = (created_at, updated_at)`",
            )?
        } else {
            Columns(Vec::new())
        };
        Ok(Timestamps { key, columns })
    }

    /// When a row was made, and when it was changed.
    pub(crate) fn names(&self, errors: &mut Errors) -> Option<(Ident, Ident)> {
        let given = &self.columns;
        let names: Vec<_> = given.0.iter().filter_map(Path::get_ident).collect();
        match names.as_slice() {
            [] if given.0.is_empty() => {
                let name = |name| Ident::new(name, self.key.span());
                Some((name("created_at"), name("updated_at")))
            }
            [created, updated] if given.0.len() == 2 && created != updated => {
                Some(((*created).clone(), (*updated).clone()))
            }
            _ => {
                errors.at(
                    given,
                    "`timestamps` takes the names of two columns: `timestamps = (created_at, updated_at)`",
                );
                None
            }
        }
    }
}

/// Which end of an order is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Latest,
    Oldest,
}

/// A column, or several in parentheses: `user_id`, `(tenant_id, user_id)`. None where only the key was written.
pub(crate) struct Columns(pub(crate) Vec<Path>);

impl Parse for Columns {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(Paren) {
            return Ok(Columns(vec![input.parse()?]));
        }
        let content;
        let paren = syn::parenthesized!(content in input);
        let columns = Punctuated::<Path, Token![,]>::parse_terminated(&content)?;
        if columns.is_empty() {
            return Err(syn::Error::new(paren.span.join(), "expected columns"));
        }
        Ok(Columns(columns.into_iter().collect()))
    }
}

impl ToTokens for Columns {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (number, column) in self.0.iter().enumerate() {
            if number > 0 {
                <Token![,]>::default().to_tokens(tokens);
            }
            column.to_tokens(tokens);
        }
    }
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
        if !kind.keys().contains(&name.as_str()) {
            errors.at(&key, kind.unknown(&name));
            self.has_unknown_keys = true;
            // The rest of the attribute may still be right: skip this value only.
            if input.parse::<Token![=]>().is_ok() {
                input.parse::<Expr>()?;
            } else if input.peek(Paren) {
                input.parse::<Group>()?;
            }
            return Ok(());
        }
        let end = match name.as_str() {
            "latest" => Some(End::Latest),
            "oldest" => Some(End::Oldest),
            _ => None,
        };
        if let Some(end) = end {
            // Alone, it means the primary key.
            let columns = if input.parse::<Token![=]>().is_ok() {
                let expected = format!("columns to compare, such as `{name} = created_at`");
                value(input, &expected)?
            } else {
                Columns(Vec::new())
            };
            self.ends.push((end, columns));
            return Ok(());
        }
        match name.as_str() {
            "timestamps" => {
                let timestamps = Timestamps::parse(key.clone(), input)?;
                if self.timestamps.replace(timestamps).is_some() {
                    errors.at(&key, "`timestamps` is given twice; remove one");
                }
                return Ok(());
            }
            "touch" => return parse_touch(&mut self.touch, key, input, errors),
            "values" | "defaults" => return self.parse_values(&key, input, errors),
            _ => {}
        }
        input.parse::<Token![=]>().map_err(|error| {
            syn::Error::new(
                error.span(),
                format_args!("expected a value: `{name} = ..`"),
            )
        })?;
        let columns = |expected: &str| value::<Columns>(input, expected);
        let path = |expected: &str| value::<Path>(input, expected);
        let twice = match name.as_str() {
            "name" => {
                let name = value(input, "a name, such as `name = edited_posts`")?;
                self.name.replace(name).is_some()
            }
            "table" => {
                let path = path("a table, such as `table = schema::posts`")?;
                self.table.replace(path).is_some()
            }
            "foreign_key" => {
                let columns = columns(
                    "a column, such as `foreign_key = editor_id`, or several: `foreign_key = (tenant_id, user_id)`",
                )?;
                self.foreign_key.replace(columns).is_some()
            }
            "local_key" => {
                let columns = columns(
                    "a field of this struct, such as `local_key = slug`, or several: `local_key = (tenant_id, id)`",
                )?;
                self.local_key.replace(columns).is_some()
            }
            "owner_key" if kind == Kind::BelongsTo => {
                let columns = columns(
                    "a column of the owner, such as `owner_key = slug`, or several: `owner_key = (tenant_id, id)`",
                )?;
                self.owner_key.replace(columns).is_some()
            }
            "owner_key" => {
                let columns = columns(
                    "a column of the related table, such as `owner_key = slug`, or several: `owner_key = (tenant_id, id)`",
                )?;
                self.owner_key.replace(columns).is_some()
            }
            "pivot" => {
                let path = path("a table, such as `pivot = schema::role_user`")?;
                self.pivot.replace(path).is_some()
            }
            "related_key" => {
                let columns = columns(
                    "a column of the pivot table, such as `related_key = role_id`, or several: `related_key = (tenant_id, role_id)`",
                )?;
                self.related_key.replace(columns).is_some()
            }
            "using" => {
                let path = path(
                    "a struct that derives `Selectable` for the pivot table, such as `using = Membership`",
                )?;
                self.using.replace(path).is_some()
            }
            "accessor" => {
                let name = value(input, "a name, such as `accessor = membership`")?;
                self.accessor.replace(name).is_some()
            }
            "through" => {
                let path = path("the model between, such as `through = Post`")?;
                self.through.replace(path).is_some()
            }
            "through_table" => {
                let path = path("a table, such as `through_table = schema::posts`")?;
                self.through_table.replace(path).is_some()
            }
            "first_key" => {
                let columns = columns(
                    "a column of the table between, such as `first_key = user_id`, or several: `first_key = (tenant_id, user_id)`",
                )?;
                self.first_key.replace(columns).is_some()
            }
            "second_key" => {
                let columns = columns(
                    "a column of the related table, such as `second_key = post_id`, or several: `second_key = (tenant_id, post_id)`",
                )?;
                self.second_key.replace(columns).is_some()
            }
            "second_local_key" => {
                let columns = columns(
                    "a column of the table between, such as `second_local_key = slug`, or several: `second_local_key = (tenant_id, id)`",
                )?;
                self.second_local_key.replace(columns).is_some()
            }
            "morph" => {
                let name = value(
                    input,
                    "the name of the polymorphic relation, such as `morph = commentable`",
                )?;
                self.morph.replace(name).is_some()
            }
            "morph_id" => {
                let path = path("a column, such as `morph_id = commentable_id`")?;
                self.morph_id.replace(path).is_some()
            }
            "morph_type" => {
                let path = path("a column, such as `morph_type = commentable_type`")?;
                self.morph_type.replace(path).is_some()
            }
            _ => self.filter.replace(input.parse()?).is_some(),
        };
        if twice {
            errors.at(&key, format_args!("`{name}` is given twice; remove one"));
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
        if !input.peek(Paren) {
            return Err(syn::Error::new_spanned(
                key,
                format_args!(
                    "`{key}` takes columns of the {table} table and their values: `{key}(kind = \"dev\")`"
                ),
            ));
        }
        let content;
        syn::parenthesized!(content in input);
        while !content.is_empty() {
            let column: Ident = value(&content, &format!("a column of the {table} table"))?;
            content.parse::<Token![=]>()?;
            let given: Expr = content.parse()?;
            if self
                .values
                .iter()
                .chain(&self.defaults)
                .any(|(other, _)| *other == column)
            {
                errors.at(
                    &column,
                    format_args!("`{column}` is given twice; remove one"),
                );
            }
            match (untyped(&given), key == "values") {
                (Some(says), _) => errors.at(
                    &given,
                    format_args!("this value needs its type: `{column} = {says}`"),
                ),
                (None, true) => self.values.push((column, given)),
                (None, false) => self.defaults.push((column, given)),
            }
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

/// Whether nothing tells the type of a value, as of a constant or a variant; and how it would be written with it.
fn untyped(value: &Expr) -> Option<String> {
    let (path, arguments) = match value {
        Expr::Path(value) if !value.path.is_ident("None") => (&value.path, ""),
        Expr::Call(call) => match &*call.func {
            Expr::Path(value) => (&value.path, "(..)"),
            _ => return None,
        },
        _ => return None,
    };
    let names = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    let names: Vec<_> = names.collect();
    // Expressions of Diesel are functions and columns.
    let (last, before) = names.split_last()?;
    if !last.starts_with(char::is_uppercase) {
        return None;
    }
    let ty = match (before.last(), arguments) {
        (Some(ty), _) if ty.starts_with(char::is_uppercase) => before.join("::"),
        (_, "(..)") => names.join("::"),
        _ => "..".to_owned(),
    };
    Some(format!("{}{arguments} as {ty}", names.join("::")))
}

/// `morph_to(Post, Video, name = ..)`
pub(crate) struct MorphToAttr {
    pub(crate) owners: Vec<Path>,
    pub(crate) name: Option<Ident>,
    pub(crate) morph_type: Option<Ident>,
    pub(crate) owner_key: Option<Ident>,
    pub(crate) enum_name: Option<Ident>,
    pub(crate) touch: Option<(Ident, Option<Ident>)>,
}

impl MorphToAttr {
    pub(crate) fn parse(attribute: &Meta, errors: &mut Errors) -> Option<Self> {
        let empty = |errors: &mut Errors| {
            errors.at(
                attribute.path(),
                "`morph_to` needs the models that can be owners: `#[morph_to(Post, Video)]`",
            );
            None
        };
        let Meta::List(list) = attribute else {
            return empty(errors);
        };
        let parser = |input: ParseStream<'_>| MorphToAttr::parse_args(input, errors);
        let parsed = list.parse_args_with(parser);
        let attr = errors.ok(parsed)?;
        if attr.owners.is_empty() {
            return empty(errors);
        }
        Some(attr)
    }

    fn parse_args(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let mut attr = MorphToAttr {
            owners: Vec::new(),
            name: None,
            morph_type: None,
            owner_key: None,
            enum_name: None,
            touch: None,
        };
        while !input.is_empty() {
            let next: Option<Ident> = input.fork().parse().ok();
            let is_touch = next.is_some_and(|key| key == "touch") && !input.peek2(Token![::]);
            if is_touch {
                parse_touch(&mut attr.touch, input.parse()?, input, errors)?;
            } else if input.peek(Ident) && input.peek2(Token![=]) {
                attr.parse_key(input, errors)?;
            } else {
                let owner: Path = value(input, "a model, such as `#[morph_to(Post, Video)]`")?;
                if let Some(generic) = owner.segments.iter().find(|s| !s.arguments.is_empty()) {
                    return Err(syn::Error::new_spanned(
                        &generic.arguments,
                        "expected a model alone: `#[morph_to(Post, Video)]`",
                    ));
                }
                attr.owners.push(owner);
            }
            if input.peek(Token![::]) {
                return Err(input.error("expected a name alone, not a path"));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(attr)
    }

    fn parse_key(&mut self, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
        let key: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let name = key.to_string();
        let (slot, expected) = match name.as_str() {
            "name" => (&mut self.name, "a name, such as `name = owner`"),
            "morph_type" => (
                &mut self.morph_type,
                "a field of this struct, such as `morph_type = owner_type`",
            ),
            "owner_key" => (
                &mut self.owner_key,
                "a column of each owner's table, such as `owner_key = uuid`",
            ),
            "enum_name" => (
                &mut self.enum_name,
                "a name, such as `enum_name = CommentOwner`",
            ),
            _ => {
                errors.at(&key, Kind::MorphTo.unknown(&name));
                input.parse::<Expr>()?;
                return Ok(());
            }
        };
        if slot.replace(value(input, expected)?).is_some() {
            errors.at(&key, format_args!("`{name}` is given twice; remove one"));
        }
        Ok(())
    }
}

/// Parses what stands behind `touch`: nothing, or `= changed_at`.
fn parse_touch<T: Parse>(
    touch: &mut Option<(Ident, Option<T>)>,
    key: Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let mut column = None;
    if input.parse::<Token![=]>().is_ok() {
        let expected = "a column of the table that is touched, such as `touch = changed_at`";
        column = Some(value(input, expected)?);
    }
    if touch.is_some() {
        errors.at(&key, "`touch` is given twice; remove one");
    }
    *touch = Some((key, column));
    Ok(())
}

/// Parses a value of a key; an error says what the value should be.
fn value<T: Parse>(input: ParseStream<'_>, expected: &str) -> syn::Result<T> {
    let span = input.span();
    input
        .parse()
        .map_err(|_| syn::Error::new(span, format_args!("expected {expected}")))
}

/// What `#[diesel(..)]` says that matters here.
#[derive(Default)]
pub(crate) struct DieselAttr {
    pub(crate) table_name: Option<Path>,
    pub(crate) primary_key: Vec<Ident>,
    pub(crate) column_name: Option<Ident>,
    /// Whether the field is something else than a column.
    pub(crate) is_no_column: bool,
}

impl DieselAttr {
    /// Reads `#[diesel(..)]`. Diesel's own derives check it: what cannot be read here is skipped.
    pub(crate) fn parse(attributes: &[Attribute]) -> Self {
        let mut diesel = DieselAttr::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("diesel")) {
            let _ = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("table_name") {
                    diesel.table_name = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("primary_key") {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    let keys = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?;
                    diesel.primary_key = keys.into_iter().collect();
                } else if meta.path.is_ident("column_name") {
                    diesel.column_name = Some(syn::ext::IdentExt::parse_any(meta.value()?)?);
                } else if meta.path.is_ident("embed") {
                    diesel.is_no_column = true;
                } else if meta.path.is_ident("select_expression") {
                    diesel.is_no_column = true;
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(Token![=]) {
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<TokenStream>()?;
                }
                Ok(())
            });
        }
        diesel
    }
}

/// What stands in our own attributes, on a struct or a field.
pub(crate) struct OwnAttrs {
    /// The relations, as they were written: `#[has_many(..)]` or `#[model(has_many(..))]`.
    pub(crate) relations: Vec<(Kind, Meta)>,
    /// `#[model(crate = path)]`: where the runtime is, if the dependency is renamed.
    pub(crate) krate: Option<Path>,
    /// `#[model(with(posts))]`: the relations that every query of the model loads.
    pub(crate) with: Vec<Ident>,
    /// `#[model(morph_name = "posts")]`: the name of the model in the type column of a polymorphic relation.
    pub(crate) morph_name: Option<syn::LitStr>,
    /// `#[model(key)]`: a field by which other models may refer to this one.
    pub(crate) key: Option<Path>,
    /// `#[model(soft_delete)]`: the column that says when a row was deleted.
    pub(crate) soft_delete: Option<Path>,
    /// `#[model(timestamps)]`: the columns that hold when a row was made and changed.
    pub(crate) timestamps: Option<Timestamps>,
}

impl OwnAttrs {
    pub(crate) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut own = OwnAttrs {
            relations: Vec::new(),
            krate: None,
            with: Vec::new(),
            key: None,
            morph_name: None,
            soft_delete: None,
            timestamps: None,
        };
        for attribute in attributes {
            if let Some(kind) = Kind::of(attribute.path()) {
                own.relations.push((kind, attribute.meta.clone()));
            } else if attribute.path().is_ident("model") {
                let parsed = attribute.parse_nested_meta(|meta| {
                    if let Some(kind) = Kind::of(&meta.path) {
                        own.relations.push((kind, nested(meta)?));
                    } else if meta.path.is_ident("crate") {
                        let path = value(meta.value()?, "a path, such as `crate = my_crate::diesel_relations`")?;
                        if own.krate.replace(path).is_some() {
                            return Err(meta.error("`crate` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("morph_name") {
                        let name: syn::LitStr = value(meta.value()?, "a text, such as `morph_name = \"posts\"`")?;
                        if name.value().is_empty() {
                            return Err(syn::Error::new_spanned(name, "an empty type means that there is no owner; choose a name"));
                        }
                        if own.morph_name.replace(name).is_some() {
                            return Err(meta.error("`morph_name` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("soft_delete") {
                        let column = match meta.input.peek(Token![=]) {
                            true => value(meta.value()?, "a column, such as `soft_delete = removed_at`")?,
                            false => Ident::new("deleted_at", span_of(&meta.path)).into(),
                        };
                        if own.soft_delete.replace(column).is_some() {
                            return Err(meta.error("`soft_delete` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("timestamps") {
                        let key = meta.path.require_ident()?.clone();
                        let timestamps = Timestamps::parse(key, meta.input)?;
                        if own.timestamps.replace(timestamps).is_some() {
                            return Err(meta.error("`timestamps` is given twice; remove one"));
                        }
                    } else if meta.path.is_ident("key") {
                        own.key = Some(meta.path);
                    } else if meta.path.is_ident("with") {
                        if !meta.input.peek(Paren) {
                            return Err(meta.error("`with` names relations of this model: `with(posts)`"));
                        }
                        let content;
                        syn::parenthesized!(content in meta.input);
                        own.with.extend(Punctuated::<Ident, Token![,]>::parse_terminated(&content)?);
                    } else {
                        return Err(meta.error(
                            "unknown key in `#[model(..)]`; the keys are `crate`, `with`, `morph_name`, `timestamps`, `soft_delete`, on a field `key`, and the relations",
                        ));
                    }
                    Ok(())
                });
                errors.ok(parsed);
            }
        }
        own
    }
}

/// An attribute inside another, as it would stand alone.
fn nested(meta: ParseNestedMeta<'_>) -> syn::Result<Meta> {
    let path = meta.path;
    if !meta.input.peek(Paren) {
        return Ok(Meta::Path(path));
    }
    let content;
    let paren = syn::parenthesized!(content in meta.input);
    Ok(Meta::List(MetaList {
        path,
        delimiter: MacroDelimiter::Paren(paren),
        tokens: content.parse()?,
    }))
}

/// The span of a path's last segment: the user's own token.
pub(crate) fn span_of(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}
