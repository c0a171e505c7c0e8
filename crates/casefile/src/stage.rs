//! Writing a step's folder: beside the target, then swapped in as a whole.

use crate::manifest::{FileEntry, SheetEntry, StepEntry, by_severity};
use crate::{Case, CaseError, Step};
use frames::Format;
use ledger::{CheckRun, Row, StoredFinding, Trace};
use std::path::PathBuf;

/// A step's folder while it is being written. Dropped without [`Stage::commit`], nothing changes.
#[derive(Debug)]
pub struct Stage<'a> {
    case: &'a mut Case,
    step: Step,
    format: Format,
    partial: PathBuf,
    /// What the manifest will say; inputs, rulebook and sheets are the caller's to fill.
    pub entry: StepEntry,
}

impl<'a> Stage<'a> {
    pub(crate) fn begin(case: &'a mut Case, step: Step, format: Format) -> Result<Self, CaseError> {
        let partial = case.root.join(format!(".{}.partial", step.folder()));
        if partial.exists() {
            fs_err::remove_dir_all(&partial)?;
        }
        fs_err::create_dir_all(&partial)?;
        let entry =
            StepEntry { program: env!("CARGO_PKG_VERSION").to_owned(), ..StepEntry::default() };
        Ok(Self { case, step, format, partial, entry })
    }

    /// Writes one table in the step's format.
    ///
    /// # Errors
    /// When it cannot be encoded or written.
    pub fn table<R: Row>(&mut self, name: &str, rows: &[R]) -> Result<(), CaseError> {
        self.table_as(name, rows, self.format)
    }

    /// Writes one table in a given format.
    ///
    /// # Errors
    /// When it cannot be encoded or written.
    pub fn table_as<R: Row>(
        &mut self,
        name: &str,
        rows: &[R],
        format: Format,
    ) -> Result<(), CaseError> {
        let path = format!("{}/{name}.{}", self.step.folder(), format.extension());
        let bytes = frames::encode(rows, format)
            .map_err(|source| CaseError::Encode { path: path.clone(), source })?;
        self.entry.outputs.push(FileEntry::table(&path, &bytes, &frames::totals(rows)));
        self.write(&format!("{name}.{}", format.extension()), &bytes)
    }

    /// Writes findings.
    ///
    /// # Errors
    /// When they cannot be encoded or written.
    pub fn findings(&mut self, findings: &[StoredFinding]) -> Result<(), CaseError> {
        self.entry.findings = by_severity(findings);
        self.findings_as(findings, self.format)
    }

    /// Writes findings in a given format.
    ///
    /// # Errors
    /// When they cannot be encoded or written.
    pub fn findings_as(
        &mut self,
        findings: &[StoredFinding],
        format: Format,
    ) -> Result<(), CaseError> {
        let placed = self.placed(findings);
        let findings = placed.as_deref().unwrap_or(findings);
        let name = format!("findings.{}", format.extension());
        let path = format!("{}/{name}", self.step.folder());
        let bytes = frames::encode_findings(findings, format)
            .map_err(|source| CaseError::Encode { path: path.clone(), source })?;
        self.entry.outputs.push(FileEntry {
            rows: Some(findings.len() as u64),
            ..FileEntry::plain(&path, &bytes)
        });
        self.write(&name, &bytes)
    }

    /// The findings with each cell of a card in its own row, where any sheet holds cards.
    fn placed(&self, findings: &[StoredFinding]) -> Option<Vec<StoredFinding>> {
        if self.step == Step::Ingest {
            return None;
        }
        let ingested = self.case.manifest.steps.get(Step::Ingest.name())?;
        let cards: Vec<&SheetEntry> =
            ingested.sheets.iter().filter(|sheet| !sheet.cards.is_empty()).collect();
        if cards.is_empty() {
            return None;
        }
        let mut findings = findings.to_vec();
        for cell in findings.iter_mut().flat_map(|finding| &mut finding.evidence) {
            let own = cards.iter().find(|sheet| sheet.holds(cell)).and_then(|s| s.on_card(cell));
            if let Some((_, own)) = own {
                cell.src_row = Some(own.row);
            }
        }
        Some(findings)
    }

    /// Writes traces.
    ///
    /// # Errors
    /// When they cannot be encoded or written.
    pub fn trace(&mut self, trace: &[Trace]) -> Result<(), CaseError> {
        self.table("trace", trace)
    }

    /// Records what was looked at.
    pub fn checks(&mut self, checks: &[CheckRun]) {
        self.entry.checks = checks.iter().map(Into::into).collect();
    }

    /// Writes any other file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), CaseError> {
        self.entry.outputs.push(FileEntry::plain(&format!("{}/{name}", self.step.folder()), bytes));
        self.write(name, bytes)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), CaseError> {
        let mut file = fs_err::File::create(self.partial.join(name))?;
        std::io::Write::write_all(&mut file, bytes)?;
        Ok(file.sync_all()?)
    }

    /// Swaps the folder in and writes the manifest.
    ///
    /// # Errors
    /// When the file system refuses; the old folder then still stands.
    pub fn commit(mut self) -> Result<(), CaseError> {
        self.entry.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        self.entry.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        let target = self.case.root.join(self.step.folder());
        let old = self.case.root.join(format!(".{}.old", self.step.folder()));
        if old.exists() {
            fs_err::remove_dir_all(&old)?;
        }
        if target.exists() {
            fs_err::rename(&target, &old)?;
        }
        if let Err(error) = fs_err::rename(&self.partial, &target) {
            if old.exists() {
                fs_err::rename(&old, &target)?;
            }
            return Err(error.into());
        }
        let entry = std::mem::take(&mut self.entry);
        self.case.manifest.steps.insert(self.step.name().to_owned(), entry);
        self.case.write_manifest()?;
        if old.exists() {
            fs_err::remove_dir_all(&old)?;
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    /// Leaves nothing behind when the step failed; after a commit there is nothing to remove.
    fn drop(&mut self) {
        let _ = fs_err::remove_dir_all(&self.partial);
    }
}
