//! The case folder: the only crate that opens files.
//!
//! ```text
//! case.toml ─▶ Case ─▶ inbox files ─▶ (ingest) ─▶ Stage ─▶ normalized/ + manifest.json
//!                 └──▶ Books ◀── normalized/*.parquet, verified against the manifest
//! ```
//!
//! What must always hold:
//!
//! * inputs are never written to; a step's folder is replaced as a whole or not at all: it is
//!   written beside the target and swapped in, and [`Case::open`] repairs a swap that was cut short;
//! * a step reads its predecessors through the manifest: each file's SHA-256 is compared, and its
//!   control totals are computed again from what was read;
//! * the manifest holds no clock time and no machine path.

mod case;
mod config;
mod digest;
mod inbox;
mod manifest;
mod read;
mod stage;

pub use case::Case;
pub use config::{CaseFile, CaseSection, PlaceSection, Privacy, Tolerance};
pub use digest::sha256_hex;
pub use inbox::InboxFile;
pub use manifest::{
    CardEntry, CheckEntry, FileEntry, Manifest, PartEntry, PlaceEntry, RulebookEntry, SheetEntry,
    StepEntry, TotalEntry,
};
pub use read::ReadFailure;
pub use stage::Stage;

use std::path::PathBuf;

/// Why the case cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// A folder to be written holds something else.
    #[error("{} 中已有别的文件“{name}”：请另选一个目录", folder.display())]
    Occupied {
        /// The folder.
        folder: std::path::PathBuf,
        /// The first such file.
        name: String,
    },
    /// The folder or case.toml is wrong: the user mends it (exit status 2).
    #[error("{0}")]
    Config(String),
    /// A file changed since the manifest was written, or is corrupt (exit status 4).
    #[error("{path} {problem}；请重新运行 duizhang run")]
    Integrity {
        /// Relative to the case.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The file system refused (exit status 2).
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A table cannot be encoded: a bug (exit status 4).
    #[error("写出 {path} 失败：{source}")]
    Encode {
        /// Relative to the case.
        path: String,
        /// Why.
        source: frames::FrameError,
    },
}

impl CaseError {
    /// A wrong case file.
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::Config(message.into())
    }

    /// A changed or corrupt file.
    pub(crate) fn integrity(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Integrity { path: path.into(), problem: problem.into() }
    }
}

/// A step of the chain, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Workbooks to normalised tables.
    Ingest,
    /// Books against books.
    Reconcile,
    /// Owners.
    ConfirmOwnership,
    /// Income.
    Distribute,
    /// Disposals.
    DisposeCheck,
    /// The report.
    Report,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Ingest,
        Self::Reconcile,
        Self::ConfirmOwnership,
        Self::Distribute,
        Self::DisposeCheck,
        Self::Report,
    ];

    /// The command's name, and the key in the manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Reconcile => "reconcile",
            Self::ConfirmOwnership => "confirm-ownership",
            Self::Distribute => "distribute",
            Self::DisposeCheck => "dispose-check",
            Self::Report => "report",
        }
    }

    /// Its Chinese name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ingest => "收录",
            Self::Reconcile => "核对",
            Self::ConfirmOwnership => "确权",
            Self::Distribute => "收益分配",
            Self::DisposeCheck => "处置核查",
            Self::Report => "报告",
        }
    }

    /// Its folder in the case.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Ingest => "normalized",
            Self::Reconcile => "reconcile",
            Self::ConfirmOwnership => "ownership",
            Self::Distribute => "distribution",
            Self::DisposeCheck => "disposal",
            Self::Report => "report",
        }
    }

    /// The steps whose outputs it reads.
    #[must_use]
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::Ingest => &[],
            Self::Reconcile | Self::ConfirmOwnership | Self::Distribute | Self::DisposeCheck => {
                &[Self::Ingest]
            }
            Self::Report => &[
                Self::Ingest,
                Self::Reconcile,
                Self::ConfirmOwnership,
                Self::Distribute,
                Self::DisposeCheck,
            ],
        }
    }
}

/// Joins a relative path with forward slashes to the case's folder.
pub(crate) fn join(root: &std::path::Path, relative: &str) -> PathBuf {
    relative.split('/').fold(root.to_owned(), |path, part| path.join(part))
}

/// The bytes of a file that stands outside a case (a rulebook named on the command line).
///
/// # Errors
/// When the file system refuses.
pub fn read_file(path: &std::path::Path) -> Result<Vec<u8>, CaseError> {
    Ok(fs_err::read(path)?)
}

/// The same; `None` where there is no such file.
///
/// # Errors
/// When the file system refuses for another reason.
pub fn read_if_present(path: &std::path::Path) -> Result<Option<Vec<u8>>, CaseError> {
    match fs_err::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes tables into a folder, all or none: beside it, then swapped in as a whole, so that it holds
/// the old result or the new one. A folder that holds anything but these tables is left alone.
///
/// # Errors
/// When the folder holds other files, or the file system refuses; the old folder then still stands.
pub fn write_folder(
    folder: &std::path::Path,
    files: &[(String, Vec<u8>)],
) -> Result<(), CaseError> {
    let stem = |name: &str| name.split_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let ours = |name: &str| {
        let endings = [frames::Format::Csv, frames::Format::Parquet].map(frames::Format::extension);
        let is_table = endings.iter().any(|end| name == format!("{}.{end}", stem(name)));
        is_table && files.iter().any(|(file, _)| stem(file) == stem(name))
    };
    if folder.exists() {
        for entry in fs_err::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !ours(&name) {
                return Err(CaseError::Occupied { folder: folder.to_owned(), name });
            }
        }
    }
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| std::path::Path::new("."));
    fs_err::create_dir_all(parent)?;
    // What is left in it at the end, the old folder, goes with it.
    let beside = tempfile::tempdir_in(parent)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fs_err::create_dir(&new)?;
    for (name, bytes) in files {
        fs_err::write(new.join(name), bytes)?;
    }
    let had_old = folder.exists();
    if had_old {
        fs_err::rename(folder, &old)?;
    }
    if let Err(error) = fs_err::rename(&new, folder) {
        if had_old {
            fs_err::rename(&old, folder)?;
        }
        return Err(error.into());
    }
    Ok(())
}

/// Writes a file that stands outside a case, with the folders it needs, whole or not at all.
///
/// # Errors
/// When the file system refuses.
pub fn write_file(path: &std::path::Path, bytes: &[u8]) -> Result<(), CaseError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs_err::create_dir_all(folder)?;
    }
    case::write_atomically(path, bytes)
}
