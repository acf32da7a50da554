//! GraphQL over server-sent events, each operation on a connection of its own
//! (<https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md>, distinct connections mode).

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, VARY, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, Utc};
use futures_util::stream::unfold;
use mithaq_api::{Answer, Event, Limits, OperationKind, Request, Subscribed};
use serde_json::json;
use tokio::sync::mpsc;

use super::graphql::Graphql;
use super::refusal::Refusal;
use super::socket::{PATIENCE, lapse};
use super::subscribers::Admitted;
use crate::shutdown;

/// How often something is sent, so that nobody in between takes the connection for dead.
const BEAT: Duration = Duration::from_secs(12);

/// How many events may wait for a client that reads slowly.
const AHEAD: usize = 16;

/// Answers with a stream of events.
///
/// # Errors
/// Where there are too many already.
pub(super) fn stream(
    graphql: &Data<Graphql>,
    request: Request,
    until: Option<DateTime<Utc>>,
) -> Result<HttpResponse, Refusal> {
    let subscribers = &graphql.subscribers;
    let admitted = subscribers.admit().ok_or(Refusal::TooManySubscribers(subscribers.allowed()))?;
    let id = request.id.clone();
    let (sender, receiver) = mpsc::channel(AHEAD);
    actix_web::rt::spawn(tell(graphql.clone(), request, until, Sender(sender), admitted));
    let body = unfold(receiver, |mut receiver| async move {
        let bytes: Bytes = receiver.recv().await?;
        Some((Ok::<_, Infallible>(bytes), receiver))
    });
    Ok(start(&id).streaming(body))
}

/// Answers with a stream that tells of a refusal and ends.
pub(super) fn refused(answer: &Answer, id: &str) -> HttpResponse {
    start(id).body(format!("{}{COMPLETE}", next_of(&answer.body)))
}

fn start(id: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/event-stream; charset=utf-8")
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((VARY, "Accept, Authorization"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Compressed events would wait for one another, and so would those that a proxy gathers.
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .insert_header(("x-request-id", id));
    response
}

/// An answer as an event.
fn next_of(answer: &str) -> String {
    format!("event: next\ndata: {answer}\n\n")
}

/// The event after which nothing comes.
const COMPLETE: &str = "event: complete\ndata:\n\n";

/// Nobody reads any more, or too slowly.
struct Broken;

struct Sender(mpsc::Sender<Bytes>);

impl Sender {
    async fn send(&self, text: String) -> Result<(), Broken> {
        match tokio::time::timeout(PATIENCE, self.0.send(text.into())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Broken),
        }
    }

    async fn next(&self, answer: &str) -> Result<(), Broken> {
        self.send(next_of(answer)).await
    }

    async fn complete(&self) -> Result<(), Broken> {
        self.send(COMPLETE.to_owned()).await
    }
}

/// Tells what there is to tell. Where the stream ends without `complete`, there is more: the client subscribes again after
/// the last cursor that came.
async fn tell(
    graphql: Data<Graphql>,
    request: Request,
    until: Option<DateTime<Utc>>,
    sender: Sender,
    _admitted: Admitted,
) {
    let stop = shutdown::asked(graphql.stop.clone());
    let told = async {
        match request.body.kind(&Limits::default()) {
            Some(OperationKind::Subscription) => follow(&graphql, &request, &sender).await,
            Some(OperationKind::Query | OperationKind::Mutation) | None => {
                let body = graphql.execute(request).await.map_or_else(|refusal| refusal.body(), |answer| answer.body);
                sender.next(&body).await?;
                sender.complete().await
            }
        }
    };
    tokio::select! {
        // Whoever reads too slowly or is gone has the last cursor that came.
        _ = told => {}
        () = stop => {}
        () = lapse(until) => {
            let expired = json!({ "errors": [{
                "message": "the token has expired: subscribe again with a new one, after the last cursor",
                "extensions": { "code": "UNAUTHENTICATED" },
            }] });
            if sender.next(&expired.to_string()).await.is_ok() {
                let _ = sender.complete().await;
            }
        }
    }
}

async fn follow(graphql: &Graphql, request: &Request, sender: &Sender) -> Result<(), Broken> {
    let mut subscribed = match graphql.api.subscribe(request) {
        Ok(subscribed) => subscribed,
        Err(answer) => {
            sender.next(&answer.body).await?;
            return sender.complete().await;
        }
    };
    // So that the client knows at once that it is heard.
    sender.send(":\n\n".to_owned()).await?;
    loop {
        match next(&mut subscribed, sender).await? {
            Some(Event::Next(body)) => sender.next(&body).await?,
            Some(Event::Refused(errors)) => {
                sender.next(&format!(r#"{{"errors":{errors}}}"#)).await?;
                return sender.complete().await;
            }
            Some(Event::Interrupted) => return Err(Broken),
            None => return sender.complete().await,
        }
    }
}

/// Waits for what comes next, and keeps the connection alive meanwhile.
async fn next(subscribed: &mut Subscribed, sender: &Sender) -> Result<Option<Event>, Broken> {
    let next = subscribed.next();
    tokio::pin!(next);
    loop {
        tokio::select! {
            event = &mut next => return Ok(event),
            () = tokio::time::sleep(BEAT) => sender.send(":\n\n".to_owned()).await?,
        }
    }
}
