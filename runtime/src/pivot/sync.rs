//! The one algorithm of all writes of a many-to-many relation: read which related rows the parent has, compare them with those
//! that were given, and write the difference; in one transaction that holds the parent locked.

use std::future::Future;
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::result::Error::DatabaseError;

use crate::declare::many_to_many::ManyToMany;
use crate::declare::relation_def::RelationDef;
use crate::dialect::dialect::Dialect;
use crate::driver::connection::{DbOf, Driver, Execute, Fetch, Transact};
use crate::driver::transaction::{Inside, STATEMENT, TRANSACTION, send};
use crate::load::equal_keys::EqualKeys;
use crate::pivot::attach_inserted::AttachInserted;
use crate::pivot::changes::{Changes, Outcome};
use crate::pivot::difference::read_difference;
use crate::pivot::given::{Given, Prepared};
use crate::pivot::input::{Attached, Fixed, PivotInput};
use crate::pivot::insert::{InsertPivots, insert_all, inserts};
use crate::pivot::move_away::MoveAway;
use crate::pivot::select::{CurrentPivots, RawId};
use crate::pivot::update::{DetachPivots, UpdatePivots};
use crate::pivot::write_difference::write_difference;
use crate::sql::key::KeyColumn;
use crate::sql::key_columns::KeyColumns;
use crate::sql::values::Values;
use crate::touch::pivot::{LocalIs, PivotTouch};
use crate::touch::statement::Touch;
use crate::touch::step::Touching;
use crate::write::batch::Shared;
use crate::write::lock::{LockParent, lock_parent};

