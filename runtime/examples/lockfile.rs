//! The packages of a `Cargo.lock` as models: which are needed most, which by nobody, which are locked more than once, and
//! the longest chain of packages that need each other.
//!
//! `cargo run --example lockfile [-- path/to/Cargo.lock [package]]`

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::prelude::*;
use serde::Deserialize;

diesel::table! {
    packages { id -> Integer, name -> Text, version -> Text, source -> Nullable<Text>, }
}
diesel::table! {
    dependencies { id -> Integer, package_id -> Integer, dependency_id -> Integer, }
}
diesel::allow_tables_to_appear_in_same_query!(packages, dependencies);

const SCHEMA: &str = "
    PRAGMA foreign_keys = ON;
    CREATE TABLE packages (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, source TEXT);
    CREATE TABLE dependencies (id INTEGER PRIMARY KEY, package_id INTEGER NOT NULL REFERENCES packages,
                               dependency_id INTEGER NOT NULL REFERENCES packages);
    CREATE INDEX packages_by_name ON packages (name);
    CREATE INDEX requirements ON dependencies (package_id);
    CREATE INDEX dependents ON dependencies (dependency_id);";

/// A package at one version. Both ends of a dependency are packages, so each relation has a name of its own.
#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = packages)]
#[has_many(Dependency, name = requirements, foreign_key = package_id)]
#[has_many(Dependency, name = dependents, foreign_key = dependency_id)]
#[has_many(Package, name = namesakes, foreign_key = name, local_key = name)] // itself among them
struct Package {
    id: i32,
    name: String,
    version: String,
    source: Option<String>, // `None` for a package of the workspace
}

/// That one package (the dependent) needs another (the requirement).
#[derive(Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = dependencies)]
struct Dependency {
    id: i32,
    #[model(belongs_to(Package, name = dependent))]
    package_id: i32,
    #[model(belongs_to(Package, name = requirement))]
    dependency_id: i32,
}

/// A dependency, as far as the way from package to package needs it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = dependencies)]
struct Step {
    dependency_id: i32,
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.name, self.version))
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let path = arguments.next().map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock").into(),
        PathBuf::from,
    );
    let name = arguments.next().unwrap_or_else(|| "diesel".into());
    match run(&path, &name.to_string_lossy()) {
        // A reader who has read enough (`.. | head`) is no reason to panic.
        Ok(answers) if io::stdout().write_all(answers.as_bytes()).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(Failure(reason)) => {
            eprintln!("{}: {reason}", path.display());
            ExitCode::FAILURE
        }
    }
}

fn run(path: &Path, name: &str) -> Result<String, Failure> {
    let lock = parse(&fs::read_to_string(path)?)?;
    let conn = &mut SqliteConnection::establish(":memory:")?;
    store(&lock, conn)?;
    let mut answers = String::new();
    survey(conn, &mut answers)?;
    describe(name, conn, &mut answers)?;
    Ok(answers)
}

