//! The schema: pinned, well-formed, and described to the last field.

use expect_test::expect_file;
use mithaq_api::sdl;
use serde_json::Value;

use crate::book::Desk;

#[test]
fn the_sdl_is_the_one_in_the_repository() {
    expect_file!["../../../../schema.graphql"].assert_eq(&sdl());
}

#[test]
fn the_sdl_parses() {
    async_graphql::parser::parse_schema(sdl()).unwrap();
}

#[tokio::test]
async fn the_service_answers_the_sdl_byte_for_byte() {
    let desk = Desk::open().await;
    let answer = desk.ask("{ _service { sdl } }").await;
    assert_eq!(answer["data"]["_service"]["sdl"], sdl());
}

#[tokio::test]
async fn every_type_field_argument_and_value_is_described() {
    let desk = Desk::open().await;
    let answer = desk
        .ask(
            "{ __schema { types { name description
                 fields { name description args { name description } }
                 inputFields { name description }
                 enumValues { name description } } } }",
        )
        .await;
    let mut silent = Vec::new();
    for of in answer["data"]["__schema"]["types"].as_array().unwrap() {
        let name = of["name"].as_str().unwrap();
        // The language itself defines these.
        if name.starts_with("__") || name == "ID" {
            continue;
        }
        look(of, name, &mut silent);
        for member in ["fields", "inputFields", "enumValues"].iter().filter_map(|list| of[*list].as_array()).flatten() {
            let member_name = format!("{name}.{}", member["name"].as_str().unwrap());
            look(member, &member_name, &mut silent);
            for argument in member["args"].as_array().into_iter().flatten() {
                look(argument, &format!("{member_name}({})", argument["name"].as_str().unwrap()), &mut silent);
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

fn look(at: &Value, name: &str, silent: &mut Vec<String>) {
    if at["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
        silent.push(name.to_owned());
    }
}
