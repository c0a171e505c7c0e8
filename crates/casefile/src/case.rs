//! A case folder that has been opened.

use crate::config::CaseFile;
use crate::manifest::{FileEntry, Manifest, StepEntry};
use crate::{CaseError, InboxFile, Stage, Step, digest, inbox};
use frames::Format;
use ledger::CaseInfo;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A case folder.
#[derive(Debug)]
pub struct Case {
    pub(crate) root: PathBuf,
    /// What case.toml says.
    pub file: CaseFile,
    /// The same, as the steps take it.
    pub info: CaseInfo,
    /// What the manifest says.
    pub manifest: Manifest,
}

impl Case {
    /// Opens a case folder and repairs a swap that was cut short.
    ///
    /// # Errors
    /// [`CaseError::Config`] when there is no case.toml or it is wrong; [`CaseError::Integrity`]
    /// when the manifest is damaged.
    pub fn open(root: &Path) -> Result<Self, CaseError> {
        let path = root.join("case.toml");
        if !path.is_file() {
            let shown = root.display();
            return Err(CaseError::config(format!(
                "{shown} 不是案卷：没有 case.toml（可用 duizhang new {shown} 新建）"
            )));
        }
        let file = CaseFile::parse(&fs_err::read_to_string(path)?)?;
        let info = file.info()?;
        for step in Step::ALL {
            restore(root, step)?;
        }
        let manifest_path = root.join("manifest.json");
        let manifest = if manifest_path.is_file() {
            serde_json::from_slice(&fs_err::read(manifest_path)?)
                .map_err(|e| CaseError::integrity("manifest.json", format!("已损坏：{e}")))?
        } else {
            Manifest::default()
        };
        Ok(Self { root: root.to_owned(), file, info, manifest })
    }

    /// Makes a new case folder with its case.toml, inbox and key.
    ///
    /// # Errors
    /// [`CaseError::Config`] when the folder already holds a case.
    pub fn create(root: &Path, case_toml: &str) -> Result<Self, CaseError> {
        if root.join("case.toml").exists() {
            return Err(CaseError::config(format!("{} 已是案卷，不予覆盖", root.display())));
        }
        CaseFile::parse(case_toml)?.info()?;
        fs_err::create_dir_all(root.join("inbox"))?;
        write_atomically(&root.join("case.toml"), case_toml.as_bytes())?;
        Self::open(root)
    }

    /// Writes a file of the case that is no step's output (a template, the key).
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn write_file(&self, relative: &str, bytes: &[u8]) -> Result<(), CaseError> {
        let path = crate::join(&self.root, relative);
        if let Some(folder) = path.parent() {
            fs_err::create_dir_all(folder)?;
        }
        write_atomically(&path, bytes)
    }

