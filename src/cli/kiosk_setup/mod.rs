//! `lykt kiosk-setup`: everything that turns a Debian machine into a kiosk, and the guide to it.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::Data;
use crate::channels::kiosk::last_resort;

/// Print or write the files that turn a Debian machine into a kiosk, and the guide to it
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct KioskSetup {
    /// Write the files into this folder instead of printing them
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Where the kiosk listens
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Let the browser print
    #[arg(long)]
    printing: bool,
}

impl KioskSetup {
    pub(super) fn run(self, data: &Data) -> anyhow::Result<ExitCode> {
        let switch = if self.printing { "on" } else { "off" };
        let fill = |template: &str| {
            template
                .replace("{listen}", &self.listen.to_string())
                .replace("{print}", &self.printing.to_string())
                .replace("{printing}", switch)
        };
        let files = [
            ("guide.md", fill(GUIDE)),
            ("kiosk.toml", fill(include_str!("kiosk.toml"))),
            ("lykt-kiosk.service", fill(include_str!("lykt-kiosk.service"))),
            ("lykt-screen.service", fill(include_str!("lykt-screen.service"))),
            ("lykt-screen", fill(include_str!("lykt-screen"))),
            ("chromium-policy.json", fill(include_str!("chromium-policy.json"))),
            ("last-resort.html", last_resort(&data.desk()?)),
        ];
        let mut stdout = std::io::stdout().lock();
        if let Some(folder) = &self.write {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        for (name, text) in files {
            match &self.write {
                Some(folder) => {
                    let path = folder.join(name);
                    std::fs::write(&path, text)
                        .with_context(|| format!("cannot write {}", path.display()))?;
                    writeln!(stdout, "{}", path.display())?;
                }
                None => writeln!(stdout, "==> {name} <==\n{}\n", text.trim_end())?,
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The guide, which stands in the README too.
const GUIDE: &str = include_str!("guide.md");

#[cfg(test)]
mod tests {
    use super::*;

    /// The guide of the README is the one that the program prints.
    #[test]
    fn the_readme_has_the_guide() {
        assert!(include_str!("../../../README.md").contains(GUIDE.trim()));
    }

    /// The policy can be read, and lets in nothing but the kiosk and the last resort.
    #[test]
    fn the_policy_lets_nothing_else_in() {
        let policy = include_str!("chromium-policy.json").replace("{print}", "false");
        let policy: serde_json::Value = serde_json::from_str(&policy).unwrap();
        assert_eq!(
            policy["URLBlocklist"],
            serde_json::json!(["*", "chrome://*", "chrome-untrusted://*"])
        );
        assert_eq!(policy["URLAllowlist"].as_array().unwrap().len(), 2);
        assert_eq!(policy["IncognitoModeAvailability"], 2);
    }
}
