"""Keeps a local table of the agreements in force, from an audience's events."""

import argparse
import signal
import sys

from confluent_kafka import Consumer, KafkaError, KafkaException

from event import Event
from table import Table

# The table is saved, and then the offsets are committed, after at most this many events.
BATCH = 500


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brokers", default="127.0.0.1:29092", help="the brokers to ask first: host:port,host:port")
    parser.add_argument("--audience", default="public", help="the audience whose events to read")
    parser.add_argument("--group", default="in-force-python", help="the consumer group; a new table needs a new one")
    parser.add_argument("--table", default="in-force.db", help="where the table is kept (SQLite)")
    parser.add_argument("--settings", help="a file of librdkafka's settings, one name=value a line: credentials, TLS")
    parser.add_argument("--until-caught-up", action="store_true", help="end when all is read that is there, and print")
    return parser.parse_args()


def settings(path: str | None) -> dict[str, str]:
    if path is None:
        return {}
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def run(consumer: Consumer, table: Table, until_caught_up: bool) -> None:
    ended: set[int] = set()
    while True:
        messages = consumer.consume(BATCH, timeout=0.5)
        with table.transaction():
            for message in messages:
                error = message.error()
                if error is None:
                    ended.discard(message.partition())
                    change = table.apply(Event.of(message))
                    if change and not until_caught_up:
                        print(change, flush=True)
                elif error.code() == KafkaError._PARTITION_EOF:
                    ended.add(message.partition())
                else:
                    raise KafkaException(error)
        # Only now: what is read again after a crash between the two is dropped by its sequence.
        if any(message.error() is None for message in messages):
            consumer.commit(asynchronous=False)
        if until_caught_up and ended and len(ended) == len(consumer.assignment()):
            table.print_in_force()
            return


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    chosen = options()
    consumer = Consumer(
        {
            "bootstrap.servers": chosen.brokers,
            "group.id": chosen.group,
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            **settings(chosen.settings),
        }
    )
    consumer.subscribe([f"mithaq.agreement.events.v1.{chosen.audience}"])
    try:
        run(consumer, Table(chosen.table), chosen.until_caught_up)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    sys.exit(main())
