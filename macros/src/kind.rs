//! The kinds of relations, and what is said of keys that they do not take.

use syn::Path;

/// The kind of relation that an attribute declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    HasOne,
    HasMany,
    BelongsTo,
    BelongsToMany,
    HasOneThrough,
    HasManyThrough,
    MorphOne,
    MorphMany,
    MorphToMany,
    MorphedByMany,
    MorphTo,
}

impl Kind {
    pub(crate) const ALL: [Kind; 11] = [
        Kind::HasOne,
        Kind::HasMany,
        Kind::BelongsTo,
        Kind::BelongsToMany,
        Kind::HasOneThrough,
        Kind::HasManyThrough,
        Kind::MorphOne,
        Kind::MorphMany,
        Kind::MorphToMany,
        Kind::MorphedByMany,
        Kind::MorphTo,
    ];

    /// True where a parent has any number of rows.
    pub(crate) fn is_many(self) -> bool {
        matches!(
            self,
            Kind::HasMany
                | Kind::BelongsToMany
                | Kind::HasManyThrough
                | Kind::MorphMany
                | Kind::MorphToMany
                | Kind::MorphedByMany
        )
    }

    /// True where a pivot table relates the rows.
    pub(crate) fn has_pivot(self) -> bool {
        matches!(
            self,
            Kind::BelongsToMany | Kind::MorphToMany | Kind::MorphedByMany
        )
    }

    /// True where the rows have owners of several models.
    pub(crate) fn is_morph(self) -> bool {
        matches!(
            self,
            Kind::MorphOne | Kind::MorphMany | Kind::MorphToMany | Kind::MorphedByMany
        )
    }

    /// True where the attribute stands on the field of a key.
    pub(crate) fn stands_on_a_field(self) -> bool {
        matches!(self, Kind::BelongsTo | Kind::MorphTo)
    }

    /// The kind with this name, `None` for attributes of others.
    pub(crate) fn of(path: &Path) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| path.is_ident(kind.name()))
    }

    /// The attribute's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::HasOne => "has_one",
            Kind::HasMany => "has_many",
            Kind::BelongsTo => "belongs_to",
            Kind::BelongsToMany => "belongs_to_many",
            Kind::HasOneThrough => "has_one_through",
            Kind::HasManyThrough => "has_many_through",
            Kind::MorphOne => "morph_one",
            Kind::MorphMany => "morph_many",
            Kind::MorphToMany => "morph_to_many",
            Kind::MorphedByMany => "morphed_by_many",
            Kind::MorphTo => "morph_to",
        }
    }

    /// The attribute as it is written, for messages: `#[has_many(Post)]`.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Kind::HasOne => "#[has_one(Profile)]",
            Kind::HasMany => "#[has_many(Post)]",
            Kind::BelongsTo => "#[model(belongs_to(User))]",
            Kind::BelongsToMany => "#[belongs_to_many(Role)]",
            Kind::HasOneThrough => "#[has_one_through(Owner, through = Car)]",
            Kind::HasManyThrough => "#[has_many_through(Comment, through = Post)]",
            Kind::MorphOne => "#[morph_one(Image, morph = imageable)]",
            Kind::MorphMany => "#[morph_many(Comment, morph = commentable)]",
            Kind::MorphToMany => "#[morph_to_many(Tag, morph = taggable)]",
            Kind::MorphedByMany => "#[morphed_by_many(Post, morph = taggable)]",
            Kind::MorphTo => "#[morph_to(Post, Video)]",
        }
    }

    /// The kind of one row instead of many.
    fn one(self) -> Kind {
        match self {
            Kind::HasManyThrough => Kind::HasOneThrough,
            Kind::MorphMany => Kind::MorphOne,
            _ => Kind::HasOne,
        }
    }

    pub(crate) fn unknown(self, key: &str) -> String {
        let name = self.name();
        if key.starts_with(char::is_uppercase) {
            return format!(
                "`{name}` takes one related model; write `#[{name}({key})]` for another relation"
            );
        }
        if self.is_many() && ["latest", "oldest"].contains(&key) && !self.has_pivot() {
            let one = self.one().name();
            return format!(
                "`{key}` picks one row of each parent; write `{one}` instead of `{name}`"
            );
        }
        if matches!(self, Kind::MorphOne | Kind::MorphMany) && key == "foreign_key" {
            return format!(
                "`{name}` has two columns instead of a foreign key: `morph_id = ..` and `morph_type = ..`"
            );
        }
        if key == "touch"
            && matches!(
                self,
                Kind::HasOne | Kind::HasMany | Kind::MorphOne | Kind::MorphMany
            )
        {
            let owner = match self {
                Kind::MorphOne | Kind::MorphMany => Kind::MorphTo,
                _ => Kind::BelongsTo,
            };
            let owner = owner.name();
            return format!(
                "`touch` stands on the relation of the rows to their owner, `{owner}`, not on `{name}`: a change of a row touches its owner"
            );
        }
        let id_key = match self {
            Kind::MorphToMany => "foreign_key",
            Kind::MorphedByMany => "related_key",
            _ => "",
        };
        if key == id_key {
            return format!(
                "the columns of `{name}` that differ by model are `morph_id = ..` and `morph_type = ..`"
            );
        }
        let mut known = self.keys().map(|known| known.name);
        if let Some(known) = known.find(|known| is_close(key, known)) {
            return format!("unknown key `{key}`; did you mean `{known}`?");
        }
        let list = self.keys().map(|key| format!("`{}`", key.name));
        let list = list.collect::<Vec<_>>().join(", ");
        format!("unknown key `{key}`; `{name}` takes {list}")
    }
}

/// True where one name is the other with at most two letters changed, added, removed or swapped.
pub(crate) fn is_close(a: &str, b: &str) -> bool {
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
