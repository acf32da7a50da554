//! How to reach the database.

/// How to reach the database: one address for each of the three roles. In the local stack they are the same
/// login, which takes the role on connecting.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// For serving callers (`mithaq_app`).
    pub app_url: String,
    /// For publishing (`mithaq_publisher`).
    pub publisher_url: String,
    /// For migrating and rebuilding (`mithaq_owner`).
    pub owner_url: String,
    /// How many connections serve callers at most.
    pub pool_size: usize,
}

impl StoreConfig {
    /// One login for all three roles.
    #[must_use]
    pub fn of(url: &str) -> Self {
        Self { app_url: url.to_owned(), publisher_url: url.to_owned(), owner_url: url.to_owned(), pool_size: 16 }
    }
}
