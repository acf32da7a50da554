//! Actors as clients name them.

use async_graphql::{ID, OneofObject};
use mithaq_domain::actor::{self, Actor};
use uuid::Uuid;

use super::id::read_id;
use crate::failure::Failure;

/// An actor, by its id or its code.
#[derive(OneofObject)]
pub(crate) enum ActorRef {
    /// Its id.
    Id(ID),
    /// Its code: ISO 3166-1 alpha-3 for a country, such as `KEN`; for others the code that `actors` tells.
    Country(String),
}

impl ActorRef {
    /// The actor; none where no actor has this id or code.
    pub(crate) fn find(&self, field: &str) -> Result<Option<&'static Actor>, Failure> {
        match self {
            Self::Id(id) => read_id::<Uuid>(id, &format!("{field}.id")).map(|id| actor::by_id(id.into())),
            Self::Country(code) => Ok(actor::by_code(code)),
        }
    }

    /// The actor, which there must be.
    pub(crate) fn known(&self, field: &str) -> Result<&'static Actor, Failure> {
        self.find(field)?.ok_or_else(|| {
            let (Self::Id(ID(text)) | Self::Country(text)) = self;
            Failure::bad_input(format!("{field}: no actor is known as {text:?}: look it up with actors(search:)"))
        })
    }
}
