//! The registers whose records can be read.

use std::fmt;
use std::str::FromStr;

/// A register whose records are read one by one and become agreements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// The treaty register of the United Kingdom: one JSON object a line.
    UkTreaties,
    /// Brazil's register Concórdia: comma-separated values, in Portuguese.
    Concordia,
}

/// A word that names no register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRegister(pub String);

impl Register {
    /// Every register.
    pub const ALL: &'static [Self] = &[Self::UkTreaties, Self::Concordia];

    /// The name under which its records are kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UkTreaties => "uk-treaties",
            Self::Concordia => "concordia",
        }
    }
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Register {
    type Err = UnknownRegister;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .find(|register| register.as_str() == text)
            .copied()
            .ok_or_else(|| UnknownRegister(text.to_owned()))
    }
}

impl fmt::Display for UnknownRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Register::ALL.iter().map(|register| register.as_str()).collect();
        write!(f, "{:?} is not a register that can be read; these are: {}", self.0, known.join(", "))
    }
}

impl std::error::Error for UnknownRegister {}
