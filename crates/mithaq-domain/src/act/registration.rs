//! Registration with the United Nations, or its withholding (Charter 102, VCLT 80).

use serde::{Deserialize, Serialize};

/// Registration with the Secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// The registration number, `I-12345`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where it is printed in the United Nations Treaty Series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_in: Option<String>,
}

/// The decision not to register. The Charter knows no exception for secrecy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withholding {
    /// Who decided so.
    pub authority: String,
    /// Why.
    pub reason: String,
}
