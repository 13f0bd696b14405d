"""Light markup: `**bold**` and `*italic*`. A backslash before an asterisk makes it a plain one."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGN = re.compile(r"\\\*|\*\*\*|\*\*|\*")


class Look(NamedTuple):
    """How a stretch of text differs from the rest; `small` is for imitated small capitals."""

    bold: bool = False
    italic: bool = False
    small: bool = False


PLAIN = Look()


class Marked(NamedTuple):
    """Text without its markup, and the look of every character."""

    text: str
    looks: list[Look]


def read_markup(text: str) -> Marked:
    """Takes the markup out of a text. An asterisk that opens nothing, or never closes, stays."""
    signs = _paired(list(_SIGN.finditer(text)), text)
    plain: list[str] = []
    looks: list[Look] = []
    look, start = PLAIN, 0

    def add(piece: str) -> None:
        plain.append(piece)
        looks.extend([look] * len(piece))

    for sign in signs:
        add(text[start : sign.start()])
        start = sign.end()
        if sign[0] == r"\*":
            add("*")
            continue
        look = look._replace(
            bold=look.bold is not (len(sign[0]) > 1),
            italic=look.italic is not (len(sign[0]) != 2),
        )
    add(text[start:])
    return Marked("".join(plain), looks)


def _paired(signs: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The signs that mean something: escapes, and those that open before a letter and close."""
    kept: list[re.Match[str]] = []
    opened: list[re.Match[str]] = []
    for sign in signs:
        if sign[0] == r"\*":
            kept.append(sign)
        elif opened and opened[-1][0] == sign[0] and not text[sign.start() - 1].isspace():
            kept += [opened.pop(), sign]
        elif sign[0] not in {other[0] for other in opened} and _opens(text, sign.end()):
            opened.append(sign)
    return sorted(kept, key=lambda sign: sign.start())


def _opens(text: str, after: int) -> bool:
    return after < len(text) and not text[after].isspace()
