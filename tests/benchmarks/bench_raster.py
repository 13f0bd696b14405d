"""Pictures of certificates in a ZIP: certgen, the usual script, and the fastest peers.

    python tests/benchmarks/bench_raster.py [--rounds 3] [--sizes L,M] [--only png] [--cores 2]

All make the same certificates (A4 at 300 dots per inch is L; a photographic template and flat art;
three fields, one of them shrunk to fit) with the same font. Each method is a process of its own,
bound to one core; the methods take turns, and the medians over the rounds are printed. “limit” is
the part that differs encoded, all else copied, and nothing drawn. The peers are installed into an
environment of their own in the working folder.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from raster_methods import METHODS

HERE = Path(__file__).parent
PEERS = (
    "pillow==13.0.0",
    "numpy",
    "pyvips",
    "pyvips-binary",
    "opencv-python-headless",
    "simplejpeg",
)
SECONDS_EACH = 2.5
MOST, FEWEST = 200, 3


class Job(NamedTuple):
    """One cell of the table."""

    method: str
    kind: str
    size: str


class Found(NamedTuple):
    """Medians over the rounds: seconds and bytes a certificate, bytes of memory."""

    seconds: float
    size: float
    memory: float
    prepared: float


def main() -> None:
    """Runs everything and prints the table."""
    asked = _arguments()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="certgen-bench-"))
    pythons = {"ours": sys.executable, "peer": _peer_python(folder)}
    sizes = asked.sizes.split(",")
    jobs = [
        Job(method, kind, size)
        for size in sizes
        for kind in ("photo", "flat")
        for method in METHODS
        if asked.only in method
    ]
    _make_templates(folder, sizes)
    counts = {job: _count(_run(job, pythons, folder, FEWEST)) for job in jobs}
    rounds: dict[Job, list[dict[str, float]]] = {job: [] for job in jobs}
    for _ in range(asked.rounds):
        for job in jobs:
            rounds[job].append(_run(job, pythons, folder, counts[job], asked.cores))
    _print({job: _median(found) for job, found in rounds.items()}, asked.cores)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="L", help="L, M or L,M")
    parser.add_argument("--only", default="", help="methods with this in their name")
    parser.add_argument("--cores", type=int, default=1, help="so many processes at once")
    parser.add_argument("--folder", help="a working folder to keep and use again")
    return parser.parse_args()


def _peer_python(folder: Path) -> str:
    place = folder / "peers"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return str(python)


def _make_templates(folder: Path, sizes: list[str]) -> None:
    # In a process of its own: making them takes memory that is not the methods'.
    program = "import sys; from certificates import template_file; from pathlib import Path\n"
    for size in sizes:
        for kind in ("photo", "flat"):
            call = f"template_file(Path({str(folder)!r}), {kind!r}, {size!r})"
            subprocess.run([sys.executable, "-c", program + call], cwd=HERE, check=True)


def _run(
    job: Job, pythons: dict[str, str], folder: Path, count: int, cores: int = 1
) -> dict[str, float]:
    """One run, on each of so many cores at once; seconds are those of all cores together."""
    whose = METHODS[job.method][0]
    words = [pythons[whose], str(HERE / "raster_methods.py"), *job, str(count), str(folder)]
    running = [
        subprocess.Popen(
            ["taskset", "-c", str(core), *words, str(folder / f"out-{core}.zip")],
            stdout=subprocess.PIPE,
        )
        for core in sorted(os.sched_getaffinity(0))[:cores]
    ]
    said = [process.communicate()[0] for process in running]
    found: list[dict[str, float]] = [json.loads(one) for one in said]
    return {
        "seconds": 1 / sum(1 / one["seconds"] for one in found),
        **{key: max(one[key] for one in found) for key in ("bytes", "memory", "prepared")},
    }


def _count(tried: dict[str, float]) -> int:
    return round(min(MOST, max(FEWEST, SECONDS_EACH / tried["seconds"])))


def _median(found: list[dict[str, float]]) -> Found:
    keys = ("seconds", "bytes", "memory", "prepared")
    return Found(*(statistics.median(one[key] for one in found) for key in keys))


def _print(table: dict[Job, Found], cores: int) -> None:
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"{cores} core{'s' * (cores > 1)}; certificates a second, size, peak memory, preparation")
    for size in dict.fromkeys(job.size for job in table):
        for kind in ("photo", "flat"):
            print(f"\n{kind} {size}")
            for output in ("png", "jpeg"):
                _print_group({j: f for j, f in table.items() if _is(j, size, kind, output)})


def _is(job: Job, size: str, kind: str, output: str) -> bool:
    return (job.size, job.kind) == (size, kind) and job.method.startswith(output)


def _print_group(group: dict[Job, Found]) -> None:
    mine = next((f for j, f in group.items() if j.method.endswith(" certgen")), None)
    for job, found in group.items():
        ratio = f"{found.seconds / mine.seconds:7.1f} ×" if mine else ""
        print(
            f"  {job.method:24} {1 / found.seconds:9.2f}/s {ratio} {found.size / 1e6:8.3f} MB "
            f"{found.memory / 2**20:6.0f} MiB {found.prepared:6.2f} s"
        )


if __name__ == "__main__":
    main()
