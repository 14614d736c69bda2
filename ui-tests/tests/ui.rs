//! Each file of `cases` makes one mistake; the file beside it is what the compiler says of it. All of `pass` compiles.
//!
//! `cargo test -p diesel-relations-ui-tests -- ui trybuild=has_many` runs the cases whose path has `has_many` in it;
//! `TRYBUILD=overwrite` writes the messages anew.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/**/*.rs");
    cases.pass("pass/*.rs");
}
