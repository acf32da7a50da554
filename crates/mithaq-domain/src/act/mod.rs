//! Dated legal acts, of which everything else is derived.

mod asserted;
mod body;
mod details;
mod effect;
mod id;
mod instrument;
mod kind;
mod recorded;
mod sealed;

pub use asserted::{AssertedStatus, MissingFact};
pub use body::{ActBody, LegalBasis};
pub use details::{
    ActDetails, Consent, EndGround, EntryRectified, Import, Initials, NoticeOfEnd, NoticePurpose, Proposal, Signature,
    Supersession, SuspensionGround,
};
pub use effect::ActEffect;
pub use id::{ActId, AgreementId};
pub use instrument::{FullPowers, Instrument, Office};
pub use kind::ActKind;
pub use recorded::RecordedAct;
pub use sealed::{ActHash, BrokenChain, SCHEMA_VERSION, Salt, SealedAct};
