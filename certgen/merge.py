"""Placeholder + record -> text.

    {{Name}}                    the value of a column; case, accents and spaces do not matter
    {{#}}                       the number of the record
    {{Date:%d %B %Y}}           a date; also :full, :long, :medium and :short, as a language has it
    {{Number:04}}               at least four digits; {{Hours:.2}} two decimals; {{Sum:,.2}} grouped
    {{Course|the course}}       what stands there when the column is empty
    {{?Course: in {{Course}}}}  shown only if the column is filled; {{!Course: …}} only if empty

A colon belongs to the column's name unless a format follows it. Anything in braces that is none of
these stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from certgen.date_format import DateError, format_date, is_date_format
from certgen.errors import LayoutError
from certgen.marks import Finding
from certgen.number_format import NumberError, format_number, is_number_format
from certgen.records import folded

RECORD_NUMBER = "#"
OPEN, CLOSE = "{{", "}}"
MAX_DEPTH = 4
"""How deep conditions may stand within conditions; deeper ones stay as they are written."""


class Merged(msgspec.Struct, frozen=True, gc=False):
    """A content with its placeholders filled in, and what did not go as asked.

    `values` are the places in the text (start, end) that the placeholders filled.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    values: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One placeholder."""

    column: str
    form: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Parts that show only if a column is filled (or empty)."""

    column: str
    filled: bool
    parts: tuple[Part, ...]


Part = str | Field | Shown

_BRACES = re.compile(r"\{\{|\}\}")


def merge(text: str, values: Mapping[str, str], *, language: str = "") -> Merged:
    """Fills in the placeholders of a content. A value its format does not suit stays as it is.

    `language` (BCP 47) is that of month names and of the decimal sign; "" is English.

    Raises:
        LayoutError: a placeholder names a column that is not among the values.
    """
    findings: list[Finding] = []
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for piece, is_value in _filled(_compiled(text), values, language, findings):
        pieces.append(piece)
        if is_value:
            spans.append((length, length + len(piece)))
        length += len(piece)
    return Merged("".join(pieces), tuple(findings), tuple(spans))


def placeholders(text: str) -> tuple[str, ...]:
    """The columns a content names, in order, once; those of conditions too."""
    return tuple(dict.fromkeys(_columns(_compiled(text))))


def lookup(values: Mapping[str, str], column: str) -> str:
    """The value of a column; case, accents and spaces in its name do not matter.

    Raises:
        LayoutError: there is no such column.
    """
    exact = values.get(column)
    if exact is not None:
        return exact
    known = _by_key(tuple(values)).get(_key(column))
    if known is None:
        raise _unknown(column, values)
    return values[known]


def missing_columns(text: str, columns: Iterable[str]) -> tuple[str, ...]:
    """The columns a content names that are not among these."""
    known = {_key(column) for column in columns} | {RECORD_NUMBER}
    return tuple(column for column in placeholders(text) if _key(column) not in known)


def _filled(
    parts: tuple[Part, ...], values: Mapping[str, str], language: str, findings: list[Finding]
) -> Iterator[tuple[str, bool]]:
    """The pieces of the text, each with whether a placeholder gave it."""
    for part in parts:
        if isinstance(part, str):
            yield part, False
        elif isinstance(part, Field):
            value = lookup(values, part.column)
            if part.form and value.strip():
                value = _formatted(part, value, language, findings)
            yield (value if value.strip() else part.default), True
        elif bool(lookup(values, part.column).strip()) is part.filled:
            yield from _filled(part.parts, values, language, findings)


def _formatted(field: Field, value: str, language: str, findings: list[Finding]) -> str:
    try:
        if is_date_format(field.form):
            return format_date(value, field.form, language)
        return format_number(value, field.form, language)
    except (DateError, NumberError) as error:
        message = f"“{field.column}”: {error} It is shown as it is."
        findings.append(Finding(error.kind, "warning", message, detail=value))
        return value


@lru_cache(maxsize=2048)
def _compiled(text: str) -> tuple[Part, ...]:
    return _parsed(text, 0, len(text), _closings(text), 0)


def _closings(text: str) -> dict[int, int]:
    """Where the braces that close each opening pair stand."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == OPEN:
            opened.append(brace.start())
        elif opened:
            found[opened.pop()] = brace.start()
    return found


def _parsed(
    text: str, start: int, end: int, closings: dict[int, int], depth: int
) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = start
    while (at := text.find(OPEN, at, end)) >= 0:
        close = closings.get(at, -1)
        part = None if close < 0 else _placeholder(text, at + len(OPEN), close, closings, depth)
        if part is None:
            at += len(OPEN)
            continue
        parts += [text[start:at], part]
        start = at = close + len(CLOSE)
    parts.append(text[start:end])
    return tuple(part for part in parts if part != "")


def _placeholder(
    text: str, begin: int, end: int, closings: dict[int, int], depth: int
) -> Part | None:
    """What stands between two pairs of braces; None if it is no placeholder."""
    mark, colon = text[begin], text.find(":", begin, end)
    column = text[begin + 1 : colon].strip()
    if mark in "?!" and colon > 0 and column and OPEN not in column and depth < MAX_DEPTH:
        lead = colon + 2 if text.startswith(" ", colon + 1, end) else colon + 1
        return Shown(column, mark == "?", _parsed(text, lead, end, closings, depth + 1))
    inside = text[begin:end]
    return _field(inside) if inside.strip() and OPEN not in inside else None


def _field(inside: str) -> Field:
    named, _, default = inside.partition("|")
    column, _, form = named.partition(":")
    form = form.strip()
    if column.strip() and (is_date_format(form) or is_number_format(form)):
        return Field(column.strip(), form, default.strip())
    return Field(named.strip(), "", default.strip())


def _columns(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            continue
        yield part.column
        if isinstance(part, Shown):
            yield from _columns(part.parts)


@lru_cache(maxsize=4096)
def _key(column: str) -> str:
    return folded(column).replace(" ", "")


@lru_cache(maxsize=256)
def _by_key(columns: tuple[str, ...]) -> dict[str, str]:
    return {_key(column): column for column in reversed(columns)}


def _unknown(column: str, values: Mapping[str, str]) -> LayoutError:
    there = ", ".join(f"“{name}”" for name in values if name != RECORD_NUMBER)
    return LayoutError(
        f"The list has no column “{column}”.",
        f"Its columns are {there}." if there else "Choose a list of people first.",
    )
