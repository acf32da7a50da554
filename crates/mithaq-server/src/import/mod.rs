//! Files taken over into the registry: read and interpreted on one thread while the database is written on another.

mod acts;
mod named;
mod reading;
mod records;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use mithaq_domain::label::Classification;
use mithaq_store::{Provenance, Reader};

pub(crate) use acts::import_acts;
pub(crate) use records::import_records;

/// How many records are written in one transaction.
const BATCH: usize = 500;

/// How many batches may wait to be written.
const AHEAD: usize = 2;

/// A file that is read.
struct Source {
    input: BufReader<File>,
    /// How many bytes it has.
    length: u64,
}

impl Source {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let open = || {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            Ok::<_, std::io::Error>(Self { input: BufReader::with_capacity(1 << 16, file), length })
        };
        open().with_context(|| format!("{} cannot be read", path.display()))
    }
}

/// In whose name a file is taken over. It sees everything that is released to every ministry.
fn provenance(what: &str) -> Provenance {
    Provenance {
        recorded_by: format!("import:{what}"),
        reader: Reader { clearance: Some(Classification::Secret), ministry: None },
        idempotency: None,
    }
}
