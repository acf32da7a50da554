//! Takes a log in legal order, and says where the agreement stands.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::course::{Course, Turn};
use super::scope::Scope;
use super::sides::Sides;
use super::standing::{Computed, Origin};
use super::{Finding, FindingCode, Judgement, Provision, Reason, ReasonCode};
use super::{abandonment, consent, ending, force, nature, negotiation, notice, reference, signature, suspension};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, LegalBasis, MissingFact, RecordedAct};
use crate::agreement::StatusName;
use crate::day::Span;
use crate::party::{Parties, PartyRole};
use crate::terms::Terms;

/// What is known while the log is taken in legal order.
pub(super) struct Fold<'a> {
    /// The acts that stand: those that are not struck out or replaced.
    pub(super) acts: Vec<&'a RecordedAct>,
    pub(super) parties: &'a Parties,
    pub(super) terms: &'a Terms,
    pub(super) scope: Scope,
    pub(super) origin: Origin,
    /// What the source says that it lacks.
    pub(super) source_lacks: &'a [MissingFact],
    pub(super) course: Course,
    pub(super) initials: Sides<Option<Span>>,
    /// Signatures that count, by their day.
    pub(super) signatures: Sides<Option<Span>>,
    pub(super) consents: Sides<Option<consent::Given>>,
    /// Who has made clear that it will not become bound, and has not come back to it.
    pub(super) given_up: Sides<bool>,
    pub(super) force: Option<Span>,
    /// The day of force that the rule gives, whatever anyone says of it; looked for only where someone does.
    pub(super) rule_gives: Option<Span>,
    /// Whether a recorded entry into force was judged and cannot stand, so that the rule decides.
    pub(super) force_is_contested: bool,
    pub(super) applies_from: Option<Span>,
    pub(super) notices: Vec<notice::Running>,
    /// Receipt of notices that came too late for their term, and may count for the next.
    pub(super) arguable_since: Vec<Span>,
    /// Since when the parties are at odds over the agreement's life.
    pub(super) disputed_since: Vec<NaiveDate>,
    pub(super) computed: Vec<Computed>,
}

impl<'a> Fold<'a> {
    /// Nothing taken yet.
    pub(super) fn new(
        acts: &'a [RecordedAct],
        (parties, terms): (&'a Parties, &'a Terms),
        origin: Origin,
        source_lacks: &'a [MissingFact],
    ) -> Self {
        let struck = struck_out(acts);
        let acts = acts.iter().filter(|act| !struck.contains(&act.id)).collect();
        Self::over(acts, (parties, terms), origin, source_lacks)
    }

    fn over(
        acts: Vec<&'a RecordedAct>,
        (parties, terms): (&'a Parties, &'a Terms),
        origin: Origin,
        source_lacks: &'a [MissingFact],
    ) -> Self {
        Self {
            acts,
            parties,
            terms,
            scope: Scope::of(terms.bindingness),
            origin,
            source_lacks,
            course: Course::default(),
            initials: Sides::default(),
            signatures: Sides::default(),
            consents: Sides::default(),
            given_up: Sides::default(),
            force: None,
            rule_gives: None,
            force_is_contested: false,
            applies_from: None,
            notices: Vec::new(),
            arguable_since: Vec::new(),
            disputed_since: Vec::new(),
            computed: Vec::new(),
        }
    }

    /// Takes every act that stands in order of its day, and of its version within a day;
    /// days that come by themselves are taken in between, and what was announced of them is compared
    /// at the end.
    pub(super) fn run(&mut self) -> Vec<(ActId, Judgement)> {
        self.rule_gives = self.force_by_rule_alone();
        let (told, mut ordered): (Vec<_>, Vec<_>) =
            self.acts.iter().copied().partition(|act| act.body.basis == LegalBasis::Computed);
        ordered.sort_by_key(|act| (nature::place(act), act.version));
        let mut judgements: Vec<(ActId, Judgement)> = ordered
            .into_iter()
            .map(|act| {
                if let Some(place) = nature::place(act) {
                    self.let_days_come(|next| next.earliest <= place);
                }
                let judgement = self.judge(act);
                self.note_dispute(act, &judgement);
                (act.id, judgement)
            })
            .collect();
        self.let_days_come(|_| true);
        self.conclude_missing_course();
        judgements.extend(told.into_iter().map(|act| (act.id, self.judge_announcement(act))));
        judgements
    }

