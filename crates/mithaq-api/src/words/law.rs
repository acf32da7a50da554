//! Words for where an agreement stands and what the law says.

use super::words;

words! {
    /// Where an agreement stands on a day. It is derived from the recorded acts; nobody sets it. Values are added
    /// over time.
    StatusName as "StatusName" = "mithaq_domain::agreement::StatusName", mithaq_domain::agreement::StatusName {
        /// Before its first act: there is nothing yet.
        None,
        /// A mandate to negotiate is recorded.
        Proposed,
        /// Negotiation is open.
        Negotiating,
        /// The text is settled as authentic and definitive (VCLT 10).
        TextAuthenticated,
        /// Both parties have signed, and both signatures count.
        Signed,
        /// It is applied provisionally, before it is in force (VCLT 25).
        ProvisionallyApplied,
        /// It is in force: both parties must perform it in good faith (VCLT 24, 26).
        InForce,
        /// It is in force, but its operation as a whole is suspended (VCLT 57, 72).
        Suspended,
        /// Its last term has run out.
        Expired,
        /// The parties have ended it (VCLT 54).
        Terminated,
        /// One party's notice has ended it (VCLT 54, 56).
        Denounced,
        /// A later agreement has taken its place (VCLT 59).
        Superseded,
        /// It is void (VCLT 69).
        Invalid,
        /// It was given up before it was in force.
        Abandoned,
        /// Facts are missing, and it is said which.
        Unknown,
    }
}

words! {
    /// Kinds of deadline. Values are added over time.
    DeadlineKind as "DeadlineKind" = "mithaq_domain::agreement::DeadlineKind", mithaq_domain::agreement::DeadlineKind {
        /// The last day on which a notice of non-renewal must be received.
        NonRenewalNoticeBy,
        /// The last day in force.
        Expiry,
        /// The last day of a notice of denunciation.
        NoticeEnds,
        /// The first day in force.
        EntryIntoForce,
        /// The last day on which the other party may object to a claim (VCLT 65(2)).
        ObjectionEnds,
        /// A review is due.
        ReviewDue,
        /// An obligation is due.
        ObligationDue,
        /// The first day of a term that begins by itself.
        TacitRenewal,
    }
}

words! {
    /// What else is to be known of an agreement on a day, beside its status. Values are added over time.
    StatusFlag as "StatusFlag" = "mithaq_domain::agreement::StatusFlag", mithaq_domain::agreement::StatusFlag {
        /// A party must not defeat its object and purpose before it is in force (VCLT 18).
        InterimDuty,
        /// The consent of a party is awaited.
        ConsentPending,
        /// A notice of its end is running.
        NoticeRunning,
        /// Its computed end lies within six months.
        Expiring,
        /// The time for an objection is running (VCLT 65).
        ObjectionOpen,
        /// Some of its clauses are suspended (VCLT 57).
        PartlySuspended,
        /// A day turns on a default of counting, or on a reading that can be argued.
        DayArguable,
        /// The parties dispute a fact.
        PartiesDispute,
    }
}

words! {
    /// A fact that the sources lack and that a status or a day turns on. Values are added over time.
    MissingFact as "MissingFact" = "mithaq_domain::act::MissingFact", mithaq_domain::act::MissingFact {
        /// The day of signature.
        SignatureDay,
        /// Whether and how each party consents to be bound.
        Consent,
        /// Whether and when it entered into force.
        EntryIntoForceDay,
        /// How it enters into force.
        EntryIntoForceRule,
        /// How long it lasts.
        DurationRule,
        /// How a party may leave it.
        TerminationRule,
        /// The day on which it ended.
        EndDay,
        /// The day from which its operation is suspended.
        SuspensionDay,
        /// Whether it binds in international law.
        Bindingness,
        /// What the source's own word for its status means.
        Standing,
    }
}

