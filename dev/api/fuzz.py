"""What Schemathesis needs to know of the registry's scalars and errors.

Read through SCHEMATHESIS_HOOKS by dev/conformance.
"""

import json
import os

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

# Every error code that is not a fault of the registry's own: INTERNAL is not here.
EXPECTED = {
    "BAD_USER_INPUT",
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
    "STALE_VERSION",
    "IDEMPOTENCY_CONFLICT",
    "LIMIT_EXCEEDED",
}

with open(os.environ["SAMPLE"], encoding="utf-8") as lines:
    KNOWN = sorted({json.loads(line)["agreementId"] for line in lines})

ids = st.sampled_from(KNOWN) | st.uuids().map(str) | st.text()
schemathesis.graphql.scalar("ID", ids.map(nodes.String))
schemathesis.graphql.scalar("Language", (st.sampled_from(["ar", "en", "fr", "pt-BR"]) | st.text()).map(nodes.String))
partial = st.dates().map(str) | st.dates().map(lambda day: f"{day:%Y-%m}") | st.dates().map(lambda day: f"{day:%Y}") | st.text()
schemathesis.graphql.scalar("PartialDate", partial.map(nodes.String))


@schemathesis.check
def no_fault_of_the_registry(ctx, response, case):
    """Whatever is asked, what is wrong is said with a code, and is never a fault of the registry's own."""
    assert response.status_code < 500, f"status {response.status_code}"
    for error in response.json().get("errors", []):
        assert error.get("extensions", {}).get("code") in EXPECTED, error
