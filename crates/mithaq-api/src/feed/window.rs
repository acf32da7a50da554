//! The last of the feed, in memory.

use std::collections::VecDeque;

use mithaq_domain::act::ActKind;
use mithaq_store::Change;

/// How many acts are kept.
const KEPT: usize = 4_096;

/// The last of the feed: every act after a position, up to where the feed was read.
#[derive(Debug, Default)]
pub(super) struct Window {
    after: i64,
    changes: VecDeque<Change>,
}

/// What a subscriber finds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The next act that it may see and wants.
    Next(Change),
    /// Nothing more, up to this position.
    Nothing(i64),
    /// What comes next is older than the window.
    Older,
}

impl Window {
    /// Begins anew after a position.
    pub(super) fn restart(&mut self, after: i64) {
        *self = Self { after, changes: VecDeque::new() };
    }

    /// Up to where it reaches.
    pub(super) fn end(&self) -> i64 {
        self.changes.back().map_or(self.after, |change| change.position)
    }

    /// Adds what comes next in the feed. An act that changes who may know of an agreement changes it for the acts
    /// before it too.
    pub(super) fn extend(&mut self, next: Vec<Change>) {
        for change in next {
            if change.kind == ActKind::Reclassified {
                let earlier = self.changes.iter_mut().filter(|earlier| earlier.agreement == change.agreement);
                earlier.for_each(|earlier| earlier.label = change.label.clone());
            }
            self.changes.push_back(change);
            if self.changes.len() > KEPT
                && let Some(oldest) = self.changes.pop_front()
            {
                self.after = oldest.position;
            }
        }
    }

    /// The first act after a position that is wanted.
    pub(super) fn first_after(&self, position: i64, is_wanted: impl Fn(&Change) -> bool) -> Found {
        if position < self.after {
            return Found::Older;
        }
        let from = self.changes.partition_point(|change| change.position <= position);
        match self.changes.range(from..).find(|change| is_wanted(change)) {
            Some(change) => Found::Next(change.clone()),
            None => Found::Nothing(self.end().max(position)),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use mithaq_domain::act::{ActId, AgreementId};
    use mithaq_domain::label::{Classification, Label};
    use uuid::Uuid;

    use super::*;

    fn change(position: i64, kind: ActKind, classification: Classification) -> Change {
        Change {
            position,
            act: ActId(Uuid::nil()),
            kind,
            agreement: AgreementId(Uuid::nil()),
            version: 1,
            recorded_at: DateTime::UNIX_EPOCH,
            counterpart: Uuid::nil().into(),
            label: Label { classification, ..Label::unclassified() },
        }
    }

    fn signed(position: i64) -> Change {
        change(position, ActKind::Signed, Classification::Unclassified)
    }

    #[test]
    fn each_position_finds_what_comes_next() {
        let mut window = Window::default();
        window.restart(10);
        assert_eq!(window.first_after(10, |_| true), Found::Nothing(10));
        window.extend(vec![signed(11), signed(12)]);
        assert_eq!(window.first_after(9, |_| true), Found::Older);
        assert_eq!(window.first_after(10, |_| true), Found::Next(signed(11)));
        assert_eq!(window.first_after(11, |_| true), Found::Next(signed(12)));
        assert_eq!(window.first_after(10, |_| false), Found::Nothing(12));
        assert_eq!(window.first_after(99, |_| true), Found::Nothing(99));
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_rest_is_older() {
        let mut window = Window::default();
        let last = i64::try_from(KEPT).unwrap() + 5;
        window.extend((1..=last).map(signed).collect());
        assert_eq!(window.changes.len(), KEPT);
        assert_eq!(window.first_after(4, |_| true), Found::Older);
        assert_eq!(window.first_after(5, |_| true), Found::Next(signed(6)));
    }

    #[test]
    fn another_label_holds_for_earlier_acts_too() {
        let mut window = Window::default();
        window.extend(vec![signed(1), change(2, ActKind::Reclassified, Classification::Secret)]);
        let open = |change: &Change| change.label.classification == Classification::Unclassified;
        assert_eq!(window.first_after(0, open), Found::Nothing(2));
    }
}
