"""What a mail server says, or why it says nothing, in words for whoever sends."""

from __future__ import annotations

import smtplib
import socket
import ssl

from certgen.errors import MailError
from certgen.mail.account import Account, Server, one_line

_LONGEST = 300


def reply_text(code: int, reply: bytes | str) -> str:
    """What the server said, on one line."""
    text = reply if isinstance(reply, str) else reply.decode("utf-8", "replace")
    return one_line(f"{code} {text}")[:_LONGEST]


def what_happened(error: Exception) -> str:
    """What the server said when something failed, or what became of the connection."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply_text(error.smtp_code, error.smtp_error)
    return "The connection to the mail server broke off."


def may_pass(error: Exception) -> bool:
    """Whether it may go better later, with a server that was there before."""
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code < 500
    lasting = (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError)
    return isinstance(error, OSError) and not isinstance(error, lasting)


def why_not_open(error: Exception, server: Server) -> MailError:
    """Why there is no connection to a server, or no login."""
    where = f"mail server {server.host}, port {server.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError(
            f"{server.host} refuses the login of “{server.user}”: {what_happened(error)}",
            "Check user and password. Many providers want an app password, made in the settings "
            "of the account, instead of the usual one.",
        )
    if isinstance(error, UnicodeEncodeError):
        return MailError(
            "User or password have letters that a mail server cannot be told.",
            "Choose a password of plain letters, digits and signs.",
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailError(
            f"The certificate of the {where}, is not trusted: {error.verify_message}.",
            "Check the server's name. Nothing was sent, the password neither. A certificate of "
            "your own is believed where SSL_CERT_FILE names its issuer's.",
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        missing = "login" if "AUTH" in str(error) else "encryption"
        return MailError(f"The {where}, offers no {missing}.", _other_port(server))
    if isinstance(error, (ssl.SSLError, smtplib.SMTPServerDisconnected)):
        return MailError(f"No encrypted connection to the {where}.", _other_port(server))
    if isinstance(error, smtplib.SMTPResponseException):
        return MailError(f"{server.host} does not let us in: {what_happened(error)}")
    if isinstance(error, socket.gaierror):
        return MailError(
            f"There is no server “{server.host}”, or no network.",
            "Check the server's name and the connection.",
        )
    return MailError(
        f"No connection to the {where}: {_why(error)}.",
        "Check server, port and network; some networks let no mail out.",
    )


def why_not_sender(account: Account, reply: str) -> MailError:
    """Why a server takes nothing from this sender."""
    return MailError(
        f"{account.server.host} takes no mail from {account.address}: {reply}",
        "Check the sender's address. If you have sent all that a day allows, go on tomorrow: "
        "nobody is sent anything twice.",
    )


def _other_port(server: Server) -> str:
    if server.security == "tls":
        return "Perhaps it wants STARTTLS, mostly at port 587 (smtp+starttls://)."
    return "Perhaps it wants TLS from the start, mostly at port 465 (smtps://)."


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, ConnectionRefusedError):
        return "it refuses"
    return getattr(error, "strerror", None) or type(error).__name__
