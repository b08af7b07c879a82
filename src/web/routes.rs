//! Which address leads where.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;

use crate::export::Format;
use crate::search::Engine;

use super::answer::{Answer, Answered, Page, Trouble};
use super::ask::{Ask, Form};
use super::room::Room;
use super::{api, assets, guard, pages};

const EXPORTED: [Form; 5] = [Form::Json, Form::Export(Format::Csv), Form::Export(Format::Atom), Form::Export(Format::Bib), Form::Export(Format::Ris)];

/// Pages that are one, and the forms that they are served in besides their own.
const PAGES: [(&str, Page, &[Form]); 8] = [
    ("/", pages::search, &[]),
    ("/search", pages::search, &EXPORTED),
    ("/facet/{name}", pages::facet, &[]),
    ("/officials", pages::officials, &[Form::Json]),
    ("/bodies", pages::bodies, &[Form::Json]),
    ("/documents", pages::documents, &[Form::Json]),
    ("/years", pages::years, &[Form::Json]),
    ("/coverage", pages::coverage, &[Form::Json]),
];

/// Pages of one thing each, by the path before its id or key; the form stands behind the key.
const THINGS: [(&str, Page); 4] =
    [("/article/", pages::article), ("/official/", pages::official), ("/body/", pages::body), ("/document/", pages::document)];

/// Builds the whole service.
pub fn routes(room: Arc<Room>) -> Router {
    let mut router = Router::new();
    for (path, page, forms) in PAGES {
        router = router.route(path, served(page));
        for (_, ending) in Form::ENDINGS.iter().filter(|(form, _)| forms.contains(form)) {
            router = router.route(&format!("{path}{ending}"), served(page));
        }
    }
    for (path, page) in THINGS {
        router = router.route(&format!("{path}{{*key}}"), served(page));
    }
    for call in api::CALLS {
        router = router.route(call.path, served(call.answer));
    }
    router
        .route("/api/v1/", served(api::page))
        .route("/api/v1/openapi.json", served(api::description))
        .route("/opensearch.xml", served(pages::opensearch))
        .route("/asset/{file}", get(assets::serve))
        .route("/favicon.ico", get(assets::icon))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .fallback(nowhere)
        .layer(middleware::from_fn_with_state(Arc::clone(&room), guard::check))
        .with_state(room)
}

fn served(page: Page) -> axum::routing::MethodRouter<Arc<Room>> {
    get(move |State(room): State<Arc<Room>>, ask: Ask| async move {
        let (words, as_json, lang) = (ask.words, ask.is_api, ask.asked.lang);
        let answered = room.read(move |index| page(index, &ask)).await;
        let answered = answered.unwrap_or_else(|refused| Err(refused.into()));
        let answered = answered.and_then(|mut answer| match answer.long.take() {
            Some(long) => Ok(answer.with_body(room.write(long)?)),
            None => Ok(answer),
        });
        answered.map(|answer| answer.keeping(lang)).map_err(|trouble| {
            if let Some(cause) = trouble.cause() {
                room.log(cause);
            }
            trouble.told(words, as_json)
        })
    })
}

async fn nowhere(ask: Ask) -> Trouble {
    Trouble::not_found().told(ask.words, ask.is_api)
}

/// How the server is, for whoever watches it.
#[derive(Serialize)]
struct Health {
    status: &'static str,
    /// Since when what lies on disk cannot be opened, so that an older state of the index is asked.
    stale_since: Option<String>,
}

/// Answers as long as questions are answered, with whatever state of the index.
async fn health(State(room): State<Arc<Room>>) -> Answered {
    let stale_since = room.stale_since().map(|since| since.to_string());
    Answer::json(&Health { status: if stale_since.is_some() { "stale" } else { "ok" }, stale_since })
}

async fn metrics(State(room): State<Arc<Room>>) -> Response {
    let articles = room.index().size();
    Answer::new("application/openmetrics-text; version=1.0.0; charset=utf-8", room.metrics.text(articles)).into_response()
}
