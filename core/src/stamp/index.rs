//! The signs of all dialects in tables that the compiler builds, so that the cost of a look-up does not grow with the
//! number of dialects.
//!
//! Words are found by their hash; before any is made, a filter of their first bytes tells whether they can be a sign at
//! all. Hosts are found by their last bytes. Shapes, of the stamp and of its id, are signs that many dialects share:
//! they are added up only for dialects that another sign has named, or that they can make likely by themselves.

use crate::address::is_at_or_below;
use crate::dialect::{ALL, LIKELY, Mark};
use crate::reading::IdKind;

const BUCKETS: usize = 1024;
const TAILS: usize = 512;
const KINDS: usize = IdKind::Other as usize + 1;
const WORDS: usize = count(Sort::Word);
const HOSTS: usize = count(Sort::Host);
const SHAPES: usize = count(Sort::Shape);
/// A shape of at least this weight names a dialect.
const HEAVY: u8 = 2;

/// Marks by what they are found by.
pub(super) struct Index {
    /// In the order of their bucket: key, place in [`ALL`], weight.
    words: [(u32, u8, u8); WORDS],
    starts: [u16; BUCKETS + 1],
    /// In the order of their tail.
    hosts: [(&'static [u8], u8, u8); HOSTS],
    tails: [u16; TAILS + 1],
    /// Shapes of each dialect: bit, weight.
    shapes: [(u64, u8); SHAPES],
    shape_starts: [u16; ALL.len() + 1],
    /// What the shape of the id weighs for each dialect.
    ids: [[u8; ALL.len()]; KINDS],
    /// What shapes and the id can add up to, for each dialect.
    reach: [u8; ALL.len()],
    /// Dialects that shapes and the id can make likely, by their heavy shapes and by their ids.
    of_shape: [Set; 64],
    of_id: [Set; KINDS],
    /// A bit for each shape that names one.
    heavy: u64,
    pub(super) product: Filter,
    pub(super) with: Filter,
    pub(super) opens: Filter,
}

/// A set of dialects, a bit for each place in [`ALL`].
#[derive(Clone, Copy)]
pub(super) struct Set([u64; ALL.len().div_ceil(64)]);

impl Set {
    pub(super) const EMPTY: Self = Self([0; ALL.len().div_ceil(64)]);

    pub(super) fn add(&mut self, place: u8) {
        if let Some(block) = self.0.get_mut(usize::from(place / 64)) {
            *block |= 1 << (place % 64);
        }
    }

    fn join(&mut self, other: &Self) {
        for (block, more) in self.0.iter_mut().zip(&other.0) {
            *block |= more;
        }
    }

    /// The places, lowest first.
    #[expect(clippy::cast_possible_truncation, reason = "below 256 dialects")]
    pub(super) fn each(&self, mut visit: impl FnMut(u8)) {
        for (at, block) in self.0.iter().enumerate() {
            let mut left = *block;
            while left != 0 {
                visit((at as u32 * 64 + left.trailing_zeros()) as u8);
                left &= left - 1;
            }
        }
    }

    const fn insert(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }
}

/// Which words can be signs, told by their first four bytes and their length: of one word, and the first of two. Case
/// does not count.
pub(super) struct Filter {
    one: [u64; 32],
    two: [u64; 32],
    /// First two bytes of either.
    begin: [u64; 16],
}

impl Filter {
    /// True where a sign of one word may be this.
    #[inline]
    pub(super) fn may_be(&self, word: &[u8]) -> bool {
        holds(&self.one, slot(word))
    }

    /// True where a sign of two words may begin with this one.
    #[inline]
    pub(super) fn may_open_two(&self, word: &[u8]) -> bool {
        holds(&self.two, slot(word))
    }

    /// True where a sign may begin like this text.
    #[inline]
    pub(super) fn may_begin(&self, text: &[u8]) -> bool {
        holds(&self.begin, beginning(text))
    }

    const fn empty() -> Self {
        Self { one: [0; 32], two: [0; 32], begin: [0; 16] }
    }

    const fn add(&mut self, mark: &[u8]) {
        let mut blank = 0;
        while blank < mark.len() && mark[blank] != b' ' {
            blank += 1;
        }
        let table = if blank < mark.len() { &mut self.two } else { &mut self.one };
        let at = slot(mark.split_at(blank).0);
        table[at / 64] |= 1 << (at % 64);
        assert!(mark.len() > 1, "`may_begin` looks at two bytes");
        let at = beginning(mark);
        self.begin[at / 64] |= 1 << (at % 64);
    }
}

#[inline]
fn holds(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|block| block >> (at % 64) & 1 == 1)
}

/// One of 2,048, by first bytes and length.
const fn slot(word: &[u8]) -> usize {
    let head = match word {
        [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        [a, b, c] => u32::from_le_bytes([*a, *b, *c, 0]),
        [a, b] => u32::from_le_bytes([*a, *b, 0, 0]),
        [a] => *a as u32,
        [] => 0,
    };
    (mix(head) ^ (word.len() & 15) << 7) & 2047
}

/// One of 1,024, by the first two bytes.
const fn beginning(text: &[u8]) -> usize {
    match text {
        [a, b, ..] => ((*a | 0x20) as usize ^ ((*b | 0x20) as usize) << 5) & 1023,
        _ => 0,
    }
}

/// One of [`TAILS`], by the bytes before the last two: those tell hosts apart better than `.com`. A host of less than
/// six bytes stands alone: nothing longer that ends in it is found.
const fn tail(host: &[u8]) -> usize {
    let bytes = match host {
        [.., a, b, c, d, _, _] => u32::from_le_bytes([*a, *b, *c, *d]),
        [a, ..] => *a as u32,
        [] => 0,
    };
    mix(bytes) & (TAILS - 1)
}

/// Spreads four bytes without their case.
const fn mix(bytes: u32) -> usize {
    ((bytes | 0x2020_2020).wrapping_mul(0x9e37_79b1) >> 20) as usize
}

pub(super) static INDEX: Index = build();

impl Index {
    /// The dialects that have this sign, with its weight.
    #[inline]
    pub(super) fn find(&self, key: u32) -> impl Iterator<Item = (u8, u8)> {
        let at = bucket(key);
        let marks = between(&self.words, self.starts.get(at), self.starts.get(at + 1));
        marks.iter().filter(move |(mark, ..)| *mark == key).map(|&(_, dialect, weight)| (dialect, weight))
    }

    /// The dialects that have this host, or one that it ends in after a dot. `host` has no dot at its end.
    #[inline]
    pub(super) fn find_host(&self, host: &[u8]) -> impl Iterator<Item = (u8, u8)> {
        let at = tail(host);
        let marks = between(&self.hosts, self.tails.get(at), self.tails.get(at + 1));
        marks
            .iter()
            .filter(|(name, ..)| is_at_or_below(host, name))
            .map(|&(_, dialect, weight)| (dialect, weight))
    }

    /// Adds the dialects that these shapes and this id can make likely.
    pub(super) fn name_by_shape(&self, named: &mut Set, present: u64, id: IdKind) {
        if let Some(set) = self.of_id.get(id as usize) {
            named.join(set);
        }
        let mut left = present & self.heavy;
        while left != 0 {
            if let Some(set) = self.of_shape.get(left.trailing_zeros() as usize) {
                named.join(set);
            }
            left &= left - 1;
        }
    }

    /// The most that shapes and the id can add for a dialect.
    #[inline]
    pub(super) fn reach(&self, dialect: u8) -> u8 {
        self.reach.get(usize::from(dialect)).copied().unwrap_or_default()
    }

    /// What these shapes and this id add for a dialect.
    pub(super) fn weigh(&self, dialect: u8, present: u64, id: IdKind) -> u8 {
        let at = usize::from(dialect);
        let of_id =
            self.ids.get(id as usize).and_then(|weights| weights.get(at)).copied().unwrap_or_default();
        between(&self.shapes, self.shape_starts.get(at), self.shape_starts.get(at + 1))
            .iter()
            .filter(|(bit, _)| present & bit != 0)
            .fold(of_id, |sum: u8, (_, weight)| sum.saturating_add(*weight))
    }
}

#[inline]
fn between<'t, T>(table: &'t [T], start: Option<&u16>, end: Option<&u16>) -> &'t [T] {
    let (Some(&start), Some(&end)) = (start, end) else { return &[] };
    table.get(usize::from(start)..usize::from(end)).unwrap_or_default()
}

