//! The relations that a request loads, as typed relations.

use crate::declare::relation_def::{BaseOf, RelationDef, base_of};
use crate::declare::scope::Scope;
use crate::declare::soft_delete::ScopeOf;
use crate::dialect::dialect::Dialect;
use crate::load::eager::Loads;
use crate::relation::refine::Refined;
use crate::relation::relation::Relation;
use crate::relation::with_pivot::Declared;
use crate::search::build::filter::filters;
use crate::search::build::list::{Fields, ReadFields};
use crate::search::build::names::IncludeNames;
use crate::search::build::sort::sorts;
use crate::search::declare::searchable::{Included, IncludedOwner, SearchOwner, Searchable};
use crate::search::error::{ErrorCode, RequestError};
use crate::search::load::parent::{Between, Parent};
use crate::search::load::wanted::Wanted;
use crate::search::sql::maybe_limited::{MaybePerParent, Narrowed};
use crate::search::sql::order::{Order, Ordering};

/// A list of relations that a request may load, on the database `DB`.
pub trait Includes<DB: Dialect>: IncludeNames {
    /// The relations, each of them optional.
    type Loads: Loads;
    /// Takes what the request wants of them.
    fn take(wanted: &mut Vec<Wanted<'_>>, errors: &mut Vec<RequestError>) -> Self::Loads;
}

impl<DB: Dialect> Includes<DB> for () {
    type Loads = ();
    fn take(_: &mut Vec<Wanted<'_>>, _: &mut Vec<RequestError>) {}
}

/// A relation with the conditions, the order and the limit of a request.
pub type IncludeOf<K, S, L, DB> =
    Relation<K, Refined<BaseOf<K>, Narrowed<DB>, MaybePerParent>, L, S>;

impl<K, S, Nested, Others, DB> Includes<DB> for (Included<K, S, Nested>, Others)
where
    DB: Dialect,
    K: RelationDef<
        Related: Searchable<Filters: Fields<DB>, Sorts: ReadFields<DB>, Key: ReadFields<DB>>,
    >,
    Parent<K>: Between<DB>,
    S: Declared,
    Nested: Includes<DB>,
    Others: Includes<DB>,
    Option<IncludeOf<K, S, Nested::Loads, DB>>: Loads,
{
    type Loads = (Option<IncludeOf<K, S, Nested::Loads, DB>>, Others::Loads);
    fn take(wanted: &mut Vec<Wanted<'_>>, errors: &mut Vec<RequestError>) -> Self::Loads {
        let number = wanted.iter().position(|wanted| wanted.name == K::NAME);
        let include = number.map(|number| {
            let wanted = wanted.remove(number);
            relation::<K, S, Nested, DB>(wanted, errors)
        });
        (include, Others::take(wanted, errors))
    }
}

impl<D, Others, DB> Includes<DB> for (IncludedOwner<D>, Others)
where
    DB: Dialect,
    D: SearchOwner,
    Others: Includes<DB>,
    Option<D::Owners>: Loads,
{
    type Loads = (Option<D::Owners>, Others::Loads);
    fn take(wanted: &mut Vec<Wanted<'_>>, errors: &mut Vec<RequestError>) -> Self::Loads {
        let number = wanted.iter().position(|wanted| wanted.name == D::NAME);
        let include = number.map(|number| {
            let mut wanted = wanted.remove(number);
            if wanted.include.is_some() {
                let message = format!(
                    "the rows of `{}` are of several models: they take no filters, sort or limit",
                    wanted.path
                );
                let error = RequestError::new(&wanted.place, ErrorCode::NotAllowed, message);
                errors.push(error);
            }
            includes::<(), DB>(&mut wanted.inside, &wanted.path, errors);
            D::owners()
        });
        (include, Others::take(wanted, errors))
    }
}

fn relation<K, S, Nested, DB>(
    mut wanted: Wanted<'_>,
    errors: &mut Vec<RequestError>,
) -> IncludeOf<K, S, Nested::Loads, DB>
where
    DB: Dialect,
    K: RelationDef<
        Related: Searchable<Filters: Fields<DB>, Sorts: ReadFields<DB>, Key: ReadFields<DB>>,
    >,
    Parent<K>: Between<DB>,
    S: Declared,
    Nested: Includes<DB>,
{
    let mut fields = <K::Related as Searchable>::Filters::all();
    <Parent<K> as Fields<DB>>::add_to(&mut fields);
    let mut sorted = <K::Related as Searchable>::Sorts::all();
    <Parent<K> as ReadFields<DB>>::add_to(&mut sorted);
    let mut key = <K::Related as Searchable>::Key::all();
    Parent::<K>::add_key(&mut key);

    let (mut condition, mut sort, mut limit) = (None, &[][..], None);
    let place = wanted.place.clone();
    if let Some(include) = wanted.include {
        condition = filters(&fields, &include.filters, &place.key("filters"), errors);
        sort = &include.sort;
        limit = include.limit;
    }
    let order = sorts(&sorted, &key, sort, &place.key("sort"), errors);
    let order = order
        .into_iter()
        .map(|by| (by.operand, by.direction.descending));
    let order = Ordering::new(Order(order.collect()));
    let nested = includes::<Nested, DB>(&mut wanted.inside, &wanted.path, errors);

    let refined = Refined {
        query: base_of::<K>(),
        whole: ScopeOf::<K>::SCANS_TABLE && condition.is_none(),
        order: Narrowed { order, condition },
        limit: MaybePerParent(limit),
    };
    let relation = Relation::<K>::declared().map(|_| refined);
    relation.map_parts(|(), ()| (nested, S::default()))
}

/// The relations of a list that a request wants; an error for each that is in no list.
pub(crate) fn includes<I: Includes<DB>, DB: Dialect>(
    wanted: &mut Vec<Wanted<'_>>,
    outside: &str,
    errors: &mut Vec<RequestError>,
) -> I::Loads {
    let loads = I::take(wanted, errors);
    for unknown in wanted.drain(..) {
        let mut names = Vec::new();
        let outside = match outside {
            "" => String::new(),
            outside => format!("{outside}."),
        };
        I::add_names(&outside, &mut names);
        let message = format!("there is no relation `{}` to include", unknown.path);
        let place = unknown.place.key("relation");
        let error = RequestError::new(place, ErrorCode::UnknownRelation, message);
        errors.push(error.allow(names));
    }
    loads
}
