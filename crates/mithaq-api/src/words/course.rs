//! Words for what changes an agreement's course, and for the grounds that are claimed.

use super::words;

words! {
    /// What provisional application rests on (VCLT 25(1)). Values are added over time.
    ProvisionalBasis as "ProvisionalBasis" = "mithaq_domain::act::ProvisionalBasis",
    mithaq_domain::act::ProvisionalBasis {
        /// A clause of the agreement itself (25(1)(a)).
        Clause,
        /// An agreement of both in some other manner (25(1)(b)).
        Agreement,
        /// The source does not say.
        Unknown,
    }
}

words! {
    /// Why provisional application ends (VCLT 25(2)). Values are added over time.
    ProvisionalEnd as "ProvisionalEnd" = "mithaq_domain::act::ProvisionalEnd", mithaq_domain::act::ProvisionalEnd {
        /// A party has notified that it does not intend to become a party.
        NotBecomingParty,
        /// Both agree, or the agreement itself says so.
        Agreed,
        /// The source does not say.
        Unknown,
    }
}

words! {
    /// A step that a state's own law asks for before or after it binds itself. Values are added over time.
    DomesticStepKind as "DomesticStepKind" = "mithaq_domain::act::DomesticStepKind",
    mithaq_domain::act::DomesticStepKind {
        /// The government approves.
        GovernmentApproval,
        /// Parliament, or a chamber of it, approves.
        ParliamentaryApproval,
        /// A court finds it in accordance with the constitution.
        CourtReview,
        /// The head of state signs a decree or an act of assent.
        Decree,
        /// It is printed in the official gazette.
        Publication,
        /// Another step.
        Other,
    }
}

words! {
    /// What a succession rests on. It is never assumed. Values are added over time.
    SuccessionManner as "SuccessionManner" = "mithaq_domain::act::SuccessionManner", mithaq_domain::act::SuccessionManner {
        /// The successor and the other party agree, expressly or by their conduct.
        Agreed,
        /// The successor has notified it, and the other party has not answered.
        Notified,
    }
}

words! {
    /// How a clause stands otherwise than the agreement. Values are added over time.
    ClauseApart as "ClauseApart" = "mithaq_domain::law::Touched", mithaq_domain::law::Touched {
        /// It is applied provisionally, and not all are (VCLT 25).
        Applied,
        /// It is suspended, and not all are (57, 60).
        Suspended,
        /// It has ended without the rest (44).
        Ended,
        /// It is void without the rest (44, 69).
        Void,
    }
}

words! {
    /// What an instrument does to a clause. Values are added over time.
    ClauseChangeKind as "ClauseChangeKind" = "mithaq_domain::act::ClauseChangeKind",
    mithaq_domain::act::ClauseChangeKind {
        /// It adds the clause.
        Added,
        /// It puts other words in the clause's place.
        Replaced,
        /// It takes the clause away.
        Deleted,
    }
}

words! {
    /// How the text says that it is amended (VCLT 39). Values are added over time.
    AmendmentRule as "AmendmentRule" = "mithaq_domain::terms::AmendmentRule", mithaq_domain::terms::AmendmentRule {
        /// By agreement of both, by any means.
        AnyMeans,
        /// By the path on which the agreement itself was made binding.
        OriginalPath,
    }
}

words! {
    /// The ground that a party invokes. Values are added over time.
    ClaimGround as "ClaimGround" = "mithaq_domain::act::ClaimGround", mithaq_domain::act::ClaimGround {
        /// Consent in manifest violation of a fundamental rule of internal law (46).
        InternalLaw,
        /// A representative went beyond a restriction that the other side was told of (47).
        RestrictedAuthority,
        /// Error (48).
        Error,
        /// Fraud (49).
        Fraud,
        /// Corruption of a representative (50).
        Corruption,
        /// Coercion of a representative (51).
        CoercionOfRepresentative,
        /// Threat or use of force (52).
        UseOfForce,
        /// Conflict with a peremptory norm at its conclusion (53).
        PeremptoryNorm,
        /// Material breach (60).
        MaterialBreach,
        /// Supervening impossibility of performance (61).
        Impossibility,
        /// Fundamental change of circumstances (62).
        FundamentalChange,
        /// A new peremptory norm (64).
        NewPeremptoryNorm,
    }
}

words! {
    /// What the claiming party proposes to do (VCLT 65(1)). Values are added over time.
    ClaimMeasure as "ClaimMeasure" = "mithaq_domain::act::ClaimMeasure", mithaq_domain::act::ClaimMeasure {
        /// To end the agreement.
        Terminate,
        /// To suspend its operation.
        Suspend,
        /// To have it declared void.
        Invalidate,
    }
}

words! {
    /// What a statement made with signature or consent is. Values are added over time.
    ReservationKind as "ReservationKind" = "mithaq_domain::act::ReservationKind", mithaq_domain::act::ReservationKind {
        /// It makes consent depend on other terms. Between two parties that is a new proposal.
        Reservation,
        /// It says how its author understands the text, and blocks nothing.
        InterpretativeDeclaration,
    }
}

words! {
    /// How much of the earlier agreement a later one displaces. Values are added over time.
    SupersessionExtent as "SupersessionExtent" = "mithaq_domain::act::SupersessionExtent",
    mithaq_domain::act::SupersessionExtent {
        /// All of it: so it was meant, or the two cannot be applied together (VCLT 59(1)).
        Whole,
        /// Only what is not compatible with the later one: the rest goes on (VCLT 30(3)).
        IncompatibleProvisions,
    }
}
