//! A round: random rows, and random requests whose answers are compared with those of the oracle.

use diesel_relations::search::{SearchError, SearchRequest};
use serde_json::Value as Json;

use crate::ask::{Answer, Mode, What};
use crate::check::{Expected, expected};
use crate::random::Random;
use crate::requests::request;
use crate::test::Ways;
use crate::world::World;

/// How often requests were valid, and found rows.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) requests: u64,
    pub(crate) invalid: u64,
    pub(crate) found: u64,
}

type Ask<'a> = &'a mut dyn FnMut(Mode, What, &SearchRequest) -> Result<Answer, SearchError>;

/// Asks for a request, and compares the answer.
pub(crate) fn round(
    seed: u64,
    number: u64,
    r: &mut Random,
    world: &World,
    ways: Ways,
    ask: Ask<'_>,
    tally: &mut Tally,
) {
    let mode = match r.below(8) {
        0 => Mode::OfTenant,
        1 => Mode::Either,
        2 => Mode::Tenant(1 + r.below(3)),
        3 => Mode::Label(1 + r.below(4)),
        4 => Mode::Authors,
        5 => Mode::Students(1 + r.below(4)),
        _ => Mode::Articles,
    };
    let what = *r.one_of(&[
        What::Page,
        What::Page,
        What::Cursor,
        What::First,
        What::Count,
    ]);
    let body = request(r, mode.model(), mode.has_pivot(), what == What::Cursor);
    let mut expected = expected(world, mode, &body, ways);
    if body.get("cursor").is_some() && matches!(what, What::First | What::Count) {
        // It does not count.
        let mut without = body.clone();
        without.as_object_mut().expect("an object").remove("cursor");
        // `page` and `cursor` at once are refused all the same.
        if body.get("page").is_none() {
            expected = crate::check::expected(world, mode, &without, ways);
        }
    }
    let context = || format!("seed {seed}, request {number}: {mode:?} {what:?} {body}\n");
    let read = SearchRequest::from_json(body.to_string().as_bytes());
    tally.requests += 1;
    let request = match (read, &expected) {
        (Ok(request), _) => request,
        (Err(_), None) => {
            tally.invalid += 1;
            return;
        }
        (Err(error), Some(_)) => panic!("{}{error}", context()),
    };
    match (ask(mode, what, &request), expected) {
        (Err(SearchError::Request(_)), None) => tally.invalid += 1,
        (Err(SearchError::Request(error)), Some(_)) => panic!("{}{error}", context()),
        (Ok(answer), None) => panic!("{}should be refused: {answer:?}", context()),
        (Err(SearchError::Database(diesel::result::Error::NotFound)), Some(expected))
            if what == What::First =>
        {
            assert!(
                expected.rows.is_empty(),
                "{}none, and not {:?}\n{world:?}",
                context(),
                expected.rows
            );
        }
        (Err(error), _) => panic!("{}{error}\n{world:?}", context()),
        (Ok(answer), Some(expected)) => {
            tally.found += u64::from(!expected.rows.is_empty());
            let same = |found: &[Json], expected: &[Json]| {
                let is_same = found.len() == expected.len()
                    && found.iter().zip(expected).all(|(a, b)| equal(a, b));
                assert!(
                    is_same,
                    "{}found    {found:#?}\nexpected {expected:#?}\nof {world:#?}",
                    context()
                );
            };
            match what {
                What::Count => assert_eq!(
                    answer.total,
                    expected.rows.len() as i64,
                    "{}{world:?}",
                    context()
                ),
                What::First => same(&answer.rows, &expected.rows[..expected.rows.len().min(1)]),
                What::Page => {
                    assert_eq!(
                        answer.total,
                        expected.rows.len() as i64,
                        "{}{world:?}",
                        context()
                    );
                    let Expected { rows, limit, page } = &expected;
                    let start = (page - 1).saturating_mul(*limit).min(rows.len());
                    same(&answer.rows, &rows[start..(start + limit).min(rows.len())]);
                }
                What::Cursor => walk(mode, &request, answer, &expected, ask, &same),
            }
        }
    }
}

/// All pages forward, and back again.
fn walk(
    mode: Mode,
    request: &SearchRequest,
    first: Answer,
    expected: &Expected,
    ask: Ask<'_>,
    same: &dyn Fn(&[Json], &[Json]),
) {
    let pages: Vec<&[Json]> = match expected.rows.is_empty() {
        true => vec![&[]],
        false => expected.rows.chunks(expected.limit).collect(),
    };
    let mut answer = first;
    for (number, page) in pages.iter().enumerate() {
        same(&answer.rows, page);
        assert_eq!(
            answer.next.is_some(),
            number + 1 < pages.len(),
            "{request:?}"
        );
        assert_eq!(answer.previous.is_some(), number > 0, "{request:?}");
        if let Some(cursor) = answer.next.take() {
            answer =
                ask(mode, What::Cursor, &request.clone().cursor(cursor)).expect("the next page");
        }
    }
    for page in pages.iter().rev().skip(1) {
        let cursor = answer.previous.take().expect("a page before");
        answer = ask(mode, What::Cursor, &request.clone().cursor(cursor)).expect("the page before");
        same(&answer.rows, page);
    }
}

/// JSON is equal; averages may be rounded.
fn equal(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, a)| match (b.get(key), a.as_f64()) {
                    (Some(b), Some(a)) if key.contains("_avg_") => {
                        b.as_f64().is_some_and(|b| (a - b).abs() < 1e-3)
                    }
                    (Some(b), _) => equal(a, b),
                    (None, _) => false,
                })
        }
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (a, b) => a == b,
    }
}