/// The whole lock file.
fn survey(conn: &mut SqliteConnection, out: &mut String) -> Result<(), Failure> {
    // The same count orders the rows and, beside each, becomes the field `dependents_count`: one statement. The limit on
    // the relation is one of each package.
    let examples = Package::DEPENDENTS.order(dependencies::package_id).limit(3);
    let needed = Package::query()
        .with_count(Package::DEPENDENTS)
        .with(examples.with(Dependency::DEPENDENT))
        .order((Package::DEPENDENTS.count().desc(), packages::id))
        .limit(10)
        .load(conn)?;
    writeln!(out, "Needed by the most packages:")?;
    for package in &needed {
        let name = format!("{} {}", package.name, package.version);
        let users = list(package.dependents.iter().map(|d| &d.dependent.name));
        let more = if package.dependents_count > 3 {
            ", .."
        } else {
            ""
        };
        writeln!(
            out,
            "  {name:<32} {:>4}: {users}{more}",
            package.dependents_count
        )?;
    }

    let roots = Package::query()
        .doesnt_have(Package::DEPENDENTS)
        .order(packages::id)
        .load(conn)?;
    writeln!(out, "\nNeeded by no other package:")?;
    for package in &roots {
        writeln!(out, "  {package}")?;
    }

    // Three statements, however many rows: the packages, the dependencies on them, and the packages those come from.
    let dependents = Package::DEPENDENTS.order(dependencies::package_id);
    let repeated = Package::query()
        .filter(Package::NAMESAKES.count().gt(1))
        .with(dependents.with(Dependency::DEPENDENT))
        .order((packages::name, packages::id))
        .load(conn)?;
    writeln!(out, "\nLocked more than once:")?;
    for versions in repeated.chunk_by(|a, b| a.name == b.name) {
        writeln!(out, "  {}", versions[0].name)?;
        for package in versions {
            let users = package.dependents.iter().map(|d| &d.dependent.name);
            writeln!(out, "    {:<10} for {}", package.version, list(users))?;
        }
    }

    // Two statements, and of the second only the column that is needed.
    let steps = Package::REQUIREMENTS
        .order(dependencies::id)
        .select_as::<Step>();
    let packages = Package::query()
        .order(packages::id)
        .with(steps)
        .load(conn)?;
    let chain = longest_chain(&packages);
    writeln!(out, "\nThe longest chain, {} packages:", chain.len())?;
    writeln!(out, "  {}", list(chain.iter().map(|package| &package.name)))?;
    Ok(())
}

/// The packages of the longest chain, each needed by the one before it. Development dependencies may close a cycle; it is
/// cut where it closes.
fn longest_chain(packages: &[PackageWithRequirements<Package, Vec<Step>>]) -> Vec<&Package> {
    // Numbered from 1, in the order of the rows.
    let place = |id: i32| usize::try_from(id - 1).unwrap_or(usize::MAX);
    // For each package that is done, the length of its longest chain and the next package of that.
    let mut done: Vec<Option<(usize, Option<usize>)>> = vec![None; packages.len()];
    let mut is_open = vec![false; packages.len()];
    for start in 0..packages.len() {
        // The way down, with the number of requirements that were looked at: no recursion, however deep it goes.
        let mut way = if done[start].is_none() {
            vec![(start, 0)]
        } else {
            Vec::new()
        };
        while let Some((package, looked_at)) = way.pop() {
            is_open[package] = true;
            let requirements = &packages[package].requirements;
            let next = requirements
                .get(looked_at)
                .map(|step| place(step.dependency_id));
            match next.filter(|&next| next < packages.len()) {
                Some(next) => {
                    way.push((package, looked_at + 1));
                    if done[next].is_none() && !is_open[next] {
                        way.push((next, 0));
                    }
                }
                None => {
                    let chains = requirements.iter().filter_map(|step| {
                        let next = place(step.dependency_id);
                        let (length, _) = (*done.get(next)?)?;
                        Some((length, next))
                    });
                    // The first of the longest.
                    let longest = chains.rev().max_by_key(|&(length, _)| length);
                    done[package] = Some(match longest {
                        Some((length, next)) => (length + 1, Some(next)),
                        None => (1, None),
                    });
                    is_open[package] = false;
                }
            }
        }
    }
    let length = |&package: &usize| done[package].map_or(0, |(length, _)| length);
    let first = (0..packages.len()).rev().max_by_key(length);
    let next = |&package: &usize| done[package].and_then(|(_, next)| next);
    std::iter::successors(first, next)
        .map(|package| &*packages[package])
        .collect()
}

