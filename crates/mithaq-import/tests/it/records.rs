//! Small files of each format, read record by record.

use mithaq_domain::act::{ActDetails, ActKind, Import, MissingFact};
use mithaq_domain::actor::{ActorId, by_id};
use mithaq_domain::agreement::StatusName;
use mithaq_domain::terms::{Area, Bindingness, ConsentMeans, Form};
use mithaq_import::{DoubtCode as D, RawRecord, Reading, Records, Register, interpret};

pub(crate) fn records(register: Register, text: &[u8]) -> Vec<RawRecord> {
    Records::new(register, text).collect::<Result<_, _>>().unwrap()
}

pub(crate) fn uk(fields: &str) -> RawRecord {
    records(Register::UkTreaties, format!("{{{}}}", fields.replace('\n', " ")).as_bytes()).remove(0)
}

const HEADER: &str = "titulo,parceiro,data,temas,status,n_registro_onu,vigor_int_em,expirou_em,pdf_url";

pub(crate) fn concordia(row: &str) -> RawRecord {
    records(Register::Concordia, format!("{HEADER}\n{row}\n").as_bytes()).remove(0)
}

fn import(reading: &Reading) -> &Import {
    match &reading.bodies[0].details {
        ActDetails::Imported(import) => import,
        other => panic!("{other:?}"),
    }
}

fn codes(actors: impl IntoIterator<Item = ActorId>) -> Vec<&'static str> {
    actors.into_iter().map(|id| by_id(id).unwrap().code).collect()
}

fn parties(reading: &Reading) -> Vec<&'static str> {
    codes(import(reading).parties.iter().map(|(_, party)| party.actor))
}

/// Kinds of act with their effective days.
fn acts(reading: &Reading) -> Vec<(ActKind, String)> {
    let day = |body: &mithaq_domain::act::ActBody| {
        body.effective().map_or_else(String::new, |span| match span.day() {
            Some(day) => day.to_string(),
            None => format!("{} to {}", span.earliest, span.latest),
        })
    };
    reading.bodies[1..].iter().map(|body| (body.kind(), day(body))).collect()
}

fn warnings(reading: &Reading) -> Vec<D> {
    reading.warnings.iter().map(|doubt| doubt.code).collect()
}

fn quarantine(record: &RawRecord) -> Vec<D> {
    interpret(record).unwrap_err().iter().map(|doubt| doubt.code).collect()
}

#[test]
fn capitals_contract_and_the_others_are_territories() {
    let reading = interpret(&uk(
        r#""uuid": "a", "title": "Exchange of Notes extending the Convention", "subject": "SOCIAL SECURITY",
        "country_name": "Alderney ; Guernsey ; ITALY ; French Guiana ; UNITED KINGDOM", "signed_event_date": "07/06/1967""#,
    ))
    .unwrap();
    assert_eq!(parties(&reading), ["GBR", "ITA"]);
    let home = import(&reading).parties.iter().next().unwrap().1;
    assert_eq!(codes(home.territories_included.clone()), ["X-ALDERNEY", "GGY", "GUF"]);
    assert_eq!(warnings(&reading), [D::TerritoryOfNeither, D::RelationUnclear]);
    assert_eq!(import(&reading).terms.form, Form::ExchangeOfNotes);
    assert_eq!(import(&reading).terms.areas, [Area::SocialSecurity].into());
}

#[test]
fn the_effective_day_is_the_legal_one_and_the_event_the_day_it_was_done() {
    let reading = interpret(&uk(
        r#""uuid": "a", "title": "Treaty", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM",
        "signed_event_date": "01/02/1920", "definative_eif_event_date": "03/04/1920",
        "definative_eif_event_effective_date": "01/05/1920", "terminated_event_date": "31/12/1930""#,
    ))
    .unwrap();
    assert_eq!(
        acts(&reading),
        [
            (ActKind::Signed, "1920-02-01".to_owned()),
            (ActKind::Signed, "1920-02-01".to_owned()),
            (ActKind::EnteredIntoForce, "1920-05-01".to_owned()),
            (ActKind::Terminated, "1930-12-31".to_owned()),
        ]
    );
    assert_eq!(reading.bodies[3].action_on.as_ref().unwrap().value.to_string(), "1920-04-03");
}

#[test]
fn dates_known_to_the_month_or_the_year_stay_so() {
    for (printed, effective) in [
        ("00/05/1950", "1950-05-01 to 1950-05-31"),
        ("00/00/1950", "1950-01-01 to 1950-12-31"),
        ("1950", "1950-01-01 to 1950-12-31"),
        ("05/1950", "1950-05-01 to 1950-05-31"),
        ("1950-05-07", "1950-05-07"),
        ("7/5/1950", "1950-05-07"),
        ("07.05.1950", "1950-05-07"),
        ("1950-05-07T00:00:00Z", "1950-05-07"),
    ] {
        let reading = interpret(&uk(&format!(
            r#""uuid": "a", "title": "T", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM", "signed_event_date": "{printed}""#
        )))
        .unwrap();
        assert_eq!(acts(&reading)[0].1, effective, "{printed}");
        assert_eq!(warnings(&reading), [], "{printed}");
    }
}