const fn bucket(key: u32) -> usize {
    ((key ^ (key >> 15)) as usize) & (BUCKETS - 1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Host,
    Shape,
    Id,
}

const fn sort(mark: Mark) -> Sort {
    match mark {
        Mark::Product(_) | Mark::With(_) | Mark::Opens(_) | Mark::Leads(_) | Mark::First(_) => Sort::Word,
        Mark::Host(_) => Sort::Host,
        Mark::Shape(_) => Sort::Shape,
        Mark::Id(_) => Sort::Id,
    }
}

const fn count(of: Sort) -> usize {
    let mut total = 0;
    let mut d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            if sort(ALL[d].signature[m].0) as u8 == of as u8 {
                total += 1;
            }
            m += 1;
        }
        d += 1;
    }
    total
}

/// First the sizes of the buckets, and what has none.
#[expect(clippy::cast_possible_truncation, reason = "below 256 dialects, below 65,536 marks")]
const fn build() -> Index {
    let mut index = Index {
        words: [(0, 0, 0); WORDS],
        starts: [0; BUCKETS + 1],
        hosts: [(&[], 0, 0); HOSTS],
        tails: [0; TAILS + 1],
        shapes: [(0, 0); SHAPES],
        shape_starts: [0; ALL.len() + 1],
        ids: [[0; ALL.len()]; KINDS],
        reach: [0; ALL.len()],
        of_shape: [Set::EMPTY; 64],
        of_id: [Set::EMPTY; KINDS],
        heavy: 0,
        product: Filter::empty(),
        with: Filter::empty(),
        opens: Filter::empty(),
    };
    let mut shape = 0;
    let mut d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            let (mark, weight) = ALL[d].signature[m];
            match mark {
                Mark::Product(word) => index.product.add(word.as_bytes()),
                Mark::With(word) => index.with.add(word.as_bytes()),
                Mark::Opens(word) | Mark::Leads(word) | Mark::First(word) => index.opens.add(word.as_bytes()),
                Mark::Host(name) => index.tails[tail(name.as_bytes()) + 1] += 1,
                Mark::Id(kind) => index.ids[kind as usize][d] += weight,
                Mark::Shape(kind) => {
                    index.shapes[shape] = (1 << kind as u8, weight);
                    shape += 1;
                }
            }
            if let Some(key) = mark.key() {
                index.starts[bucket(key) + 1] += 1;
            }
            m += 1;
        }
        index.shape_starts[d + 1] = shape as u16;
        d += 1;
    }
    let mut b = 0;
    while b < BUCKETS {
        index.starts[b + 1] += index.starts[b];
        b += 1;
    }
    let mut t = 0;
    while t < TAILS {
        index.tails[t + 1] += index.tails[t];
        t += 1;
    }
    name_by_shape(fill(index))
}

