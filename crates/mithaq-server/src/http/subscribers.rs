//! How many hold a connection open to be told of what happens.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many subscriptions one connection may have.
pub(crate) const PER_CONNECTION: usize = 32;

/// Connections that are held open to be told of what happens, and how many there may be.
#[derive(Debug)]
pub(crate) struct Subscribers {
    open: AtomicUsize,
    allowed: usize,
}

/// One such connection; it is counted until this is dropped.
#[derive(Debug)]
pub(crate) struct Admitted(Arc<Subscribers>);

impl Subscribers {
    /// None yet, of so many.
    pub(crate) const fn new(allowed: usize) -> Self {
        Self { open: AtomicUsize::new(0), allowed }
    }

    /// One more, where there may be one more.
    pub(crate) fn admit(self: &Arc<Self>) -> Option<Admitted> {
        let within = |open: usize| (open < self.allowed).then_some(open + 1);
        self.open.fetch_update(Ordering::Relaxed, Ordering::Relaxed, within).ok()?;
        Some(Admitted(Arc::clone(self)))
    }

    /// How many there are.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// How many there may be.
    pub(crate) const fn allowed(&self) -> usize {
        self.allowed
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_its_holder_is_gone() {
        let subscribers = Arc::new(Subscribers::new(1));
        let first = subscribers.admit();
        assert!(first.is_some() && subscribers.admit().is_none());
        drop(first);
        assert!(subscribers.admit().is_some());
    }
}
