//! The counting of days, by a table that a lawyer can read and add to (`days.csv`).

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::day::{Anchor, Counting, Offset, Period, PeriodUnit, civil_day};

use crate::book::day;

const TABLE: &str = include_str!("days.csv");

/// `10 YEARS + 6 MONTHS`
fn periods(text: &str) -> Vec<Period> {
    let one = |text: &str| {
        let (count, unit) = text.trim().split_once(' ').unwrap();
        let unit: PeriodUnit = unit.parse().unwrap();
        Period { count: count.parse().unwrap(), unit }
    };
    if text.is_empty() { Vec::new() } else { text.split('+').map(one).collect() }
}

fn offset(length: &str, then: &str, counting: Counting) -> Offset {
    Offset {
        anchor: Anchor::Receipt,
        period: periods(length).first().copied(),
        counting,
        first_day_of_month_following: then.parse().ok(),
    }
}

fn last_day(start: NaiveDate, length: &str) -> NaiveDate {
    Period::all_after(&periods(length), start).pred_opt().unwrap()
}

/// The day that the registry takes, and the other one that can be argued for.
fn count(rule: &str, from: &str, length: &str, then: &str) -> (NaiveDate, Option<NaiveDate>) {
    let by_offset = |counting| {
        let offset = offset(length, then, counting);
        (offset.apply(day(from).into()).day().unwrap(), offset.other_reading(day(from)))
    };
    match rule {
        "after" => by_offset(Counting::After),
        "after the expiry of" => by_offset(Counting::AfterTheExpiryOf),
        "before" => (periods(length)[0].before(day(from)), None),
        "last day of a term" => {
            let other = Period::all_spilled_after(&periods(length), day(from)).and_then(|other| other.pred_opt());
            (last_day(day(from), length), other)
        }
        "notice received by" => (periods(then)[0].before(last_day(day(from), length)), None),
        "received at" => {
            let moment: DateTime<Utc> = from.parse().unwrap();
            let place: chrono_tz::Tz = length.parse().unwrap();
            (civil_day(moment, &place), None)
        }
        other => panic!("{other} is no rule of the table"),
    }
}

#[test]
fn days_are_counted_as_the_table_says() {
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .skip(1)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| row.split(';').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 60, "{} cases", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let [rule, from, length, then, taken, other, note] = row[..] else {
                panic!("{row:?} has not seven fields")
            };
            let counted = count(rule, from, length, then);
            let expected = (day(taken), (!other.is_empty()).then(|| day(other)));
            (counted != expected)
                .then(|| format!("{rule} {from} {length} {then} ({note}): {counted:?}, not {expected:?}"))
        })
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}
