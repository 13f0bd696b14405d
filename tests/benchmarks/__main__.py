"""Certificates by certgen and by its peers: how many a second, how large, with how much memory.

    python -m tests.benchmarks [--quick] [--folder DIR] [--only png,jpeg,pdf,merged] [--cores 1,2]

All make the same certificates (A4 at 300 dots per inch, three fields in the same font, one of them
shrunk to fit) on a photograph and on flat art: PNG, JPEG or PDF in a ZIP, and one PDF for all.
Each method is a process of its own, bound to a core; the methods take turns; medians over the
rounds are printed. On one core it is the processor's time that counts, so what else the machine
does matters little. “limit” copies a finished certificate and encodes what differs, nothing else.
In the folder, `pages.png` shows everybody's certificate side by side, `found.json` has the figures,
`speed.svg` and `speed.md` are what the README shows of them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import bench_batch
from tests.benchmarks.chart import groups, markdown, svg
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
    print(f"{datetime.date.today()}, {_machine()}", flush=True)
    how = (2, 0.4, 1000, 0.1) if asked.quick else (3, 0.8, 1000, math.inf)
    for cores in map(int, asked.cores.split(",")):
        bench = Bench(peers.python, folder, *how, cores)
        _measure(bench, asked.only.split(","), peers.missing)
    for name, why in peers.missing.items():
        print(f"missing: {name}: {why}")
    contact_sheet(folder)
    if not asked.peers_only:
        print("\nwith reading the list, checking, naming and writing")
        bench_batch.run(quick=asked.quick)


def _measure(bench: Bench, outputs: list[str], missing: dict[str, str]) -> None:
    for output in outputs:
        for kind in KINDS:
            able = (name for name in METHODS[output] if name not in missing)
            jobs = [Job(output, name, kind) for name in (*OURS[output], *able)]
            table = bench.table(jobs, missing)
            print(f"\n{TITLES[output]}, {kind}, {bench.cores} at a time")
            _print(table, Job(output, "certgen", kind), Job(output, "limit", kind))
            _keep(bench.folder, table, bench.cores)


def _print(table: dict[Job, Found], ours: Job, limit: Job) -> None:
    """A line for each method: speed, how often ours and the limit are quicker, size, memory."""
    for job, found in sorted(table.items(), key=lambda one: one[1].seconds):
        of_limit = f"{found.seconds / table[limit].seconds:.1f} ×" if limit in table else ""
        pages = f" ({found.count} pages)" if job.output == "merged" else ""
        print(
            f"  {job.method:18}{found.speed:10.1f}/s {found.seconds * 1000:10.3f} ms"
            f"{found.seconds / table[ours].seconds:9.1f} ×{of_limit:>12}"
            f"{found.size / 1000:11.1f} kB{found.memory / 2**20:7.0f} MiB{pages}",
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


def _keep(folder: Path, found: dict[Job, Found], cores: int) -> None:
    """The figures, beside those of other outputs found that day; of one core picture and table."""
    about = f"{datetime.date.today()}, {_machine()}"
    path = folder / ("found.json" if cores == 1 else f"found-{cores}.json")
    known = json.loads(path.read_text()) if path.exists() else {}
    if known.get("about") == about:
        found = {Job(*cell[:3]): Found(*cell[3:]) for cell in known["cells"]} | found
    cells = [[*job, *figures] for job, figures in found.items()]
    path.write_text(json.dumps({"about": about, "cells": cells}, indent=1))
    if cores == 1:
        shown = groups(found)
        (folder / "speed.svg").write_text(svg(shown, f"Measured {about}"), encoding="utf-8")
        (folder / "speed.md").write_text(markdown(shown), encoding="utf-8")


def _machine() -> str:
    model = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.exists():
        names = [line for line in about.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(": ")[2] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    parser.add_argument("--folder", help="a working folder to keep and use again")
    parser.add_argument("--only", default=",".join(METHODS), help="outputs, with commas between")
    parser.add_argument("--cores", default="1,2", help="how many processes at once, in turn")
    parser.add_argument("--peers-only", action="store_true", help="without the whole batches")
    return parser.parse_args()


if __name__ == "__main__":
    main()
