//! The grammar of a stamp: tokens, then clauses at depth 0 (RFC 5321 §4.4), then the date.
//!
//! Not here: what a clause means for TLS or who wrote it; that is the business of `dialect` and `stamp`.

mod class;
mod date;
mod lexer;
mod token;
mod walk;

pub(crate) use class::{Class, first_word};
pub use date::{Date, Zone};
pub(crate) use lexer::lex;
pub(crate) use token::{Kind, Token};
pub(crate) use walk::{Clauses, Range, walk};
