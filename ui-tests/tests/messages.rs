//! The messages of all cases, as they stand beside them: how many errors one mistake makes, how long they are, and those that the README shows.
//! `cargo test -p diesel-relations-ui-tests --test messages -- --nocapture` shows the table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Cases of more than one error, or of more lines than [`LINES`], each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("has_many/three-mistakes", SEVERAL),
    ("search/several-mistakes", SEVERAL),
    ("belongs_to/related-model-does-not-derive-model", LISTS),
    ("has_many/related-model-does-not-derive-model", LISTS),
    ("loaded_twice/a-default-load", TRACE),
    ("loaded_twice/a-relation", TRACE),
    ("loaded_twice/a-relation-in-a-tuple", TRACE),
    ("loaded_twice/a-relation-of-a-relation", TRACE),
    ("loaded_twice/a-relation-onto-a-row-that-has-it", TRACE),
    ("habits/attach-with-a-connection", ARGUMENTS),
    ("habits/first-or-with-a-connection-first", ARGUMENTS),
    (
        "habits/load-with-a-type",
        "rustc counts the types, and we say which row it is",
    ),
    ("habits/save-without-a-connection", ARGUMENTS),
    (
        "habits/sync-of-an-empty-vec",
        "rustc asks for the type of an empty list, for each bound that it has",
    ),
    (
        "habits/sync-without-ids",
        "rustc asks for the type of an empty list, for each bound that it has",
    ),
    (
        "morph/match-without-the-option",
        "rustc has an error for each arm of a `match`",
    ),
    (
        "search/relation-to-a-model-that-fewer-see",
        "rustc has an error for each type that is narrower than its impl",
    ),
    (
        "search/scope-that-compares-other-types",
        "Diesel's `auto_type` names the expression twice more",
    ),
    (
        "queries/sum-without-option",
        "Diesel's own bounds, of the value that it decodes",
    ),
    (
        "soft_deletes/only-trashed-of-one-row-to-a-model-without",
        LISTS,
    ),
    ("soft_deletes/restore-a-row-of-a-model-without", LISTS),
    (
        "soft_deletes/restore-related-rows-of-a-model-without",
        LISTS,
    ),
    (
        "soft_deletes/with-trashed-of-a-relation-to-a-model-without",
        LISTS,
    ),
    ("morph/associate-with-a-model-that-is-not-listed", LISTS),
    ("morph/associate-with-an-id", LISTS),
    ("morph/morph-many-of-a-model-without-morph-to", LISTS),
    ("morph/dissociate-owners-that-are-not-null", LISTS),
    (
        "habits/a-filtered-relation-as-a-condition",
        "the type of the condition is as long as the query in it",
    ),
    ("loading/relations-of-two-models-on-a-diesel-query", OPEN),
    ("loading/select-as-without-selectable", OPEN),
    ("morph/dissociate-a-has-many", OPEN),
    ("morph/morph-misspelt", OPEN),
    ("morph/morph-of-a-pivot-misspelt", OPEN),
    (
        "morph/morphed-by-a-model-with-a-composite-primary-key",
        OPEN,
    ),
    ("pivot_writes/field-of-another-type", OPEN),
    ("pivot_writes/where-attached-to-has-many", OPEN),
];

const SEVERAL: &str = "the case has several mistakes";
const TRACE: &str = "it is found in a constant, and rustc shows how it came there";
const ARGUMENTS: &str =
    "rustc speaks of the number of arguments or their order, and of one of them besides";
const LISTS: &str = "rustc lists the models of the program that have it";
const OPEN: &str = "to be mended";

/// A message fits on a screen.
const LINES: usize = 30;

/// Names that mean nothing to users.
const INTERNALS: [&str; 3] = [
    "__private",
    "__relations",
    "the following other types implement trait",
];

struct Message {
    case: String,
    text: String,
}

impl Message {
    fn errors(&self) -> usize {
        self.text
            .lines()
            .filter(|line| line.starts_with("error"))
            .count()
    }

    fn lines(&self) -> usize {
        self.text.lines().count()
    }

