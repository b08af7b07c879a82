//! The desk at which an assistant asks: the protocol around the tools.

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation, ListToolsResult, PaginatedRequestParams,
    ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::diagnostic::{Diagnostic, Log};
use crate::engine::embedded::Live;
use crate::messages::{self, Lang};

use super::tool::{Entry, TOOLS};
use super::trouble::Trouble;

pub struct Desk {
    live: Arc<Live>,
    lang: Lang,
    log: Log,
    /// As many read at once as there are cores: more would only wait for each other.
    reading: Arc<Semaphore>,
}

impl Desk {
    pub fn new(live: Live, lang: Lang, log: Log) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { live: Arc::new(live), lang, log, reading: Arc::new(Semaphore::new(cores)) }
    }

    fn say(&self, code: &str) -> String {
        messages::render::<&str>(self.lang, code, &[])
    }

    /// Describes a tool to the assistant.
    fn described(&self, tool: &Entry) -> Tool {
        let hints = ToolAnnotations::with_title(tool.title(self.lang)).read_only(true).destructive(false).idempotent(true).open_world(false);
        Tool::new(tool.name, tool.about(self.lang), Arc::new(tool.input(self.lang)))
            .with_title(tool.title(self.lang))
            .with_raw_output_schema(Arc::new(tool.output()))
            .with_annotations(hints)
    }

    /// Runs a tool over the newest state of the index, off the async threads. A panic in it is trouble of this one call.
    pub async fn answer(&self, tool: &'static Entry, arguments: Value) -> Result<Value, Trouble> {
        let internal = |what: &dyn ToString| Trouble::internal(Diagnostic::error("cli-internal").arg(what.to_string()));
        let turn = Arc::clone(&self.reading).acquire_owned().await.map_err(|closed| internal(&closed))?;
        let (live, lang, log) = (Arc::clone(&self.live), self.lang, Arc::clone(&self.log));
        let work = tokio::task::spawn_blocking(move || {
            // A call that is given up goes on to its end, and until then nobody else has its turn.
            let _turn = turn;
            if let Err(error) = live.look() {
                log(error.diagnostic());
            }
            tool.answer(live.index().as_ref(), arguments, lang)
        });
        work.await.unwrap_or_else(|broken| Err(internal(&broken)))
    }
}

impl ServerHandler for Desk {
    fn get_info(&self) -> ServerConfig {
        let program = Implementation::new("timbao", env!("CARGO_PKG_VERSION")).with_title(self.say("web-name"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(program)
            .with_instructions(self.say("mcp-instructions"))
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(TOOLS.iter().map(|tool| self.described(tool)).collect()))
    }

    async fn call_tool(&self, request: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = TOOLS.iter().find(|tool| tool.name == request.name) else {
            let unknown = Diagnostic::error("mcp-unknown-tool").arg(request.name).arg(TOOLS.map(|tool| tool.name).join("`, `"));
            return Err(ErrorData::invalid_params(messages::sentence(self.lang, &unknown), None));
        };
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let result = match self.answer(tool, arguments).await {
            Ok(answer) => CallToolResult::structured(answer),
            Err(trouble) => {
                if let Some(cause) = &trouble.cause {
                    (self.log)(cause);
                }
                CallToolResult::error(vec![ContentBlock::text(trouble.told(self.lang))])
            }
        };
        Ok(result.into())
    }
}
