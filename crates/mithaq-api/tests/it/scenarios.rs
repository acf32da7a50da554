//! The lives of agreements that the domain tells (`mithaq-domain/tests/it/scenarios`), each from its mandate on by
//! mutations and queries alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::book::{Desk, key, mandate};

/// A scenario as far as it has been told.
struct Told<'a> {
    desk: &'a Desk,
    agreement: Value,
    named: BTreeMap<String, Value>,
    last: Value,
}

/// How a kind of act is brought: the mutation, the field of its input, and which field takes which day.
struct Brought {
    mutation: &'static str,
    field: &'static str,
    days: &'static [(&'static str, &'static str)],
}

/// An act of a scenario: `DAY WHO KIND key=value ...`, its days by name.
struct Line {
    kind: String,
    party: Option<&'static str>,
    days: BTreeMap<String, String>,
    said: Map<String, Value>,
}

#[tokio::test]
async fn every_scenario_goes_through_the_api_as_it_is_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../mithaq-domain/tests/it/scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    assert!(files.len() >= 10, "{} scenarios", files.len());
    let desk = Desk::open().await;
    for file in files {
        run(&desk, file.file_stem().unwrap().to_str().unwrap(), &std::fs::read_to_string(&file).unwrap()).await;
    }
}

async fn run(desk: &Desk, name: &str, text: &str) {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut propose = mandate(name, "UNCLASSIFIED");
    propose["on"] = json!("1985-01-01");
    propose["terms"]["areas"] = json!(["JOINT_EXERCISES"]);
    for line in lines.iter().filter_map(|line| line.strip_prefix("terms ")) {
        let (rule, value) = line.split_once('=').unwrap();
        propose["terms"][rule.trim()] = rule_as_input(serde_json::from_str(value).unwrap());
    }
    let opened = desk.act("proposeAgreement", json!({ "idempotencyKey": key(), "propose": propose })).await;
    let agreement = opened["agreement"].clone();
    let mut told = Told { desk, agreement, named: BTreeMap::new(), last: Value::Null };
    for line in lines.into_iter().filter(|line| !line.starts_with("terms ")) {
        told.take(line, &format!("{name}: {line}")).await;
    }
}

