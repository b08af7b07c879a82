//! The chance behind the generator: SplitMix64, integers only, so that a seed means the same on every machine.

/// A stream of random numbers.
pub struct Random(u64);

impl Random {
    /// Opens stream number `stream` of `seed`; streams of one seed have nothing in common.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed);
        let base = random.number();
        Self(base ^ stream.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// Returns the next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.number()) * u128::from(end)) >> 64) as u64
    }

    /// Returns a number from `first` to `last`.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// Returns true in `percent` of 100 cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Returns one of `items`, each as likely as the others.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// Returns a number below `count`, each `k` with the weight 1/(k+1): Zipf's law, as words and names follow it.
    pub fn ranked(&mut self, count: usize) -> usize {
        const WHOLE: u64 = 1 << 32;
        let weights = || (1..=count as u64).map(|rank| WHOLE / rank);
        let mut left = self.below(weights().sum());
        weights().position(|weight| left.checked_sub(weight).map(|rest| left = rest).is_none()).expect("the draw is below the sum")
    }
}
