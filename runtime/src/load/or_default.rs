//! A default in place of a row that is not there: `or_default`.

use std::sync::Arc;
use std::vec;

use diesel::result::Error::NotFound;
use diesel::{QueryResult, Table};

use crate::declare::fields::SetsFields;
use crate::declare::model::LoadedRow;
use crate::declare::relation_def::{Keyed, RelationDef};
use crate::declare::row_names::RowNames;
use crate::declare::shape::{One, Owner};
use crate::declare::soft_delete::ShapeOf;
use crate::load::eager::{Eager, Loads, RelationField};
use crate::load::extent::Extent;
use crate::load::fill::Each;
use crate::load::group::{Shape, missing};
use crate::load::load_rows::LoadRows;
use crate::load::row_or_default::RowOrDefault;
use crate::relation::refine::{Refined, RelationQuery};
use crate::relation::relation::Relation;
use crate::relation::relation_of::RelationOf;
use crate::relation::select::RowOf;
use crate::sql::has_key::HasKey;
use crate::sql::source::Joined;

/// A to-one relation with a default in place of a row that is not there: [`Relation::or_default`].
#[derive(Debug, Clone, Copy)]
#[must_use = "a relation does nothing until a query loads it"]
pub struct OrDefault<R, F> {
    relation: R,
    default: F,
}

/// Relations with at most one row.
#[diagnostic::on_unimplemented(
    message = "this relation has any number of rows, and not one",
    label = "not a relation to one row",
    note = "`or_default`, `is` and `is_not` are for has-one and belongs-to; a has-many without rows is an empty `Vec`, and `.find(id)` finds one of its rows"
)]
pub trait ToOne {
    /// The value where there is a row.
    type Present<R>;
    /// `T` itself, and unknown where the relation is not to one row: then it makes no second error.
    type Of<T>;
    /// The value itself.
    fn of<T>(value: T) -> Self::Of<T>;
}

#[diagnostic::do_not_recommend]
impl ToOne for One {
    type Present<R> = R;
    type Of<T> = T;
    fn of<T>(value: T) -> T {
        value
    }
}
#[diagnostic::do_not_recommend]
impl<N> ToOne for Owner<N> {
    type Present<R> = Arc<R>;
    type Of<T> = T;
    fn of<T>(value: T) -> T {
        value
    }
}

/// The default of a relation's row.
#[diagnostic::on_unimplemented(
    message = "`{Row}` has no default for this relation",
    label = "no default of `{Row}`",
    note = "`or_default` needs `Default`, and for has-one `belongs_to` on the field of the foreign key; \
            `or_default_with(|parent| ..)` needs neither"
)]
pub trait DefaultOf<K: Keyed, Row> {
    /// The default beside this parent.
    fn default_of(parent: &K::Parent) -> Row;
}

#[diagnostic::do_not_recommend]
impl<K, Row> DefaultOf<K, Row> for One
where
    K: Keyed<Source: Relates<K, Row>, Fields: SetsFields<Row>>,
    Row: Default,
{
    fn default_of(parent: &K::Parent) -> Row {
        let mut row = Row::default();
        if let Some(key) = K::local_key(parent) {
            K::Source::relate(&mut row, key.into_owned());
            K::Fields::set_fields(&mut row);
        }
        row
    }
}

/// Where a related row holds the parent's key: in itself, or in another table.
pub trait Relates<K: Keyed, Row> {
    /// Gives the row the parent's key, where it holds it.
    fn relate(row: &mut Row, key: K::Key);
}

impl<K, Row, T> Relates<K, Row> for T
where
    T: Table,
    K: Keyed,
    Row: HasKey<K::KeyColumn, Key = K::Key>,
{
    fn relate(row: &mut Row, key: K::Key) {
        row.set_key(key);
    }
}

impl<K: Keyed, Row, R, T, RK, TK, Refers> Relates<K, Row> for Joined<R, T, RK, TK, Refers> {
    fn relate(_: &mut Row, _: K::Key) {}
}

#[diagnostic::do_not_recommend]
impl<K: Keyed, Row: Default, N> DefaultOf<K, Row> for Owner<N> {
    fn default_of(_: &K::Parent) -> Row {
        Row::default()
    }
}

type Optional<K, Q> = Refined<
    <Q as RelationQuery<K>>::Query,
    <Q as RelationQuery<K>>::Order,
    <Q as RelationQuery<K>>::Limit,
>;

/// A relation whose rows have a default.
type Defaulted<K, Q, L, S> = OrDefault<
    Relation<K, Optional<K, Q>, L, S>,
    fn(&<K as RelationDef>::Parent) -> <S as RowOf<<K as RelationDef>::Related>>::Row,
>;

/// Made of the relation `R`, with the default of its row.
pub trait ByDefault<R> {
    /// The relation with the default of its row.
    fn by_default(relation: R) -> Self;
}

impl<K, Q, L, S> ByDefault<Relation<K, Q, L, S>> for Defaulted<K, Q, L, S>
where
    K: Keyed,
    Q: RelationQuery<K>,
    S: RowOf<K::Related>,
    K::Shape: DefaultOf<K, S::Row>,
{
    fn by_default(relation: Relation<K, Q, L, S>) -> Self {
        OrDefault {
            relation: relation.map(RelationQuery::refined),
            default: K::Shape::default_of,
        }
    }
}

