//! From a client's input to an act in the log.

use std::sync::Arc;

use async_graphql::{Context, ID, InputType, Value};
use mithaq_domain::act::{ActBody, ActDetails, AgreementId};
use mithaq_domain::agreement::{Agreement, Refused};
use mithaq_domain::label::Label;
use mithaq_store::{Changed, Idempotency, Provenance, StoreError};

use super::input::{Brings, ProposeAgreementInput};
use crate::failure::Failure;
use crate::input::act::Says;
use crate::input::id::read_id;
use crate::output::payload::{Outcome, Recorded};
use crate::output::refusal::InputPath;
use crate::reading::{Readings, reader, readings};
use crate::request::Scope;
use crate::seal::digest;

/// How long an idempotency key may be.
const LONGEST_KEY: usize = 200;

/// Opens an agreement.
pub(super) async fn open(context: &Context<'_>, input: &ProposeAgreementInput) -> Result<Outcome, Failure> {
    let readings = readings(context);
    let provenance = provenance(readings, "proposeAgreement", &input.idempotency_key, input)?;
    let body = input.propose.body("input.propose")?;
    if let ActDetails::Proposed(proposal) = &body.details {
        check_label(readings, &proposal.label)?;
    }
    let id = AgreementId((readings.registry.config.new_id)());
    let today = readings.today;
    readings.finish().await;
    let store = &readings.registry.store;
    let done = store.open(&provenance, |number| Agreement::open(id, number, body, today)).await;
    outcome(readings, None, InputPath { field: "propose", replacement: None }, done).await
}

/// Brings an act before an agreement.
pub(super) async fn record<I: Brings>(context: &Context<'_>, input: &I) -> Result<Outcome, Failure> {
    let readings = readings(context);
    let envelope = input.envelope();
    let provenance = provenance(readings, I::MUTATION, envelope.idempotency_key, input)?;
    let id: AgreementId = read_id(envelope.agreement_id, "input.agreementId")?;
    let expected = envelope.expected_version.map(|text| version(readings, id, text)).transpose()?;
    let body = input.body()?;
    let later = later_agreement(readings, id, &body).await?;
    readings.finish().await;
    let (today, stance) = (readings.today, envelope.stance.into());
    let store = &readings.registry.store;
    let decide = |agreement: &Agreement| match later {
        Some(later) => agreement.decide_beside(&later, body, stance, today),
        None => agreement.decide(body, stance, today),
    };
    let done = store.change(&provenance, id, expected, decide).await;
    outcome(readings, Some(id), input.path(), done).await
}

async fn outcome(
    readings: &Arc<Readings>,
    agreement: Option<AgreementId>,
    path: InputPath,
    done: Result<Changed, StoreError>,
) -> Result<Outcome, Failure> {
    let (agreement, recorded, findings) = match done {
        Ok(changed) => {
            if !changed.replayed {
                (readings.registry.config.recorded)();
            }
            let recorded = Recorded {
                acts: changed.acts.iter().map(|act| act.id).collect(),
                replayed: changed.replayed,
                log: Arc::new(changed.agreement),
            };
            (Some(recorded.log.id()), Some(recorded), changed.warnings)
        }
        Err(StoreError::Refused(Refused(findings))) => (agreement, None, findings),
        Err(error) => return Err(Failure::of_store(&error, &readings.request_id)),
    };
    Ok(Outcome { agreement, recorded, findings, path, reading: readings.renew().await })
}

/// In whose name it is recorded, for a caller who may write.
fn provenance(readings: &Readings, mutation: &str, key: &ID, input: &impl InputType) -> Result<Provenance, Failure> {
    let caller = &readings.caller;
    let subject = caller.subject.clone().ok_or_else(Failure::unauthenticated)?;
    if !caller.scopes.contains(&Scope::Write) {
        return Err(Failure::forbidden("your token does not let you record acts: ask for the scope agreements:write"));
    }
    let reader = reader(caller);
    if reader.clearance.is_none() {
        return Err(Failure::forbidden(
            "your token lets you read nothing, so you may write nothing: ask for the scope agreements:read and a clearance",
        ));
    }
    if key.is_empty() || key.chars().count() > LONGEST_KEY {
        return Err(Failure::bad_input(format!("input.idempotencyKey: write 1 to {LONGEST_KEY} characters")));
    }
    let said: Value = input.to_value();
    let request_digest = digest(&[mutation.as_bytes(), said.to_string().as_bytes()]);
    let idempotency = Some(Idempotency { key: key.to_string(), request_digest });
    Ok(Provenance { recorded_by: subject, reader, idempotency })
}

/// The version that the client has read.
fn version(readings: &Readings, agreement: AgreementId, text: &str) -> Result<u32, Failure> {
    readings.registry.open_version(agreement, text).ok_or_else(|| {
        Failure::bad_input(
            "input.expectedVersion: this is no version of this agreement: give the version that you have read with it",
        )
    })
}

/// Nobody hides from oneself what one writes.
fn check_label(readings: &Readings, label: &Label) -> Result<(), Failure> {
    let caller = &readings.caller;
    let visible = caller.clearance.is_some_and(|clearance| label.is_visible_to(clearance, caller.ministry.as_ref()));
    if visible {
        Ok(())
    } else {
        Err(Failure::forbidden(
            "input.propose.label: with this label you could not see the agreement yourself: choose one within your clearance, and releasable to your ministry",
        ))
    }
}

/// A later agreement that is named by its id must be there, for whoever names it.
async fn later_agreement(
    readings: &Readings,
    id: AgreementId,
    body: &ActBody,
) -> Result<Option<Arc<Agreement>>, Failure> {
    let ActDetails::Superseded(supersession) = &body.details else { return Ok(None) };
    let Some(later) = supersession.by else { return Ok(None) };
    if later == id {
        return Err(Failure::bad_input("input.supersede.by: an agreement does not take its own place"));
    }
    let found = readings.current().logs.load((later, None)).await?;
    found.map(Some).ok_or_else(|| {
        Failure::bad_input(format!("input.supersede.by: there is no agreement {later} that you may know of"))
    })
}
