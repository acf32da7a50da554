//! What is said of a document that is sent: in the address, and in the headers.

use actix_web::web::Query;
use mithaq_domain::document::{DocumentHash, DocumentName, MediaType};
use mithaq_domain::label::Classification;
use mithaq_domain::terms::Language;
use serde::Deserialize;

use super::refusal::DocumentRefusal;

/// What is said of a document in the address by which it is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Announcement {
    /// What it is called.
    pub(super) name: DocumentName,
    /// The language that it is in.
    pub(super) language: Option<Language>,
    /// How far it is kept from being known, where that is farther than its agreement is.
    pub(super) label: Classification,
    /// The hash of its bytes.
    pub(super) hash: Option<DocumentHash>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Option<String>,
    language: Option<String>,
    label: Option<String>,
    sha256: Option<String>,
}

/// Understands a query string.
///
/// # Errors
/// Which parameter is not as it must be.
pub(super) fn read(query: &str) -> Result<Announcement, DocumentRefusal> {
    let Query(written) = Query::<Written>::from_query(query).map_err(|error| {
        DocumentRefusal::Said(format!("the address: {error}: the parameters are name, language, label and sha256"))
    })?;
    let name = written
        .name
        .ok_or_else(|| said("name", "it is missing: say what the file is called, as name=agreement.pdf"))?;
    let label = written.label.map(|label| {
        label.parse().map_err(|_| {
            said("label", format!("{label:?} is not one of UNCLASSIFIED, RESTRICTED, CONFIDENTIAL and SECRET"))
        })
    });
    Ok(Announcement {
        name: DocumentName::try_from(name).map_err(|fault| said("name", fault))?,
        language: written.language.map(|text| text.parse().map_err(|fault| said("language", fault))).transpose()?,
        label: label.transpose()?.unwrap_or(Classification::Unclassified),
        hash: written.sha256.map(|text| text.parse().map_err(|fault| said("sha256", fault))).transpose()?,
    })
}

fn said(parameter: &str, fault: impl std::fmt::Display) -> DocumentRefusal {
    DocumentRefusal::Said(format!("{parameter}: {fault}"))
}

/// Understands Content-Type and Content-Encoding.
///
/// # Errors
/// Where the body is of no kind that is kept, or not as it is.
pub(super) fn media_type(
    content_type: Option<&str>,
    content_encoding: Option<&str>,
) -> Result<MediaType, DocumentRefusal> {
    let refused = |message: &str| Err(DocumentRefusal::MediaType(message.to_owned()));
    if content_encoding.is_some_and(|encoding| !encoding.trim().eq_ignore_ascii_case("identity")) {
        return refused("the document must not be compressed on its way: send no Content-Encoding");
    }
    let mut parts = content_type.unwrap_or_default().split(';').map(str::trim);
    let named = parts.next().unwrap_or_default().to_ascii_lowercase();
    let Ok(media_type) = named.parse() else {
        return refused("PDF and plain text are kept: send Content-Type: application/pdf or text/plain; charset=utf-8");
    };
    let charset = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    if charset.is_some_and(|(_, charset)| !charset.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")) {
        return refused("plain text is kept in UTF-8: convert it, and send Content-Type: text/plain; charset=utf-8");
    }
    Ok(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(query: &str) -> String {
        read(query).unwrap_err().body("")
    }

    #[test]
    fn what_is_said_in_the_address_is_checked_by_name() {
        let hash = "0f".repeat(32);
        let full = format!("name=%D8%A7%D8%AA%D9%81%D8%A7%D9%82.pdf&language=ar&label=SECRET&sha256={hash}");
        let announcement = read(&full).unwrap();
        assert_eq!(announcement.name.as_str(), "اتفاق.pdf");
        assert_eq!(announcement.hash, Some(DocumentHash([0x0f; 32])));
        assert_eq!(announcement.label, Classification::Secret);
        assert_eq!(read("name=a").unwrap().label, Classification::Unclassified);
        for (query, told) in [
            ("", "name: it is missing"),
            ("name=", "name: it has 0 characters"),
            ("name=a/b", "name: it has the character '/'"),
            ("name=a&language=Arabic", "language: "),
            ("name=a&label=COSMIC", "is not one of UNCLASSIFIED"),
            ("name=a&sha256=12", "is not a SHA-256 digest"),
            ("name=a&title=b", "the parameters are name, language, label and sha256"),
        ] {
            assert!(fault(query).contains(told), "{query}: {}", fault(query));
        }
    }

    #[test]
    fn pdf_and_plain_text_in_utf_8_are_kept() {
        for (content_type, expected) in [
            ("application/pdf", Some(MediaType::Pdf)),
            ("Application/PDF", Some(MediaType::Pdf)),
            ("text/plain", Some(MediaType::PlainText)),
            ("text/plain; charset=\"UTF-8\"", Some(MediaType::PlainText)),
            ("text/plain; charset=windows-1256", None),
            ("text/html", None),
            ("application/octet-stream", None),
            ("", None),
        ] {
            assert_eq!(media_type(Some(content_type), None).ok(), expected, "{content_type}");
        }
        assert!(media_type(None, None).is_err());
        assert!(media_type(Some("application/pdf"), Some("gzip")).is_err());
    }
}
