//! Reads a folder with a project's own templates.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Error, Read};
use std::path::Path;

use super::error::{TemplateError, TemplateErrors};
use crate::theme::MOST_BYTES;

/// The files of a folder.
#[derive(Default)]
pub(super) struct Own {
    /// Templates, texts and theme: path within the folder, and content.
    pub(super) texts: BTreeMap<String, String>,
    /// PNG files beside the theme: name, and as much of the content as shows whether it is too large.
    pub(super) images: BTreeMap<String, Vec<u8>>,
}

/// Reads a folder with those in it.
pub(super) fn read(root: &Path) -> Result<Own, TemplateErrors> {
    let mut own = Own::default();
    add(root, root, &mut own)?;
    Ok(own)
}

fn add(root: &Path, folder: &Path, own: &mut Own) -> Result<(), TemplateErrors> {
    let shown = |path: &Path| {
        let relative = path.strip_prefix(root).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    };
    let fault = |path: &Path, e: Error| TemplateErrors::from(TemplateError::of_file(&shown(path), e.to_string()));
    for entry in std::fs::read_dir(folder).map_err(|e| fault(folder, e))? {
        let path = entry.map_err(|e| fault(folder, e))?.path();
        if path.is_dir() {
            add(root, &path, own)?;
            continue;
        }
        match path.extension().and_then(|e| e.to_str()) {
            Some("hbs" | "toml") => {
                let content = std::fs::read_to_string(&path).map_err(|e| fault(&path, e))?;
                own.texts.insert(shown(&path), content);
            }
            Some("png") if folder == root => {
                own.images.insert(shown(&path), beginning(&path).map_err(|e| fault(&path, e))?);
            }
            _ => {}
        }
    }
    Ok(())
}

fn beginning(path: &Path) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut content)?;
    Ok(content)
}
