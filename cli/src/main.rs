//! The tlstrail command.
fn main() {}
