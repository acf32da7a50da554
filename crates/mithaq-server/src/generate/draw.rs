//! Draws from a seed.

use chrono::{Days, NaiveDate};

/// Numbers that a seed gives, the same every time (`SplitMix64`).
pub(super) struct Draw(u64);

impl Draw {
    /// The draws for one of the things that a seed gives.
    pub(super) const fn of(seed: u64, nth: u64) -> Self {
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(nth.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number less than another, which is not zero.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    /// Whether something is so that is so this often in a hundred.
    pub(super) fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    /// One of a list, each as often as the others.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// One of a list, the first far more often than the last.
    pub(super) fn pick_early<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let at = self.below(list.len()).min(self.below(list.len())).min(self.below(list.len()));
        list.get(at).copied()
    }

    /// A day after another, by at most so many days.
    pub(super) fn day_after(&mut self, day: NaiveDate, most: usize) -> NaiveDate {
        let days = Days::new(u64::try_from(1 + self.below(most)).unwrap_or(1));
        day.checked_add_days(days).unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::Draw;

    #[test]
    fn a_seed_gives_the_same_draws_and_others_give_others() {
        let drawn = |seed, nth| {
            let mut draw = Draw::of(seed, nth);
            (0..20).map(|_| draw.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(7, 3), drawn(7, 3));
        assert_ne!(drawn(7, 3), drawn(7, 4));
        assert_ne!(drawn(7, 3), drawn(8, 3));
        assert!(drawn(7, 3).iter().all(|number| *number < 1_000));
    }
}
