//! A registry of its own for a test: a database, keys, and one token for each clearance.

use std::path::PathBuf;

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

    /// The token of a clearance: `secret`.
    pub(crate) fn token(&self, clearance: &str) -> String {
        std::fs::read_to_string(self.folder.join(format!("{clearance}.jwt"))).unwrap()
    }

    pub(crate) fn serve(&self) -> Serving {
        Serving::start(&self.settings)
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
