//! The document that describes the API (OpenAPI 3.1), made from the types that are served, and a page to read it.

use askama::Template;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{ArticleView, Listing, Suggestions};
use crate::catalog::{BodyFile, Coverage, DocumentFile, OfficialFile, SourceCoverage};
use crate::engine::embedded::Index;
use crate::search::{Request, Response};
use crate::web::answer::{Answer, Answered, ErrorBody};
use crate::web::ask::Ask;
use crate::web::asked::{LAST_PAGE, LONGEST_VALUE, MOST_VALUES};
use crate::web::pages::Frame;
use crate::web::words::Words;

/// One call, as the document describes it.
struct Call {
    path: &'static str,
    /// The message that says what it answers.
    about: &'static str,
    parameters: &'static [&'static Parameter],
    schema: fn(&mut SchemaGenerator) -> Value,
}

/// A parameter of a call.
struct Parameter {
    name: &'static str,
    place: &'static str,
    about: &'static str,
    kind: Kind,
}

enum Kind {
    Text,
    /// Several values, each a parameter of its own.
    Texts,
    Whole {
        least: u64,
        most: u64,
    },
    OneOf(&'static [&'static str]),
    Pattern(&'static str),
    Patterns(&'static str),
}

/// Values of each filter, so that all of them together are not too many.
const MOST: usize = MOST_VALUES / 6;

/// Any text without the character that ends texts in old programs.
const PRINTED: &str = r"^[^\u0000]*$";

const fn query(name: &'static str, about: &'static str, kind: Kind) -> Parameter {
    Parameter { name, place: "query", about, kind }
}

const DAY: Kind = Kind::Pattern(r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|([0-9]{1,2}/){0,2}[0-9]{4})$");

const Q: Parameter = query("q", "web-api-q", Kind::Text);
const LANG: Parameter = query("lang", "web-api-lang", Kind::OneOf(&["vi", "en"]));
const LIMIT: Parameter = query("limit", "web-api-limit", Kind::Whole { least: 1, most: Request::MAX_LIMIT as u64 });
const PAGE: Parameter = query("page", "web-api-page", Kind::Whole { least: 1, most: LAST_PAGE as u64 });
const FILTERS: [Parameter; 12] = [
    query("year", "web-api-year", Kind::Patterns("^(-?[0-9]{4}|-?undated)$")),
    query("official", "web-api-official", Kind::Texts),
    query("body", "web-api-body", Kind::Texts),
    query("document", "web-api-document", Kind::Texts),
    query("province", "web-api-province", Kind::Texts),
    query("source", "web-api-source", Kind::Texts),
    query("from", "web-api-from", DAY),
    query("to", "web-api-to", DAY),
    query("date", "web-api-date", Kind::OneOf(&["published", "event"])),
    query("undated", "web-api-undated", Kind::OneOf(&["only", "no"])),
    query("inferred", "web-api-inferred", Kind::OneOf(&["no"])),
    query("expand", "web-api-expand", Kind::OneOf(&["no"])),
];
const SORT: Parameter = query("sort", "web-api-sort", Kind::OneOf(&["relevance", "newest", "oldest"]));
const CURSOR: Parameter = query("cursor", "web-api-cursor", Kind::Pattern("^[fp][0-9a-f]{1,16}-[0-9a-f][0-9a-hjkmnp-tv-z]{12}$"));
const ID: Parameter = Parameter { name: "id", place: "path", about: "web-api-id", kind: Kind::Pattern("^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$") };
const KEY: Parameter = Parameter { name: "key", place: "path", about: "web-api-key", kind: Kind::Text };
const NUMBER: Parameter = Parameter { name: "number", place: "path", about: "web-api-number", kind: Kind::Text };

const SEARCH: &[&Parameter] = &[
    &Q,
    &FILTERS[0],
    &FILTERS[1],
    &FILTERS[2],
    &FILTERS[3],
    &FILTERS[4],
    &FILTERS[5],
    &FILTERS[6],
    &FILTERS[7],
    &FILTERS[8],
    &FILTERS[9],
    &FILTERS[10],
    &FILTERS[11],
    &SORT,
    &LIMIT,
    &PAGE,
    &CURSOR,
    &LANG,
];
const LIST: &[&Parameter] = &[&Q, &LIMIT, &PAGE, &LANG];

const CALLS: [Call; 11] = [
    Call { path: "/api/v1/search", about: "web-api-about-search", parameters: SEARCH, schema: schema::<Response> },
    Call { path: "/api/v1/articles/{id}", about: "web-api-about-article", parameters: &[&ID, &LANG], schema: schema::<ArticleView> },
    Call { path: "/api/v1/officials", about: "web-api-about-officials", parameters: LIST, schema: schema::<Listing> },
    Call { path: "/api/v1/officials/{key}", about: "web-api-about-official", parameters: &[&KEY, &LANG], schema: schema::<OfficialFile> },
    Call { path: "/api/v1/bodies", about: "web-api-about-bodies", parameters: LIST, schema: schema::<Listing> },
    Call { path: "/api/v1/bodies/{key}", about: "web-api-about-body", parameters: &[&KEY, &LANG], schema: schema::<BodyFile> },
    Call { path: "/api/v1/documents", about: "web-api-about-documents", parameters: LIST, schema: schema::<Listing> },
    Call { path: "/api/v1/documents/{number}", about: "web-api-about-document", parameters: &[&NUMBER, &LANG], schema: schema::<DocumentFile> },
    Call { path: "/api/v1/years", about: "web-api-about-years", parameters: &[&LANG], schema: schema::<Coverage> },
    Call { path: "/api/v1/coverage", about: "web-api-about-coverage", parameters: &[&LANG], schema: schema::<Vec<SourceCoverage>> },
    Call { path: "/api/v1/suggest", about: "web-api-about-suggest", parameters: &[&Q, &LANG], schema: schema::<Suggestions> },
];

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
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
        let parameters: Vec<Value> = call.parameters.iter().map(|parameter| described(parameter, words)).collect();
        let trouble = |code: &str| json!({ "description": words.say(code), "content": { "application/json": { "schema": error } } });
        let mut responses = json!({
            "200": { "description": words.say(call.about), "content": { "application/json": { "schema": answered } } },
            "400": trouble("web-api-400"),
            "414": { "description": words.say("web-api-414") },
            "503": trouble("web-api-503"),
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
        Kind::Texts => json!({ "type": "array", "maxItems": MOST, "items": { "type": "string", "maxLength": LONGEST_VALUE, "pattern": PRINTED } }),
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::OneOf(values) => json!({ "type": "string", "enum": values }),
        Kind::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Kind::Patterns(pattern) => json!({ "type": "array", "maxItems": MOST, "items": { "type": "string", "pattern": pattern } }),
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
        parameters: call.parameters.iter().map(|parameter| (parameter.name, words.say(parameter.about))).collect(),
        example: (!call.path.contains('{') && call.path != "/api/v1/search" && call.path != "/api/v1/suggest").then_some(call.path),
    };
    Answer::page(&ApiPage { frame: Frame::new(ask, "API"), calls: CALLS.iter().map(view).collect() })
}
