//! Who can contract.

use std::sync::Arc;

use async_graphql::{ID, Interface, Object};
use mithaq_domain::actor::{self, ActorId, ActorKind};
use mithaq_store::Condition;

use super::connection::AgreementConnection;
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::input::filter::AgreementFilter;
use crate::input::page::PageInput;
use crate::query::agreements::{Asked, list};
use crate::reading::Reading;
use crate::scalar::{Language, PartialDate};

/// Someone who can be a party, or to whom an agreement can extend: a state of today, a former state, a territory or an
/// organisation. Kinds are added over time.
#[derive(Interface, Clone)]
#[allow(clippy::duplicated_attributes, reason = "arguments of one type repeat it")]
#[graphql(
    field(name = "id", ty = "ID", desc = "Its identity, made from its code and equal in every registry."),
    field(
        name = "name",
        ty = "LocalizedText",
        desc = "Its everyday name.",
        arg(
            name = "languages",
            ty = "Vec<Language>",
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, English comes back."
        )
    ),
    field(
        name = "agreements",
        ty = "Nullable<AgreementConnection>",
        desc = "The agreements to which it is a party.",
        arg(name = "filter", ty = "Option<Box<AgreementFilter>>", desc = "Which of them; all, where left out."),
        arg(name = "first", ty = "Option<i32>", desc = "How many from the start, or after `after`: 1 to 100."),
        arg(name = "after", ty = "Option<String>", desc = "The cursor of the entry after which the page begins."),
        arg(name = "last", ty = "Option<i32>", desc = "How many from the end, or before `before`: 1 to 100."),
        arg(name = "before", ty = "Option<String>", desc = "The cursor of the entry before which the page ends.")
    )
)]
pub(crate) enum Actor {
    /// A state of today.
    Country(Country),
    /// A state that is no more.
    FormerState(FormerState),
    /// A territory.
    Territory(Territory),
    /// An organisation.
    Organisation(Organisation),
}

impl Actor {
    /// The actor of the table.
    pub(crate) fn of(known: &'static actor::Actor, reading: &Arc<Reading>) -> Self {
        let reading = Arc::clone(reading);
        match known.kind {
            ActorKind::Country => Self::Country(Country { known, reading }),
            ActorKind::FormerState => Self::FormerState(FormerState { known, reading }),
            ActorKind::Territory => Self::Territory(Territory { known, reading }),
            ActorKind::Organisation => Self::Organisation(Organisation { known, reading }),
        }
    }

    /// The country, where it is one.
    pub(crate) fn country(self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(country),
            Self::FormerState(_) | Self::Territory(_) | Self::Organisation(_) => None,
        }
    }

    /// The actor of an identity that stands in the registry's own data, and so is in the table.
    pub(crate) fn stored(id: ActorId, reading: &Arc<Reading>) -> Result<Self, Failure> {
        let known = actor::by_id(id).ok_or_else(|| reading.fault(&format!("actor {id} is not in the table")))?;
        Ok(Self::of(known, reading))
    }
}

async fn agreements_of(
    known: &'static actor::Actor,
    reading: &Arc<Reading>,
    filter: Option<Box<AgreementFilter>>,
    page: PageInput,
) -> Nullable<AgreementConnection> {
    let asked = Asked { filter, order_by: None, as_of: None, known_at: None, page };
    Some(list(reading, "Actor.agreements", Some(Condition::Party(vec![known.id])), asked).await)
}

/// Declares a kind of actor: what every actor has, and what only this kind has.
macro_rules! actor {
    ($(#[$meta:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub(crate) struct $name {
            known: &'static actor::Actor,
            reading: Arc<Reading>,
        }

        $(#[$meta])*
        #[Object]
        impl $name {
            /// Its identity, made from its code and equal in every registry.
            async fn id(&self) -> ID {
                ID(self.known.id.to_string())
            }

            /// Its everyday name.
            async fn name(
                &self,
                #[graphql(
                    default_with = "Language::default_list()",
                    desc = "The languages wanted, the best first; where there is none of them, English comes back."
                )]
                languages: Vec<Language>,
            ) -> LocalizedText {
                LocalizedText::name(self.known.names, languages)
            }

            /// The agreements to which it is a party.
            async fn agreements(
                &self,
                #[graphql(desc = "Which of them; all, where left out.")] filter: Option<Box<AgreementFilter>>,
                #[graphql(desc = "How many from the start, or after `after`: 1 to 100.")] first: Option<i32>,
                #[graphql(desc = "The cursor of the entry after which the page begins.")] after: Option<String>,
                #[graphql(desc = "How many from the end, or before `before`: 1 to 100.")] last: Option<i32>,
                #[graphql(desc = "The cursor of the entry before which the page ends.")] before: Option<String>,
            ) -> Nullable<AgreementConnection> {
                agreements_of(self.known, &self.reading, filter, PageInput { first, after, last, before }).await
            }

            $($own)*
        }
    };
}

actor! {
    /// A state of today.
    Country {
        /// Its code of ISO 3166-1 alpha-3.
        async fn code(&self) -> &str {
            self.known.code
        }
    }
}

actor! {
    /// A state that no longer exists, or exists only as a part of another.
    FormerState {
        /// Its code of ISO 3166-3, or one of this registry's own.
        async fn code(&self) -> &str {
            self.known.code
        }

        /// Since when it existed, where that is known.
        async fn since(&self) -> Option<PartialDate> {
            self.known.since.map(PartialDate)
        }

        /// The last day of its existence, as far as it is known.
        async fn until(&self) -> Option<PartialDate> {
            self.known.until.map(PartialDate)
        }

        /// Who stands in its place today, or next did. Whether its agreements went over to them is another question,
        /// which is never assumed.
        async fn successors(&self) -> Vec<Actor> {
            let successors = self.known.successors.iter().filter_map(|code| actor::by_code(code));
            successors.map(|successor| Actor::of(successor, &self.reading)).collect()
        }
    }
}

actor! {
    /// A territory or dependency that a state administers, or did.
    Territory {
        /// Its code of ISO 3166-1 alpha-3, or one of this registry's own.
        async fn code(&self) -> &str {
            self.known.code
        }

        /// The state that administers it, or last did.
        async fn administered_by(&self) -> Option<Actor> {
            let parent = self.known.parent.and_then(actor::by_code)?;
            Some(Actor::of(parent, &self.reading))
        }
    }
}

actor! {
    /// An international organisation, or another body that states make agreements with.
    Organisation {
        /// Its code in this registry.
        async fn code(&self) -> &str {
            self.known.code
        }
    }
}
