//! The schema's closed lists of words. Values are added, never taken away.
//!
//! Each repeats a list of the domain with descriptions for newcomers; the derive refuses to compile where
//! one lacks a value, and a test compares the spelling.

mod act;
mod agreement;
mod course;
mod law;
mod performance;
mod registry;
mod terms;

pub(crate) use act::{
    ActEffect, ActKind, ConsentMeans, EndGround, FullPowersState, LegalBasis, NoticePurpose, Office, SuspensionGround,
};
pub(crate) use agreement::{Area, Bindingness, Form, PartyRole, SecurityLabel};
pub(crate) use course::{
    AmendmentRule, ClaimGround, ClaimMeasure, ClauseApart, ClauseChangeKind, DomesticStepKind, ProvisionalBasis,
    ProvisionalEnd, ReservationKind, SuccessionManner, SupersessionExtent,
};
pub(crate) use law::{
    CountingFrom, CountingRule, DeadlineKind, MissingFact, PeriodUnit, RefusalCode, StatusFlag, StatusName,
};
pub(crate) use performance::{
    ActivityKind, ActivityState, ConflictGround, Debtor, ObligationKind, ObligationState, RegistrationState,
    RelationKind, ReviewDecision, TextKind,
};
pub(crate) use registry::{
    AgreementOrderField, ChangeKind, DateMatch, ImportOutcome, OrderDirection, RegistryScope, SearchPlace, Stance,
    StatisticsDimension,
};
pub(crate) use terms::{DurationKind, EntryIntoForceKind, TerminationKind};

/// Declares an enum of the schema after a list of the domain.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident as $text:literal = $domain:literal, $list:path {
            $( $(#[$doc:meta])* $variant:ident, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        #[graphql(name = $text, remote = $domain)]
        pub(crate) enum $name {
            $( $(#[$doc])* $variant, )+
        }

        #[cfg(test)]
        impl $crate::words::Words for $name {
            fn spelled() -> Vec<(String, &'static str)> {
                <$list>::ALL
                    .iter()
                    .map(|word| {
                        let value = async_graphql::InputType::to_value(&Self::from(*word));
                        (value.to_string(), word.as_str())
                    })
                    .collect()
            }
        }
    };
}

use words;

/// Lists that are spelled as the domain spells them.
#[cfg(test)]
trait Words {
    fn spelled() -> Vec<(String, &'static str)>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_spelled_as_in_the_domain<W: Words>() {
        for (here, there) in W::spelled() {
            assert_eq!(here, there);
        }
    }

    #[test]
    fn every_word_is_spelled_as_in_the_domain() {
        is_spelled_as_in_the_domain::<ActEffect>();
        is_spelled_as_in_the_domain::<ActKind>();
        is_spelled_as_in_the_domain::<ActivityKind>();
        is_spelled_as_in_the_domain::<ActivityState>();
        is_spelled_as_in_the_domain::<AmendmentRule>();
        is_spelled_as_in_the_domain::<Area>();
        is_spelled_as_in_the_domain::<Bindingness>();
        is_spelled_as_in_the_domain::<ClaimGround>();
        is_spelled_as_in_the_domain::<ClaimMeasure>();
        is_spelled_as_in_the_domain::<ClauseChangeKind>();
        is_spelled_as_in_the_domain::<ConsentMeans>();
        is_spelled_as_in_the_domain::<CountingFrom>();
        is_spelled_as_in_the_domain::<CountingRule>();
        is_spelled_as_in_the_domain::<DeadlineKind>();
        is_spelled_as_in_the_domain::<Debtor>();
        is_spelled_as_in_the_domain::<DomesticStepKind>();
        is_spelled_as_in_the_domain::<EndGround>();
        is_spelled_as_in_the_domain::<Form>();
        is_spelled_as_in_the_domain::<FullPowersState>();
        is_spelled_as_in_the_domain::<LegalBasis>();
        is_spelled_as_in_the_domain::<MissingFact>();
        is_spelled_as_in_the_domain::<NoticePurpose>();
        is_spelled_as_in_the_domain::<ObligationKind>();
        is_spelled_as_in_the_domain::<ObligationState>();
        is_spelled_as_in_the_domain::<Office>();
        is_spelled_as_in_the_domain::<PartyRole>();
        is_spelled_as_in_the_domain::<PeriodUnit>();
        is_spelled_as_in_the_domain::<ProvisionalBasis>();
        is_spelled_as_in_the_domain::<ProvisionalEnd>();
        is_spelled_as_in_the_domain::<RefusalCode>();
        is_spelled_as_in_the_domain::<RelationKind>();
        is_spelled_as_in_the_domain::<ReservationKind>();
        is_spelled_as_in_the_domain::<ReviewDecision>();
        is_spelled_as_in_the_domain::<SecurityLabel>();
        is_spelled_as_in_the_domain::<StatusFlag>();
        is_spelled_as_in_the_domain::<StatusName>();
        is_spelled_as_in_the_domain::<SupersessionExtent>();
        is_spelled_as_in_the_domain::<SuspensionGround>();
        is_spelled_as_in_the_domain::<TextKind>();
    }
}
