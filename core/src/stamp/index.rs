//! The signs of all dialects in tables that the compiler builds, so that the cost of a look-up does not grow with the
//! number of dialects.
//!
//! Words, hosts and ids are found by their hash. Shapes are weak signs that many dialects share: they are added up only
//! for dialects that another sign, or a heavy shape, has named. Before any hash is made, a filter of first letter and
//! length tells whether a word can be a sign at all.

use crate::dialect::{ALL, LIKELY, Mark, hash_back};

const BUCKETS: usize = 1024;
const MARKS: usize = count(false);
const SHAPES: usize = count(true);
/// A shape of at least this weight names its dialect by itself.
const HEAVY: u8 = 2;

/// Marks found by hash, and weights of shapes.
pub(super) struct Index {
    /// In the order of their bucket: key, place in [`ALL`], weight.
    marks: [(u32, u8, u8); MARKS],
    starts: [u16; BUCKETS + 1],
    /// One bit for each key, of 8,192.
    present: [u64; 128],
    /// Keys of the last labels of hosts, one bit for each of 1,024: most hosts end in a label that no sign has.
    last_labels: [u64; 16],
    /// Shapes of each dialect: bit, weight.
    shapes: [(u64, u8); SHAPES],
    shape_starts: [u16; ALL.len() + 1],
    /// The sum of all shapes of each dialect.
    shape_sums: [u8; ALL.len()],
    /// Lengths (modulo 32) of words that can be signs, by first letter.
    pub(super) product: Filter,
    pub(super) with: Filter,
    pub(super) opens: Filter,
}

/// Which words can be signs: of one word, and the first of two.
pub(super) struct Filter {
    one: [u32; 256],
    two: [u32; 256],
}

impl Filter {
    /// True where a sign of one word may begin and end like this.
    pub(super) fn may_be(&self, word: &[u8]) -> bool {
        Self::holds(&self.one, word)
    }

    /// True where a sign of two words may begin with this one.
    pub(super) fn may_open_two(&self, word: &[u8]) -> bool {
        Self::holds(&self.two, word)
    }

    fn holds(table: &[u32; 256], word: &[u8]) -> bool {
        let Some(first) = word.first() else { return false };
        table.get(usize::from(first | 0x20)).is_some_and(|lengths| lengths >> (word.len() & 31) & 1 == 1)
    }

    const fn empty() -> Self {
        Self { one: [0; 256], two: [0; 256] }
    }

    const fn add(&mut self, mark: &[u8]) {
        let mut blank = 0;
        while blank < mark.len() && mark[blank] != b' ' {
            blank += 1;
        }
        let table = if blank < mark.len() { &mut self.two } else { &mut self.one };
        table[(mark[0] | 0x20) as usize] |= 1 << (blank & 31);
    }
}

pub(super) static INDEX: Index = build();

impl Index {
    /// The dialects that have this sign, with its weight.
    pub(super) fn find(&self, key: u32) -> impl Iterator<Item = (u8, u8)> {
        let word = self.present.get((key as usize >> 6) & 127).copied().unwrap_or_default();
        let marks = if word >> (key & 63) & 1 == 1 { self.bucket(key) } else { &[] };
        marks.iter().filter(move |(mark, ..)| *mark == key).map(|&(_, dialect, weight)| (dialect, weight))
    }

    /// False where no host among the signs ends in the label of this key.
    pub(super) fn may_end_a_host(&self, key: u32) -> bool {
        self.last_labels.get((key as usize >> 6) & 15).is_some_and(|bits| bits >> (key & 63) & 1 == 1)
    }

    fn bucket(&self, key: u32) -> &[(u32, u8, u8)] {
        let at = bucket(key);
        let (Some(&start), Some(&end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.marks.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }

    /// The most that a dialect's shapes can add.
    pub(super) fn most_by_shapes(&self, dialect: u8) -> u8 {
        self.shape_sums.get(usize::from(dialect)).copied().unwrap_or_default()
    }

    /// The sum of a dialect's shapes among those present.
    pub(super) fn weigh(&self, dialect: u8, present: u64) -> u8 {
        let at = usize::from(dialect);
        let (Some(&start), Some(&end)) = (self.shape_starts.get(at), self.shape_starts.get(at + 1)) else {
            return 0;
        };
        let shapes = self.shapes.get(usize::from(start)..usize::from(end)).unwrap_or_default();
        shapes
            .iter()
            .filter(|(bit, _)| present & bit != 0)
            .fold(0, |sum: u8, (_, weight)| sum.saturating_add(*weight))
    }
}

const fn last_label(host: &[u8]) -> &[u8] {
    let mut head = host;
    while let [before @ .., byte] = head {
        if *byte == b'.' {
            return host.split_at(head.len()).1;
        }
        head = before;
    }
    host
}

const fn bucket(key: u32) -> usize {
    ((key ^ (key >> 15)) as usize) & (BUCKETS - 1)
}

/// Marks in the hashed table: all but light shapes; or all shapes.
const fn count(shapes: bool) -> usize {
    let mut total = 0;
    let mut d = 0;
    while d < ALL.len() {
        let mut light = 0u32;
        let mut m = 0;
        while m < ALL[d].signature.len() {
            let (mark, weight) = ALL[d].signature[m];
            let is_shape = matches!(mark, Mark::Shape(_));
            if is_shape == shapes || (is_shape && weight >= HEAVY) {
                total += 1;
            }
            if is_shape && weight < HEAVY {
                light += weight as u32;
            }
            m += 1;
        }
        assert!(
            light < LIKELY as u32,
            "a dialect cannot be told by light shapes alone: give one of them weight"
        );
        d += 1;
    }
    total
}

#[expect(clippy::cast_possible_truncation, reason = "below 256 dialects, below 65,536 marks")]
const fn build() -> Index {
    let mut index = Index {
        marks: [(0, 0, 0); MARKS],
        starts: [0; BUCKETS + 1],
        present: [0; 128],
        last_labels: [0; 16],
        shapes: [(0, 0); SHAPES],
        shape_starts: [0; ALL.len() + 1],
        shape_sums: [0; ALL.len()],
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
                Mark::Opens(word) => index.opens.add(word.as_bytes()),
                Mark::Host(name) => {
                    let key = hash_back(last_label(name.as_bytes()));
                    index.last_labels[(key as usize >> 6) & 15] |= 1 << (key & 63);
                }
                Mark::Shape(kind) => {
                    index.shapes[shape] = (1 << kind as u8, weight);
                    index.shape_sums[d] = index.shape_sums[d].saturating_add(weight);
                    shape += 1;
                }
                _ => {}
            }
            if is_hashed(mark, weight) {
                let key = mark.key();
                index.starts[bucket(key) + 1] += 1;
                index.present[(key as usize >> 6) & 127] |= 1 << (key & 63);
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
    fill(index)
}

#[expect(clippy::cast_possible_truncation, reason = "below 256 dialects")]
const fn fill(mut index: Index) -> Index {
    let mut filled = index.starts;
    let mut d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            let (mark, weight) = ALL[d].signature[m];
            if is_hashed(mark, weight) {
                let key = mark.key();
                let at = filled[bucket(key)] as usize;
                // The weight of a shape is added with the other shapes.
                index.marks[at] = (key, d as u8, if matches!(mark, Mark::Shape(_)) { 0 } else { weight });
                filled[bucket(key)] += 1;
            }
            m += 1;
        }
        d += 1;
    }
    index
}

const fn is_hashed(mark: Mark, weight: u8) -> bool {
    !matches!(mark, Mark::Shape(_)) || weight >= HEAVY
}
