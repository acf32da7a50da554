//! Search in four languages, with hits marked, and nothing of what is hidden.

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use mithaq_domain::act::{
    ActBody, ActDetails, Activity, ActivityKind, ActivityReport, AgreementId, Amendment, Clause, ClauseChange,
    ClauseChangeKind, LegalBasis, Registration, TextKind,
};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::label::{Classification as C, Label};
use mithaq_domain::terms::{Language, Terms, Title, Titles};
use mithaq_store::testing::{TestDatabase, officer, reader};
use mithaq_store::{
    AgreementQuery, Condition, Direction, FoundAt, Order, OrderBy, Reader, Search, SearchLanguage as L, SearchPlace,
};

use crate::book::*;

/// An agreement with titles in these languages.
async fn titled(database: &TestDatabase, titles: &[(&str, &str)], label: Label) -> AgreementId {
    let titles = titles
        .iter()
        .map(|(language, value)| Title { language: language.parse::<Language>().unwrap(), value: (*value).to_owned() });
    let titles = Titles::try_new(titles.collect()).unwrap();
    let mut opening = proposal("any", label);
    if let ActDetails::Proposed(proposal) = &mut opening.details {
        proposal.terms = Terms { titles, ..terms("any") };
    }
    let id = AgreementId(new_id());
    let officer = officer();
    let opened = database.store.open(&officer, |number| Agreement::open(id, number, opening, today()));
    opened.await.unwrap().agreement.id()
}

async fn add(database: &TestDatabase, id: AgreementId, details: ActDetails) {
    let body = ActBody::new(LegalBasis::Reported, details).effective_on(day("2020-03-01"));
    done(database, id, ActBody { action_on: Some(day("2020-03-01").into()), ..body }).await.unwrap();
}

fn all() -> AgreementQuery {
    AgreementQuery {
        condition: Condition::All(Vec::new()),
        order: Order { by: OrderBy::Recorded, direction: Direction::Ascending },
        as_of: today(),
        known_at: None,
    }
}

async fn found_by(database: &TestDatabase, who: Reader, text: &str, languages: &[L]) -> Vec<AgreementId> {
    let snapshot = database.store.snapshot(who);
    let search = Search::read(text, languages).unwrap();
    let page = snapshot.search(&search, &all(), 100, None, false).await.unwrap();
    assert_eq!(
        snapshot.search_count(&search, &all()).await.unwrap(),
        u64::try_from(page.rows.len()).unwrap(),
        "{text}"
    );
    page.rows.into_iter().map(|(row, _)| row.id).collect()
}

async fn found(database: &TestDatabase, text: &str) -> Vec<AgreementId> {
    found_by(database, officer().reader, text, &[]).await
}

/// The texts of an agreement that have hits, with their hits in brackets.
async fn marked(database: &TestDatabase, id: AgreementId, text: &str) -> Vec<(SearchPlace, String)> {
    let snapshot = database.store.snapshot(officer().reader);
    let search = Search::read(text, &[]).unwrap();
    let agreement = snapshot.logs(&[id], None).await.unwrap().remove(0);
    let highlights = snapshot.highlights(&search, &[&agreement], today()).await.unwrap().remove(0);
    let piece = |text: String, hit: bool| if hit { format!("[{text}]") } else { text };
    highlights
        .into_iter()
        .map(|found| (found.place, found.segments.into_iter().map(|part| piece(part.text, part.hit)).collect()))
        .collect()
}

