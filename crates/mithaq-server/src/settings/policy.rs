//! Which documents of the query language are answered.

use std::sync::Arc;

use clap::Args;
use mithaq_api::{DocumentPolicy, TrustedDocuments};

use super::faults::Faults;
use super::serve::switch;

/// Which documents of the query language are answered.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Queries")]
pub(crate) struct PolicyArgs {
    /// A manifest of documents that may be asked for by their ids: {"ID": "query ..."}, or Apollo's
    #[arg(long, env = "MITHAQ_TRUSTED_DOCUMENTS", value_name = "FILE")]
    trusted_documents: Option<String>,
    /// Whether the documents of the manifest alone are answered: on or off. A gateway makes its own, so that it belongs behind none
    #[arg(long, env = "MITHAQ_TRUSTED_ONLY", value_name = "ON|OFF", default_value = "off")]
    trusted_only: Option<String>,
    /// Whether a document that was sent once with its hash may be asked for by the hash alone (APQ): on or off
    #[arg(long, env = "MITHAQ_APQ", value_name = "ON|OFF", default_value = "on")]
    apq: Option<String>,
}

impl PolicyArgs {
    /// The policy, where nothing is wrong with it.
    pub(super) fn check(&self, faults: &mut Faults) -> Option<DocumentPolicy> {
        let trusted_only =
            faults.optional("MITHAQ_TRUSTED_ONLY", self.trusted_only.as_deref(), switch).unwrap_or(false);
        let automatic = faults.optional("MITHAQ_APQ", self.apq.as_deref(), switch).unwrap_or(true);
        let manifest = self.trusted_documents.as_deref();
        let trusted = if trusted_only {
            let way_out = "MITHAQ_TRUSTED_ONLY is on: name the manifest whose documents are answered";
            faults.required("MITHAQ_TRUSTED_DOCUMENTS", manifest, way_out, read)?
        } else {
            faults.optional("MITHAQ_TRUSTED_DOCUMENTS", manifest, read).unwrap_or_default()
        };
        Some(DocumentPolicy { trusted: Arc::new(trusted), trusted_only, automatic })
    }
}

fn read(path: &str) -> Result<TrustedDocuments, String> {
    let manifest = std::fs::read_to_string(path).map_err(|error| format!("{path:?}: {error}"))?;
    TrustedDocuments::read(&manifest).map_err(|error| format!("{path:?}: {error}"))
}
