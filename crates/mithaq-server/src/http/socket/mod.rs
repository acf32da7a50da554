//! GraphQL over a WebSocket, by the protocol `graphql-transport-ws`
//! (<https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>).

mod close;
mod connection;
mod message;
mod outgoing;

use actix_web::http::header::{AUTHORIZATION, CONNECTION, UPGRADE};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use self::connection::Connection;
pub(super) use self::connection::lapse;
pub(super) use self::outgoing::PATIENCE;
use super::body::BODY_MAX;
use super::graphql::Graphql;
use super::refusal::Refusal;
use super::request_id;

/// The one subprotocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

/// Whether a WebSocket is asked for.
pub(crate) fn is_asked_for(http: &HttpRequest) -> bool {
    let names = |header, name: &str| {
        let values = http.headers().get_all(header).filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).any(|value| value.trim().eq_ignore_ascii_case(name))
    };
    names(UPGRADE, "websocket") && names(CONNECTION, "upgrade")
}

/// Opens a WebSocket.
///
/// # Errors
/// Where the handshake is not right, another protocol is wanted, or there are too many already.
pub(crate) fn open(
    http: &HttpRequest,
    payload: Payload,
    graphql: &Data<Graphql>,
    id: &str,
) -> Result<HttpResponse, Refusal> {
    let subscribers = &graphql.subscribers;
    let admitted = subscribers.admit().ok_or(Refusal::TooManySubscribers(subscribers.allowed()))?;
    let (mut response, session, messages) = actix_ws::handle_with_protocols(http, payload, &[PROTOCOL])
        .map_err(|error| Refusal::Handshake(format!("this is no WebSocket handshake: {error}")))?;
    if !response.headers().contains_key("sec-websocket-protocol") {
        return Err(Refusal::Handshake(format!("the subprotocol spoken here is {PROTOCOL}: offer it")));
    }
    // Where the header of the handshake names a token, none need be sent afterwards.
    let authorization = http.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    if let Ok(value) = id.parse() {
        response.headers_mut().insert(request_id::HEADER, value);
    }
    let messages = messages.max_frame_size(BODY_MAX).aggregate_continuations().max_continuation_size(BODY_MAX);
    let connection = Connection::new(graphql.clone(), session, authorization, id.to_owned(), admitted);
    actix_web::rt::spawn(connection.run(messages));
    Ok(response)
}
