//! Everything that is wrong with the settings, told at once.

use std::fmt;

/// What is wrong with the settings so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    /// A setting that must be there: its value, or a fault.
    pub(crate) fn required<T>(
        &mut self,
        name: &str,
        text: Option<&str>,
        way_out: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let Some(text) = given(text) else {
            self.0.push(format!("{name} is not set: {way_out}"));
            return None;
        };
        self.read(name, text, read)
    }

    /// A setting that may be absent: none where it is, and a fault where it cannot be understood.
    pub(crate) fn optional<T>(
        &mut self,
        name: &str,
        text: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        given(text).and_then(|text| self.read(name, text, read))
    }

    /// The settings, where nothing is wrong: then everything that is required is there.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub(crate) fn settle<T>(self, settings: impl FnOnce() -> Option<T>) -> Result<T, BadSettings> {
        if self.0.is_empty() { settings().ok_or(BadSettings(self.0)) } else { Err(BadSettings(self.0)) }
    }

    fn read<T>(&mut self, name: &str, text: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        read(text).map_err(|fault| self.0.push(format!("{name} {fault}"))).ok()
    }
}

/// An empty variable is as good as none.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Settings with which nothing can be run.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) struct BadSettings(Vec<String>);

impl fmt::Display for BadSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [one] => f.write_str(one),
            several => {
                write!(f, "{} settings are wrong", several.len())?;
                several.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
            }
        }
    }
}
