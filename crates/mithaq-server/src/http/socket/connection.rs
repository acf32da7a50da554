//! One connection: who is at the other end, and what it has asked for.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use actix_web::rt::task::JoinHandle;
use actix_web::web::Data;
use actix_ws::{AggregatedMessage, AggregatedMessageStream, Session};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use mithaq_api::{Answer, AnswerKind, Event, Limits, OperationKind, RequestBody};
use serde_json::{Map, Value, json};
use tokio::sync::mpsc;

use super::super::graphql::Graphql;
use super::super::subscribers::{Admitted, PER_CONNECTION};
use super::close::Close;
use super::message::{self, FromClient};
use super::outgoing::{Broken, sent};
use crate::auth::Bearer;
use crate::moment::now;
use crate::shutdown;

/// How long a client may take to introduce itself.
const INIT: Duration = Duration::from_secs(10);

/// How often a client is asked whether it is there, and how long it may be silent.
const BEAT: Duration = Duration::from_secs(15);
const SILENCE: Duration = Duration::from_secs(45);

/// How long a client that is told that the connection closes may take to read it.
const FAREWELL: Duration = Duration::from_secs(30);

/// How an operation ended.
enum Ended {
    /// It is over, and the client knows.
    Done,
    /// The connection is to be closed.
    Close(Close),
}

/// One connection.
pub(super) struct Connection {
    graphql: Data<Graphql>,
    session: Session,
    authorization: Option<String>,
    request_id: String,
    bearer: Option<Bearer>,
    running: HashMap<String, JoinHandle<()>>,
    ended: (mpsc::Sender<Ended>, mpsc::Receiver<Ended>),
    heard: Instant,
    _admitted: Admitted,
}

impl Connection {
    pub(super) fn new(
        graphql: Data<Graphql>,
        session: Session,
        authorization: Option<String>,
        request_id: String,
        admitted: Admitted,
    ) -> Self {
        Self {
            graphql,
            session,
            authorization,
            request_id,
            bearer: None,
            running: HashMap::new(),
            ended: mpsc::channel(PER_CONNECTION),
            heard: Instant::now(),
            _admitted: admitted,
        }
    }

    /// Serves the client until either side closes.
    pub(super) async fn run(mut self, messages: AggregatedMessageStream) {
        let close = self.serve(messages).await;
        for operation in self.running.values() {
            operation.abort();
        }
        tracing::debug!(id = self.request_id, code = close.code(), "a connection is closed");
        // What was sent before goes first; a client that never reads is not waited for.
        let _ = tokio::time::timeout(FAREWELL, self.session.close(Some(close.reason()))).await;
    }

    async fn serve(&mut self, mut messages: AggregatedMessageStream) -> Close {
        let stop = shutdown::asked(self.graphql.stop.clone());
        tokio::pin!(stop);
        let mut beat = tokio::time::interval(BEAT);
        let init = tokio::time::sleep(INIT);
        tokio::pin!(init);
        loop {
            let lapse = lapse(self.bearer.as_ref().and_then(|bearer| bearer.until));
            let outcome = tokio::select! {
                () = &mut stop => Err(Close::GoingAway),
                () = &mut init, if self.bearer.is_none() => Err(Close::InitTimeout),
                () = lapse => Err(Close::Expired),
                _ = beat.tick() => self.beat().await,
                ended = self.ended.1.recv() => self.end(ended),
                message = messages.next() => match message {
                    Some(Ok(message)) => self.take(message).await,
                    Some(Err(error)) => Err(Close::BadMessage(error.to_string())),
                    None => Err(Close::ByClient),
                },
            };
            if let Err(close) = outcome {
                return close;
            }
        }
    }

    async fn beat(&mut self) -> Result<(), Close> {
        if self.heard.elapsed() > SILENCE {
            return Err(Close::ByClient);
        }
        Ok(sent(self.session.ping(b"")).await?)
    }

    fn end(&mut self, ended: Option<Ended>) -> Result<(), Close> {
        match ended {
            Some(Ended::Close(close)) => Err(close),
            Some(Ended::Done) | None => {
                self.forget_ended();
                Ok(())
            }
        }
    }

    /// A name may be used again as soon as the client knows that what it stood for is over.
    fn forget_ended(&mut self) {
        self.running.retain(|_, operation| !operation.is_finished());
    }

    async fn take(&mut self, message: AggregatedMessage) -> Result<(), Close> {
        self.heard = Instant::now();
        match message {
            AggregatedMessage::Text(text) => {
                let message = FromClient::parse(&text).map_err(Close::BadMessage)?;
                self.answer(message).await
            }
            AggregatedMessage::Binary(_) => Err(Close::BadMessage("Invalid message received: binary".to_owned())),
            AggregatedMessage::Ping(bytes) => Ok(sent(self.session.pong(&bytes)).await?),
            AggregatedMessage::Pong(_) => Ok(()),
            AggregatedMessage::Close(_) => Err(Close::ByClient),
        }
    }

