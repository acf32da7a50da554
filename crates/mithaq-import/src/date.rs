//! Dates as registers print them.

use mithaq_domain::day::{LegalDay, PartialDate};

use crate::doubt::{Doubt, DoubtCode};

/// Reads a date: `04/11/1938`, `00/11/1938`, `00/00/1938`, `11/1938`, `1938`, or the same with the year first, with
/// dashes or dots, and with a time after it. Day and month are never exchanged.
pub(crate) fn read_date(field: &str, text: &str) -> Result<LegalDay, Doubt> {
    let unreadable = || DoubtCode::DateUnreadable.because(format!("{field}: {text:?} is not a date."));
    let text = text.trim();
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    if !time.bytes().all(|byte| byte.is_ascii_digit() || b":.+-Z".contains(&byte)) {
        return Err(unreadable());
    }
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let (year, month, day) = match parts[..] {
        [year] if year.len() == 4 => (year, "", ""),
        [year, month] if year.len() == 4 => (year, month, ""),
        [month, year] if year.len() == 4 => (year, month, ""),
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return Err(unreadable()),
    };
    let canonical = match (number(month), number(day)) {
        (Some(0), Some(0)) => year.to_owned(),
        (Some(month), Some(0)) => format!("{year}-{month:02}"),
        (Some(month @ 1..), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        _ => return Err(unreadable()),
    };
    let value: PartialDate = canonical.parse().map_err(|_| unreadable())?;
    let as_printed = value.day().is_none().then(|| text.to_owned());
    Ok(LegalDay { value, as_printed, hijri_as_printed: None })
}

/// A number of at most two digits; nothing is nought.
fn number(text: &str) -> Option<u8> {
    let digits = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text {
        "" => Some(0),
        _ if digits => text.parse().ok(),
        _ => None,
    }
}
