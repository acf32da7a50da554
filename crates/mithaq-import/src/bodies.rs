//! Acts with the legal basis IMPORTED, as every register gives them.

use mithaq_domain::act::{ActBody, ActDetails, FullPowers, Import, LegalBasis, Office, Signature};
use mithaq_domain::day::LegalDay;
use mithaq_domain::terms::{Language, Title, Titles};

use crate::date::read_date;
use crate::doubt::{Doubt, DoubtCode};
use crate::read::Fields;

/// An act that another register tells of.
pub(crate) const fn imported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Imported, details)
}

/// The import, and both signatures where their day is known.
pub(crate) fn opening(
    mut import: Import,
    signed: Option<&LegalDay>,
    place: Option<&str>,
    doubts: &[Doubt],
) -> Vec<ActBody> {
    let mut codes: Vec<String> = doubts.iter().map(|doubt| doubt.code.as_str().to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    import.doubts = codes;
    let parties: Vec<_> = import.parties.iter().map(|(_, party)| party.actor).collect();
    let mut bodies = vec![imported(ActDetails::Imported(Box::new(import)))];
    if let Some(day) = signed {
        bodies.extend(parties.into_iter().map(|actor| {
            let signature = Signature {
                signatory: None,
                office: Office::Unknown,
                full_powers: FullPowers::Unknown,
                place: place.map(str::to_owned),
                subject_to_ratification: false,
                ad_referendum: false,
            };
            imported(ActDetails::Signed(signature)).by(actor).done_on(day.clone())
        }));
    }
    bodies
}

/// The title of a record, in the register's language.
pub(crate) fn titles(field: &str, text: Option<&str>, language: &str) -> Result<Titles, Doubt> {
    let value = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let value = value.ok_or_else(|| DoubtCode::TitleMissing.because(format!("{field} is empty.")))?;
    let language: Language =
        language.parse().map_err(|error| DoubtCode::TitleMissing.because(format!("{field}: {error}.")))?;
    Titles::try_new(vec![Title { language, value }])
        .map_err(|error| DoubtCode::TitleTooLong.because(format!("{field}: {error}.")))
}

/// The date in a field; one that cannot be read counts as missing, with a doubt.
pub(crate) fn date(fields: &Fields, name: &str, doubts: &mut Vec<Doubt>) -> Option<LegalDay> {
    let read = fields.get(name).map(|text| read_date(name, text));
    match read {
        Some(Ok(day)) => Some(day),
        Some(Err(doubt)) => {
            doubts.push(doubt);
            None
        }
        None => None,
    }
}