impl Told<'_> {
    async fn take(&mut self, line: &str, at: &str) {
        let (word, rest) = line.split_once(' ').unwrap();
        match word {
            "law" => self.law(rest, at),
            "refused" => self.refused(rest, at).await,
            "on" => self.on(rest, at).await,
            "deadline" => self.deadline(rest, at).await,
            "obligation" => self.obligation(rest, at).await,
            _ => self.done(line, at).await,
        }
    }

    async fn done(&mut self, line: &str, at: &str) {
        let (act, name) = line.split_once(" as ").map_or((line, None), |(act, name)| (act, Some(name)));
        self.last = self.bring(act, "DONE", at).await;
        assert_eq!(self.last["refusals"], json!([]), "{at}: {}", self.last);
        if let Some(name) = name {
            self.named.insert(name.to_owned(), self.last["acts"][0]["id"].clone());
        }
    }

    fn law(&self, rest: &str, at: &str) {
        let (effect, finding) = rest.split_once(' ').map_or((rest, None), |(effect, finding)| (effect, Some(finding)));
        assert_eq!(self.last["acts"][0]["effect"], effect, "{at}: {}", self.last);
        let warnings: Vec<String> = self.last["warnings"].as_array().unwrap().iter().map(finding_of).collect();
        match finding {
            Some(finding) => assert!(warnings.iter().any(|found| found == finding), "{at}: {warnings:?}"),
            None => assert!(warnings.is_empty(), "{at}: {warnings:?}"),
        }
    }

    async fn refused(&self, rest: &str, at: &str) {
        let (act, expected) = rest.split_once(" : ").unwrap();
        let answer = self.bring(act, "INTENDED", at).await;
        assert_eq!(answer["acts"], json!([]), "{at}: it is not refused");
        let refusals = answer["refusals"].as_array().unwrap();
        let found = refusals.iter().find(|refusal| expected.starts_with(&finding_of(refusal)));
        let found = found.unwrap_or_else(|| panic!("{at}: {refusals:?}"));
        let words = expected[finding_of(found).len()..].trim();
        assert!(found["message"]["value"].as_str().unwrap().contains(words), "{at}: {found}");
        assert!(found["cure"]["value"].is_string(), "{at}: no cure in {found}");
    }

    async fn on(&self, rest: &str, at: &str) {
        let mut words = rest.split(' ');
        let (day, name) = (words.next().unwrap(), words.next().unwrap());
        let query = "query($id: ID!, $day: Date) { agreement(id: $id) { status(asOf: $day) { name flags
            because { text { value } } } } }";
        let answer = self.ask(query, json!({ "day": day })).await;
        let status = &answer["status"];
        assert_eq!(status["name"], name, "{at}: {status}");
        let flags = status["flags"].as_array().unwrap();
        for word in words {
            assert_eq!(flags.contains(&json!(word[1..])), word.starts_with('+'), "{at}: {status}");
        }
    }

    async fn deadline(&self, rest: &str, at: &str) {
        let (kind, day) = rest.split_once(' ').unwrap();
        let query = "query($id: ID!, $day: Date) { agreement(id: $id) { deadlines(from: $day, to: $day, first: 100) {
            edges { node { kind on { value } because { text { value } } } } } } }";
        let answer = self.ask(query, json!({ "day": day })).await;
        let edges = answer["deadlines"]["edges"].as_array().unwrap();
        let found = edges.iter().find(|edge| edge["node"]["kind"] == kind && edge["node"]["on"]["value"] == day);
        assert!(found.is_some_and(|edge| edge["node"]["because"] != json!([])), "{at}: {edges:?}");
    }

    async fn obligation(&self, rest: &str, at: &str) {
        let [name, day, state] = rest.split(' ').collect::<Vec<_>>()[..] else { panic!("{at}") };
        let query = "query($id: ID!, $day: Date, $state: ObligationState!) { agreement(id: $id) {
            obligations(states: [$state], asOf: $day, first: 100) { edges { node { id state(asOf: $day) } } } } }";
        let answer = self.ask(query, json!({ "day": day, "state": state })).await;
        let edges = answer["obligations"]["edges"].as_array().unwrap();
        let found = edges.iter().find(|edge| edge["node"]["id"] == self.named[name]);
        assert_eq!(found.unwrap_or_else(|| panic!("{at}: {edges:?}"))["node"]["state"], state, "{at}");
    }

    async fn ask(&self, query: &str, mut variables: Value) -> Value {
        variables["id"] = self.agreement["id"].clone();
        let answer = self.desk.ask_with(query, variables).await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        answer["data"]["agreement"].clone()
    }

    async fn bring(&self, text: &str, stance: &str, at: &str) -> Value {
        let line = self.read(text, at);
        let brought = brought(&line.kind);
        let mut act = line.said;
        for (field, day) in brought.days {
            let on = &line.days["on"];
            let usual = matches!(*day, "on" | "received" | "effective").then_some(on);
            if let Some(day) = line.days.get(*day).or(usual) {
                act.insert((*field).to_owned(), json!(day));
            }
        }
        if let Some(party) = line.party {
            act.insert("party".to_owned(), json!({ "country": party }));
        }
        let input = json!({
            "agreementId": self.agreement["id"], "idempotencyKey": key(), "stance": stance, brought.field: act,
        });
        self.desk.act(brought.mutation, input).await
    }

    fn read(&self, text: &str, at: &str) -> Line {
        let mut words = text.split(' ').filter(|word| !word.is_empty());
        let (on, who, kind) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        let party = match who {
            "home" => Some("JOR"),
            "counterpart" => Some("KEN"),
            "both" => None,
            other => panic!("{at}: {other} is no party"),
        };
        let mut days = BTreeMap::from([("on".to_owned(), on.to_owned())]);
        let mut said = usual(kind);
        for word in words {
            let (name, value) = word.split_once('=').unwrap_or_else(|| panic!("{at}: {word}"));
            if matches!(name, "received" | "sent" | "effective") {
                days.insert(name.to_owned(), value.to_owned());
            } else {
                let (name, value) = field_of(kind, name, self.value(value));
                said.insert(name, value);
            }
        }
        Line { kind: kind.to_owned(), party, days, said }
    }

    fn value(&self, text: &str) -> Value {
        match text.strip_prefix('@') {
            Some(name) => self.named[name].clone(),
            None if text.starts_with(['{', '[', '"']) || matches!(text, "true" | "false") => {
                serde_json::from_str(text).unwrap()
            }
            None => json!(text),
        }
    }
}

