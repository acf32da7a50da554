//! What the law has to say against an act.

use super::Provision;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the law, or the registry's own order, may have to say against an act. Where it bars an act that
    /// we intend, it is the refusal's code; else it is the warning's.
    FindingCode {
        /// The act needs a party as its author.
        PartyRequired = 1 "PARTY_REQUIRED",
        /// Its author is not one of the two parties.
        NotAParty = 2 "NOT_A_PARTY",
        /// A newly reported act needs a day.
        DayRequired = 3 "DAY_REQUIRED",
        /// A newly reported act needs its day in full.
        DayIncomplete = 4 "DAY_INCOMPLETE",
        /// It is said to be done on a day that has not come.
        DayInFuture = 5 "DAY_IN_FUTURE",
        /// The same was done before.
        AlreadyDone = 6 "ALREADY_DONE",
        /// The agreement's status on that day does not allow it.
        StatusForbids = 7 "STATUS_FORBIDS",
        /// Who signs needs full powers and has none (VCLT 7, 8).
        FullPowersMissing = 8 "FULL_POWERS_MISSING",
        /// It is not known whether who signs had full powers (VCLT 7).
        FullPowersUnknown = 9 "FULL_POWERS_UNKNOWN",
        /// The signature counts once its state confirms it (VCLT 12(2)(b)).
        AdReferendum = 10 "AD_REFERENDUM",
        /// Consent by ratification before signature (VCLT 14).
        ConsentBeforeSignature = 11 "CONSENT_BEFORE_SIGNATURE",
        /// In force before signature (VCLT 28).
        ForceBeforeSignature = 12 "FORCE_BEFORE_SIGNATURE",
        /// In force without the consent of both (VCLT 24).
        ForceWithoutConsent = 13 "FORCE_WITHOUT_CONSENT",
        /// The recorded day is not the one that the rule gives (VCLT 24(1)).
        ForceDayDiffers = 14 "FORCE_DAY_DIFFERS",
        /// Ended before it entered into force.
        EndedBeforeForce = 15 "ENDED_BEFORE_FORCE",
        /// The notice came too late for the current term (VCLT 54(a)).
        NoticeLate = 16 "NOTICE_LATE",
        /// The notice is shorter than it must be (VCLT 54(a), 56(2)).
        NoticeTooShort = 17 "NOTICE_TOO_SHORT",
        /// There is no right to leave by notice (VCLT 54, 56).
        NoRightToLeave = 18 "NO_RIGHT_TO_LEAVE",
        /// No notice was given, or its time has not run (VCLT 54, 56, 67).
        NoticeNotRun = 19 "NOTICE_NOT_RUN",
        /// The notice has taken effect and cannot be taken back (VCLT 68).
        NoticeTookEffect = 20 "NOTICE_TOOK_EFFECT",
        /// The term has not run out, or there is none.
        TermNotOver = 21 "TERM_NOT_OVER",
        /// The rule that this turns on is not recorded.
        TermsNotRecorded = 22 "TERMS_NOT_RECORDED",
        /// The text does not provide for it (VCLT 54(a), 57(a)).
        NotProvidedFor = 23 "NOT_PROVIDED_FOR",
        /// There is no such act in this agreement's log, or it is of another kind.
        NoSuchAct = 24 "NO_SUCH_ACT",
        /// The act would take the ground from acts already recorded.
        UpsetsOtherActs = 25 "UPSETS_OTHER_ACTS",
        /// An agreement is opened once.
        OpenedTwice = 26 "OPENED_TWICE",
        /// The later agreement is not in force by that day (VCLT 59).
        LaterAgreementNotInForce = 27 "LATER_AGREEMENT_NOT_IN_FORCE",
        /// The source does not say on which day it was done.
        DayNotStated = 28 "DAY_NOT_STATED",
        /// It was announced that a day had come, and as is now known the rules do not give that day.
        NoLongerFollows = 29 "NO_LONGER_FOLLOWS",
        /// The day that a communication counts from is not recorded (VCLT 78).
        CountedDayNotRecorded = 30 "COUNTED_DAY_NOT_RECORDED",
        /// One party alone is said to have done what takes both (VCLT 54(b), 57(b)).
        OneSided = 31 "ONE_SIDED",
        /// Ended or suspended, and on what ground is not said (VCLT 42(2)).
        GroundNotStated = 32 "GROUND_NOT_STATED",
        /// The later agreement is not named (VCLT 59).
        LaterAgreementNotNamed = 33 "LATER_AGREEMENT_NOT_NAMED",
        /// The text asks for the path on which the agreement itself was made binding (VCLT 39, 11).
        OriginalPathRequired = 40 "ORIGINAL_PATH_REQUIRED",
        /// Provisional application without a clause or an agreement for it (VCLT 25(1)).
        ProvisionalBasisMissing = 41 "PROVISIONAL_BASIS_MISSING",
        /// No claim on this ground was notified by the party (VCLT 65(1)).
        ClaimMissing = 42 "CLAIM_MISSING",
        /// The time for objection still runs (VCLT 65(2)).
        ObjectionPeriodRuns = 43 "OBJECTION_PERIOD_RUNS",
        /// The other party has objected in time (VCLT 65(3)).
        ObjectionBlocks = 44 "OBJECTION_BLOCKS",
        /// The time left for objection is shorter than three months (VCLT 65(2)).
        ObjectionPeriodTooShort = 45 "OBJECTION_PERIOD_TOO_SHORT",
        /// The objection came after its time (VCLT 65(2)).
        ObjectionLate = 46 "OBJECTION_LATE",
        /// The party may have lost the right by its conduct (VCLT 45).
        RightMayBeLost = 47 "RIGHT_MAY_BE_LOST",
        /// The ground does not serve for this agreement or this measure (VCLT 61, 62(2)).
        GroundExcluded = 48 "GROUND_EXCLUDED",
        /// The measure is to be carried out by an instrument, and none is recorded (VCLT 67(2)).
        InstrumentMissing = 49 "INSTRUMENT_MISSING",
        /// Protection of persons in humanitarian treaties stays in operation (VCLT 60(5)).
        HumanitarianProtection = 50 "HUMANITARIAN_PROTECTION",
        /// A reservation is open, so the consent of both is not established (VCLT 24(2)).
        ReservationOpen = 51 "RESERVATION_OPEN",
        /// A declaration blocks nothing, so there is nothing to accept.
        NothingToAccept = 52 "NOTHING_TO_ACCEPT",
        /// Registration before force (VCLT 80(1), Charter 102).
        RegisteredTooEarly = 53 "REGISTERED_TOO_EARLY",
        /// What does not bind in international law is not registered (Charter 102(1), VCLT 2(1)(a)).
        NotATreaty = 54 "NOT_A_TREATY",
        /// What is not registered cannot be invoked before organs of the United Nations (Charter 102(2)).
        NotInvocable = 55 "NOT_INVOCABLE",
        /// A translation is not authentic, and only an authentic text prevails (VCLT 33).
        TextNotAuthentic = 56 "TEXT_NOT_AUTHENTIC",
        /// Another text prevails already (VCLT 33(1)).
        AnotherTextPrevails = 57 "ANOTHER_TEXT_PREVAILS",
        /// The other agreement is not named.
        OtherAgreementMissing = 58 "OTHER_AGREEMENT_MISSING",
        /// Only who is owed an obligation may waive it or say that it is broken.
        NotOwedToParty = 59 "NOT_OWED_TO_PARTY",
        /// Only what cannot be applied with the later agreement is displaced (VCLT 30(3)).
        RestGoesOn = 60 "REST_GOES_ON",
        /// Clauses alone are touched, which the ground allows only where they are separable (VCLT 44).
        ClausesMustBeSeparable = 61 "CLAUSES_MUST_BE_SEPARABLE",
        /// Neither the length nor the last day of the new term is given.
        TermNotGiven = 62 "TERM_NOT_GIVEN",
        /// Two agreements in force oblige a party to what they may oblige it not to do (VCLT 30).
        OpposedClauses = 63 "OPPOSED_CLAUSES",
        /// A party may leave the whole only, unless the text or the parties allow a part (VCLT 44(1)).
        PartNotProvidedFor = 64 "PART_NOT_PROVIDED_FOR",
        /// The ground voids the whole, and no clause apart from it (VCLT 44(5)).
        SeparationExcluded = 65 "SEPARATION_EXCLUDED",
        /// A change of name changes nothing, and nobody is succeeded (VCSST 2(1)(b)).
        NothingSucceeded = 66 "NOTHING_SUCCEEDED",
        /// The other party itself is said to succeed, so that both sides would be one (VCSST 31).
        SuccessorIsOtherParty = 67 "SUCCESSOR_IS_OTHER_PARTY",
        /// A bilateral agreement passes only where the other party agrees, expressly or by its conduct (VCSST 24).
        SuccessionNotAgreed = 68 "SUCCESSION_NOT_AGREED",
        /// By the duration that an amendment gives, the agreement would have been over before it.
        TermOverBefore = 69 "TERM_OVER_BEFORE",
    }
}

