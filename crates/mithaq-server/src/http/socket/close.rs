//! Why a connection is closed: the protocol's codes, and this registry's own.

use actix_ws::{CloseCode, CloseReason};

/// Why a connection is closed. The codes are permanent; `docs/subscriptions.md` tells clients what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Close {
    /// The client is done.
    ByClient,
    /// The registry is being stopped or restarted: connect again.
    GoingAway,
    /// The database did not answer while something was told: connect again, and subscribe after the last cursor.
    Interrupted,
    /// A message is not of the protocol.
    BadMessage(String),
    /// Something was asked before the connection was acknowledged.
    Unauthorized,
    /// The token is not believed, or there is none and one is needed.
    Forbidden(String),
    /// The token has run out: connect again with a new one.
    Expired,
    /// No `connection_init` came in time.
    InitTimeout,
    /// The name of a subscription is in use.
    Exists(String),
    /// More than one `connection_init` came.
    InitTwice,
    /// The client reads more slowly than there is to tell: connect again, and subscribe after the last cursor.
    Lagging,
}

impl Close {
    pub(super) const fn code(&self) -> u16 {
        match self {
            Self::ByClient => 1000,
            Self::GoingAway => 1001,
            Self::Interrupted => 1013,
            Self::BadMessage(_) => 4400,
            Self::Unauthorized => 4401,
            Self::Forbidden(_) | Self::Expired => 4403,
            Self::InitTimeout => 4408,
            Self::Exists(_) => 4409,
            Self::InitTwice => 4429,
            Self::Lagging => 4420,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::ByClient => String::new(),
            Self::GoingAway => "The registry restarts: connect again".to_owned(),
            Self::Interrupted => "The database did not answer: subscribe again after the last cursor".to_owned(),
            Self::BadMessage(what) => what.clone(),
            Self::Unauthorized => "Unauthorized".to_owned(),
            Self::Forbidden(why) => format!("Forbidden: {why}"),
            Self::Expired => "Forbidden: the token has expired".to_owned(),
            Self::InitTimeout => "Connection initialisation timeout".to_owned(),
            Self::Exists(id) => format!("Subscriber for {id} already exists"),
            Self::InitTwice => "Too many initialisation requests".to_owned(),
            Self::Lagging => "Lagging: subscribe again after the last cursor".to_owned(),
        }
    }

    /// As it is sent: what is said fits a control frame.
    pub(super) fn reason(&self) -> CloseReason {
        let mut text = self.text();
        while text.len() > 123 {
            text.pop();
        }
        CloseReason { code: CloseCode::from(self.code()), description: Some(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_fits_a_control_frame() {
        let reason = Close::Exists("ه".repeat(200)).reason();
        assert!(reason.description.is_some_and(|text| text.len() <= 123 && text.len() > 100));
        assert_eq!(u16::from(Close::Lagging.reason().code), 4420);
    }
}
