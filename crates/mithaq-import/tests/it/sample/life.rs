//! The life of one agreement, told act by act.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use mithaq_domain::act::{
    ActBody, ActDetails, ActKind, AgreementId, Consent, EndGround, FullPowers, Initials, LegalBasis, NoticeOfEnd,
    NoticePurpose, Office, Proposal, SealedAct, Signature, SuspensionGround,
};
use mithaq_domain::actor::{ActorId, by_code};
use mithaq_domain::agreement::{Agreement, Change, Stance};
use mithaq_domain::day::LegalDay;
use mithaq_domain::label::{Classification, Label, Ministry};
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{
    Area, Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Form, Language, TerminationRule, Terms, Title,
    Titles,
};
use sha2::{Digest, Sha256};

const OFFICER: &str = "sample-officer";

/// The moment up to which the sample is told.
pub(super) fn last_day() -> DateTime<Utc> {
    at(day("2026-10-31"), 23, 0)
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()).and_utc()
}

pub(super) fn actor(code: &str) -> ActorId {
    by_code(code).unwrap_or_else(|| panic!("{code} is no actor")).id
}

/// Which party acts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    We,
    They,
}

/// What an agreement is to be.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) with: &'static str,
    pub(super) authority: Option<&'static str>,
    pub(super) ar: &'static str,
    pub(super) en: &'static str,
    pub(super) form: Form,
    pub(super) bindingness: Bindingness,
    pub(super) areas: &'static [Area],
    pub(super) consent: Option<ConsentMeans>,
    pub(super) force: Option<EntryIntoForceRule>,
    pub(super) duration: Option<DurationRule>,
    pub(super) termination: Option<TerminationRule>,
    pub(super) label: (Classification, &'static [&'static str]),
}

impl Plan {
    /// A binding agreement that anyone may know of, its rules left open.
    pub(super) const fn of(
        with: &'static str,
        (ar, en): (&'static str, &'static str),
        form: Form,
        areas: &'static [Area],
    ) -> Self {
        Self {
            with,
            authority: None,
            ar,
            en,
            form,
            bindingness: Bindingness::Binding,
            areas,
            consent: None,
            force: None,
            duration: None,
            termination: None,
            label: (Classification::Unclassified, &[]),
        }
    }

    pub(super) fn parties_of(&self, home: &str) -> Parties {
        let home = Party { authority: self.authority.map(str::to_owned), ..Party::of(actor(home)) };
        Parties::try_new(home, Party::of(actor(self.with))).unwrap()
    }

    pub(super) fn terms(&self) -> Terms {
        let title = |language: &str, value: &str| {
            let language: Language = language.parse().unwrap();
            Title { language, value: value.to_owned() }
        };
        Terms {
            titles: Titles::try_new(vec![title("ar", self.ar), title("en", self.en)]).unwrap(),
            form: self.form,
            bindingness: self.bindingness,
            areas: self.areas.iter().copied().collect(),
            consent: self.consent,
            entry_into_force: self.force.clone(),
            duration: self.duration.clone(),
            termination: self.termination.clone(),
            survival: None,
            amendment: None,
        }
    }

    pub(super) fn label(&self) -> Label {
        let (classification, ministries) = self.label;
        let releasable_to: BTreeSet<Ministry> =
            ministries.iter().map(|ministry| Ministry::try_from((*ministry).to_owned()).unwrap()).collect();
        Label { classification, releasable_to }
    }
}

/// An agreement and its sealed log.
pub(super) struct Life {
    pub(super) agreement: Agreement,
    pub(super) sealed: Vec<SealedAct>,
}

impl Life {
    /// A mandate to negotiate.
    pub(super) fn proposed(on: &str, plan: &Plan) -> Self {
        let details = Proposal {
            parties: plan.parties_of("JOR"),
            terms: plan.terms(),
            label: plan.label(),
            mandate: Some(format!("Council of Ministers, decision of {on}")),
        };
        let body = ActBody::new(LegalBasis::Reported, ActDetails::Proposed(Box::new(details))).done_on(day(on));
        let recorded = recording_moment(day(on), plan.en);
        let (id, number) = identify(plan.en, recorded);
        Self::begin(Agreement::open(id, number, body, recorded.date_naive()).unwrap(), recorded)
    }

    /// Taken over from another register.
    pub(super) fn imported(recorded_on: &str, name: &str, bodies: Vec<ActBody>) -> Self {
        let recorded = recording_moment(day(recorded_on), name);
        let (id, number) = identify(name, recorded);
        Self::begin(Agreement::import(id, number, bodies).unwrap(), recorded)
    }

    fn begin(change: Change, recorded: DateTime<Utc>) -> Self {
        let (agreement, acts) = change.record(recorded, OFFICER).unwrap();
        let mut life = Self { agreement, sealed: Vec::new() };
        life.seal(acts);
        life
    }

    /// An act that was done, recorded on the day after it was done.
    pub(super) fn then(mut self, body: ActBody) -> Self {
        let done = [&body.received_on, &body.action_on, &body.sent_on, &body.effective_on];
        let done = done.into_iter().flatten().next().unwrap().value.latest();
        let recorded = recording_moment(done, self.agreement.number().as_str());
        self.catch_up(recorded);
        let last = self.sealed.last().unwrap().act.recorded_at;
        let recorded = recorded.max(last);
        let change = self.agreement.decide(body, Stance::Done, recorded.date_naive()).unwrap();
        self.record(change, recorded);
        self
    }

