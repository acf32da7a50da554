//! The agreements of a register, and which of them a record names.

use std::collections::HashMap;

use mithaq_domain::act::AgreementId;
use mithaq_import::{Catalogue, Listed, Register};
use mithaq_store::ImportedAgreement;

use super::reading::Read;
use crate::moment::new_id;

/// The agreements of a register: which each record becomes, and which others mean by their titles. One may name another
/// that stands further on in the file, or that came with an earlier file.
pub(super) struct Named {
    ids: HashMap<String, AgreementId>,
    catalogue: Catalogue,
}

impl Named {
    /// Those that were taken over before.
    pub(super) fn new(register: Register, before: Vec<ImportedAgreement>) -> Self {
        let mut named = Self { ids: HashMap::new(), catalogue: Catalogue::new(register) };
        for ImportedAgreement { key, id, parties, form, signed, title } in before {
            named.ids.insert(key, id);
            named.catalogue.add(Listed { id, parties, form, signed, title });
        }
        named
    }

    /// Which agreement a record becomes. From then on others may name it.
    pub(super) fn list(&mut self, key: &str, read: &Read) -> AgreementId {
        let id = *self.ids.entry(key.to_owned()).or_insert_with(|| AgreementId(new_id()));
        if let Ok(reading) = read {
            self.catalogue.add_reading(id, reading);
        }
        id
    }

    /// Names the agreements that a record relates to.
    pub(super) fn relate(&self, id: AgreementId, read: &mut Read) {
        if let Ok(reading) = read {
            self.catalogue.name_related(id, reading);
        }
    }
}
