//! A record's partition is the one that Java's producer would choose by its key, so that consumers which reckon it agree.

use mithaq_domain::label::Classification as C;
use mithaq_events::{PARTITIONS, events_topic, state_topic};

use crate::book::open;
use crate::registry::{Registry, new_agreement};
use crate::topic::read;

/// `murmur2` of `org.apache.kafka.common.utils.Utils`.
fn murmur2(data: &[u8]) -> i32 {
    const M: u32 = 0x5bd1_e995;
    let mixed = |four: u32| {
        let four = four.wrapping_mul(M);
        (four ^ (four >> 24)).wrapping_mul(M)
    };
    let mut hash = 0x9747_b28c ^ u32::try_from(data.len()).unwrap();
    let mut fours = data.chunks_exact(4);
    for four in fours.by_ref() {
        hash = hash.wrapping_mul(M) ^ mixed(u32::from_le_bytes(four.try_into().unwrap()));
    }
    let rest = fours.remainder();
    if !rest.is_empty() {
        let rest = rest.iter().rev().fold(0, |bytes: u32, byte| bytes << 8 | u32::from(*byte));
        hash = (hash ^ rest).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 13)).wrapping_mul(M);
    (hash ^ (hash >> 15)).cast_signed()
}

/// The partition of `BuiltInPartitioner.partitionForKey`.
fn partition_of(key: &str) -> i32 {
    (murmur2(key.as_bytes()) & 0x7fff_ffff) % PARTITIONS
}

#[test]
fn the_hash_is_javas() {
    // The cases of Kafka's own UtilsTest.
    for (data, hash) in [
        ("21", -973_932_308),
        ("foobar", -790_332_482),
        ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
        ("abc", 479_470_107),
    ] {
        assert_eq!(murmur2(data.as_bytes()), hash, "{data}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_keys_lie_where_java_puts_them() {
    let registry = Registry::create().await;
    for _ in 0..200 {
        open(&registry.database.store, new_agreement(), C::Unclassified).await.unwrap();
    }
    let running = registry.run();
    registry.drained().await;
    running.stop().await;
    for topic in [events_topic(&registry.public), state_topic(&registry.public)] {
        let records = read(&topic);
        assert_eq!(records.len(), 200, "{topic}");
        for record in records {
            assert_eq!(record.partition, partition_of(&record.key), "{topic}: {}", record.key);
        }
    }
}
