//! The one way in which the domain spells a closed list of words.

/// Declares a closed list of words: an enum whose variants each carry the text that is written in
/// acts and answers, and the small number under which projections store it. Both are permanent.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$doc:meta])* $variant:ident = $code:literal $text:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$doc])* #[serde(rename = $text)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The value as it is written in acts and answers.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text, )+ }
            }

            /// The number under which projections store the value; never reused.
            #[must_use]
            pub const fn code(self) -> i16 {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The value stored under a number, if there is one.
            #[must_use]
            pub const fn from_code(code: i16) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $text => Ok(Self::$variant), )+
                    other => Err($crate::vocabulary::UnknownWord {
                        list: stringify!($name),
                        word: other.to_owned(),
                    }),
                }
            }
        }
    };
}

pub(crate) use vocabulary;

/// A word that is not in the list it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not one of the values of {list}")]
pub struct UnknownWord {
    /// The list's name.
    pub list: &'static str,
    /// The word as it was given.
    pub word: String,
}
