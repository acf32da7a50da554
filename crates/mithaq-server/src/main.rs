//! `mithaq`, the registry's binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    mithaq_server::main()
}
