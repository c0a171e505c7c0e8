//! What was received: the files of `inbox/`, and which `[[input]]` names each.

use crate::CaseError;
use ledger::InputSpec;
use std::path::Path;

/// One file of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxFile {
    /// Relative to the case, with forward slashes.
    pub path: String,
    /// Indexes of the `[[input]]` entries that name it.
    pub inputs: Vec<usize>,
}

/// The files of the inbox in the order of their paths, without what editors leave behind (`~$…`,
/// dot files).
pub(crate) fn list(root: &Path, inputs: &[InputSpec]) -> Result<Vec<InboxFile>, CaseError> {
    let mut patterns = Vec::with_capacity(inputs.len());
    for input in inputs {
        let pattern = glob::Pattern::new(&input.path).map_err(|e| {
            CaseError::config(format!(
                "case.toml：[[input]] path = \"{}\" 不是有效的通配路径：{e}",
                input.path
            ))
        })?;
        patterns.push(pattern);
    }
    let mut paths = Vec::new();
    walk(root, "inbox", &mut paths)?;
    paths.sort();
    let options =
        glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::default() };
    let named = |path: &str| {
        (0..inputs.len())
            .filter(|i| inputs[*i].path == path || patterns[*i].matches_with(path, options))
            .collect()
    };
    Ok(paths.into_iter().map(|path| InboxFile { inputs: named(&path), path }).collect())
}

fn walk(root: &Path, relative: &str, out: &mut Vec<String>) -> Result<(), CaseError> {
    let folder = crate::join(root, relative);
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs_err::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let path = format!("{relative}/{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(root, &path, out)?;
        } else if kind.is_file() {
            out.push(path);
        }
    }
    Ok(())
}
