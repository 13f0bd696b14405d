"""One setting: its name and meaning as data, and how its text becomes a value."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from certgen.errors import MailError
from certgen.mail.account import mailbox, server_at

Read = Callable[[str], object]

MEGABYTE = 2**20
_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_UNITS = {
    **dict.fromkeys(("", "s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "minute", "minutes"), "min"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]*)")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is never shown; empty where none is set."""

    value: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.value)

    def matches(self, given: str) -> bool:
        """Whether `given` is the secret; takes as long whatever it is. No secret matches none."""
        known, tried = (
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
            for text in (self.value, given)
        )
        return hmac.compare_digest(known, tried) and bool(self.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a setting besides its value.

    `expected` completes the sentence "it has to be …". `read` turns the text into the value and
    raises ValueError where it is none. `also` is a variable that hosts set themselves.
    """

    name: str
    meaning: str
    expected: str
    read: Read
    example: str
    default: str = ""
    also: str = ""


def whole_number(low: int, high: int) -> Read:
    """Reads a whole number between two limits."""

    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return read


def duration(low: float, high: float) -> Read:
    """Reads a time such as `90`, `90 s`, `30 min`, `1 h` or `7 days` as seconds."""

    def read(text: str) -> float:
        found = _DURATION.fullmatch(text.lower())
        if found is None or found[2] not in _UNITS:
            raise ValueError(text)
        seconds = float(found[1]) * _SECONDS[_UNITS[found[2]]]
        if not low <= seconds <= high:
            raise ValueError(text)
        return seconds

    return read


def duration_text(seconds: float) -> str:
    """The same in the largest unit that fits, as `duration` reads it."""
    for unit, factor in reversed(_SECONDS.items()):
        if seconds >= factor and seconds % factor == 0:
            return f"{seconds / factor:g} {unit}"
    return f"{seconds:g} s"


def one_of(*choices: str) -> Read:
    """Reads one of some words; case does not matter."""

    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(text)
        return text.lower()

    return read


def yes_or_no(text: str) -> bool:
    """Reads yes or no."""
    if text.lower() not in ("yes", "true", "1", "no", "false", "0"):
        raise ValueError(text)
    return text.lower() in ("yes", "true", "1")


def members(text: str) -> tuple[str, ...]:
    """Reads e-mail addresses, domains such as `@school.example`, or `*`, with commas between."""
    found = tuple(one.strip().lower() for one in text.split(",") if one.strip())
    if not found or not all(re.fullmatch(r"\*|[^@\s]*@[^@\s]+\.[^@\s]+", one) for one in found):
        raise ValueError(text)
    return found


def secret(least: int) -> Read:
    """Reads a secret of at least so many characters."""

    def read(text: str) -> Secret:
        if len(text) < least or not text.isprintable():
            raise ValueError
        return Secret(text)

    return read


def mail_server(text: str) -> Secret:
    """Reads the address of a mail server; a password is in it."""
    try:
        server_at(text)
    except MailError:
        raise ValueError from None
    return Secret(text)


def mail_address(text: str) -> str:
    """Reads one e-mail address, also with a name: `Lumen Academy <office@lumen.example>`."""
    if not mailbox(text)[1]:
        raise ValueError(text)
    return text


def address(text: str) -> str:
    """Reads the name or number of a network interface."""
    if not re.fullmatch(r"[A-Za-z0-9._:\[\]-]{1,255}", text):
        raise ValueError(text)
    return text


def url(*schemes: str) -> Read:
    """Reads an address with one of some schemes and a host."""

    def read(text: str) -> str:
        parts = urlsplit(text)
        # The property raises where the port is none.
        if parts.scheme not in schemes or not parts.hostname or parts.port == 0:
            raise ValueError(text)
        return text

    return read


def folder(text: str) -> str:
    """Reads the path of a folder."""
    if "\0" in text or "://" in text:
        raise ValueError(text)
    return text


def folder_or_url(text: str) -> str:
    """Reads a folder, or an address such as `s3://bucket/folder`."""
    scheme, mark, rest = text.partition("://")
    named = re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and rest
    if "\0" in text or (mark and not named):
        raise ValueError(text)
    return text


def without_secrets(value: Any) -> str:
    """A value as it may be shown: secrets as dots, addresses without name and password."""
    if isinstance(value, Secret):
        return "••••" if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return re.sub(
        r"(?<=://)[^/@]*@", "••••@", re.sub(r"\?.*", "?…", text) if "://" in text else text
    )
