//! The agreements of a register, named before any is written.

use std::collections::HashMap;

use mithaq_domain::act::AgreementId;
use mithaq_import::{Catalogue, Listed, Records, Register, interpret};
use mithaq_store::ImportedAgreement;

use super::Source;
use super::records::Read;
use crate::moment::new_id;

/// The agreements of a register: which each record becomes, and which others mean by their titles. One may name another
/// that stands further on in the file, or that came with an earlier file.
pub(super) struct Named {
    ids: HashMap<String, AgreementId>,
    catalogue: Catalogue,
}

impl Named {
    /// Reads a file through, after what was taken over before.
    pub(super) fn through(register: Register, source: Source, before: Vec<ImportedAgreement>) -> anyhow::Result<Self> {
        let mut named = Self { ids: HashMap::new(), catalogue: Catalogue::new(register) };
        for ImportedAgreement { key, id, parties, form, signed, title } in before {
            named.ids.insert(key, id);
            named.catalogue.add(Listed { id, parties, form, signed, title });
        }
        for record in Records::new(register, source.input) {
            let record = record?;
            let reading = interpret(&record);
            let id = *named.ids.entry(record.key).or_insert_with(|| AgreementId(new_id()));
            if let Ok(reading) = &reading {
                named.catalogue.add_reading(id, reading);
            }
        }
        Ok(named)
    }

    /// Which agreement a record becomes; one that came into the file since it was read through, a new one.
    pub(super) fn id(&self, key: &str) -> AgreementId {
        self.ids.get(key).copied().unwrap_or_else(|| AgreementId(new_id()))
    }

    /// Names the agreements that a record relates to.
    pub(super) fn relate(&self, id: AgreementId, read: &mut Read) {
        if let Ok(reading) = read {
            self.catalogue.name_related(id, reading);
        }
    }
}
