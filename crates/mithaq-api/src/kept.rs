//! What was made once and is kept for the next who asks: bounded in number and in bytes.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lru::LruCache;

/// How much is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// How many bytes a text may have for what was made of it to be kept.
    pub(crate) longest: usize,
    /// How many bytes all texts may have together.
    pub(crate) bytes: usize,
}

/// How many are kept.
const COUNT: NonZeroUsize = match NonZeroUsize::new(1_000) {
    Some(count) => count,
    None => NonZeroUsize::MIN,
};

/// Things by their keys; those that were asked for least lately go first.
pub(crate) struct Kept<K: Hash + Eq, V> {
    bounds: Bounds,
    entries: Mutex<Entries<K, V>>,
}

struct Entries<K: Hash + Eq, V> {
    things: LruCache<K, (V, usize)>,
    bytes: usize,
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// Nothing yet, and never more than so much.
    pub(crate) fn of(bounds: Bounds) -> Self {
        Self { bounds, entries: Mutex::new(Entries { things: LruCache::new(COUNT), bytes: 0 }) }
    }

    /// The thing of a key.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.entries().things.get(key).map(|(thing, _)| thing.clone())
    }

    /// Keeps a thing that was made of a text of some length.
    pub(crate) fn keep(&self, key: K, thing: V, length: usize) {
        if length > self.bounds.longest {
            return;
        }
        let mut kept = self.entries();
        if let Some((_, (_, length))) = kept.things.push(key, (thing, length)) {
            kept.bytes -= length;
        }
        kept.bytes += length;
        while kept.bytes > self.bounds.bytes
            && let Some((_, (_, length))) = kept.things.pop_lru()
        {
            kept.bytes -= length;
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries<K, V>> {
        // Nothing panics under the lock.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_in_bytes_and_in_number() {
        let bounds = Bounds { longest: 16_000, bytes: 500_000 };
        let kept = Kept::of(bounds);
        for number in 0..2 * COUNT.get() {
            kept.keep(number, (), 2_000);
            let entries = kept.entries();
            assert_eq!(entries.bytes, entries.things.len() * 2_000);
            assert!(entries.bytes <= bounds.bytes);
        }
        assert!(kept.get(&0).is_none() && kept.get(&1_999).is_some());
        for number in 0..2 * COUNT.get() {
            kept.keep(number, (), 1);
        }
        let entries = kept.entries();
        assert_eq!((entries.things.len(), entries.bytes), (COUNT.get(), COUNT.get()));
        drop(entries);
        kept.keep(usize::MAX, (), bounds.longest + 1);
        assert!(kept.get(&usize::MAX).is_none());
    }
}
