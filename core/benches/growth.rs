//! The cost per byte of reading hostile values, at 1 KB, 100 KB and 10 MB: it must not grow with the length.
//!
//! ```text
//! cargo bench -p tlstrail-core --bench growth
//! ```
//! Each row is a text that is repeated; the columns are nanoseconds per byte. A row that grows tenfold from one column
//! to the next has become quadratic. Times of a busy machine vary; growth of that kind does not hide in them.

#![expect(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

use std::hint::black_box;
use std::time::Instant;
use tlstrail_core::Stamp;

const SIZES: [usize; 3] = [1_000, 100_000, 10_000_000];

/// What is repeated, and what stands before it.
const ROWS: [(&str, &str); 34] = [
    ("", "("),
    ("", ")"),
    ("", "["),
    ("", "<"),
    ("", "\""),
    ("", ";"),
    ("", " "),
    ("", "\r\n "),
    ("", "\\"),
    ("", "x"),
    ("", "x "),
    ("", "()"),
    ("", "(x) "),
    ("", "[x]"),
    ("", "[1]:"),
    ("", "<x>"),
    ("", "(\\)"),
    ("", "(a\\)b) "),
    ("", "(()"),
    ("", "1.2"),
    ("", "1.2 "),
    ("", "#"),
    ("", "by x "),
    ("", "with x "),
    ("from x ([192.0.2.1] ", "by x "),
    ("from x (", "[192.0.2.1]"),
    ("by x (", "a.1"),
    ("by ", "a."),
    ("by x (using ", "TLSv1.3 "),
    ("by x; ", "Mon, "),
    ("by x (Exim 4.96) with esmtp ", "[x]"),
    ("from x ([192.0.2.1]) by x (Postfix) ", "(x)"),
    ("from x ([192.0.2.1]) ", "(using TLSv1.3"),
    ("by x; ", "Fri, 28 Jul 2023 19:32:25 +0000;"),
];

fn main() {
    println!("{:40} {:>10} {:>10} {:>10}", "ns per byte", "1 KB", "100 KB", "10 MB");
    for (head, text) in ROWS {
        let costs = SIZES.map(|size| {
            let value = [head.as_bytes(), &text.as_bytes().repeat(size / text.len())].concat();
            // Small values are read often, so that each column takes about as long.
            let rounds = (2_000_000 / size).max(1);
            let start = Instant::now();
            for _ in 0..rounds {
                black_box(Stamp::parse(black_box(&value)));
            }
            let nanoseconds = start.elapsed().as_nanos() as f64;
            nanoseconds / (rounds * value.len()) as f64
        });
        println!("{:40} {:10.1} {:10.1} {:10.1}", format!("{head:?} {text:?}"), costs[0], costs[1], costs[2]);
    }
}
