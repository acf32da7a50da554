//! Words for the kinds of rule that a text lays down.

/// How a text lets the agreement enter into force (VCLT 24). Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum EntryIntoForceKind {
    /// Upon signature by both, or so long after the later of the two.
    OnSignature,
    /// On a day that the text names, once both have consented.
    OnDate,
    /// On the exchange of the instruments of ratification, or so long after it.
    OnExchangeOfInstruments,
    /// Counted from the later of the two notifications.
    OnLaterNotification,
    /// On an event that the text describes; its day is recorded when it happens.
    OnEvent,
    /// The text is silent: as soon as the consent of both is established (24(2)).
    Default,
}

/// How long a text lets the agreement last. Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, async_graphql::Enum)]
pub(crate) enum DurationKind {
    /// Without an end.
    #[default]
    Indefinite,
    /// For one term.
    Fixed,
    /// For a term that renews itself unless notice is received in time.
    FixedThenTacit,
    /// For a term that only a new agreement of both renews.
    FixedThenExpress,
    /// Until an event that the text describes.
    UntilEvent,
}

/// How a text lets a party leave (VCLT 54, 56). Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum TerminationKind {
    /// By notice (54(a)).
    Notice,
    /// The text is silent (56).
    Silent,
    /// Only with the consent of both (54(b)).
    ConsentOnly,
}
