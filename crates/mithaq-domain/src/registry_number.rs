//! The number by which people name an agreement.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Digits and capitals without I, L, O and U, which people confuse (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM: usize = 5;

/// The number by which people name an agreement: `MTQ-2026-7K3F9Q`.
///
/// The five characters after the year are random, so that numbers cannot be counted; the last is a
/// check character (ISO/IEC 7064 MOD 37,36 over year and characters), so that a slip of the pen is
/// caught. Never reused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistryNumber(String);

/// Text that is not a registry number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRegistryNumber {
    /// It has another form.
    #[error("{0:?} is not a registry number, which looks like MTQ-2026-7K3F9Q")]
    Form(String),
    /// The check character does not fit.
    #[error("{0:?} is no registry number: its check character does not fit the rest, so a character is wrong")]
    Check(String),
}

impl RegistryNumber {
    /// The number of a year made from 25 of the random bits.
    #[must_use]
    pub fn from_random(year: u16, random: u32) -> Self {
        let drawn = (0..RANDOM).rev().map(|at| {
            let index = (random >> (at * 5)) & 31;
            char::from(ALPHABET[usize::try_from(index).unwrap_or_default()])
        });
        let counted: String = format!("{year:04}").chars().chain(drawn).collect();
        let check = char::from(check_character(counted.as_bytes()));
        let (year, drawn) = counted.split_at(4);
        Self(format!("MTQ-{year}-{drawn}{check}"))
    }

    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegistryNumber {
    type Err = InvalidRegistryNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || InvalidRegistryNumber::Form(text.to_owned());
        let (year, rest) = text.strip_prefix("MTQ-").and_then(|rest| rest.split_once('-')).ok_or_else(form)?;
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let (drawn, check) = rest.as_bytes().split_at_checked(RANDOM).ok_or_else(form)?;
        if !digits || check.len() != 1 || !drawn.iter().all(|byte| ALPHABET.contains(byte)) {
            return Err(form());
        }
        let counted = [year.as_bytes(), drawn].concat();
        if check == [check_character(&counted)] {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidRegistryNumber::Check(text.to_owned()))
        }
    }
}

/// ISO/IEC 7064 MOD 37,36: catches every single wrong character and nearly every transposition.
fn check_character(counted: &[u8]) -> u8 {
    const CHARACTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let product = counted.iter().fold(36, |product: usize, byte| {
        let value = CHARACTERS.iter().position(|character| character == byte).unwrap_or_default();
        let sum = match (product + value) % 36 {
            0 => 36,
            sum => sum,
        };
        sum * 2 % 37
    });
    CHARACTERS[(37 - product) % 36]
}

impl TryFrom<String> for RegistryNumber {
    type Error = InvalidRegistryNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RegistryNumber> for String {
    fn from(number: RegistryNumber) -> Self {
        number.0
    }
}

impl fmt::Display for RegistryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_back_what_it_writes(year in 1000_u16..=9999, random in any::<u32>()) {
            let number = RegistryNumber::from_random(year, random);
            prop_assert_eq!(number.as_str().parse(), Ok(number.clone()));
        }

        #[test]
        fn catches_every_single_wrong_character(random in any::<u32>(), at in 9_usize..14, shift in 1_usize..32) {
            let number = RegistryNumber::from_random(2026, random);
            let mut bytes = number.as_str().as_bytes().to_vec();
            let right = ALPHABET.iter().position(|character| *character == bytes[at]).unwrap();
            bytes[at] = ALPHABET[(right + shift) % 32];
            prop_assert!(String::from_utf8(bytes).unwrap().parse::<RegistryNumber>().is_err());
        }
    }
}
