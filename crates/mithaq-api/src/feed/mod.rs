//! The feed, followed once for all subscribers of a process.
//!
//! One task reads what is new and keeps the last of it in a [`Window`]; each subscriber looks there by its own
//! position, and reads the database only where it is further behind. So memory does not grow with subscribers, and a
//! reader that is slow keeps nobody waiting and nothing in memory.

mod follow;
mod subscriber;
mod window;

use std::sync::{Arc, Mutex, PoisonError};

use mithaq_store::stream::Stream;
use tokio::sync::{Notify, Semaphore, watch};

pub(crate) use subscriber::{Notice, Subscriber};
use window::Window;

/// How many subscribers are told something at once, so that they leave connections to the database for requests.
const AT_ONCE: usize = 6;

/// The feed, followed once for all subscribers of a process.
pub(crate) struct Feed {
    stream: Stream,
    window: Mutex<Window>,
    /// Up to where the window reaches; none while nobody follows.
    end: watch::Sender<Option<i64>>,
    /// Told where somebody subscribes.
    asked: Notify,
    turns: Arc<Semaphore>,
}

impl Feed {
    /// A feed that nobody follows yet.
    pub(crate) fn new(stream: Stream) -> Self {
        Self {
            stream,
            window: Mutex::new(Window::default()),
            end: watch::Sender::new(None),
            asked: Notify::new(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    fn window(&self) -> std::sync::MutexGuard<'_, Window> {
        // Nothing panics under the lock.
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
