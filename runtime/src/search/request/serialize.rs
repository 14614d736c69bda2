//! The parts of a request as JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::search::request::filter::{Connective, Filter, Term};
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.connective == Connective::Or {
            map.serialize_entry("type", "or")?;
        }
        match &self.term {
            Term::Field {
                field,
                operator,
                value,
            } => {
                map.serialize_entry("field", field)?;
                map.serialize_entry("operator", operator)?;
                map.serialize_entry("value", value)?;
            }
            Term::Group(filters) => map.serialize_entry("nested", filters)?,
        }
        map.end()
    }
}

impl Serialize for ScopeCall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        list(&mut map, "parameters", &self.parameters)?;
        map.end()
    }
}

impl Serialize for Keywords {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value)?;
        if !self.case_sensitive {
            map.serialize_entry("case_sensitive", &false)?;
        }
        map.end()
    }
}

impl Serialize for Sort {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("field", &self.field)?;
        if self.descending {
            map.serialize_entry("direction", "desc")?;
        }
        map.end()
    }
}

impl Serialize for Include {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_plain() {
            return serializer.serialize_str(&self.relation);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("relation", &self.relation)?;
        list(&mut map, "filters", &self.filters)?;
        list(&mut map, "sort", &self.sort)?;
        if let Some(limit) = self.limit {
            map.serialize_entry("limit", &limit)?;
        }
        list(&mut map, "includes", &self.includes)?;
        map.end()
    }
}

impl Serialize for Aggregate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(name) = self.short_name() {
            return serializer.serialize_str(&name);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("relation", &self.relation)?;
        map.serialize_entry("type", &self.kind)?;
        if let Some(field) = &self.field {
            map.serialize_entry("field", field)?;
        }
        list(&mut map, "filters", &self.filters)?;
        map.end()
    }
}

/// A list, unless it is empty.
fn list<M: SerializeMap, T: Serialize>(
    map: &mut M,
    key: &str,
    items: &[T],
) -> Result<(), M::Error> {
    if items.is_empty() {
        return Ok(());
    }
    map.serialize_entry(key, items)
}
