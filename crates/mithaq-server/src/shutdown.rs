//! The end: asked for by a signal, or come because a role failed.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Becomes true when the process is asked to end (SIGTERM, SIGINT).
///
/// # Errors
/// Where signals cannot be listened to.
pub(crate) fn on_signal() -> std::io::Result<watch::Sender<bool>> {
    let stop = watch::Sender::new(false);
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to stop: what is running is finished first");
        told.send_replace(true);
    });
    Ok(stop)
}

/// Waits until the process is to end.
pub(crate) async fn asked(mut stop: watch::Receiver<bool>) {
    // Where the sender is gone, nobody can ask any more, which is the end too.
    let _ = stop.wait_for(|stop| *stop).await;
}
