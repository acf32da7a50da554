//! What goes out to one client, which may read slowly.

use std::time::Duration;

use actix_ws::Closed;

/// How long a client may take to read what is ahead of a message. What is ahead is bounded: a few dozen messages here,
/// and what the network's buffers hold.
pub(in crate::http) const PATIENCE: Duration = Duration::from_secs(10);

/// Why nothing more can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// The client is gone.
    Gone,
    /// The client does not read.
    Lagging,
}

/// Sends something, for as long as a client may take to read what is ahead of it.
///
/// # Errors
/// Where the client is gone, or does not read.
pub(super) async fn sent(sending: impl Future<Output = Result<(), Closed>>) -> Result<(), Broken> {
    match tokio::time::timeout(PATIENCE, sending).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Broken::Gone),
        Err(_) => Err(Broken::Lagging),
    }
}
