//! Statuses and flags, and the table of what may follow what.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where an agreement stands on a day. Derived from its acts; nobody sets it.
    StatusName {
        /// Before its first act: there is nothing yet.
        None = 0 "NONE",
        /// A mandate is recorded.
        Proposed = 1 "PROPOSED",
        /// Negotiation is open.
        Negotiating = 2 "NEGOTIATING",
        /// The text is authentic and definitive (VCLT 10).
        TextAuthenticated = 3 "TEXT_AUTHENTICATED",
        /// Both signatures count.
        Signed = 4 "SIGNED",
        /// Applied provisionally (VCLT 25).
        ProvisionallyApplied = 5 "PROVISIONALLY_APPLIED",
        /// In force (VCLT 24).
        InForce = 6 "IN_FORCE",
        /// Operation of the whole agreement is suspended (VCLT 57, 72).
        Suspended = 7 "SUSPENDED",
        /// The last term has run out.
        Expired = 8 "EXPIRED",
        /// Ended by the parties (VCLT 54).
        Terminated = 9 "TERMINATED",
        /// Ended by one party's notice (VCLT 54, 56).
        Denounced = 10 "DENOUNCED",
        /// Ended by a later agreement (VCLT 59).
        Superseded = 11 "SUPERSEDED",
        /// Void (VCLT 69).
        Invalid = 12 "INVALID",
        /// Given up before force.
        Abandoned = 13 "ABANDONED",
        /// Facts are missing; it is said which.
        Unknown = 14 "UNKNOWN",
    }
}

/// How far an agreement has come, for the table of what may follow what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Nothing,
    Making,
    Force,
    Ended,
    Open,
}

impl StatusName {
    /// Whether nothing of the agreement is in force yet, and it may still come to be.
    #[must_use]
    pub const fn is_before_force(self) -> bool {
        matches!(self.stage(), Stage::Nothing | Stage::Making) || matches!(self, Self::Abandoned)
    }

    /// Whether the agreement binds: in force, or in force with its operation suspended (VCLT 72).
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self.stage(), Stage::Force)
    }

    /// Whether it is between its first act and force, and not given up or applied provisionally.
    #[must_use]
    pub(crate) const fn is_in_the_making(self) -> bool {
        matches!(self, Self::Proposed | Self::Negotiating | Self::TextAuthenticated | Self::Signed)
    }

    /// Whether it was in force, or may have been, and is no more.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self.stage(), Stage::Ended)
    }

    /// Whether an agreement in this status may next be in the other.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match (self.stage(), next.stage()) {
            // Facts that are missing may lie anywhere in an agreement's life; what is in force may end.
            (Stage::Open, _) | (_, Stage::Open) | (Stage::Force, Stage::Ended) => true,
            // What has ended may be revived by both, unless it was void; nullity may strike anything.
            (Stage::Ended, Stage::Force) => matches!(next, Self::InForce) && !matches!(self, Self::Invalid),
            (Stage::Ended, Stage::Ended) => matches!(next, Self::Invalid) && !matches!(self, Self::Invalid),
            (Stage::Ended, _) | (_, Stage::Nothing) | (Stage::Force, Stage::Making) => false,
            (Stage::Nothing | Stage::Making, Stage::Making) => self.advances_to(next),
            (Stage::Nothing | Stage::Making, Stage::Force) => {
                matches!(next, Self::InForce) && !matches!(self, Self::Abandoned)
            }
            (Stage::Force, Stage::Force) => {
                !matches!((self, next), (Self::InForce, Self::InForce) | (Self::Suspended, Self::Suspended))
            }
            (Stage::Nothing | Stage::Making, Stage::Ended) => matches!(next, Self::Invalid),
        }
    }

    const fn advances_to(self, next: Self) -> bool {
        match (self, next) {
            (
                Self::Abandoned | Self::ProvisionallyApplied,
                Self::Signed | Self::Negotiating | Self::TextAuthenticated,
            )
            | (Self::ProvisionallyApplied, Self::Proposed) => true,
            (Self::Abandoned, _) | (Self::ProvisionallyApplied, Self::ProvisionallyApplied) => false,
            (_, Self::Abandoned | Self::ProvisionallyApplied) => true,
            _ => self.code() < next.code(),
        }
    }

    const fn stage(self) -> Stage {
        match self {
            Self::None => Stage::Nothing,
            Self::Proposed
            | Self::Negotiating
            | Self::TextAuthenticated
            | Self::Signed
            | Self::ProvisionallyApplied
            | Self::Abandoned => Stage::Making,
            Self::InForce | Self::Suspended => Stage::Force,
            Self::Expired | Self::Terminated | Self::Denounced | Self::Superseded | Self::Invalid => Stage::Ended,
            Self::Unknown => Stage::Open,
        }
    }
}

vocabulary! {
    /// What else is to be known of an agreement on a day, beside its status.
    StatusFlag {
        /// A party must not defeat object and purpose before force (VCLT 18).
        InterimDuty = 0 "INTERIM_DUTY",
        /// Consent of a party is awaited.
        ConsentPending = 1 "CONSENT_PENDING",
        /// A notice of end is running.
        NoticeRunning = 2 "NOTICE_RUNNING",
        /// Its computed end lies within six months.
        Expiring = 3 "EXPIRING",
        /// A term for objection runs (VCLT 65).
        ObjectionOpen = 4 "OBJECTION_OPEN",
        /// Clauses are suspended (VCLT 57).
        PartlySuspended = 5 "PARTLY_SUSPENDED",
        /// A day turns on a default of counting, or on a reading that can be argued.
        DayArguable = 6 "DAY_ARGUABLE",
        /// The parties dispute a fact.
        PartiesDispute = 7 "PARTIES_DISPUTE",
    }
}

#[cfg(test)]
mod tests {
    use super::StatusName as S;

    #[test]
    fn follows_the_table() {
        for (from, to, allowed) in [
            (S::None, S::Proposed, true),
            (S::Proposed, S::Negotiating, true),
            (S::Negotiating, S::TextAuthenticated, true),
            (S::Negotiating, S::Proposed, false),
            (S::Proposed, S::Signed, true),
            (S::Negotiating, S::InForce, true),
            (S::Signed, S::InForce, true),
            (S::Signed, S::Suspended, false),
            (S::Signed, S::Terminated, false),
            (S::Signed, S::Abandoned, true),
            (S::Abandoned, S::Signed, true),
            (S::Abandoned, S::InForce, false),
            (S::InForce, S::Suspended, true),
            (S::Suspended, S::InForce, true),
            (S::InForce, S::InForce, false),
            (S::InForce, S::Signed, false),
            (S::InForce, S::Abandoned, false),
            (S::Suspended, S::Expired, true),
            (S::InForce, S::Denounced, true),
            (S::Expired, S::InForce, true),
            (S::Invalid, S::InForce, false),
            (S::Expired, S::Invalid, true),
            (S::Expired, S::Suspended, false),
            (S::ProvisionallyApplied, S::Signed, true),
            (S::ProvisionallyApplied, S::Proposed, true),
            (S::ProvisionallyApplied, S::InForce, true),
            (S::InForce, S::ProvisionallyApplied, false),
            (S::Terminated, S::Denounced, false),
            (S::Unknown, S::InForce, true),
            (S::InForce, S::Unknown, true),
        ] {
            assert_eq!(from.may_become(to), allowed, "{from} to {to}");
        }
    }
}
