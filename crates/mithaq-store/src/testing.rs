//! A database per test, made from a migrated template.
//!
//! The server is the one of `MITHAQ_TEST_DATABASE_URL`, whose login must be able to create databases and roles.

use std::hash::{DefaultHasher, Hash, Hasher};

use diesel::QueryableByName;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use mithaq_domain::label::{Classification, Ministry};
use tokio::sync::OnceCell;

use crate::{Provenance, Reader, Store, StoreConfig};

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database of one test; it is dropped with it.
pub struct TestDatabase {
    /// The store on it.
    pub store: Store,
    /// Its address, for other programs.
    pub url: String,
    name: String,
}

impl TestDatabase {
    /// Makes one.
    ///
    /// # Panics
    /// Where the server is not reachable, which fails the test and says so.
    pub async fn create() -> Self {
        let template = TEMPLATE.get_or_init(template).await;
        let name = format!("mithaq_test_{:016x}", random());
        let mut admin = connect(&server()).await;
        run(&mut admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let url = address(&name);
        let config = StoreConfig { pool_size: 8, ..StoreConfig::of(&url) };
        Self { store: Store::new(&config).expect("a database address"), url, name }
    }

    /// Runs statements as the superuser, as someone would who goes round the program.
    ///
    /// # Panics
    /// Where they fail.
    pub async fn tamper(&self, statements: &str) {
        run(&mut connect(&self.url).await, statements).await;
    }
}

/// A connection of the superuser's, which keeps what it began.
pub struct Session(AsyncPgConnection);

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

impl TestDatabase {
    /// Opens one.
    ///
    /// # Panics
    /// Where the server is not reachable.
    pub async fn session(&self) -> Session {
        Session(connect(&self.url).await)
    }
}

impl Session {
    /// Runs statements.
    ///
    /// # Panics
    /// Where they fail.
    pub async fn run(&mut self, statements: &str) {
        run(&mut self.0, statements).await;
    }

    /// The one value that an expression has, as text.
    ///
    /// # Panics
    /// Where it has none.
    pub async fn value(&mut self, expression: &str) -> String {
        let asked = diesel::sql_query(format!("SELECT ({expression})::text AS value"));
        let found: Value = asked.get_result(&mut self.0).await.unwrap_or_else(|error| panic!("{expression}: {error}"));
        found.value
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (server(), std::mem::take(&mut self.name));
        // The test's runtime may be shutting down, so the database is dropped from a thread of its own.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                if let Ok(mut admin) = AsyncPgConnection::establish(&server).await {
                    let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
                }
            });
        });
        let _ = dropped.join();
    }
}

/// A reader of a clearance and a ministry.
///
/// # Panics
/// Where the ministry's code is not one.
#[must_use]
pub fn reader(clearance: Classification, ministry: Option<&str>) -> Reader {
    let ministry = ministry.map(|code| Ministry::try_from(code.to_owned()).expect("a ministry's code"));
    Reader { clearance: Some(clearance), ministry, every_ministry: false }
}

/// A caller who sees everything of the defence ministry and sends no idempotency key.
#[must_use]
pub fn officer() -> Provenance {
    Provenance {
        recorded_by: "officer".to_owned(),
        reader: reader(Classification::Secret, Some("MOD")),
        idempotency: None,
    }
}

/// The template of this schema, made by whichever test comes first, in whichever process.
async fn template() -> String {
    let mut hasher = DefaultHasher::new();
    for step in crate::migrate::sources() {
        step.hash(&mut hasher);
    }
    let name = format!("mithaq_template_{:016x}", hasher.finish());
    let mut admin = connect(&server()).await;
    run(&mut admin, "SELECT pg_advisory_lock(778812)").await;
    let found = diesel::sql_query(format!("SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate"))
        .execute(&mut admin)
        .await
        .expect("the catalogue can be read");
    if found == 0 {
        run(&mut admin, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(&mut admin, &format!("CREATE DATABASE {name}")).await;
        crate::migrate(&address(&name)).await.expect("the schema can be made");
        run(&mut admin, &format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    run(&mut admin, "SELECT pg_advisory_unlock(778812)").await;
    name
}

async fn connect(url: &str) -> AsyncPgConnection {
    AsyncPgConnection::establish(url).await.unwrap_or_else(|error| {
        panic!("no PostgreSQL at {url} ({error}): start it with dev/services up, or set MITHAQ_TEST_DATABASE_URL")
    })
}

async fn run(connection: &mut AsyncPgConnection, statements: &str) {
    connection.batch_execute(statements).await.unwrap_or_else(|error| panic!("{statements}: {error}"));
}

#[allow(clippy::disallowed_methods, reason = "tests are told by the environment where the server is")]
fn server() -> String {
    std::env::var("MITHAQ_TEST_DATABASE_URL")
        .unwrap_or_else(|_| "postgres://mithaq@127.0.0.1:25432/postgres".to_owned())
}

/// The address of another database of the same server.
fn address(database: &str) -> String {
    let server = server();
    let (base, _) = server.rsplit_once('/').expect("the address of a database");
    format!("{base}/{database}")
}

fn random() -> u64 {
    getrandom::u64().expect("random numbers")
}
