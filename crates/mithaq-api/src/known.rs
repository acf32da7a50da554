//! Documents that were let in before, and answered: they are neither parsed nor validated again.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::parser::types::ExecutableDocument;
use lru::LruCache;

use crate::seal::digest;

/// How long a document may be to be kept; longer ones carry values that belong in variables.
const LONGEST: usize = 16 * 1024;

/// How many bytes of documents are kept. A parsed one takes up to 150 times as much, if it is made for that, and
/// usually 30 times.
const BYTES: usize = 512 * 1024;

/// How many are kept.
const COUNT: NonZeroUsize = match NonZeroUsize::new(1_000) {
    Some(count) => count,
    None => NonZeroUsize::MIN,
};

/// A document with the operation that is chosen of it, by their hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 32]);

impl Key {
    /// Of a document and the name of an operation.
    pub(crate) fn of(query: &str, operation: Option<&str>) -> Self {
        match operation {
            None => Self(digest(&[query.as_bytes()])),
            Some(name) => Self(digest(&[query.as_bytes(), name.as_bytes()])),
        }
    }
}

/// Documents that were let in before; those that were asked least lately go first.
pub(crate) struct Known(Mutex<Kept>);

struct Kept {
    documents: LruCache<Key, (Arc<ExecutableDocument>, usize)>,
    bytes: usize,
}

impl Default for Known {
    fn default() -> Self {
        Self(Mutex::new(Kept { documents: LruCache::new(COUNT), bytes: 0 }))
    }
}

impl Known {
    /// The document of a key.
    pub(crate) fn get(&self, key: Key) -> Option<Arc<ExecutableDocument>> {
        self.kept().documents.get(&key).map(|(document, _)| Arc::clone(document))
    }

    /// Keeps a document that was answered.
    pub(crate) fn keep(&self, key: Key, document: &Arc<ExecutableDocument>, length: usize) {
        if length > LONGEST {
            return;
        }
        let mut kept = self.kept();
        if let Some((_, (_, length))) = kept.documents.push(key, (Arc::clone(document), length)) {
            kept.bytes -= length;
        }
        kept.bytes += length;
        while kept.bytes > BYTES
            && let Some((_, (_, length))) = kept.documents.pop_lru()
        {
            kept.bytes -= length;
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing panics under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn document() -> Arc<ExecutableDocument> {
        Arc::new(parse_query("{ a }").unwrap())
    }

    #[test]
    fn a_document_is_known_with_its_operation() {
        let known = Known::default();
        known.keep(Key::of("{ a }", None), &document(), 5);
        assert!(known.get(Key::of("{ a }", None)).is_some());
        assert!(known.get(Key::of("{ a }", Some("a"))).is_none());
        assert!(known.get(Key::of("{ a } ", None)).is_none());
    }

    #[test]
    fn what_is_kept_is_bounded_in_bytes_and_in_number() {
        let known = Known::default();
        for number in 0..2 * COUNT.get() {
            known.keep(Key::of(&number.to_string(), None), &document(), 2_000);
            let kept = known.kept();
            assert_eq!(kept.bytes, kept.documents.len() * 2_000);
            assert!(kept.bytes <= BYTES);
        }
        assert!(known.get(Key::of("0", None)).is_none() && known.get(Key::of("1999", None)).is_some());
        for number in 0..2 * COUNT.get() {
            known.keep(Key::of(&number.to_string(), None), &document(), 1);
        }
        let kept = known.kept();
        assert_eq!((kept.documents.len(), kept.bytes), (COUNT.get(), COUNT.get()));
        drop(kept);
        known.keep(Key::of("long", None), &document(), LONGEST + 1);
        assert!(known.get(Key::of("long", None)).is_none());
    }
}
