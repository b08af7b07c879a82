//! How far a campaign goes, and chance that can be had again.

/// Tells whether the long form is asked for.
pub fn is_long() -> bool {
    std::env::var_os("TIMBAO_CAMPAIGN").is_some_and(|form| form == "long")
}

/// Returns the number for the form that is asked for.
pub fn scale(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// A small generator of numbers: the same seed, the same campaign.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64, by Sebastiano Vigna.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}
