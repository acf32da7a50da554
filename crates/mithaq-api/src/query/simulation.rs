//! Acts that are tried without being recorded.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID};
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{Agreement, Simulation};

use crate::failure::Failure;
use crate::input::act::{ActInput, Says, other_agreement};
use crate::input::id::{read_id, read_version};
use crate::output::simulation::AgreementSimulation;
use crate::reading::reading;

/// How many acts may be tried at once.
const MOST_ACTS: usize = 50;

/// What would come of acts of an agreement; none where it is absent or hidden.
pub(super) async fn simulate(
    context: &Context<'_>,
    agreement: &ID,
    expected_version: Option<&str>,
    acts: &[ActInput],
) -> Result<Option<AgreementSimulation>, Failure> {
    let reading = reading(context)?;
    let id: AgreementId = read_id(agreement, "agreementId")?;
    if acts.len() > MOST_ACTS {
        let asked = u64::try_from(acts.len()).unwrap_or(u64::MAX);
        return Err(Failure::limit("acts", asked, MOST_ACTS.try_into().unwrap_or(u64::MAX), "try fewer acts at once"));
    }
    let bodies = acts.iter().enumerate().map(|(nth, act)| act.body(&format!("acts[{nth}]")));
    let bodies = bodies.collect::<Result<Vec<_>, _>>()?;
    let (Some(view), Some(log)) = (reading.agreements.load(id).await?, reading.log(id, None).await?) else {
        return Ok(None);
    };
    if let Some(text) = expected_version
        && read_version(&reading.registry, id, text, "expectedVersion")? != log.version()
    {
        return Err(Failure::stale());
    }
    let mut others: HashMap<AgreementId, Arc<Agreement>> = HashMap::new();
    for (nth, (body, act)) in bodies.iter().zip(acts).enumerate() {
        let path = format!("acts[{nth}].{}", act.field());
        let other = other_agreement(&reading, id, body, &path).await?;
        others.extend(other.map(|other| (other.id(), other)));
    }
    let later = |id: AgreementId| others.get(&id).map(AsRef::as_ref);
    let Simulation { steps, after } = log.simulate_beside(&bodies, later, reading.today);
    let incoming = reading.related.load(id).await?;
    let incoming = incoming.iter().flat_map(|related| related.iter()).map(|relation| relation.of);
    let outgoing = after.relations().filter_map(|(_, relation)| relation.to);
    let related = outgoing.chain(incoming).chain(others.keys().copied()).collect();
    let (after, fields) = (Arc::new(after), acts.iter().map(ActInput::field).collect());
    Ok(Some(AgreementSimulation { view, log, steps, after, fields, related, reading }))
}
