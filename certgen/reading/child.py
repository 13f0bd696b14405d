"""The process that reads a spreadsheet for `certgen.reading.workbook`: file in, cells out."""

from __future__ import annotations

import struct
import sys
from contextlib import suppress

import msgspec

from certgen.errors import DataError
from certgen.reading.sheet import open_sheet
from certgen.reading.workbook import MEMORY_LIMIT, TIME_LIMIT, Answer, Refusal, Request


def main() -> int:
    """Reads one request from stdin and writes the answer to stdout."""
    _limit()
    given = sys.stdin.buffer.read()
    (length,) = struct.unpack_from(">I", given)
    request = msgspec.json.decode(given[4 : 4 + length], type=Request)
    data = given[4 + length :]
    del given
    answer: Answer
    try:
        answer = open_sheet(data, request.name, request.kind, request.sheet)
    except DataError as error:
        answer = Refusal(error.message, error.hint, error.row)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    return 0


def _limit() -> None:
    """Holds this process to its memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_AS: MEMORY_LIMIT,
        resource.RLIMIT_CPU: int(TIME_LIMIT),
        # Being stopped here is expected: no core dump is wanted.
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        # macOS knows the kinds but refuses some.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
