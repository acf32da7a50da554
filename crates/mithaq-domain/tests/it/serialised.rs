//! Bodies written by earlier versions read unchanged.

use mithaq_domain::act::ActBody;

#[test]
fn bodies_of_earlier_versions_read_and_are_written_as_they_were() {
    for body in [
        r#"{"effectiveOn":{"value":"2001-05-01"},"basis":"REPORTED","details":{"kind":"SUSPENDED","ground":"CONSENT_OF_BOTH"}}"#,
        r#"{"effectiveOn":{"value":"2015-03-01"},"basis":"IMPORTED","details":{"kind":"SUPERSEDED","byAsPrinted":"UKTS 1 (2015)"}}"#,
        r#"{"effectiveOn":{"value":"2015"},"basis":"COMPUTED","details":{"kind":"EXPIRED"}}"#,
    ] {
        let read: ActBody = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), body);
    }
}

#[test]
fn a_field_that_a_new_kind_does_not_know_is_refused() {
    let body = r#"{"basis":"REPORTED","details":{"kind":"RENEWED","periods":{"count":5,"unit":"YEARS"}}}"#;
    assert!(serde_json::from_str::<ActBody>(body).unwrap_err().to_string().contains("periods"));
    let rule = r#"{"basis":"REPORTED","details":{"kind":"REVIEW_SCHEDULED","due":{"rule":"PERIODIC","recurrence":{"rule":"FREQ=HOURLY","starts":"2020-01-01"}}}}"#;
    assert!(serde_json::from_str::<ActBody>(rule).unwrap_err().to_string().contains("FREQ=DAILY"));
}
