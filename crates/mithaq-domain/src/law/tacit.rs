//! Terms that renew themselves, and the notice that stops it (VCLT 54(a)).

use super::arguable::Reading;
use super::notice::{self, Answer};
use super::term::end_of_term;
use super::{Finding, FindingCode, Provision};
use crate::act::NoticeOfEnd;
use crate::day::{LegalDay, Period, Span};
use crate::terms::DurationRule;

/// Terms that renew themselves, counted from the original start. Each is named by how many renewals it follows.
struct Renewing {
    force: Span,
    initial: Period,
    renewal: Period,
    maximum: Option<u32>,
    notice: Period,
}

impl Renewing {
    fn ends(&self, renewals: u32) -> Span {
        end_of_term(self.force, self.initial, self.renewal, renewals)
    }

    fn begins(&self, renewals: u32) -> Span {
        renewals.checked_sub(1).map_or(self.force, |before| self.ends(before).next_day())
    }

    /// The last day on which a notice stops the renewal that would follow.
    fn in_time_until(&self, renewals: u32) -> Span {
        self.ends(renewals).map(|end| self.notice.before(end))
    }

    fn is_last(&self, renewals: u32) -> bool {
        self.renewal.count == 0 || self.maximum.is_some_and(|maximum| renewals >= maximum)
    }

    /// The term in which a day lies.
    fn at(&self, day: Span) -> u32 {
        let mut renewals = 0;
        while self.ends(renewals).latest < day.earliest && !self.is_last(renewals) {
            renewals += 1;
        }
        renewals
    }

    /// The term that a notice is meant to be the last: the one whose end it states, else the current one. Where
    /// notice for the next term has to be given before that term begins, a notice that is late for the current
    /// term is given for the next.
    fn meant(&self, received: Span, stated: Option<Span>) -> u32 {
        let current = self.at(received);
        let mut meant = stated.map_or(current, |stated| self.at(stated).max(current));
        let is_late = |renewals| received.earliest > self.in_time_until(renewals).latest;
        while is_late(meant)
            && !self.is_last(meant)
            && self.in_time_until(meant + 1).latest < self.begins(meant + 1).earliest
        {
            meant += 1;
        }
        meant
    }

    /// The readings of a notice that came too late for its term.
    fn readings(&self, term: u32, received: Span) -> (Reading, Reading) {
        let (ends, notice) = (self.ends(term), self.notice);
        let taken = format!(
            "Counted back from the term's last day, notice had to be received by {}; the notice stops no renewal.",
            self.in_time_until(term).latest
        );
        let (on, other) = if notice.after(received.latest) <= ends.earliest {
            let text = format!(
                "Counted forward from its receipt, {notice} have run by the last day of the term, so the notice is in time."
            );
            (ends, text)
        } else {
            let text = "The notice counts for the term after, and the agreement ends with that one.";
            (self.ends(term + 1), text.to_owned())
        };
        (Reading { on: None, text: taken }, Reading { on: on.day(), text: other })
    }
}

/// A notice of non-renewal ends the agreement with the term where it was received in time.
pub(super) fn stopped(duration: Option<&DurationRule>, force: Span, given: &NoticeOfEnd, received: Span) -> Answer {
    let terms = match duration {
        Some(DurationRule::FixedThenTacit { initial, renewal, maximum_renewals, non_renewal_notice }) => Renewing {
            force,
            initial: *initial,
            renewal: *renewal,
            maximum: *maximum_renewals,
            notice: *non_renewal_notice,
        },
        Some(
            DurationRule::Indefinite
            | DurationRule::Fixed { .. }
            | DurationRule::FixedThenExpress { .. }
            | DurationRule::UntilEvent { .. },
        ) => {
            return Answer::against(no_renewal("The agreement does not renew itself, so there is no renewal to stop."));
        }
        None => return Answer::against(notice::rule_not_recorded("duration")),
    };
    let term = terms.meant(received, given.stated_last_day.as_ref().map(LegalDay::span));
    let (ends, in_time_until) = (terms.ends(term), terms.in_time_until(term));
    if received.latest <= in_time_until.earliest {
        Answer::ends(ends)
    } else if terms.is_last(term) {
        Answer::against(no_renewal(&format!("The last term ends on {}, so there is no renewal to stop.", ends.latest)))
    } else if received.earliest > in_time_until.latest {
        Answer { readings: Some(terms.readings(term, received)), ..Answer::against(late(ends, in_time_until)) }
    } else {
        Answer::doubtful(
            ends,
            Finding::warn(
                FindingCode::NoticeLate,
                "receivedOn",
                format!(
                    "A notice of non-renewal had to be received by {}, and whether it was is not known.",
                    in_time_until.latest
                ),
            )
            .under(Provision::vclt("54(a)")),
        )
    }
}

fn late(ends: Span, in_time_until: Span) -> Finding {
    Finding::bar(
        FindingCode::NoticeLate,
        "receivedOn",
        format!(
            "The term ends on {}; a notice of non-renewal had to be received by {}. It does not stop this renewal; whether it counts for the term after can be argued.",
            ends.latest, in_time_until.latest
        ),
    )
    .under(Provision::vclt("54(a)"))
    .cured_by("Give notice for the next term in time, or agree with the other party to end it.")
}

fn no_renewal(message: &str) -> Finding {
    Finding::bar(FindingCode::NotProvidedFor, "purpose", message)
        .under(Provision::vclt("54(a)"))
        .cured_by("Let the term run out, or give notice of denunciation where the text provides for it.")
}