vocabulary! {
    /// How much a finding weighs.
    Weight {
        /// The act keeps its effect; this is worth knowing.
        Warns = 1 "WARNS",
        /// A fact keeps what effect it has; an act that we still intend is refused.
        RefusesIntent = 2 "REFUSES_INTENT",
        /// The act has no effect.
        Bars = 3 "BARS",
    }
}

/// What the law, or the registry's own order, has to say against an act.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// How much it weighs.
    pub weight: Weight,
    /// The same in English, for a person.
    pub message: String,
    /// The provision, where one says so.
    pub provision: Option<Provision>,
    /// What would cure it.
    pub cure: Option<String>,
    /// The field of the act that it is about.
    pub field: &'static str,
}

impl Finding {
    /// A finding that takes the act's effect away.
    pub(crate) fn bar(code: FindingCode, field: &'static str, message: impl Into<String>) -> Self {
        Self { code, weight: Weight::Bars, message: message.into(), provision: None, cure: None, field }
    }

    /// A finding that leaves a fact its effect, and forbids us to intend it.
    pub(crate) fn refuse_intent(code: FindingCode, field: &'static str, message: impl Into<String>) -> Self {
        Self { weight: Weight::RefusesIntent, ..Self::bar(code, field, message) }
    }

    /// A finding that leaves the act its effect.
    pub(crate) fn warn(code: FindingCode, field: &'static str, message: impl Into<String>) -> Self {
        Self { weight: Weight::Warns, ..Self::bar(code, field, message) }
    }

    /// Whether the day of the end can be argued: it turns on a notice that came late, on a rule that is not
    /// recorded, or on law that may not govern.
    pub(crate) const fn leaves_the_day_open(&self) -> bool {
        matches!(
            (self.code, self.weight),
            (FindingCode::NoticeLate | FindingCode::TermsNotRecorded, _)
                | (FindingCode::NoRightToLeave | FindingCode::NoticeTooShort, Weight::Warns)
        )
    }

    /// By a provision.
    pub(crate) fn under(mut self, provision: Provision) -> Self {
        self.provision = Some(provision);
        self
    }

    /// With what would cure it.
    pub(crate) fn cured_by(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }
}
