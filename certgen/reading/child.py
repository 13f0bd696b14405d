"""The process that reads a spreadsheet for `certgen.reading.workbook`: file in, cells out."""

from __future__ import annotations

import sys

import msgspec

from certgen.child_process import asked_of_child, limit_child
from certgen.errors import DataError
from certgen.reading.sheet import open_sheet
from certgen.reading.workbook import MEMORY_LIMIT, TIME_LIMIT, Answer, Refusal, Request


def main() -> int:
    """Reads one request from stdin and writes the answer to stdout."""
    limit_child(MEMORY_LIMIT, TIME_LIMIT)
    asked, data = asked_of_child()
    request = msgspec.json.decode(asked, type=Request)
    answer: Answer
    try:
        answer = open_sheet(data, request.name, request.kind, request.sheet)
    except DataError as error:
        answer = Refusal(error.message, error.hint, error.row)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
