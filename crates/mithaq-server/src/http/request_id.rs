//! By what a request is known in answers and in the log.

use actix_web::http::header::HeaderName;
use uuid::Uuid;

/// The header that carries it, in and out.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// How long a caller's own may be.
const LONGEST: usize = 64;

/// The caller's own where it is a plain word, so that nothing strange comes into the log; else a new one.
pub(crate) fn request_id(given: Option<&str>, new_id: fn() -> Uuid) -> String {
    given.filter(|id| is_plain(id)).map_or_else(|| new_id().to_string(), ToOwned::to_owned)
}

fn is_plain(id: &str) -> bool {
    (1..=LONGEST).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callers_own_is_kept_where_it_is_a_plain_word() {
        let new = || Uuid::nil();
        assert_eq!(request_id(Some("trace-7.a_B"), new), "trace-7.a_B");
        for strange in [None, Some(""), Some("a b"), Some("a\"b"), Some(&*"a".repeat(65))] {
            assert_eq!(request_id(strange, new), Uuid::nil().to_string());
        }
    }
}
