//! Lives of agreements told in files that a lawyer can read (`scenarios/README.md`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, ActDetails, ActId, LegalBasis};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{DeadlineKind, ObligationState, Stance, StatusFlag, StatusName};
use mithaq_domain::day::LegalDay;
use mithaq_domain::law::Finding;
use mithaq_domain::terms::Terms;
use serde_json::{Map, Value, json};

use crate::book::*;

/// A scenario as far as it has been told.
struct Told {
    book: Book,
    named: BTreeMap<String, ActId>,
    findings: Vec<Finding>,
}

#[test]
fn every_scenario_goes_as_it_is_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    assert!(files.len() >= 10, "{} scenarios", files.len());
    for file in files {
        run(file.file_stem().unwrap().to_str().unwrap(), &std::fs::read_to_string(&file).unwrap());
    }
}

fn run(name: &str, text: &str) {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut said = serde_json::to_value(terms()).unwrap();
    for line in lines.iter().filter_map(|line| line.strip_prefix("terms ")) {
        let (rule, value) = line.split_once('=').unwrap();
        said[rule.trim()] = serde_json::from_str(value).unwrap();
    }
    let said: Terms = serde_json::from_value(said).unwrap();
    let mut told = Told { book: Book::open(said), named: BTreeMap::new(), findings: Vec::new() };
    for line in lines.into_iter().filter(|line| !line.starts_with("terms ")) {
        told.take(line, &format!("{name}: {line}"));
    }
}

impl Told {
    fn take(&mut self, line: &str, at: &str) {
        let (word, rest) = line.split_once(' ').unwrap();
        match word {
            "law" => self.law(rest, at),
            "refused" => self.refused(rest, at),
            "on" => self.on(rest, at),
            "deadline" => self.deadline(rest, at),
            "obligation" => self.obligation(rest, at),
            _ => self.done(line, at),
        }
    }

    fn done(&mut self, line: &str, at: &str) {
        let (act, name) = line.split_once(" as ").map_or((line, None), |(act, name)| (act, Some(name)));
        let body = self.body(act, at);
        self.findings = self.book.decide(body, Stance::Done).unwrap_or_else(|refused| panic!("{at}: {refused}"));
        if let Some(name) = name {
            self.named.insert(name.to_owned(), self.book.agreement.acts().last().unwrap().id);
        }
    }

    fn law(&self, rest: &str, at: &str) {
        let (effect, finding) = rest.split_once(' ').map_or((rest, None), |(effect, finding)| (effect, Some(finding)));
        let judged = self.book.agreement.standing().judgements.last().unwrap();
        assert_eq!(judged.effect.as_str(), effect, "{at}: {:?}", judged.findings);
        match finding {
            Some(finding) => {
                assert!(self.findings.iter().any(|found| told(found) == finding), "{at}: {:?}", self.findings);
            }
            None => assert!(self.findings.is_empty(), "{at}: {:?}", self.findings),
        }
    }

    fn refused(&self, rest: &str, at: &str) {
        let (act, expected) = rest.split_once(" : ").unwrap();
        let refused = self.book.agreement.decide(self.body(act, at), Stance::Intended, today());
        let refused = refused.err().unwrap_or_else(|| panic!("{at}: it is not refused"));
        let found = refused.0.iter().find(|found| expected.starts_with(&told(found)));
        let found = found.unwrap_or_else(|| panic!("{at}: {refused:?}"));
        let words = expected[told(found).len()..].trim();
        assert!(found.message.contains(words), "{at}: {}", found.message);
        assert!(found.cure.is_some(), "{at}: no cure");
    }

    fn on(&self, rest: &str, at: &str) {
        let mut words = rest.split(' ');
        let period = self.book.agreement.on(day(words.next().unwrap()));
        let status: StatusName = words.next().unwrap().parse().unwrap();
        assert_eq!(period.status, status, "{at}: {:?}", period.reasons);
        for word in words {
            let flag: StatusFlag = word[1..].parse().unwrap();
            assert_eq!(period.flags.contains(&flag), word.starts_with('+'), "{at}: {flag} of {:?}", period.flags);
        }
    }

