//! The words a stamp is written in: TLS versions, cipher suites, the `with` and `via` registries, key-exchange groups.
//!
//! Every reader here takes the bytes of one word and nothing around it; it allocates nothing and keeps no state. Not
//! here: where in a stamp such a word may be believed. That is each dialect's knowledge.

pub(crate) mod field_name;
pub mod version;
mod words;
mod grammar;
mod suites;
pub mod suite;
pub mod strength;
pub mod rules;
pub mod group;
pub mod protocol;
