//! `#[serde(..)]`, as far as it says the names of fields in JSON.

use syn::meta::ParseNestedMeta;
use syn::token::Paren;
use syn::{Attribute, Expr, LitStr, Token};

/// The facts that are read from `#[serde(..)]`.
#[derive(Default)]
pub(crate) struct SerdeAttr {
    /// `rename = ".."`
    rename: Option<String>,
    /// `rename_all = ".."`
    rename_all: Option<String>,
    /// True where JSON has no such key: `skip`, `skip_serializing`, `flatten`.
    pub(crate) is_no_key: bool,
}

impl SerdeAttr {
    /// Reads `#[serde(..)]`. serde's own derives check it: what cannot be read here is skipped.
    pub(crate) fn parse(attributes: &[Attribute]) -> Self {
        let mut serde = SerdeAttr::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
            let _ = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    serde.rename = written(&meta)?.or(serde.rename.take());
                } else if meta.path.is_ident("rename_all") {
                    serde.rename_all = written(&meta)?.or(serde.rename_all.take());
                } else if ["skip", "skip_serializing", "flatten"]
                    .iter()
                    .any(|key| meta.path.is_ident(key))
                {
                    serde.is_no_key = true;
                } else if meta.input.peek(Token![=]) {
                    meta.value()?.parse::<Expr>()?;
                } else if meta.input.peek(Paren) {
                    meta.parse_nested_meta(|meta| meta.value()?.parse::<Expr>().map(drop))?;
                }
                Ok(())
            });
        }
        serde
    }

    /// The name of a field that has these attributes, where those of its struct are `model`.
    pub(crate) fn name(&self, field: String, model: &SerdeAttr) -> String {
        match (&self.rename, &model.rename_all) {
            (Some(name), _) => name.clone(),
            (None, Some(rule)) => renamed(field, rule),
            (None, None) => field,
        }
    }
}

/// The value for what is written: `rename = ".."`, `rename(serialize = "..")`.
fn written(meta: &ParseNestedMeta<'_>) -> syn::Result<Option<String>> {
    if !meta.input.peek(Paren) {
        return Ok(Some(meta.value()?.parse::<LitStr>()?.value()));
    }
    let mut written = None;
    meta.parse_nested_meta(|side| {
        let name = side.value()?.parse::<LitStr>()?.value();
        if side.path.is_ident("serialize") {
            written = Some(name);
        }
        Ok(())
    })?;
    Ok(written)
}

/// The name of a field by one of serde's rules.
fn renamed(field: String, rule: &str) -> String {
    match rule {
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => field.to_ascii_uppercase(),
        "kebab-case" => field.replace('_', "-"),
        "SCREAMING-KEBAB-CASE" => field.to_ascii_uppercase().replace('_', "-"),
        "PascalCase" => joined(&field, true),
        "camelCase" => joined(&field, false),
        _ => field,
    }
}

/// `createdAt`, and `CreatedAt` where the first letter is a capital, too.
fn joined(field: &str, capital: bool) -> String {
    let mut name = String::with_capacity(field.len());
    let mut begins_word = true;
    for letter in field.chars() {
        match (letter, begins_word) {
            ('_', _) => begins_word = true,
            (letter, true) => {
                let is_capital = capital || !name.is_empty();
                name.push(match is_capital {
                    true => letter.to_ascii_uppercase(),
                    false => letter.to_ascii_lowercase(),
                });
                begins_word = false;
            }
            (letter, false) => name.push(letter),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use syn::{DeriveInput, Fields};

    use super::SerdeAttr;

    /// The names of the fields, `-` of those that are no keys.
    fn names(text: &str) -> Vec<String> {
        let input: DeriveInput = syn::parse_str(text).expect("a struct");
        let syn::Data::Struct(data) = &input.data else {
            return Vec::new();
        };
        let Fields::Named(fields) = &data.fields else {
            return Vec::new();
        };
        let model = SerdeAttr::parse(&input.attrs);
        let names = fields.named.iter().map(|field| {
            let serde = SerdeAttr::parse(&field.attrs);
            let ident = field.ident.as_ref().expect("a name").to_string();
            match serde.is_no_key {
                true => "-".to_owned(),
                false => serde.name(ident, &model),
            }
        });
        names.collect()
    }

    #[test]
    fn rules_are_those_of_serde() {
        let all = |rule| {
            let text = format!(
                "#[serde(rename_all = {rule:?})] struct Post {{ id: i32, created_at: i32, _x1_yZ: i32 }}"
            );
            names(&text).join(" ")
        };
        assert_eq!(all("lowercase"), "id created_at _x1_yZ");
        assert_eq!(all("snake_case"), "id created_at _x1_yZ");
        assert_eq!(all("UPPERCASE"), "ID CREATED_AT _X1_YZ");
        assert_eq!(all("SCREAMING_SNAKE_CASE"), "ID CREATED_AT _X1_YZ");
        assert_eq!(all("PascalCase"), "Id CreatedAt X1YZ");
        assert_eq!(all("camelCase"), "id createdAt x1YZ");
        assert_eq!(all("kebab-case"), "id created-at -x1-yZ");
        assert_eq!(all("SCREAMING-KEBAB-CASE"), "ID CREATED-AT -X1-YZ");
    }

    #[test]
    fn a_field_has_the_name_that_is_written() {
        let found = names(
            r#"
            #[serde(crate = "serde", rename_all(deserialize = "UPPERCASE", serialize = "camelCase"), bound(serialize = "T: X"))]
            struct Post {
                #[serde(default, rename = "key")]
                id: i32,
                #[serde(rename(serialize = "a", deserialize = "b"), skip_serializing_if = "Option::is_none")]
                first_name: i32,
                #[serde(rename(deserialize = "b"))]
                last_name: i32,
                #[serde(skip)]
                hidden: i32,
                #[serde(with = "x", skip_serializing)]
                other: i32,
                #[serde(skip_deserializing)]
                read_only: i32,
                #[serde(flatten)]
                rest: i32,
            }
            "#,
        );
        assert_eq!(found, ["key", "a", "lastName", "-", "-", "readOnly", "-"]);
    }
}