impl<K: Keyed, Q: RelationQuery<K>, L, S> Relation<K, Q, L, S> {
    /// A default in place of a related row that is not there, Laravel's `withDefault`: the loaded field is a
    /// [`RowOrDefault`] of the row (or `Arc` of it), never an `Option`. A default is no row: nothing inserts it, `push` neither.
    ///
    /// Of the relations that are nested, a default has none of its own rows, whatever its key; the owners that it refers to are
    /// loaded.
    ///
    /// The default of has-one has the parent's key in its foreign key, for which the related model declares the
    /// `belongs_to` of the other side. That of has-one-through is `Default` alone.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/blog.rs"));
    /// # fn main() -> QueryResult<()> { let conn = &mut blog();
    /// let users = User::query()
    ///     .order(users::id)
    ///     .with(User::BOSS.or_default_with(|user| User { id: 0, name: format!("nobody above {}", user.name), boss_id: None }))
    ///     .load(conn)?;
    /// assert_eq!(users[0].boss.name, "nobody above Alice");
    /// assert_eq!(users[1].boss.name, "Alice");
    /// # Ok(()) }
    /// ```
    ///
    /// It returns an [`OrDefault`] of the relation.
    pub fn or_default<D>(self) -> D
    where
        S: RowOf<K::Related>,
        K::Shape: ToOne<Of<Defaulted<K, Q, L, S>> = D>,
        D: ByDefault<Self>,
    {
        D::by_default(self)
    }

    /// A row that a function makes of the parent, in place of a related row that is not there. See
    /// [`or_default`](Self::or_default).
    pub fn or_default_with<F, D>(self, default: F) -> D
    where
        S: RowOf<K::Related>,
        K::Shape: ToOne<Of<OrDefault<Relation<K, Optional<K, Q>, L, S>, F>> = D>,
        F: Fn(&K::Parent) -> S::Row,
    {
        K::Shape::of(OrDefault {
            relation: self.map(RelationQuery::refined),
            default,
        })
    }
}

type Row<K, L, S> = <<K as RelationDef>::Shape as ToOne>::Present<
    <L as Loads>::Loaded<<S as RowOf<<K as RelationDef>::Related>>::Row>,
>;
type Present<K, L, S> = RowOrDefault<Row<K, L, S>>;

impl<K, Q, L, S, F> Loads for OrDefault<Relation<K, Q, L, S>, F>
where
    K: Keyed<Shape: ToOne>,
    S: RowOf<K::Related>,
    L: Loads,
{
    const NAMES: &'static RowNames = &RowNames::of(&[K::NAME]);
    type Values = Present<K, L, S>;
    type Columns = vec::IntoIter<Present<K, L, S>>;
    type Loaded<P> = K::With<P, Present<K, L, S>>;
    fn wrap<P>(row: P, value: Present<K, L, S>) -> Self::Loaded<P> {
        K::wrap(row, value)
    }
}

impl<K, Q, L, S, F> RelationField for OrDefault<Relation<K, Q, L, S>, F>
where
    K: Keyed<Shape: ToOne>,
    S: RowOf<K::Related>,
    L: Loads,
{
    type With<Inner, T> = K::With<Inner, T>;
    fn wrap_value<Inner, T>(row: Inner, value: T) -> K::With<Inner, T> {
        K::wrap(row, value)
    }
}

#[diagnostic::do_not_recommend]
impl<M, R: RelationOf<M, N>, N, F> RelationOf<M, OrDefault<N, F>> for OrDefault<R, F> {
    fn relations(self) -> OrDefault<N, F> {
        OrDefault {
            relation: self.relation.relations(),
            default: self.default,
        }
    }
}

impl<Mode, C, P, K, Q, L, S, F> Eager<Mode, C, P> for OrDefault<Relation<K, Q, L, S>, F>
where
    P: LoadedRow<Model = K::Parent>,
    K: Keyed<Shape: ToOne>,
    ShapeOf<K>: Shape<Q, L::Loaded<S::Row>, Value = Option<Row<K, L, S>>>,
    S: RowOf<K::Related>,
    L: Loads,
    F: Fn(&K::Parent) -> S::Row,
    Relation<K, Q, L, S>: LoadRows<Mode, C, P, K, S::Row, L::Loaded<S::Row>>,
{
    const NAMES_FIT: () = P::NAMES.can_take(K::NAME);

    async fn load_columns(
        self,
        parents: &[P],
        extent: Extent,
        conn: &mut C,
    ) -> QueryResult<Self::Columns> {
        let default = Each(self.default);
        let (index, rows) = self
            .relation
            .load_rows(parents, extent, default, conn)
            .await?;
        let rows = <ShapeOf<K> as Shape<_, _>>::group(&index, rows, missing::<K>)?;
        // Each parent has a row now.
        let values = rows.into_iter().enumerate().map(|(parent, row)| {
            let row = row.ok_or(NotFound)?;
            Ok(RowOrDefault::new(row, index.has_added_slot(parent)))
        });
        Ok(values.collect::<QueryResult<Vec<_>>>()?.into_iter())
    }
}
