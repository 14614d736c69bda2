//! The packages of a `Cargo.lock` as models: which are needed most, which by nobody, which are locked more than
//! once, which are for development only, and the longest chain of packages that need each other. The manifests
//! beside the file say what a package is needed for, and with which features.
//!
//! `cargo run --example lockfile [-- path/to/Cargo.lock [package]]`

use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Write as _};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_relations::LoadedRow;
use diesel_relations::prelude::*;
use serde::Deserialize;

diesel::table! {
    packages { id -> Integer, name -> Text, version -> Text, source -> Nullable<Text>, }
}
diesel::table! {
    dependencies (package_id, dependency_id) {
        package_id -> Integer, dependency_id -> Integer, kind -> Nullable<Text>, features -> Nullable<Text>,
    }
}
diesel::allow_tables_to_appear_in_same_query!(packages, dependencies);

const SCHEMA: &str = "
    PRAGMA foreign_keys = ON;
    CREATE TABLE packages (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, source TEXT);
    CREATE TABLE dependencies (package_id INTEGER NOT NULL REFERENCES packages,
                               dependency_id INTEGER NOT NULL REFERENCES packages,
                               kind TEXT, features TEXT, PRIMARY KEY (package_id, dependency_id));
    CREATE INDEX packages_by_name ON packages (name);
    CREATE INDEX dependents ON dependencies (dependency_id);";

/// A package at one version. It is on both sides of the pivot table, so each side has a name of its own.
#[derive(Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = packages, treat_none_as_default_value = false)]
#[belongs_to_many(Package, name = requirements, pivot = dependencies, foreign_key = package_id,
                  related_key = dependency_id, using = Dependency, accessor = how)]
#[belongs_to_many(Package, name = dependents, pivot = dependencies, foreign_key = dependency_id,
                  related_key = package_id, using = Dependency, accessor = how)]
#[has_many(Package, name = namesakes, foreign_key = name, local_key = name)] // itself among them
struct Package {
    id: i32,
    name: String,
    version: String,
    source: Option<String>, // `None` for a package of the workspace
}

/// How one package needs another: `None` where the manifest is not at hand.
#[derive(Queryable, Selectable)]
#[diesel(table_name = dependencies)]
struct Dependency {
    kind: Option<String>,     // `normal`, `build` or `dev`
    features: Option<String>, // `a,b`
}

/// A package, as far as the way from package to package needs it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = packages)]
struct Step {
    id: i32,
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.name, self.version))
    }
}

/// What is to be said of it: ` (dev; bundled)`.
impl fmt::Display for Dependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_deref().filter(|&kind| kind != "normal");
        let features = self.features.as_deref().unwrap_or_default();
        match (kind, features.replace(',', ", ").as_str()) {
            (None, "") => Ok(()),
            (None, text) | (Some(text), "") => write!(f, " ({text})"),
            (Some(kind), features) => write!(f, " ({kind}; {features})"),
        }
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let path = arguments.next().map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock").into(),
        PathBuf::from,
    );
    let name = arguments.next().unwrap_or("diesel-relations".into());
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
    store(&lock, &known(path), conn)?;
    let mut answers = String::new();
    survey(conn, &mut answers)?;
    describe(name, conn, &mut answers)?;
    Ok(answers)
}