    fn deadline(&self, rest: &str, at: &str) {
        let (kind, on) = rest.split_once(' ').unwrap();
        let kind: DeadlineKind = kind.parse().unwrap();
        let on = day(on);
        let all = self.book.agreement.deadlines(on, on);
        let found = all.iter().find(|deadline| deadline.kind == kind && deadline.on == on.into());
        assert!(found.is_some_and(|deadline| !deadline.reasons.is_empty()), "{at}: {all:?}");
    }

    fn obligation(&self, rest: &str, at: &str) {
        let [name, on, state] = rest.split(' ').collect::<Vec<_>>()[..] else { panic!("{at}") };
        let state: ObligationState = state.parse().unwrap();
        let all = self.book.agreement.obligations(day(on));
        let found = all.iter().find(|obligation| obligation.act == self.named[name]).unwrap();
        assert_eq!(found.state, Some(state), "{at}: {found:?}");
        let courses = self.book.agreement.obligation_courses();
        let told = courses.iter().find(|period| {
            period.standing.act == found.act && period.from <= day(on) && period.to.is_none_or(|to| day(on) < to)
        });
        assert_eq!(told.unwrap().standing.state, Some(state), "{at}: the course says otherwise");
    }

    /// `DAY WHO KIND key=value ...`
    fn body(&self, text: &str, at: &str) -> ActBody {
        let mut words = text.split(' ').filter(|word| !word.is_empty());
        let (on, who, kind) = (day(words.next().unwrap()), words.next().unwrap(), words.next().unwrap());
        let mut details = defaults(kind);
        let mut days: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        for word in words {
            let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("{at}: {word}"));
            if matches!(key, "received" | "sent" | "effective") {
                days.insert(key, day(value));
            } else if matches!(key, "predecessor" | "successor") {
                details.insert(key.to_owned(), json!(ActorId::of_code(value)));
            } else {
                details.insert(key.to_owned(), self.value(value));
            }
        }
        let details: ActDetails =
            serde_json::from_value(Value::Object(details)).unwrap_or_else(|error| panic!("{at}: {error}"));
        let mut body = ActBody::new(LegalBasis::Reported, details).done_on(on);
        body.by = match who {
            "home" => Some(home()),
            "counterpart" => Some(counterpart()),
            "both" => None,
            other => panic!("{at}: {other} is no party"),
        };
        body.received_on = Some(LegalDay::from(days.get("received").copied().unwrap_or(on)));
        body.sent_on = days.get("sent").map(|day| LegalDay::from(*day));
        body.effective_on = days.get("effective").map(|day| LegalDay::from(*day));
        body
    }

    fn value(&self, text: &str) -> Value {
        match text.strip_prefix('@') {
            Some(name) => json!(self.named[name]),
            None if text.starts_with(['{', '[', '"']) || matches!(text, "true" | "false") => {
                serde_json::from_str(text).unwrap()
            }
            None => json!(text),
        }
    }
}

/// A finding as scenarios write it: `NOTICE_LATE VCLT 54(a)`.
fn told(finding: &Finding) -> String {
    let provision = finding.provision.map(|provision| format!(" {provision}")).unwrap_or_default();
    format!("{}{provision}", finding.code)
}

/// What an act of a kind says where the scenario does not.
fn defaults(kind: &str) -> Map<String, Value> {
    let details = match kind {
        "SIGNED" => json!({ "office": "FOREIGN_MINISTER", "fullPowers": "UNKNOWN" }),
        "CONSENT_EXPRESSED" => json!({ "means": "RATIFICATION" }),
        _ => json!({}),
    };
    let Value::Object(mut details) = details else { panic!("an object") };
    details.insert("kind".to_owned(), json!(kind));
    details
}
