"""Tries a consumer on topics made for it, with what seldom happens: repeats, unknown types and statuses, withdrawal and
disclosure, a transaction that is given up, a restart, offsets that were lost, an event that is missing.

    rehearsal.py --brokers HOST:PORT -- COMMAND OF THE CONSUMER...
"""

import argparse
import json
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

PARTITIONS = 12


@dataclass
class Topic:
    """An audience's topic with a producer that numbers as the registry does."""

    brokers: str
    audience: str = field(default_factory=lambda: f"rehearsal-{uuid.uuid4().hex[:12]}")
    sequence: int = 0

    def __post_init__(self) -> None:
        self.name = f"mithaq.agreement.events.v1.{self.audience}"
        self.admin = AdminClient({"bootstrap.servers": self.brokers})
        self.admin.create_topics([NewTopic(self.name, PARTITIONS, 1)])[self.name].result(30)
        self.producer = Producer(
            {
                "bootstrap.servers": self.brokers,
                "transactional.id": self.audience,
                "compression.type": "zstd",
                "partitioner": "murmur2_random",
            }
        )
        self.producer.init_transactions(30)

    def __enter__(self) -> "Topic":
        return self

    def __exit__(self, *_: object) -> None:
        self.admin.delete_topics([self.name])[self.name].result(30)

    def number(self) -> int:
        self.sequence += 1
        return self.sequence

    def write(self, events: list["Written"], commit: bool = True) -> None:
        """One transaction."""
        self.producer.begin_transaction()
        for event in events:
            self.producer.produce(self.name, key=event.agreement, value=event.value(), headers=event.headers())
        self.producer.flush(30)
        self.producer.commit_transaction(30) if commit else self.producer.abort_transaction(30)


@dataclass(frozen=True)
class Written:
    agreement: str
    kind: str
    sequence: int
    revision: int
    status: str | None = None

    def headers(self) -> dict[str, str]:
        return {
            "ce_specversion": "1.0",
            "ce_id": str(uuid.uuid4()),
            "ce_type": f"mithaq.agreement.{self.kind}.v1",
            "ce_sequence": f"{self.sequence:020}",
            "ce_agreementrevision": str(self.revision),
            "content-type": "application/json",
        }

    def value(self) -> str | None:
        if self.kind == "withdrawn":
            return None
        data = {"id": self.agreement, "registryNumber": number_of(self.agreement), "news": {"of": ["tomorrow"]}}
        if self.status is not None:
            data["status"] = {"before": "PROPOSED", "after": self.status, "since": "tomorrow"}
        return json.dumps(data)


def number_of(agreement: str) -> str:
    return f"MTQ-2026-{agreement[:6].upper()}"


def lines(agreements: list[str]) -> list[str]:
    """What a consumer has to print of agreements in force."""
    rows = ({"id": id, "registryNumber": number_of(id), "status": "IN_FORCE"} for id in sorted(agreements))
    return [json.dumps(row, separators=(",", ":")) for row in rows]


class Failed(Exception):
    pass


class Consumer:
    def __init__(self, command: list[str], topic: Topic, folder: str) -> None:
        self.command, self.topic, self.folder = command, topic, folder

    def run(self, group: str) -> subprocess.CompletedProcess:
        given = ["--brokers", self.topic.brokers, "--audience", self.topic.audience, "--until-caught-up"]
        given += ["--group", f"{self.topic.audience}-{group}", "--table", str(Path(self.folder, self.topic.audience))]
        return subprocess.run([*self.command, *given], capture_output=True, text=True, timeout=120)

    def must_print(self, what: str, agreements: list[str], group: str = "one") -> None:
        ran = self.run(group)
        end = f"caught up: {self.topic.sequence} events, last sequence {self.topic.sequence}"
        if ran.returncode != 0 or ran.stdout.splitlines() != lines(agreements) or end not in ran.stderr:
            wanted = "\n".join([*lines(agreements), end])
            raise Failed(f"{what}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}\nwanted:\n{wanted}")


def tells_of(topic: Topic, agreement: str, *story: tuple[str, str | None]) -> list[Written]:
    """An agreement's events, one for each (kind, status after)."""
    return [Written(agreement, kind, topic.number(), i + 1, status) for i, (kind, status) in enumerate(story)]


def ordinary_and_odd(topic: Topic, consumer: Consumer) -> None:
    plain, ended, annotated, dormant, gone, back = (str(uuid.uuid4()) for _ in range(6))
    in_force = [("signed", "SIGNED"), ("entered-into-force", "IN_FORCE")]
    topic.write(tells_of(topic, plain, ("proposed", "PROPOSED"), *in_force))
    told = tells_of(topic, ended, *in_force, ("terminated", "TERMINATED"))
    topic.write(told)
    topic.write(told[1:2])  # a repeat, after the agreement has ended
    topic.write(tells_of(topic, annotated, *in_force, ("annotated", None)))
    topic.write(tells_of(topic, dormant, *in_force, ("signed", "DORMANT")))
    topic.write(tells_of(topic, gone, *in_force, ("withdrawn", None)))
    topic.write(tells_of(topic, back, *in_force, ("withdrawn", None)))
    topic.write([Written(back, "disclosed", topic.number(), 1, "IN_FORCE")])
    topic.write([Written(plain, "terminated", topic.sequence + 1, 4, "TERMINATED")], commit=False)
    consumer.must_print("first run", [plain, annotated, back])
    consumer.must_print("restart with nothing new", [plain, annotated, back])
    topic.write([Written(plain, "suspended", topic.number(), 4, "SUSPENDED")])
    topic.write([Written(back, "signed", topic.number(), 2, "IN_FORCE")])
    consumer.must_print("restart with news", [annotated, back])
    consumer.must_print("everything read again", [annotated, back], group="two")


def missing(topic: Topic, consumer: Consumer) -> None:
    agreement = str(uuid.uuid4())
    topic.write([Written(agreement, "signed", 1, 1, "SIGNED"), Written(agreement, "entered-into-force", 3, 3, "IN_FORCE")])
    ran = consumer.run("one")
    if ran.returncode == 0 or f"agreement {agreement}: revision 3 came after 1" not in ran.stderr:
        raise Failed(f"a missing event: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brokers", default="127.0.0.1:29092")
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rehearse in (ordinary_and_odd, missing):
            with Topic(chosen.brokers) as topic:
                try:
                    rehearse(topic, Consumer(chosen.command, topic, folder))
                except Failed as failed:
                    print(f"failed: {failed}", file=sys.stderr)
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
