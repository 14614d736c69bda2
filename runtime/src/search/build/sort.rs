//! The order of the rows of a request.

use crate::dialect::dialect::Dialect;
use crate::search::build::field::ReadField;
use crate::search::error::{ErrorCode, RequestError};
use crate::search::request::parts::Sort;
use crate::search::request::place::Place;
use crate::search::sql::dynamic::Operand;
use crate::search::sql::test::Direction;

/// One part of an order.
pub(crate) struct SortedBy<DB: Dialect> {
    /// The number of the field among those of the declaration and, behind them, of the primary key.
    pub(crate) field: usize,
    pub(crate) operand: Operand<DB>,
    pub(crate) direction: Direction,
}

/// The order of a request. The primary key comes last, so that no two rows are equal, in the direction of what comes before it: an index on
/// `(views, id)` is read in one direction.
pub(crate) fn sorts<DB: Dialect>(
    fields: &[Box<dyn ReadField<DB>>],
    key: &[Box<dyn ReadField<DB>>],
    sorts: &[Sort],
    list: &Place,
    errors: &mut Vec<RequestError>,
) -> Vec<SortedBy<DB>> {
    let mut order: Vec<SortedBy<DB>> = Vec::new();
    for (index, sort) in sorts.iter().enumerate() {
        let Some(field) = fields.iter().position(|field| field.is_named(&sort.field)) else {
            let message = format!("there is no field `{}` to sort by", sort.field);
            let place = sort.place(list, index).key("field");
            let error = RequestError::new(place, ErrorCode::UnknownField, message);
            errors.push(error.allow(fields.iter().map(|field| field.name())));
            continue;
        };
        // The second time, nothing is left to order.
        if order.iter().all(|sorted| sorted.field != field) {
            order.push(SortedBy {
                field,
                operand: fields[field].operand(),
                direction: Direction {
                    descending: sort.descending,
                    is_nullable: fields[field].is_nullable(),
                },
            });
        }
    }
    let descending = order.last().is_some_and(|last| last.direction.descending);
    for (number, column) in key.iter().enumerate() {
        let name = column.name();
        let is_sorted = |sorted: &SortedBy<DB>| {
            let field = fields.get(sorted.field);
            field.is_some_and(|field| field.is_named(&name))
        };
        if !order.iter().any(is_sorted) {
            order.push(SortedBy {
                field: fields.len() + number,
                operand: column.operand(),
                direction: Direction {
                    descending,
                    is_nullable: column.is_nullable(),
                },
            });
        }
    }
    order
}
