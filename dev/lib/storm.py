"""Breaks publishers, broker and database while acts are recorded, and then audits every topic (see dev/faults)."""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from audit import Database, Differs, audit
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource

# As in mithaq_events::Step::ALL.
STEPS = ["lease taken", "sequenced", "sender opened", "end read", "transaction begun", "enqueued", "delivered", "committed", "advanced"]
# A lease runs out within a second.
TAKEN_OVER = 1.5
# Longer than a broker needs to come back on a busy machine.
PATIENCE = 600


@dataclass
class Storm:
    """What all registries of a run share."""

    chosen: argparse.Namespace

    def __post_init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.kills = 0
        self.failures: list[BaseException] = []
        self.started: list[subprocess.Popen] = []
        self.lock = threading.Lock()

    def count(self, what: str, kills: int = 1) -> None:
        with self.lock:
            self.done[what] += 1
            before = self.kills
            self.kills += kills
            if before // 100 < self.kills // 100:
                print(f"  {self.kills} kills", file=sys.stderr, flush=True)

    def over(self) -> bool:
        return self.kills >= self.chosen.kills or bool(self.failures)

    def start(self, test: str, **told: str) -> subprocess.Popen:
        environment = {
            "PATH": os.environ["PATH"],
            "MITHAQ_TEST_DATABASE_URL": f"{self.chosen.postgres}/postgres",
            "MITHAQ_TEST_KAFKA_BROKERS": self.chosen.brokers,
            **told,
        }
        command = [self.chosen.program, "--exact", test, "--ignored", "--nocapture"]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.started.append(process)
        return process

    def limit(self, topics: list[str], size: int | None) -> bool:
        """Sets how large messages of topics may be, or sets it back. A broker that is down is told another time."""
        operation = AlterConfigOpType.DELETE if size is None else AlterConfigOpType.SET
        entry = ConfigEntry("max.message.bytes", str(size or ""), incremental_operation=operation)
        resources = [ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry]) for topic in topics]
        admin = AdminClient({"bootstrap.servers": self.chosen.brokers, "log_level": 0})
        try:
            for altered in admin.incremental_alter_configs(resources, request_timeout=10).values():
                altered.result()
        except KafkaException:
            return False
        return True

    def end(self) -> None:
        """Whatever still runs, stopped or not, runs no longer."""
        for process in self.started:
            process.kill()


