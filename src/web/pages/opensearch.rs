//! The description by which a browser adds this archive to its search engines.

use askama::Template;

use crate::engine::embedded::Index;
use crate::web::answer::{Answer, Answered, Trouble};
use crate::web::ask::Ask;
use crate::web::assets;

use crate::diagnostic::Diagnostic;

#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description<'a> {
    name: String,
    base: &'a str,
    icon: String,
}

/// Answers `/opensearch.xml`.
pub fn opensearch(_: &Index, ask: &Ask) -> Answered {
    let description = Description { name: ask.words.say("web-name"), base: &ask.base, icon: assets::ICON.href() };
    let xml = description.render().map_err(|error| Trouble::internal(Diagnostic::error("cli-internal").arg(error)))?;
    Ok(Answer::new("application/opensearchdescription+xml", xml))
}
