"""Who was sent what, person by person, as a CSV file and as one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from certgen.records import csv_bytes

Fate = Literal[
    "sent",
    "sent before",
    "listed twice",
    "no address",
    "not made",
    "held back",
    "refused",
    "put off",
    "unclear",
]
# What was to be sent and was not, or perhaps not.
FAILURES: frozenset[Fate] = frozenset({"not made", "refused", "put off", "unclear"})
COLUMNS = ("Row", "Person", "Address", "Status", "Remarks")
_IN_WORDS: dict[Fate, str] = {
    "sent": "{} sent",
    "sent before": "{} sent before",
    "listed twice": "{} listed twice",
    "no address": "{} without an address",
    "not made": "{} could not be made",
    "held back": "{} held back for their warnings",
    "refused": "{} refused",
    "put off": "{} put off by the server",
    "unclear": "{} perhaps sent",
}


class SentRow(NamedTuple):
    """What became of one person's mail; `remarks` say why, or what to know."""

    row: int
    person: str
    address: str
    fate: Fate
    remarks: str = ""


def sent_csv(rows: Iterable[SentRow]) -> bytes:
    """The report as a CSV file, in the order of the list."""
    return csv_bytes(COLUMNS, ((str(row.row), *row[1:]) for row in sorted(rows)))


def counted(rows: Iterable[SentRow]) -> dict[Fate, int]:
    """How many have which fate; "sent" is always among them."""
    found = Counter(row.fate for row in rows)
    return {fate: found[fate] for fate in _IN_WORDS if found[fate] or fate == "sent"}


def in_words(rows: Iterable[SentRow]) -> str:
    """As in “310 sent, 2 without an address, 1 refused”."""
    return ", ".join(_IN_WORDS[fate].format(f"{n:,}") for fate, n in counted(rows).items())
