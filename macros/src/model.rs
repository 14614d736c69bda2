//! The model with every default resolved: what is expanded holds no "where nothing was given".

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Data, DeriveInput, Expr, Fields, Meta, Path, Type, Visibility};

use crate::attr::{Columns, Detach, DieselAttr, End, OwnAttrs, RelationAttr, span_of};
use crate::errors::Errors;
use crate::kind::Kind;
use crate::morph::{Morph, MorphTo};
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
    /// The names of the primary key's columns.
    pub(crate) primary_key: Vec<Ident>,
    /// The relations that every query loads.
    pub(crate) with: Vec<Ident>,
    /// Fields by which other models may refer to this one.
    pub(crate) keys: Vec<Ident>,
    /// The column that marks deleted rows.
    pub(crate) soft_delete: Option<Path>,
    /// The name of the model in type columns.
    pub(crate) morph_name: String,
    /// The columns that hold when a row was made and changed.
    pub(crate) timestamps: Option<(Ident, Ident)>,
    /// Whether columns of times hold UTC, and where that was written.
    pub(crate) utc: Option<Span>,
    pub(crate) relations: Vec<Relation<'a>>,
    pub(crate) morphs: Vec<MorphTo<'a>>,
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
    /// True where the name was written by the user.
    pub(crate) is_named: bool,
    pub(crate) related: Path,
    /// The module of the related table.
    pub(crate) table: Path,
    /// True where that is named, or a column in it. Otherwise it is taken from the model.
    pub(crate) needs_table: bool,
    pub(crate) key: Key,
    /// The fields of this struct that hold the local value.
    pub(crate) local: Vec<Local<'a>>,
    /// The order of which the first row is taken: columns of the related table.
    pub(crate) ends: Vec<(End, Option<Path>)>,
    pub(crate) filter: Option<Expr>,
    /// Columns that always have these values: of the pivot table, or of the related one.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// Columns of the related table that new rows have these values in.
    pub(crate) defaults: Vec<(Ident, Expr)>,
    /// The table that is joined to the related one; the key is in it.
    pub(crate) joined: Option<Joined>,
    /// The columns of a polymorphic relation.
    pub(crate) morph: Option<Morph>,
    /// The column that is set where a row of this model changes, and where it was said.
    pub(crate) touch: Option<(Path, Span)>,
}

/// A table joined to the related one.
pub(crate) struct Joined {
    /// Its module.
    pub(crate) table: Path,
    /// True where it is the related table itself.
    pub(crate) is_same: bool,
    /// The key of the related table, and the columns of this one that equal it.
    pub(crate) related_key: Key,
    pub(crate) own_key: Key,
    /// How many columns these are.
    pub(crate) width: usize,
    /// What the table holds: the rows of a model, or of a pivot.
    pub(crate) through: Option<Path>,
    pub(crate) pivot: Option<Pivot>,
}

/// A pivot table.
pub(crate) struct Pivot {
    /// The struct of its rows, and the name under which they are loaded.
    pub(crate) using: Option<Path>,
    pub(crate) accessor: Option<Ident>,
    pub(crate) timestamps: Option<(Ident, Ident)>,
    /// What becomes of a row that leaves, where it is said.
    pub(crate) detach: Option<Detach>,
    /// What a row gets that comes.
    pub(crate) attach: Vec<(Ident, Expr)>,
    /// The column that says since when a row is detached.
    pub(crate) soft_delete: Option<Ident>,
}

