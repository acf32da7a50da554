//! Documents that are asked for by a hash, so that they need not be sent (Apollo's automatic persisted queries, and manifests of
//! trusted documents).

mod trusted;

use std::sync::Arc;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::guard::{Openings, read};
use crate::kept::{Bounds, Kept};
use crate::limits::Limits;
use crate::request::RequestBody;

pub use trusted::{BadManifest, TrustedDocuments};

/// Which documents are answered.
#[derive(Debug, Clone, Default)]
pub struct DocumentPolicy {
    /// Documents that the operator knows, by their ids.
    pub trusted: Arc<TrustedDocuments>,
    /// Whether those alone are answered.
    pub trusted_only: bool,
    /// Whether a document that was sent once with its hash may be asked for by the hash alone.
    pub automatic: bool,
}

/// How much is kept of documents that were sent: as long as a body may be, and a few megabytes.
const SENT: Bounds = Bounds { longest: 256 * 1024, bytes: 8 * 1024 * 1024 };

/// Documents by their ids.
pub(crate) struct Persisted {
    policy: DocumentPolicy,
    sent: Kept<String, Arc<str>>,
}

impl Persisted {
    pub(crate) fn new(policy: DocumentPolicy) -> Self {
        Self { policy, sent: Kept::of(SENT) }
    }

    /// The request with its document, where it names one by its id.
    ///
    /// # Errors
    /// Where there is no such document, or one that is not answered here.
    pub(crate) fn find(&self, body: RequestBody) -> Result<RequestBody, Failure> {
        let id = id(&body)?;
        if let Some(document) = id.as_deref().and_then(|id| self.policy.trusted.get(id)) {
            return with(body, document);
        }
        if self.policy.trusted_only {
            return if id.is_none() && self.policy.trusted.has(&body.query) { Ok(body) } else { Err(not_trusted()) };
        }
        match id {
            None => Ok(body),
            Some(_) if !self.policy.automatic => Err(Failure::persisted_query_not_supported()),
            Some(hash) if body.query.is_empty() => match self.sent.get(&hash) {
                Some(document) => with(body, &document),
                None => Err(Failure::persisted_query_not_found()),
            },
            Some(hash) => {
                if hash != sha256(&body.query) {
                    return Err(Failure::bad_input(
                        "extensions.persistedQuery.sha256Hash: it is not the SHA-256 hash of query in hexadecimal: send that, or leave it out",
                    ));
                }
                // What is no document is not worth the place of one.
                if self.sent.get(&hash).is_none() && is_document(&body.query) {
                    self.sent.keep(hash, Arc::from(body.query.as_str()), body.query.len());
                }
                Ok(body)
            }
        }
    }
}

/// The id by which a request names its document: `documentId`, or the hash of `extensions.persistedQuery`.
fn id(body: &RequestBody) -> Result<Option<String>, Failure> {
    if let Some(id) = &body.document_id {
        return Ok(Some(trusted::bare(id).to_owned()));
    }
    match body.extensions.as_ref().and_then(|extensions| extensions.get("persistedQuery")) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(named)) => hash(named).map(Some),
        Some(_) => Err(wrong("it must be an object with version and sha256Hash")),
    }
}

fn hash(named: &Map<String, Value>) -> Result<String, Failure> {
    if named.get("version").and_then(Value::as_u64) != Some(1) {
        return Err(wrong("its version must be 1"));
    }
    let hash = named.get("sha256Hash").and_then(Value::as_str);
    hash.map(str::to_owned).ok_or_else(|| wrong("its sha256Hash must be a string"))
}

fn with(mut body: RequestBody, document: &str) -> Result<RequestBody, Failure> {
    if !body.query.is_empty() && body.query != document {
        return Err(Failure::bad_input("query: it is not the document of this id: send one of the two"));
    }
    document.clone_into(&mut body.query);
    Ok(body)
}

fn wrong(rule: &str) -> Failure {
    Failure::bad_input(format!("extensions.persistedQuery: {rule}"))
}

fn not_trusted() -> Failure {
    Failure::forbidden(
        "only documents that the operator has listed are answered here: name one by documentId, or have yours listed",
    )
}

/// Whether a text is a document that can be answered.
fn is_document(text: &str) -> bool {
    let openings = Openings { introspection: true, service_sdl: true };
    read(&Limits::default(), openings, text).is_ok_and(|document| document.operations.iter().next().is_some())
}

