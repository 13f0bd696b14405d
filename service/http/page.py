"""The diagnosis as a page that needs no script and no style from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from service.diagnosis import Diagnosis

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Certgen: diagnosis</title>
<meta name="viewport" content="width=device-width"></head><body>
"""


def diagnosis_page(found: Diagnosis) -> str:
    """The page as HTML; everything that comes from elsewhere is escaped."""
    checks = (
        (c.name, f"{'works' if c.works else 'DOES NOT WORK'}: {c.told}") for c in found.checks
    )
    here = (
        ("certgen", found.version),
        ("host", found.host),
        ("reachable by others", "yes" if found.exposed else "no"),
        ("Python", f"{found.python}, {found.system}"),
        ("processors", str(found.processors)),
        ("memory", f"{found.memory_limit:,} MB" if found.memory_limit else "not limited"),
    )
    return (
        _HEAD
        + _table("Checks", checks)
        + _table("Here", here)
        + _table("Engines", found.engines.items())
        + _table("Settings", found.settings.items())
        + "</body></html>\n"
    )


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<tr><th scope="row" align="left">{escape(name)}</th><td>{escape(value)}</td></tr>\n'
        for name, value in rows
    )
    return f"<h2>{escape(title)}</h2>\n<table>\n{lines}</table>\n"
