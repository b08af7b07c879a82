//! What a scenario counts.

use std::time::Duration;

use crate::reader::{Lost, Reply};

/// Answers by kind, with the time that each took.
#[derive(Default)]
pub struct Tally {
    pub accepted: Vec<Duration>,
    /// Sent away with 503 and told when to come again.
    pub refused: Vec<Duration>,
    /// Ended in peace without an answer.
    pub closed: usize,
    /// Resets, halves of answers, and other statuses: nobody should see these.
    pub wrong: usize,
    /// One of them, to say what is wrong.
    pub example: Option<String>,
}

impl Tally {
    pub fn count(&mut self, answered: Result<&Reply, &Lost>, time: Duration) {
        match answered {
            Ok(reply) if reply.status == 200 && reply.body.len() > 100 => self.accepted.push(time),
            Ok(reply) if reply.status == 503 && reply.says_when => self.refused.push(time),
            Ok(reply) => self.is_wrong(format!("{} with {} bytes", reply.status, reply.body.len())),
            Err(Lost::Closed) => self.closed += 1,
            Err(Lost::Broken(error)) => self.is_wrong(error.to_string()),
        }
    }

    pub fn is_wrong(&mut self, what: String) {
        self.wrong += 1;
        self.example.get_or_insert(what);
    }

    pub fn join(mut self, other: Self) -> Self {
        self.accepted.extend(other.accepted);
        self.refused.extend(other.refused);
        self.closed += other.closed;
        self.wrong += other.wrong;
        self.example = self.example.or(other.example);
        self
    }

    /// Errors of a load that the server should bear.
    pub fn errors(&self) -> usize {
        self.refused.len() + self.closed + self.wrong
    }

    /// Returns the time within which this share was accepted, in milliseconds.
    pub fn within(&self, share: f64) -> f64 {
        within(&self.accepted, share)
    }

    pub fn said_errors(&self) -> String {
        match (self.errors(), &self.example) {
            (0, _) => "no error".to_owned(),
            (_, None) => format!("{} sent away, {} closed", self.refused.len(), self.closed),
            (_, Some(example)) => format!("{} sent away, {} closed, {} WRONG ({example})", self.refused.len(), self.closed, self.wrong),
        }
    }
}

/// Returns the time within which this share ended, in milliseconds.
pub fn within(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
    times.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
