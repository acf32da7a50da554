//! What is doubtful about a record.

use std::fmt;

use mithaq_domain::law::Finding;

/// Declares the doubts, each with its code, whether it keeps a record in quarantine, and what it means.
macro_rules! doubts {
    ($( $variant:ident $code:literal $weight:ident $meaning:literal, )+) => {
        /// What may be doubtful about a record. The codes are permanent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DoubtCode {
            $( #[doc = $meaning] $variant, )+
        }

        impl DoubtCode {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The code as it is written in reports.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// What it means.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$variant => $meaning, )+ }
            }

            const fn weight(self) -> Weight {
                match self { $( Self::$variant => Weight::$weight, )+ }
            }
        }
    };
}

enum Weight {
    Quarantine,
    Warning,
}

doubts! {
    LineMalformed "LINE_MALFORMED" Quarantine "The line is not what the format asks for.",
    EncodingWrong "ENCODING_WRONG" Quarantine "The line is not UTF-8, or holds a character that cannot be stored.",
    ColumnMissing "COLUMN_MISSING" Quarantine "The header lacks a column that every record needs.",
    ColumnCount "COLUMN_COUNT" Quarantine "The row has more or fewer values than the header has columns.",
    KeyRepeated "KEY_REPEATED" Quarantine "An earlier record of the same file has the same key.",
    TitleMissing "TITLE_MISSING" Quarantine "The record has no title.",
    TitleTooLong "TITLE_TOO_LONG" Quarantine "The title is longer than an agreement's title can be.",
    PartyCount "PARTY_COUNT" Quarantine "The record does not name exactly two parties.",
    PartiesSame "PARTIES_SAME" Quarantine "Both names mean the same actor.",
    ActorUnknown "ACTOR_UNKNOWN" Quarantine "The name of a party is in no table.",
    ActorAmbiguous "ACTOR_AMBIGUOUS" Quarantine "The name of a party means several actors on that day.",
    ActorCollective "ACTOR_COLLECTIVE" Quarantine "The name of a party stands for several actors at once.",
    ActorOutOfTime "ACTOR_OUT_OF_TIME" Warning "The actor did not exist, or no longer existed, on that day; its nearest bearer of the name is taken.",
    ActorDayUnknown "ACTOR_DAY_UNKNOWN" Warning "Which actor the name means turns on the day, which the record lacks; the one of today is taken.",
    ActorNameApproximate "ACTOR_NAME_APPROXIMATE" Warning "The name was found by a part of it only.",
    PartyNamedTwice "PARTY_NAMED_TWICE" Warning "Two of the names mean the same party.",
    PartyIsDependency "PARTY_IS_DEPENDENCY" Warning "A party was a dependency or territory on that day; the register names it all the same.",
    TerritoryUnknown "TERRITORY_UNKNOWN" Warning "The name of a territory is in no table, or means several; it is left out.",
    TerritoryCollective "TERRITORY_COLLECTIVE" Warning "The name stands for several territories at once; it is kept as printed only.",
    TerritoryOutOfTime "TERRITORY_OUT_OF_TIME" Warning "The territory did not exist under that name on that day; its nearest bearer is taken.",
    TerritoryOfNeither "TERRITORY_OF_NEITHER" Warning "The table has the territory under neither party; it is put to the party whose register names it.",
    TerritoryIsParty "TERRITORY_IS_PARTY" Warning "The territory is a party itself; it is not named twice.",
    KeyMissing "KEY_MISSING" Warning "The record has no key of its own; a hash of what identifies it and an ordinal stand for it.",
    DateUnreadable "DATE_UNREADABLE" Warning "A date is none of the calendar; it counts as missing.",
    SignatureDayMissing "SIGNATURE_DAY_MISSING" Warning "The record does not say when it was signed.",
    StatusUnknown "STATUS_UNKNOWN" Warning "The register's status is not one of those known; it is kept as printed.",
    StatusWithoutDay "STATUS_WITHOUT_DAY" Warning "The register states a status and not the day from which it holds.",
    StatusContradictsDay "STATUS_CONTRADICTS_DAY" Warning "The register's status and its days do not agree; the days are taken as acts.",
    StatusUnclear "STATUS_UNCLEAR" Warning "The register says that the case is special, and not how.",
    ConsentMeansAssumed "CONSENT_MEANS_ASSUMED" Warning "The status says that consent is pending and not by what means; ratification is taken.",
    ConsentDayMissing "CONSENT_DAY_MISSING" Warning "The status says that a party has consented, and not when: between its signature and what the registry learned.",
    DomesticStepFromStatus "DOMESTIC_STEP_FROM_STATUS" Warning "That a step of a party's own law was taken follows from the stage that the status names; its day is not known.",
    SubjectUnknown "SUBJECT_UNKNOWN" Warning "A subject is in no table; the area is OTHER.",
    SubjectIsTitle "SUBJECT_IS_TITLE" Warning "A subject looks like the title of another agreement; it is kept as a reference.",
    RelationUnclear "RELATION_UNCLEAR" Warning "The title names another agreement, and not what it does to it.",
    CitedWithoutDay "CITED_WITHOUT_DAY" Warning "The title names another agreement without its day, and none of the register has the title; it is kept in the register's words.",
    CitedNotFound "CITED_NOT_FOUND" Warning "The agreement that the title names is not in the register between the same parties; it is kept in the register's words.",
    CitedSeveral "CITED_SEVERAL" Warning "Several agreements of the register may be the one that the title names; it is kept in the register's words.",
    ProvisionalApplication "PROVISIONAL_APPLICATION" Warning "The record tells of provisional application, and not on what ground.",
}

impl DoubtCode {
    /// Whether it keeps a record from being accepted.
    #[must_use]
    pub const fn quarantines(self) -> bool {
        matches!(self.weight(), Weight::Quarantine)
    }

    /// Whether it says that an actor could not be told from its name.
    #[must_use]
    pub const fn is_unresolved_actor(self) -> bool {
        matches!(self, Self::ActorUnknown | Self::ActorAmbiguous | Self::ActorCollective | Self::TerritoryUnknown)
    }

    /// The doubt, told of one record.
    pub(crate) fn because(self, message: impl Into<String>) -> Doubt {
        Doubt { code: self, message: message.into() }
    }
}

impl fmt::Display for DoubtCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A doubt about one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What.
    pub code: DoubtCode,
    /// The same for a person, with the field and the value.
    pub message: String,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Doubt {}

/// Something that is to be known of a record, be it a doubt of the reading or a finding of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its code.
    pub code: &'static str,
    /// The same for a person.
    pub message: String,
}

impl From<Doubt> for Reason {
    fn from(doubt: Doubt) -> Self {
        Self { code: doubt.code.as_str(), message: doubt.message }
    }
}

impl From<&Finding> for Reason {
    fn from(finding: &Finding) -> Self {
        let message = match finding.provision {
            Some(provision) => format!("{} ({provision})", finding.message),
            None => finding.message.clone(),
        };
        Self { code: finding.code.as_str(), message }
    }
}