/// A connection that can write the pivot table of the relation `K`.
#[diagnostic::on_unimplemented(
    message = "the pivot table of `{K}` cannot be written with this connection",
    label = "cannot be written with this connection",
    note = "turn on the feature of the database in Cargo.toml: `sqlite`, `postgres` or `mysql` of `diesel-relations`; a \
            `MultiConnection` needs those of all its databases; the \
            fields must be values that this database takes for their columns"
)]
#[allow(private_interfaces)]
pub trait WritePivot<Mode, K: ManyToMany, R, F> {
    /// Locks the parent, inside a transaction.
    #[doc(hidden)]
    fn lock_parent(&mut self, key: K::Key, inside: Inside)
    -> impl Future<Output = QueryResult<()>>;
    /// Writes it, in a transaction of its own, or a savepoint inside one.
    #[doc(hidden)]
    fn write_pivot(
        &mut self,
        given: Given<K, R, F>,
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<Outcome<K::RelatedId>>>;
    /// Writes it inside a transaction, as a part of another write.
    #[doc(hidden)]
    fn write_pivot_inside(
        &mut self,
        given: Given<K, R, F>,
        touching: &Touching,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Changes<K::RelatedId>>>;
    /// Attaches a row that was inserted and not read, and touches what the relation touches; whether it did: not where the key of the row
    /// is not known, or NULL, or a pivot row has it already.
    #[doc(hidden)]
    fn attach_unread<V>(
        &mut self,
        key: K::Key,
        inserted: Shared<V>,
        fields: (R, F),
        touching: &Touching,
    ) -> impl Future<Output = QueryResult<bool>>
    where
        K::KeyColumn: KeyColumn<K::Key>,
        Self: Execute<Mode, AttachInserted<K, V, R, F>>;
    /// Writes it once, and touches what the relation touches, inside a transaction.
    #[doc(hidden)]
    fn write_once(
        &mut self,
        write: &Prepared<K, R, F>,
        touching: &Touching,
        moves_away: bool,
        inside: Inside,
    ) -> impl Future<Output = QueryResult<Outcome<K::RelatedId>>>;
}

#[diagnostic::do_not_recommend]
#[allow(private_interfaces)]
impl<C, Mode, K, R, F> WritePivot<Mode, K, R, F> for C
where
    C: Driver<Mode, DB: Dialect> + Transact<Mode>,
    K: ManyToMany<
            KeyColumn: KeyColumn<<K as RelationDef>::Key>,
            LocalColumn: KeyColumn<<K as RelationDef>::Key>,
        >,
    K::RelatedKey: KeyColumns,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Fixed<K>: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
    C: Fetch<Mode, LockParent<K, K::Pivot>, String>
        + Fetch<Mode, CurrentPivots<K, R, F>, (RawId<K>, bool)>
        + Fetch<Mode, EqualKeys<K::RelatedKey, K::RelatedId>, (i32, i32)>
        + Execute<Mode, DetachPivots<K>>
        + Execute<Mode, UpdatePivots<K, R, F>>
        + Execute<Mode, MoveAway<K>>
        + Execute<Mode, InsertPivots<K, R, F>>
        + Execute<Mode, Touch<DbOf<C, Mode>, LocalIs<K>>>,
{
    async fn lock_parent(&mut self, key: K::Key, inside: Inside) -> QueryResult<()> {
        lock_parent::<K, K::Pivot, C, Mode>(key, inside, self).await
    }

    async fn write_pivot(
        &mut self,
        given: Given<K, R, F>,
        touching: &Touching,
    ) -> QueryResult<Outcome<K::RelatedId>> {
        let nested = self.in_transaction()?;
        let touches = PivotTouch::<C::DB>::of::<K>(touching).is_some();
        let write = given.prepare::<C, Mode>(self).await?;
        // One statement needs no transaction; inside one, its error would end that.
        let mut unit = TRANSACTION;
        if !write.mode.blindly {
            unit = TRANSACTION.contested();
        } else if !nested && !touches {
            let inserts = inserts(self, &write.input, &write.numbers())?;
            if inserts.len() == 1 {
                unit = STATEMENT;
            }
        }
        let mut moves_away = false;
        send(self, unit, async |conn, inside| {
            let result = conn.write_once(&write, touching, moves_away, inside).await;
            moves_away |= matches!(result, Err(DatabaseError(UniqueViolation, _)));
            result
        })
        .await
    }

    async fn write_pivot_inside(
        &mut self,
        given: Given<K, R, F>,
        touching: &Touching,
        inside: Inside,
    ) -> QueryResult<Changes<K::RelatedId>> {
        let write = given.prepare::<C, Mode>(self).await?;
        // It is not sent again.
        let moves_away = true;
        let inside = inside.having_read();
        let outcome = self
            .write_once(&write, touching, moves_away, inside)
            .await?;
        Ok(outcome.changes)
    }

    async fn attach_unread<V>(
        &mut self,
        key: K::Key,
        inserted: Shared<V>,
        (row, common): (R, F),
        touching: &Touching,
    ) -> QueryResult<bool>
    where
        C: Execute<Mode, AttachInserted<K, V, R, F>>,
    {
        let input = PivotInput::new(key.clone(), Vec::new(), vec![row], common);
        input.check::<C::DB>(true)?;
        let attach = AttachInserted::new(input, inserted);
        if self.execute(attach).await? == 0 {
            return Ok(false);
        }
        let related = PivotTouch::of::<K>(touching);
        related.touch::<K, C, Mode>(key, self, touching).await?;
        Ok(true)
    }

    async fn write_once(
        &mut self,
        write: &Prepared<K, R, F>,
        touching: &Touching,
        moves_away: bool,
        inside: Inside,
    ) -> QueryResult<Outcome<K::RelatedId>> {
        let related = PivotTouch::of::<K>(touching);
        let Prepared { input, index, mode } = write;
        let mut rows_are_touched = false;
        let outcome = match index {
            Some(_) if mode.are_new && insert_new(self, input).await? => {
                write.all_attached().into()
            }
            Some(index) => {
                self.lock_parent(input.key.clone(), inside).await?;
                let mut difference = read_difference(self, input, index, *mode, inside).await?;
                difference.moves_away = moves_away;
                if difference.detaches() {
                    // Also the related rows that go: afterwards nothing leads to them.
                    let key = input.key.clone();
                    related
                        .touch_rows::<K, C, Mode>(key, self, touching)
                        .await?;
                    rows_are_touched = difference.missing.is_empty();
                }
                let outcome = write_difference(self, input, index, difference, inside);
                let outcome = outcome.await?;
                match mode.are_new {
                    // Whether their pivot rows are new or not.
                    true => write.all_attached().into(),
                    false => outcome,
                }
            }
            None => {
                let inserts = inserts(self, input, &write.numbers())?;
                insert_all(self, inserts).await?;
                write.all_attached().into()
            }
        };
        let all_is_touched = rows_are_touched && related.is_rows_alone();
        if !outcome.changes.is_empty() && !all_is_touched {
            let key = input.key.clone();
            related.touch::<K, C, Mode>(key, self, touching).await?;
        }
        Ok(outcome)
    }
}

/// Attaches the one row, where no pivot row has named it before it was there; whether it did.
async fn insert_new<C, Mode, K, R, F>(
    conn: &mut C,
    input: &Arc<PivotInput<K, R, F>>,
) -> QueryResult<bool>
where
    C: Driver<Mode, DB: Dialect> + Execute<Mode, InsertPivots<K, R, F>>,
    K: ManyToMany<KeyColumn: KeyColumn<<K as RelationDef>::Key>>,
    R: Values<DbOf<C, Mode>>,
    F: Values<DbOf<C, Mode>>,
    Attached<K>: Values<DbOf<C, Mode>>,
{
    if input.ids.len() != 1 {
        return Ok(false);
    }
    match inserts(conn, input, &[0])?.pop() {
        Some(insert) => Ok(conn.execute(insert.unless_there()).await? > 0),
        None => Ok(false),
    }
}
