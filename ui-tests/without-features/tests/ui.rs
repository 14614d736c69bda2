//! As the cases of `diesel-relations-ui-tests`, in a program that forgot the feature `sqlite` of `diesel-relations`.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}
