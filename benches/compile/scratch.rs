//! The crate that is compiled, and how long that takes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How often to measure.
const ROUNDS: usize = 3;

/// A crate in a temporary directory, which goes with it.
pub(crate) struct Scratch {
    dir: tempfile::TempDir,
    target: PathBuf,
    command: String,
}

impl Scratch {
    /// A crate on which to run `cargo check` or another command.
    pub(crate) fn new(command: String) -> Result<Self> {
        let dir = tempfile::tempdir()?;
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let manifest = format!(
            r#"[package]
name = "scratch"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
diesel = {{ version = "2.3", default-features = false, features = ["sqlite", "32-column-tables"] }}
diesel-relations = {{ path = {:?} }}
libsqlite3-sys = {{ version = "*", features = ["bundled"] }}
"#,
            workspace.join("runtime"),
        );
        fs::write(dir.path().join("Cargo.toml"), manifest)?;
        // The versions that the workspace uses.
        fs::copy(workspace.join("Cargo.lock"), dir.path().join("Cargo.lock"))?;
        fs::create_dir(dir.path().join("src"))?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(target) => std::path::absolute(target)?,
            None => dir.path().join("target"),
        };
        let scratch = Scratch {
            dir,
            target,
            command,
        };
        scratch.write(
            "lib.rs",
            "pub mod loads;\npub mod models;\npub mod schema;\n",
        )?;
        Ok(scratch)
    }

    pub(crate) fn command(&self) -> &str {
        &self.command
    }

    /// Writes a source file.
    pub(crate) fn write(&self, file: &str, source: &str) -> Result<()> {
        Ok(fs::write(self.dir.path().join("src").join(file), source)?)
    }

    /// The least time that the crate takes, its dependencies ready.
    pub(crate) fn measure(&self, models: &str, loads: &str) -> Result<Duration> {
        self.write("models.rs", models)?;
        self.write("loads.rs", loads)?;
        self.run()?;
        let mut least = Duration::MAX;
        for _ in 0..ROUNDS {
            // Cargo compiles what is newer than its output.
            self.write("models.rs", models)?;
            let start = Instant::now();
            self.run()?;
            least = least.min(start.elapsed());
        }
        Ok(least)
    }

    fn run(&self) -> Result<()> {
        let status = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
            .args([&self.command, "--quiet", "--manifest-path"])
            .arg(self.dir.path().join("Cargo.toml"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", &self.target)
            .status()?;
        if status.success() {
            return Ok(());
        }
        Err(format!("the generated crate does not compile: {status}").into())
    }
}
