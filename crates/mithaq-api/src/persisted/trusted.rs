//! A manifest of documents that the operator knows.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{is_document, sha256};

/// Documents that the operator knows, by their ids.
#[derive(Debug, Default)]
pub struct TrustedDocuments {
    by_id: HashMap<String, String>,
    texts: HashSet<String>,
}

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadManifest {
    /// It is neither of the two forms.
    #[error(
        "it is neither an object of documents by their ids nor a manifest of Apollo's (apollo-persisted-query-manifest): {0}"
    )]
    Form(#[from] serde_json::Error),
    /// A document in it is none.
    #[error("its document {0:?} has no operation that can be read")]
    Document(String),
}

/// The two forms of manifests: Apollo's, and what Relay and graphql-codegen write.
#[derive(Deserialize)]
#[serde(untagged)]
enum Manifest {
    Apollo { format: Format, operations: Vec<Operation> },
    Plain(HashMap<String, String>),
}

#[derive(Deserialize)]
enum Format {
    #[serde(rename = "apollo-persisted-query-manifest")]
    Apollo,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    body: String,
}

impl TrustedDocuments {
    /// Reads a manifest: an object of documents by their ids, as Relay and graphql-codegen write it, or Apollo's
    /// `apollo-persisted-query-manifest`.
    ///
    /// # Errors
    /// Where it is neither, or one of its documents has no operation.
    pub fn read(manifest: &str) -> Result<Self, BadManifest> {
        let by_id: HashMap<String, String> = match serde_json::from_str(manifest)? {
            Manifest::Apollo { format: Format::Apollo, operations } => {
                operations.into_iter().map(|operation| (operation.id, operation.body)).collect()
            }
            Manifest::Plain(by_id) => by_id,
        };
        if let Some((id, _)) = by_id.iter().find(|(_, document)| !is_document(document)) {
            return Err(BadManifest::Document(id.clone()));
        }
        let texts: HashSet<String> = by_id.values().cloned().collect();
        let by_hash = texts.iter().map(|text| (sha256(text), text.clone()));
        let by_id = by_id.into_iter().map(|(id, text)| (bare(&id).to_owned(), text));
        Ok(Self { by_id: by_hash.chain(by_id).collect(), texts })
    }

    /// The document of an id, or of its hash.
    pub(super) fn get(&self, id: &str) -> Option<&str> {
        self.by_id.get(bare(id)).map(String::as_str)
    }

    /// Whether a document is one of them, to the letter.
    pub(super) fn has(&self, document: &str) -> bool {
        self.texts.contains(document)
    }
}

/// An id without the prefix by which hashes are told from other ids.
pub(super) fn bare(id: &str) -> &str {
    id.strip_prefix("sha256:").unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_of_manifests_are_read() {
        let apollo = json!({
            "format": "apollo-persisted-query-manifest", "version": 1,
            "operations": [{ "id": "1", "name": "Q", "type": "query", "body": "query Q { a }" }],
        });
        for manifest in [apollo, json!({ "1": "query Q { a }" }), json!({})] {
            let read = TrustedDocuments::read(&manifest.to_string()).unwrap();
            assert_eq!(read.get("1").is_some(), manifest != json!({}), "{manifest}");
        }
    }

    #[test]
    fn a_manifest_that_cannot_be_used_says_why() {
        for (manifest, says) in [
            ("[]", "neither an object"),
            (r#"{"1": {"body": "{ a }"}}"#, "neither an object"),
            (r#"{"1": "fragment F on A { a }"}"#, "its document \"1\""),
            (r#"{"1": "{"}"#, "its document \"1\""),
        ] {
            assert!(TrustedDocuments::read(manifest).unwrap_err().to_string().contains(says), "{manifest}");
        }
    }
}
