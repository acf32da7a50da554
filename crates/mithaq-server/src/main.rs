//! `mithaq`, the registry's binary.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Threads hand each other much that they have built. With the C library's allocator an import takes a quarter more of the
/// importer's processor time; huge pages are left out, as clearing them costs more than they save.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    mithaq_server::main()
}
