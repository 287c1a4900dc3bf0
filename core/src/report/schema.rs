//! The JSON Schema (draft 2020-12) of a line: a report, or the record of a message that could not be read.
//!
//! It is made from the types, so it cannot tell of a key that they do not have. Keys that are added later do not make a
//! line invalid: readers are to ignore what they do not know.

use super::{ErrorRecord, Report, SCHEMA_VERSION, Strength};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// The schema as indented JSON that ends in a line end.
pub fn schema() -> String {
    let mut generator: SchemaGenerator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let any = [generator.subschema_for::<Report>(), generator.subschema_for::<ErrorRecord>()];
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tlstrail report",
        "description": format!("A line of tlstrail's NDJSON, schema version {SCHEMA_VERSION}."),
        "anyOf": any,
    });
    let definitions = generator.take_definitions(true);
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A word of the table of strengths, or `null` for what stands in no table of ours.
pub(super) fn strength(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<Value> =
        Strength::ALL.iter().map(|s| Value::from(s.as_str())).chain([Value::Null]).collect();
    json_schema!({ "enum": words })
}
