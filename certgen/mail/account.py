"""The account that mail is sent from: a server, how it is reached, and who the sender is.

It is written as an address: `smtps://user:password@host` (TLS from the first byte, port 465),
`smtp+starttls://user:password@host` (port 587), and `smtp://localhost` for a server on this
machine, the only one that is spoken to without encryption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from certgen.errors import MailError
from certgen.mail.address import as_sent

Security = Literal["tls", "starttls", "none"]
SMTP, FROM, REPLY_TO = "CERTGEN_SMTP", "CERTGEN_MAIL_FROM", "CERTGEN_MAIL_REPLY_TO"
A_MINUTE = "CERTGEN_MAIL_A_MINUTE"
EXAMPLE = "smtps://user:password@mail.example.org"
PORTS: dict[Security, int] = {"tls": 465, "starttls": 587, "none": 25}
_SCHEMES: dict[str, Security] = {"smtps": "tls", "smtp+starttls": "starttls", "smtp": "none"}
# Whatever stands before the last @ is name and password: they may hold any sign.
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z+]+)://(?:(?P<login>.*)@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^@:/?#\[\]\s]+)(?::(?P<port>[0-9]{1,5}))?/?",
    re.DOTALL,
)
_NAMED = re.compile(r"\s*\"?([^<>\"]*)\"?\s*<([^<>]*)>\s*")
_LOCAL = re.compile(r"localhost|::1|127(\.\d{1,3}){3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and the login for it; `user` is "" where it asks for none."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.security == "none" and not _LOCAL.fullmatch(self.host):
            raise MailError(
                f"Mail to {self.host} would go unencrypted, the password too.",
                "Take smtps:// (port 465) or smtp+starttls:// (port 587).",
            )
        if not 1 <= self.port <= 65535:
            raise MailError(f"{self.port} is no port.", "Most servers have 465 or 587.")


@dataclass(frozen=True, slots=True)
class Account:
    """A server and a sender. `a_minute` is how many messages it takes in a minute, 0 any number."""

    server: Server
    address: str
    name: str = ""
    reply_to: str = ""
    a_minute: int = 0

    @property
    def shown(self) -> str:
        """The sender as people see it: `Lumen Academy <office@lumen.example>`."""
        return f"{self.name} <{self.address}>" if self.name else self.address


def server_at(address: str) -> Server:
    """The server of an address such as `smtps://user:password@host:465`.

    Raises:
        MailError: it is none; the message does not quote it, since a password is in it.
    """
    found = _ADDRESS.fullmatch(address.strip())
    security = _SCHEMES.get(found["scheme"]) if found else None
    if found is None or security is None:
        raise MailError(
            "The address of the mail server is not one.",
            f"Write it like {EXAMPLE}, or with smtp+starttls://.",
        )
    user, _, password = (found["login"] or "").partition(":")
    port = int(found["port"]) if found["port"] else PORTS[security]
    return Server(found["host"].strip("[]"), port, security, unquote(user), unquote(password))


def account_of(server: Server, sender: str = "", reply_to: str = "", a_minute: int = 0) -> Account:
    """The account with a sender such as `Lumen Academy <office@lumen.example>`.

    Without one it is the user, if that is an address.

    Raises:
        MailError: the sender, or where replies go, is no address.
    """
    name, address = mailbox(sender or server.user)
    if not address:
        raise MailError(
            f"“{sender}” is no sender." if sender else "Nobody is named as the sender.",
            f"Write it like “Lumen Academy <office@lumen.example>”, in {FROM}.",
        )
    if reply_to and not mailbox(reply_to)[1]:
        raise MailError(f"Replies cannot go to “{reply_to}”.", "Write one e-mail address.")
    return Account(server, address, name, mailbox(reply_to)[1], a_minute)


def mailbox(text: str) -> tuple[str, str]:
    """The name and the address in `Name <address>`, or in an address alone; "" for what is none."""
    named = _NAMED.fullmatch(text)
    name, address = (named[1], named[2]) if named else ("", text)
    return one_line(name), as_sent(address.strip())


def one_line(text: str) -> str:
    """The text as a header can hold it: no line breaks, no controls, nothing half a letter."""
    whole = text.encode("utf-8", "replace").decode()
    seen = (c if c.isprintable() or c in "\u200c\u200d" else " " for c in whole)
    return " ".join("".join(seen).split())
