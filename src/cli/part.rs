//! A channel that is ready to run, alone or beside others.

use std::pin::Pin;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::runtime::Runtime;

use super::Data;
use crate::answer::Engine;
use crate::model::Moment;

/// What every channel needs.
pub(super) struct Common {
    pub(super) engine: Arc<Engine>,
    pub(super) clock: Arc<dyn Fn() -> Option<Moment> + Send + Sync>,
    /// What the channels run on.
    pub(super) runtime: Runtime,
}

impl Common {
    /// Loads the data, and makes ready to run.
    pub(super) fn new(data: &Data) -> anyhow::Result<Self> {
        let engine = Arc::new(data.engine()?);
        Ok(Self {
            clock: Arc::new(data.clock(&engine)?),
            engine,
            runtime: runtime()?,
        })
    }

    /// The clock as a function of its own.
    pub(super) fn clock(&self) -> impl Fn() -> Option<Moment> + Send + Sync + Clone + 'static {
        let clock = Arc::clone(&self.clock);
        move || clock()
    }
}

/// Ends when the program is asked to end.
pub(super) type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A channel that runs.
type Running = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// A channel that is ready to run. Whatever is wrong with its settings has been said already.
pub(super) struct Part {
    /// Its name, for whoever reads what the program says.
    pub(super) name: &'static str,
    run: Box<dyn Fn(Stop) -> Running + Send>,
}

impl Part {
    /// A channel, by what runs it; it may be run again when it has ended.
    pub(super) fn new<Ran>(name: &'static str, run: impl Fn(Stop) -> Ran + Send + 'static) -> Self
    where
        Ran: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let run = move |stop| -> Running { Box::pin(run(stop)) };
        Self {
            name,
            run: Box::new(run),
        }
    }

    /// Runs it until `stop` ends, or until it fails.
    pub(super) fn run(&self, stop: Stop) -> Running {
        (self.run)(stop)
    }

    /// Runs it alone, until the program is asked to end.
    pub(super) fn alone(&self, common: &Common) -> anyhow::Result<()> {
        common.runtime.block_on(self.run(Box::pin(super::ended())))
    }
}

/// What channels run on.
pub(super) fn runtime() -> anyhow::Result<Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.enable_all().build().context("cannot start")
}