/// The key columns in the related table.
pub(crate) enum Key {
    Columns(Vec<Path>),
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
            soft_delete: own.soft_delete.map(|column| column_of(&table, column)),
            table,
            krate: own
                .krate
                .unwrap_or_else(|| syn::parse_quote!(::diesel_relations)),
            fields: Vec::new(),
            primary_key: match diesel.primary_key.as_slice() {
                [] => vec![Ident::new("id", Span::call_site())],
                keys => keys.to_vec(),
            },
            with: own.with,
            keys: Vec::new(),
            morph_name: own.morph_name.map_or_else(
                || syn::ext::IdentExt::unraw(&input.ident).to_string(),
                |name| name.value(),
            ),
            timestamps: own.timestamps.as_ref().and_then(|it| it.names(errors)),
            utc: own.utc.as_ref().map(span_of),
            relations: Vec::new(),
            morphs: Vec::new(),
        };
        for field in fields {
            let Some(ident) = &field.ident else { continue };
            let diesel = DieselAttr::parse(&field.attrs);
            if !diesel.is_no_column {
                model.fields.push(Field {
                    ident,
                    ty: &field.ty,
                    column: diesel.column_name.unwrap_or_else(|| ident.clone()),
                });
            }
        }
        for (kind, attribute) in &own.relations {
            model.relation_of_struct(*kind, attribute, errors);
        }
        for field in fields {
            model.relations_of_field(field, errors);
        }
        Some(model)
    }

    /// A relation that stands on the struct.
    fn relation_of_struct(&mut self, kind: Kind, attribute: &Meta, errors: &mut Errors) {
        if kind.stands_on_a_field() {
            let (name, key) = match kind {
                Kind::MorphTo => ("morph_to", "id of the owner"),
                _ => ("belongs_to", "foreign key"),
            };
            errors.at(
                attribute.path(),
                format_args!(
                    "`{name}` stands on the field that holds the {key}, not on the struct"
                ),
            );
        } else if let Some(attr) = RelationAttr::parse(kind, attribute, errors) {
            let relation = match kind {
                _ if kind.has_pivot() => self.many_to_many(attr, errors),
                Kind::HasOneThrough | Kind::HasManyThrough => self.through(attr, errors),
                _ => self.has(attr, errors),
            };
            self.relations.extend(relation);
        }
    }

    /// The relations that stand on a field, and whether it is a key.
    fn relations_of_field(&mut self, field: &'a syn::Field, errors: &mut Errors) {
        let own = OwnAttrs::parse(&field.attrs, errors);
        misplaced(&own, errors);
        if let (Some(_), Some(name)) = (&own.key, &field.ident) {
            self.keys.push(name.clone());
        }
        for (kind, attribute) in &own.relations {
            let name = kind.name();
            if !kind.stands_on_a_field() {
                errors.at(
                    attribute.path(),
                    format_args!(
                        "`{name}` stands on the struct, not on a field: the key is in another table"
                    ),
                );
                continue;
            }
            let Some(local) = field.ident.as_ref().and_then(|ident| self.local(ident)) else {
                errors.at(
                    attribute.path(),
                    format_args!("`{name}` stands on a field that is a column"),
                );
                continue;
            };
            if *kind == Kind::MorphTo {
                let morph = self.morph_to(attribute, local, errors);
                self.morphs.extend(morph);
                continue;
            }
            if let Some(attr) = RelationAttr::parse(*kind, attribute, errors) {
                let relation = self.belongs_to(attr, local, errors);
                self.relations.extend(relation);
            }
        }
    }

    /// The field with this name, or of this column.
    pub(crate) fn local(&self, name: &Ident) -> Option<Local<'a>> {
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

    /// The fields with these names.
    pub(crate) fn locals(
        &self,
        names: &Columns,
        what: &str,
        errors: &mut Errors,
    ) -> Option<Vec<Local<'a>>> {
        let mut locals = Vec::new();
        for name in &names.0 {
            match name.get_ident().and_then(|name| self.local(name)) {
                Some(local) => locals.push(local),
                None => {
                    let field = name.to_token_stream().to_string().replace(' ', "");
                    errors.at(
                        name,
                        format_args!("`{}` has no field `{field}`; {what}", self.ident),
                    );
                    return None;
                }
            }
        }
        Some(locals)
    }

    /// The fields that hold the local value.
    pub(crate) fn local_key(
        &self,
        attr: &RelationAttr,
        errors: &mut Errors,
    ) -> Option<Vec<Local<'a>>> {
        if let Some(names) = &attr.local_key {
            return self.locals(
                names,
                "`local_key` names the field that the foreign key refers to",
                errors,
            );
        }
        let mut local = Vec::new();
        for name in &self.primary_key {
            let Some(field) = self.local(name) else {
                errors.at(
                    &attr.related,
                    format_args!(
                        "`{}` has no field `{name}`, its primary key; add the field, or name another: `local_key = ..`",
                        self.ident
                    ),
                );
                return None;
            };
            local.push(field);
        }
        Some(local)
    }

    /// The name of the column by which another table refers to this model: `user_id`.
    pub(crate) fn foreign_key(&self, attr: &RelationAttr) -> Option<String> {
        let key = attr.local_key.as_ref();
        let key = key.and_then(|key| key.0.first()?.get_ident());
        let key = key.or(self.primary_key.first())?;
        let key = syn::ext::IdentExt::unraw(key).to_string();
        Some(names::foreign_key(self.ident, &key))
    }

    /// The primary key of another model, by its name: known where that is this model, and `id` elsewhere.
    pub(crate) fn primary_key_of(&self, model: &Ident) -> String {
        let own = self.primary_key.first().filter(|_| model == self.ident);
        own.map_or_else(
            || "id".to_owned(),
            |key| syn::ext::IdentExt::unraw(key).to_string(),
        )
    }
}

