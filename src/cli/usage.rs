//! What is said when the command line cannot be read.
//!
//! clap finds the mistake and the nearest name; its sentences are English only, so the kinds that people meet are said in our own words.
//! A kind not listed here keeps clap's sentence.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use super::values::BadValue;
use crate::diagnostic::Diagnostic;

/// Turns clap's finding about `arguments` into a sentence and a hint.
pub fn failure(error: &clap::Error, arguments: &[OsString]) -> Failure {
    let of = |kind| context(error, kind);
    let (arg, value) = (flag_of(&of(ContextKind::InvalidArg)), of(ContextKind::InvalidValue));
    let said = |code: &str| Diagnostic::error(code);
    let see_help = || Diagnostic::note("cli-see-help");
    let did_you_mean = |near: String| Diagnostic::note("cli-did-you-mean").arg(near);
    let nearest = |kind| Some(of(kind)).filter(|near| !near.is_empty()).map(|near| did_you_mean(flag_of(&near)));

    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let arg = as_typed(&arg, arguments);
            let near = nearest(ContextKind::SuggestedArg).unwrap_or_else(|| Diagnostic::note("cli-hint-hyphen").arg(&arg));
            Failure::usage(said("cli-unknown-flag").arg(&arg)).hint(near)
        }
        ErrorKind::UnknownArgument => Failure::usage(said("cli-unexpected-argument").arg(&arg)).hint(see_help()),
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            let near = nearest(ContextKind::SuggestedSubcommand).unwrap_or_else(|| Diagnostic::note("cli-hint-search").arg(&name));
            Failure::usage(said("cli-unknown-command").arg(&name)).hint(near)
        }
        ErrorKind::MissingSubcommand => Failure::usage(said("cli-missing-command")).hint(see_help()),
        ErrorKind::InvalidValue if value.is_empty() => Failure::usage(said("cli-missing-value").arg(&arg)).hint(see_help()),
        ErrorKind::InvalidValue => {
            let valid = Diagnostic::note("cli-valid-values").arg(of(ContextKind::ValidValue));
            Failure::usage(said("cli-bad-value").arg(&value).arg(&arg)).hint(nearest(ContextKind::SuggestedValue).unwrap_or(valid))
        }
        ErrorKind::ValueValidation | ErrorKind::ArgumentConflict if glued(&value, arguments).is_some() => {
            let typed = glued(&value, arguments).unwrap_or_default();
            Failure::usage(said("cli-unknown-flag").arg(&typed)).hint(Diagnostic::note("cli-hint-hyphen").arg(&typed))
        }
        ErrorKind::ValueValidation => match std::error::Error::source(error).and_then(|source| source.downcast_ref::<BadValue>()) {
            Some(BadValue(what)) => Failure::usage(what.clone()).hint(see_help()),
            None => Failure::usage(said("cli-bad-value").arg(&value).arg(&arg)).hint(see_help()),
        },
        ErrorKind::MissingRequiredArgument => Failure::usage(said("cli-missing-argument").arg(&arg)).hint(see_help()),
        ErrorKind::ArgumentConflict if arg == flag_of(&of(ContextKind::PriorArg)) => {
            Failure::usage(said("cli-given-twice").arg(&arg)).hint(see_help())
        }
        ErrorKind::ArgumentConflict => Failure::usage(said("cli-conflict").arg(&arg).arg(flag_of(&of(ContextKind::PriorArg)))).hint(see_help()),
        ErrorKind::TooManyValues => Failure::usage(said("cli-unexpected-argument").arg(&value)).hint(see_help()),
        ErrorKind::InvalidUtf8 => Failure::usage(said("cli-not-unicode")),
        _ => {
            let text = error.to_string();
            let sentence = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
            Failure::usage(said("cli-usage").arg(sentence)).hint(see_help())
        }
    }
}

/// Returns what clap knows of `kind`, lists joined so that they read well between backquotes.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("`, `"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("`, `"),
        _ => String::new(),
    }
}

/// `--limit <N>` ⇒ `--limit`, `<ID>` ⇒ `ID`.
fn flag_of(shown: &str) -> String {
    match shown.starts_with('-') {
        true => shown.split(' ').next().unwrap_or(shown).to_owned(),
        false => shown.trim_matches(['<', '>']).to_owned(),
    }
}

/// Of `-nam:2021`, clap reads `-n am:2021` and complains of the value, or of a second `--limit`. A number behind the letter was meant as one.
fn glued(value: &str, arguments: &[OsString]) -> Option<String> {
    let is_word = |typed: &str| {
        let rest = typed.strip_prefix("-n").filter(|rest| rest.starts_with(char::is_alphabetic));
        rest.is_some_and(|rest| value.is_empty() || rest == value)
    };
    let typed = arguments.iter().map(|argument| argument.to_string_lossy()).take_while(|argument| argument != "--");
    typed.into_iter().find(|typed| is_word(typed)).map(|typed| typed.into_owned())
}

/// Of `-Khối`, clap reads `-K` as a flag and complains of that; people recognise the whole.
fn as_typed(flag: &str, arguments: &[OsString]) -> String {
    let is_short = |typed: &str| typed.starts_with('-') && !typed.starts_with("--");
    let letter = flag.strip_prefix('-').filter(|letter| letter.chars().count() == 1);
    let holds = |typed: &str| typed.starts_with(flag) || is_short(typed) && letter.is_some_and(|letter| typed.contains(letter));
    let typed = arguments.iter().map(|argument| argument.to_string_lossy()).find(|typed| holds(typed));
    typed.map_or_else(|| flag.to_owned(), |typed| typed.into_owned())
}
