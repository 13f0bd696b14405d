"""How long a list takes to read, and how much memory, beside pandas and openpyxl.

    python tests/benchmarks/bench_reading.py [ROWS ...]

Everybody reads the same bytes to the same cells of text. Rounds are interleaved; medians are
printed, and the ratio to the first line. Peak memory is that of a fresh process.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

ROUNDS = 5
HEADER = ["Name", "Email", "Course", "Date", "Score", "Number"]


def rows(count: int) -> list[list[str]]:
    return [
        [
            f"José Pérez {n}",
            f"p{n}@example.org",
            "Advanced Rust",
            "2026-04-03",
            f"{n % 100}",
            f"{n:05}",
        ]
        for n in range(count)
    ]


def as_csv(count: int) -> bytes:
    from certgen.records import csv_bytes

    return csv_bytes(HEADER, rows(count))


def as_xlsx(count: int) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(HEADER)
    for row in rows(count):
        sheet.append([*row[:4], int(row[4]), row[5]])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def certgen_reads(data: bytes) -> int:
    from certgen.reading import read_table

    return len(read_table(data, "people").records)


def pandas_csv(data: bytes) -> int:
    import pandas

    frame = pandas.read_csv(
        io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False
    )
    return len(frame.to_dict("records"))


def pandas_xlsx(data: bytes) -> int:
    import pandas

    frame = pandas.read_excel(io.BytesIO(data), dtype=str, keep_default_na=False, engine="calamine")
    return len(frame.to_dict("records"))


def openpyxl_xlsx(data: bytes) -> int:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).active
    sheet.reset_dimensions()
    values = sheet.iter_rows(values_only=True)
    header = next(values)
    return len([dict(zip(header, map(str, row), strict=False)) for row in values])


READERS: dict[str, tuple[Callable[[int], bytes], list[Callable[[bytes], int]]]] = {
    "csv": (as_csv, [certgen_reads, pandas_csv]),
    "xlsx": (as_xlsx, [certgen_reads, pandas_xlsx, openpyxl_xlsx]),
}


def timed(read: Callable[[bytes], int], data: bytes, count: int) -> float:
    start = time.perf_counter()
    if read(data) != count:
        raise SystemExit(f"{read.__name__} did not read {count} records")
    return time.perf_counter() - start


def compare(kind: str, count: int) -> None:
    build, readers = READERS[kind]
    data = build(count)
    rounds = ROUNDS if count <= 10_000 else 3
    times: dict[str, list[float]] = {read.__name__: [] for read in readers}
    for _ in range(rounds):
        for read in readers:
            times[read.__name__].append(timed(read, data, count))
    base = median(times[readers[0].__name__])
    print(f"{kind}, {count:,} rows, {len(data) / 2**20:.1f} MB")
    for name, found in times.items():
        print(f"  {name:15} {median(found):7.2f} s   × {median(found) / base:.2f}")


def memory(kind: str, count: int) -> None:
    """Peak memory of a fresh process that reads the list, and of its child."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", kind],
        input=READERS[kind][0](count),
        capture_output=True,
        check=True,
    )
    print(f"{kind}, {count:,} rows: peak {done.stdout.decode().strip()}")


def measure() -> None:
    data = sys.stdin.buffer.read()
    certgen_reads(data)
    # Not ru_maxrss of this process: on Linux that begins with its parent's.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{int(own) / 1024:.0f} MB, in the child {child / 1024:.0f} MB")


def main() -> None:
    if sys.argv[1:2] == ["--memory"]:
        measure()
        return
    counts = [int(argument) for argument in sys.argv[1:]] or [10_000, 100_000]
    for kind in READERS:
        for count in counts:
            compare(kind, count)
            memory(kind, count)


if __name__ == "__main__":
    main()
