//! The names in the lists of a search: what each list takes, and what the struct itself has.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use super::model::Model;
use super::search::{End, Function, Place};
use crate::attr::SearchName;
use crate::errors::Errors;
use crate::kind::is_close;

/// The meaning of a name, or a mistake and where it is.
type Resolved<T> = Result<T, (Span, String)>;

/// The meaning of the first part of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Column,
    Relation,
    /// A `morph_to`.
    Owner,
}

/// All names of a list, without those that are mistakes. A name that may be missing because of another mistake is left out in silence.
pub(super) fn all<T>(
    names: Vec<SearchName>,
    model: &Model<'_>,
    errors: &mut Errors,
    has_mistakes: bool,
    one: fn(First, SearchName) -> Resolved<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for name in names {
        let place = match first(model, &name) {
            Ok(first) => one(first, name),
            Err(_) if has_mistakes => continue,
            Err(mistake) => Err(mistake),
        };
        match place {
            Ok(place) => all.push(place),
            Err((span, message)) => errors.spanned(span, message),
        }
    }
    all
}

/// Looks the first part of a name up in the struct.
fn first(model: &Model<'_>, name: &SearchName) -> Resolved<First> {
    let ident = model.ident;
    let first = &name.path[0];
    let word = first.unraw();
    let columns: Vec<_> = (model.fields.iter())
        .map(|field| field.ident.unraw().to_string())
        .collect();
    let relations: Vec<_> = (model.relations.iter())
        .map(|relation| relation.name.unraw().to_string())
        .collect();
    if word_is_in(&columns, &word) {
        return Ok(First::Column);
    }
    if word_is_in(&relations, &word) {
        return Ok(First::Relation);
    }
    if model.morphs.iter().any(|morph| morph.name.unraw() == word) {
        return Ok(First::Owner);
    }
    let text = word.to_string();
    let close = columns
        .iter()
        .chain(&relations)
        .find(|it| is_close(&text, it));
    let remedy = match close {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("its columns are {}{}", listed(&columns), {
            match relations.is_empty() {
                true => String::new(),
                false => format!(", its relations {}", listed(&relations)),
            }
        }),
    };
    Err((
        first.span(),
        format!("`{ident}` has no column or relation `{word}`; {remedy}"),
    ))
}

fn word_is_in(words: &[String], word: &Ident) -> bool {
    words.iter().any(|other| word == other)
}

