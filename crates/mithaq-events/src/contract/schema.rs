//! JSON Schemas of events and states, made from the kinds of act.

use mithaq_domain::act::ActKind;
use mithaq_domain::agreement::StatusName;
use mithaq_domain::law::ReasonCode;
use mithaq_domain::party::PartyRole;
use serde_json::{Value, json};

use super::kind::EventKind;

/// The JSON Schema of the data of a kind of events.
#[must_use]
pub fn event_schema(kind: EventKind) -> Value {
    match kind {
        EventKind::Act(of) => act_schema(of),
        EventKind::Withdrawn => withdrawn_schema(),
        EventKind::Disclosed => disclosed_schema(),
    }
}

fn act_schema(kind: ActKind) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": EventKind::Act(kind).dataschema(),
        "title": format!("Agreement: {}", EventKind::Act(kind).slug()),
        "description": format!("An act of the kind {kind} was recorded. Consumers pass over fields and values that they do not know."),
        "type": "object",
        "required": ["__typename", "id", "registryNumber", "revision", "status", "act", "parties", "because"],
        "properties": {
            "__typename": { "const": "Agreement", "description": "With id, the key by which a federated router resolves the rest." },
            "id": uuid("The agreement."),
            "registryNumber": { "type": "string", "pattern": "^MTQ-[0-9]{4}-[0-9A-Z]{6}$", "description": "The number by which people name the agreement; random, with a check character." },
            "revision": { "type": "integer", "minimum": 1, "description": "The event's place among those of this agreement in this topic: from 1, without gaps." },
            "status": status("The agreement's status before and after the act, both as of the registry's civil day on which it was recorded; of an act that announces a day which came by itself, on the eve of that day and on it."),
            "act": act(kind),
            "parties": { "type": "array", "minItems": 2, "maxItems": 2, "items": party(), "description": "The two parties, home first." },
            "effectiveOn": legal_day("The day on which the act takes effect."),
            "because": { "type": "array", "items": reason(), "description": "Why the agreement has the status that it has after the act." },
            "stub": stub("The event is cut short, as the broker refused the whole: of the act only id, party, ground and kind are told, and because is empty."),
        },
    })
}

fn withdrawn_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": EventKind::Withdrawn.dataschema(),
        "title": "Agreement: withdrawn",
        "description": "The agreement left the audience's sight. Nothing of it, and no reason, is told; forget what you hold of it.",
        "type": "object",
        "required": ["__typename", "id", "revision"],
        "properties": {
            "__typename": { "const": "Agreement", "description": "Always Agreement; a federated router no longer finds it." },
            "id": uuid("The agreement."),
            "revision": { "type": "integer", "minimum": 1, "description": "The event's place among those of this agreement in this topic. Where it is disclosed again, revisions begin anew at 1." },
        },
    })
}

/// A disclosed agreement is told as its state is.
fn disclosed_schema() -> Value {
    let mut schema = state_schema();
    schema["$id"] = EventKind::Disclosed.dataschema().into();
    schema["title"] = "Agreement: disclosed".into();
    schema["description"] = "The agreement came into the audience's sight. This is all of it that the audience may know; earlier acts are not told one by one. Consumers pass over fields and values that they do not know.".into();
    schema["properties"]["revision"]["description"] =
        "Always 1: from here on, the agreement's events in this topic count anew.".into();
    schema["properties"]["sequence"]["description"] = "The event's sequence.".into();
    schema["properties"]["status"] =
        status("The agreement's status, as of the registry's civil day of the disclosure; before is NONE.");
    if let Some(required) = schema["required"].as_array_mut() {
        required.push("status".into());
    }
    schema
}

/// The JSON Schema of the data of state records.
#[must_use]
pub fn state_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:mithaq:schema:agreement.state.v1",
        "title": "Agreement: state",
        "description": "The agreement as the audience sees it after an event. The topic keeps the last record for each agreement; a record without data says that the agreement left the audience's sight.",
        "type": "object",
        "required": ["__typename", "id", "registryNumber", "revision", "sequence", "titles", "form", "bindingness", "areas", "parties", "label", "timeline"],
        "properties": {
            "__typename": { "const": "Agreement", "description": "With id, the key by which a federated router resolves the rest." },
            "id": uuid("The agreement."),
            "registryNumber": { "type": "string", "description": "The number by which people name the agreement." },
            "revision": { "type": "integer", "minimum": 1, "description": "The revision of the event that this state follows." },
            "sequence": { "type": "integer", "minimum": 1, "description": "The sequence of that event: read the events topic on from it." },
            "titles": { "type": "array", "minItems": 1, "description": "The titles, the source's own first.", "items": { "type": "object", "required": ["language", "value"], "properties": {
                "language": { "type": "string", "description": "BCP 47." }, "value": { "type": "string", "description": "The title." } } } },
            "form": { "type": "string", "description": "The instrument's form; values are added." },
            "bindingness": { "type": "string", "description": "Whether it binds in international law; values are added." },
            "areas": { "type": "array", "items": { "type": "string" }, "description": "What it is about; values are added." },
            "parties": { "type": "array", "minItems": 2, "maxItems": 2, "items": party(), "description": "The two parties, home first." },
            "label": { "type": "object", "description": "Who may know of it.", "required": ["classification"], "properties": {
                "classification": { "type": "string", "description": "How far it is kept from being known." },
                "releasableTo": { "type": "array", "items": { "type": "string" }, "description": "Ministries that it may be released to; absent means every one." } } },
            "timeline": { "type": "array", "description": "Its status from day to day, as now known.", "items": { "type": "object", "required": ["from", "status"], "properties": {
                "from": { "type": "string", "format": "date", "description": "The first day." },
                "to": { "type": "string", "format": "date", "description": "The day after the last; absent where it goes on." },
                "status": open_list(StatusName::ALL, "The status.") } } },
            "inForceSince": span("The first day in force, as far as it is known."),
            "endsOn": span("The last day in force, where it has ended or its end follows from what is recorded."),
            "stub": stub("The titles are cut short, as the broker refused the whole: only the first is told, and not all of it."),
        },
    })
}

