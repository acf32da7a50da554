//! Names and whom they mean, by language and day.

use mithaq_domain::actor;
use mithaq_import::{Manner, NameLanguage as L, Unresolved, resolve};

fn code(name: &str, on: &str, language: L) -> String {
    let on = (!on.is_empty()).then(|| on.parse().unwrap());
    match resolve(name, on, language) {
        Ok(resolved) => match resolved.manner {
            Manner::Plain => resolved.actor.code.to_owned(),
            Manner::Approximate => format!("{} by a part", resolved.actor.code),
            Manner::OutOfTime => format!("{} out of time", resolved.actor.code),
            Manner::DayUnknown => format!("{} today", resolved.actor.code),
        },
        Err(Unresolved::Unknown) => "unknown".to_owned(),
        Err(Unresolved::Ambiguous(codes)) => codes.join(" or "),
        Err(Unresolved::Collective) => "several".to_owned(),
    }
}

#[test]
fn a_name_means_its_bearer_of_the_day() {
    for (name, on, expected) in [
        ("GERMANY", "1868-01-01", "X-NORTH-GERMAN"),
        ("GERMANY", "1880-01-01", "X-GERMANY"),
        ("GERMANY", "1949-05-22", "X-GERMANY"),
        ("GERMANY", "1949-05-23", "DEU"),
        ("GERMANY", "1960-01-01", "DEU"),
        ("GERMANY FEDERAL REPUBLIC", "1960-01-01", "DEU"),
        ("GERMANY, EAST", "1975-01-01", "DDDE"),
        ("KENYA", "1914-11-09", "X-BRITISH-EAST-AFRICA"),
        ("KENYA", "1950-01-01", "X-KEN-DEP"),
        ("KENYA", "1963-12-12", "KEN"),
        ("CHINA", "1880-01-01", "X-CHINA-EMPIRE"),
        ("CHINA", "1930-01-01", "X-CHINA-REPUBLIC"),
        ("CHINA", "1952-01-01", "CHN"),
        ("CONGO", "1894-04-12", "X-CONGO-FREE-STATE"),
        ("CONGO", "1930-01-01", "X-BELGIAN-CONGO"),
        ("CONGO", "1965-01-01", "COD or COG"),
        ("CONGO", "1990-01-01", "COG"),
        ("CONGO, DEMOCRATIC REPUBLIC OF THE", "1998-01-01", "COD"),
        ("ZAIRE", "1980-01-01", "COD"),
        ("YUGOSLAVIA", "1936-01-01", "YUCS"),
        ("YUGOSLAVIA", "1992-04-26", "YUCS"),
        ("YUGOSLAVIA", "1995-01-01", "CSXX"),
        ("SERBIA", "1890-01-01", "X-SERBIA"),
        ("SERBIA", "2010-01-01", "SRB"),
        ("SERBIA", "1960-01-01", "X-SERBIA out of time"),
        ("UNITED ARAB REPUBLIC", "1959-01-01", "X-UAR"),
        ("UNITED ARAB REPUBLIC", "1965-01-01", "EGY"),
        ("RUSSIA", "1880-01-01", "X-RUSSIA-EMPIRE"),
        ("RUSSIA", "1920-01-01", "X-RSFSR"),
        ("RUSSIA", "1937-01-01", "SUHH"),
        ("RUSSIA", "2000-01-01", "RUS"),
        ("TURKEY", "1880-01-01", "X-OTTOMAN"),
        ("TURKEY", "1960-01-01", "TUR"),
        ("AUSTRIA", "1829-01-01", "X-AUSTRIA-EMPIRE"),
        ("AUSTRIA", "1890-01-01", "X-AUSTRIA-HUNGARY"),
        ("AUSTRIA", "1975-01-01", "AUT"),
        ("TRANSJORDAN", "1934-01-01", "X-TRANSJORDAN"),
        ("TRANSJORDAN", "1947-01-01", "JOR"),
        ("PALESTINE (INCL. PLO)", "1934-01-01", "X-PALESTINE-MANDATE"),
        ("MADAGASCAR", "1862-01-01", "X-MADAGASCAR"),
        ("MADAGASCAR", "1975-01-01", "MDG"),
        ("TANGANYIKA", "1930-01-01", "X-TANGANYIKA-TERRITORY"),
        ("TANGANYIKA", "1963-01-01", "X-TANGANYIKA"),
        ("VIETNAM", "1962-01-01", "X-VIETNAM-SOUTH"),
        ("VIETNAM", "1980-01-01", "VNM"),
        ("KOREA", "1882-01-01", "X-KOREA"),
        ("KOREA", "1960-01-01", "KOR or PRK"),
        ("KOREA REPUBLIC OF", "1960-01-01", "KOR"),
        ("Hong Kong", "1960-01-01", "X-HKG-DEP"),
        ("Hong Kong", "2000-01-01", "HKG"),
        ("CROATIA", "1925-01-01", "HRV out of time"),
        ("NORWAY", "1889-01-01", "X-NORWAY-UNION"),
        ("SWEDEN AND NORWAY", "1889-01-01", "X-SWEDEN-NORWAY"),
        ("EUROPEAN ECONOMIC COMMUNITY", "1965-01-01", "O-EC"),
        ("PERSIAN GULF STATES", "1950-01-01", "several"),
        ("RURITANIA", "1900-01-01", "unknown"),
    ] {
        assert_eq!(code(name, on, L::English), expected, "{name} on {on}");
    }
}