/// A finding as scenarios write it: `NOTICE_LATE VCLT 54(a)`.
fn finding_of(finding: &Value) -> String {
    let rule = &finding["because"]["rule"];
    let code = finding["code"].as_str().unwrap();
    match (rule["treaty"].as_str(), rule["article"].as_str()) {
        (Some(treaty), Some(article)) => format!("{code} {treaty} {article}"),
        _ => code.to_owned(),
    }
}

/// What an act of a kind says where the scenario does not.
fn usual(kind: &str) -> Map<String, Value> {
    let said = match kind {
        "SIGNED" => json!({ "office": "FOREIGN_MINISTER", "fullPowersState": "UNKNOWN", "signatory": "A. B." }),
        "CONSENT_EXPRESSED" => json!({ "means": "RATIFICATION" }),
        _ => json!({}),
    };
    let Value::Object(said) = said else { panic!("an object") };
    said
}

/// The field of the schema for a word of a scenario, which is the domain's.
fn field_of(kind: &str, name: &str, value: Value) -> (String, Value) {
    let (name, value) = match (kind, name) {
        ("SIGNED", "fullPowers") => ("fullPowersState", value),
        ("RESERVATION_MADE" | "TEXT_ADDED", "type") | ("OBLIGATION_ADDED", "obligation") => ("kind", value),
        ("OBLIGATION_ADDED", "due") => ("fallsDue", due_as_input(&value)),
        ("BREACH_CLAIMED", "knownSince") => ("knownSince", value["value"].clone()),
        ("AMENDED" | "REVIVED", "terms") => (name, terms_as_input(value)),
        ("SUCCESSION_RECORDED", "predecessor" | "successor") => (name, json!({ "country": value })),
        (_, name) => (name, value),
    };
    (name.to_owned(), value)
}

fn due_as_input(due: &Value) -> Value {
    match due["rule"].as_str().unwrap() {
        "CONTINUING" => Value::Null,
        "ONCE" => json!({ "once": due["on"]["value"] }),
        "RECURRING" => json!({ "recurring": due["recurrence"] }),
        other => panic!("{other}"),
    }
}

/// What a text says anew, as the domain writes it, in the words of the schema.
fn terms_as_input(said: Value) -> Value {
    let Value::Object(said) = said else { panic!("{said}") };
    said.into_iter().map(|(name, rule)| (name, rule_as_input(rule))).collect::<Map<_, _>>().into()
}

/// A rule of the text, as the domain writes it, in the words of the schema.
fn rule_as_input(said: Value) -> Value {
    let Some(rule) = said["rule"].as_str() else { return said };
    let field = camel_case(rule);
    let inner = match rule {
        "INDEFINITE" | "SILENT" | "CONSENT_ONLY" | "DEFAULT" => json!(true),
        "FIXED" => match &said["term"]["UNTIL"] {
            Value::Null => json!({ "for": said["term"]["FOR"] }),
            until => json!({ "until": until }),
        },
        "FIXED_THEN_EXPRESS" => said["initial"].clone(),
        "ON_DATE" => said["date"].clone(),
        "ON_LATER_NOTIFICATION" | "ON_EXCHANGE_OF_INSTRUMENTS" | "ON_SIGNATURE" => json!({
            "from": said["offset"]["anchor"], "period": said["offset"]["period"], "counting": said["offset"]["counting"],
        }),
        _ => {
            let Value::Object(mut rest) = said.clone() else { panic!("{said}") };
            rest.remove("rule");
            Value::Object(rest)
        }
    };
    json!({ field: inner })
}

