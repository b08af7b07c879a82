//! What tools there are: how each is called, what it takes and what it gives, both described from the types that are read and written.
//!
//! The words about tools and their arguments are in the message area `mcp`, by key: `mcp-search-about`, `mcp-search-words`.

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::messages::{self, Lang};
use crate::search::Engine;

use super::article::ReadArticle;
use super::coverage::CoverageOf;
use super::dossier::{Body, Document, Official};
use super::fit;
use super::search::Search;
use super::trouble::Trouble;

/// A question that can be asked of the archive. It is itself the type of its arguments.
pub trait Tool: DeserializeOwned + JsonSchema {
    const NAME: &'static str;
    type Answer: Serialize + JsonSchema;

    fn answer(self, engine: &dyn Engine, lang: Lang) -> Result<Self::Answer, Trouble>;
}

/// One row of the list of tools.
#[derive(Clone, Copy)]
pub struct Entry {
    pub name: &'static str,
    input: fn() -> Value,
    output: fn() -> Value,
    answer: fn(&dyn Engine, Value, Lang) -> Result<Value, Trouble>,
}

/// In the order in which an assistant that knows nothing would use them.
pub const TOOLS: [Entry; 6] =
    [entry::<CoverageOf>(), entry::<Search>(), entry::<ReadArticle>(), entry::<Official>(), entry::<Body>(), entry::<Document>()];

pub const fn entry<T: Tool>() -> Entry {
    Entry { name: T::NAME, input: input::<T>, output: output::<T::Answer>, answer: answer::<T> }
}

impl Entry {
    pub fn title(&self, lang: Lang) -> String {
        self.say("title", lang)
    }

    pub fn about(&self, lang: Lang) -> String {
        self.say("about", lang)
    }

    /// Describes the arguments, in the form that most clients know: no null, no titles, nothing referred to.
    pub fn input(&self, lang: Lang) -> JsonObject {
        let mut schema = object((self.input)());
        for (name, property) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
            property["description"] = self.say(&name.replace('_', "-"), lang).into();
        }
        schema
    }

    /// Describes the structured answer.
    pub fn output(&self) -> JsonObject {
        object((self.output)())
    }

    /// Answers arguments as they came in.
    pub fn answer(&self, engine: &dyn Engine, arguments: Value, lang: Lang) -> Result<Value, Trouble> {
        (self.answer)(engine, arguments, lang)
    }

    fn say(&self, what: &str, lang: Lang) -> String {
        messages::render::<&str>(lang, &format!("mcp-{}-{what}", self.name.replace('_', "-")), &[])
    }
}

fn answer<T: Tool>(engine: &dyn Engine, arguments: Value, lang: Lang) -> Result<Value, Trouble> {
    // A client that fills in every argument sends null for those it has nothing for.
    let mut arguments = object(arguments);
    arguments.retain(|_, value| !value.is_null());
    let asked: T = serde_json::from_value(Value::Object(arguments))
        .map_err(|error| Trouble::new(Diagnostic::error("mcp-bad-arguments").arg(error), "mcp-hint-arguments"))?;
    let answer = asked.answer(engine, lang)?;
    let answer = serde_json::to_value(answer).map_err(|error| Trouble::internal(Diagnostic::error("cli-internal").arg(error)))?;
    Ok(fit::fit(answer))
}

fn input<T: JsonSchema>() -> Value {
    let mut settings = SchemaSettings::draft2020_12().for_deserialize();
    settings.inline_subschemas = true;
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    let object = schema.as_object_mut().into_iter();
    object.for_each(|root| root.retain(|key, _| !matches!(key.as_str(), "$schema" | "title" | "description")));
    for (_, property) in schema["properties"].as_object_mut().into_iter().flatten() {
        let property = property.as_object_mut().into_iter();
        property.for_each(|words| words.retain(|key, value| !(matches!(key.as_str(), "format" | "title") || key == "default" && value.is_null())));
    }
    if schema["properties"].is_null() {
        schema["properties"] = json!({});
    }
    schema
}

fn output<T: JsonSchema>() -> Value {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value();
    schema.as_object_mut().into_iter().for_each(|root| root.retain(|key, _| !matches!(key.as_str(), "$schema" | "title" | "description")));
    schema
}

fn object(value: Value) -> JsonObject {
    match value {
        Value::Object(object) => object,
        _ => JsonObject::new(),
    }
}
