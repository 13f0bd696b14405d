"""A project and its letter -> who gets mail at which addresses, and who does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import msgspec

from certgen.batch.job import Task, worklist
from certgen.batch.rows import ALL, Rows
from certgen.columns import columns_of
from certgen.elements.picture.model import PictureElement
from certgen.errors import DataError, LayoutError
from certgen.layout import Layout
from certgen.letter import Letter
from certgen.mail.address import Addresses, addresses_in
from certgen.mail.journal import Journal
from certgen.mail.report import Fate, SentRow
from certgen.merge import lookup, missing_columns
from certgen.project import Project
from certgen.reading.kinds import SAMPLE
from certgen.reading.meaning import header_words, meaning
from certgen.records import Table

Before = Literal["", "sent before", "unclear", "listed twice"]
_REMARKS: dict[Before, str] = {
    "sent before": "",
    "unclear": "It may have arrived: it was being handed over when everything broke off.",
    "listed twice": "Another row has the same certificate for the same address.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Recipient:
    """One record and where its certificate goes; `before` is what is known from earlier times.

    `key` stands for the addresses and the words of the certificate.
    """

    task: Task
    found: Addresses
    key: str
    before: Before = ""

    @property
    def to(self) -> tuple[str, ...]:
        """The addresses."""
        return self.found.good

    def is_due(self, *, again: bool) -> bool:
        """Whether mail is to be sent; with `again` also where it was before."""
        done = self.before == "listed twice" or (self.before != "" and not again)
        return bool(self.to) and not done

    def passed_over(self) -> SentRow:
        """What the report says if nothing is sent."""
        if self.before:
            return self.row(self.before, _REMARKS[self.before])
        missing = "; ".join(f"“{piece}” is no address." for piece in self.found.bad)
        return self.row("no address", missing)

    def row(self, fate: Fate, remarks: str = "") -> SentRow:
        """The line of the report."""
        return SentRow(self.task.row, self.task.person, "; ".join(self.to), fate, remarks)


@dataclass(frozen=True, slots=True)
class Mailing:
    """Everybody who was chosen, with the project as it is made for sending."""

    project: Project
    letter: Letter
    recipients: tuple[Recipient, ...]

    def due(self, *, again: bool = False) -> tuple[Recipient, ...]:
        """Those to whom mail is to be sent."""
        return tuple(one for one in self.recipients if one.is_due(again=again))

    def passed_over(self, *, again: bool = False) -> Iterator[SentRow]:
        """The others."""
        return (one.passed_over() for one in self.recipients if not one.is_due(again=again))


def mailing(
    project: Project, letter: Letter, rows: Rows = ALL, journal: Journal | None = None
) -> Mailing:
    """Who gets what: those of `rows` that are switched on, each with their addresses.

    A person's certificate counts as sent if the same words went to the same addresses before;
    another letter, another template or other colors make no difference.

    Raises:
        DataError: no column holds addresses, or nobody is chosen.
        LayoutError: the layout or the letter asks for columns that are not there.
    """
    project = _one_file_each(project)
    column = address_column(project, letter)
    check_letter(project, letter)
    asked = _asked(project.layout)
    journal = journal or Journal()
    known: set[str] = set()
    recipients = []
    for task in worklist(project, rows):
        found = addresses_in(lookup(task.values, column))
        key = _key(asked, task, found.good)
        twice = bool(found.good) and key in known
        recipients.append(
            Recipient(task, found, key, "listed twice" if twice else _before(journal, key))
        )
        known.add(key)
    return Mailing(project, letter, tuple(recipients))


def address_column(project: Project, letter: Letter) -> str:
    """The column with the addresses: the letter's own, else the one that holds some.

    Raises:
        DataError: there is none.
    """
    columns = project.table.columns
    if letter.to and not missing_columns("{{" + letter.to + "}}", columns):
        return letter.to
    found = () if letter.to else address_columns(project.table)
    if not found:
        named = f"no column “{letter.to}”" if letter.to else "no column with e-mail addresses"
        raise DataError(f"The list has {named}.", f"Its columns are {_listed(columns)}.")
    return found[0]


@lru_cache(maxsize=16)
def address_columns(table: Table) -> tuple[str, ...]:
    """The columns that hold addresses, the plainest first: “E-mail” before “Teacher's e-mail”."""
    found = (column for column in table.columns if _holds_addresses(table, column))
    return tuple(sorted(found, key=lambda column: len(header_words(column))))


def _holds_addresses(table: Table, column: str) -> bool:
    """Whether half of its first cells do, or a few under a header that says so."""
    cells = [record.values.get(column, "") for record in table.records[:SAMPLE]]
    filled = [cell for cell in cells if cell.strip()]
    usable = sum(bool(addresses_in(cell).good) for cell in filled)
    return usable > 0 and (2 * usable >= len(filled) or meaning(column) == "email")


def check_letter(project: Project, letter: Letter) -> None:
    """Whether the list has all columns that a letter names.

    Raises:
        LayoutError: it has not.
    """
    missing = missing_columns(f"{letter.subject}\n{letter.body}", project.table.columns)
    if missing:
        raise LayoutError(
            f"The list has no column {_listed(missing)}, which the message asks for.",
            f"Its columns are {_listed(project.table.columns)}.",
        )


def _one_file_each(project: Project) -> Project:
    if project.output.format != "pdf-combined":
        return project
    return replace(project, output=msgspec.structs.replace(project.output, format="pdf"))


def _before(journal: Journal, key: str) -> Before:
    match journal.last(key):
        case "sent":
            return "sent before"
        case "begun":
            return "unclear"
        case _:
            return "sent before" if journal.times(key) else ""


def _asked(layout: Layout) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the words of a certificate come from: contents, and the columns they take in."""
    shown = (element for element in layout.elements if not element.hidden)
    return tuple(
        (e.picture if isinstance(e, PictureElement) else e.content, columns_of(e)) for e in shown
    )


def _key(
    asked: tuple[tuple[str, tuple[str, ...]], ...], task: Task, addresses: tuple[str, ...]
) -> str:
    where = sorted(address.lower() for address in addresses)
    said = [(content, [lookup(task.values, c) for c in columns]) for content, columns in asked]
    whole = repr((where, said)).encode("utf-8", "replace")
    return hashlib.sha256(whole).hexdigest()[:32]


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f"“{column}”" for column in columns)
