//! The example's year-end, step by step, in memory: what a run costs besides reading and writing
//! files.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use ingest::{Context, Limits, SourceFile};
use ledger::money::split;
use ledger::{Books, CaseInfo, Fen, InputSpec};
use rulebook::Rulebook;
use std::hint::black_box;
use std::path::Path;

struct Example {
    info: CaseInfo,
    inputs: Vec<InputSpec>,
    files: Vec<(String, Vec<u8>, Vec<usize>)>,
}

fn example() -> Example {
    let case =
        casefile::Case::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yunchuan-2024"))
            .unwrap();
    let files = case.inbox().unwrap().into_iter().filter(|f| !f.inputs.is_empty());
    Example {
        info: case.info.clone(),
        inputs: case.file.inputs.clone(),
        files: files.map(|f| (f.path.clone(), case.bytes(&f.path).unwrap(), f.inputs)).collect(),
    }
}

fn read(example: &Example) -> Books {
    let context = Context { case: &example.info, key: &[7; 32], limits: Limits::default() };
    let outcomes = example
        .files
        .iter()
        .map(|(path, bytes, inputs)| {
            let inputs = inputs.iter().map(|i| &example.inputs[*i]).collect();
            ingest::read_file(&SourceFile { path, bytes, inputs }, &context)
        })
        .collect();
    ingest::finish(outcomes, &[], &context).books
}

fn steps(c: &mut Criterion) {
    let example = example();
    let books = read(&example);
    let book = Rulebook::builtin("tuoli-2020").unwrap();
    let info = &example.info;
    c.bench_function("ingest", |b| b.iter_with_large_drop(|| read(&example)));
    c.bench_function("reconcile", |b| {
        b.iter_with_large_drop(|| reconcile::run(&books, &book, info));
    });
    c.bench_function("confirm-ownership", |b| {
        b.iter_with_large_drop(|| confirm_ownership::run(&books, &book, info));
    });
    c.bench_function("distribute", |b| {
        b.iter_with_large_drop(|| distribute::run(&books, &book, info));
    });
    c.bench_function("dispose-check", |b| {
        b.iter_with_large_drop(|| dispose_check::run(&books, &book, info));
    });
    let (amount, weights) = (Fen(12_845_637), [30, 30, 20, 20]);
    c.bench_function("split", |b| b.iter_with_large_drop(|| split(black_box(amount), &weights)));
}

criterion_group!(benches, steps);
criterion_main!(benches);
