//! JSON of loaded rows: the model's fields, then each loaded relation and count under its name.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

struct Named<'a, T> {
    name: &'static str,
    value: &'a T,
}

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
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
    inner: &impl Serialize,
    name: &'static str,
    value: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = Named { name, value };
    Beside { inner, value }.serialize(serializer)
}
