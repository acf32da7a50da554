//! What the tests ask of the registry, as clients write it.

use serde_json::{Value, json};

use crate::mithaq::Serving;
use crate::registry::ask;

const PROPOSE: &str = "mutation ($input: ProposeAgreementInput!) {
    proposeAgreement(input: $input) { agreement { id registryNumber version } refusals { code } replayed }
}";

const SIGN: &str = "mutation ($input: SignAgreementInput!) {
    signAgreement(input: $input) { agreement { status { name } } refusals { code message { value } } replayed }
}";

/// Proposes an agreement that enters into force on signature; answers the payload.
pub(crate) async fn propose(serving: &Serving, token: &str, key: &str, label: &str) -> Value {
    let input = json!({
        "idempotencyKey": key,
        "propose": {
            "on": "2024-01-10",
            "home": { "actor": { "country": "JOR" } },
            "counterpart": { "actor": { "country": "KEN" } },
            "label": label,
            "terms": {
                "titles": [{ "language": "en", "value": "Agreement on joint exercises" }],
                "form": "AGREEMENT",
                "bindingness": "BINDING",
                "areas": ["JOINT_EXERCISES"],
                "consent": "SIGNATURE",
                "entryIntoForce": { "onSignature": {} },
            },
        },
    });
    answered(serving, token, PROPOSE, &input).await["proposeAgreement"].clone()
}

/// Signs it for a party; answers the payload.
pub(crate) async fn sign(serving: &Serving, token: &str, agreement: &str, party: &str) -> Value {
    let input = json!({
        "agreementId": agreement,
        "idempotencyKey": format!("sign-{party}"),
        "sign": {
            "party": { "country": party },
            "on": "2024-03-01",
            "signatory": "The minister",
            "office": "FOREIGN_MINISTER",
            "place": "Amman",
        },
    });
    answered(serving, token, SIGN, &input).await["signAgreement"].clone()
}

async fn answered(serving: &Serving, token: &str, mutation: &str, input: &Value) -> Value {
    let (status, body) = ask(serving, Some(token), mutation, json!({ "input": input })).await;
    assert!(status == 200 && body.get("errors").is_none(), "{body}");
    body["data"].clone()
}

/// A record of the treaty register of the United Kingdom, about nothing that happened.
pub(crate) fn record(uuid: &str, parties: &str) -> Value {
    json!({
        "uuid": uuid,
        "title": "Agreement on the exchange of officers",
        "subject": "MILITARY",
        "country_name": parties,
        "signed_event_date": "04/11/1958",
        "signed_event_location": "Nairobi",
        "definative_eif_event_date": "30/12/1958",
    })
}
