//! The model: its columns, and what its attributes declare.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Expr, Fields, Meta, Path, Type, Visibility};

use super::broken::Broken;
use super::columns::{column_of, path};
use super::morph_to::MorphTo;
use super::relation::Relation;
use super::search::Search;
use crate::attr::{DieselAttr, OwnAttrs, RelationAttr, SearchAttr, SerdeAttr, span_of};
use crate::errors::Errors;
use crate::kind::Kind;
use crate::names;

/// A struct with `#[derive(Model)]`.
pub(crate) struct Model<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    /// The module of the table: `users`.
    pub(crate) table: Path,
    /// The runtime: `::diesel_relations`, or the name under which the given one is imported. Where there is none, that is one error.
    pub(crate) krate: Path,
    /// `crate = ..`
    pub(crate) krate_given: Option<Path>,
    pub(crate) fields: Vec<Field<'a>>,
    /// The names of the primary key's columns.
    pub(crate) primary_key: Vec<Ident>,
    /// The query that queries start from where that is not the table, and its type where that is given.
    pub(crate) base_query: Option<(Expr, Option<Type>)>,
    /// The parents that `#[diesel(belongs_to(..))]` names.
    pub(crate) belongs_to: Vec<Path>,
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
    /// True where columns of times hold UTC, and where that was written.
    pub(crate) utc: Option<Span>,
    pub(crate) relations: Vec<Relation<'a>>,
    pub(crate) morphs: Vec<MorphTo<'a>>,
    /// The relations whose attributes could not be understood.
    pub(crate) broken: Vec<Broken>,
    /// The search, as it was written.
    pub(crate) search_attr: Option<SearchAttr>,
    /// The search: what requests may name.
    pub(crate) search: Option<Search>,
}

/// A field that is a column.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) column: Ident,
    /// The name in JSON.
    pub(crate) json: String,
    /// True where the JSON of a row has this key.
    pub(crate) is_in_json: bool,
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
            krate: match &own.krate {
                None => syn::parse_quote!(::diesel_relations),
                Some(_) => {
                    let name = format!("__relations_of_{}", names::snake(&input.ident));
                    path(name, Span::call_site())
                }
            },
            krate_given: own.krate,
            fields: Vec::new(),
            primary_key: match diesel.primary_key.as_slice() {
                [] => vec![Ident::new("id", Span::call_site())],
                keys => keys.to_vec(),
            },
            base_query: diesel.base_query.map(|base| (base, diesel.base_query_type)),
            belongs_to: diesel.belongs_to,
            with: own.with,
            keys: Vec::new(),
            morph_name: own
                .morph_name
                .map_or_else(|| input.ident.unraw().to_string(), |name| name.value()),
            timestamps: own.timestamps.as_ref().and_then(|it| it.names(errors)),
            utc: own.utc.as_ref().map(span_of),
            relations: Vec::new(),
            morphs: Vec::new(),
            broken: Vec::new(),
            search_attr: own.search,
            search: None,
        };
        let serde_of_model = SerdeAttr::parse(&input.attrs);
        for field in fields {
            let Some(ident) = &field.ident else { continue };
            let diesel = DieselAttr::parse(&field.attrs);
            if !diesel.is_no_column {
                let serde = SerdeAttr::parse(&field.attrs);
                model.fields.push(Field {
                    ident,
                    ty: &field.ty,
                    column: diesel.column_name.unwrap_or_else(|| ident.clone()),
                    json: serde.name(ident.unraw().to_string(), &serde_of_model),
                    is_in_json: !serde.is_no_key,
                });
            }
        }
        for (kind, attribute) in &own.relations {
            let (before, relations) = (errors.len(), model.relations.len());
            model.relation_of_struct(*kind, attribute, errors);
            if model.relations.len() == relations {
                model.broken((*kind, attribute), None, before, errors);
            }
        }
        for field in fields {
            model.relations_of_field(field, errors);
        }
        Some(model)
    }

    /// `Self` is this model: what the derive emits has another one.
    pub(crate) fn name_self(&self, related: &mut Path) {
        if related.is_ident("Self") {
            let mut ident = self.ident.clone();
            ident.set_span(span_of(related));
            *related = ident.into();
        }
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
        } else if let Some(mut attr) = RelationAttr::parse(kind, attribute, errors) {
            self.name_self(&mut attr.related);
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
            let count = |model: &Self| model.relations.len() + model.morphs.len();
            let (before, relations) = (errors.len(), count(self));
            self.relation_of_field(field, *kind, attribute, errors);
            if count(self) == relations {
                self.broken((*kind, attribute), field.ident.as_ref(), before, errors);
            }
        }
    }

    fn relation_of_field(
        &mut self,
        field: &'a syn::Field,
        kind: Kind,
        attribute: &Meta,
        errors: &mut Errors,
    ) {
        let name = kind.name();
        if !kind.stands_on_a_field() {
            errors.at(
                attribute.path(),
                format_args!(
                    "`{name}` stands on the struct, not on a field: the key is in another table"
                ),
            );
            return;
        }
        let Some(local) = field.ident.as_ref().and_then(|ident| self.local(ident)) else {
            errors.at(
                attribute.path(),
                format_args!("`{name}` stands on a field that is a column"),
            );
            return;
        };
        if kind == Kind::MorphTo {
            let morph = self.morph_to(attribute, local, errors);
            self.morphs.extend(morph);
        } else if let Some(mut attr) = RelationAttr::parse(kind, attribute, errors) {
            self.name_self(&mut attr.related);
            let relation = self.belongs_to(attr, local, errors);
            self.relations.extend(relation);
        }
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
    if let Some(search) = &own.search {
        errors.at(
            &search.key,
            "`search` stands on the struct: `#[model(search(..))]`",
        );
    }
    if let Some(name) = own.with.first() {
        errors.at(name, "`with` stands on the struct: `#[model(with(..))]`");
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
