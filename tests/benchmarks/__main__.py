"""Certificates by certgen and by its peers: how many a second, how large, with how much memory.

    python -m tests.benchmarks [--quick] [--folder DIR] [--only png,jpeg,pdf,merged] [--cores 2]

All make the same certificates (A4 at 300 dots per inch, three fields in the same font, one of them
shrunk to fit) on a photograph and on flat art: PNG, JPEG or PDF in a ZIP, and one PDF for all.
Each method is a process of its own, bound to a core; the methods take turns; medians over the
rounds are printed. On one core it is the processor's time that counts, so what else the machine
does matters little. “limit” copies a finished certificate and encodes what differs, nothing else.
`pages.png` in the folder shows everybody's certificate side by side, `found.json` has the figures.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import bench_batch
from tests.benchmarks.measure import HERE, Bench, Found, Job
from tests.benchmarks.pages import contact_sheet
from tests.benchmarks.peers import Peers

KINDS = ("photo", "flat")
METHODS = {
    "png": ("usual script", "Pillow, tuned", "OpenCV", "libvips"),
    "jpeg": ("usual script", "Pillow, tuned", "OpenCV", "simplejpeg", "libvips"),
    "pdf": (
        *("usual script", "pikepdf overlay", "pypdf overlay", "ReportLab", "fpdf2, shaped"),
        *("WeasyPrint", "Typst", "pdfme"),
    ),
    "merged": ("usual script", "ReportLab", "fpdf2, shaped", "WeasyPrint", "Typst", "pdfme"),
}
OURS = {
    "png": ("certgen", "certgen, no isal", "limit"),
    "jpeg": ("certgen", "limit"),
    "pdf": ("certgen", "limit"),
    "merged": ("certgen",),
}
TITLES = {
    "png": "PNG in a ZIP",
    "jpeg": "JPEG (quality 90, 4:2:0) in a ZIP",
    "pdf": "a PDF for each person in a ZIP",
    "merged": "one PDF for all",
}


def main() -> None:
    """Measures, prints, and draws the sheet of pages."""
    asked = _arguments()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="certgen-bench-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    peers = Peers(folder)
    _prepare(folder)
    print(f"{datetime.date.today()}, {_machine()}; {asked.cores} core{'s' * (asked.cores > 1)}")
    rounds, seconds, pages = (1, 0.4, 200) if asked.quick else (3, 1.2, 1000)
    bench = Bench(peers.python, folder, rounds, seconds, pages, asked.cores)
    found: dict[Job, Found] = {}
    for output in asked.only.split(","):
        for kind in KINDS:
            able = (name for name in METHODS[output] if name not in peers.missing)
            jobs = [Job(output, name, kind) for name in (*OURS[output], *able)]
            table = bench.table(jobs, peers.missing)
            _print(output, kind, table)
            found |= table
    for name, why in peers.missing.items():
        print(f"missing: {name}: {why}")
    _keep(folder / "found.json", found)
    contact_sheet(folder)
    if not asked.peers_only:
        print("\nwith reading the list, checking, naming and writing")
        bench_batch.run(quick=asked.quick)


def _print(output: str, kind: str, table: dict[Job, Found]) -> None:
    mine = table[Job(output, "certgen", kind)]
    print(f"\n{TITLES[output]}, {kind}")
    for job, found in sorted(table.items(), key=lambda one: one[1].seconds):
        pages = f" ({found.count} pages)" if output == "merged" else ""
        print(
            f"  {job.method:18}{found.speed:10.1f}/s {found.seconds * 1000:10.3f} ms"
            f"{found.seconds / mine.seconds:9.1f} ×{found.size / 1000:11.1f} kB"
            f"{found.memory / 2**20:7.0f} MiB{pages}",
            flush=True,
        )


def _prepare(folder: Path) -> None:
    # In a process of its own: making the templates takes memory that is not the methods'.
    program = (
        "import json, sys; from pathlib import Path; from certificates import *\n"
        "folder = Path(sys.argv[1])\n"
        "files = {kind: str(background(folder, kind)) for kind in ('photo', 'flat')}\n"
        "job = dict(page=PAGE_MM, fields=FIELDS, font=str(SERIF), backgrounds=files)\n"
        "(folder / 'job.json').write_text(json.dumps(job | dict(people=people(2000))))\n"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], cwd=HERE, check=True)


def _keep(path: Path, found: dict[Job, Found]) -> None:
    cells = [job._asdict() | figures._asdict() for job, figures in found.items()]
    day = str(datetime.date.today())
    path.write_text(json.dumps({"day": day, "machine": _machine(), "cells": cells}, indent=1))


def _machine() -> str:
    model = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.exists():
        names = [line for line in about.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(": ")[2] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one short round, fewer pages")
    parser.add_argument("--folder", help="a working folder to keep and use again")
    parser.add_argument("--only", default=",".join(METHODS), help="outputs, with commas between")
    parser.add_argument("--cores", type=int, default=1, help="so many processes at once")
    parser.add_argument("--peers-only", action="store_true", help="without the whole batches")
    return parser.parse_args()


if __name__ == "__main__":
    main()