    /// Announces what has come by itself, each on its own day.
    pub(super) fn catch_up(&mut self, until: DateTime<Utc>) {
        while let Some(due) = self.agreement.next_due().map(|due| at(due, 0, 5)).filter(|due| *due <= until) {
            let moment = due.max(self.sealed.last().unwrap().act.recorded_at);
            let change = self.agreement.announce(due.date_naive()).unwrap();
            self.record(change, moment);
        }
    }

    fn record(&mut self, change: Change, moment: DateTime<Utc>) {
        let by = match change.bodies()[0].basis {
            LegalBasis::Computed => "clock",
            LegalBasis::Reported | LegalBasis::Imported => OFFICER,
        };
        let (after, acts) = change.record(moment, by).unwrap();
        self.agreement = after;
        self.seal(acts);
    }

    fn seal(&mut self, acts: Vec<mithaq_domain::act::RecordedAct>) {
        for act in acts {
            let mut salt = [0; 16];
            salt.copy_from_slice(&Sha256::digest(act.id.0.as_bytes())[..16]);
            let previous = self.sealed.last().map_or([0; 32], |before| before.hash);
            self.sealed.push(SealedAct::seal(act, salt, previous));
        }
    }

    fn by(&self, who: Who) -> ActorId {
        let mut parties = self.agreement.standing().parties.iter().map(|(_, party)| party.actor);
        match who {
            Who::We => parties.next().unwrap(),
            Who::They => parties.nth(1).unwrap(),
        }
    }

    pub(super) fn negotiated(self, on: &str) -> Self {
        self.then(reported(ActDetails::NegotiationOpened).done_on(day(on)))
    }

    pub(super) fn initialled(self, who: Who, on: &str) -> Self {
        let by = self.by(who);
        self.then(reported(ActDetails::Initialled(Initials { count_as_signature: false })).by(by).done_on(day(on)))
    }

    /// Signed by one party, in an office and with full powers.
    pub(super) fn signed_by(self, who: Who, office: Office, full_powers: FullPowers, place: &str, on: &str) -> Self {
        let by = self.by(who);
        let signature = Signature {
            signatory: None,
            office,
            full_powers,
            place: Some(place.to_owned()),
            subject_to_ratification: self.agreement.standing().terms.consent == Some(ConsentMeans::Ratification),
            ad_referendum: false,
        };
        self.then(reported(ActDetails::Signed(signature)).by(by).done_on(day(on)))
    }

    /// Signed by both foreign ministers.
    pub(super) fn signed(self, place: &str, on: &str) -> Self {
        self.signed_by(Who::We, Office::ForeignMinister, FullPowers::Unknown, place, on).signed_by(
            Who::They,
            Office::ForeignMinister,
            FullPowers::Unknown,
            place,
            on,
        )
    }

    pub(super) fn consented(self, who: Who, on: &str) -> Self {
        let by = self.by(who);
        let means = self.agreement.standing().terms.consent.unwrap_or(ConsentMeans::Ratification);
        let mut body = reported(ActDetails::ConsentExpressed(Consent { means })).by(by).done_on(day(on));
        body.received_on = (means == ConsentMeans::NotificationOfProcedures).then(|| day(on).into());
        self.then(body)
    }

    pub(super) fn noticed(self, who: Who, purpose: NoticePurpose, received: &str) -> Self {
        let by = self.by(who);
        let notice = NoticeOfEnd {
            purpose,
            stated_last_day: None,
            implied_right: None,
            clauses: Vec::new(),
            part_allowed_by: None,
        };
        let mut body = reported(ActDetails::NoticeGiven(notice)).by(by);
        body.sent_on = day(received).checked_sub_days(Days::new(4)).map(LegalDay::from);
        body.received_on = Some(day(received).into());
        self.then(body)
    }

    pub(super) fn took_back(self, who: Who, on: &str) -> Self {
        let by = self.by(who);
        let notice = self.agreement.acts().iter().rev().find(|act| act.body.kind() == ActKind::NoticeGiven).unwrap().id;
        self.then(reported(ActDetails::NoticeRevoked { notice }).by(by).done_on(day(on)))
    }

    pub(super) fn suspended(self, on: &str) -> Self {
        let details = ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() };
        self.then(reported(details).done_on(day(on)))
    }

    pub(super) fn resumed(self, on: &str) -> Self {
        self.then(reported(ActDetails::Resumed).done_on(day(on)))
    }

    pub(super) fn terminated(self, on: &str) -> Self {
        let details = ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() };
        self.then(reported(details).done_on(day(on)))
    }

    pub(super) fn abandoned(self, who: Who, on: &str, reason: &str) -> Self {
        let by = self.by(who);
        let details = ActDetails::Abandoned { reason: Some(reason.to_owned()) };
        self.then(reported(details).by(by).done_on(day(on)))
    }
}

pub(super) const fn reported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Reported, details)
}

/// In office hours of the day after, at a minute that differs from one agreement to the next.
fn recording_moment(done: NaiveDate, name: &str) -> DateTime<Utc> {
    let drawn = Sha256::digest(name);
    at(done.checked_add_days(Days::new(1)).unwrap(), 6 + u32::from(drawn[0] % 6), u32::from(drawn[1] % 60))
}

fn identify(name: &str, moment: DateTime<Utc>) -> (AgreementId, RegistryNumber) {
    use chrono::Datelike;
    let drawn = Sha256::digest(format!("sample {name}"));
    let mut random = [0; 10];
    random.copy_from_slice(&drawn[..10]);
    let millis = u64::try_from(moment.timestamp_millis()).unwrap();
    let id = AgreementId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid());
    let bits = u32::from_be_bytes([drawn[10], drawn[11], drawn[12], drawn[13]]);
    (id, RegistryNumber::from_random(u16::try_from(moment.year()).unwrap(), bits))
}
