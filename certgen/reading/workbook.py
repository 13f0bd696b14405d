"""A sheet of a spreadsheet, read in a process of its own.

Some spreadsheets of a few kilobytes take all memory there is, or end the process that reads them
(one cell at XFD1048576 is enough). In a child with limits that ends in a sentence.
"""

from __future__ import annotations

from subprocess import TimeoutExpired

import msgspec

from certgen.child_process import ask_child
from certgen.errors import DataError
from certgen.reading.file_kind import damaged
from certgen.records import Note

TIME_LIMIT = 30.0
MEMORY_LIMIT = 3 * 2**29


class Request(msgspec.Struct, frozen=True):
    """What the child is asked for; `sheet` "" is the first that has something in it."""

    name: str
    kind: str
    sheet: str = ""


class Sheet(msgspec.Struct, frozen=True, tag="sheet"):
    """The cells of a sheet from A1 on, as text, and the names of all that can be chosen."""

    name: str
    names: tuple[str, ...]
    rows: list[list[str]]
    notes: tuple[Note, ...] = ()


class Refusal(msgspec.Struct, frozen=True, tag="refusal"):
    """A DataError on its way back."""

    message: str
    hint: str
    row: int | None = None


Answer = Sheet | Refusal


def read_sheet(data: bytes, name: str, kind: str, sheet: str = "") -> Sheet:
    """The sheet called `sheet`, or the first that has something in it.

    Raises:
        DataError: the file is damaged, protected, too large, or takes too long.
    """
    request = msgspec.json.encode(Request(name, kind, sheet))
    try:
        done = ask_child("certgen.reading.child", request, data, TIME_LIMIT)
    except TimeoutExpired:
        raise _too_much(name) from None
    if done.returncode != 0:
        raise _failure(name, done.stderr.decode("utf-8", "replace"))
    answer: Answer = msgspec.json.decode(done.stdout, type=Answer)
    if isinstance(answer, Refusal):
        raise DataError(answer.message, answer.hint, row=answer.row)
    return answer


def _failure(name: str, said: str) -> Exception:
    if "PanicException" in said:
        return damaged(name)
    if "Traceback" in said and "MemoryError" not in said:
        return RuntimeError(f"Reading “{name}” failed:\n{said}")
    # Out of memory, or ended by the system.
    return _too_much(name)


def _too_much(name: str) -> DataError:
    return DataError(
        f"“{name}” cannot be read: it takes more memory or time than any list of people needs.",
        "Copy the table into a new spreadsheet and save that as XLSX or CSV.",
    )
