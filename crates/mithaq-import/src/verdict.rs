//! What a record says, and what becomes of it.

use mithaq_domain::act::{ActBody, ActDetails, AgreementId};
use mithaq_domain::agreement::{Agreement, BrokenLog, Change};
use mithaq_domain::registry_number::RegistryNumber;
use sha2::{Digest, Sha256};

use crate::decide::decide;
use crate::doubt::{Doubt, Reason};
use crate::read::RawRecord;
use crate::register::Register;
use crate::{concordia, uk_treaties};

/// What a record says: acts, and doubts that do not keep it from being accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The acts, the import first.
    pub bodies: Vec<ActBody>,
    /// What is doubtful.
    pub warnings: Vec<Doubt>,
}

impl Reading {
    /// Whether the record names another agreement, to which its own relates.
    #[must_use]
    pub fn relates(&self) -> bool {
        self.bodies.iter().any(|body| matches!(body.details, ActDetails::Related(_)))
    }
}

/// A digest of all that was made of a record, so that what a later program reads otherwise, or relates to an agreement
/// that has come since, is told from what is the same.
#[must_use]
pub fn facts(read: &Result<Reading, Vec<Doubt>>) -> [u8; 32] {
    let (bodies, doubts) = match read {
        Ok(reading) => (reading.bodies.as_slice(), &reading.warnings),
        Err(doubts) => (&[][..], doubts),
    };
    let mut hasher = Sha256::new();
    hasher.update(serde_json::to_vec(bodies).unwrap_or_else(|error| unreachable!("acts are plain data: {error}")));
    for doubt in doubts {
        hasher.update(doubt.code.as_str());
        hasher.update(&doubt.message);
    }
    hasher.finalize().into()
}

/// What becomes of a record.
#[derive(Debug)]
pub enum Verdict {
    /// It is accepted.
    Accept {
        /// What is to be recorded; none where the log says all of it already.
        change: Option<Box<Change>>,
        /// Doubts of the reading and findings of the law.
        warnings: Vec<Reason>,
    },
    /// It waits for a person.
    Quarantine {
        /// Why.
        reasons: Vec<Reason>,
    },
}

/// What a record says, by itself.
///
/// # Errors
/// Everything that was found doubtful, where some of it keeps the record from being accepted.
pub fn interpret(record: &RawRecord) -> Result<Reading, Vec<Doubt>> {
    let fields = record.content.as_ref().map_err(|doubt| vec![doubt.clone()])?;
    let mut doubts: Vec<Doubt> = record.key_doubt.iter().cloned().collect();
    let bodies = match record.register {
        Register::UkTreaties => uk_treaties::interpret(&record.key, fields, &mut doubts),
        Register::Concordia => concordia::interpret(&record.key, fields, &mut doubts),
    };
    match bodies {
        Some(bodies) if !doubts.iter().any(|doubt| doubt.code.quarantines()) => {
            Ok(Reading { bodies, warnings: doubts })
        }
        Some(_) | None => Err(doubts),
    }
}

/// What becomes of a record, given the agreement that an earlier form of it became.
///
/// # Errors
/// Where the acts do not fold, which would be a fault in this crate.
pub fn judge(
    record: &RawRecord,
    earlier: Option<&Agreement>,
    id: AgreementId,
    number: RegistryNumber,
) -> Result<Verdict, BrokenLog> {
    let reading = match interpret(record) {
        Ok(reading) => reading,
        Err(doubts) => {
            return Ok(Verdict::Quarantine { reasons: doubts.into_iter().map(Reason::from).collect() });
        }
    };
    let change = decide(earlier, id, number, reading.bodies)?;
    let mut warnings: Vec<Reason> = reading.warnings.into_iter().map(Reason::from).collect();
    warnings.extend(of_the_law(change.as_ref(), earlier));
    Ok(Verdict::Accept { change: change.map(Box::new), warnings })
}

/// What the law has to say of a record's acts: of those that follow, or where none do, of those that are there.
pub fn of_the_law(change: Option<&Change>, earlier: Option<&Agreement>) -> Vec<Reason> {
    match (change, earlier) {
        (Some(change), _) => change.warnings().iter().map(Reason::from).collect(),
        (None, Some(earlier)) => earlier.findings_of_imported().map(Reason::from).collect(),
        (None, None) => Vec::new(),
    }
}