/// The SHA-256 hash of a document, in hexadecimal.
fn sha256(document: &str) -> String {
    hex::encode(Sha256::digest(document))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::failure::Code;

    const DOCUMENT: &str = "{ registryViewer { subject } }";

    fn body(query: &str, extensions: &Value) -> RequestBody {
        let extensions = extensions.as_object().cloned();
        RequestBody { query: query.to_owned(), extensions, ..RequestBody::default() }
    }

    fn named(hash: &str) -> Value {
        json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
    }

    fn automatic() -> Persisted {
        Persisted::new(DocumentPolicy { automatic: true, ..DocumentPolicy::default() })
    }

    fn trusting(trusted_only: bool) -> Persisted {
        let manifest = json!({ "one": DOCUMENT }).to_string();
        let trusted = Arc::new(TrustedDocuments::read(&manifest).unwrap());
        Persisted::new(DocumentPolicy { trusted, trusted_only, automatic: true })
    }

    #[test]
    fn a_document_that_was_sent_with_its_hash_is_found_by_it() {
        let (persisted, hash) = (automatic(), sha256(DOCUMENT));
        let missing = persisted.find(body("", &named(&hash))).unwrap_err();
        assert_eq!((missing.code(), missing.message()), (Code::PersistedQueryNotFound, "PersistedQueryNotFound"));
        assert_eq!(persisted.find(body(DOCUMENT, &named(&hash))).unwrap().query, DOCUMENT);
        assert_eq!(persisted.find(body("", &named(&hash))).unwrap().query, DOCUMENT);
        let by_id = RequestBody { document_id: Some(format!("sha256:{hash}")), ..RequestBody::default() };
        assert_eq!(persisted.find(by_id).unwrap().query, DOCUMENT);
        assert_eq!(persisted.find(body("{ a }", &json!({}))).unwrap().query, "{ a }", "without an id as it stands");
    }

    #[test]
    fn long_documents_are_kept_and_what_is_none_is_not() {
        let persisted = automatic();
        let long = format!("{DOCUMENT} # {}", "and so on ".repeat(2_000));
        for (text, found) in
            [(long.as_str(), true), ("# nothing", false), ("fragment F on Query { __typename }", false)]
        {
            let hash = sha256(text);
            assert!(persisted.find(body(text, &named(&hash))).is_ok(), "it is refused where it is read");
            assert_eq!(persisted.find(body("", &named(&hash))).is_ok(), found, "{}", &text[..9]);
        }
    }

    #[test]
    fn another_hash_keeps_nothing() {
        let persisted = automatic();
        for (query, extensions) in [
            (DOCUMENT, named("00")),
            ("", json!({ "persistedQuery": 1 })),
            ("", json!({ "persistedQuery": { "version": 2, "sha256Hash": "00" } })),
            ("", json!({ "persistedQuery": { "version": 1 } })),
        ] {
            let refused = persisted.find(body(query, &extensions)).unwrap_err();
            assert_eq!(refused.code(), Code::BadUserInput, "{extensions}");
        }
        assert_eq!(persisted.find(body("", &named("00"))).unwrap_err().code(), Code::PersistedQueryNotFound);
    }

    #[test]
    fn where_none_are_kept_the_client_is_told_to_send_them() {
        let refused = Persisted::new(DocumentPolicy::default()).find(body("", &named("00"))).unwrap_err();
        assert_eq!(refused.message(), "PersistedQueryNotSupported");
    }

    #[test]
    fn listed_documents_are_found_by_their_ids_and_where_they_alone_are_answered_no_other() {
        let by_id = |id: &str, query: &str| RequestBody {
            document_id: Some(id.to_owned()),
            query: query.to_owned(),
            ..RequestBody::default()
        };
        let (open, closed) = (trusting(false), trusting(true));
        for persisted in [&open, &closed] {
            let listed = sha256(DOCUMENT);
            for id in ["one", "sha256:one", &listed, &format!("sha256:{listed}")] {
                assert_eq!(persisted.find(by_id(id, "")).unwrap().query, DOCUMENT, "{id}");
            }
            assert_eq!(persisted.find(body(DOCUMENT, &named(&listed))).unwrap().query, DOCUMENT);
            assert_eq!(persisted.find(body(DOCUMENT, &json!({}))).unwrap().query, DOCUMENT, "it is listed");
            assert_eq!(persisted.find(by_id("one", "{ a }")).unwrap_err().code(), Code::BadUserInput);
        }
        assert!(open.find(body("{ a }", &json!({}))).is_ok());
        let hash = sha256("{ a }");
        for refused in [by_id("two", ""), body("{ a }", &json!({})), body("{ a }", &named(&hash))] {
            assert_eq!(closed.find(refused).unwrap_err().code(), Code::Forbidden);
        }
    }
}
