"""What a batch costs beyond rendering: reading, checking, naming, writing; and how it grows.

    python tests/benchmarks/bench_batch.py [--quick]

Prints medians of interleaved rounds. "bare" composes and encodes in one process and throws the
bytes away; "whole" is `certgen render` from the list on the disk to the ZIP on the disk, the start
of Python included.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from certgen.batch.job import job_of, worklist
from certgen.batch.make import make
from certgen.batch.progress import Progress
from certgen.batch.render import prepare, render
from certgen.compose import compose
from certgen.errors import Cancelled
from certgen.file_names import file_names
from certgen.output import Output
from certgen.preflight import check
from certgen.project import Project, save_project
from certgen.reading.reader import read_table
from certgen.records import table_from_rows, table_to_csv
from certgen.render.preview import preview_jpeg
from certgen.starter import start_layout
from certgen.template import open_template

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT = 3508, 2480
FIRST = ("Ana", "Zoë", "Mohammed", "Wolfgang", "Siobhán", "Nguyễn", "Ольга", "Maria-Luísa")
LAST = ("García Márquez", "O’Neill", "Müller-Lüdenscheidt", "Li", "Šimůnek", "Smith", "Park")
COURSES = ("Botany", "Field Methods", "Introduction to Statistics")


def template_file() -> bytes:
    """Flat art with a gradient, A4 across at 300 dpi."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    frame = (np.minimum(np.minimum(x, WIDTH - x), np.minimum(y, HEIGHT - y)) // 40) % 5 == 0
    paper = np.stack([250 - y // 100, 246 - x // 200, 232 + 0 * x], -1).astype(np.uint8)
    paper[frame & ((x < 200) | (x > WIDTH - 200) | (y < 200) | (y > HEIGHT - 200))] = (30, 60, 110)
    out = io.BytesIO()
    Image.fromarray(paper).save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


def rows(count: int) -> list[tuple[str, str, str, str]]:
    """People, most of them with names of their own."""
    return [
        (
            f"{FIRST[n % len(FIRST)]} {LAST[n % len(LAST)]} {n // 7}",
            COURSES[n % len(COURSES)],
            f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            f"p{n}@example.org",
        )
        for n in range(count)
    ]


def project_of(count: int, form: str) -> Project:
    """The benchmark's project: name, course and date on the template."""
    template = open_template(template_file(), "template.png")
    table = table_from_rows(("Name", "Course", "Date", "Email"), rows(count))
    return Project(
        layout=start_layout(template, table),
        template=template,
        table=table,
        output=Output(format=form),
    )


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def bare(project: Project) -> None:
    """Compose and encode, nothing else."""
    ready = prepare(job_of(project))
    for task in worklist(project):
        render(ready, task)


def whole(folder: Path, name: str, *more: str) -> None:
    """The command line, as a person calls it."""
    command = [sys.executable, "-m", "certgen", "render", str(folder / name)]
    files = ["--data", str(folder / "people.csv"), "--out", str(folder / "out.zip")]
    # As wherever it is installed: modules are compiled once, not on every start.
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([*command, *files, *more], check=True, capture_output=True, cwd=ROOT, env=kept)


def end_to_end(folder: Path, counts: dict[str, int], rounds: int) -> None:
    """Whole runs beside bare rendering, per format."""
    print(f"{'':14}{'records':>9}{'bare /s':>10}{'whole /s':>10}{'1 job /s':>10}{'share':>8}")
    for form, count in counts.items():
        project = project_of(count, form)
        (folder / "p.certgen").write_bytes(save_project(project, with_people=False))
        (folder / "people.csv").write_bytes(table_to_csv(project.table))
        steps: dict[str, Callable[[], None]] = {
            "bare": partial(bare, project),
            "whole": partial(whole, folder, "p.certgen"),
            "one": partial(whole, folder, "p.certgen", "--jobs", "1"),
        }
        steps["whole"]()  # compiles
        times: dict[str, list[float]] = {name: [] for name in steps}
        for _ in range(rounds):
            for name, step in steps.items():
                times[name].append(seconds(step))
        median = {kind: statistics.median(taken) for kind, taken in times.items()}
        speeds = "".join(f"{count / median[kind]:10.1f}" for kind in ("bare", "whole", "one"))
        print(f"{form:14}{count:9}{speeds}{median['bare'] / median['one']:8.0%}")


def growth(folder: Path, counts: dict[str, tuple[int, ...]]) -> None:
    """Whole runs from few to many: time for each, the file, and the peak of memory.

    Time for one certificate has to fall to a plateau; memory must not grow with the records.
    """
    print(f"\n{'':14}{'records':>9}{'seconds':>10}{'ms each':>10}{'MB written':>12}{'peak MB':>10}")
    for form, numbers in counts.items():
        for count in numbers:
            (folder / "g.certgen").write_bytes(save_project(project_of(count, form)))
            out = folder / ("g.pdf" if form == "pdf-combined" else "g.zip")
            code = (
                "from certgen.cli.main import main; from tests.benchmarks.bench_batch import peak; "
                f"main(['render', {str(folder / 'g.certgen')!r}, '--out', {str(out)!r}]); "
                "print(peak())"
            )
            start = time.perf_counter()
            most = float(fresh(code).split()[-1])
            taken = time.perf_counter() - start
            print(
                f"{form:14}{count:9}{taken:10.2f}{taken / count * 1000:10.2f}"
                f"{out.stat().st_size / 1e6:12.1f}{most:10.0f}",
                flush=True,
            )
            out.unlink()


def first_and_stop(folder: Path, counts: dict[str, int]) -> None:
    """When the first file is there, and how long stopping takes: a second at most for each."""
    print(f"\n{'':14}{'records':>9}{'first s':>10}{'stop s':>10}")
    for form, count in counts.items():
        project = project_of(count, form)
        seen: list[float] = []

        def made(at: Progress, seen: list[float] = seen) -> None:
            if at.done and not seen:
                seen.append(time.perf_counter())

        def stop(seen: list[float] = seen) -> bool:
            if len(seen) == 1 and time.perf_counter() > seen[0] + 0.5:
                seen.append(time.perf_counter())
            return len(seen) > 1

        start = time.perf_counter()
        with suppress(Cancelled):
            make(project, folder / "s.zip", progress=made, cancelled=stop)
        end = time.perf_counter()
        stopping = f"{end - seen[1]:10.2f}" if len(seen) > 1 else f"{'done':>10}"
        print(f"{form:14}{count:9}{seen[0] - start:10.2f}{stopping}", flush=True)


def waits(rounds: int) -> None:
    """What people wait for most often: by the clock, and what of it is the processor's time."""
    started: dict[str, tuple[str, ...]] = {
        "python": ("-c", "pass"),
        "import certgen": ("-c", "import certgen"),
        "certgen --help": ("-m", "certgen", "--help"),
    }
    print(f"\n{'':16}{'ms':>8}{'processor':>12}   (medians of {rounds})")
    for name, words in started.items():
        command = [sys.executable, *words]
        run = partial(subprocess.run, command, check=True, capture_output=True, cwd=ROOT)
        _print_wait(name, run, rounds)
    project = project_of(rounds + 1, "pdf")
    pages = iter([compose(project.layout, r.values, project.assets) for r in project.chosen])
    preview_jpeg(next(pages), project.assets)
    _print_wait("preview, 900 px", lambda: preview_jpeg(next(pages), project.assets), rounds)


def _print_wait(name: str, call: Callable[[], object], rounds: int) -> None:
    waited, worked = [], []
    for _ in range(rounds):
        before = _processor_seconds()
        waited.append(1000 * seconds(call))
        worked.append(1000 * (_processor_seconds() - before))
    print(f"{name:16}{statistics.median(waited):8.1f}{statistics.median(worked):12.1f}")


def _processor_seconds() -> float:
    """The processor's time of this process and of those it waited for."""
    whose = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def before_making(count: int) -> None:
    """Reading, naming and checking a long list, in a process of its own."""
    print(f"\n{'':16}{'seconds':>12}{'peak MB':>10}   ({count:,} records)")
    call = f"from tests.benchmarks.bench_batch import long_list; long_list({count})"
    print(fresh(call), end="")


def long_list(count: int) -> None:
    """What `before_making` prints, step by step."""
    people = table_from_rows(("Name", "Course", "Date", "Email"), rows(2))
    project = Project(layout=start_layout(None, people), table=people)
    data = table_to_csv(table_from_rows(("Name", "Course", "Date", "Email"), rows(count)))
    print(f"{'(at the start)':16}{'':12}{peak():10.0f}")
    start = time.perf_counter()
    project = replace(project, table=read_table(data, "people.csv"))
    print(f"{'read':16}{time.perf_counter() - start:12.2f}{peak():10.0f}")
    steps: dict[str, Callable[[], object]] = {
        "names": lambda: file_names("{{Course}}/{{#}} {{Name}}", project.table.records, "pdf"),
        "check": lambda: sum(1 for _ in check(project)),
    }
    for name, step in steps.items():
        print(f"{name:16}{seconds(step):12.2f}{peak():10.0f}")


def fresh(code: str) -> str:
    """What a new process prints: its memory is nobody else's."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)
    return done.stdout.decode()


def peak() -> float:
    """The most memory this process has had, in megabytes (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def run(*, quick: bool) -> None:
    """Prints all tables."""
    folder = Path(tempfile.mkdtemp())
    try:
        counts = (
            {"pdf": 300, "png": 60, "jpeg": 60} if quick else {"pdf": 3000, "png": 400, "jpeg": 400}
        )
        end_to_end(folder, counts, 1 if quick else 3)
        few, many = (1, 10, 100), (1, 10, 100, 1000)
        most = many if quick else (*many, 10_000)
        pictures = few if quick else many
        growth(folder, {"pdf": most, "pdf-combined": most, "png": pictures, "jpeg": pictures})
        first_and_stop(folder, {"pdf": 2000, "png": 2000, "jpeg": 2000})
        waits(5 if quick else 25)
        before_making(10_000 if quick else 100_000)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Reads the one option."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small counts, one round")
    run(quick=parser.parse_args().quick)


if __name__ == "__main__":
    main()