/// The whole lock file.
fn survey(conn: &mut SqliteConnection, out: &mut String) -> Result<(), Failure> {
    // The same count orders the rows and, beside each, becomes the field `dependents_count`: one statement. The
    // limit on the relation is one of each package.
    let needed = Package::query()
        .with_count(Package::DEPENDENTS)
        .with(Package::DEPENDENTS.order(packages::id).limit(3))
        .order((Package::DEPENDENTS.count().desc(), packages::id))
        .limit(10)
        .load(conn)?;
    writeln!(out, "Needed by the most packages:")?;
    for package in &needed {
        let users = list(package.dependents.iter().map(|user| &user.name));
        let count = package.dependents_count;
        let more = if count > 3 { ", .." } else { "" };
        writeln!(
            out,
            "  {:<32} {count:>4}: {users}{more}",
            LoadedRow::model(package)
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

    // Two statements, however many rows: the packages, and the packages that need them.
    let repeated = Package::query()
        .filter(Package::NAMESAKES.count().gt(1))
        .with(Package::DEPENDENTS.order(packages::id))
        .order((packages::name, packages::id))
        .load(conn)?;
    writeln!(out, "\nLocked more than once:")?;
    for versions in repeated.chunk_by(|a, b| a.name == b.name) {
        writeln!(out, "  {}", versions[0].name)?;
        for package in versions {
            let users = package.dependents.iter().map(|user| &user.name);
            writeln!(out, "    {:<10} for {}", package.version, list(users))?;
        }
    }

    // Conditions may be on the pivot table. A kind that is not known counts as another one.
    let for_development = Package::DEPENDENTS.filter(dependencies::kind.eq("dev"));
    let other = Package::DEPENDENTS.filter(dependencies::kind.is_not("dev"));
    let tools = Package::query()
        .with_where_has(for_development.order(packages::id))
        .doesnt_have(other)
        .order(packages::id)
        .load(conn)?;
    if !tools.is_empty() {
        writeln!(out, "\nNeeded for development only:")?;
    }
    for package in &tools {
        let users = list(package.dependents.iter().map(|user| &user.name));
        writeln!(out, "  {} for {users}", LoadedRow::model(package))?;
    }

    // Two statements; of the packages that the second one finds, only the ids.
    let steps = Package::REQUIREMENTS
        .order(packages::id)
        .select_as::<Step>();
    let packages = Package::query()
        .order(packages::id)
        .with(steps)
        .load(conn)?;
    // Numbered from 1, in the order of the rows.
    let place = |step: &Step| usize::try_from(step.id - 1).ok();
    let steps = packages.iter().map(|package| package.requirements.iter());
    let needs: Vec<_> = steps
        .map(|steps| steps.filter_map(|step| place(step)).collect())
        .collect();
    let chain = longest_chain(&needs);
    writeln!(out, "\nThe longest chain, {} packages:", chain.len())?;
    let names = chain.iter().map(|&place| &packages[place].name);
    writeln!(out, "  {}", list(names))?;
    Ok(())
}

/// The places of the longest chain, each needed by the one before it. Development dependencies may close a cycle;
/// it is cut where it closes.
fn longest_chain(needs: &[Vec<usize>]) -> Vec<usize> {
    // For each place, the length of its longest chain, 0 as long as that is looked for, and the next place of it.
    let mut length = vec![None; needs.len()];
    let mut next = vec![None; needs.len()];
    for start in 0..needs.len() {
        // The way down, with the number of needs that were looked at: no recursion, however deep it goes.
        let mut way = vec![(start, 0)];
        while let Some((place, looked_at)) = way.pop() {
            if looked_at == 0 && length[place].is_some() {
                continue;
            }
            if let Some(&need) = needs[place].get(looked_at) {
                length[place] = Some(0);
                way.extend([(place, looked_at + 1), (need, 0)]);
                continue;
            }
            // The first of the longest.
            let all = needs[place].iter().rev().copied();
            let done = all.filter(|&need| length[need] > Some(0));
            next[place] = done.max_by_key(|&need| length[need]);
            length[place] = Some(next[place].and_then(|need| length[need]).unwrap_or(0) + 1);
        }
    }
    let first = (0..needs.len()).rev().max_by_key(|&place| length[place]);
    std::iter::successors(first, |&place| next[place]).collect()
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
        // A relation of one row is a query of its own. Each of its rows has that of the pivot table beside it.
        let requirements = package.requirements().order(packages::id).load(conn)?;
        let dependents = package.dependents().order(packages::id).load(conn)?;
        // `registry+..`, `git+..`
        let source = package.source.as_deref().unwrap_or("workspace");
        let kind = source.split('+').next().unwrap_or(source);
        writeln!(out, "\n{package} ({kind})")?;
        let needs = requirements
            .iter()
            .map(|p| format!("{}{}", LoadedRow::model(p), p.how));
        writeln!(out, "  needs:     {}", list(needs))?;
        let users = dependents.iter().map(LoadedRow::model);
        writeln!(out, "  needed by: {}", list(users))?;
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
fn store(lock: &Lock, known: &Known, conn: &mut SqliteConnection) -> Result<(), Failure> {
    // Numbered in the order of the file, which Cargo sorts by name and version.
    let numbered = (1..).zip(&lock.packages);
    let packages: Vec<_> = numbered
        .map(|(id, package)| Package {
            id,
            name: package.name.clone(),
            version: package.version.clone(),
            source: package.source.clone(),
        })
        .collect();
    let mut by_name = HashMap::<_, Vec<_>>::new();
    for package in &packages {
        by_name.entry(&*package.name).or_default().push(package);
    }

    conn.batch_execute(SCHEMA)?;
    conn.transaction(|conn| {
        // A statement for each batch: SQLite takes only so many values in one.
        for batch in packages.chunks(1000) {
            batch.insert_into(packages::table).execute(conn)?;
        }
        for (package, locked) in packages.iter().zip(&lock.packages) {
            let mut requirements = Vec::new();
            for entry in &locked.dependencies {
                let Some(needed) = find(entry, &by_name) else {
                    let (name, reason) = (&package.name, "which the file does not list");
                    return Err(Failure(format!("`{name}` depends on `{entry}`, {reason}")));
                };
                // A manifest does not tell which of several versions an entry means.
                let same = |entry: &&String| entry.split(' ').next() == Some(&needed.name);
                let is_one = locked.dependencies.iter().filter(same).count() == 1;
                let is_known = is_one && package.source.is_none();
                let names = (package.name.clone(), needed.name.clone());
                let how = known.get(&names).filter(|_| is_known);
                let features = how.map(|(_, features)| Vec::from_iter(features.clone()).join(","));
                let fields = (
                    dependencies::kind.eq(how.map(|(kind, _)| kind)),
                    dependencies::features.eq(features),
                );
                requirements.push((needed.id, fields));
            }
            package.requirements().attach(requirements).execute(conn)?;
        }
        Ok(())
    })
}

/// The package that an entry of a `dependencies` list means. Cargo writes as much as tells it from all others:
/// `name`, `name version` or `name version (source)`.
fn find<'a>(entry: &str, by_name: &HashMap<&str, Vec<&'a Package>>) -> Option<&'a Package> {
    let mut parts = entry.splitn(3, ' ');
    let mut found = by_name.get(parts.next()?)?.clone();
    if let Some(version) = parts.next() {
        found.retain(|package| package.version == version);
    }
    if let Some(source) = parts.next() {
        // The commit of a git repository may stand behind the package's own source only.
        let source = repository(source.trim_matches(['(', ')']));
        found.retain(|package| package.source.as_deref().map(repository) == Some(source));
    } else if found.len() > 1 {
        // Only a package of the workspace has no source that could be written.
        found.retain(|package| package.source.is_none());
    }
    match found[..] {
        [package] => Some(package),
        _ => None,
    }
}

/// A source without the `#commit`.
fn repository(source: &str) -> &str {
    source.split_once('#').map_or(source, |(source, _)| source)
}

/// The kind and the features of each dependency in the manifests, by the names of its two packages.
type Known = HashMap<(String, String), (&'static str, BTreeSet<String>)>;

/// What the manifests of the workspace say. One that is not there or cannot be read says nothing.
fn known(lock: &Path) -> Known {
    let read = |path: PathBuf| toml::from_str::<Manifest>(&fs::read_to_string(path).ok()?).ok();
    let root = read(lock.with_file_name("Cargo.toml")).unwrap_or_default();
    let mut members = Vec::new();
    for member in &root.workspace.members {
        let Some(parent) = member.strip_suffix('*') else {
            members.extend(read(lock.with_file_name(member).join("Cargo.toml")));
            continue;
        };
        let entries = fs::read_dir(lock.with_file_name(format!("./{parent}")));
        for entry in entries.into_iter().flatten().flatten() {
            members.extend(read(entry.path().join("Cargo.toml")));
        }
    }

    let mut known = Known::new();
    for manifest in members.iter().chain([&root]) {
        let Some(name) = manifest.package.get("name").and_then(|name| name.as_str()) else {
            continue;
        };
        // What is needed as several kinds counts as the first of them.
        for (kind, prefix) in [("normal", ""), ("build", "build-"), ("dev", "dev-")] {
            let section = format!("{prefix}dependencies");
            let needs = manifest.target.values().chain([&manifest.needs]);
            let sections = needs.filter_map(|needs| needs.get(&section)?.as_table());
            for (key, entry) in sections.flatten() {
                let shared = root.workspace.dependencies.get(key);
                let inherited = entry.get("workspace").and(shared);
                let entries = || [entry].into_iter().chain(inherited);
                let renamed = entries().find_map(|entry| entry.get("package")?.as_str());
                let features = entries().filter_map(|entry| entry.get("features")?.as_array());
                let features = features.flatten().filter_map(|feature| feature.as_str());
                let names = (name.to_owned(), renamed.unwrap_or(key).to_owned());
                let (_, all) = known
                    .entry(names)
                    .or_insert_with(|| (kind, BTreeSet::new()));
                all.extend(features.map(str::to_owned));
            }
        }
    }
    known
}

/// A `Cargo.toml`, as far as it tells who needs what.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Manifest {
    package: toml::Table,
    workspace: Workspace,
    target: HashMap<String, toml::Table>,
    #[serde(flatten)]
    needs: toml::Table,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Workspace {
    members: Vec<String>,
    dependencies: toml::Table,
}

/// What went wrong, in a line that the file's path goes before.
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.to_string())
    }
}
