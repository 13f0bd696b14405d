"""Mail servers of common providers, so that nobody has to look them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from certgen.mail.account import Security

Hint = Literal["", "app_password", "microsoft", "allow"]


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's server for sending; `domains` are those of its addresses.

    `hint` names what its users have to know: that they need an app password, that their school
    may have switched this off, that they have to allow it first.
    """

    name: str
    host: str
    port: int
    security: Security
    domains: tuple[str, ...] = ()
    hint: Hint = ""
    a_minute: int = 0


OTHER = Provider("", "", 465, "tls")
PROVIDERS = (
    Provider(
        "Gmail", "smtp.gmail.com", 465, "tls", ("gmail.com", "googlemail.com"), "app_password"
    ),
    Provider("Microsoft 365", "smtp.office365.com", 587, "starttls", (), "microsoft", 30),
    Provider(
        *("iCloud", "smtp.mail.me.com", 587, "starttls"),
        ("icloud.com", "me.com", "mac.com"),
        "app_password",
    ),
    Provider(
        *("Yahoo", "smtp.mail.yahoo.com", 465, "tls"),
        ("yahoo.com", "yahoo.es", "yahoo.co.uk", "yahoo.fr", "ymail.com"),
        "app_password",
    ),
    Provider("Fastmail", "smtp.fastmail.com", 465, "tls", ("fastmail.com",), "app_password"),
    Provider("GMX", "mail.gmx.net", 465, "tls", ("gmx.net", "gmx.de", "gmx.at", "gmx.ch"), "allow"),
    Provider("WEB.DE", "smtp.web.de", 587, "starttls", ("web.de",), "allow"),
    OTHER,
)


def provider_of(address: str) -> Provider | None:
    """Whose address this is; None if its domain is nobody's here."""
    domain = address.rpartition("@")[2].strip().lower()
    return next((p for p in PROVIDERS if domain and domain in p.domains), None)
