"""Logs: one JSON object in a line where programs read them, plain lines on one's own computer.

Nothing that is known of a recipient gets into a log: requests are told by address, status and time,
and an unexpected error by its kind and place, not by its message, which may quote anything.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `extra={"fields": {…}}` adds members."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        when = datetime.fromtimestamp(record.created, UTC)
        told = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told |= {"error": record.exc_info[0].__name__, "place": _place(record.exc_info[2])}
        return json.dumps(told, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """A record as a person reads it, errors without their messages too."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name of the standard library's
        """The kind of the error and where it came up."""
        return f"{_place(ei[2])}{ei[0].__name__}"


def log_settings(*, as_json: bool) -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything from the level of information on, to stderr."""
    kind, text = (JsonLines, None) if as_json else (PlainLines, "%(levelname)s: %(message)s")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": kind, "fmt": text}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
    }


def _place(trace: Any) -> str:
    return "".join(traceback.format_tb(trace))
