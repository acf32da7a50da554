//! How fast PostgreSQL commits the rows of acts and their queue, of the form and size that a writer inserts.

use std::time::{Duration, Instant};

use mithaq_store::testing::TestDatabase;

use crate::backlog::rate;

const TIME: Duration = Duration::from_secs(5);

const TABLES: &str =
    "CREATE TABLE bare_acts (LIKE acts INCLUDING ALL); CREATE TABLE bare_bodies (LIKE act_bodies INCLUDING ALL);
    CREATE TABLE bare_queue (LIKE unsequenced INCLUDING ALL)";

/// So many acts, in one commit.
fn insert(acts: usize) -> String {
    format!(
        "WITH a AS (
             INSERT INTO bare_acts
             SELECT gen_random_uuid(), gen_random_uuid(), 1, 5, 1, '2020-02-01', '2020-02-01', clock_timestamp(), 'officer',
                    sha256('a'), sha256('b'), sha256('c') FROM generate_series(1, {acts}) RETURNING id
         ), b AS (
             INSERT INTO bare_bodies SELECT id, '0123456789abcdef', convert_to(rpad(id::text, 300, id::text), 'UTF8') FROM a
         )
         INSERT INTO bare_queue (act_id) SELECT id FROM a"
    )
}

/// The rates with one act in a commit, from eight connections, and with a thousand, from one.
pub(crate) async fn commits() {
    let database = TestDatabase::create().await;
    database.tamper(TABLES).await;
    for (connections, acts) in [(8, 1), (1, 1_000)] {
        let begun = Instant::now();
        let mut tasks = Vec::new();
        for _ in 0..connections {
            let (mut session, statement) = (database.session().await, insert(acts));
            tasks.push(tokio::spawn(async move {
                let mut commits = 0;
                while begun.elapsed() < TIME {
                    session.run(&statement).await;
                    commits += 1;
                }
                commits
            }));
        }
        let mut commits = 0;
        for task in tasks {
            commits += task.await.unwrap();
        }
        let rate = rate(commits * acts, begun.elapsed());
        println!("PostgreSQL, the same rows, {acts} acts a commit, {connections} connections: {rate:.0} acts a second");
    }
}
