//! What reconciling a whole county costs, and whether that grows with its rows and no faster.

#![allow(clippy::unwrap_used, reason = "a bench may stop at the first thing that is wrong")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rulebook::Rulebook;

#[path = "county/books.rs"]
mod books;

use books::Size;

fn county(c: &mut Criterion) {
    let book = Rulebook::builtin("tuoli-2020").unwrap();
    let case = books::case();
    let mut group = c.benchmark_group("county");
    group.sample_size(10);
    for assets in [1_000, 4_000] {
        let books = books::county(Size::crowded(assets));
        let rows = books.assets.len();
        group.throughput(Throughput::Elements(u64::try_from(rows).unwrap()));
        group.bench_with_input(BenchmarkId::from_parameter(rows), &books, |b, books| {
            b.iter_with_large_drop(|| reconcile::run(books, &book, &case));
        });
    }
    group.finish();
    let mut group = c.benchmark_group("renamed");
    group.sample_size(10);
    for assets in [1_000, 4_000] {
        let books = books::renamed(Size::crowded(assets));
        let rows = books.assets.len();
        group.throughput(Throughput::Elements(u64::try_from(rows).unwrap()));
        group.bench_with_input(BenchmarkId::from_parameter(rows), &books, |b, books| {
            b.iter_with_large_drop(|| reconcile::run(books, &book, &case));
        });
    }
    group.finish();
}

criterion_group!(benches, county);
criterion_main!(benches);
