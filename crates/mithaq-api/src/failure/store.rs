//! What the store reports, as a client is told it.
