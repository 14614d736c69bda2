//! Numbers that look random, and are the same for the same seed.

/// Marsaglia's xorshift generator.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        // Neighbouring seeds begin far from each other, and zero is no state.
        Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: i32) -> i32 {
        (self.next() % end as u64) as i32
    }

    /// True in this many of 100 cases.
    pub(crate) fn percent(&mut self, percent: i32) -> bool {
        self.below(100) < percent
    }

    /// A number below `end`, or None in one of four cases.
    pub(crate) fn maybe(&mut self, end: i32) -> Option<i32> {
        let number = self.below(end);
        (!self.percent(25)).then_some(number)
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as i32) as usize]
    }

    /// Up to `most` numbers below `end`, in any order, with repetitions.
    pub(crate) fn some(&mut self, most: i32, end: i32) -> Vec<i32> {
        (0..self.below(most + 1)).map(|_| self.below(end)).collect()
    }
}
