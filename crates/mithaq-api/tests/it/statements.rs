//! How many statements an answer takes: one for each level, however many siblings there are.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mithaq_store::testing::TestDatabase;
use mithaq_store::{Store, StoreConfig};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::book::Desk;
use crate::lists::import;

/// Stands between the service and PostgreSQL, and counts the statements that are executed.
struct Tap {
    address: String,
    executed: Arc<AtomicUsize>,
}

impl Tap {
    async fn before(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let executed = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&executed);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                let ((from_client, mut to_client), (mut from_server, to_server)) =
                    (client.into_split(), server.into_split());
                tokio::spawn(async move { copy(&mut from_server, &mut to_client).await });
                tokio::spawn(pass_on(from_client, to_server, Arc::clone(&counted)));
            }
        });
        Self { address, executed }
    }

    /// How many statements an answer takes.
    async fn count(&self, desk: &Desk, query: &str, keys: &[Value]) -> usize {
        let before = self.executed.load(Ordering::SeqCst);
        let answer = desk.ask_with(query, json!({ "id": keys[0]["id"], "keys": keys })).await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        self.executed.load(Ordering::SeqCst) - before
    }
}

/// Passes messages of the protocol on, and counts those that execute a prepared statement.
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, executed: Arc<AtomicUsize>) -> std::io::Result<()> {
    // The first message has no tag.
    let mut tagged = false;
    loop {
        let mut message = Vec::new();
        if tagged {
            let tag = from.read_u8().await?;
            executed.fetch_add(usize::from(tag == b'E'), Ordering::SeqCst);
            message.push(tag);
        }
        let length = from.read_u32().await?;
        message.extend(length.to_be_bytes());
        let start = message.len();
        message.resize(start + usize::try_from(length).unwrap() - 4, 0);
        from.read_exact(&mut message[start..]).await?;
        to.write_all(&message).await?;
        tagged = true;
    }
}

#[tokio::test]
async fn an_answer_takes_one_statement_a_level() {
    let database = TestDatabase::create().await;
    let (login, place) = database.url.split_once('@').unwrap();
    let (server, name) = place.split_once('/').unwrap();
    let tap = Tap::before(server.to_owned()).await;
    let store = Store::new(&StoreConfig::of(&format!("{login}@{}/{name}", tap.address))).unwrap();
    let desk = Desk::on(database, store);
    import(&desk, 75).await;
    let list = desk.ask("{ agreements(first: 50) { edges { node { id } } } }").await;
    let keys: Vec<Value> = list["data"]["agreements"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| json!({ "__typename": "Agreement", "id": edge["node"]["id"] }))
        .collect();
    assert_eq!(keys.len(), 50);
    let page = |fields: &str| format!("{{ agreements(first: 50) {{ edges {{ {fields} }} }} }}");
    let one = |fields: &str| format!("query($id: ID!) {{ agreement(id: $id) {{ {fields} }} }}");
    // What the pool asks of a connection before it gives it out is not counted: the least answer has it too.
    let least = tap.count(&desk, &one("id"), &keys).await;
    for (query, more) in [
        (one("registryNumber title { value } parties { actor { name { value } } }"), 0),
        (one("status { name because { code } } at { inForceSince { value } endsOn { value } }"), 1),
        (page("node { areas parties { actor { id } } }"), 0),
        (page("node { id } at { status { name } inForceSince { value } }"), 1),
        (page("node { status { name } history(first: 3) { edges { node { kind } } } }"), 2),
        (page("node { history(first: 1) { edges { node { agreement { id } } } } }"), 2),
        (
            "{ deadlines(to: \"2030-01-01\", first: 50) { edges { node { kind on { value } because { code } } } } }"
                .to_owned(),
            0,
        ),
        (page("node { documents(first: 1) { edges { node { name url } } } }"), 1),
        ("query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Agreement { id } } }".to_owned(), 0),
    ] {
        assert_eq!(tap.count(&desk, &query, &keys).await, least + more, "{query}");
    }
}
