//! What was made once and is kept for the next who asks: bounded in number and in bytes.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lru::LruCache;

/// How long a text may be for what was made of it to be kept; longer ones carry values that belong in variables.
const LONGEST: usize = 16 * 1024;

/// How many bytes of texts are kept. A parsed document takes up to 150 times as much, if it is made for that, and
/// usually 30 times.
const BYTES: usize = 512 * 1024;

/// How many are kept.
const COUNT: NonZeroUsize = match NonZeroUsize::new(1_000) {
    Some(count) => count,
    None => NonZeroUsize::MIN,
};

/// Things by their keys; those that were asked for least lately go first.
pub(crate) struct Kept<K: Hash + Eq, V>(Mutex<Entries<K, V>>);

struct Entries<K: Hash + Eq, V> {
    things: LruCache<K, (V, usize)>,
    bytes: usize,
}

impl<K: Hash + Eq, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Entries { things: LruCache::new(COUNT), bytes: 0 }))
    }
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// The thing of a key.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.entries().things.get(key).map(|(thing, _)| thing.clone())
    }

    /// Keeps a thing that was made of a text of some length.
    pub(crate) fn keep(&self, key: K, thing: V, length: usize) {
        if length > LONGEST {
            return;
        }
        let mut kept = self.entries();
        if let Some((_, (_, length))) = kept.things.push(key, (thing, length)) {
            kept.bytes -= length;
        }
        kept.bytes += length;
        while kept.bytes > BYTES
            && let Some((_, (_, length))) = kept.things.pop_lru()
        {
            kept.bytes -= length;
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries<K, V>> {
        // Nothing panics under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_in_bytes_and_in_number() {
        let kept = Kept::default();
        for number in 0..2 * COUNT.get() {
            kept.keep(number, (), 2_000);
            let entries = kept.entries();
            assert_eq!(entries.bytes, entries.things.len() * 2_000);
            assert!(entries.bytes <= BYTES);
        }
        assert!(kept.get(&0).is_none() && kept.get(&1_999).is_some());
        for number in 0..2 * COUNT.get() {
            kept.keep(number, (), 1);
        }
        let entries = kept.entries();
        assert_eq!((entries.things.len(), entries.bytes), (COUNT.get(), COUNT.get()));
        drop(entries);
        kept.keep(usize::MAX, (), LONGEST + 1);
        assert!(kept.get(&usize::MAX).is_none());
    }
}
