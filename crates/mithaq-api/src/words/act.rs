//! Words for legal acts.

use super::words;

words! {
    /// The kinds of legal act that the registry records. Kinds are added over time: a client shows one that it does
    /// not know by its name.
    ActKind as "ActKind" = "mithaq_domain::act::ActKind", mithaq_domain::act::ActKind {
        /// A mandate to negotiate is recorded.
        Proposed,
        /// Negotiation is opened.
        NegotiationOpened,
        /// What the text says is recorded: titles, form, bindingness, areas and rules.
        TermsRecorded,
        /// A party initials the text (VCLT 10).
        Initialled,
        /// A party signs (VCLT 10, 12).
        Signed,
        /// A state confirms a signature that lacked authority, or one made ad referendum (VCLT 8, 12(2)).
        FullPowersConfirmed,
        /// A party expresses its consent to be bound (VCLT 11-16).
        ConsentExpressed,
        /// The agreement enters into force (VCLT 24).
        EnteredIntoForce,
        /// A party gives notice that it means to end the agreement or not to renew it (VCLT 56, 67).
        NoticeGiven,
        /// A party takes a notice back before it takes effect (VCLT 68).
        NoticeRevoked,
        /// The operation of the agreement is suspended (VCLT 57).
        Suspended,
        /// The operation of the agreement is resumed (VCLT 72).
        Resumed,
        /// The agreement is terminated (VCLT 54).
        Terminated,
        /// A party's denunciation takes effect (VCLT 54, 56).
        Denounced,
        /// The agreement's last term runs out.
        Expired,
        /// A later agreement takes its place (VCLT 59).
        Superseded,
        /// A party refuses or withdraws before the agreement is in force.
        Abandoned,
        /// The agreement is taken over from another register.
        Imported,
        /// An earlier entry of this register is struck out because it was wrong.
        EntryRectified,
        /// The agreement, or clauses of it, are applied before force (VCLT 25).
        ProvisionallyApplied,
        /// Provisional application ends (VCLT 25(2)).
        ProvisionalApplicationEnded,
        /// A step that a party's own law asks for; never consent by itself (VCLT 27).
        DomesticStepTaken,
        /// Both agree to change what the agreement says (VCLT 39).
        Amended,
        /// Both agree that the text has an error, and mend it (VCLT 79).
        Corrected,
        /// Another term begins, by agreement of both or by itself.
        Renewed,
        /// A party claims a ground to end, suspend or void the agreement (VCLT 65).
        BreachClaimed,
        /// The other party objects to a claim (VCLT 65(3)).
        BreachObjected,
        /// Nullity is established (VCLT 69, 71).
        Invalidated,
        /// Both consent anew to an agreement that had ended.
        Revived,
        /// A party makes a reservation or declares how it understands the text.
        ReservationMade,
        /// The other party accepts a reservation.
        ReservationAccepted,
        /// A party takes its reservation back (VCLT 22).
        ReservationWithdrawn,
        /// The agreement is registered with the United Nations (Charter 102).
        Registered,
        /// It is decided not to register it.
        RegistrationWithheld,
        /// It stands in a relation to another agreement.
        Related,
        /// Its label is another from now on.
        Reclassified,
        /// A text of it is added: authentic, consolidated or a translation.
        TextAdded,
        /// An obligation under it is recorded.
        ObligationAdded,
        /// An obligation, or one due day of it, is fulfilled.
        ObligationFulfilled,
        /// Who is owed an obligation gives it up.
        ObligationWaived,
        /// Who is owed an obligation says that it is broken.
        ObligationBreachAlleged,
        /// An activity under it is planned.
        ActivityPlanned,
        /// An activity under it was held.
        ActivityHeld,
        /// A planned activity is cancelled.
        ActivityCancelled,
        /// A look at whether the agreement still serves is to be taken.
        ReviewScheduled,
        /// Such a look was taken, and a decision made.
        ReviewConcluded,
        /// The words of an earlier entry are erased by law or order.
        EntryErased,
        /// A state succeeds a party, by agreement or by its own notification.
        SuccessionRecorded,
        /// A party contests a succession.
        SuccessionContested,
    }
}

words! {
    /// What the law makes of a recorded act, as now known. Values are added over time.
    ActEffect as "ActEffect" = "mithaq_domain::act::ActEffect", mithaq_domain::act::ActEffect {
        /// It has the effect that it is meant to have.
        Effective,
        /// It will have it once its state confirms it (VCLT 8, 12(2)).
        Unconfirmed,
        /// It happened, and the law gives it no effect.
        Ineffective,
        /// It happened, and what it claims cannot stand beside the other acts.
        Contested,
        /// It is struck out or replaced by a later entry.
        Rectified,
    }
}

