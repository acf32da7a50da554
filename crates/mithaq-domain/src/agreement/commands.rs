//! The decisions that can be asked of an agreement.

use chrono::{DateTime, NaiveDate};

use super::{Agreement, BrokenLog, Change, Refused, Stance};
use crate::act::{ActBody, ActDetails, ActEffect, AgreementId, LegalBasis, RecordedAct};
use crate::day::LegalDay;
use crate::law::{Finding, FindingCode, Provision, Weight, communication};
use crate::party::PartyRole;
use crate::registry_number::RegistryNumber;

impl Agreement {
    /// Opens an agreement with a mandate.
    ///
    /// # Errors
    /// Where the act is not one that opens an agreement, or its day is not a full day that has come.
    pub fn open(id: AgreementId, number: RegistryNumber, body: ActBody, today: NaiveDate) -> Result<Change, Refused> {
        let mut findings = day_findings(&body, today);
        findings.extend(day_incomplete(&body));
        if !matches!(body.details, ActDetails::Proposed(_)) {
            findings.push(
                Finding::bar(FindingCode::OpenedTwice, "kind", "An agreement is opened by a mandate.")
                    .cured_by("Record the mandate first."),
            );
        }
        refuse_if_any(findings)?;
        Ok(Change { id, number, before: None, bodies: vec![body], warnings: Vec::new() })
    }

    /// Takes an agreement over from another register: the import and the acts that it tells of. Nothing is
    /// refused; what the law has against an act stands in the warnings.
    ///
    /// # Errors
    /// Where none of the acts is an import.
    pub fn import(id: AgreementId, number: RegistryNumber, bodies: Vec<ActBody>) -> Result<Change, BrokenLog> {
        Self::written(id, number, None, bodies)
    }

    /// Adds what a register now says: facts and corrections of entries taken over before.
    ///
    /// # Errors
    /// Where the log would no longer fold, as when the act that opens it is struck out.
    pub fn append(&self, bodies: Vec<ActBody>) -> Result<Change, BrokenLog> {
        Self::written(self.id, self.number.clone(), Some(self.clone()), bodies)
    }

    /// Brings an act before the agreement. What we intend is refused where the law forbids it; what was done,
    /// by us or by the other party, is recorded, and what the law has against it is told.
    ///
    /// # Errors
    /// Every finding that stands against it, where it is refused.
    pub fn decide(&self, body: ActBody, stance: Stance, today: NaiveDate) -> Result<Change, Refused> {
        refuse_if_any(self.order_findings(&body, today))?;
        let (after, _) = self.hypothetical(body.clone()).map_err(|broken| {
            Refused(vec![Finding::bar(FindingCode::UpsetsOtherActs, "struckOut", broken.to_string())])
        })?;
        let mut findings = after.standing.judgements.last().map(|judged| judged.findings.clone()).unwrap_or_default();
        findings.extend(self.upset_by(&after, &body));
        if stance == Stance::Intended
            && self.is_ours(&body)
            && findings.iter().any(|finding| finding.weight != Weight::Warns)
        {
            return Err(Refused(findings));
        }
        Ok(Change {
            id: self.id,
            number: self.number.clone(),
            before: Some(self.clone()),
            bodies: vec![body],
            warnings: findings,
        })
    }

    /// Brings an act before the agreement by which a later one takes its place: it can only from the day on which
    /// the later one is in force (VCLT 59).
    ///
    /// # Errors
    /// Every finding that stands against it, where it is refused.
    pub fn decide_beside(
        &self,
        later: &Self,
        body: ActBody,
        stance: Stance,
        today: NaiveDate,
    ) -> Result<Change, Refused> {
        let early = body.effective().filter(|on| later.on(on.latest).status.is_before_force());
        let we_intend_it = stance == Stance::Intended && self.is_ours(&body);
        let decided = self.decide(body, stance, today);
        let Some(on) = early else { return decided };
        let finding = Finding::refuse_intent(
            FindingCode::LaterAgreementNotInForce,
            "on",
            format!(
                "The later agreement is not in force on {}, so it cannot take this one's place by then.",
                on.latest
            ),
        )
        .under(Provision::vclt("59"))
        .cured_by("Record the later agreement's entry into force first, or give the day of it.");
        match decided {
            Ok(_) if we_intend_it => Err(Refused(vec![finding])),
            Ok(mut change) => {
                change.warnings.push(finding);
                Ok(change)
            }
            Err(mut refused) => {
                refused.0.push(finding);
                Err(refused)
            }
        }
    }

    /// Records what has come by itself by a day. None where nothing is due.
    #[must_use]
    pub fn announce(&self, today: NaiveDate) -> Option<Change> {
        let bodies = self.due(today);
        (!bodies.is_empty()).then(|| Change {
            id: self.id,
            number: self.number.clone(),
            before: Some(self.clone()),
            bodies,
            warnings: Vec::new(),
        })
    }

    fn written(
        id: AgreementId,
        number: RegistryNumber,
        before: Option<Self>,
        bodies: Vec<ActBody>,
    ) -> Result<Change, BrokenLog> {
        let mut change = Change { id, number, before, bodies, warnings: Vec::new() };
        let (after, _) = change.clone().record(DateTime::UNIX_EPOCH, "")?;
        change.warnings = after.findings_of_imported().cloned().collect();
        Ok(change)
    }

