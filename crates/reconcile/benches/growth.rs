//! How the cost of reconciling grows with the rows: `cost ~ rows^exponent`, 1 is linear.
//!
//! `cargo bench -p reconcile --bench growth` prints the seconds and the exponent of two series: a
//! county that keeps its 144 villages (`crowded`), and one that has more villages the more assets
//! (`spread`). In both one row in twenty of the other ledgers has lost its numbers and goes by
//! another name. `FIVE=300000` adds five ledgers of so many assets each (8 GB for that number).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures time, prints, and may stop at the first thing that is wrong"
)]

use rulebook::Rulebook;
use std::time::Instant;

#[path = "county/books.rs"]
mod books;

use books::{PER_TOWNSHIP, Size};

/// Assets of one village, where there are more villages the more assets there are.
const PER_VILLAGE: usize = 28;

/// Assets of the smaller and of the larger county.
const ASSETS: [usize; 2] = [12_000, 60_000];

/// More villages the more assets, as in several counties together.
fn spread(assets: usize) -> Size {
    let townships = (assets / (PER_VILLAGE * PER_TOWNSHIP)).max(1);
    Size { townships, ..Size::crowded(assets) }
}

/// Rows of all ledgers, and the seconds that reconciling them takes.
fn measure(label: &str, size: Size) -> (f64, f64) {
    let (book, case) = (Rulebook::builtin("tuoli-2020").unwrap(), books::case());
    let books = books::renamed(size);
    let start = Instant::now();
    let out = reconcile::run(&books, &book, &case);
    let seconds = start.elapsed().as_secs_f64();
    assert!(out.rows.imbalances.is_empty(), "{:?}", out.rows.imbalances);
    let rows = u32::try_from(books.assets.len()).unwrap();
    println!("{label}: {rows} rows, {seconds:.2} s, {} findings", out.findings.len());
    (f64::from(rows), seconds)
}

fn main() {
    type Of = fn(usize) -> Size;
    for (label, size) in [("crowded", Size::crowded as Of), ("spread", spread)] {
        let [(few, short), (many, long)] = ASSETS.map(|assets| measure(label, size(assets)));
        println!("{label}: exponent {:.2}", (long / short).ln() / (many / few).ln());
    }
    if let Some(assets) = std::env::var("FIVE").ok().and_then(|n| n.parse().ok()) {
        measure("five ledgers", Size { others: 4, ..spread(assets) });
    }
}
