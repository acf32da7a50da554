//! What can be recorded: one mutation a legal act.
//!
//! Each group is an object of its own: without optimisation the library keeps the variables of all fields of an object on the
//! stack at once.

mod activity;
mod agreement_text;
mod amendment;
mod claim;
mod domestic_step;
mod ending;
mod entry;
mod force;
mod input;
mod making;
mod notice;
mod obligation;
mod provisional;
mod record;
mod registration;
mod relation;
mod renewal;
mod reservation;
mod review;
mod succession;
mod suspension;

use async_graphql::MergedObject;

use activity::Activities;
use agreement_text::Texts;
use amendment::Amendments;
use claim::Claims;
use domestic_step::DomesticSteps;
use ending::Endings;
use entry::Entries;
use force::Force;
use making::Makings;
use notice::Notices;
use obligation::Obligations;
use provisional::Provisional;
use registration::Registrations;
use relation::Relations;
use renewal::Renewals;
use reservation::Reservations;
use review::Reviews;
use succession::Successions;
use suspension::Suspensions;

/// What can be recorded: one mutation a legal act, each in a transaction of its own, in the order of the request. It
/// needs a token with the scope agreements:write.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(
    Makings,
    Force,
    Notices,
    Suspensions,
    Endings,
    Entries,
    Provisional,
    DomesticSteps,
    Amendments,
    Renewals,
    Claims,
    Reservations,
    Registrations,
    Relations,
    Texts,
    Obligations,
    Activities,
    Reviews,
    Successions,
);
