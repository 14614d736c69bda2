//! JSON of loaded rows: the model's fields, then each loaded relation and count under its name.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::declare::is_none::is_none;
use crate::declare::model::LoadedRow;

struct Named<'a, T> {
    name: &'static str,
    value: &'a T,
    may_be_absent: bool,
}

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.may_be_absent && is_none(self.value) {
            return serializer.serialize_map(Some(0))?.end();
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.name, self.value)?;
        map.end()
    }
}

#[derive(Serialize)]
struct Beside<'a, Inner, T> {
    #[serde(flatten)]
    inner: &'a Inner,
    #[serde(flatten)]
    value: Named<'a, T>,
}

/// Serialises `value` as the field `name` behind the fields of `inner`.
pub fn beside<S: Serializer>(
    inner: &(impl Serialize + LoadedRow),
    name: &'static str,
    value: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // A format that people do not read has no names: the parts stand in their order.
    if !serializer.is_human_readable() {
        return (inner, value).serialize(serializer);
    }
    let value = Named {
        name,
        value,
        may_be_absent: may_be_absent(inner),
    };
    Beside { inner, value }.serialize(serializer)
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    r#type: &'static str,
    data: &'a T,
}

/// Serialises an owner beside the name of its model.
pub fn tagged<S: Serializer>(
    r#type: &'static str,
    data: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Tagged { r#type, data }.serialize(serializer)
}

fn may_be_absent<Inner: LoadedRow>(_: &Inner) -> bool {
    Inner::MAY_BE_ABSENT
}