class Registry:
    """A database with its writer, and the publishers that come and go."""

    def __init__(self, storm: Storm, number: int) -> None:
        self.storm = storm
        self.random = random.Random(f"{storm.chosen.seed}:{number}")
        told, _ = storm.start("storm::preparing_process").communicate(timeout=PATIENCE)
        # The test's own words stand before it on the line.
        line = next(line for line in told.splitlines() if "registry|" in line)
        _, self.url, self.source, self.public, self.all = line.split("|")
        self.database = Database(storm.chosen.psql, self.url)
        self.writer = storm.start("storm::writing_process", MITHAQ_TEST_WRITER=f"{self.url}|{self.random.getrandbits(63)}")

    def publisher(self, step: int | None = None, times: int = 1, name: str = "KILL", **told: str) -> subprocess.Popen:
        until = f"{'' if step is None else step}|{'' if step is None else times}|{name}"
        told["MITHAQ_TEST_PUBLISHER"] = f"{self.url}|{self.source}|{until}"
        return self.storm.start("faults::publishing_process", **told)

    def kill_at_a_step(self) -> None:
        step = self.random.randrange(len(STEPS))
        # What is done once for each lead is not done twice.
        process = self.publisher(step, 1 if step in (0, 2, 3) else self.random.randint(1, 4))
        if process.wait(PATIENCE) != -signal.SIGKILL:
            raise Differs(f"a publisher ended by itself before it was killed once {STEPS[step]}: {process.returncode}")
        self.storm.count(f"killed once {STEPS[step]}")

    def kill_at_any_moment(self) -> None:
        process = self.publisher()
        time.sleep(self.random.uniform(0.1, 2.5))
        kill(process)
        self.storm.count("killed at any moment")

    def kill_among(self, count: int) -> None:
        processes = [self.publisher() for _ in range(count)]
        self.random.shuffle(processes)
        for process in processes:
            time.sleep(self.random.uniform(0.2, TAKEN_OVER))
            kill(process)
        self.storm.count(f"killed among {count}", count)

    def stop_and_return(self) -> None:
        step = self.random.randrange(len(STEPS))
        zombie = self.publisher(step, 1, "STOP")
        deadline = time.monotonic() + PATIENCE
        while not stopped(zombie):
            if time.monotonic() > deadline:
                raise Differs(f"the step {STEPS[step]} is never reached")
            time.sleep(0.02)
        successor = self.publisher()
        time.sleep(self.random.uniform(TAKEN_OVER, 3))
        zombie.send_signal(signal.SIGCONT)
        time.sleep(self.random.uniform(0.2, TAKEN_OVER))
        kill(zombie)
        kill(successor)
        self.storm.count(f"stopped once {STEPS[step]}, and back", 2)

    def hold_a_transaction(self) -> None:
        elsewhere = self.random.random() < 0.5
        url = f"{self.storm.chosen.postgres}/postgres" if elsewhere else self.url
        write = "SELECT pg_current_xact_id()" if elsewhere else "INSERT INTO unsequenced (act_id) SELECT gen_random_uuid()"
        # It is the client that sleeps: the database's clock may jump meanwhile.
        script = f"BEGIN; {write};\n\\! sleep {self.random.uniform(0.5, 3):.2f}\nROLLBACK;\n"
        held = subprocess.Popen(
            [self.storm.chosen.psql, "-Xq", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        held.stdin.write(script)
        held.stdin.close()
        self.kill_at_any_moment()
        held.wait(PATIENCE)
        self.storm.count("a transaction held open " + ("in another database" if elsewhere else "and rolled back"), 0)

    def refuse(self) -> None:
        """The broker takes only small messages for a while, and a publisher is killed in the middle of it."""
        topics = [f"mithaq.agreement.{what}.v1.{self.public}" for what in ("events", "state")]
        limited = self.storm.limit(topics, 4_000)
        process = self.publisher()
        time.sleep(self.random.uniform(0.5, 4))
        kill(process)
        # Small topics would slow all that comes after, so a broker that is down is waited for. One that went away in between may
        # have heard what it was told.
        deadline = time.monotonic() + PATIENCE
        while not (self.storm.failures or self.storm.limit(topics, None)):
            if time.monotonic() > deadline:
                raise Differs("the broker does not take large messages again")
            time.sleep(0.5)
        if limited:
            self.storm.count("large messages refused")

    def jump(self) -> None:
        """The clock of a publisher jumps, before that of the database or after it."""
        with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(self.storm.chosen.clock)) as clock:
            set_clock(clock.name, self.random)
            process = self.publisher(**own_clock(self.storm.chosen.faketime, clock.name))
            time.sleep(self.random.uniform(0.5, TAKEN_OVER))
            hours = set_clock(clock.name, self.random)
            time.sleep(self.random.uniform(0.1, TAKEN_OVER))
            kill(process)
        self.storm.count(f"a publisher's clock jumped to {hours:+} h")

    def rage(self) -> None:
        faults: list[tuple[int, Callable[[], None]]] = [
            (10, self.kill_at_a_step),
            (4, self.kill_at_any_moment),
            (2, lambda: self.kill_among(2)),
            (1, lambda: self.kill_among(5)),
            (3, self.stop_and_return),
            (2, self.hold_a_transaction),
            (1, self.jump),
            (2, self.refuse),
        ]
        weights, does = zip(*faults)
        while not self.storm.over():
            self.random.choices(does, weights)[0]()

    def settle(self) -> str:
        """Lets everything be published, and compares."""
        kill(self.writer)
        process = self.publisher()
        deadline = time.monotonic() + PATIENCE
        waits = """SELECT (SELECT count(*) FROM unsequenced) + (SELECT sum(COALESCE(
                     (SELECT max(sequence) FROM audience_feed f WHERE f.audience = p.audience), 0) - published_sequence) FROM publication p)"""
        while self.database.rows(waits) != [["0"]]:
            if time.monotonic() > deadline:
                raise Differs(f"{self.url}: not everything is published within {PATIENCE} s")
            time.sleep(0.2)
        kill(process)
        public = audit(self.storm.chosen.brokers, self.database, self.public, False)
        every = audit(self.storm.chosen.brokers, self.database, self.all, True)
        acts = self.database.rows("SELECT count(*) FROM acts")[0][0]
        return f"{acts} acts, {public} told to the public, {every} to the registry: all once, in order, none missing"


def own_clock(library: str, file: str) -> dict[str, str]:
    """The environment of a program whose clock differs from the machine's by what a file says."""
    return {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": file,
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",
    }


def set_clock(file: str, dice: random.Random) -> int:
    """Sets a clock by some hours; it is read at every look at it."""
    hours = dice.choice([-25, -1, 0, 1, 25])
    with open(file, "r+", encoding="utf-8") as clock:
        clock.write(f"{hours:+}h\n")
        clock.truncate()
    return hours


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.wait(PATIENCE)


def stopped(process: subprocess.Popen) -> bool:
    with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].startswith(" T")


