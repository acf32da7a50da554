//! The binary, as it is run.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

/// The settings of a process; nothing of the tests' own environment reaches it.
pub(crate) type Settings = Vec<(&'static str, String)>;

/// The binary with some arguments.
pub(crate) fn command(settings: &Settings, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mithaq"));
    command.args(arguments).env_clear().envs(settings.iter().map(|(name, value)| (*name, value))).stdin(Stdio::null());
    command
}

/// Runs a command to its end, which must be a good one; answers its standard output.
pub(crate) fn run(settings: &Settings, arguments: &[&str]) -> String {
    let output = command(settings, arguments).output().unwrap();
    assert!(output.status.success(), "mithaq {arguments:?}: {}", errors(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must fail; answers its standard error.
pub(crate) fn fail(settings: &Settings, arguments: &[&str]) -> String {
    let output = command(settings, arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "mithaq {arguments:?}: {}", errors(&output));
    errors(&output)
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `mithaq serve`, while it runs.
pub(crate) struct Serving {
    child: Child,
    /// Where GraphQL is served.
    pub(crate) graphql: String,
    /// Where health and metrics are served.
    pub(crate) admin: String,
}

impl Serving {
    /// Starts it, and waits until it says where it listens.
    pub(crate) fn start(settings: &Settings) -> Self {
        let mut child = command(settings, &["serve"]).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let (tell, told) = mpsc::channel();
        // The log is read to its end, so that the process is never kept waiting for its reader.
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let entry: Value = serde_json::from_str(&line).unwrap_or(Value::String(line));
                if entry["fields"]["message"] == "serving" {
                    tell.send(Ok(entry["fields"].clone())).ok();
                } else {
                    tell.send(Err(entry.to_string())).ok();
                }
            }
        });
        let mut before = Vec::new();
        let listens = loop {
            match told.recv_timeout(Duration::from_secs(30)) {
                Ok(Ok(listens)) => break listens,
                Ok(Err(line)) => before.push(line),
                Err(error) => panic!("mithaq does not serve ({error}): {before:#?}"),
            }
        };
        let at = |name: &str| format!("http://{}", listens[name].as_str().unwrap());
        Self { child, graphql: format!("{}/graphql", at("graphql")), admin: at("admin") }
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success(), "a process that is asked to end ends well");
    }

    /// Ends it as a crash would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Where the test failed; otherwise it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
