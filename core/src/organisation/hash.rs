//! Finds a name in a table that the compiler built: a hash over the name from its right end, and slots to probe.
//!
//! Not here: what the tables hold. A [`Slots`] keeps places in an array of the caller, who compares the names.
//! Binary search over names takes several times the instructions.

/// A hash of the end of a name in lower case. It grows to the left, so one pass over a name serves all its ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const EMPTY: Self = Self(0x811c_9dc5);

    /// The hash with one byte more to the left (FNV-1a).
    #[must_use]
    pub(super) const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    const fn of(text: &[u8]) -> Self {
        let mut hash = Self::EMPTY;
        let mut at = text.len();
        while at > 0 {
            at -= 1;
            hash = hash.with(text[at]);
        }
        hash
    }

    const fn slot(self, slots: usize) -> usize {
        // FNV mixes short names badly; the upper bits of one more product are even (Fibonacci hashing).
        (self.0.wrapping_mul(0x9e37_79b1) >> (32 - slots.ilog2())) as usize
    }
}

/// Open addressing over `N` slots, a power of two, each free or holding a place plus one.
pub(super) struct Slots<const N: usize>([u16; N]);

impl<const N: usize> Slots<N> {
    pub(super) const fn new() -> Self {
        assert!(N.is_power_of_two() && N > 1);
        Self([0; N])
    }

    /// Adds `text`, which stands at `place`. For constants: a full table stops the build.
    #[must_use]
    pub(super) const fn with(mut self, text: &[u8], place: usize) -> Self {
        assert!(place < u16::MAX as usize);
        let mut slot = Hash::of(text).slot(N);
        while self.0[slot] != 0 {
            slot = (slot + 1) % N;
        }
        #[expect(clippy::cast_possible_truncation, reason = "asserted above")]
        {
            self.0[slot] = place as u16 + 1;
        }
        self
    }

    /// The places that `hash` may stand for, mostly none or the right one.
    pub(super) fn places(&self, hash: Hash) -> impl Iterator<Item = usize> {
        let (before, from) = self.0.split_at(hash.slot(N));
        from.iter().chain(before).take_while(|&&place| place != 0).map(|&place| usize::from(place) - 1)
    }
}

/// Mean number of places that a name of the table is compared with.
#[cfg(test)]
pub(super) fn mean_places<'a, const N: usize>(
    slots: &Slots<N>,
    names: impl Iterator<Item = &'a [u8]>,
) -> usize {
    let (sum, count) =
        names.fold((0, 0), |(sum, n), name| (sum + slots.places(Hash::of(name)).count(), n + 1));
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_among_their_places() {
        let names: Vec<String> = (0..900).map(|n| format!("host-{n}.example")).collect();
        let mut slots = Slots::<2048>::new();
        for (place, name) in names.iter().enumerate() {
            slots = slots.with(name.as_bytes(), place);
        }
        for (place, name) in names.iter().enumerate() {
            let hash = Hash::of(name.as_bytes());
            assert!(slots.places(hash).any(|found| found == place), "{name}");
        }
    }

    #[test]
    fn an_empty_table_has_no_places() {
        assert_eq!(Slots::<2>::new().places(Hash::of(b"com")).count(), 0);
    }
}
