"""The local table: where each agreement stands, and up to which event."""

import json
import sqlite3
import sys
from contextlib import AbstractContextManager

from event import DISCLOSED, WITHDRAWN, Event

# Of an agreement that left the audience's sight only the revision and the sequence stay.
SCHEMA = """
CREATE TABLE IF NOT EXISTS agreements (
    id TEXT PRIMARY KEY, registry_number TEXT, status TEXT, revision INTEGER NOT NULL, sequence INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS progress (events INTEGER NOT NULL, last_sequence INTEGER NOT NULL) STRICT;
INSERT INTO progress SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM progress);
"""


class EventsMissing(Exception):
    """A revision does not follow the one before it."""


class Table:
    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(path)
        self.database.executescript(SCHEMA)

    def transaction(self) -> AbstractContextManager:
        """Everything within is kept, or nothing."""
        return self.database

    def apply(self, event: Event) -> str | None:
        """Takes an event in, unless it was before. Answers how the agreement stands where that changed."""
        row = self.database.execute(
            "SELECT registry_number, status, revision, sequence FROM agreements WHERE id = ?", [event.agreement]
        ).fetchone()
        number, before, revision, sequence = row or (None, None, 0, 0)
        if event.sequence <= sequence:
            return None
        if event.type != DISCLOSED and event.revision != revision + 1:
            raise EventsMissing(
                f"agreement {event.agreement}: revision {event.revision} came after {revision}, so events are missing; "
                "begin with a new --table and --group"
            )
        if event.type == WITHDRAWN:
            number, status = None, None
        else:
            number, status = event.registry_number or number, event.status or before
        self.database.execute(
            "REPLACE INTO agreements VALUES (?, ?, ?, ?, ?)",
            [event.agreement, number, status, event.revision, event.sequence],
        )
        # At rest the two are equal, or some were missed.
        self.database.execute(
            "UPDATE progress SET events = events + 1, last_sequence = max(last_sequence, ?)", [event.sequence]
        )
        return f"{number or event.agreement} {status or 'withdrawn'}" if status != before else None

    def print_in_force(self) -> None:
        """Prints the agreements in force, by id."""
        in_force = "SELECT id, registry_number, status FROM agreements WHERE status = 'IN_FORCE' ORDER BY id"
        for identity, number, status in self.database.execute(in_force):
            line = {"id": identity, "registryNumber": number, "status": status}
            print(json.dumps(line, separators=(",", ":")))
        events, last_sequence = self.database.execute("SELECT events, last_sequence FROM progress").fetchone()
        print(f"caught up: {events} events, last sequence {last_sequence}", file=sys.stderr)