words! {
    /// What the law, or the registry's own order, has to say against an act: the code of a refusal, where it bars an
    /// act that is intended, and else of a warning. Values are added over time.
    RefusalCode as "RefusalCode" = "mithaq_domain::law::FindingCode", mithaq_domain::law::FindingCode {
        /// The act needs a party as its author.
        PartyRequired,
        /// Its author is not one of the two parties.
        NotAParty,
        /// A newly reported act needs a day.
        DayRequired,
        /// A newly reported act needs its day in full.
        DayIncomplete,
        /// It is said to be done on a day that has not come.
        DayInFuture,
        /// The same was done before.
        AlreadyDone,
        /// The agreement's status on that day does not allow it.
        StatusForbids,
        /// Who signs needs full powers and has none (VCLT 7, 8).
        FullPowersMissing,
        /// It is not known whether who signs had full powers (VCLT 7).
        FullPowersUnknown,
        /// The signature counts once its state confirms it (VCLT 12(2)(b)).
        AdReferendum,
        /// Consent by ratification before signature (VCLT 14).
        ConsentBeforeSignature,
        /// In force before signature (VCLT 28).
        ForceBeforeSignature,
        /// In force without the consent of both (VCLT 24).
        ForceWithoutConsent,
        /// The recorded day is not the one that the rule gives (VCLT 24(1)).
        ForceDayDiffers,
        /// Ended before it entered into force.
        EndedBeforeForce,
        /// The notice came too late for the current term (VCLT 54(a)).
        NoticeLate,
        /// The notice is shorter than it must be (VCLT 54(a), 56(2)).
        NoticeTooShort,
        /// There is no right to leave by notice (VCLT 54, 56).
        NoRightToLeave,
        /// No notice was given, or its time has not run (VCLT 54, 56, 67).
        NoticeNotRun,
        /// The notice has taken effect and cannot be taken back (VCLT 68).
        NoticeTookEffect,
        /// The term has not run out, or there is none.
        TermNotOver,
        /// The rule that this turns on is not recorded.
        TermsNotRecorded,
        /// The text does not provide for it (VCLT 54(a), 57(a)).
        NotProvidedFor,
        /// There is no such act in this agreement's history, or it is of another kind.
        NoSuchAct,
        /// The act would take the ground from acts already recorded.
        UpsetsOtherActs,
        /// An agreement is opened once.
        OpenedTwice,
        /// The later agreement is not in force by that day (VCLT 59).
        LaterAgreementNotInForce,
        /// The source does not say on which day it was done.
        DayNotStated,
        /// A day was announced as come, and as is now known the rules do not give that day.
        NoLongerFollows,
        /// The day that a communication counts from is not recorded (VCLT 78).
        CountedDayNotRecorded,
        /// One party alone is said to have done what takes both (VCLT 54(b), 57(b)).
        OneSided,
        /// Ended or suspended, and on what ground is not said (VCLT 42(2)).
        GroundNotStated,
        /// The later agreement is not named (VCLT 59).
        LaterAgreementNotNamed,
        /// The text asks for the path on which the agreement itself was made binding (VCLT 39, 11).
        OriginalPathRequired,
        /// Provisional application without a clause or an agreement for it (VCLT 25(1)).
        ProvisionalBasisMissing,
        /// No claim on this ground was notified by the party (VCLT 65(1)).
        ClaimMissing,
        /// The time for objection still runs (VCLT 65(2)).
        ObjectionPeriodRuns,
        /// The other party has objected in time (VCLT 65(3)).
        ObjectionBlocks,
        /// The time left for objection is shorter than three months (VCLT 65(2)).
        ObjectionPeriodTooShort,
        /// The objection came after its time (VCLT 65(2)).
        ObjectionLate,
        /// The party may have lost the right by its conduct (VCLT 45).
        RightMayBeLost,
        /// The ground does not serve for this agreement or this measure (VCLT 61, 62(2)).
        GroundExcluded,
        /// The measure is to be carried out by an instrument, and none is recorded (VCLT 67(2)).
        InstrumentMissing,
        /// Protection of persons in humanitarian treaties stays in operation (VCLT 60(5)).
        HumanitarianProtection,
        /// A reservation is open, so the consent of both is not established (VCLT 24(2)).
        ReservationOpen,
        /// A declaration blocks nothing, so there is nothing to accept.
        NothingToAccept,
        /// Registration before force (VCLT 80(1), Charter 102).
        RegisteredTooEarly,
        /// What does not bind in international law is not registered (Charter 102(1), VCLT 2(1)(a)).
        NotATreaty,
        /// What is not registered cannot be invoked before organs of the United Nations (Charter 102(2)).
        NotInvocable,
        /// A translation is not authentic, and only an authentic text prevails (VCLT 33).
        TextNotAuthentic,
        /// Another text prevails already (VCLT 33(1)).
        AnotherTextPrevails,
        /// The other agreement is not named.
        OtherAgreementMissing,
        /// Only who is owed an obligation may waive it or say that it is broken.
        NotOwedToParty,
        /// Only what cannot be applied with the later agreement is displaced (VCLT 30(3)).
        RestGoesOn,
        /// Clauses alone are touched, which the ground allows only where they are separable (VCLT 44).
        ClausesMustBeSeparable,
        /// Neither the length nor the last day of the new term is given.
        TermNotGiven,
        /// Two agreements in force oblige a party to what they may oblige it not to do (VCLT 30).
        OpposedClauses,
        /// A party may leave the whole only, unless the text or the parties allow a part (VCLT 44(1)).
        PartNotProvidedFor,
        /// The ground voids the whole, and no clause apart from it (VCLT 44(5)).
        SeparationExcluded,
        /// A change of name changes nothing, and nobody is succeeded (VCSST 2(1)(b)).
        NothingSucceeded,
        /// The other party itself is said to succeed, so that both sides would be one (VCSST 31).
        SuccessorIsOtherParty,
        /// A bilateral agreement passes only where the other party agrees, expressly or by its conduct (VCSST 24).
        SuccessionNotAgreed,
        /// By the duration that an amendment gives, the agreement would have been over before it.
        TermOverBefore,
    }
}

words! {
    /// What a period is counted in.
    PeriodUnit as "PeriodUnit" = "mithaq_domain::day::PeriodUnit", mithaq_domain::day::PeriodUnit {
        /// Civil days; weekends and holidays count.
        Days,
        /// Calendar months, to the corresponding day.
        Months,
        /// Calendar years, to the corresponding day.
        Years,
    }
}

words! {
    /// Which day of a communication or act a clause counts from. Values are added over time.
    CountingFrom as "CountingFrom" = "mithaq_domain::day::Anchor", mithaq_domain::day::Anchor {
        /// The day on which it was received, which is the rule where the clause is silent (VCLT 78).
        Receipt,
        /// The day on which it was sent.
        Dispatch,
        /// The date that the note bears.
        DateOfNote,
        /// The day of signature.
        Signature,
    }
}

words! {
    /// How a clause counts its period.
    CountingRule as "CountingRule" = "mithaq_domain::day::Counting", mithaq_domain::day::Counting {
        /// "Thirty days after": on the period's last day.
        After,
        /// "After the expiry of thirty days": on the day after the period's last.
        AfterTheExpiryOf,
    }
}
