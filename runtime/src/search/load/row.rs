//! The type of a row that a search finds: known without the database, so that programs can name it.

use crate::declare::model::Model;
use crate::declare::relation_def::RelationDef;
use crate::declare::soft_delete::ShapeOf;
use crate::load::eager::Loads;
use crate::load::group::Shape;
use crate::load::optional::MaybeLoaded;
use crate::relation::refine::Refined;
use crate::relation::select::RowOf;
use crate::search::declare::searchable::{Included, IncludedOwner, SearchOwner, Searchable};
use crate::search::load::found::Found;

/// A list of relations that a request may load, as fields of a row.
pub trait IncludedRows {
    /// The row `P` with the relations, each of them an `Option`.
    type Loaded<P>;
}

impl IncludedRows for () {
    type Loaded<P> = P;
}

/// The value of a relation with conditions, of rows `R`.
type ValueOf<K, R> = <ShapeOf<K> as Shape<Refined<()>, R>>::Value;

impl<K, S, Nested, Others> IncludedRows for (Included<K, S, Nested>, Others)
where
    K: RelationDef,
    S: RowOf<K::Related>,
    Nested: IncludedRows,
    Others: IncludedRows,
    ShapeOf<K>: Shape<Refined<()>, Nested::Loaded<S::Row>>,
{
    type Loaded<P> =
        Others::Loaded<K::With<MaybeLoaded<P>, Option<ValueOf<K, Nested::Loaded<S::Row>>>>>;
}

impl<D, Others> IncludedRows for (IncludedOwner<D>, Others)
where
    D: SearchOwner,
    Option<D::Owners>: Loads,
    Others: IncludedRows,
{
    type Loaded<P> = Others::Loaded<<Option<D::Owners> as Loads>::Loaded<P>>;
}

/// A row that a search of the model `M` finds: the model with the aggregates of the request, [`Found`], and around it each relation of
/// `include(..)`, an `Option` that is `None` where the request does not ask for it.
///
/// `L` are the relations that are always loaded, those of `#[model(with(..))]` or of the query's `with`; `S` are the counts of the query's
/// `with_count`.
///
/// ```
/// # use diesel::prelude::*;
/// use diesel_relations::prelude::*;
/// use diesel_relations::Page;
/// use diesel_relations::search::{FoundRow, ModelSearch, SearchError, SearchRequest};
///
/// diesel::table! { books { id -> Integer, title -> Text, } }
///
/// #[derive(Queryable, Selectable, Model)]
/// #[diesel(table_name = books)]
/// #[model(search(filter(title)))]
/// struct Book {
///     id: i32,
///     title: String,
/// }
///
/// fn search_books(request: &SearchRequest, conn: &mut SqliteConnection) -> Result<Page<FoundRow<Book>>, SearchError> {
///     Book::search(request).load(conn)
/// }
/// ```
pub type FoundRow<M, L = <M as Model>::Defaults, S = ()> =
    <<M as Searchable>::Includes as IncludedRows>::Loaded<
        <L as Loads>::Loaded<Found<<S as RowOf<M>>::Row>>,
    >;
