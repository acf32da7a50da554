//! Dated legal acts, of which everything else is derived.

mod activity;
mod amendment;
mod asserted;
mod body;
mod claim;
mod details;
mod effect;
mod ending;
mod erased;
mod id;
mod instrument;
mod kind;
mod obligation;
mod provisional;
mod recorded;
mod references;
mod registration;
mod relation;
mod reservation;
mod review;
mod sealed;
mod succession;
mod text;

pub use activity::{Activity, ActivityKind, ActivityReport, Cancellation};
pub use amendment::{Amendment, ClauseChange, ClauseChangeKind, Correction, Renewal, Revival};
pub use asserted::{AssertedStatus, MissingFact};
pub use body::{ActBody, LegalBasis};
pub use claim::{Claim, ClaimGround, ClaimMeasure};
pub use details::{
    ActDetails, Consent, EntryErased, EntryRectified, Import, Initials, NoticeOfEnd, NoticePurpose, Proposal, Signature,
};
pub use effect::ActEffect;
pub use ending::{EndGround, Supersession, SupersessionExtent, SuspensionGround};
pub use erased::{BodyDigest, ERASED};
pub use id::{ActId, AgreementId};
pub use instrument::{FullPowers, Instrument, Office};
pub use kind::ActKind;
pub use obligation::{BreachAllegation, Debtor, DueRule, Fulfilment, Obligation, ObligationKind, Outliving};
pub use provisional::{DomesticStep, DomesticStepKind, ProvisionalApplication, ProvisionalBasis, ProvisionalEnd};
pub use recorded::RecordedAct;
pub use registration::{Registration, Withholding};
pub use relation::{Relation, RelationKind};
pub use reservation::{Reservation, ReservationKind};
pub use review::{ReviewDecision, ReviewPlan, ReviewReport, ReviewRule};
pub use sealed::{ActHash, BrokenChain, Erasures, SCHEMA_VERSION, Salt, SealedAct};
pub use succession::{Succession, SuccessionManner};
pub use text::{Clause, Text, TextKind};
