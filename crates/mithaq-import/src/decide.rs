//! What follows for the log from what a register now says.

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, AgreementId, EntryRectified, LegalBasis, RecordedAct};
use mithaq_domain::agreement::{Agreement, BrokenLog, Change};
use mithaq_domain::registry_number::RegistryNumber;

use crate::bodies::imported;

/// What follows for the log. A record that is new becomes an agreement. One that has changed appends: a fact that the
/// register now states differently corrects its entry, a new fact is added, and the entry of one that it no longer
/// states is struck out. Nothing follows where the log says all of it already.
///
/// # Errors
/// Where the acts do not fold, which would be a fault in this crate.
pub fn decide(
    earlier: Option<&Agreement>,
    id: AgreementId,
    number: RegistryNumber,
    bodies: Vec<ActBody>,
) -> Result<Option<Change>, BrokenLog> {
    let Some(earlier) = earlier else {
        return Agreement::import(id, number, bodies).map(Some);
    };
    let bodies = differences(earlier, bodies);
    if bodies.is_empty() { Ok(None) } else { earlier.append(bodies).map(Some) }
}

fn differences(earlier: &Agreement, bodies: Vec<ActBody>) -> Vec<ActBody> {
    let mut standing: Vec<&RecordedAct> = entries(earlier, |effect| effect != ActEffect::Rectified).collect();
    let struck_by_hand: Vec<&RecordedAct> = entries(earlier, |effect| effect == ActEffect::Rectified)
        .filter(|act| is_struck_by_hand(earlier, act))
        .collect();
    let mut appended = Vec::new();
    // What is said as before comes first, so that no other entry of its kind is taken for it.
    let bodies: Vec<ActBody> = bodies
        .into_iter()
        .filter(|body| {
            let told = standing.iter().position(|act| says_the_same(&act.body, body));
            told.map(|at| standing.swap_remove(at)).is_none()
        })
        .collect();
    for body in bodies {
        let told = standing.iter().position(|act| act.body.kind() == body.kind() && act.body.by == body.by);
        match told.map(|at| standing.swap_remove(at)) {
            Some(act) => appended.push(body.correcting(act.id)),
            // A person has found the entry wrong; that the register still says so is no reason to bring it back.
            None if struck_by_hand.iter().any(|act| says_the_same(&act.body, &body)) => {}
            None => appended.push(body),
        }
    }
    appended.extend(standing.into_iter().map(|act| {
        let reason = "The register no longer says so.".to_owned();
        imported(ActDetails::EntryRectified(EntryRectified { struck_out: act.id, reason }))
    }));
    appended
}

/// Entries that were taken over from a register, the mending ones apart, by their effect.
fn entries(agreement: &Agreement, wanted: impl Fn(ActEffect) -> bool) -> impl Iterator<Item = &RecordedAct> {
    agreement
        .acts()
        .iter()
        .zip(agreement.standing().effects())
        .filter(move |(act, effect)| {
            let mends = matches!(act.body.details, ActDetails::EntryRectified(_));
            act.body.basis == LegalBasis::Imported && !mends && wanted(*effect)
        })
        .map(|(act, _)| act)
}

fn is_struck_by_hand(agreement: &Agreement, struck: &RecordedAct) -> bool {
    agreement.acts().iter().filter(|act| act.body.basis != LegalBasis::Imported).any(|act| {
        act.body.corrects == Some(struck.id)
            || matches!(&act.body.details, ActDetails::EntryRectified(mended) if mended.struck_out == struck.id)
    })
}

fn says_the_same(recorded: &ActBody, body: &ActBody) -> bool {
    ActBody { corrects: None, ..recorded.clone() } == *body
}
