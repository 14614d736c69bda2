//! Attributes as they were written: each value beside the key it was given to.

use proc_macro2::Span;
use syn::Ident;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Path, Token};

use crate::errors::Errors;

/// Which relation an attribute declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    HasOne,
    HasMany,
    BelongsTo,
}

impl Kind {
    /// The kind that the attribute declares, `None` for attributes of others.
    pub(crate) fn of(attribute: &Attribute) -> Option<Kind> {
        let path = attribute.path();
        [Kind::HasOne, Kind::HasMany, Kind::BelongsTo]
            .into_iter()
            .find(|kind| path.is_ident(kind.name()))
    }

    /// The attribute's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::HasOne => "has_one",
            Kind::HasMany => "has_many",
            Kind::BelongsTo => "belongs_to",
        }
    }

    fn keys(self) -> &'static [&'static str] {
        match self {
            Kind::HasOne | Kind::HasMany => {
                &["name", "table", "foreign_key", "local_key", "filter"]
            }
            Kind::BelongsTo => &["name", "table", "owner_key", "filter"],
        }
    }
}

/// One relation attribute.
pub(crate) struct RelationAttr {
    pub(crate) kind: Kind,
    pub(crate) related: Path,
    pub(crate) name: Option<Ident>,
    pub(crate) table: Option<Path>,
    /// A column, or a path to one.
    pub(crate) foreign_key: Option<Path>,
    pub(crate) local_key: Option<Ident>,
    pub(crate) owner_key: Option<Path>,
    pub(crate) filter: Option<Expr>,
}

impl RelationAttr {
    /// Parses `#[has_many(Post, name = edited_posts, ..)]`.
    pub(crate) fn parse(kind: Kind, attribute: &Attribute, errors: &mut Errors) -> Option<Self> {
        let name = kind.name();
        if let syn::Meta::Path(path) = &attribute.meta {
            errors.at(
                path,
                format_args!("`{name}` needs the related model: `#[{name}(Post)]`"),
            );
            return None;
        }
        let parser = |input: ParseStream<'_>| RelationAttr::parse_args(kind, input, errors);
        let parsed = attribute.parse_args_with(parser);
        errors.ok(parsed)
    }

    fn parse_args(kind: Kind, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Self> {
        let related = if input.peek(Ident) && input.peek2(Token![=]) || input.is_empty() {
            let name = kind.name();
            return Err(input.error(format_args!(
                "the related model comes first: `#[{name}(Post, ..)]`"
            )));
        } else {
            input.parse()?
        };
        let mut attr = RelationAttr {
            kind,
            related,
            name: None,
            table: None,
            foreign_key: None,
            local_key: None,
            owner_key: None,
            filter: None,
        };
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
        let key: Ident = syn::ext::IdentExt::parse_any(input)?;
        let name = key.to_string();
        if !self.kind.keys().contains(&name.as_str()) {
            errors.at(&key, self.unknown(&name));
            // The rest of the attribute may still be right: skip this value only.
            if input.parse::<Token![=]>().is_ok() {
                input.parse::<Expr>()?;
            }
            return Ok(());
        }
        input.parse::<Token![=]>().map_err(|error| {
            syn::Error::new(
                error.span(),
                format_args!("expected a value: `{name} = ..`"),
            )
        })?;
        let twice = match name.as_str() {
            "name" => self
                .name
                .replace(value(input, "a name, such as `name = edited_posts`")?)
                .is_some(),
            "table" => self
                .table
                .replace(value(input, "a table, such as `table = schema::posts`")?)
                .is_some(),
            "foreign_key" => self
                .foreign_key
                .replace(value(input, "a column, such as `foreign_key = editor_id`")?)
                .is_some(),
            "local_key" => self
                .local_key
                .replace(value(
                    input,
                    "a field of this struct, such as `local_key = slug`",
                )?)
                .is_some(),
            "owner_key" => self
                .owner_key
                .replace(value(
                    input,
                    "a column of the owner, such as `owner_key = slug`",
                )?)
                .is_some(),
            _ => self.filter.replace(input.parse()?).is_some(),
        };
        if twice {
            errors.at(&key, format_args!("`{name}` is given twice; remove one"));
        }
        Ok(())
    }

    fn unknown(&self, key: &str) -> String {
        let name = self.kind.name();
        let keys = self.kind.keys();
        if self.kind == Kind::BelongsTo && key == "foreign_key" {
            return "the foreign key of `belongs_to` is the field that the attribute stands on; remove `foreign_key`"
                .to_owned();
        }
        let close = keys.iter().find(|known| is_close(key, known));
        let hint = close.map_or_else(String::new, |known| format!(", did you mean `{known}`?"));
        let list = keys
            .iter()
            .map(|key| format!("`{key}`"))
            .collect::<Vec<_>>()
            .join(", ");
        format!("unknown key `{key}`{hint}; `{name}` takes {list}")
    }
}

/// Parses a value of a key; an error says what the value should be.
fn value<T: Parse>(input: ParseStream<'_>, expected: &str) -> syn::Result<T> {
    let span = input.span();
    input
        .parse()
        .map_err(|_| syn::Error::new(span, format_args!("expected {expected}")))
}

/// Whether one name is the other with at most two letters changed, added, removed or swapped.
fn is_close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replace = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()] <= 2
}

/// What `#[diesel(..)]` says that matters here.
#[derive(Default)]
pub(crate) struct DieselAttr {
    pub(crate) table_name: Option<Path>,
    pub(crate) primary_key: Vec<Ident>,
    pub(crate) column_name: Option<Ident>,
    pub(crate) embed: bool,
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
                    diesel.embed = true;
                } else if meta.input.peek(Token![=]) {
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<proc_macro2::TokenStream>()?;
                }
                Ok(())
            });
        }
        diesel
    }
}

/// `#[model(crate = path)]`: where the runtime is, if the dependency is renamed.
pub(crate) fn crate_path(attributes: &[Attribute], errors: &mut Errors) -> Path {
    let mut path = syn::parse_quote!(::diesel_relations);
    for attribute in attributes.iter().filter(|a| a.path().is_ident("model")) {
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                path = meta.value()?.parse()?;
                return Ok(());
            }
            Err(meta.error("unknown key in `#[model(..)]`; the key is `crate`"))
        });
        errors.ok(parsed);
    }
    path
}

/// The span of a path's last segment: the user's own token.
pub(crate) fn span_of(path: &Path) -> Span {
    path.segments
        .last()
        .map_or_else(Span::call_site, |segment| segment.ident.span())
}