fn camel_case(word: &str) -> String {
    let mut parts = word.split('_').map(str::to_lowercase);
    let first = parts.next().unwrap();
    parts.fold(first, |name, part| format!("{name}{}{}", part[..1].to_uppercase(), &part[1..]))
}

fn brought(kind: &str) -> Brought {
    const ON: &[(&str, &str)] = &[("on", "on")];
    const RECEIVED: &[(&str, &str)] = &[("receivedOn", "received"), ("dated", "on"), ("sentOn", "sent")];
    let (mutation, field, days) = match kind {
        "NEGOTIATION_OPENED" => ("openNegotiation", "openNegotiation", ON),
        "INITIALLED" => ("initialAgreement", "initial", ON),
        "SIGNED" => ("signAgreement", "sign", ON),
        "FULL_POWERS_CONFIRMED" => ("confirmFullPowers", "confirmFullPowers", ON),
        "CONSENT_EXPRESSED" => {
            ("expressConsent", "expressConsent", &[("on", "on"), ("receivedOn", "received"), ("sentOn", "sent")][..])
        }
        "ENTERED_INTO_FORCE" => ("recordEntryIntoForce", "recordEntryIntoForce", ON),
        "NOTICE_GIVEN" => ("giveNotice", "giveNotice", RECEIVED),
        "NOTICE_REVOKED" => ("revokeNotice", "revokeNotice", ON),
        "SUSPENDED" => ("suspendAgreement", "suspend", ON),
        "RESUMED" => ("resumeAgreement", "resume", ON),
        "TERMINATED" => ("terminateAgreement", "terminate", ON),
        "SUPERSEDED" => ("supersedeAgreement", "supersede", ON),
        "ABANDONED" => ("abandonAgreement", "abandon", ON),
        "PROVISIONALLY_APPLIED" => ("applyProvisionally", "applyProvisionally", ON),
        "PROVISIONAL_APPLICATION_ENDED" => ("endProvisionalApplication", "endProvisionalApplication", ON),
        "DOMESTIC_STEP_TAKEN" => ("recordDomesticStep", "recordDomesticStep", ON),
        "AMENDED" => ("amendAgreement", "amend", ON),
        "CORRECTED" => ("correctText", "correctText", ON),
        "RENEWED" => ("renewAgreement", "renew", &[("on", "effective"), ("agreedOn", "on")][..]),
        "REVIVED" => ("reviveAgreement", "revive", ON),
        "BREACH_CLAIMED" => ("claimBreach", "claimBreach", RECEIVED),
        "BREACH_OBJECTED" => ("objectToClaim", "objectToClaim", RECEIVED),
        "INVALIDATED" => ("invalidateAgreement", "invalidate", ON),
        "RESERVATION_MADE" => ("makeReservation", "makeReservation", ON),
        "RESERVATION_ACCEPTED" => ("acceptReservation", "acceptReservation", ON),
        "REGISTERED" => ("registerAgreement", "register", ON),
        "REGISTRATION_WITHHELD" => ("withholdRegistration", "withholdRegistration", ON),
        "TEXT_ADDED" => ("addText", "addText", ON),
        "OBLIGATION_ADDED" => ("addObligation", "addObligation", ON),
        "OBLIGATION_FULFILLED" => ("fulfilObligation", "fulfilObligation", ON),
        "OBLIGATION_WAIVED" => ("waiveObligation", "waiveObligation", ON),
        "SUCCESSION_RECORDED" => ("recordSuccession", "recordSuccession", ON),
        "SUCCESSION_CONTESTED" => ("contestSuccession", "contestSuccession", ON),
        other => panic!("no scenario told of {other} before: say here how it is brought"),
    };
    Brought { mutation, field, days }
}