/// Reports keys on a field that stand on the struct.
fn misplaced(own: &OwnAttrs, errors: &mut Errors) {
    if let Some(krate) = &own.krate {
        errors.at(
            krate,
            "`crate` stands on the struct: `#[model(crate = ..)]`",
        );
    }
    if let Some(name) = &own.morph_name {
        errors.at(
            name,
            "`morph_name` stands on the struct: `#[model(morph_name = \"..\")]`",
        );
    }
    if let Some(column) = &own.soft_delete {
        errors.at(
            column,
            "`soft_delete` stands on the struct: `#[model(soft_delete = ..)]` names the column",
        );
    }
    if let Some(utc) = &own.utc {
        errors.at(
            utc,
            "`utc` stands on the struct: `#[model(timestamps, utc)]`",
        );
    }
    if let Some(timestamps) = &own.timestamps {
        errors.at(
            &timestamps.key,
            "`timestamps` stands on the struct: `#[model(timestamps)]`",
        );
    }
    if let Some(name) = own.with.first() {
        errors.at(name, "`with` stands on the struct: `#[model(with(..))]`");
    }
}

/// The module of a model's table, by its default name.
pub(crate) fn related_path(model: &Path) -> Path {
    let name = last(model).map(names::plural_snake).unwrap_or_default();
    path(name, span_of(model))
}

/// The module of the related table.
pub(crate) fn related_table(attr: &RelationAttr) -> Path {
    attr.table
        .clone()
        .unwrap_or_else(|| related_path(&attr.related))
}

pub(crate) fn columns_of(table: &Path, columns: Vec<Path>) -> Vec<Path> {
    columns
        .into_iter()
        .map(|column| column_of(table, column))
        .collect()
}

/// The given columns of a table, or its primary key.
pub(crate) fn key_of(table: &Path, columns: Option<&Columns>) -> Key {
    match columns {
        Some(columns) => Key::Columns(columns_of(table, columns.0.clone())),
        None => Key::Primary,
    }
}

/// The column of the related table that is touched.
pub(crate) fn touch_of(table: &Path, touch: Option<(Ident, Option<Path>)>) -> Option<(Path, Span)> {
    let (key, column) = touch?;
    let column = column.unwrap_or_else(|| path("updated_at".to_owned(), key.span()));
    let span = span_of(&column);
    Some((column_of(table, column), span))
}

/// The order of which the first row is taken.
pub(crate) fn ends_of(table: &Path, ends: Vec<(End, Columns)>) -> Vec<(End, Option<Path>)> {
    let mut all = Vec::new();
    for (end, by) in ends {
        if by.0.is_empty() {
            all.push((end, None));
        }
        let columns = columns_of(table, by.0).into_iter();
        all.extend(columns.map(|column| (end, Some(column))));
    }
    all
}

/// The name of a relation that is not named.
pub(crate) fn default_name(kind: Kind, related: &Ident) -> String {
    if kind.is_many() {
        names::plural_snake(related)
    } else {
        names::snake(related)
    }
}

/// As many columns on one side of a relation as on the other.
pub(crate) fn same_width(
    columns: &Columns,
    key: &str,
    others: usize,
    other_key: &str,
    errors: &mut Errors,
) -> Option<()> {
    let width = columns.0.len();
    if width != others {
        errors.at(
            columns,
            format_args!(
                "`{key}` has {} but `{other_key}` has {}; a key has as many columns on both sides",
                count(width),
                count(others)
            ),
        );
        return None;
    }
    too_wide(columns, width, errors)
}

pub(crate) fn too_wide(at: impl ToTokens, width: usize, errors: &mut Errors) -> Option<()> {
    if width > 4 {
        errors.at(at, "a key has at most four columns");
        return None;
    }
    Some(())
}

fn count(columns: usize) -> String {
    match columns {
        1 => "one column".to_owned(),
        several => format!("{several} columns"),
    }
}

fn fields<'a>(
    input: &'a DeriveInput,
    errors: &mut Errors,
) -> Option<&'a syn::punctuated::Punctuated<syn::Field, syn::Token![,]>> {
    let (tokens, what): (&dyn ToTokens, _) = match &input.data {
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

/// True where a column is given by its name.
pub(crate) fn is_in_table(column: &Path) -> bool {
    column.get_ident().is_some()
}

/// A column by its name is in the related table; a path is taken as it is.
pub(crate) fn column_of(table: &Path, column: Path) -> Path {
    match column.get_ident() {
        Some(column) => {
            let mut path = table.clone();
            path.segments.push(column.clone().into());
            path
        }
        None => column,
    }
}

pub(crate) fn last(path: &Path) -> Option<&Ident> {
    path.segments.last().map(|segment| &segment.ident)
}

pub(crate) fn path(name: String, span: Span) -> Path {
    names::ident(&name, span).into()
}
