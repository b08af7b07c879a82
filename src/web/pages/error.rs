//! What went wrong, and the ways out.

use askama::Template;
use axum::http::StatusCode;

use super::frame::Frame;
use crate::web::answer::{Answer, Answered, ErrorBody};
use crate::web::words::Words;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    status: u16,
    error: &'a ErrorBody,
}

/// Writes the page of a trouble.
pub fn error_page(words: Words, status: StatusCode, error: &ErrorBody) -> Answered {
    Answer::page(&ErrorPage { frame: Frame::bare(words, &error.message), status: status.as_u16(), error })
}
