//! A registry of its own for a test: a database, keys, and one token for each clearance.

use std::path::{Path, PathBuf};

use mithaq_store::testing::TestDatabase;
use serde_json::{Value, json};

use crate::mithaq::{Serving, Settings, run};

/// A database and everything else that the binary is told of.
pub(crate) struct Registry {
    pub(crate) database: TestDatabase,
    folder: PathBuf,
    pub(crate) settings: Settings,
}

impl Registry {
    /// A migrated, empty registry without Kafka.
    pub(crate) async fn create() -> Self {
        let database = TestDatabase::create().await;
        let name = database.url.rsplit('/').next().unwrap().to_owned();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("cursor.key"), [7; 32]).unwrap();
        let file = |name: &str| folder.join(name).display().to_string();
        let settings = vec![
            ("DATABASE_URL", database.url.clone()),
            ("MITHAQ_LISTEN", "127.0.0.1:0".to_owned()),
            ("MITHAQ_ADMIN_LISTEN", "127.0.0.1:0".to_owned()),
            ("MITHAQ_HOME", "JOR".to_owned()),
            ("MITHAQ_TIME_ZONE", "Asia/Amman".to_owned()),
            ("MITHAQ_ANONYMOUS", "unclassified".to_owned()),
            ("MITHAQ_TOKEN_KEYS", file("jwks.json")),
            ("MITHAQ_TOKEN_ISSUER", "mithaq-dev".to_owned()),
            ("MITHAQ_TOKEN_AUDIENCE", "mithaq".to_owned()),
            ("MITHAQ_CURSOR_KEY", file("cursor.key")),
            ("MITHAQ_DOCUMENTS", file("documents")),
        ];
        run(&settings, &["token", "--init"]);
        Self { database, folder, settings }
    }

    /// The same, with one setting changed.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.settings.retain(|(there, _)| *there != name);
        self.settings.push((name, value.to_owned()));
        self
    }

    /// The same, without a setting.
    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.settings.retain(|(there, _)| *there != name);
        self
    }

    /// The same with Kafka: its audiences get names of their own, so that their topics are this test's alone.
    pub(crate) async fn with_kafka(self) -> (Self, Audiences) {
        let test = self.database.url.rsplit('_').next().unwrap();
        let audiences = Audiences { public: format!("test-{test}-public"), all: format!("test-{test}-registry") };
        for (fixed, own) in [("public", &audiences.public), ("registry", &audiences.all)] {
            let rename = format!(
                "UPDATE audiences SET name = '{own}' WHERE name = '{fixed}';
                 UPDATE publication SET audience = '{own}' WHERE audience = '{fixed}'"
            );
            self.database.tamper(&rename).await;
        }
        (self.with("MITHAQ_KAFKA_BROKERS", &brokers()), audiences)
    }

    /// The token of a clearance: `secret`.
    pub(crate) fn token(&self, clearance: &str) -> String {
        std::fs::read_to_string(self.folder.join(format!("{clearance}.jwt"))).unwrap()
    }

    /// A folder for the test's own files.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn serve(&self) -> Serving {
        Serving::start(&self.settings)
    }
}

/// The audiences of a test, whose topics are removed with it.
pub(crate) struct Audiences {
    /// What everyone may know.
    pub(crate) public: String,
    /// All of it.
    pub(crate) all: String,
}

/// Removes the topics of an audience that the test has added.
pub(crate) async fn remove_topics(audience: &str) {
    mithaq_events::testing::remove_topics(&brokers(), audience).await;
}

fn brokers() -> String {
    #[allow(clippy::disallowed_methods, reason = "tests are told by the environment where the broker is")]
    std::env::var("MITHAQ_TEST_KAFKA_BROKERS").unwrap_or_else(|_| "127.0.0.1:29092".to_owned())
}

impl Drop for Audiences {
    fn drop(&mut self) {
        let names = [std::mem::take(&mut self.public), std::mem::take(&mut self.all)];
        // The test's runtime may be shutting down, so the topics are removed from a thread of their own.
        let removed = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            for name in names {
                runtime.block_on(mithaq_events::testing::remove_topics(&brokers(), &name));
            }
        });
        let _ = removed.join();
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Asks a query with or without a token; answers the status and the body.
pub(crate) async fn ask(serving: &Serving, token: Option<&str>, query: &str, variables: Value) -> (u16, Value) {
    let mut request = reqwest::Client::new()
        .post(&serving.graphql)
        .header("accept", "application/graphql-response+json")
        .json(&json!({ "query": query, "variables": variables }));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}
