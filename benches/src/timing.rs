//! How long two ways of doing one thing take. Both run in turns, so that what else the machine does meets both.

use std::time::{Duration, Instant};

use crate::Result;

/// How long to measure.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    least_rounds: usize,
    least_time: Duration,
}

impl Effort {
    /// 15 rounds and a second at least; or next to nothing.
    pub fn new(quick: bool) -> Self {
        let (least_rounds, millis) = if quick { (3, 50) } else { (15, 1000) };
        let least_time = Duration::from_millis(millis);
        Effort {
            least_rounds,
            least_time,
        }
    }
}

/// The median time of both, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Medians {
    pub ours: f64,
    pub by_hand: f64,
}

impl Medians {
    /// Which part of the hand-written way's time ours takes.
    pub fn ratio(self) -> f64 {
        self.ours / self.by_hand
    }
}

/// Runs both in turns, each first in every other round, after one round to warm up.
///
/// # Errors
///
/// Theirs; and where they do not return the same.
pub fn compare<T>(
    effort: Effort,
    context: &mut T,
    ours: impl Fn(&mut T) -> Result<usize>,
    by_hand: impl Fn(&mut T) -> Result<usize>,
) -> Result<Medians> {
    let (one, other) = (ours(context)?, by_hand(context)?);
    if one != other {
        return Err(format!("ours finds {one} rows, the hand-written way {other}").into());
    }

    let mut time = |way: &dyn Fn(&mut T) -> Result<usize>| {
        let start = Instant::now();
        way(context).map(|_| start.elapsed())
    };
    let (mut ours_took, mut by_hand_took) = (Vec::new(), Vec::new());
    let start = Instant::now();
    while ours_took.len() < effort.least_rounds || start.elapsed() < effort.least_time {
        if ours_took.len() % 2 == 0 {
            ours_took.push(time(&ours)?);
            by_hand_took.push(time(&by_hand)?);
        } else {
            by_hand_took.push(time(&by_hand)?);
            ours_took.push(time(&ours)?);
        }
    }
    Ok(Medians {
        ours: median(ours_took),
        by_hand: median(by_hand_took),
    })
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
