"""Whether an audience's topics say what the log says. Shares no code with the registry."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from confluent_kafka import Consumer, KafkaError, Message, TopicPartition

PARTITIONS = 12


class Differs(Exception):
    pass


@dataclass(frozen=True)
class Database:
    psql: str
    url: str

    def rows(self, query: str) -> list[list[str]]:
        asked = [self.psql, "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", query, self.url]
        ran = subprocess.run(asked, capture_output=True, text=True, check=True)
        return [line.split("\t") for line in ran.stdout.splitlines()]


@dataclass(frozen=True)
class Told:
    """One event: the act, its type, the label that it bears, and what it says of the act, where it says that."""

    act: str
    type: str
    label: str
    details: str | None


def murmur2(key: bytes) -> int:
    """As Java's producer hashes keys."""
    most, multiplier = 0xFFFFFFFF, 0x5BD1E995
    mixed = 0x9747B28C ^ len(key)
    whole = len(key) // 4 * 4
    for at in range(0, whole, 4):
        four = int.from_bytes(key[at : at + 4], "little") * multiplier & most
        mixed = (mixed * multiplier & most) ^ ((four ^ four >> 24) * multiplier & most)
    if key[whole:]:
        mixed = (mixed ^ int.from_bytes(key[whole:], "little")) * multiplier & most
    mixed = (mixed ^ mixed >> 13) * multiplier & most
    return mixed ^ mixed >> 15


def expected(database: Database, sees_all: bool) -> dict[str, list[Told]]:
    """What is to be told of each agreement, in order."""
    told: dict[str, list[Told]] = defaultdict(list)
    label: dict[str, str] = {}
    query = """SELECT a.agreement_id, a.id, a.version, convert_from(b.body, 'UTF8')
                 FROM acts a JOIN act_bodies b ON b.act_id = a.id ORDER BY a.agreement_id, a.version"""
    for agreement, act, version, body in database.rows(query):
        before = label.get(agreement, "")
        saw = sees_all or before == "UNCLASSIFIED"
        details = json.loads(body)["details"]
        if "label" in details:
            label[agreement] = details["label"]["classification"]
        now = label[agreement]
        sees = sees_all or now == "UNCLASSIFIED"
        if sees and (saw or version == "1"):
            kind = details["kind"].lower().replace("_", "-")
            told[agreement].append(Told(act, kind, now, json.dumps(details, sort_keys=True)))
        elif sees:
            told[agreement].append(Told(act, "disclosed", now, None))
        elif saw and version != "1":
            told[agreement].append(Told(act, "withdrawn", before, None))
    return dict(told)


def agrees(told: list[Told], must: list[Told]) -> bool:
    """Whether what was told is what the log says. A stub says less of an act."""
    return len(told) == len(must) and all(
        (one.act, one.type, one.label) == (other.act, other.type, other.label) and one.details in (None, other.details)
        for one, other in zip(told, must, strict=True)
    )


def read(brokers: str, topic: str) -> Iterator[Message]:
    """All that stands in a topic, as a partner reads it."""
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": "audit",
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
        }
    )
    consumer.assign([TopicPartition(topic, partition, 0) for partition in range(PARTITIONS)])
    ended: set[int] = set()
    while len(ended) < PARTITIONS:
        for message in consumer.consume(1000, timeout=30) or [None]:
            if message is None:
                raise Differs(f"{topic} is not read to its end within half a minute")
            error = message.error()
            if error is None:
                yield message
            elif error.code() == KafkaError._PARTITION_EOF:
                ended.add(message.partition())
            else:
                raise Differs(f"{topic}: {error}")
    consumer.close()


def audit(brokers: str, database: Database, audience: str, sees_all: bool) -> str:
    """What was told, where everything is as it must be."""
    told: dict[str, list[Told]] = defaultdict(list)
    revisions: dict[str, int] = {}
    last: dict[str, tuple[int, str]] = {}
    sequences: list[int] = []
    stubs = 0
    for message in read(brokers, f"mithaq.agreement.events.v1.{audience}"):
        headers = {name: value.decode() for name, value in message.headers()}
        key, sequence = message.key().decode(), int(headers["ce_sequence"])
        kind = headers["ce_type"].split(".")[2]
        if message.partition() != (murmur2(message.key()) & 0x7FFFFFFF) % PARTITIONS:
            raise Differs(f"{audience}: {key} stands in partition {message.partition()}, where Java would not put it")
        revision = 1 if kind == "disclosed" else revisions.get(key, 0) + 1
        if int(headers["ce_agreementrevision"]) != revision:
            raise Differs(f"{audience}: {key}: revision {headers['ce_agreementrevision']} stands where {revision} must")
        if sequence <= last.get(key, (0, ""))[0]:
            raise Differs(f"{audience}: {key}: sequence {sequence} comes after {last[key][0]}")
        revisions[key], last[key] = revision, (sequence, kind)
        data = json.loads(message.value())
        says_all = "act" in data and "stub" not in data
        details = json.dumps(data["act"]["details"], sort_keys=True) if says_all else None
        told[key].append(Told(headers["ce_id"], kind, headers["ce_dataclassification"], details))
        stubs += "stub" in data
        sequences.append(sequence)
    if sorted(sequences) != list(range(1, len(sequences) + 1)):
        raise Differs(f"{audience}: sequences have gaps or repeats among {len(sequences)} events")
    must = expected(database, sees_all)
    wrong = sorted(key for key in told.keys() | must.keys() if not agrees(told.get(key, []), must.get(key, [])))
    if wrong:
        raise Differs(f"{audience}: of {len(wrong)} agreements other things are told than the log says, such as {wrong[0]}")
    states = {}
    for message in read(brokers, f"mithaq.agreement.state.v1.{audience}"):
        data = None if message.value() is None else json.loads(message.value())
        states[message.key().decode()] = None if data is None else data["sequence"]
    if states != {key: None if kind == "withdrawn" else sequence for key, (sequence, kind) in last.items()}:
        raise Differs(f"{audience}: the state topic is not at the last event of each agreement")
    return f"{len(sequences)} events ({stubs} of them stubs)"
