//! Whether a request's body is of the one kind that is read.

use super::refusal::Refusal;

/// Checks Content-Type and Content-Encoding. That only JSON is read also keeps other sites' forms out, which cannot send
/// it without asking first.
///
/// # Errors
/// Where it is anything but JSON in UTF-8, as it is.
pub(crate) fn check(content_type: Option<&str>, content_encoding: Option<&str>) -> Result<(), Refusal> {
    let mut parts = content_type.unwrap_or_default().split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::MediaType("the body must be JSON: send Content-Type: application/json"));
    }
    let charset = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    if charset.is_some_and(|(_, charset)| !charset.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")) {
        return Err(Refusal::MediaType(
            "the body must be in UTF-8: send Content-Type: application/json; charset=utf-8",
        ));
    }
    if content_encoding.is_some_and(|encoding| !encoding.trim().eq_ignore_ascii_case("identity")) {
        return Err(Refusal::MediaType("the body must not be compressed: send no Content-Encoding"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_in_utf_8_is_read() {
        for (content_type, accepted) in [
            (None, false),
            (Some("application/json"), true),
            (Some("Application/JSON ; Charset=\"UTF-8\""), true),
            (Some("application/json; charset=latin1"), false),
            (Some("application/graphql"), false),
            (Some("text/plain"), false),
            (Some("application/x-www-form-urlencoded"), false),
            (Some("multipart/form-data; boundary=x"), false),
        ] {
            assert_eq!(check(content_type, None).is_ok(), accepted, "{content_type:?}");
        }
        assert!(check(Some("application/json"), Some("identity")).is_ok());
        assert!(check(Some("application/json"), Some("gzip")).is_err());
    }
}
