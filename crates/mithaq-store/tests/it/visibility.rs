//! Hidden is the same as absent.

use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::Classification as C;
use mithaq_store::testing::{TestDatabase, officer, reader};
use mithaq_store::{
    AgreementQuery, Condition, Direction, GroupBy, Order, OrderBy, PageRequest, Provenance, Reader, StoreError,
};

use crate::book::*;

fn everything() -> AgreementQuery {
    AgreementQuery {
        condition: Condition::All(Vec::new()),
        order: Order { by: OrderBy::Recorded, direction: Direction::Ascending },
        as_of: today(),
        known_at: None,
    }
}

#[tokio::test]
async fn each_reader_sees_what_clearance_and_ministry_allow_and_nothing_tells_of_the_rest() {
    let database = TestDatabase::create().await;
    let mut agreements = Vec::new();
    for (classification, ministries) in [
        (C::Unclassified, vec![]),
        (C::Unclassified, vec!["MOD"]),
        (C::Restricted, vec![]),
        (C::Confidential, vec!["MOI", "MOD"]),
        (C::Secret, vec![]),
        (C::Secret, vec!["MOI"]),
    ] {
        let label = label(classification, &ministries);
        // The officer who opens them need not be able to see them afterwards.
        let opened = open(&database, &format!("{classification} {ministries:?}"), label).await;
        agreements.push(opened.agreement.id());
    }
    for (who, seen) in [
        (Reader::nobody(), vec![]),
        (reader(C::Unclassified, None), vec![0]),
        (reader(C::Unclassified, Some("MOD")), vec![0, 1]),
        (reader(C::Restricted, Some("MFA")), vec![0, 2]),
        (reader(C::Confidential, Some("MOI")), vec![0, 2, 3]),
        (reader(C::Secret, Some("MOD")), vec![0, 1, 2, 3, 4]),
        (reader(C::Secret, Some("MOI")), vec![0, 2, 3, 4, 5]),
    ] {
        let mut expected: Vec<_> = seen.into_iter().map(|at: usize| agreements[at]).collect();
        expected.sort_unstable();
        let snapshot = database.store.snapshot(who.clone());
        let mut got: Vec<_> = snapshot.agreements(&agreements).await.unwrap().into_iter().map(|a| a.id).collect();
        got.sort_unstable();
        assert_eq!(got, expected, "{who:?}");
        let request = PageRequest { size: 100, from: None, backwards: false };
        let page = snapshot.page(&everything(), &request).await.unwrap();
        assert_eq!(page.rows.iter().map(|(row, _)| row.id).collect::<Vec<_>>(), expected, "{who:?}");
        let count = u64::try_from(expected.len()).unwrap();
        assert_eq!(snapshot.count(&everything()).await.unwrap(), count);
        let logs = snapshot.logs(&agreements, None).await.unwrap();
        assert_eq!(logs.len(), expected.len());
        let listed = snapshot.listed_acts(&agreements).await.unwrap();
        let listed = listed.iter().map(|act| (act.agreement, act.version, act.id, act.kind, act.recorded_at));
        let mut logged: Vec<_> = logs.iter().flat_map(Agreement::acts).collect();
        logged.sort_unstable_by_key(|act| (act.agreement, act.version));
        let logged = logged.iter().map(|act| (act.agreement, act.version, act.id, act.body.kind(), act.recorded_at));
        assert!(listed.eq(logged), "{who:?}");
        let asked: Vec<_> = agreements.iter().map(|id| (*id, today(), None)).collect();
        assert_eq!(snapshot.statuses(&asked).await.unwrap().iter().flatten().count(), expected.len());
        let found = AgreementQuery { condition: Condition::Text("kenya".to_owned()), ..everything() };
        assert_eq!(snapshot.count(&found).await.unwrap(), count, "{who:?}");
        let by_area = snapshot.statistics(&everything(), &[GroupBy::Area], 10).await.unwrap();
        assert_eq!(by_area.total, count);
        assert!(by_area.rows.iter().all(|row| row.count == count), "{by_area:?}");
        snapshot.finish().await.unwrap();
    }
}

#[tokio::test]
async fn a_relation_is_found_from_the_other_side_by_who_may_see_the_one_that_has_it() {
    let database = TestDatabase::create().await;
    let parent = open(&database, "Framework", label(C::Unclassified, &[])).await.agreement.id();
    let known = open(&database, "Arrangement", label(C::Unclassified, &[])).await.agreement.id();
    let hidden = open(&database, "Secret arrangement", label(C::Secret, &[])).await.agreement.id();
    for id in [known, hidden] {
        done(&database, id, implements(parent)).await.unwrap();
    }
    for (who, seen) in [(officer().reader, vec![known, hidden]), (reader(C::Restricted, None), vec![known])] {
        let snapshot = database.store.snapshot(who);
        let relations = snapshot.relations_to(&[parent, known]).await.unwrap();
        assert!(relations.iter().all(|relation| relation.other == parent));
        assert_eq!(relations.into_iter().map(|relation| relation.of).collect::<Vec<_>>(), seen);
    }
    done(&database, known, reclassified(C::Secret)).await.unwrap();
    let snapshot = database.store.snapshot(reader(C::Restricted, None));
    assert_eq!(snapshot.relations_to(&[parent]).await.unwrap(), []);
}

#[tokio::test]
async fn who_may_not_see_it_cannot_change_it() {
    let database = TestDatabase::create().await;
    let id = open(&database, "Secret", label(C::Secret, &[])).await.agreement.id();
    let clerk = Provenance { reader: reader(C::Restricted, Some("MOD")), ..officer() };
    let body = sign(home(), "2020-02-01");
    let changed = database
        .store
        .change(&clerk, id, None, |agreement| agreement.decide(body, mithaq_domain::agreement::Stance::Done, today()));
    assert!(matches!(changed.await, Err(StoreError::NotFound(_))));
}
