//! The hash chain of a log.

use mithaq_domain::act::{ActBody, BrokenChain, SealedAct};

use crate::book::*;

fn sealed() -> Vec<SealedAct> {
    let book = Book::ratified(terms(), "1986-03-10", "1986-09-01");
    let mut chain: Vec<SealedAct> = Vec::new();
    for (salt, act) in (0..).zip(book.agreement.acts()) {
        let previous = chain.last().map_or([0; 32], |act| act.hash);
        chain.push(SealedAct::seal(act.clone(), [salt; 16], previous));
    }
    chain
}

fn first_fault(chain: &[SealedAct]) -> Option<BrokenChain> {
    let previous = std::iter::once(None).chain(chain.iter().map(Some));
    chain.iter().zip(previous).find_map(|(act, before)| act.verify(before).err())
}

#[test]
fn a_log_that_was_not_touched_holds() {
    assert_eq!(first_fault(&sealed()), None);
}

#[test]
fn every_kind_of_tampering_is_found_at_the_act_it_touches() {
    let touch: [fn(&mut Vec<SealedAct>); 5] = [
        |chain| chain[2].bytes[20] ^= 1,
        |chain| chain[2].act.recorded_by = "someone else".to_owned(),
        |chain| chain[2].act.recorded_at += chrono::TimeDelta::seconds(1),
        |chain| chain[2].salt[0] ^= 1,
        |chain| {
            chain.remove(2);
        },
    ];
    for (kind, touch) in touch.into_iter().enumerate() {
        let mut chain = sealed();
        touch(&mut chain);
        let at = chain[2].act.id;
        let fault = first_fault(&chain).unwrap();
        let named = match fault {
            BrokenChain::Body(id) | BrokenChain::Entry(id) | BrokenChain::Link(id) | BrokenChain::Erasure(id) => id,
        };
        assert_eq!(named, at, "tampering {kind}");
    }
}

#[test]
fn a_body_reads_back_as_it_was_written() {
    for act in sealed() {
        assert_eq!(serde_json::from_slice::<ActBody>(&act.bytes).unwrap(), act.act.body);
    }
}
