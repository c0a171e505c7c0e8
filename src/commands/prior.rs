//! The prior year's case, as the steps that look back take it.

use anyhow::Context as _;
use casefile::{Case, CaseError, FileEntry, Step};
use ledger::StoredFinding;
use ledger::tables::Asset;
use reconcile::Prior;
use reconcile::roll_forward::PRIOR_FILES;
use std::path::Path;

/// The prior year's case, opened, and unchanged since its manifest was written.
pub(crate) struct PriorCase {
    case: Case,
    shown: String,
}

/// Opens the prior case: the one named, else the one that case.toml names, if any. What is read of
/// it must have been written by its own run and not changed since.
///
/// # Errors
/// When it is no case, not an earlier year of the same county, not run to its report (exit status
/// 2), or changed (exit status 4).
pub(crate) fn open(case: &Case, named: Option<&Path>) -> anyhow::Result<Option<PriorCase>> {
    let Some(root) = named.map(Path::to_owned).or_else(|| case.prior_root()) else {
        return Ok(None);
    };
    let shown = format!("上年案卷 {}", root.display());
    let prior = Case::open(&root).with_context(|| shown.clone())?;
    let (then, now) = (&prior.info, &case.info);
    if then.year >= now.year || then.county != now.county {
        let wrong = format!(
            "{shown} 是{}{}年的案卷：应为{}早于{}年的案卷",
            then.county, then.year, now.county, now.year
        );
        return Err(CaseError::Config(wrong).into());
    }
    for step in [Step::Ingest, Step::Report] {
        prior.verify(step).with_context(|| shown.clone())?;
    }
    Ok(Some(PriorCase { case: prior, shown }))
}

impl PriorCase {
    /// Its year.
    pub(crate) fn year(&self) -> i32 {
        self.case.info.year
    }

    /// Rows of its ledgers.
    pub(crate) fn rows(&self) -> u64 {
        let outputs = self.case.entry(Step::Ingest).map(|entry| entry.outputs.as_slice());
        let assets = outputs.unwrap_or_default().iter();
        let assets = assets.filter(|file| file.path.starts_with("normalized/assets."));
        assets.filter_map(|file| file.rows).sum()
    }

    /// Its ledgers, to be rolled forward to a case: places by the names that they have there.
    pub(crate) fn ledgers(&self, now: &Case) -> anyhow::Result<Prior> {
        let table = self.case.table::<Asset>(Step::Ingest, "assets");
        let mut assets = table.with_context(|| self.shown.clone())?;
        ingest::rename_places(&mut assets, &now.file.renamed()?, now.info.as_of);
        Ok(Prior::new(&self.case.info, assets))
    }

    /// What its report found.
    pub(crate) fn findings(&self) -> anyhow::Result<Vec<StoredFinding>> {
        self.case.findings(Step::Report).with_context(|| self.shown.clone())
    }

    /// The files of it that a step reads, as inputs of the manifest.
    pub(crate) fn inputs_of(&self, step: Step) -> anyhow::Result<Vec<FileEntry>> {
        let (of, name) = match step {
            Step::Reconcile => (Step::Ingest, "normalized/assets."),
            Step::Report => (Step::Report, "report/findings."),
            _ => return Ok(Vec::new()),
        };
        let outputs = self.case.entry(of)?.outputs.iter();
        let read = outputs.filter(|file| file.path.starts_with(name));
        let entry = |file: &FileEntry| FileEntry {
            path: format!("{PRIOR_FILES}{}", file.path),
            sha256: file.sha256.clone(),
            ..FileEntry::default()
        };
        Ok(read.map(entry).collect())
    }
}
