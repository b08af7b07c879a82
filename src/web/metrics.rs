//! Figures for whoever watches the server, in the text form of Prometheus.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

/// What is counted.
pub struct Metrics {
    registry: Registry,
    answers: Family<Answered, Counter>,
    seconds: Histogram,
    articles: Gauge<u64, AtomicU64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    status: Status,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Status(u16);

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        EncodeLabelValue::encode(&self.0, encoder)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("timbao");
        let answers = Family::default();
        let seconds = Histogram::new(exponential_buckets(0.001, 2.0, 12));
        let articles = Gauge::default();
        registry.register("http_responses", "Answers by status", answers.clone());
        registry.register("read_seconds", "Time to make an answer from the index", seconds.clone());
        registry.register("articles", "Articles in the index", articles.clone());
        Self { registry, answers, seconds, articles }
    }
}

impl Metrics {
    pub fn answered(&self, status: StatusCode) {
        self.answers.get_or_create(&Answered { status: Status(status.as_u16()) }).inc();
    }

    pub fn took(&self, time: Duration) {
        self.seconds.observe(time.as_secs_f64());
    }

    /// Writes everything that was counted.
    pub fn text(&self, articles: u64) -> String {
        self.articles.set(articles);
        let mut text = String::new();
        // Writing into a text cannot fail; what is there is shown.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
