//! What must hold of the catalogue, whatever tables come.

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use mithaq_store::testing::TestDatabase;

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

async fn names(database: &TestDatabase, query: &str) -> Vec<String> {
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    let rows: Vec<Named> = sql_query(query).load(&mut connection).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn every_table_that_the_application_reads_is_under_a_forced_policy() {
    let database = TestDatabase::create().await;
    let open = names(
        &database,
        "SELECT relname::text AS name FROM pg_class c
          WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND has_table_privilege('mithaq_app', c.oid, 'SELECT')
            AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1",
    )
    .await;
    // Neither tells of an agreement.
    assert_eq!(open, ["actors", "watermark"]);
}

#[tokio::test]
async fn the_only_view_that_the_application_reads_is_the_log_behind_its_barrier() {
    let database = TestDatabase::create().await;
    let views = names(
        &database,
        "SELECT relname || ' ' || array_to_string(reloptions, ' ') || ' of ' || pg_get_userbyid(relowner) AS name
           FROM pg_class c
          WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
            AND has_table_privilege('mithaq_app', c.oid, 'SELECT') ORDER BY 1",
    )
    .await;
    assert_eq!(views, ["visible_log security_barrier=true of mithaq_owner"]);
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    connection.batch_execute("SET ROLE mithaq_app").await.unwrap();
    let refused = connection.batch_execute("UPDATE visible_log SET version = 1").await.unwrap_err();
    assert!(refused.to_string().contains("view"), "{refused}");
}

#[tokio::test]
async fn the_log_can_only_be_added_to() {
    let database = TestDatabase::create().await;
    for statement in [
        "UPDATE acts SET version = 1",
        "DELETE FROM acts",
        "TRUNCATE acts",
        "DELETE FROM act_bodies",
        "UPDATE act_bodies SET salt = ''",
    ] {
        for role in ["mithaq_app", "mithaq_publisher"] {
            let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
            connection.batch_execute(&format!("SET ROLE {role}")).await.unwrap();
            let refused = connection.batch_execute(statement).await.unwrap_err();
            assert!(refused.to_string().contains("permission denied"), "{role}: {statement}: {refused}");
        }
    }
}

#[tokio::test]
async fn tables_under_a_policy_have_only_indexes_that_it_leaves_usable() {
    let database = TestDatabase::create().await;
    let other = names(
        &database,
        "SELECT i.relname::text AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
           JOIN pg_class t ON t.oid = x.indrelid JOIN pg_am m ON m.oid = i.relam
          WHERE t.relrowsecurity AND (m.amname <> 'btree' OR x.indexprs IS NOT NULL)",
    )
    .await;
    assert_eq!(other, Vec::<String>::new());
}

#[tokio::test]
async fn every_step_can_be_taken_back() {
    let database = TestDatabase::create().await;
    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let mut steps: Vec<_> = std::fs::read_dir(migrations).unwrap().map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    for step in steps.into_iter().rev() {
        database.tamper(&std::fs::read_to_string(step.join("down.sql")).unwrap()).await;
    }
    let left = names(
        &database,
        "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    )
    .await;
    assert_eq!(left, ["__diesel_schema_migrations"]);
}
