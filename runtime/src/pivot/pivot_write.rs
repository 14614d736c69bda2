//! A write of a pivot table that waits for its connection.

use std::future::Future;

use diesel::QueryResult;
#[cfg(doc)]
use diesel::result::Error::QueryBuilderError;

use crate::declare::many_to_many::{ManyToMany, id_of};
use crate::driver::connection::Driver;
#[cfg(doc)]
use crate::error::pivot::HiddenPivot;
#[cfg(doc)]
use crate::error::row::NullKey;
use crate::pivot::changes::{Changes, Outcome, PivotUpdates};
use crate::pivot::given::Given;
use crate::pivot::mode::PivotMode;
use crate::pivot::sync::WritePivot;
use crate::sql::values::NoFields;
use crate::touch::step::{Touching, without_touching};
use crate::unstable::insertable::ColumnValues;
use crate::write::link::parent_key;

/// A write of a pivot table: `attach`, `detach`, `sync`, `toggle` or `update_pivot`.
pub trait PivotOperation {
    /// The result: [`Changes`], or [`PivotUpdates`] of `update_pivot`.
    type Output<Id>;
    /// The result.
    #[doc(hidden)]
    fn output<Id>(outcome: Outcome<Id>) -> Self::Output<Id>;
}

macro_rules! returns_changes {
    ($($operation:ident)+) => {$(
        impl PivotOperation for $operation {
            type Output<Id> = Changes<Id>;
            fn output<Id>(outcome: Outcome<Id>) -> Changes<Id> {
                outcome.changes
            }
        }
    )+};
}
returns_changes!(Attach Detach Sync Toggle);

impl PivotOperation for UpdatePivot {
    type Output<Id> = PivotUpdates<Id>;
    fn output<Id>(outcome: Outcome<Id>) -> PivotUpdates<Id> {
        PivotUpdates {
            updated: outcome.changes.updated,
            unchanged: outcome.unchanged,
            not_attached: outcome.not_attached,
        }
    }
}

/// [`attach`](RelatedQuery::attach)
#[derive(Debug, Clone, Copy)]
pub struct Attach;
/// [`sync`](RelatedQuery::sync)
#[derive(Debug, Clone, Copy)]
pub struct Sync;
/// [`toggle`](RelatedQuery::toggle)
#[derive(Debug, Clone, Copy)]
pub struct Toggle;
/// [`detach`](RelatedQuery::detach)
#[derive(Debug, Clone, Copy)]
pub struct Detach;
/// [`update_pivot`](RelatedQuery::update_pivot)
#[derive(Debug, Clone, Copy)]
pub struct UpdatePivot;

/// A write of a many-to-many relation, sent by [`execute`](Self::execute): one transaction, or a savepoint inside one.
#[must_use = "nothing is written before `execute`"]
pub struct PivotWrite<K: ManyToMany, R, F, Op> {
    key: Option<K::Key>,
    rows: Vec<(Option<K::RelatedId>, R)>,
    fields: F,
    mode: PivotMode,
    operation: Op,
    touching: Touching,
}

without_touching!(PivotWrite<K: ManyToMany, R, F, Op>);

impl<K: ManyToMany, R, F, Op> PivotWrite<K, R, F, Op> {
    pub(crate) fn new(
        key: Option<K::Key>,
        rows: Vec<(Option<K::RelatedId>, R)>,
        fields: F,
        mode: PivotMode,
        operation: Op,
    ) -> Self {
        PivotWrite {
            key,
            rows,
            fields,
            mode,
            operation,
            touching: Touching::default(),
        }
    }
}

/// Writes that attach rows, and give them fields.
#[diagnostic::on_unimplemented(
    message = "this write gives no fields to pivot rows",
    note = "`with_pivot` goes with `attach`, `sync` and `toggle`; `update_pivot` takes the fields itself"
)]
pub trait TakesFields {}
#[diagnostic::do_not_recommend]
impl TakesFields for Attach {}
#[diagnostic::do_not_recommend]
impl TakesFields for Sync {}
#[diagnostic::do_not_recommend]
impl TakesFields for Toggle {}

impl<K: ManyToMany, R, Op> PivotWrite<K, R, NoFields, Op> {
    /// Fields that all rows get. A column that is also among the fields of one row gets this value.
    pub fn with_pivot<F, V>(self, fields: F) -> PivotWrite<K, R, V, Op>
    where
        Op: TakesFields,
        F: ColumnValues<K::Pivot, Values = V>,
    {
        PivotWrite {
            key: self.key,
            rows: self.rows,
            fields: fields.into_values(),
            mode: self.mode,
            operation: self.operation,
            touching: self.touching,
        }
    }
}

impl<K: ManyToMany, R, F> PivotWrite<K, R, F, Attach> {
    /// Attaches every row once more, whatever is attached, as often as it is given: one `INSERT`, nothing else.
    pub fn allow_duplicates(mut self) -> Self {
        self.mode = self.mode.blindly();
        self
    }
}

impl<K: ManyToMany, R, F> PivotWrite<K, R, F, Sync> {
    /// Detaches nothing.
    pub fn without_detaching(mut self) -> Self {
        self.mode.detach_others = false;
        self
    }
}

impl<K: ManyToMany, R, F, Op: PivotOperation> PivotWrite<K, R, F, Op> {
    /// Sends the statements, in one transaction, or a savepoint inside one: on an error, nothing has changed.
    ///
    /// The parent is locked before its rows are read, so writes of one parent's relation follow one another, whichever
    /// connection they come from. Where there is nothing to do, nothing is sent. Where the database rolls the transaction
    /// back because of another one, it is sent again, some times.
    ///
    /// # Errors
    ///
    /// Diesel's errors, such as that of a foreign key that names no row; and [`NullKey`] in a
    /// [`QueryBuilderError`] where rows are to be attached, and the key of the parent or of one of them is NULL; and there
    /// [`HiddenPivot`], where the relation does not see a row of the pivot table that it would have to attach.
    pub fn execute<C, Mode>(
        self,
        conn: &mut C,
    ) -> <C as Driver<Mode>>::Out<impl Future<Output = QueryResult<Op::Output<K::RelatedId>>>>
    where
        C: Driver<Mode, Connection: WritePivot<Mode, K, R, F>>,
    {
        <C as Driver<Mode>>::run(async move {
            let conn = conn.connection();
            let nothing = Changes::default();
            if self.rows.is_empty() && !self.mode.detach_others {
                return Ok(Op::output(nothing.into()));
            }
            // Nothing is related to a parent without a key: where nothing was to be, there is nothing to do.
            if self.key.is_none() && (self.rows.is_empty() || !self.mode.attach) {
                let ids = self.rows.into_iter().filter_map(|(id, _)| id);
                return Ok(Op::output(Outcome {
                    not_attached: ids.collect(),
                    ..nothing.into()
                }));
            }
            let key = parent_key::<K>(self.key)?;
            let mut rows = Vec::with_capacity(self.rows.len());
            for (id, values) in self.rows {
                rows.push((id_of::<K>(id)?, values));
            }
            let given = Given {
                key,
                rows,
                fields: self.fields,
                mode: self.mode,
            };
            let outcome = conn.write_pivot(given, &self.touching).await?;
            Ok(Op::output(outcome))
        })
    }
}
