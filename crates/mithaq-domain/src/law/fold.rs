//! Takes a log in legal order, and says where the agreement stands.

use chrono::NaiveDate;

use super::course::{Course, Turn};
use super::order::{claims_a_turn, place, struck_out};
use super::partly::{Partly, Touched};
use super::scope::Scope;
use super::sides::Sides;
use super::standing::{Computed, Origin};
use super::term::{Extension, Spell};
use super::{Arguable, Finding, FindingCode, Judgement, NotifiedClaim, Provision, Reason, ReasonCode};
use super::{arguable, consent, ending, force, notice, succession, undated};
use crate::act::{ActDetails, ActEffect, ActId, ActKind, LegalBasis, MissingFact, RecordedAct};
use crate::actor::ActorId;
use crate::agreement::StatusName;
use crate::day::Span;
use crate::party::{Parties, PartyRole};
use crate::terms::Terms;

/// From a day on, a party will not become bound, until it consents again.
pub(super) struct Refusal {
    pub(super) by: PartyRole,
    pub(super) on: Span,
    pub(super) until: Option<Span>,
}

/// From a day on, what the agreement says is what an act made of it.
pub(super) struct Amended<'a> {
    pub(super) from: Span,
    pub(super) act: ActId,
    pub(super) terms: &'a Terms,
}

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
    /// Days that two readings can be argued for.
    pub(super) arguable: Vec<Arguable>,
    /// Since when the day of the end is open: it turns on a rule that is not recorded, on a notice of which it
    /// is not known whether it was in time, or on law that may not govern.
    pub(super) end_open_since: Vec<NaiveDate>,
    /// Since when the parties are at odds over the agreement's life.
    pub(super) disputed_since: Vec<NaiveDate>,
    pub(super) computed: Vec<Computed>,
    /// The day from which terms are counted: entry into force, or the last revival.
    pub(super) counted_from: Option<Span>,
    /// Terms that both agreed to, beyond the first.
    pub(super) extensions: Vec<Extension>,
    pub(super) spells: Vec<Spell>,
    pub(super) amended: Vec<Amended<'a>>,
    /// The status that provisional application covers.
    pub(super) beneath: StatusName,
    /// When a party made clear that it will not become bound, and when it consented again.
    pub(super) refusals: Vec<Refusal>,
    pub(super) partly: Vec<Partly>,
    pub(super) claims: Vec<NotifiedClaim>,
    /// Which party suspended operation, where one did and it is not resumed.
    pub(super) suspended_by: Option<PartyRole>,
    /// Successions that both agree on, as far as they have been taken.
    pub(super) successions: Vec<succession::Agreed>,
    pub(super) contests: Vec<succession::Contest>,
    /// Clauses that amendments put anew, and from when on.
    pub(super) restored: Vec<(&'a str, Span)>,
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
            arguable: Vec::new(),
            end_open_since: Vec::new(),
            disputed_since: Vec::new(),
            computed: Vec::new(),
            counted_from: None,
            extensions: Vec::new(),
            spells: Vec::new(),
            amended: Vec::new(),
            beneath: StatusName::None,
            refusals: Vec::new(),
            partly: Vec::new(),
            claims: Vec::new(),
            suspended_by: None,
            successions: Vec::new(),
            contests: Vec::new(),
            restored: Vec::new(),
        }
    }

    /// Takes every act that stands in order of its day, and of its version within a day;
    /// days that come by themselves are taken in between, and what was announced of them is compared
    /// at the end.
    pub(super) fn run(&mut self) -> Vec<(ActId, Judgement)> {
        self.rule_gives = self.force_by_rule_alone();
        let (told, mut ordered): (Vec<_>, Vec<_>) =
            self.acts.iter().copied().partition(|act| act.body.basis == LegalBasis::Computed);
        ordered.sort_by_cached_key(|act| (self.place(act), act.version));
        let mut judgements: Vec<(ActId, Judgement)> = ordered
            .into_iter()
            .map(|act| {
                if let Some(place) = self.place(act) {
                    self.let_days_come(|next| next.earliest <= place);
                }
                let judgement = self.judge(act);
                self.note_dispute(act, &judgement);
                (act.id, judgement)
            })
            .collect();
        self.let_days_come(|_| true);
        self.conclude_missing_course();
        self.arguable.extend(arguable::of_force(self));
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
        if judgement.effect != ActEffect::Contested || self.role(act).is_none() || !claims_a_turn(act.body.kind()) {
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
        let begins = act.body.effective();
        let tells_of_term =
            act.body.kind() == ActKind::Renewed && self.spells.iter().any(|spell| spell.tacit_begins(begins));
        if tells_of_term {
            return Judgement::effective();
        }
        let announced = self
            .computed
            .iter_mut()
            .find(|computed| computed.announcement().is_some_and(|body| body.tells_the_same(&act.body)));
        if let Some(computed) = announced {
            computed.announced = true;
            return Judgement::effective();
        }
        let message = "As is now known, the agreement's rules do not give this day.";
        let finding = Finding::bar(FindingCode::NoLongerFollows, "on", message)
            .cured_by("Nothing: the clock announces the day that the rules now give.");
        Judgement::of(vec![finding], ActEffect::Ineffective)
    }

    /// Notes that an act tells of a turn that came by itself, and says whether there is such a turn.
    pub(super) fn announce(&mut self, to: StatusName, on: Span) -> bool {
        let told = self.computed.iter_mut().find(|computed| computed.to == to && computed.on == on);
        told.map(|computed| computed.announced = true).is_some()
    }

    /// The day by which an act is taken in its turn; of one whose day a register does not tell, the first that it can be.
    fn place(&self, act: &RecordedAct) -> Option<NaiveDate> {
        place(act).or_else(|| undated::effective(act, &self.acts).map(|on| on.earliest))
    }

    /// Where the agreement stands after the acts and days taken so far.
    pub(super) fn status(&self) -> StatusName {
        self.course.status()
    }

    /// The party whose act it is.
    pub(super) fn role(&self, act: &RecordedAct) -> Option<PartyRole> {
        act.body.by.and_then(|actor| self.side_of(actor))
    }

    /// On whose side an actor stands, or stood before it was succeeded.
    pub(super) fn side_of(&self, actor: ActorId) -> Option<PartyRole> {
        succession::side_of(self.parties, &self.successions, actor)
    }

    /// Whether two acts are of the same side.
    pub(super) fn is_of_same_side(&self, one: &RecordedAct, other: &RecordedAct) -> bool {
        self.role(one).is_some_and(|role| self.role(other) == Some(role))
    }

    /// Whether an actor may do an act by now: who has been succeeded no longer acts, save for the record.
    pub(super) fn may_act(&self, actor: ActorId, kind: ActKind) -> bool {
        let holds = |role| succession::holder(self.parties, &self.successions, role) == actor;
        self.side_of(actor).is_some_and(|role| kind.is_of_the_record() || holds(role))
    }

    /// Whether an act of the kind stands in the log, whatever its day.
    pub(super) fn stands(&self, wanted: impl Fn(&ActDetails) -> bool) -> bool {
        self.acts.iter().any(|act| wanted(&act.body.details))
    }

    /// Takes a turn, and says whether the table of statuses allowed it. While the agreement is applied
    /// provisionally, what is done in the making of it goes on beneath.
    pub(super) fn turn(&mut self, on: Span, to: StatusName, reasons: Vec<Reason>) -> bool {
        if self.status() == StatusName::ProvisionallyApplied && to.is_in_the_making() {
            let goes_on = self.beneath.may_become(to);
            if goes_on {
                self.beneath = to;
            }
            return goes_on;
        }
        let taken = self.course.take(Turn { on, to, reasons, missing: Vec::new() });
        if taken && to.is_ended() {
            self.end_spell(on);
        }
        taken
    }

    /// Provisional application ends, and the agreement stands as it would without it.
    pub(super) fn leave_provisional(&mut self, on: Span, to: StatusName, reasons: Vec<Reason>) {
        self.course.take(Turn { on, to, reasons, missing: Vec::new() });
    }

    /// From a day on, the duration rule that now governs is counted from where terms are now counted.
    pub(super) fn begin_spell(&mut self, from: Span) {
        let Some(counted_from) = self.counted_from.filter(|_| self.status().is_in_force()) else { return };
        self.end_spell(from);
        let duration = self.terms.duration.clone();
        self.spells.push(Spell { from, until: None, counted_from, duration });
    }

    fn end_spell(&mut self, on: Span) {
        if let Some(spell) = self.spells.last_mut() {
            spell.until.get_or_insert(on);
        }
    }

    /// Notes that a party will not become bound, unless it has said so before.
    pub(super) fn refuse(&mut self, by: PartyRole, on: Span) {
        if !self.refusals.iter().any(|refusal| refusal.by == by && refusal.until.is_none()) {
            self.refusals.push(Refusal { by, on, until: None });
        }
    }

    /// Ends what is touched of named clauses, and says whether there was any.
    pub(super) fn end_partly(&mut self, touched: Touched, on: Span) -> bool {
        let mut open = self.partly.iter_mut().filter(|partly| partly.touched == touched && partly.until.is_none());
        let first = open.next().map(|partly| partly.until = Some(on));
        open.for_each(|partly| partly.until = Some(on));
        first.is_some()
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

    /// Takes the days that come by themselves and meet a condition, in legal order.
    fn let_days_come(&mut self, due: impl Fn(Span) -> bool) {
        while let Some(mut next) = force::computed(self).or_else(|| ending::computed(self)) {
            next.on = self.course.not_before_last(next.on);
            if !due(next.on) {
                return;
            }
            if next.to == StatusName::Unknown {
                self.end_spell(next.on);
                let (on, to, reasons) = (next.on, next.to, next.reasons.clone());
                self.course.take(Turn { on, to, reasons, missing: vec![MissingFact::EndDay] });
            } else {
                self.turn(next.on, next.to, next.reasons.clone());
            }
            if next.to == StatusName::InForce {
                force::enter(self, next.on, None);
            } else {
                self.arguable.extend(ending::arguable(self, next.on));
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
