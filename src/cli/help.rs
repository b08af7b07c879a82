//! The command line in the reader's language.
//!
//! The types of `args` say what there is; every sentence about it comes from the message area `help`, by key:
//! `help-search-about`, `help-search-limit`, `help-common-json`, `help-value-dir`.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Arguments;
use crate::messages::{self, Lang};

/// Builds the command line with every text in `lang`.
pub fn command(lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = Arguments::command().arg(help).arg(version);
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let root = worded(root, "timbao", lang)
        .override_usage(text(lang, "help-timbao-usage"))
        .subcommand_help_heading(text(lang, "help-heading-commands"))
        .after_help(text(lang, "help-timbao-after"));
    names.iter().fold(root, |root, name| {
        root.mut_subcommand(name, |command| {
            let usage = text(lang, &format!("help-{name}-usage"));
            worded(command, name, lang).override_usage(usage)
        })
    })
}

/// Replaces the texts of one command and of its own arguments; the flags of every command are the root's.
fn worded(command: Command, name: &str, lang: Lang) -> Command {
    let owner = if name == "timbao" { "common" } else { name };
    let (own, common) = (text(lang, "help-heading-options"), text(lang, "help-heading-common"));
    let arguments = text(lang, "help-heading-arguments");
    let template = format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", text(lang, "help-heading-usage"));
    command.about(text(lang, &format!("help-{name}-about"))).long_about(None).help_template(template).mut_args(|arg| {
        let heading = match (arg.is_positional(), owner) {
            (true, _) => &arguments,
            (false, "common") => &common,
            (false, _) => &own,
        };
        let help = text(lang, &format!("help-{owner}-{}", arg.get_id().as_str().replace('_', "-")));
        let value =
            arg.get_value_names().and_then(|names| names.first()).filter(|_| arg.get_action().takes_values()).map(|name| value_name(lang, name));
        let arg = arg.help(help).long_help(None).help_heading(heading.clone());
        match value {
            // The texts name defaults and values themselves: clap's own words for them are English only.
            Some(value) => arg.value_name(value).hide_default_value(true).hide_possible_values(true),
            None => arg,
        }
    })
}

fn value_name(lang: Lang, name: &str) -> String {
    text(lang, &format!("help-value-{}", name.to_lowercase()))
}

fn text(lang: Lang, key: &str) -> String {
    messages::render::<&str>(lang, key, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        for lang in [Lang::Vi, Lang::En] {
            command(lang).debug_assert();
        }
    }

    /// Every text of `command`: of itself, its arguments and its commands, each with the place where it stands.
    fn texts(command: &Command, place: &str, found: &mut Vec<(String, String)>) {
        found.push((format!("{place}: about"), command.get_about().map(ToString::to_string).unwrap_or_default()));
        for arg in command.get_arguments() {
            let place = format!("{place}: {}", arg.get_id());
            found.push((place, arg.get_help().map(ToString::to_string).unwrap_or_default()));
        }
        for command in command.get_subcommands() {
            texts(command, &format!("{place} {}", command.get_name()), found);
        }
    }

    #[test]
    fn every_argument_speaks_both_languages() {
        let [mut vietnamese, mut english] = [Vec::new(), Vec::new()];
        texts(&command(Lang::Vi), "timbao", &mut vietnamese);
        texts(&command(Lang::En), "timbao", &mut english);
        assert_eq!(vietnamese.len(), english.len());
        for ((place, vietnamese), (_, english)) in vietnamese.iter().zip(&english) {
            assert!(!vietnamese.is_empty() && !english.is_empty(), "{place} has no text: add it to the message area `help`");
            assert_ne!(vietnamese, english, "{place} is not translated");
            assert!(!vietnamese.contains("help-") && !english.contains("help-"), "{place} has no text: add it to the message area `help`");
        }
    }
}
