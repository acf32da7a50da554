//! Provisions of law that rules rest on.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A treaty whose provisions the rules follow.
    Treaty {
        /// The Vienna Convention on the Law of Treaties, 23 May 1969, 1155 UNTS 331.
        Vclt = 1 "VCLT",
        /// The Charter of the United Nations, 26 June 1945.
        UnCharter = 2 "UN_CHARTER",
        /// The Vienna Convention on Succession of States in respect of Treaties, 23 August 1978, 1946 UNTS 3.
        Vcsst = 3 "VCSST",
    }
}

/// A provision of law that a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Provision {
    /// The treaty.
    pub treaty: Treaty,
    /// The article with its paragraph: `24(2)`.
    pub article: &'static str,
}

impl Provision {
    /// A provision of the Vienna Convention.
    #[must_use]
    pub const fn vclt(article: &'static str) -> Self {
        Self { treaty: Treaty::Vclt, article }
    }

    /// A provision of the Vienna Convention on Succession of States in respect of Treaties.
    #[must_use]
    pub const fn succession(article: &'static str) -> Self {
        Self { treaty: Treaty::Vcsst, article }
    }

    /// A provision of the Charter of the United Nations.
    #[must_use]
    pub const fn charter(article: &'static str) -> Self {
        Self { treaty: Treaty::UnCharter, article }
    }
}

impl std::fmt::Display for Provision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.treaty, self.article)
    }
}
