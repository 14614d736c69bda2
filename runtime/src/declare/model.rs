//! The declaration of a model, and the rows that carry one.

use crate::declare::deletion::Deletion;
use crate::declare::row_names::RowNames;
use crate::declare::touched::Touched;
use crate::dialect::dialect::Dialect;

/// The declaration of a model: its table, primary key, deletion and default relations. `#[derive(Model)]` implements it.
///
/// It has what is declared; queries and writes are methods of [`Model`](crate::Model).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "`{Self}` does not derive `Model`",
    note = "add `#[derive(diesel_relations::Model)]` to `{Self}`: both ends of a relation are models"
)]
pub trait Model: LoadedRow<Model = Self> + Sized + 'static {
    /// The table of the model: `#[diesel(table_name = ..)]`.
    type Table: diesel::Table + Default + 'static;

    /// The query that every read of the model starts from: its table, or what `#[diesel(base_query = ..)]` says.
    type Base;
    /// The base query of a relation that names the table `T`: that table, or [`Base`](Self::Base) where it is not the table. A table of another
    /// model is reported where it is named, and by nothing else.
    type BaseOn<T>;

    /// The primary key: a column, or a [`Composite`](crate::Composite) of several.
    type PrimaryKey: Default + 'static;

    /// The way in which its rows are deleted: for good, [`HardDelete`](crate::declare::HardDelete), or softly, `#[model(soft_delete)]`:
    /// [`SoftDelete`](crate::declare::SoftDelete).
    type Deletion: Deletion;

    /// The relations that every query of the model loads: `#[model(with(..))]`.
    type Defaults;

    /// The relations that every query of the model loads.
    #[doc(hidden)]
    const DEFAULTS: Self::Defaults;

    /// The name of the model in the type column of a polymorphic relation: `#[model(morph_name = "posts")]`, or the name of
    /// the struct. Laravel's `getMorphClass`.
    const MORPH_NAME: &'static str;

    /// True where [`Base`](Self::Base) is not the table.
    #[doc(hidden)]
    const HAS_BASE_QUERY: bool = false;

    /// The query that every read of the model starts from.
    fn base() -> Self::Base;
    /// The base query of a relation that names the table `T`.
    fn base_on<T: Default>() -> Self::BaseOn<T>;

    /// The name of the table, for messages.
    #[doc(hidden)]
    const TABLE: &'static str;

    /// `Clone::clone`, where the model has it. A row that several parents of a to-many relation share is copied with
    /// it; without it, the row is decoded once for each.
    #[doc(hidden)]
    const CLONE: Option<fn(&Self) -> Self>;

    /// The names of the columns of `#[model(timestamps)]`: when a row was made, and when it was changed.
    #[doc(hidden)]
    const TIMESTAMPS: Option<(&'static str, &'static str)> = None;

    /// True where its columns of times without a zone hold UTC: `#[model(utc)]`.
    #[doc(hidden)]
    const UTC: bool = false;

    /// True where a change of a row touches others: whether one of the relations has `touch`.
    #[doc(hidden)]
    const TOUCHES: bool = false;

    /// The relations with `touch`.
    #[doc(hidden)]
    fn touched<DB: Dialect>() -> Vec<Touched<DB, Self>> {
        Vec::new()
    }
}

/// A type that an attribute names as a model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "`{Self}` does not derive `Model`",
    note = "add `#[derive(diesel_relations::Model)]` to `{Self}`: both ends of a relation are models"
)]
pub trait IsModel {
    /// It is one.
    const IS_MODEL: bool = true;
}

#[diagnostic::do_not_recommend]
impl<M: Model> IsModel for M {}

/// A value with a model at its core: the model itself, and every loaded row around it
/// (`User`, `UserWithPosts<User>`, `UserWithPostsCount<UserWithPosts<User>>`, ..).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of a model",
    label = "neither a model nor a loaded row",
    note = "of an owner of several models, take the row out of the enum with a `match`"
)]
pub trait LoadedRow {
    /// The model at the core.
    type Model: Model;

    /// True where a field beside this row may be absent: whether it was [`MaybeLoaded`](crate::MaybeLoaded) for at run time.
    #[doc(hidden)]
    const MAY_BE_ABSENT: bool = false;

    /// The names of its fields.
    #[doc(hidden)]
    const NAMES: &'static RowNames;

    /// The kind of row, the model itself or a row around another: [`Core`](crate::declare::loaded_row::Core) or
    /// [`Around`](crate::declare::loaded_row::Around).
    #[doc(hidden)]
    type Kind;

    /// The model at the core: `LoadedRow::model(&user)`. It is no method, so that it hides none of the model's own.
    fn model(this: &Self) -> &Self::Model;
}

/// A borrowed row: relations can be loaded beside it, too.
impl<P: LoadedRow> LoadedRow for &P {
    type Model = P::Model;
    const MAY_BE_ABSENT: bool = P::MAY_BE_ABSENT;
    const NAMES: &'static RowNames = P::NAMES;
    type Kind = P::Kind;
    fn model(this: &Self) -> &P::Model {
        P::model(this)
    }
}