    async fn answer(&mut self, message: FromClient) -> Result<(), Close> {
        match message {
            FromClient::Init(payload) => self.introduce(&payload).await,
            FromClient::Ping(payload) => self.send(message::pong(payload)).await,
            FromClient::Pong => Ok(()),
            FromClient::Subscribe(id, body) => self.start(id, body).await,
            FromClient::Complete(id) => {
                if let Some(operation) = self.running.remove(&id) {
                    operation.abort();
                }
                Ok(())
            }
        }
    }

    async fn introduce(&mut self, payload: &Map<String, Value>) -> Result<(), Close> {
        if self.bearer.is_some() {
            return Err(Close::InitTwice);
        }
        let named = ["authorization", "Authorization"].into_iter().find_map(|name| payload.get(name));
        let authorization = named.and_then(Value::as_str).or(self.authorization.as_deref());
        let bearer = self.graphql.bearer(authorization).map_err(|fault| Close::Forbidden(fault.to_string()))?;
        self.bearer = Some(bearer);
        self.send(message::acknowledged()).await
    }

    async fn start(&mut self, id: String, body: RequestBody) -> Result<(), Close> {
        self.forget_ended();
        let Some(bearer) = &self.bearer else { return Err(Close::Unauthorized) };
        if self.running.contains_key(&id) {
            return Err(Close::Exists(id));
        }
        if self.running.len() >= PER_CONNECTION {
            return self.send(message::errors(&id, &too_many())).await;
        }
        let body = match self.graphql.api.find(body) {
            Ok(body) => body,
            Err(answer) => return self.send(message::errors(&id, &errors_of(&answer.body))).await,
        };
        let operation = Operation {
            request: self.graphql.request(body, bearer.caller.clone(), &self.request_id),
            graphql: self.graphql.clone(),
            session: self.session.clone(),
            id: id.clone(),
        };
        let ended = self.ended.0.clone();
        let task = actix_web::rt::spawn(async move {
            // The connection is gone where nobody is told.
            let _ = ended.send(operation.run().await).await;
        });
        self.running.insert(id, task);
        Ok(())
    }

    async fn send(&mut self, text: String) -> Result<(), Close> {
        Ok(sent(self.session.text(text)).await?)
    }
}

impl From<Broken> for Close {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Gone => Self::ByClient,
            Broken::Lagging => Self::Lagging,
        }
    }
}

/// Waits until a token has run out; for ever where there is none.
pub(in crate::http) async fn lapse(until: Option<DateTime<Utc>>) {
    match until {
        Some(until) => tokio::time::sleep((until - now()).to_std().unwrap_or_default()).await,
        None => std::future::pending().await,
    }
}

fn too_many() -> String {
    json!([{
        "message": format!("subscriptions: one connection may have {PER_CONNECTION}: end one, or connect once more"),
        "extensions": { "code": "LIMIT_EXCEEDED", "which": "subscriptions", "allowed": PER_CONNECTION },
    }])
    .to_string()
}

/// An operation that a client has asked for.
struct Operation {
    request: mithaq_api::Request,
    graphql: Data<Graphql>,
    session: Session,
    id: String,
}

impl Operation {
    async fn run(mut self) -> Ended {
        let ran = match self.request.body.kind(&Limits::default()) {
            Some(OperationKind::Subscription) => self.follow().await,
            Some(OperationKind::Query | OperationKind::Mutation) | None => self.execute().await,
        };
        match ran {
            Ok(()) => Ended::Done,
            Err(close) => Ended::Close(close),
        }
    }

    async fn execute(&mut self) -> Result<(), Close> {
        let answer = self.graphql.execute(self.request.clone()).await;
        match answer {
            Ok(Answer { kind: AnswerKind::Executed, body, .. }) => {
                self.send(message::next(&self.id, &body)).await?;
                self.send(message::complete(&self.id)).await
            }
            Ok(Answer { kind: AnswerKind::RequestError | AnswerKind::NotPersisted, body, .. }) => {
                self.refuse(&errors_of(&body)).await
            }
            Err(refusal) => self.refuse(&errors_of(&refusal.body())).await,
        }
    }

    async fn follow(&mut self) -> Result<(), Close> {
        let mut subscribed = match self.graphql.api.subscribe(&self.request) {
            Ok(subscribed) => subscribed,
            Err(answer) => return self.refuse(&errors_of(&answer.body)).await,
        };
        while let Some(event) = subscribed.next().await {
            match event {
                Event::Next(body) => self.send(message::next(&self.id, &body)).await?,
                Event::Refused(errors) => return self.refuse(&errors).await,
                Event::Interrupted => return Err(Close::Interrupted),
            }
        }
        self.send(message::complete(&self.id)).await
    }

    async fn refuse(&mut self, errors: &str) -> Result<(), Close> {
        self.send(message::errors(&self.id, errors)).await
    }

    async fn send(&mut self, text: String) -> Result<(), Close> {
        Ok(sent(self.session.text(text)).await?)
    }
}

/// The errors of an answer without data.
fn errors_of(body: &str) -> String {
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    answer["errors"].to_string()
}