def break_servers(storm: Storm) -> None:
    """The broker, the database and its clock, by turns, while the publishers are being broken."""
    dice = random.Random(f"{storm.chosen.seed}:servers")
    server = lambda what: subprocess.run([storm.chosen.server, "server", what], check=True, stdout=subprocess.DEVNULL)  # noqa: E731
    while not storm.over():
        time.sleep(dice.uniform(4, 10))
        choice = dice.random()
        if choice < 0.4:
            server("restart-postgres")
            storm.count("PostgreSQL restarted at once")
        elif choice < 0.6:
            storm.count(f"the database's clock jumped to {set_clock(storm.chosen.clock, dice):+} h", 0)
        else:
            server("kill-broker")
            time.sleep(dice.choice([0, 1, storm.chosen.absence]))
            server("start-broker")
            storm.count("the broker killed")


def together(storm: Storm, tasks: list[Callable[[], None]]) -> None:
    """All at once; where one fails, the others end as soon as they may."""

    def guarded(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as failure:  # noqa: BLE001  told by the main thread
            storm.failures.append(failure)

    threads = [threading.Thread(target=guarded, args=[task], daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev/faults stream", description=__doc__)
    for name in ("--program", "--server", "--psql", "--postgres", "--brokers", "--faketime", "--clock"):
        parser.add_argument(name, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=1000, help="how many kills to end after")
    parser.add_argument("--registries", type=int, default=4, help="how many registries to break at once")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--absence", type=float, default=20, help="for how long the broker stays away, at most; ten minutes are 600")
    return parser.parse_args()


def run(storm: Storm) -> None:
    begun = time.monotonic()
    registries = [Registry(storm, number) for number in range(storm.chosen.registries)]
    together(storm, [*(registry.rage for registry in registries), lambda: break_servers(storm)])
    for what, times in sorted(storm.done.items()):
        print(f"{times:5} {what}")
    print(f"{storm.kills} kills in {time.monotonic() - begun:.0f} s", flush=True)
    if not storm.failures:
        together(storm, [lambda registry=registry: print(registry.settle(), flush=True) for registry in registries])


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    storm = Storm(options())
    print(f"seed {storm.chosen.seed}", flush=True)
    try:
        run(storm)
    finally:
        storm.end()
    for failure in storm.failures:
        print(f"failed: {type(failure).__name__}: {failure}", file=sys.stderr)
    return 1 if storm.failures else 0


if __name__ == "__main__":
    sys.exit(main())
