//! The model with every default resolved: what is expanded holds no "where nothing was given".

use proc_macro2::{Ident, Span};
use syn::{Data, DeriveInput, Expr, Fields, Path, Type, Visibility};

use crate::attr::{DieselAttr, Kind, OwnAttrs, RelationAttr, span_of};
use crate::errors::Errors;
use crate::names;

/// A struct with `#[derive(Model)]`.
pub(crate) struct Model<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    /// The module of the table: `users`.
    pub(crate) table: Path,
    /// The runtime: `::diesel_relations`.
    pub(crate) krate: Path,
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) relations: Vec<Relation<'a>>,
}

/// A field that is a column.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) column: Ident,
}

/// A declared relation.
pub(crate) struct Relation<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: Ident,
    /// Whether the name was written by the user.
    pub(crate) is_named: bool,
    pub(crate) related: Path,
    /// The module of the related table.
    pub(crate) table: Path,
    pub(crate) key: Key,
    /// The field of this struct that holds the local value.
    pub(crate) local: Local<'a>,
    pub(crate) filter: Option<Expr>,
}

/// The key column in the related table.
pub(crate) enum Key {
    Column(Path),
    /// The related table's primary key, whatever its name.
    Primary,
}

/// The local value: a field and its column.
#[derive(Clone)]
pub(crate) struct Local<'a> {
    pub(crate) field: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) column: Ident,
}

impl<'a> Model<'a> {
    pub(crate) fn new(input: &'a DeriveInput, errors: &mut Errors) -> Option<Self> {
        let fields = fields(input, errors)?;
        if !input.generics.params.is_empty() {
            errors.at(
                &input.generics,
                "`Model` stands for the rows of a table, which Diesel loads as owned values; remove the generics",
            );
            return None;
        }
        let own = OwnAttrs::parse(&input.attrs, errors);
        let diesel = DieselAttr::parse(&input.attrs);
        let table = diesel
            .table_name
            .unwrap_or_else(|| path(names::diesel_table(&input.ident), input.ident.span()));
        let mut model = Model {
            ident: &input.ident,
            vis: &input.vis,
            table,
            krate: own
                .krate
                .unwrap_or_else(|| syn::parse_quote!(::diesel_relations)),
            fields: Vec::new(),
            relations: Vec::new(),
        };
        for field in fields {
            let Some(ident) = &field.ident else { continue };
            let diesel = DieselAttr::parse(&field.attrs);
            if !diesel.embed {
                model.fields.push(Field {
                    ident,
                    ty: &field.ty,
                    column: diesel.column_name.unwrap_or_else(|| ident.clone()),
                });
            }
        }
        let primary_key = match diesel.primary_key.as_slice() {
            [] => vec![Ident::new("id", Span::call_site())],
            keys => keys.to_vec(),
        };
        for (kind, attribute) in &own.relations {
            if *kind == Kind::BelongsTo {
                errors.at(
                    attribute.path(),
                    "`belongs_to` stands on the field that holds the foreign key, not on the struct",
                );
            } else if let Some(attr) = RelationAttr::parse(*kind, attribute, errors) {
                let relation = model.has(attr, &primary_key, errors);
                model.relations.extend(relation);
            }
        }
        for field in fields {
            for (kind, attribute) in &OwnAttrs::parse(&field.attrs, errors).relations {
                if *kind != Kind::BelongsTo {
                    let name = kind.name();
                    errors.at(
                        attribute.path(),
                        format_args!("`{name}` stands on the struct, not on a field: the key is in the related table"),
                    );
                    continue;
                }
                let Some(local) = field.ident.as_ref().and_then(|ident| model.local(ident)) else {
                    errors.at(
                        attribute.path(),
                        "`belongs_to` stands on a field that is a column",
                    );
                    continue;
                };
                if let Some(attr) = RelationAttr::parse(*kind, attribute, errors) {
                    let relation = belongs_to(attr, local, errors);
                    model.relations.extend(relation);
                }
            }
        }
        Some(model)
    }

