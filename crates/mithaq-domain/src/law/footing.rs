//! Whether the Vienna Convention governs as a treaty, or its rules as custom (VCLT 4).

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};

use crate::actor::ActorId;
use crate::day::Span;
use crate::party::Parties;
use crate::vocabulary::vocabulary;

const PARTIES: &str = include_str!("../../data/vclt-parties.csv");

/// The day on which the Convention entered into force (VCLT 84(1)).
const IN_FORCE: NaiveDate = match NaiveDate::from_ymd_opt(1980, 1, 27) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// For each party to the Convention, since when it binds it.
static BOUND_SINCE: LazyLock<HashMap<ActorId, NaiveDate>> = LazyLock::new(|| {
    let rows = PARTIES.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| read(row).unwrap_or_else(|| panic!("the table is compiled in and tested, and yet: {row}"))).collect()
});

vocabulary! {
    /// On what footing the rules of the Vienna Convention apply to an agreement.
    Footing {
        /// As a treaty: it bound both parties when they made the agreement (VCLT 4).
        Treaty = 1 "TREATY",
        /// As custom, which most of its rules are.
        Custom = 2 "CUSTOM",
    }
}

impl Footing {
    /// The footing of an agreement made on a day. A day that is not known gives no treaty.
    pub(crate) fn of(parties: &Parties, made: Option<Span>) -> Self {
        let bound = |day: NaiveDate| {
            parties.iter().all(|(_, party)| BOUND_SINCE.get(&party.actor).is_some_and(|since| *since <= day))
        };
        if made.is_some_and(|made| bound(made.earliest)) { Self::Treaty } else { Self::Custom }
    }
}

/// Thirty days after deposit, and not before the Convention itself was in force (VCLT 84); a succession
/// reaches back to the day of succession.
fn read(row: &str) -> Option<(ActorId, NaiveDate)> {
    let mut fields = row.split(';');
    let code = fields.next()?;
    let deposited: NaiveDate = fields.next()?.parse().ok()?;
    let since = match fields.next()? {
        "" => deposited.checked_add_days(Days::new(30))?.max(IN_FORCE),
        succeeded => succeeded.parse().ok()?,
    };
    Some((ActorId::of_code(code), since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::Party;

    #[test]
    fn governs_as_a_treaty_once_both_are_bound() {
        for (home, counterpart, made, footing) in [
            ("GBR", "NLD", "1985-05-08", Footing::Custom),
            ("GBR", "NLD", "1985-05-09", Footing::Treaty),
            ("GBR", "AUS", "1980-01-26", Footing::Custom),
            ("GBR", "AUS", "1980-01-27", Footing::Treaty),
            ("GBR", "USA", "2020-01-01", Footing::Custom),
            ("CZE", "GBR", "1993-01-01", Footing::Treaty),
        ] {
            let party = |code| Party::of(ActorId::of_code(code));
            let parties = Parties::try_new(party(home), party(counterpart)).unwrap();
            let made: NaiveDate = made.parse().unwrap();
            assert_eq!(Footing::of(&parties, Some(made.into())), footing, "{home} {counterpart} {made}");
        }
    }

    #[test]
    fn every_row_names_an_actor() {
        let codes = PARTIES.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split(';').next());
        assert_eq!(codes.clone().count(), BOUND_SINCE.len());
        let unknown: Vec<&str> = codes.filter(|code| crate::actor::by_code(code).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}
