"""How far one machine goes: certificates in an hour, and memory, for a long list.

    python -m tests.benchmarks.bench_one_machine [--records 10000] [--forms pdf png] [--write]

Each form is made as people make it, by `certgen render` from a project file to a file on the disk,
with all cores, the start of Python included. Memory is that of the command and its workers, what
they share counted once, looked at four times a second. With `--write` the table is put in its place
in the README; do so on a machine that has nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from certgen.project import save_project
from tests.benchmarks.bench_batch import project_of
from tests.benchmarks.bench_load import memory_of_tree

ROOT = Path(__file__).parents[2]
FORMS = {
    "pdf-combined": ("one PDF for all", "all.pdf"),
    "pdf": ("a PDF each", "out.zip"),
    "jpeg": ("a JPEG each", "out.zip"),
    "png": ("a PNG each", "out.zip"),
}
BEGIN, END = "<!-- one machine -->", "<!-- /one machine -->"


class Made(NamedTuple):
    """What one run took: seconds by the clock and of the processor, MB at most, bytes written."""

    form: str
    records: int
    seconds: float
    processor: float
    memory: float
    size: int


def measured(form: str, records: int, folder: Path) -> Made:
    """Makes so many certificates of a form in a folder, and deletes them."""
    project, out = folder / "p.certgen", folder / FORMS[form][1]
    project.write_bytes(save_project(project_of(records, form)))
    command = [sys.executable, "-m", "certgen", "render", str(project), "--out", str(out)]
    before, begun, most = os.times(), time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, memory_of_tree(process.pid))
            time.sleep(0.25)
    seconds, after = time.perf_counter() - begun, os.times()
    if process.returncode:
        raise SystemExit(f"certgen render ended with {process.returncode}")
    # Workers are the command's children: it has waited for them, and we for it.
    processor = after.children_user + after.children_system
    processor -= before.children_user + before.children_system
    size = out.stat().st_size
    out.unlink()
    return Made(form, records, seconds, processor, most, size)


def table(made: Sequence[Made], load: float) -> str:
    """The lines for the README."""
    lines = [
        "| | in an hour | memory at most | each |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {FORMS[one.form][0]} | {_rounded(one.records / one.seconds * 3600)} "
        f"| {one.memory:,.0f} MB | {one.size / one.records / 1000:.3g} kB |"
        for one in made
    ]
    count = max((one.records for one in made), default=0)
    date = datetime.now(UTC).date()
    machine = f"{platform.machine()} with {os.cpu_count()} cores, load {load:.1f} before"
    said = f"{count:,} records on flat art, A4 at 300 dots per inch ({machine}, {date})."
    return "\n".join((*lines, "", said))


def _rounded(number: float) -> str:
    """To what is left of it when it is measured again: two digits."""
    return f"{float(f'{number:.2g}'):,.0f}"


def written(text: str, figures: str) -> str:
    """The README with these figures in their place."""
    head, _, rest = text.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise SystemExit(f"the README has no place for the figures: {BEGIN} … {END}")
    return f"{head}{BEGIN}\n{figures}\n{END}{tail}"


def main() -> None:
    """Measures, prints, and writes if asked to."""
    asked, load = _arguments(), os.getloadavg()[0]
    made = []
    with tempfile.TemporaryDirectory(prefix="certgen-bench-") as folder:
        for form in asked.forms:
            one = measured(form, asked.records, Path(folder))
            made.append(one)
            free = shutil.disk_usage(folder).free / 1e9
            print(
                f"{form:13}{one.seconds:9.1f} s by the clock{one.processor:9.1f} s of the processor"
                f"{one.memory:7.0f} MB{one.size / 1e9:8.2f} GB   ({free:.0f} GB free)",
                flush=True,
            )
    figures = table(made, load)
    print(f"\n{figures}")
    if asked.write:
        path = ROOT / "README.md"
        path.write_text(written(path.read_text(encoding="utf-8"), figures), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--write", action="store_true", help="put the table in the README")
    return parser.parse_args()


if __name__ == "__main__":
    main()
