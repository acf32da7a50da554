//! From the queue to the feeds.

use std::time::Duration;

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use mithaq_domain::label::{Classification as C, Label, Ministry};
use mithaq_store::stream::{Audience, FeedKind, Lease, Stream, StreamError, Stretch, Watermark};
use mithaq_store::testing::TestDatabase;

use crate::book::*;

async fn lead(stream: &Stream) -> Lease {
    stream.take_lease("publisher", "test").await.unwrap().unwrap()
}

/// Other databases of the server have transactions too, and each is waited for.
async fn settle_soon(stream: &Stream, lease: &Lease, look: &Watermark) {
    for _ in 0..1_000 {
        if stream.settle(lease, look).await.unwrap().is_some() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("a transaction ran for ten seconds");
}

async fn told(stream: &Stream, audience: &str) -> Vec<(i64, i64)> {
    let source = stream.entries_after(audience, 0, 1_000).await.unwrap();
    source.entries.iter().map(|entry| (entry.sequence, entry.revision)).collect()
}

#[tokio::test]
async fn each_audience_has_a_sequence_without_gaps_whatever_is_hidden_from_it() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let (open_one, hidden) =
        (open(&database, "Open", Label::unclassified()).await, open(&database, "Hidden", label(C::Secret, &[])).await);
    done(&database, hidden.agreement.id(), sign(home(), "2020-02-01")).await.unwrap();
    done(&database, open_one.agreement.id(), sign(home(), "2020-02-01")).await.unwrap();
    assert_eq!(stream.sequence(&lease, 0).await.unwrap().acts, 4);
    done(&database, open_one.agreement.id(), sign(partner(), "2020-02-01")).await.unwrap();
    assert_eq!(stream.sequence(&lease, 0).await.unwrap().acts, 1);
    assert_eq!(told(&stream, "public").await, [(1, 1), (2, 2), (3, 3)]);
    assert_eq!(told(&stream, "registry").await, [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)]);
}

#[tokio::test]
async fn a_commit_that_comes_late_is_taken_later_and_nothing_is_skipped() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let late = open(&database, "Late", Label::unclassified()).await.agreement.id();
    stream.sequence(&lease, 0).await.unwrap();
    // A writer that has its queue row and has not committed.
    let mut held = AsyncPgConnection::establish(&database.url).await.unwrap();
    let act = stream.entries_after("public", 0, 1).await.unwrap().entries[0].act;
    held.batch_execute("BEGIN; INSERT INTO unsequenced (act_id) VALUES ('00000000-0000-0000-0000-000000000001')")
        .await
        .unwrap();
    done(&database, late, sign(home(), "2020-02-01")).await.unwrap();
    let look = stream.look().await.unwrap();
    assert_eq!(stream.sequence(&lease, 0).await.unwrap().acts, 1);
    assert_eq!(stream.settle(&lease, &look).await.unwrap(), None, "a transaction that ran at the look still runs");
    held.batch_execute("ROLLBACK").await.unwrap();
    settle_soon(&stream, &lease, &look).await;
    assert_eq!(stream.entries_after("public", 0, 1).await.unwrap().entries[0].act, act);
    let snapshot = database.store.snapshot(mithaq_store::testing::officer().reader);
    let known = snapshot.known_until().await.unwrap();
    snapshot.check_known_at(known).await.unwrap();
}

#[tokio::test]
async fn a_writer_that_began_last_of_all_is_waited_for_too() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    // Nothing that began after it has ended, so that it does not lie below the xmax of any snapshot.
    let mut held = AsyncPgConnection::establish(&database.url).await.unwrap();
    held.batch_execute(
        "BEGIN; SELECT pg_current_xact_id(); INSERT INTO unsequenced (act_id) VALUES ('00000000-0000-0000-0000-000000000001')",
    )
    .await
    .unwrap();
    let look = stream.look().await.unwrap();
    assert_eq!(stream.settle(&lease, &look).await.unwrap(), None);
    held.batch_execute("ROLLBACK").await.unwrap();
    settle_soon(&stream, &lease, &look).await;
}

