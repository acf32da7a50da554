//! Words for what is written, owed and done under an agreement.

use super::words;

words! {
    /// What a text is. Values are added over time.
    TextKind as "TextKind" = "mithaq_domain::act::TextKind", mithaq_domain::act::TextKind {
        /// As it was made.
        Original,
        /// As a correction left it (VCLT 79).
        Correction,
        /// With later amendments worked in.
        Consolidated,
        /// A translation, which nobody is bound by.
        Translation,
    }
}

words! {
    /// What an agreement does to another. Values are added over time.
    RelationKind as "RelationKind" = "mithaq_domain::act::RelationKind", mithaq_domain::act::RelationKind {
        /// It changes the other (VCLT 39).
        Amends,
        /// It lets the other last longer.
        Extends,
        /// It gives the other another term.
        Renews,
        /// It adds to the other.
        Supplements,
        /// It carries the other out.
        Implements,
        /// It takes the other's place (VCLT 59).
        Supersedes,
        /// It suspends the other (VCLT 59(2)).
        Suspends,
        /// It ends the other (VCLT 54(b)).
        Terminates,
        /// It mends the other's text (VCLT 79).
        Corrects,
    }
}

words! {
    /// What is owed. Values are added over time.
    ObligationKind as "ObligationKind" = "mithaq_domain::act::ObligationKind", mithaq_domain::act::ObligationKind {
        /// To do something.
        Act,
        /// Not to do something.
        Forbear,
        /// To report.
        Report,
        /// To notify.
        Notify,
        /// To pay.
        Pay,
        /// To consult.
        Consult,
        /// To host.
        Host,
    }
}

words! {
    /// Who owes an obligation. Values are added over time.
    Debtor as "Debtor" = "mithaq_domain::act::Debtor", mithaq_domain::act::Debtor {
        /// The home party, to the counterpart.
        Home,
        /// The counterpart, to the home party.
        Counterpart,
        /// Each to the other.
        Both,
    }
}

words! {
    /// What is done under an agreement. Values are added over time.
    ActivityKind as "ActivityKind" = "mithaq_domain::act::ActivityKind", mithaq_domain::act::ActivityKind {
        /// A joint exercise.
        JointExercise,
        /// A training course.
        TrainingCourse,
        /// An exchange of persons or knowledge.
        Exchange,
        /// A transfer of technology.
        TechnologyTransfer,
        /// A delivery of aid.
        AidDelivery,
        /// A meeting of the joint committee.
        JointCommitteeMeeting,
    }
}

words! {
    /// What a review comes to. Values are added over time.
    ReviewDecision as "ReviewDecision" = "mithaq_domain::act::ReviewDecision", mithaq_domain::act::ReviewDecision {
        /// The agreement stays as it is.
        Keep,
        /// It is to be amended.
        Amend,
        /// It is to be negotiated anew.
        Renegotiate,
        /// It is to be ended.
        End,
    }
}

words! {
    /// Why two obligations are laid beside each other, the more telling first. Values are added over time.
    ConflictGround as "ConflictGround" = "mithaq_domain::agreement::ConflictGround",
    mithaq_domain::agreement::ConflictGround {
        /// Both name the same subject.
        SameSubject,
        /// They are of the same area, and one of them names no subject.
        SameArea,
    }
}

words! {
    /// How an obligation stands on a day. It is derived; nobody sets it. Values are added over time.
    ObligationState as "ObligationState" = "mithaq_domain::agreement::ObligationState",
    mithaq_domain::agreement::ObligationState {
        /// The agreement is not in force, or not applied as to its clause.
        NotYetBinding,
        /// It binds, and nothing is late.
        Active,
        /// It is fulfilled.
        Fulfilled,
        /// A due day has passed without fulfilment.
        Overdue,
        /// Who is owed it says that it is broken.
        BreachAlleged,
        /// Who is owed it has given it up.
        Waived,
        /// The agreement, or its clause, is suspended (VCLT 72).
        Suspended,
        /// The agreement has ended, and it with it (VCLT 70(1)(a)).
        Released,
        /// The agreement has ended, and it stays open (VCLT 70(1)(b)).
        Surviving,
    }
}

words! {
    /// How far an activity has come. Values are added over time.
    ActivityState as "ActivityState" = "mithaq_domain::agreement::ActivityState",
    mithaq_domain::agreement::ActivityState {
        /// It is to be held.
        Planned,
        /// It was held.
        Held,
        /// It was cancelled.
        Cancelled,
    }
}

/// Whether an agreement is registered with the United Nations (Charter 102, VCLT 80). Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::Registration")]
pub(crate) enum RegistrationState {
    /// Nothing is recorded.
    NotRegistered,
    /// It is.
    Registered,
    /// It was decided not to register it.
    Withheld,
}
