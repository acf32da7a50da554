//! `mithaq`, the registry's binary.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Threads hand each other much that they have built, and then the C library's allocator costs a quarter of an import. Huge
/// pages are left out, as they cost more to clear than they save.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    mithaq_server::main()
}
