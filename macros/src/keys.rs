//! The keys of every attribute, in one table: what is parsed, what errors say, and what the documentation must name.

use crate::kind::Kind::{self, *};
use crate::kind::is_close;

/// The relations.
type Kinds = fn(Kind) -> bool;

/// A key of relations.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// The relations that take it.
    of: Kinds,
    /// Its value, as an error says it: "expected ..".
    pub(crate) expects: &'static str,
}

/// Of the polymorphic relations of an owner.
const MORPHS: Kinds = Kind::is_morph;
const PIVOT: Kinds = Kind::has_pivot;
const THROUGH: Kinds = |kind| matches!(kind, HasOneThrough | HasManyThrough);
const PICKS_ONE: Kinds = |kind| matches!(kind, HasOne | MorphOne | HasOneThrough);
/// The rows that are made through a relation are in the related table.
const HAS: Kinds = |kind| matches!(kind, HasOne | HasMany | MorphOne | MorphMany);
const ALL_BUT_MORPH_TO: Kinds = |kind| kind != MorphTo;
const ON_THE_STRUCT: Kinds = |kind| !kind.stands_on_a_field();

const fn key(name: &'static str, of: Kinds, expects: &'static str) -> Key {
    Key { name, of, expects }
}

/// In the order in which errors list them.
#[rustfmt::skip]
pub(crate) const RELATION: &[Key] = &[
    key("morph", MORPHS, "the name of the polymorphic relation, such as `morph = commentable`"),
    key("through", THROUGH, "the model between, such as `through = Post`"),
    key("name", ALL_BUT_MORPH_TO, "a name, such as `name = edited_posts`"),
    key("name", |kind| matches!(kind, MorphTo), "a name, such as `name = owner`"),
    key("table", ALL_BUT_MORPH_TO, "a table, such as `table = schema::posts`"),
    key("morph_id", MORPHS, "a column, such as `morph_id = commentable_id`"),
    key("morph_type", MORPHS, "a column, such as `morph_type = commentable_type`"),
    key("morph_type", |kind| matches!(kind, MorphTo), "a field of this struct, such as `morph_type = owner_type`"),
    key("through_table", THROUGH, "a table, such as `through_table = schema::posts`"),
    key("first_key", THROUGH, "a column of the table between, such as `first_key = user_id`, or several: `first_key = (tenant_id, user_id)`"),
    key("second_key", THROUGH, "a column of the related table, such as `second_key = post_id`, or several: `second_key = (tenant_id, post_id)`"),
    key("pivot", PIVOT, "a table, such as `pivot = schema::role_user`"),
    key("foreign_key", |kind| matches!(kind, HasOne | HasMany | BelongsTo | BelongsToMany | MorphedByMany), "a column, such as `foreign_key = editor_id`, or several: `foreign_key = (tenant_id, user_id)`"),
    key("related_key", |kind| matches!(kind, BelongsToMany | MorphToMany), "a column of the pivot table, such as `related_key = role_id`, or several: `related_key = (tenant_id, role_id)`"),
    key("local_key", ON_THE_STRUCT, "a field of this struct, such as `local_key = slug`, or several: `local_key = (tenant_id, id)`"),
    key("second_local_key", THROUGH, "a column of the table between, such as `second_local_key = slug`, or several: `second_local_key = (tenant_id, id)`"),
    key("owner_key", |kind| matches!(kind, BelongsTo), "a column of the owner, such as `owner_key = slug`, or several: `owner_key = (tenant_id, id)`"),
    key("owner_key", PIVOT, "a column of the related table, such as `owner_key = slug`, or several: `owner_key = (tenant_id, id)`"),
    key("owner_key", |kind| matches!(kind, MorphTo), "a column of each owner's table, such as `owner_key = uuid`"),
    key("enum_name", |kind| matches!(kind, MorphTo), "a name, such as `enum_name = CommentOwner`"),
    key("latest", PICKS_ONE, "columns to compare, such as `latest = created_at`"),
    key("oldest", PICKS_ONE, "columns to compare, such as `oldest = created_at`"),
    key("using", PIVOT, "a struct that derives `Selectable` for the pivot table, such as `using = Membership`"),
    key("accessor", PIVOT, "a name, such as `accessor = membership`"),
    key("timestamps", PIVOT, "two columns, such as `timestamps = (created_at, updated_at)`"),
    key("touch", |kind| matches!(kind, BelongsTo | BelongsToMany | MorphToMany | MorphedByMany | MorphTo), "a column of the table that is touched, such as `touch = changed_at`"),
    key("values", HAS, "columns of the related table and their values, such as `values(kind = \"dev\")`"),
    key("values", PIVOT, "columns of the pivot table and their values, such as `values(kind = \"dev\")`"),
    key("defaults", HAS, "columns of the related table and their values, such as `defaults(kind = \"dev\")`"),
    key("attach", PIVOT, "columns of the pivot table and their values, such as `attach(deleted = false)`"),
    key("detach", PIVOT, "columns of the pivot table and their values, such as `detach(deleted = true)`"),
    key("soft_delete", PIVOT, "a column of the pivot table, such as `soft_delete = removed_at`"),
    key("search", PIVOT, "columns of the pivot table and their types, such as `search(approved: bool)`"),
    key("filter", ALL_BUT_MORPH_TO, "a condition, such as `filter = posts::votes.ge(10i32)`"),
];

