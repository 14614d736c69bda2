//! Types behind a check: what fails is said once, where it is written, and nothing is said where the type is used.
//!
//! The check stands in a constant inside of the type. A constant whose body does not compile is an error to the compiler, and so is each type that has it.

/// Tells whether a check holds.
#[derive(Debug)]
pub struct Holds<const CHECKED: bool>;

/// The type whose check holds.
pub trait Then {
    /// The type.
    type Then<T>;
}

impl Then for Holds<true> {
    type Then<T> = T;
}

/// The type `T` behind the check `C`.
pub type Behind<C, T> = <C as Then>::Then<T>;

/// The type `T`, whose check stands in the constant.
pub type Checked<T, const CHECKED: bool> = <Holds<CHECKED> as Then>::Then<T>;
