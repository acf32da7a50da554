//! `mithaq generate`

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::store_in;
use crate::generate::{Wanted, generate};
use crate::moment::now;
use crate::output;
use crate::settings::{DatabaseArgs, Faults, state};

/// Fill a registry with agreements that are made up, to try it at size.
///
/// They are alike in shape to those of real registers, the same for the same seed and day, and marked as generated: by their
/// titles, by `importedFrom: ["generated"]`, and by who recorded them. Run again with the same seed, it goes on where it was
/// broken off. Never run it on a registry that is in use: what is recorded stays.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  mithaq generate 500000 --seed 7")]
pub(super) struct Generate {
    /// How many agreements
    count: u64,
    /// From what everything is drawn
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The state whose registry this is: ISO 3166-1 alpha-3
    #[arg(long, env = "MITHAQ_HOME", value_name = "CODE", default_value = "JOR")]
    home: Option<String>,
    /// The time zone by which the registry counts days, which says what has come by today
    #[arg(long, env = "MITHAQ_TIME_ZONE", value_name = "ZONE", default_value = "UTC")]
    time_zone: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Generate {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut faults = Faults::default();
        let way_out = "name the state whose registry this is by its ISO 3166-1 alpha-3 code, such as JOR";
        let home = faults.required("MITHAQ_HOME", self.home.as_deref(), way_out, state);
        let home = faults.settle(|| home)?.id;
        let (store, zone) = store_in(&self.database, self.time_zone.as_deref())?;
        let started = Instant::now();
        let wanted = Wanted { count: self.count, seed: self.seed, home, today: zone.day(now()) };
        let new = generate(&store, wanted).await?;
        let seconds = started.elapsed().as_secs_f64();
        output::line(&format!("{new} of {} agreements are new, in {seconds:.1} s", self.count))?;
        Ok(ExitCode::SUCCESS)
    }
}
