"""What people are written when their certificate is sent by e-mail. Part of a project."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from certgen.records import MAX_NAME
from certgen.value import LongText, ShortText, Value


class Letter(Value, frozen=True):
    """`to` is the column with the addresses; "" is the one that holds them by its looks.

    `subject` and `body` are plain text with placeholders as in the fields of the layout.
    """

    to: Annotated[str, Meta(max_length=MAX_NAME)] = ""
    subject: ShortText = "Your certificate"
    body: LongText = "Your certificate is attached.\n"
