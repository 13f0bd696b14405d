"""The diagnosis as a page that needs no script and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from service.diagnosis import Diagnosis
from service.http.problem import HEADERS as _PRIVATE
from service.probe import Check

_STYLE = """
:root { color-scheme: light dark; --ground: #f0f1f6; --card: #fff; --ink: #1d2233; --soft: #5a6078;
  --good: #1b6e3c; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ground: #15171f; --card: #20232e; --ink: #e8e9f0;
  --soft: #a7acbf; --good: #7fd6a0; --bad: #ffb4ab; } }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; background: var(--ground);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
section { background: var(--card); border-radius: 12px; padding: 1rem 1.25rem; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; color: var(--soft); width: 40%; }
th, td { padding: .2rem .5rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
b { color: var(--good); } b.bad { color: var(--bad); }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
HEADERS: Mapping[str, str] = {
    **_PRIVATE,
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Certgen: diagnosis</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    f"<style>{_STYLE}</style></head><body><main><h1>What works here</h1>\n"
)


def diagnosis_page(found: Diagnosis) -> str:
    """The page as HTML, to be sent with `HEADERS`; what comes from elsewhere is escaped."""
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
        + _section("Checks", ((check.name, _result(check)) for check in found.checks))
        + _section("Here", _escaped(here))
        + _section("Engines", _escaped(found.engines.items()))
        + _section("Settings", _escaped((n, v or "–") for n, v in found.settings.items()))
        + "</main></body></html>\n"
    )


def _result(check: Check) -> str:
    mark = "<b>works</b>" if check.works else '<b class="bad">does not work</b>'
    return f"{mark} {escape(check.told)}"


def _escaped(rows: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((name, escape(value)) for name, value in rows)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A table of names and of HTML."""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{html}</td></tr>\n' for name, html in rows
    )
    return f"<section><h2>{escape(title)}</h2>\n<table>\n{lines}</table></section>\n"
