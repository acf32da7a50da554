//! What is doubtful about the actor that a name was read as.

use chrono::NaiveDate;
use mithaq_domain::actor::{Actor, ActorKind};

use crate::doubt::{Doubt, DoubtCode};
use crate::names::{Manner, Unresolved};

/// What the way in which a party was found leaves doubtful.
pub(crate) fn of_manner(name: &str, on: Option<NaiveDate>, actor: &Actor, manner: Manner) -> Option<Doubt> {
    let read = format!("{name:?} is read as {}", actor.code);
    match manner {
        Manner::Plain => None,
        Manner::Approximate => Some(DoubtCode::ActorNameApproximate.because(format!("{read} by a part of the name."))),
        Manner::OutOfTime => {
            let on = on.map_or_else(String::new, |day| format!(" on {day}"));
            Some(DoubtCode::ActorOutOfTime.because(format!("{read}, which did not bear the name{on}.")))
        }
        Manner::DayUnknown => Some(DoubtCode::ActorDayUnknown.because(format!("{read}, its bearer of today."))),
    }
}

/// A dependency that contracts.
pub(crate) fn of_dependency(name: &str, actor: &Actor) -> Option<Doubt> {
    (actor.kind == ActorKind::Territory).then(|| {
        DoubtCode::PartyIsDependency.because(format!("{name:?} is {}, which is no state on that day.", actor.code))
    })
}

/// Why a name does not tell a party.
pub(crate) fn of_unresolved(field: &str, name: &str, on: Option<NaiveDate>, unresolved: &Unresolved) -> Doubt {
    match unresolved {
        Unresolved::Unknown => DoubtCode::ActorUnknown.because(format!("{field}: {name:?} is in no table of actors.")),
        Unresolved::Ambiguous(codes) => {
            let on = on.map_or_else(|| "without a day".to_owned(), |day| format!("on {day}"));
            let message = format!("{field}: {name:?} means several actors {on}: {}.", codes.join(", "));
            DoubtCode::ActorAmbiguous.because(message)
        }
        Unresolved::Collective => {
            DoubtCode::ActorCollective.because(format!("{field}: {name:?} stands for several actors at once."))
        }
    }
}
