"""A problem found before anything is made, and lists of them as JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from certgen.layout import Element
from certgen.marks import Finding
from certgen.records import csv_bytes
from certgen.text.clean import in_short

COLUMNS = ("Severity", "Row", "Person", "Field", "Kind", "Problem", "Detail")


class Problem(msgspec.Struct, frozen=True, gc=False):
    """Something to look at before making.

    `row` is the row in the list, None for what concerns all. `element` is the id of a layout's
    element and `field` the name people see, both "" for what concerns none. `severity` is "error"
    (comes out wrong), "warning" (look at it) or "info". `kind` names the problem for programs.
    """

    kind: str
    severity: str
    message: str
    row: int | None = None
    person: str = ""
    element: str = ""
    field: str = ""
    detail: str = ""

    def __str__(self) -> str:
        person = in_short(self.person)
        who = ", ".join(filter(None, (f"row {self.row}" if self.row else "", person)))
        return (
            f"{self.severity}: {who}: {self.message}" if who else f"{self.severity}: {self.message}"
        )


def problem_of(finding: Finding, element: Element) -> Problem:
    """What was found about one element, not yet about one person."""
    return Problem(
        finding.kind,
        finding.severity,
        finding.message,
        element=element.id,
        field=element.name,
        detail=finding.detail,
    )


def problems_json(problems: Sequence[Problem]) -> bytes:
    """The problems as an indented JSON array."""
    return msgspec.json.format(msgspec.json.encode(problems), indent=2)


def problems_csv(problems: Sequence[Problem]) -> bytes:
    """The problems as a CSV file that spreadsheet programs open rightly and safely."""
    return csv_bytes(
        COLUMNS,
        (
            (p.severity, str(p.row or ""), p.person, p.field, p.kind, p.message, p.detail)
            for p in problems
        ),
    )