    /// The day of force that the rule gives where nobody reports one.
    fn force_by_rule_alone(&self) -> Option<Span> {
        let (reports, others): (Vec<_>, Vec<_>) = self.acts.iter().copied().partition(|act| force::is_reported(act));
        if reports.is_empty() {
            return None;
        }
        let mut alone = Self::over(others, (self.parties, self.terms), self.origin, self.source_lacks);
        alone.run();
        alone.computed.iter().find(|computed| computed.to == StatusName::InForce).map(|computed| computed.on)
    }

    /// A party that claims a turn which cannot stand is at odds with the other.
    fn note_dispute(&mut self, act: &RecordedAct, judgement: &Judgement) {
        if judgement.effect != ActEffect::Contested
            || self.role(act).is_none()
            || !nature::claims_a_turn(&act.body.details)
        {
            return;
        }
        if let Some(on) = act.body.effective() {
            let by_rule = self.rule_gives.filter(|_| act.body.kind() == ActKind::EnteredIntoForce);
            self.disputed_since.push(by_rule.map_or(on, |by_rule| by_rule.min(on)).earliest);
        }
    }

    /// An announcement changes nothing: it tells of a turn that came by itself, or of one that, as is now
    /// known, did not.
    fn judge_announcement(&mut self, act: &RecordedAct) -> Judgement {
        let announced = self
            .computed
            .iter_mut()
            .find(|computed| computed.announcement().is_some_and(|body| body.tells_the_same(&act.body)));
        if let Some(computed) = announced {
            computed.announced = true;
            return Judgement::effective();
        }
        let message = "As is now known, the agreement's rules do not give this day.";
        Judgement::of(vec![Finding::bar(FindingCode::NoLongerFollows, "on", message)], ActEffect::Ineffective)
    }

    /// Notes that an act tells of a turn that came by itself, and says whether there is such a turn.
    pub(super) fn announce(&mut self, to: StatusName, on: Span) -> bool {
        let told = self.computed.iter_mut().find(|computed| computed.to == to && computed.on == on);
        told.map(|computed| computed.announced = true).is_some()
    }

    /// Where the agreement stands after the acts and days taken so far.
    pub(super) fn status(&self) -> StatusName {
        self.course.status()
    }

    /// The party whose act it is.
    pub(super) fn role(&self, act: &RecordedAct) -> Option<PartyRole> {
        act.body.by.and_then(|actor| self.parties.role_of(actor))
    }

    /// Whether an act of the kind stands in the log, whatever its day.
    pub(super) fn stands(&self, wanted: impl Fn(&ActDetails) -> bool) -> bool {
        self.acts.iter().any(|act| wanted(&act.body.details))
    }

    /// Takes a turn, and says whether the table of statuses allowed it.
    pub(super) fn turn(&mut self, on: Span, to: StatusName, reasons: Vec<Reason>) -> bool {
        self.course.take(Turn { on, to, reasons, missing: Vec::new() })
    }

    /// From a day on, nothing can be said for want of facts.
    pub(super) fn turn_unknown(&mut self, on: Span, missing: Vec<MissingFact>) {
        let reasons = vec![Reason::plain(ReasonCode::FactsMissing, "The source lacks facts that the status turns on.")];
        self.course.take(Turn { on, to: StatusName::Unknown, reasons, missing });
    }

    /// A reason that rests on an act.
    pub(super) fn reason(act: &RecordedAct, provision: Option<Provision>, text: impl Into<String>) -> Reason {
        Reason { code: ReasonCode::Act, text: text.into(), act: Some(act.id), provision }
    }

    /// The findings of the law of treaties, as far as it governs.
    pub(super) fn weigh(&self, findings: Vec<Finding>) -> Vec<Finding> {
        findings.into_iter().filter_map(|finding| self.scope.weigh(finding)).collect()
    }