#[test]
fn a_date_that_is_none_counts_as_missing_and_is_told() {
    for printed in ["31/02/1950", "13/13/1950", "1950 or so", "spring", "07/05/50", "05/31/1950", "07/00/1950"] {
        let reading = interpret(&uk(&format!(
            r#""uuid": "a", "title": "T", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM", "signed_event_date": "{printed}""#
        )))
        .unwrap();
        assert_eq!(warnings(&reading), [D::DateUnreadable, D::SignatureDayMissing], "{printed}");
        assert!(import(&reading).missing.contains(&MissingFact::SignatureDay));
    }
}

#[test]
fn what_keeps_a_record_of_the_united_kingdom_in_quarantine() {
    let common = r#""uuid": "a", "title": "T", "subject": "TRADE", "signed_event_date": "01/01/1965""#;
    for (names, expected) in [
        ("UNITED KINGDOM", vec![D::PartyCount]),
        ("", vec![D::PartyCount]),
        ("FRANCE; ITALY; UNITED KINGDOM", vec![D::PartyCount]),
        ("RURITANIA; UNITED KINGDOM", vec![D::ActorUnknown]),
        ("CONGO; UNITED KINGDOM", vec![D::ActorAmbiguous]),
        ("PERSIAN GULF STATES; UNITED KINGDOM", vec![D::ActorCollective]),
        ("RURITANIA; FRANCE; UNITED KINGDOM", vec![D::ActorUnknown, D::PartyCount]),
        ("GERMANY; GERMANY FEDERAL REPUBLIC", vec![D::PartyNamedTwice, D::PartiesSame]),
    ] {
        let record = uk(&format!(r#"{common}, "country_name": "{names}""#));
        assert_eq!(quarantine(&record), expected, "{names}");
    }
    assert_eq!(quarantine(&uk(r#""uuid": "a", "country_name": "FRANCE; UNITED KINGDOM""#)), [D::TitleMissing]);
}

#[test]
fn two_names_of_one_party_are_one_and_are_told() {
    let reading = interpret(&uk(r#""uuid": "a", "title": "T", "subject": "TRADE", "signed_event_date": "01/01/1965",
        "country_name": "GERMANY; GERMANY FEDERAL REPUBLIC; UNITED KINGDOM""#))
    .unwrap();
    assert_eq!(parties(&reading), ["GBR", "DEU"]);
    assert_eq!(warnings(&reading), [D::PartyNamedTwice]);
}

#[test]
fn without_the_united_kingdom_the_first_that_is_named_is_home() {
    let reading = interpret(&uk(
        r#""uuid": "a", "title": "Convention", "subject": "EXTRADITION", "signed_event_date": "09/11/1914",
        "country_name": "KENYA; NORWAY""#,
    ))
    .unwrap();
    assert_eq!(parties(&reading), ["X-BRITISH-EAST-AFRICA", "NOR"]);
    assert_eq!(warnings(&reading), [D::PartyIsDependency]);
}

#[test]
fn registration_with_the_united_nations_makes_evident_that_it_binds() {
    let common = r#""uuid": "a", "title": "T", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM", "signed_event_date": "01/01/1965""#;
    let bindingness = |fields: &str| {
        let reading = interpret(&uk(fields)).unwrap();
        (import(&reading).terms.bindingness, import(&reading).missing.contains(&MissingFact::Bindingness))
    };
    assert_eq!(bindingness(common), (Bindingness::Undetermined, true));
    let registered =
        format!(r#"{common}, "references": "UN Registration  /0: 194 35;Treaty Series 014/1939: Cmd 5960""#);
    assert_eq!(bindingness(&registered), (Bindingness::Binding, false));
}

#[test]
fn statuses_of_concordia() {
    use ActKind as K;
    use StatusName as S;
    for (status, days, asserted, kinds, expected) in [
        ("Em Vigor", "01/03/2001,NA", Some(S::InForce), vec![K::EnteredIntoForce], vec![]),
        ("Em Vigor", "NA,NA", Some(S::InForce), vec![], vec![D::StatusWithoutDay]),
        ("Em Ratificação", "NA,NA", Some(S::Signed), vec![K::DomesticStepTaken], vec![D::DomesticStepFromStatus]),
        (
            "Em ratificação da(s) outra(s) Parte(s)",
            "NA,NA",
            Some(S::Signed),
            vec![K::ConsentExpressed],
            vec![D::ConsentDayMissing],
        ),
        (
            "Tramitação Congresso Nacional",
            "NA,NA",
            Some(S::Signed),
            vec![K::DomesticStepTaken],
            vec![D::ConsentMeansAssumed, D::DomesticStepFromStatus],
        ),
        (
            "Tramitação MRE",
            "01/03/2001,NA",
            Some(S::Signed),
            vec![K::EnteredIntoForce],
            vec![D::ConsentMeansAssumed, D::StatusContradictsDay],
        ),
        (
            "Em promulgação/MRE",
            "01/03/2001,NA",
            None,
            vec![K::DomesticStepTaken, K::EnteredIntoForce],
            vec![D::DomesticStepFromStatus],
        ),
        ("Suspenso", "01/03/2001,NA", Some(S::Suspended), vec![K::EnteredIntoForce], vec![D::StatusWithoutDay]),
        ("Expirado", "01/03/2001,01/03/2011", Some(S::Expired), vec![K::EnteredIntoForce, K::Expired], vec![]),
        ("Denunciado", "01/03/2001,01/03/2011", Some(S::Denounced), vec![K::EnteredIntoForce, K::Denounced], vec![]),
        ("Superado", "01/03/2001,01/03/2011", Some(S::Superseded), vec![K::EnteredIntoForce, K::Superseded], vec![]),
        ("Substituído", "01/03/2001,NA", Some(S::Superseded), vec![K::EnteredIntoForce], vec![D::StatusWithoutDay]),
        ("Situação especial", "01/03/2001,NA", None, vec![K::EnteredIntoForce], vec![D::StatusUnclear]),
        ("Perdido", "01/03/2001,NA", None, vec![K::EnteredIntoForce], vec![D::StatusUnknown]),
    ] {
        let row = format!("Acordo sobre Comércio,Japão,01/02/2001,Comércio,{status},NA,{days},http://x/1");
        let reading = interpret(&concordia(&row)).unwrap();
        let printed = import(&reading).asserted_status.clone().unwrap();
        assert_eq!((printed.as_printed.as_str(), printed.status), (status, asserted));
        let told: Vec<ActKind> = acts(&reading).into_iter().map(|(kind, _)| kind).skip(2).collect();
        assert_eq!(told, kinds, "{status}");
        assert_eq!(warnings(&reading), expected, "{status}");
    }
}

#[test]
fn consent_that_is_pending_is_by_ratification_and_binds() {
    let row = "Acordo,Japão,01/02/2001,Comércio,Em Ratificação,NA,NA,NA,http://x/1";
    let reading = interpret(&concordia(row)).unwrap();
    assert_eq!(parties(&reading), ["BRA", "JPN"]);
    assert_eq!(import(&reading).terms.consent, Some(ConsentMeans::Ratification));
    assert_eq!(import(&reading).terms.bindingness, Bindingness::Binding);
    assert!(import(&reading).missing.contains(&MissingFact::Consent));
}

#[test]
fn a_title_among_the_subjects_is_kept_as_a_reference() {
    let title = "Acordo Básico de Cooperação Técnica entre o Brasil e o Japão, assinado em Brasília em 1970";
    let row = format!("Ajuste,Japão,01/02/2001,\"Saúde; {title}\",Em Vigor,NA,01/02/2001,NA,http://x/1");
    let reading = interpret(&concordia(&row)).unwrap();
    assert_eq!(import(&reading).terms.areas, [Area::Health].into());
    assert!(import(&reading).references.iter().any(|reference| reference == title));
    assert_eq!(warnings(&reading), [D::SubjectIsTitle]);
}

#[test]
fn forms_by_the_words_of_an_english_title() {
    for (title, form) in [
        ("Exchange of Notes constituting an Agreement", Form::ExchangeOfNotes),
        ("Agreement by Exchange of Notes on Visas", Form::ExchangeOfNotes),
        ("Convention, with an Exchange of Notes, on Extradition", Form::Convention),
        ("Treaty and Exchange of Notes between Great Britain and Siam", Form::Treaty),
        ("Exchange of Letters amending the Convention", Form::ExchangeOfLetters),
        ("Additional Articles to the Convention", Form::Convention),
        ("Memorandum of Understanding", Form::MemorandumOfUnderstanding),
        ("Notes", Form::Other),
    ] {
        let record = uk(&format!(r#""uuid": "a", "title": "{title}", "country_name": "FRANCE; UNITED KINGDOM""#));
        assert_eq!(import(&interpret(&record).unwrap()).terms.form, form, "{title}");
    }
}

#[test]
fn forms_by_the_words_of_a_portuguese_title() {
    for (title, form) in [
        ("Acordo, por Troca de Notas, sobre Vistos", Form::ExchangeOfNotes),
        ("Emenda, p.t.n., ao Acordo sobre Defesa", Form::ExchangeOfNotes),
        ("Ajuste Complementar ao Acordo Básico de Cooperação", Form::ImplementingArrangement),
        ("Memorando de Entendimento sobre Bioenergia", Form::MemorandumOfUnderstanding),
        ("Tratado de Extradição", Form::Treaty),
        ("Convênio de Cooperação", Form::Convention),
        ("Acordo-Quadro sobre Cooperação", Form::FrameworkAgreement),
        ("Protocolo de Intenções", Form::Protocol),
        ("Programa de Trabalho", Form::Other),
    ] {
        let row = format!("\"{title}\",Japão,01/02/2001,Saúde,Em Vigor,NA,01/02/2001,NA,http://x/1");
        assert_eq!(import(&interpret(&concordia(&row)).unwrap()).terms.form, form, "{title}");
    }
}
