//! `morph_to(..)`, as it was written.

use syn::parse::ParseStream;
use syn::{Expr, Ident, Meta, Path, Token};

use super::values::{given_twice, parse_touch, value};
use crate::errors::Errors;
use crate::kind::Kind;

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
                let expects = Kind::MorphTo.key("touch").map_or("", |key| key.expects);
                parse_touch(&mut attr.touch, input.parse()?, input, errors, |input| {
                    value(input, expects)
                })?;
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
        let Some(known) = Kind::MorphTo.key(&name) else {
            errors.at(&key, Kind::MorphTo.unknown(&name));
            input.parse::<Expr>()?;
            return Ok(());
        };
        let slot = match name.as_str() {
            "name" => &mut self.name,
            "morph_type" => &mut self.morph_type,
            "owner_key" => &mut self.owner_key,
            _ => &mut self.enum_name,
        };
        if given_twice(slot, value(input, known.expects)?) {
            errors.at(&key, format_args!("`{name}` is given twice; remove one"));
        }
        Ok(())
    }
}
