//! The folders of the crate are layers: each imports from those before it only, and no two files import each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the left to the right. `ARCHITECTURE.md` says what each is for.
const LAYERS: [&str; 15] = [
    "error", "unstable", "driver", "dialect", "sql", "declare", "relation", "load", "query",
    "touch", "write", "pivot", "morph", "model", "search",
];

/// What the crate shows to others, and what the derive's output names: they re-export from everywhere.
const FACADES: [&str; 2] = ["lib", "private"];

#[test]
fn every_file_belongs_to_a_layer() {
    for file in imports().keys() {
        let layer = layer_of(file);
        assert!(LAYERS.contains(&layer), "`{file}` is in no layer");
    }
}

#[test]
fn imports_point_to_the_left() {
    let place = |file: &str| LAYERS.iter().position(|&layer| layer == layer_of(file));
    let mut wrong = Vec::new();
    for (file, imported) in imports() {
        for from in imported {
            if place(&from) > place(&file) {
                wrong.push(format!("{file} imports from {from}, which is to its right"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_files_import_each_other() {
    let imports = imports();
    let mut mutual = Vec::new();
    for (file, imported) in &imports {
        for from in imported {
            if file < from && imports.get(from).is_some_and(|back| back.contains(file)) {
                mutual.push(format!("{file} and {from} import each other"));
            }
        }
    }
    assert!(mutual.is_empty(), "{}", mutual.join("\n"));
}

#[test]
fn names_are_imported_from_where_they_are_defined() {
    let mut root = Vec::new();
    for (file, path) in files() {
        for line in code(&path) {
            if let Some(name) = line.trim_start().strip_prefix("use crate::") {
                if name.starts_with(|first: char| first.is_uppercase() || first == '{') {
                    root.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(root.is_empty(), "{}", root.join("\n"));
}

fn layer_of(file: &str) -> &str {
    file.split("::").next().unwrap_or(file)
}

/// The modules that each file names, by `use crate::` or by a path.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let files = files();
    let mut imports = BTreeMap::new();
    for (file, path) in &files {
        let mut imported = BTreeSet::new();
        for line in code(path) {
            for (start, _) in line.match_indices("crate::") {
                // Macros that users call name the facade.
                if line[..start].ends_with('$') {
                    continue;
                }
                let path = &line[start + "crate::".len()..];
                let path = path.split(|char: char| !char.is_alphanumeric() && !"_:".contains(char));
                let segments: Vec<&str> = path.take(1).flat_map(|path| path.split("::")).collect();
                for length in (1..=segments.len()).rev() {
                    let module = segments[..length].join("::");
                    if files.contains_key(&module) && module != *file {
                        imported.insert(module);
                        break;
                    }
                }
            }
        }
        imports.insert(file.clone(), imported);
    }
    imports
}

/// The files with code, by the path of their module: all but the facades and each `mod.rs`.
fn files() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the crate") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let module = path.with_extension("");
                let module = module.strip_prefix(&root).expect("a file of the crate");
                let names = module.iter().map(|name| name.to_string_lossy());
                let module = names.collect::<Vec<_>>().join("::");
                if !FACADES.contains(&&*module) && !module.ends_with("::mod") {
                    files.insert(module, path);
                }
            }
        }
    }
    files
}

/// The lines of a file that are compiled into the crate: no comments, no imports for links of the documentation, no unit tests.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a file of the crate");
    let mut lines = Vec::new();
    let mut for_doc = false;
    for line in text.lines().take_while(|&line| line != "#[cfg(test)]") {
        let is_comment = line.trim_start().starts_with("//");
        if line.trim() == "#[cfg(doc)]" {
            for_doc = true;
        } else if !is_comment && !for_doc {
            lines.push(line.to_owned());
        } else if for_doc && line.ends_with(';') {
            for_doc = false;
        }
    }
    lines
}
