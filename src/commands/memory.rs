//! What a step will need of memory, estimated before it starts, and refused with advice where that is
//! more than the case allows: better no answer than a machine that swaps for hours or a process that
//! is killed.

use super::prior::PriorCase;
use casefile::{Case, CaseError, Step};

/// What a step may need where `[limits] memory_bytes` of case.toml says nothing.
const USUAL_LIMIT: u64 = 8 << 30;

/// What the program needs before it reads anything.
const START: u64 = 96 << 20;

/// Bytes of memory for each byte of an inbox file: text, and files that are zipped or packed.
const BYTES_PER_PLAIN_BYTE: u64 = 32;
const BYTES_PER_ZIPPED_BYTE: u64 = 100;

/// Bytes of memory for each normalised row that a step holds, with what it makes of it. Measured, as
/// are the figures above, as the growth of the largest resident size from 40,000 to 300,000 rows of
/// thirty filled columns (five ledgers), and rounded up.
const fn bytes_per_row(step: Step) -> u64 {
    match step {
        Step::Ingest => 9_000,
        Step::Reconcile => 11_000,
        Step::ConfirmOwnership => 8_000,
        Step::Distribute | Step::DisposeCheck => 5_500,
        Step::Report => 7_000,
    }
}

/// Refuses a step that would need more than the case allows.
///
/// # Errors
/// [`CaseError::Config`] (exit status 2): how much, of what, and what to do.
pub(crate) fn check(case: &Case, step: Step, prior: Option<&PriorCase>) -> anyhow::Result<()> {
    let limit = case.file.limits.memory_bytes.unwrap_or(USUAL_LIMIT);
    let (needed, of) = match step {
        Step::Ingest => of_inbox(case)?,
        _ => of_rows(case, step, prior)?,
    };
    if needed <= limit {
        return Ok(());
    }
    let mib = |bytes: u64| bytes.div_ceil(1 << 20);
    Err(CaseError::Config(format!(
        "“{}”估计需要内存 {} MiB（{of}），超过限额 {} MiB，未开始：请按乡镇分成几个案卷，或在内存足够的机器上调高 case.toml 的 [limits] memory_bytes",
        step.label(),
        mib(needed),
        mib(limit)
    ))
    .into())
}

/// What the inbox takes: its files are read one beside the other, and all their rows are held.
fn of_inbox(case: &Case) -> anyhow::Result<(u64, String)> {
    let mut needed = START;
    let mut size: u64 = 0;
    for file in case.inbox()? {
        let bytes = case.size_bytes(&file.path)?;
        let name = file.path.to_lowercase();
        let zipped = ["xlsx", "xlsm", "xlsb", "ods", "parquet"];
        let is_zipped = name.rsplit_once('.').is_some_and(|(_, end)| zipped.contains(&end));
        let each = if is_zipped { BYTES_PER_ZIPPED_BYTE } else { BYTES_PER_PLAIN_BYTE };
        needed = needed.saturating_add(bytes.saturating_mul(each));
        size = size.saturating_add(bytes);
    }
    Ok((needed, format!("inbox 共 {} MiB", size.div_ceil(1 << 20))))
}

/// What the normalised rows take, and the prior year's ledgers where they are rolled forward.
fn of_rows(case: &Case, step: Step, prior: Option<&PriorCase>) -> anyhow::Result<(u64, String)> {
    let outputs = &case.entry(Step::Ingest)?.outputs;
    let own: u64 = outputs.iter().filter_map(|file| file.rows).sum();
    let prior = prior.filter(|_| step == Step::Reconcile).map_or(0, PriorCase::rows);
    let rows = own.saturating_add(prior);
    let needed = START.saturating_add(rows.saturating_mul(bytes_per_row(step)));
    Ok((needed, format!("{rows} 行")))
}
