//! JSON of a row without some of its fields. The others stand in their order, and their values are written as they are.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value as Json;

/// A row without the fields of these names.
pub(crate) struct Without<'a, R> {
    pub(crate) row: &'a R,
    pub(crate) names: &'a [&'static str],
}

impl<R: Serialize> Serialize for Without<'_, R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.names;
        self.row.serialize(LeaveOut { to, names })
    }
}

struct LeaveOut<'a, S> {
    to: S,
    names: &'a [&'static str],
}

/// The fields, as they are written.
struct Entries<'a, M> {
    to: M,
    names: &'a [&'static str],
    /// The key that was written last is left out, and so is its value.
    left_out: bool,
}

impl<M: SerializeStruct> SerializeStruct for Entries<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        match self.names.contains(&key) {
            true => self.to.skip_field(key),
            false => self.to.serialize_field(key, value),
        }
    }

    fn skip_field(&mut self, key: &'static str) -> Result<(), M::Error> {
        self.to.skip_field(key)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.to.end()
    }
}

// A row that is flattened, or has something beside it, is a map.
impl<M: SerializeMap> SerializeMap for Entries<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        let name = serde_json::to_value(key).map_err(M::Error::custom)?;
        self.left_out = matches!(name, Json::String(name) if self.names.contains(&name.as_str()));
        match self.left_out {
            true => Ok(()),
            false => self.to.serialize_key(key),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        match self.left_out {
            true => Ok(()),
            false => self.to.serialize_value(value),
        }
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.to.end()
    }
}

/// Values without names: no row is one.
macro_rules! unnamed {
    ($($method:ident($($arg:ty),*) $(-> $out:ident)?;)*) => {$(
        unnamed! { @ $method($($arg),*) $($out)? }
    )*};
    (@ $method:ident($($arg:ty),*)) => {
        fn $method(self, $(_: $arg),*) -> Result<S::Ok, S::Error> {
            no_row()
        }
    };
    (@ $method:ident($($arg:ty),*) $out:ident) => {
        fn $method(self, $(_: $arg),*) -> Result<Self::$out, S::Error> {
            no_row()
        }
    };
}

fn no_row<T, E: serde::ser::Error>() -> Result<T, E> {
    Err(E::custom("a row is a struct with named fields"))
}

type None<S> = Impossible<<S as Serializer>::Ok, <S as Serializer>::Error>;

impl<'a, S: Serializer> Serializer for LeaveOut<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeMap = Entries<'a, S::SerializeMap>;
    type SerializeSeq = None<S>;
    type SerializeTuple = None<S>;
    type SerializeTupleStruct = None<S>;
    type SerializeTupleVariant = None<S>;
    type SerializeStruct = Entries<'a, S::SerializeStruct>;
    type SerializeStructVariant = None<S>;

    fn serialize_struct(
        self,
        name: &'static str,
        fields: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let names = self.names;
        let to = self.to.serialize_struct(name, fields)?;
        let left_out = false;
        Ok(Entries {
            to,
            names,
            left_out,
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let names = self.names;
        let to = self.to.serialize_map(None)?;
        let left_out = false;
        Ok(Entries {
            to,
            names,
            left_out,
        })
    }

    unnamed! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<S::Ok, S::Error> {
        no_row()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        no_row()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        no_row()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row {
        title: &'static str,
        id: i32,
        price: f32,
    }

    #[derive(Serialize)]
    struct Flat<'a, R> {
        #[serde(flatten)]
        row: Without<'a, R>,
    }

    #[test]
    fn other_fields_keep_their_order_and_their_digits() {
        let row = &Row {
            title: "Dune",
            id: 6,
            price: 1.1,
        };
        let names: &[_] = &["id"];
        let flat = Flat {
            row: Without { row, names },
        };
        let json = serde_json::to_string(&flat).unwrap();
        assert_eq!(json, r#"{"title":"Dune","price":1.1}"#);

        let names = &["title"];
        let row = Without { row: &flat, names };
        let json = serde_json::to_string(&Flat { row }).unwrap();
        assert_eq!(json, r#"{"price":1.1}"#);
    }
}