    /// The field with this name, or of this column.
    fn local(&self, name: &Ident) -> Option<Local<'a>> {
        let fields = &self.fields;
        let field = fields
            .iter()
            .find(|field| field.ident == name)
            .or_else(|| fields.iter().find(|field| field.column == *name))?;
        Some(Local {
            field: field.ident,
            ty: field.ty,
            column: field.column.clone(),
        })
    }

    fn has(
        &self,
        attr: RelationAttr,
        primary_key: &[Ident],
        errors: &mut Errors,
    ) -> Option<Relation<'a>> {
        let related = last(&attr.related)?;
        let local_name = match (&attr.local_key, primary_key) {
            (Some(name), _) => name.clone(),
            (None, [name]) => name.clone(),
            (None, _) => {
                errors.at(
                    &attr.related,
                    "this model has a primary key of several columns; name the one that the relation uses: `local_key = ..`",
                );
                return None;
            }
        };
        let Some(local) = self.local(&local_name) else {
            match &attr.local_key {
                Some(given) => errors.at(
                    given,
                    format_args!("`{}` has no field `{given}`; `local_key` names the field that the foreign key refers to", self.ident),
                ),
                None => errors.at(
                    &attr.related,
                    format_args!(
                        "`{}` has no field `{local_name}`, its primary key; add the field, or name another: `local_key = ..`",
                        self.ident
                    ),
                ),
            }
            return None;
        };
        let span = span_of(&attr.related);
        let table = attr
            .table
            .clone()
            .unwrap_or_else(|| path(names::plural_snake(related), span));
        let foreign_key = attr.foreign_key.clone().unwrap_or_else(|| {
            let column = format!(
                "{}_{}",
                names::snake(self.ident),
                syn::ext::IdentExt::unraw(&local_name)
            );
            path(column, span)
        });
        let default = match attr.kind {
            Kind::HasMany => names::plural_snake(related),
            _ => names::snake(related),
        };
        Some(Relation {
            kind: attr.kind,
            is_named: attr.name.is_some(),
            name: attr.name.unwrap_or_else(|| names::ident(&default, span)),
            key: Key::Column(column_of(&table, foreign_key)),
            table,
            related: attr.related,
            local,
            filter: attr.filter,
        })
    }
}

fn belongs_to<'a>(
    attr: RelationAttr,
    local: Local<'a>,
    errors: &mut Errors,
) -> Option<Relation<'a>> {
    let related = last(&attr.related)?;
    let span = span_of(&attr.related);
    let table = attr
        .table
        .unwrap_or_else(|| path(names::plural_snake(related), span));
    let field = syn::ext::IdentExt::unraw(local.field).to_string();
    let is_named = attr.name.is_some();
    let name = match (attr.name, field.strip_suffix("_id")) {
        (Some(name), _) => name,
        (None, Some(name)) if !name.is_empty() => names::ident(name, local.field.span()),
        (None, _) => {
            errors.at(
                local.field,
                format_args!(
                    "the relation needs a name: the field `{field}` does not end in `_id`; write \
                     `#[belongs_to({related}, name = ..)]`"
                ),
            );
            return None;
        }
    };
    Some(Relation {
        kind: attr.kind,
        is_named,
        name,
        key: attr
            .owner_key
            .map_or(Key::Primary, |key| Key::Column(column_of(&table, key))),
        table,
        related: attr.related,
        local,
        filter: attr.filter,
    })
}

fn fields<'a>(
    input: &'a DeriveInput,
    errors: &mut Errors,
) -> Option<&'a syn::punctuated::Punctuated<syn::Field, syn::Token![,]>> {
    let (tokens, what): (&dyn quote::ToTokens, _) = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Some(&fields.named),
            Fields::Unnamed(_) => (&input.ident, "a tuple struct"),
            Fields::Unit => (&input.ident, "a unit struct"),
        },
        Data::Enum(_) => (&input.ident, "an enum"),
        Data::Union(_) => (&input.ident, "a union"),
    };
    errors.at(
        tokens,
        format_args!(
            "`Model` needs a struct with named fields, one per column; `{}` is {what}",
            input.ident
        ),
    );
    None
}

/// A column by its name is in the related table; a path is taken as it is.
fn column_of(table: &Path, column: Path) -> Path {
    match column.get_ident() {
        Some(column) => {
            let mut path = table.clone();
            path.segments.push(column.clone().into());
            path
        }
        None => column,
    }
}

fn last(path: &Path) -> Option<&Ident> {
    path.segments.last().map(|segment| &segment.ident)
}

fn path(name: String, span: Span) -> Path {
    names::ident(&name, span).into()
}
