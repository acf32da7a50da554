//! What `mithaq serve` is set to do.

use std::collections::BTreeSet;
use std::net::{SocketAddr, ToSocketAddrs};

use clap::Args;
use mithaq_api::DocumentPolicy;
use mithaq_domain::label::Classification;
use mithaq_store::{ArchiveConfig, StoreConfig};

use super::{
    BadSettings, DatabaseArgs, DocumentArgs, Faults, Home, HomeArgs, KafkaArgs, KafkaSettings, PolicyArgs, TokenArgs,
    TokenSettings,
};

/// What to serve, and how.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ServeArgs {
    /// What this process does: api, publisher, clock, separated by commas. Any number of replicas of each may run
    #[arg(long, env = "MITHAQ_ROLES", value_name = "ROLES", default_value = "api,publisher,clock")]
    pub(crate) roles: Option<String>,
    /// Where GraphQL and `GraphiQL` are served (`/graphql`)
    #[arg(long, env = "MITHAQ_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: Option<String>,
    /// Where /health/live, /health/ready and /metrics are served
    #[arg(long, env = "MITHAQ_ADMIN_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    pub(crate) admin_listen: Option<String>,
    #[command(flatten)]
    pub(crate) home: HomeArgs,
    /// What may be read without a token: nothing, unless this says `unclassified`
    #[arg(long, env = "MITHAQ_ANONYMOUS", value_name = "LABEL")]
    pub(crate) anonymous: Option<String>,
    /// A file of 32 random bytes, the same for every replica, by which cursors are sealed
    #[arg(long, env = "MITHAQ_CURSOR_KEY", value_name = "FILE")]
    pub(crate) cursor_key: Option<String>,
    /// Whether queries are answered by GET too: on or off
    #[arg(long, env = "MITHAQ_GET", value_name = "ON|OFF", default_value = "off")]
    pub(crate) get: Option<String>,
    /// Whether a gateway that asks is told which field took how long (federated tracing, `ftv1`)
    #[arg(long, env = "MITHAQ_TRACING", value_name = "ON|OFF", default_value = "off")]
    pub(crate) tracing: Option<String>,
    /// How many connections may be held open for subscriptions
    #[arg(long, env = "MITHAQ_SUBSCRIBERS", value_name = "COUNT", default_value = "4096")]
    pub(crate) subscribers: Option<String>,
    /// Whether the schema may be asked for (`__schema`, `__type`): on or off
    #[arg(long, env = "MITHAQ_INTROSPECTION", value_name = "ON|OFF", default_value = "on")]
    pub(crate) introspection: Option<String>,
    /// Whether a gateway may ask for the SDL (`_service`): on or off
    #[arg(long, env = "MITHAQ_SERVICE_SDL", value_name = "ON|OFF", default_value = "on")]
    pub(crate) service_sdl: Option<String>,
    /// The largest document that is taken in, in MiB
    #[arg(long, env = "MITHAQ_DOCUMENT_LIMIT", value_name = "MIB", default_value = "64")]
    pub(crate) document_limit: Option<String>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    #[command(flatten)]
    pub(crate) documents: DocumentArgs,
    #[command(flatten)]
    pub(crate) tokens: TokenArgs,
    #[command(flatten)]
    pub(crate) kafka: KafkaArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
}

/// What to serve, as checked.
#[derive(Debug)]
pub(crate) struct ServeSettings {
    /// The database.
    pub(crate) store: StoreConfig,
    /// Where health and metrics are served.
    pub(crate) admin_listen: SocketAddr,
    /// Whose registry this is.
    pub(crate) home: Home,
    /// The role api, where this process has it.
    pub(crate) api: Option<ApiSettings>,
    /// The role publisher, where this process has it.
    pub(crate) publisher: Option<KafkaSettings>,
    /// Whether this process has the role clock.
    pub(crate) clock: bool,
}

/// How the API is served.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "switches that the operator sets each by itself")]
pub(crate) struct ApiSettings {
    /// Where.
    pub(crate) listen: SocketAddr,
    /// Whose tokens are believed.
    pub(crate) tokens: TokenSettings,
    /// What may be read without a token.
    pub(crate) anonymous: Option<Classification>,
    /// By which cursors are sealed.
    pub(crate) cursor_key: [u8; 32],
    /// Whether queries are answered by GET too.
    pub(crate) get: bool,
    /// Whether gateways are told which field took how long.
    pub(crate) tracing: bool,
    /// How many connections may be held open for subscriptions.
    pub(crate) subscribers: usize,
    /// Whether the schema may be asked for.
    pub(crate) introspection: bool,
    /// Whether the SDL may be asked for.
    pub(crate) service_sdl: bool,
    /// Which documents of the query language are answered.
    pub(crate) policy: DocumentPolicy,
    /// Where documents are kept.
    pub(crate) documents: ArchiveConfig,
    /// How many bytes a document may have.
    pub(crate) document_limit: u64,
}

/// What a process can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Api,
    Publisher,
    Clock,
}

