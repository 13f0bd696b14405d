"""Many people at one designer at once, and batches running beside them.

    python -m tests.benchmarks.bench_load [--people 50] [--batches 5] [--records 500] [--edits 12]

Each person is a real connection that speaks the page's protocol: opens the page, chooses a field,
moves it, looks at the next certificate, takes a step back; with pauses as people make them. An edit
is over when the page was told everything and the new pictures were fetched. The batches are started
by people too, before the others come, and their files are fetched and opened at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import platform
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.person import Person
from tests.serving import Serving, serving

PAUSE_SECONDS = 3.0


@dataclass
class Found:
    """What was measured, in seconds and bytes."""

    opened: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    batches: list[float] = field(default_factory=list)
    made: int = 0
    processor: float = 0.0


def main() -> None:
    """Runs the load and prints the figures."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        places = {"CERTGEN_STORE": f"{folder}/store", "CERTGEN_TEMP": f"{folder}/temp"}
        with serving(Path(folder) / "log.txt", **places) as server:
            found, memory = asyncio.run(load(server, asked))
            said = server.said()
    print(f"{platform.machine()}, {os.cpu_count()} cores, load before {asked.load_before:.1f}")
    print(f"{asked.people} people, {asked.batches} batches of {asked.records}")
    _print("page opened", found.opened)
    _print("edit", found.edits)
    _print("batch", found.batches)
    alone, full = memory
    each = (full - alone) / asked.people
    print(f"memory: {alone:.0f} MB with one visit, {full:.0f} MB with all; {each:.1f} MB each")
    each = found.processor / max(1, len(found.edits)) * 1000
    print(f"processor time of the page's process: {each:.0f} ms for each edit, everything included")
    print(f"certificates made: {found.made}")
    if "Traceback" in said:
        print(said[-3000:])


async def load(server: Serving, asked: argparse.Namespace) -> tuple[Found, tuple[float, float]]:
    """Everybody comes, works and leaves."""
    found = Found()
    first = await Person(server.address).come()
    alone = memory_of(server)
    crowd = [Person(server.address) for _ in range(asked.people)]
    makers = [Person(server.address) for _ in range(asked.batches)]
    makers_at_work = [asyncio.create_task(_make(one, asked.records, found)) for one in makers]
    before = processor_seconds(server)
    await asyncio.gather(*(_design(one, asked.edits, found, i) for i, one in enumerate(crowd)))
    found.processor = processor_seconds(server) - before
    full = memory_of(server)
    await asyncio.gather(*makers_at_work)
    await asyncio.gather(*(one.leave() for one in (*crowd, *makers, first)))
    return found, (alone, full)


async def _design(person: Person, edits: int, found: Found, seed: int) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, 2 * PAUSE_SECONDS))
    await _timed(person.come, person, found.opened)
    steps: list[Callable[[], Awaitable[object]]] = [
        lambda: person.type("box.y of course", round(chance.uniform(60, 150), 2)),
        lambda: person.type("box.x of course", round(chance.uniform(0, 80), 2)),
        lambda: person.click("icon next person"),
        lambda: person.click("icon undo"),
    ]
    for number in range(edits):
        await asyncio.sleep(chance.expovariate(1 / PAUSE_SECONDS))
        step = steps[number % len(steps)] if number else lambda: person.click("select course")
        await _timed(step, person, found.edits)


async def _timed(step: Callable[[], Awaitable[object]], person: Person, times: list[float]) -> None:
    begun = time.perf_counter()
    await step()
    await person.pictures()
    times.append(time.perf_counter() - begun)


async def _make(person: Person, records: int, found: Found) -> None:
    await person.come()
    await person.bring(people(records))
    begun = time.perf_counter()
    await person.click("make start")
    while not person.links():
        await person.look(1.0)
    found.batches.append(time.perf_counter() - begun)
    with zipfile.ZipFile(io.BytesIO(await person.file(person.links()[0]))) as archive:
        found.made += sum(not name.endswith(".csv") for name in archive.namelist())


def people(count: int) -> bytes:
    """A list with the columns of the sample."""
    rows = (f"Person Nº {i},Course {i % 7},14 June 2026,p{i}@example.org" for i in range(count))
    return "\n".join(("Name,Course,Date,Email", *rows)).encode()


def memory_of(server: Serving) -> float:
    """The memory of the server and of its workers in MB, what they share counted once."""
    return memory_of_tree(server.process.pid)


def memory_of_tree(pid: int) -> float:
    """The memory of a process and of all it started in MB, what they share counted once."""
    return sum(_proportional(one) for one in (pid, *_children(pid))) / 1024


def processor_seconds(server: Serving) -> float:
    """What the process of the page has used; its workers for batches are not among it."""
    said = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(FileNotFoundError):  # a thread that has just ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *_children(child)]
    return found


def _proportional(pid: int) -> int:
    with suppress(FileNotFoundError, ProcessLookupError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _print(name: str, seconds: list[float]) -> None:
    if not seconds:
        return
    ordered = sorted(seconds)
    at = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{name:12} median {statistics.median(ordered):6.3f} s   95 % below {at:6.3f} s   "
        f"longest {ordered[-1]:6.3f} s   ({len(ordered)})"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("people", 50), ("batches", 5), ("records", 500), ("edits", 12)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.set_defaults(load_before=os.getloadavg()[0])
    return parser.parse_args()


if __name__ == "__main__":
    main()