#[tokio::test]
async fn each_language_is_read_by_its_own_rules() {
    let database = TestDatabase::create().await;
    let label = Label::unclassified;
    let ar = titled(&database, &[("ar", "اتِّفاقيَّة التعاون العسكري بين المملكة وكينيا")], label()).await;
    let en = titled(&database, &[("en", "Agreement concerning Joint Military Exercises")], label()).await;
    let fr = titled(&database, &[("fr", "Accord relatif à la coopération régionale")], label()).await;
    let pt = titled(&database, &[("pt-BR", "Convenção e Acordos sobre Extradição")], label()).await;
    let de = titled(&database, &[("de", "Abkommen über Zusammenarbeit")], label()).await;
    for (text, expected) in [
        ("اتفاقية", ar),
        ("الاتفاقيّة", ar),
        ("اتّفاقيات", ar),
        ("تعاون", ar),
        ("exercise militaries", en),
        ("the exercising", en),
        ("coopérations", fr),
        ("la cooperation regionale", fr),
        ("extradição", pt),
        ("EXTRADICAO convencao", pt),
        ("acordo", pt),
        ("uber Zusammenarbeit", de),
    ] {
        assert_eq!(found(&database, text).await, [expected], "{text}");
    }
    assert_eq!(found(&database, "Kenya").await.len(), 5);
    assert_eq!(found(&database, "Kenya agreement exercise").await, [en]);
    assert_eq!(found_by(&database, officer().reader, "Kenya", &[L::French, L::Arabic]).await.len(), 2);
    assert_eq!(found_by(&database, officer().reader, "exercises", &[L::French]).await, []);
    assert_eq!(
        marked(&database, ar, "اتفاقيات").await,
        [(SearchPlace::Title, "[اتِّفاقيَّة] التعاون العسكري بين المملكة وكينيا".to_owned())]
    );
    assert_eq!(
        marked(&database, pt, "extradicao").await,
        [(SearchPlace::Title, "Convenção e Acordos sobre [Extradição]".to_owned())]
    );
    let names = marked(&database, en, "kenya exercise").await;
    assert_eq!(names[0], (SearchPlace::Title, "Agreement concerning Joint Military [Exercises]".to_owned()));
    assert!(names.contains(&(SearchPlace::Party, "[Kenya]".to_owned())), "{names:?}");
}

#[tokio::test]
async fn clauses_lessons_and_numbers_are_found_and_a_title_counts_most() {
    let database = TestDatabase::create().await;
    let clause = |text: &str| Clause { number: "7".to_owned(), heading: None, text: Some(text.to_owned()) };
    let deep = in_force(&database, "First", Label::unclassified(), "2020-01-10", "2020-02-01").await;
    let text = mithaq_domain::act::Text {
        kind: TextKind::Original,
        language: Language::english(),
        authentic: true,
        prevails: false,
        sha256: None,
        media_type: None,
        clauses: vec![clause("Wrecks are salvaged by the coastal state.")],
    };
    add(&database, deep, ActDetails::TextAdded(Box::new(text))).await;
    let activity = Activity {
        activity: ActivityKind::JointExercise,
        title: "Exercise".to_owned(),
        from: day("2020-03-01").into(),
        to: None,
        place: None,
        clause: None,
        participants: Vec::new(),
    };
    let lessons = vec!["Radios must share frequencies.".to_owned(), "تنسيق الترددات ضروري".to_owned()];
    let report = ActivityReport { planned: None, activity, outcome: None, lessons };
    add(&database, deep, ActDetails::ActivityHeld(Box::new(report))).await;
    let registration = Registration { number: Some("I-57123".to_owned()), printed_in: Some("UNTS 3012".to_owned()) };
    add(&database, deep, ActDetails::Registered(registration)).await;
    let title = titled(&database, &[("en", "Agreement on wrecks")], Label::unclassified()).await;
    for (text, place, shown) in [
        ("salvage", SearchPlace::Clause, "Wrecks are [salvaged] by the coastal state."),
        ("\"coastal state\"", SearchPlace::Clause, "Wrecks are salvaged by the [coastal] [state]."),
        ("radio frequency", SearchPlace::Lesson, "[Radios] must share [frequencies]."),
        ("ترددات", SearchPlace::Lesson, "تنسيق [الترددات] ضروري"),
        ("i-57123", SearchPlace::Number, "[I]-[57123]"),
        ("3012", SearchPlace::Number, "UNTS [3012]"),
    ] {
        assert_eq!(found(&database, text).await, [deep], "{text}");
        assert!(marked(&database, deep, text).await.contains(&(place, shown.to_owned())), "{text}");
    }
    assert_eq!(found(&database, "\"state coastal\"").await, []);
    assert_eq!(found(&database, "\"First MTQ\"").await, [], "no phrase reaches from one text into the next");
    assert_eq!(found(&database, "wreck").await, [title, deep]);
    let number = database.store.snapshot(officer().reader).agreements(&[title]).await.unwrap().remove(0).number;
    assert_eq!(found(&database, &number.as_str().to_lowercase()).await, [title]);
    let change = ClauseChange {
        clause: "7".to_owned(),
        change: ClauseChangeKind::Replaced,
        text: Some("Wrecks are left alone.".to_owned()),
    };
    add(&database, deep, ActDetails::Amended(Box::new(Amendment { means: None, terms: None, clauses: vec![change] })))
        .await;
    assert_eq!(found(&database, "salvage").await, []);
    assert_eq!(found(&database, "wrecks alone").await, [deep]);
}

