//! `lykt serve`: the kiosk and the bots in one program, from one file.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use super::part::{Common, Part, Stop};
use super::{Data, Mistakes, Usage, ended, file, print_problems};

/// How long to wait before a channel that failed is started again: the first time, and at most.
const AGAIN: [Duration; 2] = [Duration::from_secs(1), Duration::from_mins(1)];

/// The kiosk and the bots in one program, from one file
///
/// The file has a table for each channel that is to run (kiosk, telegram, matrix), with the flags of `lykt kiosk`, `lykt telegram` and `lykt
/// matrix` as keys. A channel that fails is started again on its own; the others go on.
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Serve {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Channels {
    #[cfg(feature = "kiosk")]
    kiosk: Option<super::kiosk::Config>,
    #[cfg(feature = "telegram")]
    telegram: Option<super::telegram::Config>,
    #[cfg(feature = "matrix")]
    matrix: Option<super::matrix::Config>,
}

impl Serve {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let name = self.file.display().to_string();
        let text = std::fs::read_to_string(&self.file).with_context(|| format!("cannot read {name}"))?;
        let common = Common::new(data)?;
        let (channels, mut problems) = file::parse::<Channels>(&name, &text, "serve");
        #[cfg(feature = "kiosk")]
        if let Some(kiosk) = &channels.kiosk {
            problems.extend(kiosk.problems(&name, "kiosk.", &common.engine));
        }
        if !problems.is_empty() {
            print_problems(&problems);
            bail!(Mistakes(problems.len()));
        }
        let parts = channels.parts(&common)?;
        if parts.is_empty() {
            bail!(Usage(format!(
                "{name} has no channel; write a table [kiosk], [telegram] or [matrix]"
            )));
        }
        common.runtime.block_on(all(parts));
        Ok(ExitCode::SUCCESS)
    }
}

/// What a channel has counted, as text.
type Counted = Box<dyn Fn() -> String + Send + Sync>;

impl Channels {
    fn parts(self, common: &Common) -> anyhow::Result<Vec<Part>> {
        let mut parts = Vec::new();
        #[allow(unused_mut, reason = "there may be no bot in the program")]
        let mut counters: Vec<Counted> = Vec::new();
        #[cfg(feature = "telegram")]
        if let Some(telegram) = self.telegram {
            let (part, counted) = telegram.part(common).context("[telegram]")?;
            parts.push(part);
            counters.push(Box::new(move || counted.text()));
        }
        #[cfg(feature = "matrix")]
        if let Some(matrix) = self.matrix {
            let (part, counted) = matrix.part(common).context("[matrix]")?;
            parts.push(part);
            counters.push(Box::new(move || counted.text()));
        }
        #[cfg(feature = "kiosk")]
        if let Some(kiosk) = self.kiosk {
            let beside = move || counters.iter().map(|counted| counted()).collect();
            parts.push(kiosk.part(common, beside).context("[kiosk]")?);
        }
        Ok(parts)
    }
}

/// Runs channels side by side until the program is asked to end; then all end.
async fn all(parts: Vec<Part>) {
    let (stop, stopped) = watch::channel(false);
    let mut running = JoinSet::new();
    for part in parts {
        running.spawn(keep(part, stopped.clone()));
    }
    ended().await;
    let _ = stop.send(true);
    running.join_all().await;
}

/// Runs a channel, and starts it again whenever it fails, later each time.
async fn keep(part: Part, stopped: watch::Receiver<bool>) {
    let [first, longest] = AGAIN;
    let mut wait = first;
    loop {
        let begun = Instant::now();
        // A task of its own: a panic ends there.
        let ended = tokio::spawn(part.run(stop(&stopped))).await;
        if *stopped.borrow() {
            if let Ok(Err(error)) = ended {
                tracing::error!("{}: {error:#}", part.name);
            }
            return;
        }
        let why = match ended {
            Ok(Ok(())) => "it has ended by itself".to_owned(),
            Ok(Err(error)) => format!("{error:#}"),
            Err(_) => "a fault in the program".to_owned(),
        };
        if begun.elapsed() > longest {
            wait = first;
        }
        tracing::error!(
            "{}: {why}; it is started again in {} s",
            part.name,
            wait.as_secs()
        );
        tokio::select! {
            () = sleep(wait) => {}
            () = stop(&stopped) => return,
        }
        wait = (wait * 2).min(longest);
    }
}

/// Ends when all are to stop.
fn stop(stopped: &watch::Receiver<bool>) -> Stop {
    let mut stopped = stopped.clone();
    Box::pin(async move {
        // Nobody who could say so is left: that is an end too.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    type Pinned = std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

    fn paused(test: impl Future<Output = ()>) {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().start_paused(true).build();
        runtime.unwrap().block_on(test);
    }

    /// A channel that fails, or falls, is started again, later each time; one that runs is left alone; all end together.
    #[test]
    fn a_channel_that_fails_is_started_again() {
        paused(async {
            let (stop, stopped) = watch::channel(false);
            let counted = |part: fn(Stop) -> Pinned| {
                let count = Arc::new(AtomicUsize::new(0));
                let counting = Arc::clone(&count);
                let part = Part::new("part", move |stop| {
                    counting.fetch_add(1, Ordering::SeqCst);
                    part(stop)
                });
                (count, tokio::spawn(keep(part, stopped.clone())))
            };
            let (failing, failed) = counted(|_| Box::pin(async { bail!("no") }));
            let (panicking, panicked) = counted(|_| Box::pin(async { panic!("a fault") }));
            let (running, ran) = counted(|stop| {
                Box::pin(async {
                    stop.await;
                    Ok(())
                })
            });
            // At once, and after 1, 3, 7, 15, 31, 63 and 123 seconds.
            sleep(Duration::from_secs(130)).await;
            let counts = [failing, panicking, running].map(|count| count.load(Ordering::SeqCst));
            assert_eq!(counts, [8, 8, 1]);
            stop.send(true).unwrap();
            for each in [failed, panicked, ran] {
                each.await.unwrap();
            }
        });
    }
}
