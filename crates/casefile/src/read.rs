//! Reading what steps wrote, against the manifest.

use crate::manifest::FileEntry;
use crate::{Case, CaseError, Step};
use frames::Format;
use ledger::books::BooksFiller;
use ledger::{Books, Row, StoredFinding};

/// A file that could not be read back.
pub type ReadFailure = CaseError;

impl Case {
    /// The normalised tables, each compared with the manifest: hash, rows and control totals.
    ///
    /// # Errors
    /// [`CaseError::Config`] when ingest has not run; [`CaseError::Integrity`] when a file changed.
    pub fn books(&self) -> Result<Books, CaseError> {
        let entry = self.entry(Step::Ingest)?;
        let mut books = Books::default();
        books.try_fill(&mut Filler { case: self })?;
        books.received = Books::TABLES
            .iter()
            .map(|t| t.name)
            .filter(|name| entry.received.iter().any(|r| r == name))
            .collect();
        for sheet in entry.sheets.iter().filter(|sheet| sheet.table.is_some()) {
            let key = (sheet.file.as_str().into(), sheet.sheet.as_deref().map(Into::into));
            let columns = sheet.columns.iter().map(|name| name.as_str().into());
            books.columns.entry(key).or_default().extend(columns);
        }
        Ok(books)
    }

    /// One table that a step wrote.
    ///
    /// # Errors
    /// As [`Case::books`].
    pub fn table<R: Row>(&self, step: Step, name: &str) -> Result<Vec<R>, CaseError> {
        let (entry, format, bytes) = self.verified(step, name)?;
        let rows = frames::decode::<R>(&bytes, format)
            .map_err(|e| CaseError::integrity(&entry.path, format!("无法读取：{e}")))?;
        let now = FileEntry::table(&entry.path, &bytes, &frames::totals(&rows));
        if now.rows != entry.rows || now.totals != entry.totals {
            return Err(CaseError::integrity(&entry.path, "的控制合计与 manifest.json 不符"));
        }
        Ok(rows)
    }

    /// The findings of a step.
    ///
    /// # Errors
    /// As [`Case::books`].
    pub fn findings(&self, step: Step) -> Result<Vec<StoredFinding>, CaseError> {
        let (entry, format, bytes) = self.verified(step, "findings")?;
        frames::decode_findings(&bytes, format)
            .map_err(|e| CaseError::integrity(&entry.path, format!("无法读取：{e}")))
    }

    fn verified(&self, step: Step, name: &str) -> Result<(&FileEntry, Format, Vec<u8>), CaseError> {
        let entry = self.entry(step)?;
        for format in [Format::Parquet, Format::Csv] {
            let path = format!("{}/{name}.{}", step.folder(), format.extension());
            if let Some(file) = entry.outputs.iter().find(|f| f.path == path) {
                return Ok((file, format, self.verified_bytes(file)?));
            }
        }
        Err(CaseError::integrity(format!("{}/{name}", step.folder()), "不在 manifest.json 中"))
    }

    /// The bytes of a file, if they are those the manifest states.
    pub(crate) fn verified_bytes(&self, file: &FileEntry) -> Result<Vec<u8>, CaseError> {
        let bytes =
            self.bytes(&file.path).map_err(|_| CaseError::integrity(&file.path, "已不存在"))?;
        if crate::sha256_hex(&bytes) == file.sha256 {
            Ok(bytes)
        } else {
            Err(CaseError::integrity(&file.path, "在写出之后被改动"))
        }
    }
}

struct Filler<'a> {
    case: &'a Case,
}

impl BooksFiller<CaseError> for Filler<'_> {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), CaseError> {
        *rows = self.case.table(Step::Ingest, R::TABLE.name)?;
        Ok(())
    }
}
