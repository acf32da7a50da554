//! Words for what an agreement is.

use super::words;

words! {
    /// What the instrument is called. The name has no legal effect (VCLT 2(1)(a)). Values are added over time.
    Form as "Form" = "mithaq_domain::terms::Form", mithaq_domain::terms::Form {
        /// A treaty, so called.
        Treaty,
        /// A convention.
        Convention,
        /// An agreement, so called.
        Agreement,
        /// An agreement under which others are to be made.
        FrameworkAgreement,
        /// A protocol.
        Protocol,
        /// An exchange of notes: the two notes together are the agreement (VCLT 13).
        ExchangeOfNotes,
        /// An exchange of letters: the two letters together are the agreement (VCLT 13).
        ExchangeOfLetters,
        /// A memorandum of understanding.
        MemorandumOfUnderstanding,
        /// An arrangement that carries out another agreement.
        ImplementingArrangement,
        /// A declaration made together.
        Declaration,
        /// Any other form.
        Other,
    }
}

words! {
    /// Whether the agreement binds in international law. Values are added over time.
    Bindingness as "Bindingness" = "mithaq_domain::terms::Bindingness", mithaq_domain::terms::Bindingness {
        /// It does: the law of treaties governs it.
        Binding,
        /// It does not: it takes and loses effect by its own terms only, and the law of treaties is not applied.
        NonBinding,
        /// Some of its provisions do.
        Mixed,
        /// It is not known, so what the law would forbid is only warned of.
        Undetermined,
    }
}

words! {
    /// What an agreement is about: first the areas of defence, then those beyond it. Values are added over time.
    Area as "Area" = "mithaq_domain::terms::Area", mithaq_domain::terms::Area {
        /// Sharing of intelligence.
        IntelligenceSharing,
        /// Training of armed forces.
        MilitaryTraining,
        /// Action against terrorism.
        Counterterrorism,
        /// Preparing for emergencies and disasters.
        EmergencyPreparedness,
        /// Military exercises held together.
        JointExercises,
        /// Technology for defence, and its transfer.
        DefenceTechnology,
        /// Aid to each other's security, alliances among it.
        MutualSecurityAid,
        /// Exchange of military knowledge.
        KnowledgeExchange,
        /// Consultation on defence.
        DefenceConsultation,
        /// Peacekeeping.
        Peacekeeping,
        /// Buying defence equipment.
        DefenceProcurement,
        /// Research for defence.
        DefenceResearch,
        /// Protection of each other's classified information.
        ClassifiedInformation,
        /// Military logistics.
        Logistics,
        /// The standing of one party's forces in the other's territory.
        StatusOfForces,
        /// Trade, customs and commerce.
        Trade,
        /// Promotion and protection of investment.
        Investment,
        /// Education and academic exchange.
        AcademicExchange,
        /// The environment.
        Environment,
        /// Science and technology.
        Technology,
        /// Culture.
        Culture,
        /// Health.
        Health,
        /// Transport by air, sea, rail and road.
        Transport,
        /// Energy, nuclear energy among it.
        Energy,
        /// Co-operation of courts, and extradition.
        Judicial,
        /// Consular relations, visas and the movement of persons.
        Consular,
        /// Borders and territory.
        Borders,
        /// Finance, debts and loans.
        Finance,
        /// Taxation.
        Taxation,
        /// Social security and labour.
        SocialSecurity,
        /// Anything else.
        Other,
    }
}

words! {
    /// On whose side of the registry a party stands.
    PartyRole as "PartyRole" = "mithaq_domain::party::PartyRole", mithaq_domain::party::PartyRole {
        /// The state whose registry this is; in an agreement taken over from a register of others, the first named.
        Home,
        /// The other party.
        Counterpart,
    }
}

words! {
    /// How far something is kept from being known, in rising order. What a caller is not cleared for is, for that
    /// caller, not there at all.
    SecurityLabel as "SecurityLabel" = "mithaq_domain::label::Classification", mithaq_domain::label::Classification {
        /// Anyone may know.
        Unclassified,
        /// Restricted.
        Restricted,
        /// Confidential.
        Confidential,
        /// Secret.
        Secret,
    }
}