#[tokio::test]
async fn the_database_and_the_program_agree_on_what_an_audience_may_know() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let mut audiences = stream.audiences().await.unwrap();
    for (at, clearance) in C::ALL.iter().enumerate() {
        for ministry in [None, Some("MOD"), Some("MOI")] {
            let ministry = ministry.map(|code| Ministry::try_from(code.to_owned()).unwrap());
            let name = format!("a{at}-{}", ministry.as_ref().map_or("none", Ministry::as_str).to_lowercase());
            audiences.push(Audience { name, clearance: *clearance, ministry, every_ministry: false, generation: 1 });
            stream.add_audience(audiences.last().unwrap()).await.unwrap();
        }
    }
    let labels: Vec<Label> = C::ALL
        .iter()
        .flat_map(|classification| {
            [&[][..], &["MOD"], &["MOD", "MOI"], &["MFA"]].map(|ministries| label(*classification, ministries))
        })
        .collect();
    for label in &labels {
        open(&database, "Agreement", label.clone()).await;
    }
    let lease = lead(&stream).await;
    stream.sequence(&lease, 0).await.unwrap();
    for audience in audiences {
        let visible = labels.iter().filter(|label| audience.may_know(label)).count();
        assert_eq!(told(&stream, &audience.name).await.len(), visible, "{audience:?}");
    }
}