/// `title`, `votes`
fn listed(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// `title`, `author.name`, `comments.count`, `comments.exists`, `options->visible: bool`
pub(super) fn filter(first: First, name: SearchName) -> Resolved<Place> {
    if let (Some(_), Some(last)) = (&name.argument, name.path.last()) {
        return Err((
            last.span(),
            format!(
                "filters take no `{}(..)`; they take columns, `count` and `exists` of related rows",
                last.unraw()
            ),
        ));
    }
    place(first, name, |last| {
        match last.unraw().to_string().as_str() {
            "count" => Some(End::Count(last.span())),
            "exists" => Some(End::Exists(last.span())),
            _ => None,
        }
    })
}

/// `title`, `author.name`, `comments.count`, `comments.sum(votes)`, `options->visible: bool`
pub(super) fn sort(first: First, name: SearchName) -> Resolved<Place> {
    match number(first, &name)? {
        Some(Place {
            end: End::Exists(span),
            ..
        }) => Err((
            span,
            "`exists` is only true or false; sort by `count`".to_owned(),
        )),
        Some(place) => Ok(place),
        None => place(first, name, |_| None),
    }
}

/// `title`, `author.name`
pub(super) fn keyword(first: First, name: SearchName) -> Resolved<Place> {
    if let (Some(_), Some(last)) = (&name.argument, name.path.last()) {
        let message = "keywords are looked for in columns with texts";
        return Err((last.span(), message.to_owned()));
    }
    no_json(&name, "keywords are looked for in columns with texts")?;
    place(first, name, |_| None)
}

/// `title`
pub(super) fn write(first: First, name: SearchName) -> Resolved<Place> {
    let message = "`write` takes columns of the struct itself";
    no_json(&name, message)?;
    if first == First::Relation || name.path.len() > 1 || name.argument.is_some() {
        return Err((name.span(), message.to_owned()));
    }
    place(first, name, |_| None)
}

/// `comments.count`, `comments.exists`, `comments.sum(votes)`
pub(super) fn aggregate(first: First, name: SearchName) -> Resolved<Place> {
    no_json(&name, "`aggregate` takes numbers of related rows")?;
    let place = match number(first, &name)? {
        Some(place) => place,
        None => {
            let word = name.path[0].unraw();
            let message = match first {
                First::Column => format!(
                    "`{word}` is a column; `aggregate` takes numbers of related rows, such as `comments.count`"
                ),
                First::Relation | First::Owner => format!(
                    "name what is taken of the rows of `{word}`: `{word}.count`, `{word}.exists`, or `{word}.sum(..)`, `avg`, `min`, `max` \
                     of one of their columns"
                ),
            };
            return Err((name.span(), message));
        }
    };
    match place.steps.get(1) {
        None => Ok(place),
        Some(step) => Err((
            step.span(),
            format!(
                "`aggregate` takes numbers of the rows of one relation; declare it in the search of the model that `{}` is a relation of",
                step.unraw()
            ),
        )),
    }
}

/// `author`, `comments.author`
pub(super) fn include(first: First, name: SearchName) -> Resolved<Vec<Ident>> {
    let word = name.path[0].unraw();
    if first == First::Column {
        return Err((
            name.path[0].span(),
            format!("`{word}` is a column; `include` takes relations, such as `comments.author`"),
        ));
    }
    no_json(&name, "`include` takes relations")?;
    if let (First::Owner, Some(inside)) = (first, name.path.get(1)) {
        let message = format!(
            "`{word}` has owners of several models, and a request loads nothing beside them; include `{word}`"
        );
        return Err((inside.span(), message));
    }
    if name.argument.is_some() {
        let message = "`include` takes relations; numbers of their rows stand in `aggregate(..)`";
        return Err((name.span(), message.to_owned()));
    }
    Ok(name.path)
}

/// A number of related rows: `comments.count`, `comments.sum(votes)`. `None` where the name is another one.
fn number(first: First, name: &SearchName) -> Resolved<Option<Place>> {
    let Some((last, steps)) = name.path.split_last() else {
        return Ok(None);
    };
    let word = last.unraw().to_string();
    if first == First::Owner {
        return Err(of_owner(&name.path));
    }
    let function = Function::named(&word);
    let is_of_rows = !steps.is_empty() && first == First::Relation;
    let end = match (word.as_str(), &name.argument) {
        _ if !is_of_rows && name.argument.is_none() => return Ok(None),
        _ if !is_of_rows => {
            let message =
                format!("`{word}(..)` stands behind a relation, such as `comments.sum(votes)`");
            return Err((last.span(), message));
        }
        ("count" | "exists", Some(Some(column))) => {
            let path = path_of(steps);
            let message = format!("`{word}` is one of rows, and takes no column: `{path}.{word}`");
            return Err((column.span(), message));
        }
        ("count", _) => End::Count(last.span()),
        ("exists", _) => End::Exists(last.span()),
        (_, argument) => match (function, argument) {
            (None, None) => return Ok(None),
            (None, Some(_)) => {
                let message = format!(
                    "there is no aggregate `{word}`; there are `count`, `exists`, `sum(..)`, `avg(..)`, `min(..)` and `max(..)`"
                );
                return Err((last.span(), message));
            }
            (Some(function), Some(Some(column))) => End::Aggregate {
                function,
                column: column.clone(),
            },
            (Some(_), _) => {
                let path = path_of(steps);
                let message =
                    format!("`{word}` needs a column of the related rows: `{path}.{word}(votes)`");
                return Err((last.span(), message));
            }
        },
    };
    no_json(name, "there are no keys in the number of related rows")?;
    Ok(Some(Place {
        steps: steps.to_vec(),
        end,
    }))
}

/// A column, or what `other` says of the last part behind a relation.
fn place(first: First, name: SearchName, other: fn(&Ident) -> Option<End>) -> Resolved<Place> {
    let word = name.path[0].unraw();
    let Some((last, steps)) = name.path.split_last() else {
        return Err((name.span(), String::new()));
    };
    let number = match (steps, first) {
        (_, First::Owner) => match (steps, other(last)) {
            ([_], Some(exists @ End::Exists(_))) => Some(exists),
            _ => return Err(of_owner(&name.path)),
        },
        ([], First::Relation) => {
            let message = format!(
                "`{word}` is a relation; name a column of it, such as `{word}.id`, or `{word}.count`"
            );
            return Err((last.span(), message));
        }
        ([step, ..], First::Column) => {
            let message = format!(
                "`{word}` is a column, not a relation; a value inside of JSON is written `{word}->key: bool`"
            );
            return Err((step.span(), message));
        }
        ([], First::Column) => None,
        ([_, ..], First::Relation) => other(last),
    };
    let end = match (number, name.ty) {
        (Some(end), None) if name.keys.is_empty() => end,
        (_, None) if name.keys.is_empty() => End::Column(last.clone()),
        (_, None) => {
            let message = "a value inside of JSON needs its type, such as `options->visible: bool`";
            return Err((last_key(&name.keys), message.to_owned()));
        }
        (_, Some(ty)) if name.keys.is_empty() => {
            let message = "the type of a column is known; only values inside of JSON have a type here: `options->visible: bool`";
            return Err((syn::spanned::Spanned::span(&ty), message.to_owned()));
        }
        (_, Some(ty)) => End::Json {
            column: last.clone(),
            keys: name.keys,
            ty: Box::new(ty),
        },
    };
    Ok(Place {
        steps: steps.to_vec(),
        end,
    })
}

/// The mistake of a path that goes through owners of several models.
fn of_owner(path: &[Ident]) -> (Span, String) {
    let word = path[0].unraw();
    let message = format!(
        "`{word}` has owners of several models, and a search cannot go through it; it takes `filter({word}.exists)` and `include({word})`, \
         and filters by the columns of type and id"
    );
    (path[0].span(), message)
}

fn path_of(steps: &[Ident]) -> String {
    let steps: Vec<_> = steps.iter().map(|step| step.unraw().to_string()).collect();
    steps.join(".")
}

fn last_key(keys: &[syn::LitStr]) -> Span {
    keys.last().map_or_else(Span::call_site, syn::LitStr::span)
}

/// Refuses keys of JSON, and types.
fn no_json(name: &SearchName, message: &str) -> Resolved<()> {
    match (&name.keys[..], &name.ty) {
        ([], None) => Ok(()),
        ([], Some(ty)) => Err((syn::spanned::Spanned::span(ty), message.to_owned())),
        (keys, _) => Err((last_key(keys), message.to_owned())),
    }
}
