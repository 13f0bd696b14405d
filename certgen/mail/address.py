"""E-mail addresses as people write them into a cell, and as a mail server takes them."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# RFC 5321, 4.5.3.1, and RFC 1035 for the parts of a domain.
MAX_LOCAL, MAX_DOMAIN, MAX_LABEL = 64, 253, 63
_ATOM = frozenset(string.ascii_letters + string.digits + "!#$%&'*+-/=?^_`{|}~")
_APART = re.compile(r"[;,\n]")
_NAMED = re.compile(r"[^<>]*<([^<>]*)>\s*")
# Copied along from web pages and documents, and seen by nobody.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DOTS = str.maketrans("。．｡", "...")


class Addresses(NamedTuple):
    """What a cell holds: the addresses as servers take them, and what is none."""

    good: tuple[str, ...]
    bad: tuple[str, ...]


@lru_cache(maxsize=4096)
def addresses_in(cell: str) -> Addresses:
    """The addresses in a cell, each once: `a@x.org; Bo Lee <b@x.org>, c@x.org`."""
    pieces = [piece.strip() for piece in _APART.split(cell.translate(_UNSEEN)) if piece.strip()]
    if "<" in cell:
        # "Lee, Bo <b@x.org>": a comma within the name.
        pieces = [piece for piece in pieces if "@" in piece]
    good: dict[str, str] = {}
    bad: list[str] = []
    for piece in pieces:
        named = _NAMED.fullmatch(piece)
        address = as_sent((named[1] if named else piece).strip())
        if address:
            good.setdefault(address.lower(), address)
        else:
            bad.append(piece)
    return Addresses(tuple(good.values()), tuple(bad))


def as_sent(address: str) -> str:
    """The address with its domain in ASCII, as it goes over the wire; "" if it is none.

    What is before the @ may have letters of all scripts (RFC 6531); not every server takes those.
    """
    local, at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    local = local.removeprefix("mailto:")
    domain = ascii_domain(domain)
    return f"{local}@{domain}" if at and domain and _is_local(local) else ""


def ascii_domain(domain: str) -> str:
    """A domain as the name system knows it, `bücher.example` as `xn--bcher-kva.example`.

    "" if it is none. Letters that IDNA 2003 would have replaced, as ß, stay (UTS #46).
    """
    plain = unicodedata.normalize("NFKC", domain.translate(_DOTS)).lower()
    labels = [_ascii_label(label) for label in plain.split(".")]
    joined = ".".join(labels)
    named = len(labels) > 1 and all(labels) and not labels[-1].isdigit()
    return joined if named and len(joined) <= MAX_DOMAIN else ""


def _ascii_label(label: str) -> str:
    if not label or label[0] == "-" or label[-1] == "-":
        return ""
    if not all(char in "-·" or _is_letter(char) for char in label):
        return ""
    coded = label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
    return coded if len(coded) <= MAX_LABEL else ""


def _is_local(local: str) -> bool:
    atoms = local.split(".")
    fits = 0 < len(local.encode("utf-8", "replace")) <= MAX_LOCAL
    return fits and all(atom and all(map(_is_atom, atom)) for atom in atoms)


def _is_atom(char: str) -> bool:
    return char in _ATOM if char.isascii() else _is_letter(char)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"