/// Then the buckets themselves.
#[expect(clippy::cast_possible_truncation, reason = "below 256 dialects")]
const fn fill(mut index: Index) -> Index {
    let mut words = index.starts;
    let mut hosts = index.tails;
    let mut d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            let (mark, weight) = ALL[d].signature[m];
            if let Some(key) = mark.key() {
                index.words[words[bucket(key)] as usize] = (key, d as u8, weight);
                words[bucket(key)] += 1;
            }
            if let Mark::Host(name) = mark {
                let at = tail(name.as_bytes());
                index.hosts[hosts[at] as usize] = (name.as_bytes(), d as u8, weight);
                hosts[at] += 1;
            }
            m += 1;
        }
        d += 1;
    }
    index
}

/// Last, which dialects shapes and the id can make likely without another sign.
const fn name_by_shape(mut index: Index) -> Index {
    let mut d = 0;
    while d < ALL.len() {
        let mut light = 0;
        let mut shapes = 0u8;
        let mut m = 0;
        while m < ALL[d].signature.len() {
            if let (Mark::Shape(_), weight) = ALL[d].signature[m] {
                shapes += weight;
                light += if weight < HEAVY { weight } else { 0 };
            }
            m += 1;
        }
        assert!(light < LIKELY, "a dialect cannot be told by light shapes alone: give one of them weight");
        let mut id = 0;
        let mut k = 0;
        while k < KINDS {
            id = if index.ids[k][d] > id { index.ids[k][d] } else { id };
            k += 1;
        }
        index.reach[d] = shapes + id;
        if index.reach[d] >= LIKELY {
            index = name_one(index, d);
        }
        d += 1;
    }
    index
}

const fn name_one(mut index: Index, d: usize) -> Index {
    let mut m = 0;
    while m < ALL[d].signature.len() {
        match ALL[d].signature[m] {
            (Mark::Shape(shape), HEAVY..) => {
                index.of_shape[shape as usize].insert(d);
                index.heavy |= 1 << shape as u8;
            }
            (Mark::Id(kind), _) => index.of_id[kind as usize].insert(d),
            _ => {}
        }
        m += 1;
    }
    index
}