    /// The bytes of a file of the case.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn bytes(&self, relative: &str) -> Result<Vec<u8>, CaseError> {
        Ok(fs_err::read(crate::join(&self.root, relative))?)
    }

    /// How many bytes a file of the case has.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn size_bytes(&self, relative: &str) -> Result<u64, CaseError> {
        Ok(fs_err::metadata(crate::join(&self.root, relative))?.len())
    }

    /// Whether the case holds that file.
    #[must_use]
    pub fn has_file(&self, relative: &str) -> bool {
        crate::join(&self.root, relative).is_file()
    }

    /// What was received.
    ///
    /// # Errors
    /// When a glob is wrong or the file system refuses.
    pub fn inbox(&self) -> Result<Vec<InboxFile>, CaseError> {
        inbox::list(&self.root, &self.file.inputs)
    }

    /// The key that stands behind person hashes, if the case has one.
    ///
    /// # Errors
    /// [`CaseError::Config`] when the file does not hold 64 hex digits.
    pub fn key(&self) -> Result<Option<[u8; 32]>, CaseError> {
        let name = &self.file.privacy.key_file;
        if !self.has_file(name) {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&self.bytes(name)?).trim().to_owned();
        let wrong = || CaseError::config(format!("{name} 应为 64 位十六进制数"));
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut key = [0; 32];
        for (index, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Some(key))
    }

    /// Makes the key from 32 random bytes.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn create_key(&self, random: &[u8; 32]) -> Result<(), CaseError> {
        self.write_file(
            &self.file.privacy.key_file,
            format!("{}\n", digest::hex(random)).as_bytes(),
        )
    }

    /// What the manifest says of a step.
    ///
    /// # Errors
    /// [`CaseError::Config`] when the step has not run.
    pub fn entry(&self, step: Step) -> Result<&StepEntry, CaseError> {
        self.manifest.steps.get(step.name()).ok_or_else(|| {
            CaseError::config(format!(
                "尚未运行“{}”：请先运行 duizhang {} 或 duizhang run",
                step.label(),
                step.name()
            ))
        })
    }

    /// Compares everything that a step rests on with the manifest: the inputs of ingest, and the
    /// outputs of the steps it reads.
    ///
    /// # Errors
    /// [`CaseError::Config`] when one has not run; [`CaseError::Integrity`] when a file changed.
    pub fn verify_predecessors(&self, step: Step) -> Result<(), CaseError> {
        for needed in step.needs() {
            self.verify(*needed)?;
        }
        if step != Step::Ingest {
            for file in &self.entry(Step::Ingest)?.inputs {
                self.verified_bytes(file)?;
            }
        }
        Ok(())
    }

    /// Compares the outputs of a step with the manifest.
    ///
    /// # Errors
    /// [`CaseError::Config`] when it has not run; [`CaseError::Integrity`] when a file changed.
    pub fn verify(&self, step: Step) -> Result<(), CaseError> {
        for file in &self.entry(step)?.outputs {
            self.verified_bytes(file)?;
        }
        Ok(())
    }

    /// The folder of the prior year's case that case.toml names.
    #[must_use]
    pub fn prior_root(&self) -> Option<PathBuf> {
        self.file.case.prior.as_deref().map(|prior| crate::join(&self.root, prior))
    }

    /// Whether a step's outputs stand as the manifest says and were made from exactly these inputs.
    #[must_use]
    pub fn is_current(&self, step: Step, planned: &StepEntry, format: Format) -> bool {
        let Ok(entry) = self.entry(step) else {
            return false;
        };
        entry.program == env!("CARGO_PKG_VERSION")
            && entry.rulebook == planned.rulebook
            && entry.inputs == planned.inputs
            && entry.outputs.iter().all(|file| self.verified_bytes(file).is_ok())
            && entry
                .outputs
                .iter()
                .any(|file| file.path.ends_with(&format!("findings.{}", format.extension())))
    }

    /// The outputs of the steps that a step reads, as its inputs.
    ///
    /// # Errors
    /// [`CaseError::Config`] when one has not run.
    pub fn inputs_of(&self, step: Step) -> Result<Vec<FileEntry>, CaseError> {
        let mut out = Vec::new();
        for needed in step.needs() {
            out.extend(self.entry(*needed)?.outputs.iter().map(|f| FileEntry {
                path: f.path.clone(),
                sha256: f.sha256.clone(),
                ..FileEntry::default()
            }));
        }
        if step != Step::Ingest {
            out.push(FileEntry::plain("case.toml", &self.bytes("case.toml")?));
        }
        // Decided by people, and only the matching asks for it.
        if step == Step::Reconcile && self.has_file("decisions.csv") {
            out.push(FileEntry::plain("decisions.csv", &self.bytes("decisions.csv")?));
        }
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }

    /// Begins writing a step's folder.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn begin(&mut self, step: Step, format: Format) -> Result<Stage<'_>, CaseError> {
        Stage::begin(self, step, format)
    }

    pub(crate) fn write_manifest(&self) -> Result<(), CaseError> {
        let mut text =
            serde_json::to_string_pretty(&self.manifest).map_err(std::io::Error::other)?;
        text.push('\n');
        write_atomically(&self.root.join("manifest.json"), text.as_bytes())
    }
}

/// Puts back a folder whose replacement was cut short.
fn restore(root: &Path, step: Step) -> Result<(), CaseError> {
    let target = root.join(step.folder());
    let old = root.join(format!(".{}.old", step.folder()));
    if old.is_dir() && !target.exists() {
        fs_err::rename(old, target)?;
    }
    Ok(())
}

/// Writes beside the target and renames, so that a reader sees the old file or the new one.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), CaseError> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // The default would keep colleagues on a share from reading it.
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        builder.permissions(mode);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
