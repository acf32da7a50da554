//! Details of the acts by which an agreement is made.

use async_graphql::SimpleObject;
use mithaq_domain::{act, terms};

use super::super::terms::AgreementTerms;
use crate::words::{ConsentMeans, FullPowersState, Office};

/// What a mandate says.
#[derive(SimpleObject)]
pub(crate) struct ProposalDetails {
    /// The mandate's reference.
    mandate: Option<String>,
    /// What the text is to say, as far as it is settled.
    terms: AgreementTerms,
}

/// What the text says.
#[derive(SimpleObject)]
pub(crate) struct TermsDetails {
    /// All of it: it takes the place of what was recorded before.
    terms: AgreementTerms,
}

/// What is said of initials (VCLT 10, 12(2)(a)).
#[derive(SimpleObject)]
pub(crate) struct InitialsDetails {
    /// Whether the parties agreed that initials count as signature.
    count_as_signature: bool,
}

/// What is said of a signature (VCLT 7, 8, 12).
#[derive(SimpleObject)]
pub(crate) struct SignatureDetails {
    /// Who signed.
    signatory: Option<String>,
    /// In which office.
    office: Office,
    /// With which full powers.
    full_powers: FullPowersState,
    /// Where.
    place: Option<String>,
    /// Whether consent still needs ratification, acceptance or approval (14(1)(d)).
    subject_to_ratification: bool,
    /// Whether it counts only once the state confirms it (12(2)(b)).
    ad_referendum: bool,
}

/// What is said of consent to be bound (VCLT 11-16).
#[derive(SimpleObject)]
pub(crate) struct ConsentDetails {
    /// By what means it is expressed.
    means: ConsentMeans,
}

impl From<&act::Signature> for SignatureDetails {
    fn from(signature: &act::Signature) -> Self {
        Self {
            signatory: signature.signatory.clone(),
            office: signature.office.into(),
            full_powers: signature.full_powers.into(),
            place: signature.place.clone(),
            subject_to_ratification: signature.subject_to_ratification,
            ad_referendum: signature.ad_referendum,
        }
    }
}

impl From<&act::Proposal> for ProposalDetails {
    fn from(proposal: &act::Proposal) -> Self {
        Self { mandate: proposal.mandate.clone(), terms: (&proposal.terms).into() }
    }
}

impl From<&terms::Terms> for TermsDetails {
    fn from(terms: &terms::Terms) -> Self {
        Self { terms: terms.into() }
    }
}

impl From<&act::Initials> for InitialsDetails {
    fn from(initials: &act::Initials) -> Self {
        Self { count_as_signature: initials.count_as_signature }
    }
}

impl From<&act::Consent> for ConsentDetails {
    fn from(consent: &act::Consent) -> Self {
        Self { means: consent.means.into() }
    }
}
