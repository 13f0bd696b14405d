"""A letter + a person + a certificate -> the message as it goes over the wire (RFC 5322, MIME)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from certgen.letter import Letter
from certgen.mail.account import Account, one_line
from certgen.merge import merge

_TYPES = {
    "pdf": ("application", "pdf"),
    "png": ("image", "png"),
    "jpg": ("image", "jpeg"),
}
# Every server takes lines of ASCII; not every one takes more.
_POLICY = SMTP.clone(cte_type="7bit")
_INTERNATIONAL = _POLICY.clone(utf8=True)
_CONTROL = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says to one person."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message ready to be handed over: to whom, and its bytes."""

    to: tuple[str, ...]
    data: bytes

    @property
    def international(self) -> bool:
        """Whether a server has to know SMTPUTF8 (RFC 6531) to take it."""
        return not all(address.isascii() for address in self.to)


def words_of(letter: Letter, values: Mapping[str, str], language: str = "") -> Words:
    """The letter with its placeholders filled in.

    Raises:
        LayoutError: it names a column that is not among the values.
    """
    subject = merge(letter.subject, values, language=language).text
    body = merge(letter.body, values, language=language).text
    return Words(one_line(subject), _plain_text(body))


def parcel(
    account: Account,
    to: tuple[str, ...],
    words: Words,
    *,
    file_name: str,
    data: bytes,
    number: str,
    date: datetime,
) -> Parcel:
    """The message to these addresses; `number` tells it from all others, as its Message-ID.

    `date` needs its time zone.
    """
    message = EmailMessage(policy=_POLICY if _is_ascii(to, account) else _INTERNATIONAL)
    message["From"] = _address(account.address, account.name)
    message["To"] = tuple(map(_address, to))
    if account.reply_to:
        message["Reply-To"] = _address(account.reply_to)
    message["Subject"] = words.subject
    message["Date"] = format_datetime(date)
    message["Message-ID"] = f"<{number}@{account.address.rpartition('@')[2]}>"
    message.set_content(words.body)
    main, sub = _TYPES[file_name.rpartition(".")[2].lower()]
    message.add_attachment(data, maintype=main, subtype=sub, filename=one_line(file_name))
    return Parcel(to, message.as_bytes())


def _address(address: str, name: str = "") -> Address:
    local, _, domain = address.rpartition("@")
    return Address(name, local, domain)


def _is_ascii(to: tuple[str, ...], account: Account) -> bool:
    return all(address.isascii() for address in (*to, account.address, account.reply_to))


def _plain_text(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", whole).rstrip() + "\n"
