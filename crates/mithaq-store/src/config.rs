//! How to reach the database.

use chrono_tz::Tz;

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
    /// By which the registry counts days.
    pub zone: Tz,
}

impl StoreConfig {
    /// One login for all three roles, where no place is named.
    #[must_use]
    pub fn of(url: &str) -> Self {
        let url = || url.to_owned();
        Self { app_url: url(), publisher_url: url(), owner_url: url(), pool_size: 16, zone: Tz::UTC }
    }
}
