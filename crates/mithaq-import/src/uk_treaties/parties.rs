//! Who contracts, and to which territories an agreement extends.

use chrono::NaiveDate;
use mithaq_domain::actor::{self, Actor, ActorId};
use mithaq_domain::party::{Parties, Party, PartyRole};

use crate::actors::{of_dependency, of_manner, of_unresolved};
use crate::doubt::{Doubt, DoubtCode};
use crate::names::{Manner, NameLanguage, Unresolved, resolve};

/// The state whose register it is.
const HOME: &str = "GBR";

/// Reads the names of a record: those in capitals contract, the others are territories.
pub(super) fn read(names: &str, on: Option<NaiveDate>, doubts: &mut Vec<Doubt>) -> Option<Parties> {
    let names = || names.split(';').map(str::trim).filter(|name| !name.is_empty());
    let mut contracting: Vec<&'static Actor> = Vec::new();
    let (mut contracting_names, mut unresolved) = (0, 0);
    for name in names().filter(|name| is_party(name)) {
        contracting_names += 1;
        match party(name, on, doubts) {
            Some(actor) if contracting.contains(&actor) => {
                doubts.push(DoubtCode::PartyNamedTwice.because(format!("{name:?} means {} once more.", actor.code)));
            }
            Some(actor) => contracting.push(actor),
            None => unresolved += 1,
        }
    }
    let (Some([one, other]), 0) = (contracting.first_chunk::<2>(), unresolved) else {
        // Where one of two names is not known, that says it all.
        if unresolved == 0 || contracting_names != 2 {
            doubts.push(count(contracting_names, contracting.len() + unresolved));
        }
        return None;
    };
    if contracting.len() > 2 {
        doubts.push(count(contracting_names, contracting.len()));
        return None;
    }
    let (home, counterpart) = if other.code == HOME { (*other, *one) } else { (*one, *other) };
    let mut parties = [Party::of(home.id), Party::of(counterpart.id)];
    for name in names().filter(|name| !is_party(name)) {
        if let Some((territory, role)) = territory(name, on, [home, counterpart], doubts) {
            let party = match role {
                PartyRole::Home => &mut parties[0],
                PartyRole::Counterpart => &mut parties[1],
            };
            if !party.territories_included.contains(&territory) {
                party.territories_included.push(territory);
            }
        }
    }
    let [home, counterpart] = parties;
    Parties::try_new(home, counterpart).ok()
}

/// Whether a name is written in capitals.
fn is_party(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn count(contracting_names: usize, distinct: usize) -> Doubt {
    if contracting_names == 2 && distinct == 1 {
        return DoubtCode::PartiesSame.because("country_name: both names mean the same actor.");
    }
    DoubtCode::PartyCount.because(format!("country_name: {distinct} parties are named in capitals, and not two."))
}

fn party(name: &str, on: Option<NaiveDate>, doubts: &mut Vec<Doubt>) -> Option<&'static Actor> {
    match resolve(name, on, NameLanguage::English) {
        Ok(resolved) => {
            doubts.extend(of_manner(name, on, resolved.actor, resolved.manner));
            doubts.extend(of_dependency(name, resolved.actor));
            Some(resolved.actor)
        }
        Err(unresolved) => {
            doubts.push(of_unresolved("country_name", name, on, &unresolved));
            None
        }
    }
}

/// A territory, and the party to which it belongs.
fn territory(
    name: &str,
    on: Option<NaiveDate>,
    parties: [&'static Actor; 2],
    doubts: &mut Vec<Doubt>,
) -> Option<(ActorId, PartyRole)> {
    let doubt = |code: DoubtCode, what: &str| code.because(format!("country_name: {name:?} {what}"));
    let resolved = match resolve(name, on, NameLanguage::English) {
        Ok(resolved) => resolved,
        Err(Unresolved::Collective) => {
            doubts.push(doubt(DoubtCode::TerritoryCollective, "stands for several territories."));
            return None;
        }
        Err(Unresolved::Unknown | Unresolved::Ambiguous(_)) => {
            doubts.push(doubt(DoubtCode::TerritoryUnknown, "is in no table, or means several."));
            return None;
        }
    };
    let actor = resolved.actor;
    if parties.contains(&actor) {
        doubts.push(doubt(DoubtCode::TerritoryIsParty, "is a party."));
        return None;
    }
    match resolved.manner {
        Manner::Plain => {}
        Manner::OutOfTime | Manner::DayUnknown => {
            doubts.push(doubt(DoubtCode::TerritoryOutOfTime, &format!("is read as {}.", actor.code)));
        }
        Manner::Approximate => {
            doubts.push(doubt(DoubtCode::ActorNameApproximate, &format!("is read as {}.", actor.code)));
        }
    }
    let role = role_of(actor, parties).unwrap_or_else(|| {
        doubts.push(doubt(DoubtCode::TerritoryOfNeither, "belongs to neither party by the table of actors."));
        PartyRole::Home
    });
    Some((actor.id, role))
}

/// The party that administers a territory, directly or by another.
fn role_of(territory: &Actor, [home, counterpart]: [&Actor; 2]) -> Option<PartyRole> {
    let mut parent = territory.parent;
    while let Some(code) = parent {
        if code == home.code {
            return Some(PartyRole::Home);
        }
        if code == counterpart.code {
            return Some(PartyRole::Counterpart);
        }
        parent = actor::by_code(code).and_then(|actor| actor.parent);
    }
    None
}