#[tokio::test]
async fn what_is_hidden_is_neither_found_nor_counted() {
    let database = TestDatabase::create().await;
    let open = titled(&database, &[("en", "Patrols"), ("ar", "دوريات")], Label::unclassified()).await;
    let secret = titled(&database, &[("en", "Patrols"), ("ar", "دوريات")], label(C::Secret, &[])).await;
    let other = titled(&database, &[("en", "Patrols")], label(C::Unclassified, &["MOI"])).await;
    for (who, mut expected) in [
        (Reader::nobody(), vec![]),
        (reader(C::Unclassified, None), vec![open]),
        (reader(C::Restricted, Some("MOI")), vec![open, other]),
        (reader(C::Secret, Some("MOD")), vec![open, secret]),
    ] {
        expected.sort_unstable();
        for text in ["patrol", "Kenya"] {
            let mut found = found_by(&database, who.clone(), text, &[]).await;
            found.sort_unstable();
            assert_eq!(found, expected, "{who:?} {text}");
        }
    }
}

#[tokio::test]
async fn pages_joined_are_everything_found_and_keep_to_the_filter() {
    let database = TestDatabase::create().await;
    for at in 0..7 {
        titled(&database, &[("en", &"patrol ".repeat(1 + at % 3))], Label::unclassified()).await;
    }
    let signed = in_force(&database, "Patrol", Label::unclassified(), "2020-01-10", "2020-02-01").await;
    let snapshot = database.store.snapshot(officer().reader);
    let search = Search::read("patrols", &[]).unwrap();
    let whole = snapshot.search(&search, &all(), 100, None, false).await.unwrap();
    assert_eq!(whole.rows.len(), 8);
    for backwards in [false, true] {
        let mut joined: Vec<(AgreementId, FoundAt)> = Vec::new();
        let mut from = None;
        loop {
            let page = snapshot.search(&search, &all(), 3, from, backwards).await.unwrap();
            let edge = if backwards { page.rows.as_slice().first() } else { page.rows.as_slice().last() };
            from = edge.map(|(_, at)| *at);
            let rows: Vec<_> = page.rows.into_iter().map(|(row, at)| (row.id, at)).collect();
            joined = if backwards { [rows, joined].concat() } else { [joined, rows].concat() };
            if !page.has_more {
                break;
            }
        }
        let expected: Vec<_> = whole.rows.iter().map(|(row, at)| (row.id, *at)).collect();
        assert_eq!(joined, expected, "backwards {backwards}");
    }
    let condition = Condition::SignedDuring(Some(day("2020-01-01")), None, mithaq_store::DateMatch::Possible);
    let filtered = AgreementQuery { condition, ..all() };
    let page = snapshot.search(&search, &filtered, 100, None, false).await.unwrap();
    assert_eq!(page.rows.into_iter().map(|(row, _)| row.id).collect::<Vec<_>>(), [signed]);
    assert_eq!(snapshot.search_count(&search, &filtered).await.unwrap(), 1);
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    #[diesel(column_name = "QUERY PLAN")]
    plan: String,
}

