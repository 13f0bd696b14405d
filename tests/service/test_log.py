"""Logs are for programs where programs read them, and name nobody."""

from __future__ import annotations

import json
import logging
import logging.config
import sys

import pytest

from service.log import JsonLines, PlainLines, log_settings


def a_record(message="said %s", *values, error=None, **more):
    record = logging.LogRecord("certgen.http", logging.INFO, "x.py", 1, message, values, error)
    vars(record).update(more)
    return record


def raised():
    try:
        raise ValueError("about Ada" + " Lovelace")
    except ValueError:
        return sys.exc_info()


def test_a_record_is_one_line_of_json():
    fields = {"path": "/healthz", "status": 200}
    line = JsonLines().format(a_record("two\nlines of %s", "it", created=0.0, fields=fields))
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "logger": "certgen.http",
        "message": "two\nlines of it",
        "path": "/healthz",
        "status": 200,
    }


@pytest.mark.parametrize("kind", [JsonLines, PlainLines])
def test_an_error_is_told_by_kind_and_place_alone(kind):
    line = kind().format(a_record("went wrong", error=raised()))
    assert "ValueError" in line
    assert "test_log.py" in line
    assert "about Ada Lovelace" not in line


@pytest.mark.parametrize("as_json", [True, False])
def test_the_settings_are_what_logging_takes(as_json):
    settings = log_settings(as_json=as_json)
    formatter = logging.config.DictConfigurator(settings).configure_formatter(
        dict(settings["formatters"]["lines"])
    )
    line = formatter.format(a_record("hello"))
    assert line.startswith("{") if as_json else line == "INFO: hello"
