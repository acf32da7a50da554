//! What agreements are about.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an agreement is about.
    Area {
        /// Sharing of intelligence.
        IntelligenceSharing = 1 "INTELLIGENCE_SHARING",
        /// Training of armed forces.
        MilitaryTraining = 2 "MILITARY_TRAINING",
        /// Counterterrorism.
        Counterterrorism = 3 "COUNTERTERRORISM",
        /// Preparedness for emergencies and disasters.
        EmergencyPreparedness = 4 "EMERGENCY_PREPAREDNESS",
        /// Joint military exercises.
        JointExercises = 5 "JOINT_EXERCISES",
        /// Defence technology.
        DefenceTechnology = 6 "DEFENCE_TECHNOLOGY",
        /// Mutual security aid, alliances among it.
        MutualSecurityAid = 7 "MUTUAL_SECURITY_AID",
        /// Exchange of military knowledge.
        KnowledgeExchange = 8 "KNOWLEDGE_EXCHANGE",
        /// Consultation on defence.
        DefenceConsultation = 9 "DEFENCE_CONSULTATION",
        /// Peacekeeping.
        Peacekeeping = 10 "PEACEKEEPING",
        /// Procurement of defence equipment.
        DefenceProcurement = 11 "DEFENCE_PROCUREMENT",
        /// Research for defence.
        DefenceResearch = 12 "DEFENCE_RESEARCH",
        /// Protection of classified information.
        ClassifiedInformation = 13 "CLASSIFIED_INFORMATION",
        /// Military logistics.
        Logistics = 14 "LOGISTICS",
        /// Status of forces.
        StatusOfForces = 15 "STATUS_OF_FORCES",
        /// Trade, customs and commerce.
        Trade = 16 "TRADE",
        /// Promotion and protection of investment.
        Investment = 17 "INVESTMENT",
        /// Academic exchange and education.
        AcademicExchange = 18 "ACADEMIC_EXCHANGE",
        /// The environment.
        Environment = 19 "ENVIRONMENT",
        /// Science and technology.
        Technology = 20 "TECHNOLOGY",
        /// Culture.
        Culture = 21 "CULTURE",
        /// Health.
        Health = 22 "HEALTH",
        /// Transport: air, sea, rail and road.
        Transport = 23 "TRANSPORT",
        /// Energy, nuclear energy among it.
        Energy = 24 "ENERGY",
        /// Judicial co-operation and extradition.
        Judicial = 25 "JUDICIAL",
        /// Consular relations, visas and the movement of persons.
        Consular = 26 "CONSULAR",
        /// Borders and territory.
        Borders = 27 "BORDERS",
        /// Finance, debts and loans.
        Finance = 28 "FINANCE",
        /// Taxation.
        Taxation = 29 "TAXATION",
        /// Social security and labour.
        SocialSecurity = 30 "SOCIAL_SECURITY",
        /// Anything else.
        Other = 31 "OTHER",
    }
}

impl Area {
    /// Whether the area belongs to defence.
    #[must_use]
    pub const fn is_defence(self) -> bool {
        self.code() <= Self::StatusOfForces.code()
    }
}
