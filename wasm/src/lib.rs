//! The paste page's bridge to `tlstrail-core`: decode options, call the library, encode the report.
