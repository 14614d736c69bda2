//! The scopes that a request calls.

use diesel::query_builder::QueryFragment;
use serde::de::DeserializeOwned;

use crate::dialect::dialect::Dialect;
use crate::search::build::names::ScopeNames;
use crate::search::declare::searchable::SearchScope;
use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::parts::ScopeCall;
use crate::search::request::place::Place;
use crate::search::request::value::Value;
use crate::search::sql::dynamic::Condition;

/// A list of scopes.
pub trait Scopes<DB: Dialect>: ScopeNames {
    /// The condition of a scope with these values; `None` where there is none of this name.
    fn condition(
        name: &str,
        values: &[Value],
    ) -> Option<Result<Condition<DB>, (Option<usize>, String)>>;
}

impl<DB: Dialect> Scopes<DB> for () {
    fn condition(_: &str, _: &[Value]) -> Option<Result<Condition<DB>, (Option<usize>, String)>> {
        None
    }
}

impl<DB, S, Others> Scopes<DB> for (S, Others)
where
    DB: Dialect,
    S: SearchScope<Parameters: Parameters, Condition: QueryFragment<DB> + Send + Sync + 'static>,
    Others: Scopes<DB>,
{
    fn condition(
        name: &str,
        values: &[Value],
    ) -> Option<Result<Condition<DB>, (Option<usize>, String)>> {
        if name != S::NAME {
            return Others::condition(name, values);
        }
        if values.len() != S::PARAMETERS.len() {
            let expected = match S::PARAMETERS {
                [] => "no parameters".to_owned(),
                names => format!("these parameters: {}", names.join(", ")),
            };
            return Some(Err((None, format!("the scope `{name}` takes {expected}"))));
        }
        Some(match S::Parameters::read(values) {
            Ok(parameters) => Ok(Condition::new(S::condition(parameters))),
            Err(number) => {
                let parameter = S::PARAMETERS[number];
                Err((Some(number), format!("this is no value of `{parameter}`")))
            }
        })
    }
}

/// The values of the parameters of a scope.
pub trait Parameters: Sized {
    /// Reads them; the number of the first that is no value of its type.
    fn read(values: &[Value]) -> Result<Self, usize>;
}

impl Parameters for () {
    fn read(_: &[Value]) -> Result<Self, usize> {
        Ok(())
    }
}

macro_rules! parameters {
    ($($T:ident $n:tt),+) => {
        impl<$($T: DeserializeOwned),+> Parameters for ($($T,)+) {
            fn read(values: &[Value]) -> Result<Self, usize> {
                Ok(($(values.get($n).and_then(Value::parse::<$T>).ok_or($n as usize)?,)+))
            }
        }
    };
}
parameters!(A 0);
parameters!(A 0, B 1);
parameters!(A 0, B 1, C 2);
parameters!(A 0, B 1, C 2, D 3);
parameters!(A 0, B 1, C 2, D 3, E 4);
parameters!(A 0, B 1, C 2, D 3, E 4, F 5);

/// The conditions of the scopes that a request calls.
pub(crate) fn scopes<S: Scopes<DB>, DB: Dialect>(
    calls: &[ScopeCall],
    list: &Place,
    errors: &mut Vec<RequestError>,
) -> Vec<Condition<DB>> {
    let mut conditions = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        let place = call.place(list, index);
        match S::condition(&call.name, &call.parameters) {
            Some(Ok(condition)) => conditions.push(condition),
            Some(Err((number, message))) => {
                let place = place.key("parameters");
                let place = number.map_or_else(|| place.clone(), |number| place.index(number));
                errors.push(RequestError::new(place, ErrorCode::InvalidValue, message));
            }
            None => {
                let mut names = Vec::new();
                S::add_names(&mut names);
                let message = format!("there is no scope `{}`", call.name);
                let error = RequestError::new(place.key("name"), ErrorCode::UnknownScope, message);
                errors.push(error.allow(names.into_iter().map(|(name, _)| name)));
            }
        }
    }
    conditions
}
