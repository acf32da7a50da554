//! The actor table.

use mithaq_domain::actor::{self, ActorId, ActorKind};

#[test]
fn every_successor_and_parent_is_in_the_table() {
    let named = actor::all().iter().flat_map(|actor| {
        actor.successors.iter().chain(&actor.parent).map(move |code| (actor.code, *code)).collect::<Vec<_>>()
    });
    let unknown: Vec<_> = named.filter(|(_, code)| actor::by_code(code).is_none()).collect();
    assert_eq!(unknown, []);
}

#[test]
fn no_actor_succeeds_itself() {
    for actor in actor::all() {
        assert!(!actor.successors.contains(&actor.code), "{}", actor.code);
        assert_ne!(actor.parent, Some(actor.code));
    }
}

#[test]
fn nothing_ends_before_it_begins() {
    for actor in actor::all() {
        if let (Some(since), Some(until)) = (actor.since, actor.until) {
            assert!(since.earliest() <= until.latest(), "{} from {since} to {until}", actor.code);
        }
    }
}

#[test]
fn codes_tell_the_kind() {
    for actor in actor::all() {
        let organisation = actor.kind == ActorKind::Organisation;
        assert_eq!(organisation, actor.code.starts_with("O-") || is_league(actor.code), "{}", actor.code);
        let former = actor.kind == ActorKind::FormerState;
        assert!(!former || actor.until.is_some(), "{} is former, and no day says since when", actor.code);
    }
}

/// Leagues of states of the past, which keep the code of the past.
fn is_league(code: &str) -> bool {
    matches!(code, "X-ZOLLVEREIN" | "X-HANSE")
}

#[test]
fn names_are_filled_and_differ() {
    let mut names: Vec<&str> = actor::all().iter().map(|actor| actor.names.en).collect();
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert_eq!(twice, Vec::<&str>::new());
    for actor in actor::all() {
        assert!(actor.names.iter().all(|(_, name)| !name.trim().is_empty()), "{}", actor.code);
    }
}

#[test]
fn identities_are_made_from_codes_for_ever() {
    for (code, id) in [
        ("JOR", "79d94466-075d-534b-80ae-c4485ca4c867"),
        ("X-PRUSSIA", "4160c0ba-ec1f-57f0-8784-c4038852a728"),
        ("O-UNESCO", "2ca3ca94-d7d5-5124-ad86-715aa91698f7"),
    ] {
        assert_eq!(actor::by_code(code).unwrap().id.to_string(), id, "{code}");
    }
}

#[test]
fn a_state_that_only_changed_its_name_is_found_by_its_former_code() {
    for (former, code) in [("BUMM", "MMR"), ("DYBJ", "BEN"), ("HVBF", "BFA"), ("ZRCD", "COD"), ("TPTL", "TLS")] {
        assert_eq!(actor::by_code(former).map(|actor| actor.id), Some(ActorId::of_code(code)));
    }
}

#[test]
fn exists_between_its_days() {
    for (code, on, existed) in [
        ("DEU", "1880-01-01", false),
        ("DEU", "1960-01-01", true),
        ("X-GERMANY", "1880-01-01", true),
        ("X-GERMANY", "1960-01-01", false),
        ("CSHH", "1992-12-31", true),
        ("CSHH", "1993-01-01", false),
        ("FRA", "1703-01-01", true),
    ] {
        assert_eq!(actor::by_code(code).unwrap().existed_on(on.parse().unwrap()), existed, "{code} on {on}");
    }
}
