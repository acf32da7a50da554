//! How many statements an answer takes: one for each level, however many siblings there are; and how often the service waits
//! for the database: once for each of them, and once for the end of the transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mithaq_store::testing::TestDatabase;
use mithaq_store::{Store, StoreConfig};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::book::Desk;
use crate::lists::import;

/// Stands between the service and PostgreSQL, and counts.
struct Tap {
    address: String,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    /// Prepared statements that were executed.
    executed: AtomicUsize,
    /// What was sent while nothing was waited for.
    trips: AtomicUsize,
    /// What was sent and is not answered yet.
    open: AtomicUsize,
}

impl Tap {
    async fn before(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                tokio::spawn(pass_on(from_client, to_server, Side::Client, Arc::clone(&counted)));
                tokio::spawn(pass_on(from_server, to_client, Side::Server, Arc::clone(&counted)));
            }
        });
        Self { address, counts }
    }

    /// How many statements an answer takes, and how often it waits for the database.
    async fn count(&self, desk: &Desk, query: &str, keys: &[Value]) -> (usize, usize) {
        let counts = || (self.counts.executed.load(Ordering::SeqCst), self.counts.trips.load(Ordering::SeqCst));
        let before = counts();
        let answer = desk.ask_with(query, json!({ "id": keys[0]["id"], "keys": keys })).await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        let after = counts();
        (after.0 - before.0, after.1 - before.1)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Client,
    Server,
}

/// Passes messages of the protocol on, and counts.
async fn pass_on(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    side: Side,
    counts: Arc<Counts>,
) -> std::io::Result<()> {
    // The client's first message has no tag.
    let mut tagged = side == Side::Server;
    loop {
        let mut message = Vec::new();
        if tagged {
            let tag = from.read_u8().await?;
            match (side, tag) {
                (Side::Client, b'E') => drop(counts.executed.fetch_add(1, Ordering::SeqCst)),
                // A simple query, or the end of what belongs together: each is answered.
                (Side::Client, b'Q' | b'S') => {
                    let open = counts.open.fetch_add(1, Ordering::SeqCst);
                    counts.trips.fetch_add(usize::from(open == 0), Ordering::SeqCst);
                }
                (Side::Server, b'Z') if counts.open.load(Ordering::SeqCst) > 0 => {
                    counts.open.fetch_sub(1, Ordering::SeqCst);
                }
                _ => {}
            }
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
    let among = |fields: &str| {
        format!("{{ agreements(first: 50, filter: {{ bindingness: [BINDING] }}) {{ edges {{ {fields} }} }} }}")
    };
    let one = |fields: &str| format!("query($id: ID!) {{ agreement(id: $id) {{ {fields} }} }}");
    // A statement is prepared when it is first run on a connection.
    tap.count(&desk, &one("id"), &keys).await;
    // The transaction begins in the same message as its first statement, and its end is waited for.
    assert_eq!(tap.count(&desk, &one("id"), &keys).await, (1, 2));
    // The statements of a filtered list are put together from what is asked, and so parsed each time, which is waited for too.
    for (query, more, parsed) in [
        (one("registryNumber title { value } parties { actor { name { value } } }"), 0, 0),
        (one("status { name because { code } } at { inForceSince { value } endsOn { value } }"), 1, 0),
        (page("node { areas parties { actor { id } } }"), 0, 0),
        // How many meet the conditions is asked first.
        (among("node { areas parties { actor { id } } }"), 1, 2),
        (page("node { id } at { status { name } inForceSince { value } }"), 1, 0),
        (page("node { status { name } history(first: 3) { edges { node { kind } } } }"), 2, 0),
        (page("node { history(first: 1) { edges { node { agreement { id } } } } }"), 2, 0),
        // What a log lists of its acts needs no log; what they say does.
        (page("node { history(first: 3) { edges { cursor node { id kind recordedAt recordedBy } } } }"), 1, 0),
        (page("node { history(first: 3) { edges { node { kind basis effect details { __typename } } } } }"), 2, 0),
        (
            "{ deadlines(to: \"2030-01-01\", first: 50) { edges { node { kind on { value } because { code } } } } }"
                .to_owned(),
            0,
            1,
        ),
        (page("node { documents(first: 1) { edges { node { name url } } } }"), 1, 0),
        ("query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Agreement { id } } }".to_owned(), 0, 0),
    ] {
        tap.count(&desk, &query, &keys).await;
        assert_eq!(tap.count(&desk, &query, &keys).await, (1 + more, 2 + more + parsed), "{query}");
    }
    // Nobody makes a connection keep statements by asking for nothing in many ways.
    for nothing in ["{}", "{ and: [{}] }", "{ and: [{}, {}] }", "{ and: [{ and: [{}, {}] }, {}] }"] {
        let query = format!("{{ agreements(first: 50, filter: {nothing}) {{ edges {{ node {{ id }} }} }} }}");
        assert_eq!(tap.count(&desk, &query, &keys).await, (1, 2), "{query}");
    }
}