words! {
    /// On what ground the registry records an act. Values are added over time.
    LegalBasis as "LegalBasis" = "mithaq_domain::act::LegalBasis", mithaq_domain::act::LegalBasis {
        /// Someone with the right to do so reported it.
        Reported,
        /// Another register says so.
        Imported,
        /// The agreement's own rules give it, and its day has come.
        Computed,
    }
}

words! {
    /// The office of the person who acts for a state (VCLT 7(2)). Values are added over time.
    Office as "Office" = "mithaq_domain::act::Office", mithaq_domain::act::Office {
        /// Head of state: needs no full powers.
        HeadOfState,
        /// Head of government: needs no full powers.
        HeadOfGovernment,
        /// Minister for foreign affairs: needs no full powers.
        ForeignMinister,
        /// Head of a diplomatic mission: may adopt a text without full powers, but not sign it (7(2)(b)).
        HeadOfMission,
        /// Minister of defence: needs full powers, unless practice or circumstances dispense with them (7(1)(b)).
        DefenceMinister,
        /// Another minister: needs full powers.
        OtherMinister,
        /// Chief of staff or another officer: needs full powers.
        MilitaryOfficer,
        /// Someone else: needs full powers.
        Other,
        /// The source does not say.
        Unknown,
    }
}

words! {
    /// Whether the person who signs has full powers (VCLT 7(1)). Values are added over time.
    FullPowersState as "FullPowersState" = "mithaq_domain::act::FullPowers", mithaq_domain::act::FullPowers {
        /// Appropriate full powers were produced (7(1)(a)).
        Produced,
        /// The practice or other circumstances of the two states dispense with them (7(1)(b)).
        DispensedWith,
        /// They are known to be lacking.
        Absent,
        /// It is not known, which is not the same as lacking.
        Unknown,
    }
}

words! {
    /// How a party expresses its consent to be bound (VCLT 11-15). Values are added over time.
    ConsentMeans as "ConsentMeans" = "mithaq_domain::terms::ConsentMeans", mithaq_domain::terms::ConsentMeans {
        /// By signature (VCLT 12).
        Signature,
        /// By exchange of the instruments that together are the agreement (VCLT 13).
        ExchangeOfInstruments,
        /// By ratification (VCLT 14).
        Ratification,
        /// By acceptance (VCLT 14(2)).
        Acceptance,
        /// By approval (VCLT 14(2)).
        Approval,
        /// By accession (VCLT 15).
        Accession,
        /// By notification that the domestic procedures are complete.
        NotificationOfProcedures,
    }
}

words! {
    /// What a notice is meant to bring about. Values are added over time.
    NoticePurpose as "NoticePurpose" = "mithaq_domain::act::NoticePurpose", mithaq_domain::act::NoticePurpose {
        /// That the next term does not begin.
        NonRenewal,
        /// That the party leaves (VCLT 54, 56).
        Denunciation,
    }
}

words! {
    /// Why the operation of an agreement is suspended. Values are added over time.
    SuspensionGround as "SuspensionGround" = "mithaq_domain::act::SuspensionGround",
    mithaq_domain::act::SuspensionGround {
        /// The agreement's own provisions (VCLT 57(a)).
        OwnTerms,
        /// The consent of both parties (VCLT 57(b)).
        ConsentOfBoth,
        /// A later agreement shows that this was meant (VCLT 59(2)).
        LaterAgreement,
        /// A register says so without the ground.
        Unknown,
        /// Material breach by the other party (VCLT 60).
        MaterialBreach,
        /// Temporary impossibility of performance (VCLT 61).
        Impossibility,
        /// Fundamental change of circumstances (VCLT 62(3)).
        FundamentalChange,
    }
}

words! {
    /// Why an agreement is terminated. Values are added over time.
    EndGround as "EndGround" = "mithaq_domain::act::EndGround", mithaq_domain::act::EndGround {
        /// The agreement's own provisions (VCLT 54(a)).
        OwnTerms,
        /// The consent of both parties, at any time (VCLT 54(b)).
        ConsentOfBoth,
        /// The event until which it was to last.
        Event,
        /// A register says so without the ground.
        Unknown,
        /// Material breach by the other party (VCLT 60).
        MaterialBreach,
        /// Supervening impossibility of performance (VCLT 61).
        Impossibility,
        /// Fundamental change of circumstances (VCLT 62).
        FundamentalChange,
        /// A new peremptory norm of general international law (VCLT 64).
        NewPeremptoryNorm,
    }
}