    fn says_internals(&self) -> bool {
        let mut first_lines = self.text.lines().filter(|line| line.starts_with("error"));
        first_lines.any(|line| INTERNALS.iter().any(|internal| line.contains(internal)))
    }
}

fn messages() -> io::Result<Vec<Message>> {
    let mut messages = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["cases", "without-features/cases"] {
        collect(&root.join(folder), &mut messages)?;
    }
    messages.sort_by(|one, other| one.case.cmp(&other.case));
    Ok(messages)
}

fn collect(folder: &Path, messages: &mut Vec<Message>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            collect(&path, messages)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "stderr")
        {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let case = path.strip_prefix(root).unwrap_or(&path).with_extension("");
            messages.push(Message {
                case: case.display().to_string(),
                text: fs::read_to_string(&path)?,
            });
        }
    }
    Ok(())
}

fn is_excepted(case: &str) -> bool {
    EXCEPTIONS
        .iter()
        .any(|(excepted, _)| case.ends_with(excepted))
}

#[test]
fn of_messages() -> io::Result<()> {
    let messages = messages()?;
    let mut by_errors = BTreeMap::<usize, usize>::new();
    for message in &messages {
        *by_errors.entry(message.errors()).or_default() += 1;
    }
    println!("{} cases", messages.len());
    for (errors, cases) in &by_errors {
        println!("{errors} errors: {cases}");
    }
    let mut longest: Vec<_> = messages.iter().collect();
    longest.sort_by_key(|message| (message.errors(), message.lines()));
    for message in longest.iter().rev().take(10) {
        println!(
            "{} errors, {} lines: {}",
            message.errors(),
            message.lines(),
            message.case
        );
    }

    let one = by_errors.get(&1).copied().unwrap_or_default();
    assert!(
        one * 100 >= messages.len() * 97,
        "{one} of {} cases have one error",
        messages.len()
    );
    let unlike = messages
        .iter()
        .filter(|message| message.errors() != 1 || message.lines() > LINES);
    let unlike: Vec<_> = unlike
        .map(|message| &*message.case)
        .filter(|case| !is_excepted(case))
        .collect();
    assert!(
        unlike.is_empty(),
        "of several errors, or too long, and no exception: {unlike:#?}"
    );
    let shown = messages.iter().filter(|message| message.says_internals());
    let shown: Vec<_> = shown.map(|message| &*message.case).collect();
    assert!(shown.is_empty(), "internal names show: {shown:#?}");
    Ok(())
}

#[test]
fn exceptions_are_exceptions() -> io::Result<()> {
    let messages = messages()?;
    for (excepted, reason) in EXCEPTIONS {
        assert!(!reason.is_empty());
        let message = messages
            .iter()
            .find(|message| message.case.ends_with(excepted));
        let message = message.ok_or_else(|| io::Error::other(format!("no case {excepted}")))?;
        assert!(
            message.errors() != 1 || message.lines() > LINES,
            "no exception any more: {excepted}"
        );
    }
    Ok(())
}

/// Each message that the README shows is what the compiler says of a case.
#[test]
fn the_readme_shows_messages_of_cases() -> io::Result<()> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md"))?;
    let messages: Vec<Vec<String>> = messages()?
        .iter()
        .map(|message| lines(&message.text))
        .collect();
    let shown: Vec<_> = readme
        .split("```text\nerror")
        .skip(1)
        .filter_map(|block| block.split("```").next())
        .collect();
    assert!(!shown.is_empty());
    for block in shown {
        let block = lines(&format!("error{block}"));
        let is_said = messages
            .iter()
            .any(|message| block.iter().all(|line| message.contains(line)));
        assert!(is_said, "no case has this message: {block:#?}");
    }
    Ok(())
}

/// The lines of a message, without the numbers and the spaces in front of them, and without the module of the case's models.
fn lines(message: &str) -> Vec<String> {
    let is_number = |at: char| at.is_ascii_digit() || at == ' ';
    let lines = message.lines();
    let lines = lines.map(|line| line.trim_start_matches(is_number).trim_end());
    let lines = lines.filter(|line| !line.is_empty() && *line != "|");
    lines.map(|line| line.replace("blog::", "")).collect()
}