#[tokio::test]
async fn a_lease_is_held_by_one_and_who_led_before_is_fenced() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let first = lead(&stream).await;
    assert_eq!(stream.take_lease("publisher", "other").await.unwrap(), None);
    stream.renew(&first).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    let second = stream.take_lease("publisher", "other").await.unwrap().unwrap();
    assert_eq!(second.epoch, first.epoch + 1);
    assert!(matches!(stream.renew(&first).await, Err(StreamError::Fenced { .. })));
    assert!(matches!(stream.sequence(&first, 0).await, Err(StreamError::Fenced { .. })));
    assert!(matches!(stream.advance(&first, "public", 1).await, Err(StreamError::Fenced { .. })));
    stream.release(&second).await.unwrap();
    assert!(stream.take_lease("publisher", "third").await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_recorded_after_the_clock_was_set_back_is_later_than_all_that_is_known() {
    let database = TestDatabase::create().await;
    let before = open(&database, "One", Label::unclassified()).await;
    // The sequencer had said so by a clock that was a day ahead.
    database.tamper("UPDATE watermark SET known_until = clock_timestamp() + interval '1 day'").await;
    let ahead = before.acts[0].recorded_at + chrono::TimeDelta::hours(23);
    let opened = open(&database, "Two", Label::unclassified()).await;
    let signed = done(&database, before.agreement.id(), sign(home(), "2020-02-01")).await.unwrap();
    for changed in [opened, signed] {
        assert!(changed.acts[0].recorded_at > ahead, "{}", changed.acts[0].recorded_at);
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_keeps_nobody_from_leading() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let first = lead(&stream).await;
    database.tamper("UPDATE lease SET until = until + interval '1 hour'").await;
    let second = stream.take_lease("publisher", "other").await.unwrap().unwrap();
    assert_eq!(second.epoch, first.epoch + 1);
    assert!(matches!(stream.renew(&first).await, Err(StreamError::Fenced { .. })));
}

#[tokio::test]
async fn lag_tells_how_much_waits() {
    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    open(&database, "Open", Label::unclassified()).await;
    let lag = stream.lag().await.unwrap();
    assert_eq!(lag.iter().map(|lag| lag.events).collect::<Vec<_>>(), [1, 0, 0]);
    let lease = lead(&stream).await;
    stream.sequence(&lease, 0).await.unwrap();
    stream.advance(&lease, "public", 1).await.unwrap();
    let lag = stream.lag().await.unwrap();
    let of = |name: Option<&str>| lag.iter().find(|lag| lag.audience.as_deref() == name).unwrap().events;
    assert_eq!((of(None), of(Some("public")), of(Some("registry"))), (0, 0, 1));
}

#[tokio::test]
async fn who_loses_sight_is_told_so_and_who_gains_it_begins_anew() {
    use FeedKind::{Disclosed, Recorded, Withdrawn};

    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let id = open(&database, "Open", Label::unclassified()).await.agreement.id();
    // All of it in one step, although today's label is another than most acts had.
    for classification in [C::Secret, C::Confidential, C::Unclassified, C::Restricted] {
        done(&database, id, reclassified(classification)).await.unwrap();
        done(&database, id, sign(home(), "2020-02-01")).await.unwrap();
    }
    stream.sequence(&lease, 0).await.unwrap();
    done(&database, id, reclassified(C::Unclassified)).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    assert_eq!(
        kinds(&stream, "public").await,
        [
            (1, 1, Recorded),
            (2, 2, Withdrawn),
            (3, 1, Disclosed),
            (4, 2, Recorded),
            (5, 3, Withdrawn),
            (6, 1, Disclosed)
        ]
    );
    assert_eq!(kinds(&stream, "registry").await, (1..=10).map(|at| (at, at, Recorded)).collect::<Vec<_>>());
}

#[tokio::test]
async fn who_was_never_told_of_an_agreement_hears_of_no_withdrawal_and_first_that_it_is_disclosed() {
    use FeedKind::{Disclosed, Recorded};

    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let hidden = open(&database, "One", Label::unclassified()).await.agreement.id();
    let known = open(&database, "Two", Label::unclassified()).await.agreement.id();
    stream.sequence(&lease, 0).await.unwrap();
    // As audiences were added before they were told how everything stands.
    database.tamper("INSERT INTO audiences (name, clearance) VALUES ('late', 0)").await;
    done(&database, hidden, reclassified(C::Secret)).await.unwrap();
    done(&database, known, sign(home(), "2020-02-01")).await.unwrap();
    done(&database, known, sign(partner(), "2020-02-01")).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    let entries = stream.entries_after("late", 0, 100).await.unwrap().entries;
    let told: Vec<_> = entries.iter().map(|entry| (entry.agreement, entry.revision, entry.kind)).collect();
    assert_eq!(told, [(known, 1, Disclosed), (known, 2, Recorded)]);
}

fn late(name: &str) -> Audience {
    Audience { name: name.to_owned(), clearance: C::Unclassified, ministry: None, every_ministry: false, generation: 1 }
}

async fn kinds(stream: &Stream, audience: &str) -> Vec<(i64, i64, FeedKind)> {
    let entries = stream.entries_after(audience, 0, 100).await.unwrap().entries;
    entries.iter().map(|entry| (entry.sequence, entry.revision, entry.kind)).collect()
}

#[tokio::test]
async fn an_audience_that_is_added_is_told_how_all_stands_and_whoever_led_is_fenced() {
    use FeedKind::{Disclosed, Recorded};

    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let ids = [
        open(&database, "One", Label::unclassified()).await.agreement.id(),
        open(&database, "Two", label(C::Secret, &[])).await.agreement.id(),
        open(&database, "Three", Label::unclassified()).await.agreement.id(),
    ];
    done(&database, ids[0], sign(home(), "2020-02-01")).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    // Recorded, and not sequenced yet: the audience sees the agreement as it was, and hears of this by an event.
    done(&database, ids[2], reclassified(C::Secret)).await.unwrap();
    assert_eq!(stream.add_audience(&late("late")).await.unwrap(), 2);
    assert!(matches!(stream.sequence(&lease, 0).await, Err(StreamError::Fenced { .. })));
    let lease = lead(&stream).await;
    done(&database, ids[0], sign(partner(), "2020-02-01")).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    assert_eq!(
        kinds(&stream, "late").await,
        [(1, 1, Disclosed), (2, 1, Disclosed), (3, 2, FeedKind::Withdrawn), (4, 2, Recorded)]
    );

    stream.remove_audience("late").await.unwrap();
    assert_eq!((stream.audiences().await.unwrap().len(), kinds(&stream, "late").await.len()), (2, 0));
    assert_eq!(stream.add_audience(&late("late")).await.unwrap(), 1, "as if it had never been there");
}

#[tokio::test]
async fn a_new_generation_tells_nothing_of_what_has_left_sight() {
    use FeedKind::{Disclosed, Recorded};

    let database = TestDatabase::create().await;
    let stream = database.store.stream();
    let lease = lead(&stream).await;
    let recalled = open(&database, "One", Label::unclassified()).await.agreement.id();
    let back = open(&database, "Two", Label::unclassified()).await.agreement.id();
    let kept = open(&database, "Three", Label::unclassified()).await.agreement.id();
    done(&database, recalled, reclassified(C::Secret)).await.unwrap();
    done(&database, back, reclassified(C::Secret)).await.unwrap();
    done(&database, back, reclassified(C::Unclassified)).await.unwrap();
    done(&database, kept, sign(home(), "2020-02-01")).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    stream.advance(&lease, "public", 7).await.unwrap();
    assert_eq!(stream.republish("public").await.unwrap(), Some(3));
    let entries = stream.entries_after("public", 0, 100).await.unwrap().entries;
    assert_eq!(entries.iter().map(|entry| entry.agreement).collect::<Vec<_>>(), [kept, back, kept]);
    assert_eq!(kinds(&stream, "public").await, [(1, 1, Recorded), (2, 1, Disclosed), (3, 2, Recorded)]);
    let public = stream.audiences().await.unwrap().into_iter().find(|audience| audience.name == "public").unwrap();
    assert_eq!((public.address().as_str(), stream.published("public").await.unwrap()), ("public.g2", 0));
    let lease = lead(&stream).await;
    done(&database, recalled, reclassified(C::Unclassified)).await.unwrap();
    stream.sequence(&lease, 0).await.unwrap();
    assert_eq!(kinds(&stream, "public").await[3], (4, 1, Disclosed));

    done(&database, kept, reclassified(C::Secret)).await.unwrap();
    assert_eq!(stream.republish("public").await.unwrap(), None, "what takes it out of sight waits to be sequenced");
    let again = Stretch { audience: "public".to_owned(), after: 0, until: 4, agreement: Some(kept) };
    let told = stream.entries_again(&again, 10).await.unwrap().entries;
    assert!(!told.is_empty() && told.iter().all(|entry| entry.kind == FeedKind::Withdrawn), "nor is it told again");
}

/// A plan is made once, when little waits, and kept; it may not be one for a tenth of all that there will be.
#[tokio::test]
async fn a_step_reads_no_table_from_end_to_end_however_much_waits() {
    let database = TestDatabase::create().await;
    database
        .tamper(
            "INSERT INTO unsequenced (act_id) SELECT gen_random_uuid() FROM generate_series(1, 50000);
             INSERT INTO feed (position, act_id) SELECT n, gen_random_uuid() FROM generate_series(1, 50000) n;
             INSERT INTO audience_feed (audience, sequence, position, kind, agreement_id, revision)
             SELECT 'public', n, n, 1, gen_random_uuid(), 1 FROM generate_series(1, 50000) n;
             ANALYZE",
        )
        .await;
    let stream = database.store.stream();
    for plan in [stream.plan_of_sequence().await.unwrap(), stream.plan_of_entries().await.unwrap()] {
        for table in ["unsequenced", "feed", "audience_feed"] {
            assert!(!plan.contains(&format!("Seq Scan on {table}")), "{plan}");
        }
    }
}
