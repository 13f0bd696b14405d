"""A mail server: one connection for many messages, opened again when it was lost."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress

from certgen.mail.account import Account
from certgen.mail.message import Parcel
from certgen.mail.trouble import may_pass, reply_text, what_happened, why_not_open, why_not_sender

CONNECT_SECONDS = 30.0
# RFC 5321, 4.5.3.2.6: a server may think this long over a whole message. Giving up sooner would
# leave unknown whether it was taken.
TAKEN_SECONDS = 600.0
_LINE_DOT = re.compile(rb"^\.", re.MULTILINE)
# A name of this machine is nobody's business, and looking for one can take long.
_GREETING = "[127.0.0.1]"
_TOO_LARGE = 552
# RFC 3463, X.4.5: the sender has used up what the server allows, whoever the next one is.
_NO_MORE = " 5.4.5"


class NotTaken(Exception):  # noqa: N818 - an answer, not an error
    """A message was not taken, as far as is known. `reply` is what the server said."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


class PutOff(NotTaken):
    """Not now: it can be tried again."""


class Refused(NotTaken):
    """Not at all: this message, to these people."""


class Unclear(NotTaken):
    """The connection broke off before the server said whether it took the message."""


class Post:
    """Hands messages over to the server of an account; opens the connection with the first.

    `trust` says which certificates are believed; None is what this machine trusts.
    """

    def __init__(self, account: Account, trust: ssl.SSLContext | None = None) -> None:
        self._account = account
        self._trust = trust
        self._smtp: smtplib.SMTP | None = None
        self._was_open = False

    def open(self) -> smtplib.SMTP:
        """The connection, signed in.

        Raises:
            MailError: there is none to be had.
            PutOff: there was one before, or the server wants to be asked later.
        """
        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except (OSError, ValueError) as error:
                self._tell(error)
            self._was_open = True
        assert self._smtp is not None
        return self._smtp

    def hand_over(self, parcel: Parcel, before: Callable[[], None]) -> dict[str, str]:
        """Sends one message; the addresses that were refused, with what the server said.

        `before` is called when the server knows to whom, and has nothing of the message yet.

        Raises:
            PutOff: nobody got it; Refused: nor will they; Unclear: perhaps they did.
            MailError: nobody will get anything from this account.
        """
        smtp = self.open()
        try:
            refused = self._announce(smtp, parcel)
            before()
            code, reply = smtp.docmd("DATA")
            self._check(code, reply, 354)
            smtp.send(_LINE_DOT.sub(b"..", parcel.data) + b".\r\n")
        except OSError as error:  # as all errors of smtplib are
            self.close()
            raise PutOff(what_happened(error)) from None
        self._await_taken(smtp)
        return refused

    def close(self) -> None:
        """Says goodbye, if there is a connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            # Of a server that is gone there is nothing to be heard.
            with suppress(OSError):
                smtp.quit()
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        server = self._account.server
        trust = self._trust or ssl.create_default_context()
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, _GREETING, timeout=CONNECT_SECONDS, context=trust
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, _GREETING, timeout=CONNECT_SECONDS)
        try:
            if server.security == "starttls":
                smtp.starttls(context=trust)
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _tell(self, error: Exception) -> None:
        """Raises what an attempt to open the connection came to."""
        answered = isinstance(error, smtplib.SMTPResponseException)
        if (answered or self._was_open) and may_pass(error):
            raise PutOff(what_happened(error)) from None
        raise why_not_open(error, self._account.server) from None

    def _announce(self, smtp: smtplib.SMTP, parcel: Parcel) -> dict[str, str]:
        """Tells the server from whom and to whom; those it refuses, if not all."""
        smtp.ehlo_or_helo_if_needed()
        code, reply = smtp.mail(self._account.address, self._options(smtp, parcel))
        if code != 250:
            self._reset(smtp, code)
            if code < 500:
                raise PutOff(reply_text(code, reply))
            if code == _TOO_LARGE:
                raise Refused(reply_text(code, reply))
            raise why_not_sender(self._account, reply_text(code, reply))
        refused: dict[str, str] = {}
        for address in parcel.to:
            code, reply = smtp.rcpt(address)
            if code not in (250, 251):
                refused[address] = reply_text(code, reply)
                if code < 500:
                    self._check(code, reply, 250)
        if len(refused) == len(parcel.to):
            self._reset(smtp, code)
            raise self._refusal(" ".join(dict.fromkeys(refused.values())))
        return refused

    def _options(self, smtp: smtplib.SMTP, parcel: Parcel) -> Sequence[str]:
        options = [f"size={len(parcel.data)}"] if smtp.has_extn("size") else []
        if parcel.international or not self._account.address.isascii():
            if not smtp.has_extn("smtputf8"):
                raise Refused("The server takes no addresses with such letters before the @.")
            options += ["SMTPUTF8", "BODY=8BITMIME"]
            smtp.command_encoding = "utf-8"
        return options

    def _await_taken(self, smtp: smtplib.SMTP) -> None:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(TAKEN_SECONDS)
            code, reply = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(CONNECT_SECONDS)
        except OSError as error:
            self.close()
            raise Unclear(what_happened(error)) from None
        self._check(code, reply, 250)

    def _check(self, code: int, reply: bytes, wanted: int) -> None:
        if code == wanted:
            return
        assert self._smtp is not None
        self._reset(self._smtp, code)
        said = reply_text(code, reply)
        raise PutOff(said) if code < 500 else self._refusal(said)

    def _refusal(self, said: str) -> Exception:
        return why_not_sender(self._account, said) if _NO_MORE in said else Refused(said)

    def _reset(self, smtp: smtplib.SMTP, code: int) -> None:
        """Makes the connection ready for the next message; 421 is the server's goodbye."""
        try:
            if code != 421:
                smtp.rset()
                return
        except OSError:
            pass
        self.close()
