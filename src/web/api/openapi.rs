//! The document that describes the API (OpenAPI 3.1), made from the types that are served, and a page to read it.

use askama::Template;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::parameters::{Kind, Parameter};
use super::{CALLS, Call};
use crate::engine::embedded::Index;
use crate::web::answer::{Answer, Answered, ErrorBody};
use crate::web::ask::Ask;
use crate::web::asked::{LONGEST_VALUE, MOST_VALUES};
use crate::web::pages::Frame;
use crate::web::words::Words;

/// Any text without the character that ends texts in old programs.
const PRINTED: &str = r"^[^\u0000]*$";

/// Describes a type that is answered.
pub fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

/// Answers with the document.
pub fn document(_: &Index, ask: &Ask) -> Answered {
    Answer::json(&describe(ask.words, &ask.base))
}

/// Describes every call.
pub fn describe(words: Words, base: &str) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.for_serialize().into_generator();
    let error = schema::<ErrorBody>(&mut generator);
    let mut paths = Map::new();
    for call in CALLS {
        let answered = (call.schema)(&mut generator);
        let parameters: Vec<Value> = call.parameters().map(|parameter| described(parameter, words)).collect();
        let trouble = |code: &str| json!({ "description": words.say(code), "content": { "application/json": { "schema": error } } });
        let mut responses = json!({
            "200": { "description": words.say(call.about), "content": { "application/json": { "schema": answered } } },
            "400": trouble("web-api-400"),
            "401": trouble("web-api-401"),
            "414": { "description": words.say("web-api-414") },
            "503": trouble("web-api-503"),
            "504": trouble("web-api-504"),
        });
        if call.path.contains('{') {
            responses["404"] = trouble("web-api-404");
        }
        let id: String = call.path.trim_start_matches("/api/v1/").replace(['/', '{', '}'], "_").trim_matches('_').to_owned();
        let operation = json!({ "operationId": id, "summary": words.say(call.about), "parameters": parameters, "responses": responses });
        paths.insert(call.path.to_owned(), json!({ "get": operation }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": words.say("web-name"),
            "version": env!("CARGO_PKG_VERSION"),
            "description": words.say("web-api-about"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": base }],
        "paths": paths,
        "components": { "schemas": generator.take_definitions(true) },
    })
}

fn described(parameter: &Parameter, words: Words) -> Value {
    let schema = match parameter.kind {
        Kind::Text if parameter.place == "path" => json!({ "type": "string", "minLength": 1, "pattern": PRINTED }),
        Kind::Text => json!({ "type": "string", "pattern": PRINTED }),
        Kind::Texts => {
            json!({ "type": "array", "maxItems": MOST_VALUES, "items": { "type": "string", "maxLength": LONGEST_VALUE, "pattern": PRINTED } })
        }
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::OneOf(values) => json!({ "type": "string", "enum": values }),
        Kind::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Kind::Patterns(pattern) => json!({ "type": "array", "maxItems": MOST_VALUES, "items": { "type": "string", "pattern": pattern } }),
    };
    json!({
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": words.say(parameter.about),
        "schema": schema,
    })
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    calls: Vec<CallView>,
}

struct CallView {
    path: &'static str,
    about: String,
    parameters: Vec<(&'static str, String)>,
    /// A call that can be followed as it is.
    example: Option<&'static str>,
}

/// Answers with the page that describes the API.
pub fn page(_: &Index, ask: &Ask) -> Answered {
    let words = ask.words;
    let view = |call: &Call| CallView {
        path: call.path,
        about: words.say(call.about),
        parameters: call.parameters().map(|parameter| (parameter.name, words.say(parameter.about))).collect(),
        example: (!call.path.contains('{') && call.path != "/api/v1/search" && call.path != "/api/v1/suggest").then_some(call.path),
    };
    Answer::page(&ApiPage { frame: Frame::new(ask, "API"), calls: CALLS.iter().map(view).collect() })
}
