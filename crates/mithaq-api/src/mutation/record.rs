//! From a client's input to an act in the log.

use std::sync::Arc;

use async_graphql::{Context, ID, InputType, Value};
use mithaq_domain::act::{ActDetails, ActKind, AgreementId};
use mithaq_domain::agreement::{Agreement, Refused};
use mithaq_domain::label::Label;
use mithaq_store::{Changed, Idempotency, Provenance, StoreError};

use super::input::{Brings, ProposeAgreementInput};
use crate::failure::Failure;
use crate::input::act::{Says, other_agreement};
use crate::input::id::{read_id, read_version};
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
    // What writes is large, and a future that holds it is larger with each function between: it is kept apart.
    let done = Box::pin(store.open(&provenance, |number| Agreement::open(id, number, body, today))).await;
    outcome(readings, None, InputPath { nth: None, field: "propose", replacement: None }, done).await
}

/// Brings an act before an agreement.
pub(super) async fn record<I: Brings>(context: &Context<'_>, input: &I) -> Result<Outcome, Failure> {
    let readings = readings(context);
    let envelope = input.envelope();
    let provenance = provenance(readings, I::MUTATION, envelope.idempotency_key, input)?;
    let id: AgreementId = read_id(envelope.agreement_id, "input.agreementId")?;
    let expected = envelope.expected_version;
    let expected =
        expected.map(|text| read_version(&readings.registry, id, text, "input.expectedVersion")).transpose()?;
    let body = input.body()?;
    let path = input.path();
    let other = other_agreement(&readings.current(), id, &body, &format!("input.{}", path.field)).await?;
    readings.finish().await;
    let (today, stance) = (readings.today, envelope.stance.into());
    let store = &readings.registry.store;
    let decide = |agreement: &Agreement| match other {
        Some(later) if body.kind() == ActKind::Superseded => agreement.decide_beside(&later, body, stance, today),
        Some(_) | None => agreement.decide(body, stance, today),
    };
    let done = Box::pin(store.change(&provenance, id, expected, decide)).await;
    outcome(readings, Some(id), path, done).await
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
    if key.contains('\0') {
        return Err(Failure::bad_input("input.idempotencyKey: it holds the character U+0000: leave that out"));
    }
    let said: Value = input.to_value();
    let request_digest = digest(&[mutation.as_bytes(), said.to_string().as_bytes()]);
    let idempotency = Some(Idempotency { key: key.to_string(), request_digest });
    Ok(Provenance { recorded_by: subject, reader, idempotency })
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