#[test]
fn spelling_does_not_count() {
    for (name, expected) in [
        ("Republic of Korea", "KOR"),
        ("korea, republic of", "KOR"),
        ("KOREA (REPUBLIC OF)", "KOR"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("IVORY COAST", "CIV"),
        ("St. Kitts & Nevis", "KNA"),
        ("Trinidad & Tobago", "TTO"),
        ("The Gambia", "GMB"),
        ("GAMBIA THE", "GMB"),
        ("Viet-Nam", "VNM"),
        ("The Republic of Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Bolivia, Plurinational State of", "BOL"),
        ("Tanzania, United Republic of", "TZA"),
        ("Hellenic Republic", "GRC"),
        ("United States of America", "USA"),
        ("Swaziland", "SWZ"),
        ("World Health Organization (WHO)", "O-WHO"),
        ("UNESCO", "O-UNESCO"),
        ("Kingdom of Samoa", "WSM by a part"),
        ("Organisation of Islamic Cooperation", "O-OIC"),
    ] {
        assert_eq!(code(name, "2010-01-01", L::English), expected, "{name}");
    }
}

#[test]
fn portuguese_names_and_acronyms() {
    for (name, on, expected) in [
        ("Alemanha", "1863-01-01", "X-GERMAN-CONFEDERATION"),
        ("Alemanha", "1953-01-01", "DEU"),
        ("Alemã, República Democrática", "1980-01-01", "DDDE"),
        ("Rússia", "1985-01-01", "SUHH"),
        ("Rússia", "1994-01-01", "RUS"),
        ("Coréia do Sul", "1990-01-01", "KOR"),
        ("Vietname", "2000-01-01", "VNM"),
        ("Quénia", "2000-01-01", "KEN"),
        ("QUENIA", "2000-01-01", "KEN"),
        ("Irão", "2000-01-01", "IRN"),
        ("Omã", "2013-04-01", "OMN"),
        ("SANTA - Santa Sé ", "2008-01-01", "VAT"),
        ("ONU (Organização das Nações Unidas)", "2000-01-01", "O-UN"),
        (" OIC - Organização Internacional do Café", "2000-01-01", "O-ICO"),
        ("Organização Mundial de Saúde - OMS", "2000-01-01", "O-WHO"),
        ("FAO", "2000-01-01", "O-FAO"),
        ("FAO - Fundo das Coisas", "2000-01-01", "O-FAO by a part"),
        ("União Europeia", "2012-01-01", "O-EU"),
        ("Jersey", "2012-01-01", "JEY"),
        ("Atlântida", "2012-01-01", "unknown"),
    ] {
        assert_eq!(code(name, on, L::Portuguese), expected, "{name} on {on}");
    }
}

#[test]
fn without_a_day_the_bearer_of_today_is_taken_and_said_so() {
    assert_eq!(code("FRANCE", "", L::English), "FRA");
    assert_eq!(code("GERMANY", "", L::English), "DEU today");
    assert_eq!(code("YUGOSLAVIA", "", L::English), "CSXX or YUCS");
}

#[test]
fn every_country_of_today_is_found_by_its_names() {
    for actor in actor::all().iter().filter(|actor| actor.code.len() == 3 && actor.until.is_none()) {
        let found = resolve(actor.names.en, "2024-01-01".parse().ok(), L::English);
        let expected = (actor.code, Manner::Plain);
        assert_eq!(found.map(|resolved| (resolved.actor.code, resolved.manner)), Ok(expected), "{}", actor.names.en);
    }
}

#[test]
fn a_part_that_contradicts_another_is_not_passed_over() {
    assert_eq!(code("France (Germany)", "1960-01-01", L::English), "FRA or DEU");
}
