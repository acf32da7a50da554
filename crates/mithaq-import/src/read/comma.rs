//! Comma-separated values (RFC 4180), a record at a time.

/// The values of a record, or why there are none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The values.
    Complete(Vec<Vec<u8>>),
    /// A quotation is still open, so that the record goes on in the next line.
    Open,
    /// A closing quotation mark is followed by something else than a comma.
    Malformed,
}

enum At {
    Start,
    Plain,
    Quoted,
    AfterQuote,
}

/// Reads one record, its last line's end taken off.
pub(super) fn read_row(bytes: &[u8]) -> Row {
    let mut values = Vec::new();
    let mut value = Vec::new();
    let mut at = At::Start;
    for &byte in bytes {
        at = match (at, byte) {
            (At::Start, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::AfterQuote,
            (At::Start | At::Plain | At::AfterQuote, b',') => {
                values.push(std::mem::take(&mut value));
                At::Start
            }
            // A doubled quotation mark stands for one.
            (At::AfterQuote, b'"') | (At::Quoted, _) => {
                value.push(byte);
                At::Quoted
            }
            (At::AfterQuote, _) => return Row::Malformed,
            (At::Start | At::Plain, _) => {
                value.push(byte);
                At::Plain
            }
        };
    }
    if matches!(at, At::Quoted) {
        return Row::Open;
    }
    values.push(value);
    Row::Complete(values)
}
