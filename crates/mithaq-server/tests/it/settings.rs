//! What the operator sets is checked all at once.

use crate::mithaq::{Settings, command, fail};

#[test]
fn every_bad_setting_is_named_at_once() {
    let settings: Settings = vec![
        ("MITHAQ_ROLES", "api,publisher,cook".to_owned()),
        ("DATABASE_URL", "localhost/mithaq:secret".to_owned()),
        ("MITHAQ_ADMIN_LISTEN", "8081".to_owned()),
        ("MITHAQ_HOME", "XYZ".to_owned()),
        ("MITHAQ_TIME_ZONE", "Amman".to_owned()),
    ];
    let told = fail(&settings, &["serve"]);
    assert!(told.starts_with("error: 5 settings are wrong\n"), "{told}");
    for name in ["MITHAQ_ROLES", "DATABASE_URL", "MITHAQ_ADMIN_LISTEN", "MITHAQ_HOME", "MITHAQ_TIME_ZONE"] {
        assert!(told.contains(name), "{name} is not named in {told}");
    }
    assert!(told.contains("cook") && told.contains("XYZ") && !told.contains("secret"), "{told}");
}

#[test]
fn the_api_names_what_it_lacks_beside_what_is_wrong() {
    let settings: Settings = vec![
        ("DATABASE_URL", "postgres://mithaq@127.0.0.1:1/mithaq".to_owned()),
        ("MITHAQ_HOME", "JOR".to_owned()),
        ("MITHAQ_TIME_ZONE", "Asia/Amman".to_owned()),
        ("MITHAQ_ANONYMOUS", "secret".to_owned()),
        ("MITHAQ_KAFKA_BROKERS", "kafka".to_owned()),
        ("MITHAQ_KAFKA_SETTINGS", "ssl".to_owned()),
        ("MITHAQ_CURSOR_KEY", env!("CARGO_MANIFEST_PATH").to_owned()),
        ("MITHAQ_GET", "yes".to_owned()),
        ("MITHAQ_TRUSTED_ONLY", "on".to_owned()),
        ("MITHAQ_APQ", "sometimes".to_owned()),
        ("MITHAQ_DOCUMENTS", "s3://papers".to_owned()),
        ("MITHAQ_S3_ENDPOINT", "minio:9000".to_owned()),
        ("MITHAQ_DOCUMENT_LIMIT", "64 MB".to_owned()),
        ("MITHAQ_PUBLIC_URL", "registry.example".to_owned()),
        ("MITHAQ_SCHEMA_REGISTRY", "user:secret@schemas.example".to_owned()),
    ];
    let told = fail(&settings, &["serve"]);
    for fault in [
        "MITHAQ_TOKEN_KEYS is not set",
        "MITHAQ_TOKEN_ISSUER is not set",
        "MITHAQ_TOKEN_AUDIENCE is not set",
        "MITHAQ_ANONYMOUS \"secret\"",
        "MITHAQ_KAFKA_BROKERS holds \"kafka\"",
        "MITHAQ_KAFKA_SETTINGS is not a list",
        "bytes, not 32",
        "MITHAQ_GET \"yes\"",
        "MITHAQ_TRUSTED_DOCUMENTS is not set: MITHAQ_TRUSTED_ONLY is on",
        "MITHAQ_APQ \"sometimes\"",
        "MITHAQ_S3_ACCESS_KEY is not set",
        "MITHAQ_S3_SECRET_KEY is not set",
        "MITHAQ_S3_ENDPOINT \"minio:9000\" is not an address",
        "MITHAQ_DOCUMENT_LIMIT \"64 MB\"",
        "MITHAQ_PUBLIC_URL \"registry.example\" is not an address",
        "MITHAQ_SCHEMA_REGISTRY is not the address of a schema registry",
    ] {
        assert!(told.contains(fault), "{fault} is not in {told}");
    }
}

#[test]
fn an_empty_setting_is_none() {
    let told = fail(&vec![("DATABASE_URL", String::new())], &["migrate"]);
    assert!(told.contains("DATABASE_URL is not set"), "{told}");
}

#[test]
fn help_teaches_without_any_setting() {
    let help = |arguments: &[&str]| {
        let output = command(&Vec::new(), arguments).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(help(&["--help"]).contains("mithaq token --init"));
    for (command, taught) in [("serve", "MITHAQ_KAFKA_BROKERS"), ("tail", "--from beginning"), ("token", "--for 8h")] {
        assert!(help(&[command, "--help"]).contains(taught), "{command} --help does not tell of {taught}");
    }
}

#[test]
fn a_command_line_that_cannot_be_understood_is_exit_code_2() {
    assert_eq!(command(&Vec::new(), &["serv"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn a_setting_of_kafka_that_cannot_be_used_is_named_without_its_value() {
    let named: Settings = vec![("MITHAQ_KAFKA_BROKERS", "127.0.0.1:9".to_owned())];
    // Where none are named, the local stack's brokers are meant.
    for settings in [named, Settings::new()] {
        let told = fail(&settings, &["tail", "--kafka-settings", "sasl.pasword=hidden"]);
        assert!(told.contains("the Kafka setting sasl.pasword cannot be used") && !told.contains("hidden"), "{told}");
    }
}

#[test]
fn where_there_is_no_kafka_nothing_can_be_watched() {
    let told = fail(&vec![("MITHAQ_KAFKA_BROKERS", "none".to_owned())], &["tail"]);
    assert!(told.contains("MITHAQ_KAFKA_BROKERS is none: name the brokers"), "{told}");
}
