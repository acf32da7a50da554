//! One query a level.
//!
//! Siblings of a selection are resolved side by side in one task. Each says what it needs and steps
//! back; when all have, one query fetches everything. Nothing is spawned, so a request that is dropped takes
//! its queries along; and nothing waits for a timer.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};

use crate::failure::Failure;

type Found<K, V> = Result<Arc<HashMap<K, V>>, Failure>;
type Fetch<K, V> = dyn Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, Failure>> + Send + Sync;

/// How often whoever needs something lets its siblings go first. Siblings that reach the loader over another field come a
/// step later.
const STEPS_BACK: u8 = 2;

/// Gathers the keys of a level and fetches them together; what was fetched is kept for the request.
pub(crate) struct Batch<K, V> {
    fetch: Arc<Fetch<K, V>>,
    state: Arc<Mutex<State<K, V>>>,
}

struct State<K, V> {
    /// The keys of the batch that is being gathered.
    open: HashSet<K>,
    /// The batch that will answer each key asked for so far.
    batches: HashMap<K, Shared<BoxFuture<'static, Found<K, V>>>>,
    /// The batch that is being gathered.
    current: Option<Shared<BoxFuture<'static, Found<K, V>>>>,
}

impl<K, V> Batch<K, V>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// A loader that fetches many keys at once. A key that is not in what was fetched is not there.
    pub(crate) fn new<F>(fetch: F) -> Self
    where
        F: Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, Failure>> + Send + Sync + 'static,
    {
        let state = State { open: HashSet::new(), batches: HashMap::new(), current: None };
        Self { fetch: Arc::new(fetch), state: Arc::new(Mutex::new(state)) }
    }

    /// One thing by its key.
    pub(crate) async fn load(&self, key: K) -> Result<Option<V>, Failure> {
        let batch = self.enter(key.clone());
        // Everyone steps back for itself: whoever looks at a batch moves it on.
        for _ in 0..STEPS_BACK {
            StepBack { done: false }.await;
        }
        Ok(batch.await?.get(&key).cloned())
    }

    /// Drops what was fetched and what still is: nobody waits for it any more.
    pub(crate) fn forget(&self) {
        let none = State { open: HashSet::new(), batches: HashMap::new(), current: None };
        // Dropped when the lock is given back.
        let _forgotten = std::mem::replace(&mut *lock(&self.state), none);
    }

    fn enter(&self, key: K) -> Shared<BoxFuture<'static, Found<K, V>>> {
        let mut state = lock(&self.state);
        if let Some(batch) = state.batches.get(&key) {
            return batch.clone();
        }
        let current = match &state.current {
            Some(current) => current.clone(),
            None => self.gather(),
        };
        state.current = Some(current.clone());
        state.open.insert(key.clone());
        state.batches.insert(key, current.clone());
        current
    }

    fn gather(&self) -> Shared<BoxFuture<'static, Found<K, V>>> {
        let (fetch, state) = (Arc::clone(&self.fetch), Arc::clone(&self.state));
        async move {
            let keys = {
                let mut state = lock(&state);
                state.current = None;
                std::mem::take(&mut state.open)
            };
            fetch(keys.into_iter().collect()).await.map(Arc::new)
        }
        .boxed()
        .shared()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Nothing panics under the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets everything else that is ready go first, once.
struct StepBack {
    done: bool,
}

impl Future for StepBack {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.done {
            return Poll::Ready(());
        }
        self.done = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::{join_all, try_join_all};

    use super::*;

    fn doubling(runs: &Arc<AtomicUsize>) -> Batch<u32, u32> {
        let runs = Arc::clone(runs);
        Batch::new(move |keys| {
            runs.fetch_add(1, Ordering::SeqCst);
            async move { Ok(keys.into_iter().filter(|key| *key != 13).map(|key| (key, key * 2)).collect()) }.boxed()
        })
    }

    #[tokio::test]
    async fn a_level_is_one_query() {
        let runs = Arc::new(AtomicUsize::new(0));
        let batch = doubling(&runs);
        let found = join_all((0..200).map(|key| batch.load(key % 100))).await;
        assert_eq!(found[7], Ok(Some(14)));
        assert_eq!(found[13], Ok(None));
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        assert_eq!(batch.load(7).await, Ok(Some(14)));
        assert_eq!(runs.load(Ordering::SeqCst), 1, "what was fetched is kept");
        assert_eq!(batch.load(500).await, Ok(Some(1000)));
        assert_eq!(runs.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_sibling_that_gives_up_does_not_take_the_others_along() {
        let runs = Arc::new(AtomicUsize::new(0));
        let batch = doubling(&runs);
        let fails = async {
            let failing = async { Err::<Option<u32>, _>(Failure::stale()) };
            try_join_all([batch.load(1).boxed(), failing.boxed()]).await
        };
        let (failed, found) = futures_util::join!(fails, batch.load(2));
        assert!(failed.is_err());
        assert_eq!(found, Ok(Some(4)));
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }
}
