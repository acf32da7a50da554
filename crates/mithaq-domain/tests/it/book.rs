//! A book in which tests keep one agreement between Jordan (home) and Kenya.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use mithaq_domain::act::{
    ActBody, ActDetails, ActEffect, ActId, ActKind, AgreementId, Consent, FullPowers, LegalBasis, NoticeOfEnd,
    NoticePurpose, Office, Proposal, Signature,
};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Agreement, Refused, Stance, StatusFlag, StatusName};
use mithaq_domain::day::{Anchor, LegalDay, Offset, Period, Span};
use mithaq_domain::label::Label;
use mithaq_domain::law::{Finding, FindingCode};
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{
    Area, Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Form, Language, TerminationRule, Terms, Title,
    Titles,
};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn home() -> ActorId {
    ActorId::of_code("JOR")
}

pub(crate) fn counterpart() -> ActorId {
    ActorId::of_code("KEN")
}

pub(crate) fn id() -> AgreementId {
    AgreementId(Uuid::from_u128(7))
}

pub(crate) fn number() -> RegistryNumber {
    RegistryNumber::from_random(2026, 12_345)
}

pub(crate) fn parties() -> Parties {
    Parties::try_new(Party::of(home()), Party::of(counterpart())).unwrap()
}

/// By ratification and exchange, ten years and then tacitly five by five, notice of non-renewal six months
/// ahead, denunciation by six months' notice.
pub(crate) fn terms() -> Terms {
    Terms {
        titles: Titles::try_new(vec![Title {
            language: Language::english(),
            value: "Agreement on joint exercises".to_owned(),
        }])
        .unwrap(),
        form: Form::Agreement,
        bindingness: Bindingness::Binding,
        areas: BTreeSet::from([Area::JointExercises]),
        consent: Some(ConsentMeans::Ratification),
        entry_into_force: Some(EntryIntoForceRule::OnExchangeOfInstruments { offset: Offset::none(Anchor::Receipt) }),
        duration: Some(DurationRule::FixedThenTacit {
            initial: Period::years(10),
            renewal: Period::years(5),
            maximum_renewals: None,
            non_renewal_notice: Period::months(6),
        }),
        termination: Some(TerminationRule::Notice { period: Period::months(6), counts_from: Anchor::Receipt }),
        survival: None,
        amendment: None,
    }
}

/// One agreement and the moments at which its acts were recorded: an hour apart, from 1 July 2026 on.
pub(crate) struct Book {
    pub(crate) agreement: Agreement,
    moment: DateTime<Utc>,
}

impl Book {
    pub(crate) fn open(terms: Terms) -> Self {
        let proposal = Proposal { parties: parties(), terms, label: Label::unclassified(), mandate: None };
        let body = reported(ActDetails::Proposed(Box::new(proposal))).done_on(day("1985-01-01"));
        let change = Agreement::open(id(), number(), body, today()).unwrap();
        let moment = "2026-07-01T00:00:00Z".parse().unwrap();
        let (agreement, _) = change.record(moment, "officer").unwrap();
        Self { agreement, moment }
    }

    pub(crate) fn import(bodies: Vec<ActBody>) -> Self {
        let moment = "2026-07-01T00:00:00Z".parse().unwrap();
        let change = Agreement::import(id(), number(), bodies).unwrap();
        let (agreement, _) = change.record(moment, "import").unwrap();
        Self { agreement, moment }
    }

    /// Signed by both foreign ministers and ratified by both, the later on the second day.
    pub(crate) fn ratified(terms: Terms, signed: &str, exchanged: &str) -> Self {
        let mut book = Self::open(terms);
        book.done(sign(home(), signed));
        book.done(sign(counterpart(), signed));
        book.done(ratify(home(), exchanged));
        book.done(ratify(counterpart(), exchanged));
        book
    }

    pub(crate) fn decide(&mut self, body: ActBody, stance: Stance) -> Result<Vec<Finding>, Refused> {
        let change = self.agreement.decide(body, stance, today())?;
        let warnings = change.warnings().to_vec();
        self.moment += chrono::TimeDelta::hours(1);
        let before = std::mem::replace(&mut self.agreement, change.record(self.moment, "officer").unwrap().0);
        assert_eq!(before.version() + 1, self.agreement.version());
        Ok(warnings)
    }

    pub(crate) fn done(&mut self, body: ActBody) -> Vec<Finding> {
        self.decide(body, Stance::Done).unwrap()
    }

    pub(crate) fn intend(&mut self, body: ActBody) -> Result<Vec<Finding>, Vec<FindingCode>> {
        self.decide(body, Stance::Intended).map_err(|refused| codes(&refused.0))
    }

    pub(crate) fn status(&self, on: &str) -> StatusName {
        self.agreement.on(day(on)).status
    }

    pub(crate) fn flags(&self, on: &str) -> BTreeSet<StatusFlag> {
        self.agreement.on(day(on)).flags.clone()
    }

    pub(crate) fn effect(&self, kind: ActKind) -> ActEffect {
        self.agreement.judgement(self.last(kind)).unwrap().effect
    }

    pub(crate) fn last(&self, kind: ActKind) -> ActId {
        self.agreement.acts().iter().rev().find(|act| act.body.kind() == kind).unwrap().id
    }

    pub(crate) fn ends_on(&self) -> Option<NaiveDate> {
        self.agreement.standing().ends_on.and_then(Span::day)
    }

    pub(crate) fn moment(&self) -> DateTime<Utc> {
        self.moment
    }
}

pub(crate) fn today() -> NaiveDate {
    day("2026-07-01")
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<FindingCode> {
    findings.iter().map(|finding| finding.code).collect()
}

pub(crate) fn reported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Reported, details)
}

pub(crate) fn imported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Imported, details)
}

pub(crate) fn signature(office: Office, full_powers: FullPowers) -> Signature {
    Signature {
        signatory: None,
        office,
        full_powers,
        place: None,
        subject_to_ratification: false,
        ad_referendum: false,
    }
}

pub(crate) fn sign(by: ActorId, on: &str) -> ActBody {
    let signature = signature(Office::ForeignMinister, FullPowers::Unknown);
    reported(ActDetails::Signed(signature)).by(by).done_on(day(on))
}

pub(crate) fn ratify(by: ActorId, on: &str) -> ActBody {
    let consent = Consent { means: ConsentMeans::Ratification };
    reported(ActDetails::ConsentExpressed(consent)).by(by).done_on(day(on))
}

pub(crate) fn notice(by: ActorId, purpose: NoticePurpose, received: &str) -> ActBody {
    let mut body = reported(ActDetails::NoticeGiven(NoticeOfEnd {
        purpose,
        stated_last_day: None,
        implied_right: None,
        clauses: Vec::new(),
        part_allowed_by: None,
    }))
    .by(by);
    body.sent_on = Some(LegalDay::from(day(received).checked_sub_days(Days::new(3)).unwrap()));
    body.received_on = Some(LegalDay::from(day(received)));
    body
}