/// One package, at each of its versions.
fn describe(name: &str, conn: &mut SqliteConnection, out: &mut String) -> Result<(), Failure> {
    let versions = Package::query()
        .filter(packages::name.eq(name))
        .order(packages::id)
        .load(conn)?;
    if versions.is_empty() {
        return Err(Failure(format!("no package is named `{name}`")));
    }
    for package in &versions {
        // A relation of one row is a query of its own, and takes further relations like any other.
        let requirements = package
            .requirements()
            .order(dependencies::dependency_id)
            .with(Dependency::REQUIREMENT)
            .load(conn)?;
        let dependents = package
            .dependents()
            .order(dependencies::package_id)
            .with(Dependency::DEPENDENT)
            .load(conn)?;
        // `registry+..`, `git+..`
        let source = package.source.as_deref().unwrap_or("workspace");
        let kind = source.split('+').next().unwrap_or(source);
        writeln!(out, "\n{package} ({kind})")?;
        let needs = list(requirements.iter().map(|d| &*d.requirement));
        writeln!(out, "  needs:     {needs}")?;
        let users = list(dependents.iter().map(|d| &*d.dependent));
        writeln!(out, "  needed by: {users}")?;
    }
    Ok(())
}

fn list(items: impl Iterator<Item = impl fmt::Display>) -> String {
    let items: Vec<_> = items.map(|item| item.to_string()).collect();
    if items.is_empty() {
        return "none".to_owned();
    }
    items.join(", ")
}

/// The file as Cargo writes it.
#[derive(Deserialize)]
struct Lock {
    #[serde(rename = "package")]
    packages: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
    source: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

fn parse(text: &str) -> Result<Lock, Failure> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.unwrap_or_default().matches('\n').count() + 1;
        let message = error.message().replace('\n', ", ");
        Failure(format!("not a lock file: line {line}: {message}"))
    })
}

/// Fills the tables, both or neither.
fn store(lock: &Lock, conn: &mut SqliteConnection) -> Result<(), Failure> {
    // Numbered in the order of the file, which Cargo sorts by name and version.
    let numbered = || (1..).zip(&lock.packages);
    let mut by_name = HashMap::<_, Vec<_>>::new();
    for (id, package) in numbered() {
        by_name
            .entry(&*package.name)
            .or_default()
            .push((id, package));
    }
    let (mut packages, mut dependencies) = (Vec::new(), Vec::new());
    for (id, package) in numbered() {
        packages.push((
            packages::id.eq(id),
            packages::name.eq(&package.name),
            packages::version.eq(&package.version),
            packages::source.eq(&package.source),
        ));
        for entry in &package.dependencies {
            let Some(dependency_id) = find(entry, &by_name) else {
                let (name, reason) = (&package.name, "which the file does not list");
                return Err(Failure(format!("`{name}` depends on `{entry}`, {reason}")));
            };
            dependencies.push((
                dependencies::package_id.eq(id),
                dependencies::dependency_id.eq(dependency_id),
            ));
        }
    }

    conn.batch_execute(SCHEMA)?;
    conn.transaction(|conn| {
        // A statement for each batch: SQLite takes only so many values in one.
        for batch in packages.chunks(1000) {
            batch.insert_into(packages::table).execute(conn)?;
        }
        for batch in dependencies.chunks(1000) {
            batch.insert_into(dependencies::table).execute(conn)?;
        }
        Ok(())
    })
}

/// The package that an entry of a `dependencies` list means. Cargo writes as much as tells it from all others: `name`,
/// `name version` or `name version (source)`.
fn find(entry: &str, by_name: &HashMap<&str, Vec<(i32, &LockedPackage)>>) -> Option<i32> {
    let mut parts = entry.splitn(3, ' ');
    let mut found = by_name.get(parts.next()?)?.clone();
    if let Some(version) = parts.next() {
        found.retain(|(_, package)| package.version == version);
    }
    if let Some(source) = parts.next() {
        // The commit of a git repository may stand behind the package's own source only.
        let source = repository(source.trim_matches(['(', ')']));
        found.retain(|(_, package)| package.source.as_deref().map(repository) == Some(source));
    } else if found.len() > 1 {
        // Only a package of the workspace has no source that could be written.
        found.retain(|(_, package)| package.source.is_none());
    }
    match found[..] {
        [(id, _)] => Some(id),
        _ => None,
    }
}

/// A source without the `#commit`.
fn repository(source: &str) -> &str {
    source.split_once('#').map_or(source, |(source, _)| source)
}

/// What went wrong, in a line that the file's path goes before.
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.to_string())
    }
}
