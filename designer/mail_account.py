"""The account that mail is sent from: the host's, or on a computer of one's own the person's.

A designer that others can reach connects only to the server that is set in its configuration.
"""

from __future__ import annotations

from certgen.mail.account import Account, account_of, server_at
from designer.door.closed import ThisMachineOnly
from designer.places import configuration
from designer.server import server
from designer.session import state


def host_account() -> Account | None:
    """The account in the configuration."""
    settings = configuration()
    if not settings.smtp:
        return None
    return account_of(
        server_at(settings.smtp.value),
        settings.mail_from,
        settings.mail_reply_to,
        settings.mail_a_minute,
    )


def may_bring_one() -> bool:
    """Whether the person may name an account: only where nobody else is let in."""
    return isinstance(server().door.keeper, ThisMachineOnly) and host_account() is None


def account() -> Account | None:
    """The account that is sent from; None until there is one."""
    return host_account() or (state().account if may_bring_one() else None)