impl ServeArgs {
    /// Everything that is needed for the roles asked for.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub(crate) fn check(&self) -> Result<ServeSettings, BadSettings> {
        let mut faults = Faults::default();
        let roles = faults.required(
            "MITHAQ_ROLES",
            self.roles.as_deref(),
            "name what to do: api, publisher, clock, or several separated by commas",
            roles,
        );
        let has = |role| roles.as_ref().is_some_and(|roles| roles.contains(&role));
        let store = self.database.check(&mut faults);
        let admin_listen = faults.required("MITHAQ_ADMIN_LISTEN", self.admin_listen.as_deref(), LISTEN_WAY_OUT, listen);
        let home = self.home.check(&mut faults);
        let api = has(Role::Api).then(|| self.check_api(&mut faults)).flatten();
        let publisher = has(Role::Publisher).then(|| self.kafka.check(&mut faults));
        let clock = has(Role::Clock);
        faults.settle(|| {
            let home = home?;
            let store = StoreConfig { zone: home.zone.0, ..store? };
            Some(ServeSettings { store, admin_listen: admin_listen?, home, api, publisher, clock })
        })
    }

    fn check_api(&self, faults: &mut Faults) -> Option<ApiSettings> {
        let listen = faults.required("MITHAQ_LISTEN", self.listen.as_deref(), LISTEN_WAY_OUT, listen);
        let tokens = self.tokens.check(faults);
        let anonymous = faults.optional("MITHAQ_ANONYMOUS", self.anonymous.as_deref(), anonymous);
        let cursor_key = faults.required(
            "MITHAQ_CURSOR_KEY",
            self.cursor_key.as_deref(),
            "name a file of 32 random bytes: head -c 32 /dev/urandom >cursor.key",
            cursor_key,
        );
        let get = faults.optional("MITHAQ_GET", self.get.as_deref(), switch).unwrap_or(false);
        let tracing = faults.optional("MITHAQ_TRACING", self.tracing.as_deref(), switch).unwrap_or(false);
        let subscribers = faults.optional("MITHAQ_SUBSCRIBERS", self.subscribers.as_deref(), subscribers);
        let introspection =
            faults.optional("MITHAQ_INTROSPECTION", self.introspection.as_deref(), switch).unwrap_or(true);
        let service_sdl = faults.optional("MITHAQ_SERVICE_SDL", self.service_sdl.as_deref(), switch).unwrap_or(true);
        let policy = self.policy.check(faults);
        let documents = self.documents.check(faults);
        let document_limit = faults.optional("MITHAQ_DOCUMENT_LIMIT", self.document_limit.as_deref(), mebibytes);
        Some(ApiSettings {
            listen: listen?,
            tokens: tokens?,
            anonymous,
            cursor_key: cursor_key?,
            get,
            tracing,
            subscribers: subscribers.unwrap_or(DEFAULT_SUBSCRIBERS),
            introspection,
            service_sdl,
            policy: policy?,
            documents: documents?,
            document_limit: document_limit.unwrap_or(DEFAULT_DOCUMENT_LIMIT) * MEBIBYTE,
        })
    }
}

/// How many connections may be held open for subscriptions, where nothing is set.
const DEFAULT_SUBSCRIBERS: usize = 4_096;

/// How many MiB a document may have, where nothing is set.
const DEFAULT_DOCUMENT_LIMIT: u64 = 64;

/// How many MiB may be set: GraphQL tells sizes as numbers of 32 bits.
const MOST_MEBIBYTES: u64 = 1_024;

const MEBIBYTE: u64 = 1024 * 1024;

const LISTEN_WAY_OUT: &str = "give an address and a port, such as 127.0.0.1:8080";

fn roles(text: &str) -> Result<BTreeSet<Role>, String> {
    let role = |name: &str| match name.trim() {
        "api" => Ok(Role::Api),
        "publisher" => Ok(Role::Publisher),
        "clock" => Ok(Role::Clock),
        other => Err(format!("names {other:?}, which is not one of the roles api, publisher, clock")),
    };
    text.split(',').map(role).collect()
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    let mut found = text.to_socket_addrs().map_err(|error| format!("{text:?}: {error}; {LISTEN_WAY_OUT}"))?;
    found.next().ok_or_else(|| format!("{text:?} is the address of no machine; {LISTEN_WAY_OUT}"))
}

fn anonymous(text: &str) -> Result<Classification, String> {
    match text {
        "unclassified" => Ok(Classification::Unclassified),
        other => Err(format!("{other:?}: without a token, unclassified may be read, or nothing (leave it unset)")),
    }
}

fn cursor_key(path: &str) -> Result<[u8; 32], String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path:?}: {error}"))?;
    let found = bytes.len();
    bytes.try_into().map_err(|_| format!("{path:?} holds {found} bytes, not 32: head -c 32 /dev/urandom >{path}"))
}

fn subscribers(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{text:?} is not a number of connections, such as {DEFAULT_SUBSCRIBERS}"))
}

fn mebibytes(text: &str) -> Result<u64, String> {
    let parsed = text.parse().ok().filter(|limit| (1..=MOST_MEBIBYTES).contains(limit));
    parsed.ok_or_else(|| format!("{text:?} is not a number of MiB from 1 to {MOST_MEBIBYTES}"))
}

pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(format!("{other:?} is neither on nor off")),
    }
}
