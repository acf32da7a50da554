//! Lines of bytes, with their numbers.

use std::collections::VecDeque;
use std::io::{self, BufRead};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads lines as bytes, which may be put back.
pub(crate) struct Lines<R> {
    input: R,
    returned: VecDeque<Vec<u8>>,
    number: u64,
    bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self { input, returned: VecDeque::new(), number: 0, bytes: 0 }
    }

    /// The number of the line that was read last, from 1.
    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    /// How many bytes were read from the input.
    pub(crate) const fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The next line with its end, if it has one. None at the end of the input.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let line = if let Some(line) = self.returned.pop_front() {
            line
        } else {
            let mut line = Vec::new();
            if self.input.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.bytes += u64::try_from(line.len()).unwrap_or(u64::MAX);
            line
        };
        self.number += 1;
        Ok(Some(line))
    }

    /// Puts lines back, so that they are read again.
    pub(crate) fn put_back(&mut self, lines: Vec<Vec<u8>>) {
        for line in lines.into_iter().rev() {
            self.number -= 1;
            self.returned.push_front(line);
        }
    }
}

/// A line without its end.
pub(super) fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A line without the mark that some programs set before the first one.
pub(crate) fn without_bom(line: &[u8]) -> &[u8] {
    line.strip_prefix(BOM).unwrap_or(line)
}

/// Whether there is nothing on a line.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}
