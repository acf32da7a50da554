"""An event, as far as this consumer needs it. All else that it holds, known or not, is passed over."""

import json
from dataclasses import dataclass

from confluent_kafka import Message

# The agreement left the audience's sight.
WITHDRAWN = "mithaq.agreement.withdrawn.v1"
# It came into the audience's sight; its revisions begin anew.
DISCLOSED = "mithaq.agreement.disclosed.v1"


@dataclass(frozen=True)
class Event:
    agreement: str
    type: str
    # The event's place in the topic, and among the events of its agreement.
    sequence: int
    revision: int
    registry_number: str | None
    # As of the day on which the act was recorded; an open list.
    status: str | None

    @classmethod
    def of(cls, message: Message) -> "Event":
        headers = {name: value.decode() for name, value in message.headers() or [] if value is not None}
        data = json.loads(message.value() or b"{}")
        return cls(
            agreement=message.key().decode(),
            type=headers["ce_type"],
            sequence=int(headers["ce_sequence"]),
            revision=int(headers["ce_agreementrevision"]),
            registry_number=data.get("registryNumber"),
            status=(data.get("status") or {}).get("after"),
        )