fn status(description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "required": ["before", "after"],
        "properties": { "before": open_list(StatusName::ALL, "Before the act."), "after": open_list(StatusName::ALL, "After the act.") },
    })
}

fn act(kind: ActKind) -> Value {
    json!({
        "type": "object",
        "description": "The act.",
        "required": ["id", "basis", "details"],
        "properties": {
            "id": uuid("The act; the event's ce_id."),
            "by": uuid("The party whose act it is; absent where it is of both or comes by itself."),
            "actionOn": legal_day("The day on which it was done."),
            "sentOn": legal_day("The day on which a communication was sent."),
            "receivedOn": legal_day("The day on which it was received."),
            "effectiveOn": legal_day("The day on which it takes effect, where that is another day."),
            "basis": { "type": "string", "description": "On what ground the registry records it: REPORTED, IMPORTED, COMPUTED; values are added." },
            "instrument": { "type": "object", "description": "The paper behind it." },
            "corrects": uuid("The earlier entry that this one takes the place of."),
            "details": {
                "type": "object",
                "description": "What it says beyond that.",
                "required": ["kind"],
                "properties": { "kind": { "const": kind.as_str(), "description": "The kind of act." } },
            },
        },
    })
}

fn party() -> Value {
    json!({
        "type": "object",
        "required": ["id", "role"],
        "properties": {
            "id": uuid("The actor."),
            "code": { "type": ["string", "null"], "description": "Its code: ISO 3166-1 alpha-3 for countries." },
            "name": { "type": ["string", "null"], "description": "Its name in English." },
            "role": open_list(PartyRole::ALL, "On whose side it stands."),
        },
    })
}

fn reason() -> Value {
    json!({
        "type": "object",
        "required": ["code", "text"],
        "properties": {
            "code": open_list(ReasonCode::ALL, "The kind of reason."),
            "text": { "type": "string", "description": "The reason in English, for a person." },
            "act": uuid("The act that it rests on."),
            "provision": { "type": "object", "description": "The provision that it rests on.", "required": ["treaty", "article", "footing"], "properties": {
                "treaty": { "type": "string", "description": "The treaty: VCLT, UN_CHARTER." },
                "article": { "type": "string", "description": "The article with its paragraph." },
                "footing": { "type": "string", "description": "TREATY or CUSTOM." } } },
        },
    })
}

fn stub(description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "required": ["reason", "address"],
        "properties": {
            "reason": { "type": "string", "examples": ["TOO_LARGE", "INVALID"], "description": "Why the broker refused it. The values known so far are the examples; others are added." },
            "address": { "type": "string", "format": "uri-reference", "description": "The address of the registry's GraphQL, where the whole is found by the agreement's id, or by the act's." },
        },
    })
}

fn legal_day(description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "required": ["value"],
        "properties": {
            "value": { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": "A year, a month or a day: 1999, 1999-05, 1999-05-03." },
            "asPrinted": { "type": "string", "description": "As the source prints it." },
            "hijriAsPrinted": { "type": "string", "description": "The Hijri date as printed." },
        },
    })
}

fn span(description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "required": ["earliest", "latest"],
        "properties": {
            "earliest": { "type": "string", "format": "date", "description": "The first day that it can be." },
            "latest": { "type": "string", "format": "date", "description": "The last day that it can be." },
        },
    })
}

fn uuid(description: &str) -> Value {
    json!({ "type": "string", "format": "uuid", "description": description })
}

/// Lists are open: the known values are told as examples, and others must be passed over.
fn open_list<T: std::fmt::Display>(known: &[T], description: &str) -> Value {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    json!({ "type": "string", "examples": known, "description": format!("{description} The values known so far are the examples; others are added.") })
}