/// A key of `#[model(..)]`.
pub(crate) struct ModelKey {
    pub(crate) name: &'static str,
    pub(crate) stands_on_a_field: bool,
    /// Its value, where it has one.
    pub(crate) expects: &'static str,
}

const fn of_model(name: &'static str, expects: &'static str) -> ModelKey {
    ModelKey {
        name,
        stands_on_a_field: false,
        expects,
    }
}

/// The keys of `#[model(..)]`, beside the relations.
#[rustfmt::skip]
pub(crate) const MODEL: &[ModelKey] = &[
    of_model("crate", "a path, such as `crate = my_crate::diesel_relations`"),
    of_model("with", "relations of this model, such as `with(posts)`"),
    of_model("morph_name", "a text, such as `morph_name = \"posts\"`"),
    of_model("timestamps", "two columns, such as `timestamps = (created_at, updated_at)`"),
    of_model("soft_delete", "a column, such as `soft_delete = removed_at`"),
    of_model("utc", ""),
    of_model("search", ""),
    ModelKey { name: "key", stands_on_a_field: true, expects: "" },
];

/// A key of `#[model(search(..))]`.
pub(crate) struct SearchKey {
    pub(crate) name: &'static str,
    /// Its value, as an error says it: "takes ..".
    pub(crate) expects: &'static str,
}

const fn of_search(name: &'static str, expects: &'static str) -> SearchKey {
    SearchKey { name, expects }
}

/// The keys of `#[model(search(..))]`.
#[rustfmt::skip]
pub(crate) const SEARCH: &[SearchKey] = &[
    of_search("filter", "columns, and columns and numbers of related rows, such as `filter(title, author.name, comments.count)`"),
    of_search("sort", "columns, and columns and numbers of related rows, such as `sort(created_at, author.name, comments.count)`"),
    of_search("keywords", "columns with texts, such as `keywords(title, author.name)`"),
    of_search("include", "relations, such as `include(author, comments.author)`"),
    of_search("aggregate", "numbers of related rows, such as `aggregate(comments.count, comments.sum(votes))`"),
    of_search("scope", "names and their conditions, such as `scope(popular = posts::votes.ge(10i32), voted(least: i32) = posts::votes.ge(least))`"),
    of_search("write", "columns of the struct, such as `write(title, votes)`"),
    of_search("limit", "numbers of rows of a page, such as `limit(default = 15, max = 100)`"),
    of_search("trashed", ""),
];

/// The key of `#[model(search(..))]` with this name.
pub(crate) fn search_key(name: &str) -> Option<&'static SearchKey> {
    SEARCH.iter().find(|key| key.name == name)
}

/// The error at an unknown key of `#[model(search(..))]`.
pub(crate) fn unknown_of_search(name: &str) -> String {
    let mut known = SEARCH.iter().map(|known| known.name);
    if let Some(known) = known.find(|known| is_close(name, known)) {
        return format!("unknown key `{name}`; did you mean `{known}`?");
    }
    let keys = SEARCH.iter().map(|key| format!("`{}`", key.name));
    let keys = keys.collect::<Vec<_>>().join(", ");
    format!("unknown key `{name}`; `search` takes {keys}")
}

/// The value of a key of `#[model(..)]`.
pub(crate) fn expects_of_model(name: &str) -> &'static str {
    let key = MODEL.iter().find(|key| key.name == name);
    key.map_or("", |key| key.expects)
}

/// The error at an unknown key of `#[model(..)]`.
pub(crate) fn unknown_of_model() -> String {
    let keys = MODEL.iter().map(|key| match key.stands_on_a_field {
        true => format!("on a field `{}`", key.name),
        false => format!("`{}`", key.name),
    });
    let keys = keys.collect::<Vec<_>>().join(", ");
    format!("unknown key in `#[model(..)]`; the keys are {keys}, and the relations")
}

impl Kind {
    /// The keys that the relation takes.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static Key> {
        RELATION.iter().filter(move |key| (key.of)(self))
    }

    /// The key with this name, where the relation takes it.
    pub(crate) fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }
}
