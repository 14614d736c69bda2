//! The columns of a pivot table that tell two rows of one related row apart: the last ones of every order.

use std::any::TypeId;
use std::marker::PhantomData;

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::sql_types::{BigInt, Integer, SmallInt, Text};
use serde_json::Value as Json;

use crate::declare::pivot_key::KeyPart;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::{Dialect, facts};
use crate::search::build::field::{ReadField, read};
use crate::search::build::leaf::Leaf;
use crate::search::build::named::Named;
use crate::search::request::value::Value;
use crate::search::sql::cast::{As, Cast};
use crate::search::sql::class::Class;
use crate::search::sql::dynamic::Operand;
use crate::sql::source::PivotTable;

/// A column of the primary key of a pivot table, beside those that refer to the two rows. A cursor has its values as texts.
pub(crate) struct PivotKeyColumn<K> {
    name: &'static str,
    kind: Kind,
    relation: PhantomData<fn() -> K>,
}

/// The kind of its values.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Integer,
    Text,
    #[cfg(feature = "postgres")]
    Uuid,
}

/// The columns that an order ends in, of a relation with a pivot table. Columns of other types than whole numbers, texts and UUIDs are left out.
pub(crate) fn pivot_key<K: RelationDef>() -> impl Iterator<Item = PivotKeyColumn<K>> {
    let column = |part: KeyPart| {
        Some(PivotKeyColumn {
            name: part.name,
            kind: Kind::of((part.sql_type)())?,
            relation: PhantomData,
        })
    };
    K::PIVOT_KEY.others().filter_map(column)
}

impl Kind {
    fn of(sql_type: TypeId) -> Option<Kind> {
        #[cfg(feature = "postgres")]
        if sql_type == TypeId::of::<diesel::sql_types::Uuid>() {
            return Some(Kind::Uuid);
        }
        if sql_type == TypeId::of::<Text>() {
            return Some(Kind::Text);
        }
        let integers = [
            TypeId::of::<SmallInt>(),
            TypeId::of::<Integer>(),
            TypeId::of::<BigInt>(),
        ];
        integers.contains(&sql_type).then_some(Kind::Integer)
    }

    /// True where the database takes this text as a value.
    fn takes(self, text: &str) -> bool {
        match self {
            Kind::Integer => text.parse::<i64>().is_ok(),
            Kind::Text => true,
            #[cfg(feature = "postgres")]
            Kind::Uuid => {
                let mut bytes = text.bytes().enumerate();
                text.len() == 36
                    && bytes.all(|(place, byte)| match place {
                        8 | 13 | 18 | 23 => byte == b'-',
                        _ => byte.is_ascii_hexdigit(),
                    })
            }
        }
    }
}

/// `role_user.id`
struct InPivot<S> {
    source: S,
    name: &'static str,
}

impl<S: PivotTable<DB>, DB: Dialect> QueryFragment<DB> for InPivot<S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.source.walk_pivot(out.reborrow())?;
        out.push_sql(".");
        out.push_identifier(self.name)
    }
}

/// A value of it: `CAST(? AS BIGINT)`.
struct KeyValue(String, Kind);

impl<DB: Dialect> QueryFragment<DB> for KeyValue {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let sql_type = match self.1 {
            Kind::Integer => facts(&out)?.integer,
            Kind::Text => return DB::push_text(&self.0, out),
            #[cfg(feature = "postgres")]
            Kind::Uuid => "UUID",
        };
        out.push_sql("CAST(");
        DB::push_text(&self.0, out.reborrow())?;
        out.push_sql(" AS ");
        out.push_sql(sql_type);
        out.push_sql(")");
        Ok(())
    }
}

impl<K> Named for PivotKeyColumn<K> {
    fn write_name(&self, name: &mut String) {
        name.push_str("pivot.");
        name.push_str(self.name);
    }
    fn is_named(&self, name: &str) -> bool {
        name.strip_prefix("pivot.") == Some(self.name)
    }
    fn class(&self) -> Class {
        Class::Text
    }
}

impl<K, DB> Leaf<DB> for PivotKeyColumn<K>
where
    DB: Dialect,
    K: RelationDef<Source: PivotTable<DB>>,
{
    fn operand(&self) -> Operand<DB> {
        Operand::new(InPivot {
            source: K::Source::default(),
            name: self.name,
        })
    }
    fn bind(&self, value: &Value) -> Option<Operand<DB>> {
        let text = value.parse::<String>()?;
        let takes = self.kind.takes(&text);
        takes.then(|| Operand::new(KeyValue(text, self.kind)))
    }
}

impl<K, DB> ReadField<DB> for PivotKeyColumn<K>
where
    DB: Dialect,
    K: RelationDef<Source: PivotTable<DB>>,
    String: FromSql<Text, DB>,
{
    fn read(&self, raw: Option<<DB as Backend>::RawValue<'_>>) -> deserialize::Result<Json> {
        read::<Text, String, DB>(raw)
    }
    fn is_nullable(&self) -> bool {
        false
    }
    fn is_pivot_key(&self) -> bool {
        true
    }
    fn selected(&self) -> Operand<DB> {
        Operand::new(Cast(self.operand(), As::Text))
    }
}
