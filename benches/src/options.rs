//! The command line: `[filter words] [--quick]`.

use std::env;

/// What to run.
#[derive(Debug, Clone)]
pub struct Options {
    words: Vec<String>,
    /// Few rounds, and nothing large.
    pub quick: bool,
}

impl Options {
    /// The options of this program. Options of `cargo bench` itself mean nothing.
    pub fn of_program() -> Self {
        let mut options = Options {
            words: Vec::new(),
            quick: false,
        };
        for argument in env::args().skip(1) {
            match argument.as_str() {
                "--quick" => options.quick = true,
                other if other.starts_with("--") => {}
                word => options.words.push(word.to_lowercase()),
            }
        }
        options
    }

    /// Whether a line with this beginning is wanted: whether it has all words.
    pub fn wants(&self, line: &str) -> bool {
        let line = line.to_lowercase();
        self.words.iter().all(|word| line.contains(word))
    }
}
