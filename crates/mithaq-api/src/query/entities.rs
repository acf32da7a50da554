//! Things by their keys, as gateways ask for them.

use std::sync::Arc;

use async_graphql::Union;
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::actor::{self, ActorKind};
use mithaq_domain::agreement;
use mithaq_domain::registry_number::RegistryNumber;
use uuid::Uuid;

use crate::failure::Failure;
use crate::input::id::read_id;
use crate::output::act::Act;
use crate::output::activity::Activity;
use crate::output::actor::{Actor, Country, FormerState, Organisation, Territory};
use crate::output::agreement::Agreement;
use crate::output::obligation::Obligation;
use crate::reading::Reading;
use crate::representation::{Representation, find_each, no_key};

/// What gateways may ask for.
#[derive(Union)]
#[graphql(name = "_Entity")]
pub(crate) enum Entity {
    /// An agreement.
    Agreement(Agreement),
    /// A country.
    Country(Country),
    /// A former state.
    FormerState(FormerState),
    /// A territory.
    Territory(Territory),
    /// An organisation.
    Organisation(Organisation),
    /// An act.
    Act(Act),
    /// An obligation.
    Obligation(Obligation),
    /// An activity.
    Activity(Activity),
}

/// The things, in the order asked.
pub(super) async fn find(
    reading: &Arc<Reading>,
    representations: Vec<Representation>,
) -> Result<Vec<Option<Result<Entity, Failure>>>, Failure> {
    let allowed = reading.registry.config.limits.representations;
    find_each(&representations, allowed, |wanted| one(reading, wanted)).await
}

async fn one(reading: &Arc<Reading>, wanted: &Representation) -> Result<Option<Entity>, Failure> {
    match wanted.text("__typename")? {
        Some("Agreement") => Ok(agreement(reading, wanted).await?.map(Entity::Agreement)),
        Some("Act") => Ok(of_log(reading, wanted, "Act")
            .await?
            .and_then(|(id, log)| Act::find(&log, id, reading))
            .map(Entity::Act)),
        Some("Obligation") => {
            let found = of_log(reading, wanted, "Obligation").await?;
            Ok(found.and_then(|(id, log)| Obligation::find(&log, id, reading)).map(Entity::Obligation))
        }
        Some("Activity") => {
            let found = of_log(reading, wanted, "Activity").await?;
            Ok(found.and_then(|(id, log)| Activity::find(&log, id, reading)).map(Entity::Activity))
        }
        Some("Actor") => Ok(wanted.actor(reading, None)?.map(Actor::entity)),
        Some("Country") => Ok(wanted.actor(reading, Some(ActorKind::Country))?.map(Actor::entity)),
        Some("FormerState") => Ok(wanted.actor(reading, Some(ActorKind::FormerState))?.map(Actor::entity)),
        Some("Territory") => Ok(wanted.actor(reading, Some(ActorKind::Territory))?.map(Actor::entity)),
        Some("Organisation") => Ok(wanted.actor(reading, Some(ActorKind::Organisation))?.map(Actor::entity)),
        Some(other) => Err(Failure::bad_input(format!("__typename: {other:?} is not an entity of this subgraph"))),
        None => Err(Failure::bad_input("__typename: a representation names its type")),
    }
}

async fn agreement(reading: &Arc<Reading>, wanted: &Representation) -> Result<Option<Agreement>, Failure> {
    let id: Option<AgreementId> = wanted.text("id")?.map(|text| read_id(text, "id")).transpose()?;
    let number: Option<RegistryNumber> = wanted
        .text("registryNumber")?
        .map(str::parse)
        .transpose()
        .map_err(|broken| Failure::bad_input(format!("registryNumber: {broken}")))?;
    let found = match (id, &number) {
        (Some(id), _) => Agreement::load(id, reading).await?,
        (None, Some(number)) => reading.numbers.load(number.clone()).await?.map(|view| Agreement::of(view, reading)),
        (None, None) => return Err(no_key("Agreement", "id or registryNumber")),
    };
    match (&found, number) {
        (Some(agreement), Some(number)) if agreement.view().number != number => Err(disagree("id", "registryNumber")),
        _ => Ok(found),
    }
}

/// The act whose identity a representation bears, and the log that it stands in.
async fn of_log(
    reading: &Arc<Reading>,
    wanted: &Representation,
    of: &str,
) -> Result<Option<(ActId, Arc<agreement::Agreement>)>, Failure> {
    let Some(id) = wanted.text("id")? else { return Err(no_key(of, "id")) };
    let id: ActId = read_id(id, "id")?;
    let Some(agreement) = reading.owners.load(id).await? else { return Ok(None) };
    let log = reading.log(agreement, None).await?;
    Ok(log.map(|log| (id, log)))
}

impl Representation {
    /// The actor by its id, its code or both, where it is of the kind.
    fn actor(&self, reading: &Arc<Reading>, kind: Option<ActorKind>) -> Result<Option<Actor>, Failure> {
        let id: Option<Uuid> = self.text("id")?.map(|text| read_id(text, "id")).transpose()?;
        let code = if kind == Some(ActorKind::Country) { self.text("code")? } else { None };
        let known = match (id, code) {
            (Some(id), _) => actor::by_id(id.into()),
            (None, Some(code)) => actor::by_code(code),
            (None, None) if kind == Some(ActorKind::Country) => return Err(no_key("Country", "id or code")),
            (None, None) => return Err(no_key("Actor", "id")),
        };
        let known = known.filter(|actor| kind.is_none_or(|kind| actor.kind == kind));
        match (known, code) {
            (Some(actor), Some(code)) if actor.code != code && !actor.former_codes.contains(&code) => {
                Err(disagree("id", "code"))
            }
            (known, _) => Ok(known.map(|known| Actor::of(known, reading))),
        }
    }
}

impl Actor {
    fn entity(self) -> Entity {
        match self {
            Self::Country(country) => Entity::Country(country),
            Self::FormerState(state) => Entity::FormerState(state),
            Self::Territory(territory) => Entity::Territory(territory),
            Self::Organisation(organisation) => Entity::Organisation(organisation),
        }
    }
}

fn disagree(one: &str, other: &str) -> Failure {
    Failure::bad_input(format!("{one}, {other}: the two keys are not of the same thing"))
}
