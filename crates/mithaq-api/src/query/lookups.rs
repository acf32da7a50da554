//! One thing by its id, number or code.

use async_graphql::Context;
use mithaq_domain::actor::{self, ActorKind};
use mithaq_domain::registry_number::RegistryNumber;

use crate::failure::Failure;
use crate::input::actor_ref::ActorRef;
use crate::input::id::read_id;
use crate::output::actor::{Actor, Country};
use crate::output::agreement::Agreement;
use crate::output::relationship::Relationship;
use crate::reading::reading;
use crate::scalar::{Date, DateTime};

/// The agreement of an id.
pub(super) async fn agreement(context: &Context<'_>, id: &str) -> Result<Option<Agreement>, Failure> {
    Agreement::load(read_id(id, "id")?, &reading(context)?).await
}

/// The agreement of a registry number.
pub(super) async fn agreement_by_number(context: &Context<'_>, number: &str) -> Result<Option<Agreement>, Failure> {
    let number: RegistryNumber =
        number.parse().map_err(|broken| Failure::bad_input(format!("registryNumber: {broken}")))?;
    let reading = reading(context)?;
    let view = reading.numbers.load(number).await?;
    Ok(view.map(|view| Agreement::of(view, &reading)))
}

/// The actor of an id or code.
pub(super) fn actor(context: &Context<'_>, reference: &ActorRef) -> Result<Option<Actor>, Failure> {
    let reading = reading(context)?;
    Ok(reference.find("ref")?.map(|known| Actor::of(known, &reading)))
}

/// The country of a code.
pub(super) fn country(context: &Context<'_>, code: &str) -> Result<Option<Country>, Failure> {
    let reading = reading(context)?;
    let known = actor::by_code(code).filter(|actor| actor.kind == ActorKind::Country);
    Ok(known.and_then(|known| Actor::of(known, &reading).country()))
}

/// All that binds two actors.
pub(super) async fn relationship(
    context: &Context<'_>,
    [between, and]: [&ActorRef; 2],
    as_of: Option<Date>,
    known_at: Option<DateTime>,
) -> Result<Relationship, Failure> {
    let reading = reading(context)?;
    let (between, and) = (between.known("between")?, and.known("and")?);
    if between.id == and.id {
        return Err(Failure::bad_input("between, and: they are the same actor: name two"));
    }
    let known_at = known_at.map(|moment| moment.0);
    reading.check_known_at(known_at).await?;
    let as_of = as_of.map_or(reading.today, |day| day.0);
    Ok(Relationship { between, and, as_of, known_at, reading })
}
