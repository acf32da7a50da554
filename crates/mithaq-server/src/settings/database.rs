//! Where the database is.

use clap::Args;
use mithaq_store::StoreConfig;

use super::faults::Faults;

/// Where the database is.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct DatabaseArgs {
    /// The database's address: postgres://user:password@host:port/name. The login takes the role that it needs on connecting
    #[arg(long = "database-url", env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) every: Option<String>,
    /// Another login for serving callers (role `mithaq_app`) [default: `DATABASE_URL`]
    #[arg(long = "app-database-url", env = "MITHAQ_APP_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) app: Option<String>,
    /// Another login for publishing (role `mithaq_publisher`) [default: `DATABASE_URL`]
    #[arg(
        long = "publisher-database-url",
        env = "MITHAQ_PUBLISHER_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) publisher: Option<String>,
    /// Another login for migrating and rebuilding (role `mithaq_owner`) [default: `DATABASE_URL`]
    #[arg(long = "owner-database-url", env = "MITHAQ_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner: Option<String>,
}

impl DatabaseArgs {
    /// The addresses of all three roles, where nothing is wrong with them.
    pub(crate) fn check(&self, faults: &mut Faults) -> Option<StoreConfig> {
        let app = faults.optional("MITHAQ_APP_DATABASE_URL", self.app.as_deref(), address);
        let publisher = faults.optional("MITHAQ_PUBLISHER_DATABASE_URL", self.publisher.as_deref(), address);
        let owner = faults.optional("MITHAQ_OWNER_DATABASE_URL", self.owner.as_deref(), address);
        let every = match (&app, &publisher, &owner) {
            (Some(_), Some(_), Some(_)) => String::new(),
            _ => faults.required(
                "DATABASE_URL",
                self.every.as_deref(),
                "give the database's address, such as postgres://mithaq@127.0.0.1:25432/mithaq",
                address,
            )?,
        };
        Some(StoreConfig {
            app_url: app.unwrap_or_else(|| every.clone()),
            publisher_url: publisher.unwrap_or_else(|| every.clone()),
            owner_url: owner.unwrap_or_else(|| every.clone()),
            ..StoreConfig::of(&every)
        })
    }
}

// The address itself is not told: it may hold a password.
fn address(text: &str) -> Result<String, String> {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        Ok(text.to_owned())
    } else {
        Err("is not an address that begins with postgres://".to_owned())
    }
}
