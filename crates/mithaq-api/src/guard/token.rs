//! A count of tokens and of nesting, before the parser sees the document: the parser recurses.

use crate::failure::Failure;
use crate::limits::Limits;

/// Counts tokens and nesting; says nothing of whether the document is well-formed.
pub(super) fn check(query: &str, limits: &Limits) -> Result<(), Failure> {
    let mut tokens = 0_u64;
    let mut nesting = 0_u64;
    let mut rest = query.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = match first {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                rest = after;
                continue;
            }
            b'#' => {
                rest = skip_while(after, |byte| byte != b'\n' && byte != b'\r');
                continue;
            }
            b'"' => skip_string(rest),
            b'.' => skip_while(after, |byte| byte == b'.'),
            b'(' | b'[' | b'{' => {
                nesting += 1;
                if nesting > limits.nesting {
                    return Err(Failure::limit("nesting", nesting, limits.nesting, "nest less deeply"));
                }
                after
            }
            b')' | b']' | b'}' => {
                nesting = nesting.saturating_sub(1);
                after
            }
            byte if is_word(byte) => skip_while(after, |byte| is_word(byte) || matches!(byte, b'.' | b'+' | b'-')),
            _ => after,
        };
        tokens += 1;
        if tokens > limits.tokens {
            return Err(Failure::limit(
                "tokens",
                tokens,
                limits.tokens,
                "send values as variables, and what is left in several requests",
            ));
        }
    }
    Ok(())
}

/// Names and numbers; bytes of other scripts stand only in strings and comments, and are counted one by one.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn skip_while(bytes: &[u8], mut skips: impl FnMut(u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|byte| !skips(*byte)).unwrap_or(bytes.len());
    &bytes[end..]
}

/// Past a string or block string that starts here.
fn skip_string(bytes: &[u8]) -> &[u8] {
    let (quote, escape): (&[u8], &[u8]) =
        if bytes.starts_with(b"\"\"\"") { (b"\"\"\"", b"\\\"\"\"") } else { (b"\"", b"\\") };
    let mut rest = &bytes[quote.len()..];
    while !rest.is_empty() {
        if rest.starts_with(escape) {
            // A block string escapes three quotes together; a string escapes one character.
            rest = &rest[(escape.len() + usize::from(quote.len() == 1)).min(rest.len())..];
        } else if rest.starts_with(quote) {
            return &rest[quote.len()..];
        } else {
            rest = &rest[1..];
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens_of(query: &str) -> u64 {
        (0..100).find(|tokens| check(query, &Limits { tokens: *tokens, ..Limits::default() }).is_ok()).unwrap()
    }

    #[test]
    fn counts_what_the_language_counts() {
        for (query, tokens) in [
            ("", 0),
            ("{ a }", 3),
            ("# a b c\n{a}", 3),
            ("{ a(b: \"x y \\\" z\", c: -1.5e+3) }", 12),
            ("{ a(b: \"\"\"x \\\"\"\" y\"\"\") }", 8),
            ("{...F}", 4),
            ("\"unterminated", 1),
        ] {
            assert_eq!(tokens_of(query), tokens, "{query}");
        }
    }

    #[test]
    fn refuses_what_would_exhaust_the_parsers_stack() {
        let bomb = format!("{{a(b: {}", "[".repeat(200_000));
        assert!(check(&bomb, &Limits::default()).is_err());
    }
}