#[tokio::test]
async fn a_search_reads_no_table_from_end_to_end() {
    let database = TestDatabase::create().await;
    database
        .tamper(
            "INSERT INTO agreement_words (agreement_id, language, words, classification)
             SELECT gen_random_uuid(), 2, to_tsvector('english', 'agreement number ' || n || ' on subject ' || n % 997), n % 4
               FROM generate_series(1, 20000) AS n;
             ANALYZE agreement_words",
        )
        .await;
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    // The function's own statement, planned as the function plans it: for whatever values may come.
    connection
        .batch_execute(
            "SET plan_cache_mode = force_generic_plan; SET mithaq.clearance = '1';
             DO $$ BEGIN EXECUTE 'PREPARE search(smallint[], text, text) AS ' || replace(replace(replace(
                 substring(pg_get_function_sqlbody('agreements_found'::regproc) FROM 'SELECT.*;'),
                 'agreements_found.languages', '$1'), 'agreements_found.spelt', '$2'), 'agreements_found.folded', '$3');
             END $$",
        )
        .await
        .unwrap();
    let plan: Vec<Line> =
        sql_query("EXPLAIN (ANALYZE, COSTS OFF) EXECUTE search('{0,1,2,3,4}', '\"subject 40\"', '\"subject 40\"')")
            .load(&mut connection)
            .await
            .unwrap();
    let plan: Vec<_> = plan.into_iter().map(|line| line.plan).collect();
    let plan = plan.join("\n");
    assert!(!plan.contains("Seq Scan"), "{plan}");
    assert!(plan.contains("Bitmap Index Scan on agreement_words_words_idx"), "{plan}");
}

#[derive(QueryableByName)]
struct Vectors {
    #[diesel(sql_type = Text)]
    written: String,
    #[diesel(sql_type = Text)]
    read: String,
}

#[tokio::test]
async fn what_is_written_of_texts_is_what_the_database_reads_in_them() {
    let database = TestDatabase::create().await;
    let mut connection = AsyncPgConnection::establish(&database.url).await.unwrap();
    for (language, title, spelt) in [
        (
            "en",
            "Agreements on the Transfer of O'Brien's Technologies: 4km, 1e5 and 3.5\\4 of the agreements",
            "agreements on the transfer of o brien s technologies 4km 1e5 and 3 5 4 of the agreements endoftext0 ",
        ),
        (
            "fr",
            "Accord sur l'Échange d'Élèves",
            "accord sur l échange d élèves endoftext0 accord sur l echange d eleves endoftext0 ",
        ),
        ("pt", "Convenção de Cooperações", "convenção de cooperações endoftext0 convencao de cooperacoes endoftext0 "),
        ("ar", "اتفاقية التدريب", "اتفاقية التدريب endoftext0 اتفاق تدريب endoftext0 "),
        ("de", "Abkommen über Übungen", "abkommen über übungen endoftext0 abkommen uber ubungen endoftext0 "),
    ] {
        let id = titled(&database, &[(language, title)], Label::unclassified()).await;
        let vectors: Vectors = sql_query(
            "SELECT ts_filter(w.words, '{a}')::text AS written,
                    setweight(to_tsvector(search_configuration(w.language),
                        $1 || lower(replace(g.registry_number, '-', ' ')) || ' endoftext0'), 'A')::text AS read
               FROM agreement_words w JOIN agreements g ON g.id = w.agreement_id WHERE g.id = $2",
        )
        .bind::<Text, _>(spelt)
        .bind::<diesel::sql_types::Uuid, _>(id.0)
        .get_result(&mut connection)
        .await
        .unwrap();
        assert_eq!(vectors.written, vectors.read, "{title}");
    }
}
