//! Addresses of the web.

/// An address that begins with `http://` or `https://` and goes on with a host.
///
/// # Errors
/// Where it is none.
pub(super) fn web(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = |rest: &str| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace);
    if rest.is_some_and(is_host) {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(format!("{text:?} is not an address such as https://registry.example"))
    }
}
