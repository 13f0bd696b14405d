"""The letter of a design: a first one in the person's language, and changes to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from certgen.letter import Letter
from certgen.mail.mailing import address_columns
from certgen.mapping import name_columns
from certgen.project import Project
from certgen.value import LongText, ShortText
from designer.session import t

MAX_SUBJECT: int = msgspec.json.schema(ShortText)["maxLength"]
MAX_BODY: int = msgspec.json.schema(LongText)["maxLength"]


def letter_of(project: Project) -> Letter:
    """The project's letter, else one that greets people by their name."""
    if project.letter is not None:
        return project.letter
    names = name_columns(project.table.columns, project.table.records)
    name = " ".join("{{" + column + "}}" for column in names)
    body = t("mail.first_body", name=name) if name else t("mail.first_body_nobody")
    return Letter(subject=t("mail.first_subject"), body=body)


def column_of(project: Project, letter: Letter) -> str | None:
    """The column with the addresses: the one that was chosen, else the one that holds some."""
    columns = project.table.columns
    if letter.to in columns:
        return letter.to
    found = address_columns(project.table)
    return found[0] if found else None


def with_letter(project: Project, **changes: Any) -> Project:
    """The project with something of its letter changed."""
    return replace(project, letter=msgspec.structs.replace(letter_of(project), **changes))
