//! What titles say that their instruments do to others.

use mithaq_domain::act::{ActDetails, AgreementId, Relation, RelationKind as R};
use mithaq_import::{Catalogue, DoubtCode as D, Reading, Register, interpret};
use uuid::Uuid;

use crate::records::{concordia, uk};

fn id(number: u128) -> AgreementId {
    AgreementId(Uuid::from_u128(number))
}

fn british(title: &str, signed: &str) -> Reading {
    interpret(&uk(&format!(
        r#""uuid": "a", "title": "{title}", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM", "signed_event_date": "{signed}""#
    )))
    .unwrap()
}

fn brazilian(title: &str, signed: &str, subjects: &str) -> Reading {
    let row = format!("\"{title}\",Japão,{signed},\"{subjects}\",Em Vigor,NA,01/02/2001,NA,http://x/1");
    interpret(&concordia(&row)).unwrap()
}

fn relation(reading: &Reading) -> Option<&Relation> {
    reading.bodies.iter().find_map(|body| match &body.details {
        ActDetails::Related(relation) => Some(relation),
        _ => None,
    })
}

fn codes(reading: &Reading) -> Vec<D> {
    reading.warnings.iter().map(|doubt| doubt.code).collect()
}

#[test]
fn by_the_words_of_a_title() {
    for (title, told) in [
        ("Protocol amending the Convention of 3 May 1967", Some((R::Amends, "Convention of 3 May 1967"))),
        ("Notes regarding the termination of the Treaty of 1916", Some((R::Terminates, "Treaty of 1916"))),
        (
            "Declaration abrogating Article 8 of the Treaty of 1911",
            Some((R::Amends, "Article 8 of the Treaty of 1911")),
        ),
        ("Notes prolonging the Agreement of May 3, 1930", Some((R::Extends, "Agreement of May 3, 1930"))),
        (
            "Notes extending the Agreement of May 3, 1930 until June 1, 1931",
            Some((R::Extends, "Agreement of May 3, 1930 until June 1, 1931")),
        ),
        (
            "Notes extending the Treaty of May 3, 1930 to Tanganyika",
            Some((R::Supplements, "Treaty of May 3, 1930 to Tanganyika")),
        ),
        ("Agreement supplementary to the Agreement of 1 May 1950", Some((R::Supplements, "Agreement of 1 May 1950"))),
        ("Treaty abrogating and replacing the Treaty of 1 May 1850", Some((R::Supersedes, "Treaty of 1 May 1850"))),
        // What was done before, by someone else or to something else.
        ("Agreement on debts incurred on the termination of the Treaty of 1948", None),
        ("Protocol with the Protocol of 29 June 1932 amending the rate of the Agreement", None),
        ("Notes amending the rate of interest", None),
        ("Convention on Extradition", None),
    ] {
        let reading = british(title, "01/01/1970");
        let found = relation(&reading).map(|told| (told.relation, told.to_as_printed.as_deref().unwrap()));
        assert_eq!(found, told, "{title}");
    }
    for (title, told) in [
        ("Emenda, por Troca de Notas, ao Acordo sobre Defesa", Some((R::Amends, "Acordo sobre Defesa"))),
        ("Ajuste Complementar ao Acordo Básico de Cooperação", Some((R::Implements, "Acordo Básico de Cooperação"))),
        ("Acordo para prorrogar o Acordo de 15/08/2005", Some((R::Extends, "Acordo de 15/08/2005"))),
        ("Acordo sobre Defesa", None),
    ] {
        let reading = brazilian(title, "01/01/2010", "Saúde");
        let found = relation(&reading).map(|told| (told.relation, told.to_as_printed.as_deref().unwrap()));
        assert_eq!(found, told, "{title}");
    }
}

#[test]
fn a_title_that_leaves_the_relation_open_gives_no_act() {
    let reading = british("Notes extending the Agreement of May 3, 1930", "01/01/1931");
    assert_eq!((relation(&reading), codes(&reading)), (None, vec![D::RelationUnclear]));
}

#[test]
fn the_other_is_named_where_it_is_plain_which_is_meant() {
    let mut catalogue = Catalogue::new(Register::UkTreaties);
    for (number, title, signed) in [
        (1, "Treaty of Commerce", "03/05/1930"),
        (2, "Convention on Visas", "03/05/1930"),
        (3, "Exchange of Notes about Coal", "04/05/1930"),
        (4, "Convention on Extradition", "05/05/1930"),
        (5, "Convention on Fisheries", "05/05/1930"),
    ] {
        catalogue.add_reading(id(number), &british(title, signed));
    }
    for (cited, to, doubts) in [
        ("Convention of 3 May 1930", Some(id(2)), vec![]),
        ("Treaty of Commerce of May 3, 1930", Some(id(1)), vec![]),
        // An agreement that was made by an exchange of notes.
        ("Agreement of 4 May 1930", Some(id(3)), vec![]),
        ("Convention of 4 May 1930", None, vec![D::CitedNotFound]),
        ("Convention of 5 May 1930", None, vec![D::CitedSeveral]),
        ("Agreement of 3 May 1930", None, vec![D::CitedSeveral]),
        ("Convention of 1930", None, vec![D::CitedWithoutDay]),
        ("Convention of 9 May 1930", None, vec![D::CitedNotFound]),
    ] {
        let mut reading = british(&format!("Protocol amending the {cited}"), "01/01/1940");
        catalogue.name_related(id(9), &mut reading);
        assert_eq!((relation(&reading).unwrap().to, codes(&reading)), (to, doubts), "{cited}");
    }
}

#[test]
fn the_other_is_named_by_the_title_that_leaks_into_the_subjects() {
    let title = "Acordo Básico de Cooperação Técnica entre o Brasil e o Japão sobre a Saúde Pública";
    let mut catalogue = Catalogue::new(Register::Concordia);
    catalogue.add_reading(id(1), &brazilian(title, "22/09/1970", "Saúde"));
    let mut amending = brazilian("Emenda, p.t.n., ao Acordo Básico", "01/01/2010", &format!("Saúde; {title}"));
    catalogue.name_related(id(2), &mut amending);
    assert_eq!(relation(&amending).unwrap().to, Some(id(1)));
    // The other way round it is the other's title that says what is done.
    let mut amended =
        brazilian(title, "22/09/1970", "Saúde; Emenda, p.t.n., ao Acordo Básico de Cooperação Técnica de 1970");
    catalogue.name_related(id(1), &mut amended);
    assert_eq!(relation(&amended), None);
}
