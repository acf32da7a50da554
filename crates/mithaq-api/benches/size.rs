//! How fast answers come from a large register, in process and with row-level security on.
//!
//! `cargo bench -p mithaq-api --bench size -- [CASE] [--times N] [--once]` on the register of `DATABASE_URL`; `dev/bench size`
//! makes one. A case is asked many times, each time with other values, orders, days and clearances; with `--once` each is asked
//! once, so that its plans can be read in the database's log.

#![allow(missing_docs, reason = "a program")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement may panic, and prints")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock and the environment")]

#[path = "size/cases.rs"]
mod cases;
#[path = "size/draw.rs"]
mod draw;
#[path = "size/world.rs"]
mod world;

use std::process::ExitCode;
use std::time::Duration;

use cases::{Case, cases};
use draw::Draw;
use serde_json::Value;
use world::World;

/// What is asked of the program.
struct Wanted {
    case: Option<String>,
    times: usize,
    once: bool,
}

impl Wanted {
    fn read() -> Self {
        let mut wanted = Self { case: None, times: 200, once: false };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--times" => wanted.times = words.next().unwrap().parse().unwrap(),
                "--once" => wanted.once = true,
                // cargo says so to every bench.
                "--bench" => {}
                name => wanted.case = Some(name.to_owned()),
            }
        }
        wanted
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let wanted = Wanted::read();
    let world = World::open(&std::env::var("DATABASE_URL").unwrap()).await;
    let cases = cases().into_iter().filter(|case| wanted.case.as_deref().is_none_or(|name| case.name.contains(name)));
    if !wanted.once {
        println!("{} agreements; milliseconds", world.total);
        println!("{:<44} {:>6} {:>8} {:>8} {:>8} {:>6}", "case", "times", "p50", "p99", "most", "bar");
    }
    let mut over = 0;
    for case in cases {
        if wanted.once {
            println!("-- {}", case.name);
            world.answer(&case, &mut Draw::of(case.name)).await;
        } else {
            over += usize::from(!measure(&world, &case, wanted.times).await);
        }
    }
    if !wanted.once {
        println!("{} MB of memory at most", memory());
    }
    if over == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Asks a case so many times and tells how long it took. Answers whether it kept within its bar.
async fn measure(world: &World, case: &Case, times: usize) -> bool {
    let mut draw = Draw::of(case.name);
    let mut taken: Vec<(Duration, Value)> = Vec::with_capacity(times);
    // The first answers find nothing at hand.
    for _ in 0..world::CALLERS {
        world.answer(case, &mut draw).await;
    }
    for _ in 0..times {
        taken.extend(world.answer(case, &mut draw).await);
    }
    taken.sort_by_key(|(time, _)| *time);
    let at = |share: usize| taken[(taken.len() * share / 100).min(taken.len() - 1)].0;
    let within = at(99) <= case.bar;
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!(
        "{:<44} {:>6} {:>8.2} {:>8.2} {:>8.2} {:>6} {}",
        case.name,
        taken.len(),
        ms(at(50)),
        ms(at(99)),
        ms(at(100)),
        ms(case.bar),
        if within { "" } else { "OVER" }
    );
    if !within {
        for (time, asked) in taken.iter().rev().take(3) {
            println!("    {:.2} ms: {asked}", ms(*time));
        }
    }
    within
}

/// The most memory that this process has held, in megabytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() / 1_024
}
