"""A real mail server in the test's own process, which does what it is told to."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult

# Signs that have a meaning in addresses.
USER, PASSWORD = "office@lumen.example", "a b@c:d/e?f#g"
DROP = "drop the line"


@dataclass
class Mail:
    """What it took: from whom, to whom, and the message."""

    sender: str
    to: tuple[str, ...]
    message: EmailMessage
    signed_in: bool


@dataclass
class Behavior:
    """aiosmtpd's handler. `replies` are given one after another, by step or address, then "250"."""

    port: int = 0
    taken: list[Mail] = field(default_factory=list)
    replies: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    connections: int = 0
    greetings: list[str] = field(default_factory=list)

    def will_say(self, step: str, *replies: str) -> None:
        """The next answers at "MAIL", "DATA", or to an address; DROP hangs up."""
        self.replies[step].extend(replies)

    @property
    def addressed(self) -> list[str]:
        """To whom it took mail, in order."""
        return [address for mail in self.taken for address in mail.to]

    def _reply(self, step, server) -> str:
        answers = self.replies.get(step)
        answer = answers.popleft() if answers else "250 OK"
        if answer == DROP:
            server.transport.abort()
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.greetings.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        reply = self._reply("MAIL", server)
        if reply.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        reply = self._reply(address, server)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        reply = self._reply("DATA", server)
        if reply.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            to = tuple(envelope.rcpt_tos)
            mail = Mail(envelope.mail_from, to, message, session.authenticated)
            self.taken.append(mail)
        return reply


def _signed_in(server, session, envelope, mechanism, data) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(context: ssl.SSLContext | None = None, *, starttls: bool = False, login=False):
    """The behavior of a server: plain, or with `context` TLS from the start or on."""
    behavior = Behavior()

    def connection() -> SMTP:
        behavior.connections += 1
        return SMTP(
            behavior,
            hostname="mail.example.org",
            loop=loop,
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=_signed_in if login else None,
            auth_require_tls=starttls or not login,
            auth_exclude_mechanism=["LOGIN"],
            enable_SMTPUTF8=True,
        )

    loop = asyncio.new_event_loop()
    outer = None if starttls else context
    listening = loop.create_server(connection, "127.0.0.1", 0, ssl=outer)
    server = loop.run_until_complete(listening)
    thread = threading.Thread(target=loop.run_forever, name="mail server")
    thread.start()
    try:
        behavior.port = server.sockets[0].getsockname()[1]
        yield behavior
    finally:
        asyncio.run_coroutine_threadsafe(_stopped(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stopped(server: asyncio.Server) -> None:
    server.close()
    mine = asyncio.current_task()
    left = [task for task in asyncio.all_tasks() if task is not mine]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