    /// What the law has to say of the entries that were taken over from another register.
    pub fn findings_of_imported(&self) -> impl Iterator<Item = &Finding> {
        let judged = self.acts.iter().zip(&self.standing.judgements);
        judged
            .filter(|(act, _)| act.body.basis == LegalBasis::Imported)
            .flat_map(|(_, judgement)| judgement.findings.iter())
    }

    /// The agreement as it would be with an act more.
    fn hypothetical(&self, body: ActBody) -> Result<(Self, Vec<RecordedAct>), BrokenLog> {
        let change = Change {
            id: self.id,
            number: self.number.clone(),
            before: Some(self.clone()),
            bodies: vec![body],
            warnings: Vec::new(),
        };
        change.record(DateTime::UNIX_EPOCH, "")
    }

    /// What the registry's own order has against an act, whoever did it.
    fn order_findings(&self, body: &ActBody, today: NaiveDate) -> Vec<Finding> {
        let mut findings = day_findings(body, today);
        if body.by.is_some_and(|actor| self.role_of(actor).is_none()) {
            findings.push(
                Finding::bar(
                    FindingCode::NotAParty,
                    "party",
                    "The act is said to be of an actor that is not one of the two parties.",
                )
                .cured_by("Name one of the agreement's parties."),
            );
        }
        let unknown = |id| !self.acts.iter().any(|act| act.id == id);
        let named = body.details.names();
        let corrected = body.corrects.map(|id| (id, "corrects"));
        findings.extend(named.into_iter().chain(corrected).filter(|(id, _)| unknown(*id)).map(|(id, field)| {
            Finding::bar(FindingCode::NoSuchAct, field, format!("There is no act {id} in this agreement's log."))
                .cured_by("Name an act of this agreement's history by its id.")
        }));
        // Of what we did ourselves we know the days; what the other party did is recorded as far as it is known.
        if self.is_ours(body) {
            findings.extend(day_incomplete(body));
            findings.extend(communication::undated(&self.standing.terms, body));
        }
        if matches!(body.details, ActDetails::Proposed(_) | ActDetails::Imported(_)) && body.corrects.is_none() {
            findings.push(
                Finding::bar(FindingCode::OpenedTwice, "kind", "The agreement is open already.")
                    .cured_by("Correct the entry that opened it, if that is wrong."),
            );
        }
        findings
    }

    /// Acts of the log that had their effect and would lose it.
    fn upset_by(&self, after: &Self, body: &ActBody) -> Option<Finding> {
        let meant = |id| match &body.details {
            ActDetails::EntryRectified(rectified) => rectified.struck_out == id,
            _ => body.corrects == Some(id),
        };
        let upset: Vec<(String, Option<Provision>)> = self
            .acts
            .iter()
            .zip(self.standing.judgements.iter().zip(&after.standing.judgements))
            .filter(|(act, (before, after))| {
                before.effect == ActEffect::Effective
                    && matches!(after.effect, ActEffect::Ineffective | ActEffect::Contested)
                    && act.body.basis != LegalBasis::Computed
                    && !meant(act.id)
            })
            .map(|(act, (_, after))| {
                let provision = after.findings.iter().find_map(|finding| finding.provision);
                (format!("{} ({})", act.body.kind(), act.id), provision)
            })
            .collect();
        (!upset.is_empty()).then(|| {
            let acts = upset.iter().map(|(act, _)| act.as_str()).collect::<Vec<_>>().join(", ");
            let message = format!("With it, these acts could no longer have their effect: {acts}.");
            let finding = Finding::refuse_intent(FindingCode::UpsetsOtherActs, "on", message);
            // The law that takes their effect away.
            let provision = upset.iter().find_map(|(_, provision)| *provision);
            Finding { provision, ..finding.cured_by("Correct those entries first.") }
        })
    }

    /// Whether an act is ours to do or leave: the home party's, or both parties' together.
    fn is_ours(&self, body: &ActBody) -> bool {
        body.by.is_none_or(|actor| self.role_of(actor) == Some(PartyRole::Home))
    }
}

fn day_findings(body: &ActBody, today: NaiveDate) -> Vec<Finding> {
    if body.basis != LegalBasis::Reported {
        return Vec::new();
    }
    let needs_day = !body.kind().is_of_the_record();
    let findings = [
        (needs_day && body.effective().is_none()).then(|| {
            Finding::bar(FindingCode::DayRequired, "on", "The day of the act is needed.")
                .cured_by("Give the day on which it was done or takes effect.")
        }),
        body.is_done_after(today).then(|| {
            Finding::bar(
                FindingCode::DayInFuture,
                "on",
                format!(
                    "It is said to be done after {today}, which is today: what has not happened cannot be recorded."
                ),
            )
            .cured_by("Record it when it is done.")
        }),
    ];
    findings.into_iter().flatten().collect()
}

fn day_incomplete(body: &ActBody) -> Option<Finding> {
    let days = [&body.action_on, &body.sent_on, &body.received_on, &body.effective_on];
    let is_incomplete = days.into_iter().flatten().any(|day: &LegalDay| day.value.day().is_none());
    (is_incomplete && body.basis == LegalBasis::Reported).then(|| {
        Finding::bar(
            FindingCode::DayIncomplete,
            "on",
            "A newly reported act needs its day in full: year, month and day.",
        )
        .cured_by("Give the full day.")
    })
}

fn refuse_if_any(findings: Vec<Finding>) -> Result<(), Refused> {
    if findings.is_empty() { Ok(()) } else { Err(Refused(findings)) }
}
