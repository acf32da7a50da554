//! Things done under an agreement.

use serde::{Deserialize, Serialize};

use super::ActId;
use crate::day::LegalDay;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is done under an agreement.
    ActivityKind {
        /// A joint exercise.
        JointExercise = 1 "JOINT_EXERCISE",
        /// A training course.
        TrainingCourse = 2 "TRAINING_COURSE",
        /// An exchange of persons or knowledge.
        Exchange = 3 "EXCHANGE",
        /// A transfer of technology.
        TechnologyTransfer = 4 "TECHNOLOGY_TRANSFER",
        /// A delivery of aid.
        AidDelivery = 5 "AID_DELIVERY",
        /// A meeting of the joint committee.
        JointCommitteeMeeting = 6 "JOINT_COMMITTEE_MEETING",
    }
}

/// An activity, planned or held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activity {
    /// What it is.
    pub activity: ActivityKind,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub from: LegalDay,
    /// Its last day, where it takes more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<LegalDay>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The number of the clause that it is under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
}

/// An activity that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActivityReport {
    /// The act that planned it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<ActId>,
    /// What was held.
    pub activity: Activity,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What was learned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<String>,
}

/// A planned activity is cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cancellation {
    /// The act that planned it.
    pub planned: ActId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