    fn judge(&mut self, act: &RecordedAct) -> Judgement {
        if let Some(finding) = self.authorship(act) {
            return Judgement::of(vec![finding], ActEffect::Contested);
        }
        let on = act.body.effective();
        match (&act.body.details, on) {
            (
                ActDetails::Imported(_)
                | ActDetails::TermsRecorded { .. }
                | ActDetails::EntryRectified(_)
                | ActDetails::FullPowersConfirmed { .. },
                _,
            ) => reference::judge(self, act),
            (_, None) => Judgement::of(
                vec![Finding::bar(
                    FindingCode::DayNotStated,
                    "on",
                    "The source does not say on which day this was done, so it has no place in the agreement's life.",
                )],
                ActEffect::Ineffective,
            ),
            (ActDetails::Proposed(_), Some(on)) => negotiation::proposed(self, act, on),
            (ActDetails::NegotiationOpened, Some(on)) => negotiation::opened(self, act, on),
            (ActDetails::Initialled(initials), Some(on)) => negotiation::initialled(self, act, initials, on),
            (ActDetails::Signed(signature), Some(on)) => signature::judge(self, act, signature, on),
            (ActDetails::ConsentExpressed(consent), Some(on)) => consent::judge(self, act, consent, on),
            (ActDetails::EnteredIntoForce { applies_from }, Some(on)) => {
                force::judge(self, act, applies_from.as_ref(), on)
            }
            (ActDetails::NoticeGiven(given), Some(_)) => notice::judge(self, act, given),
            (ActDetails::NoticeRevoked { notice }, Some(on)) => notice::revoked(self, act, *notice, on),
            (ActDetails::Suspended { ground }, Some(on)) => suspension::suspended(self, act, *ground, on),
            (ActDetails::Resumed, Some(on)) => suspension::resumed(self, act, on),
            (ActDetails::Terminated { ground }, Some(on)) => ending::terminated(self, act, *ground, on),
            (ActDetails::Denounced, Some(on)) => ending::denounced(self, act, on),
            (ActDetails::Expired, Some(on)) => ending::expired(self, act, on),
            (ActDetails::Superseded(by), Some(on)) => ending::superseded(self, act, by, on),
            (ActDetails::Abandoned { .. }, Some(on)) => abandonment::judge(self, act, on),
        }
    }

    fn authorship(&self, act: &RecordedAct) -> Option<Finding> {
        match act.body.by {
            Some(actor) if self.parties.role_of(actor).is_none() => Some(Finding::bar(
                FindingCode::NotAParty,
                "party",
                "The act is said to be of an actor that is not one of the two parties.",
            )),
            None if nature::needs_author(&act.body.details) => Some(Finding::bar(
                FindingCode::PartyRequired,
                "party",
                "An act of this kind is of one party: say which.",
            )),
            Some(_) | None => None,
        }
    }

    /// Takes the days that come by themselves and meet a condition, in legal order.
    fn let_days_come(&mut self, due: impl Fn(Span) -> bool) {
        while let Some(mut next) = force::computed(self).or_else(|| ending::computed(self)) {
            next.on = self.course.not_before_last(next.on);
            if !due(next.on) {
                return;
            }
            let missing = if next.to == StatusName::Unknown { vec![MissingFact::EndDay] } else { Vec::new() };
            self.course.take(Turn { on: next.on, to: next.to, reasons: next.reasons.clone(), missing });
            if next.to == StatusName::InForce {
                force::enter(self, next.on, None);
            }
            self.computed.push(next);
        }
    }

    /// What a register says only the end of was in force before, from a day that is not known.
    pub(super) fn suppose_force(&mut self) {
        let begins_somewhere =
            self.stands(|details| matches!(details, ActDetails::Signed(_) | ActDetails::EnteredIntoForce { .. }));
        if self.origin == Origin::Imported && self.course.turns().is_empty() && !begins_somewhere {
            self.turn_unknown(crate::agreement::BEGINNING.into(), vec![MissingFact::EntryIntoForceDay]);
        }
    }

    /// An imported agreement of whose life no dated act tells is unknown throughout.
    fn conclude_missing_course(&mut self) {
        if self.origin == Origin::Imported && self.course.turns().is_empty() {
            let mut missing = vec![MissingFact::SignatureDay, MissingFact::EntryIntoForceDay];
            missing.extend(
                self.source_lacks
                    .iter()
                    .filter(|fact| !matches!(fact, MissingFact::SignatureDay | MissingFact::EntryIntoForceDay)),
            );
            self.turn_unknown(crate::agreement::BEGINNING.into(), missing);
        }
    }

    /// Whether a finding that turns on facts which only a live registry has should be passed over.
    pub(super) fn is_taken_on_trust(act: &RecordedAct) -> bool {
        act.body.basis == LegalBasis::Imported
    }
}

/// The acts that later entries strike out or take the place of.
pub(super) fn struck_out(acts: &[RecordedAct]) -> BTreeSet<ActId> {
    let mut struck = BTreeSet::new();
    // From the last to the first, since an entry that strikes out another may be struck out itself.
    for act in acts.iter().rev().filter(|act| act.body.corrects.is_some() || is_rectification(act)) {
        if struck.contains(&act.id) {
            continue;
        }
        struck.extend(act.body.corrects);
        if let ActDetails::EntryRectified(rectified) = &act.body.details {
            struck.insert(rectified.struck_out);
        }
    }
    struck
}

const fn is_rectification(act: &RecordedAct) -> bool {
    matches!(act.body.details, ActDetails::EntryRectified(_))
}
