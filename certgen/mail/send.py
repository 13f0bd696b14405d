"""Sending: certificates are made as they are needed and handed over one after another."""

from __future__ import annotations

import secrets
import ssl
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from datetime import datetime
from email.utils import localtime
from pathlib import Path

from certgen.batch.crew import Crew, crew
from certgen.batch.job import job_of, worklist
from certgen.batch.one import first_certificate
from certgen.batch.progress import Pace, Progress
from certgen.batch.render import Result
from certgen.batch.rows import ALL, Rows
from certgen.batch.run import run
from certgen.errors import MailError
from certgen.letter import Letter
from certgen.mail.account import Account
from certgen.mail.address import as_sent
from certgen.mail.courier import Courier
from certgen.mail.journal import Journal
from certgen.mail.mailing import Mailing, Recipient, check_letter
from certgen.mail.message import parcel, words_of
from certgen.mail.patience import Patience
from certgen.mail.post import NotTaken, Post, PutOff
from certgen.mail.report import SentRow
from certgen.project import Project

GO_ON = "Go on later: nobody is sent anything twice."


def send(
    mailing: Mailing,
    account: Account,
    journal: Journal,
    *,
    again: bool = False,
    faultless: bool = False,
    apart: bool = False,
    work: Path | None = None,
    trust: ssl.SSLContext | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], datetime] = localtime,
    progress: Callable[[Progress], None] = lambda at: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[SentRow]:
    """Sends everybody their certificate; yields what became of each, as soon as it is known.

    Nobody gets the same words twice, unless `again` asks for it. With `faultless`, certificates
    that have warnings are held back. Whom the server puts off is tried again after the others,
    with growing pauses; whom it refuses is told, and the rest goes on. `apart` is as for `make`;
    `work` is where worker processes may put what they made. Close the generator to stop.

    Raises:
        MailError: the account cannot be used, or the server takes nothing more for now.
        Cancelled: `cancelled` said so.
        ExportError: the journal cannot be written.
        CertgenError: nothing can be rendered.
    """
    yield from mailing.passed_over(again=again)
    due = mailing.due(again=again)
    if not due:
        return
    job, pace, done = job_of(mailing.project), Pace(len(due)), 0
    progress(pace.at(0))
    folder = work or Path(tempfile.gettempdir()) / f"certgen-mail-{secrets.token_hex(8)}"
    patience = Patience(account.a_minute, cancelled, sleep, clock)
    with closing(Post(account, trust)) as post:
        post.open()
        courier = Courier(mailing, account, journal, post, patience, now, faultless)
        with crew(job, len(due), folder, jobs=1, apart=apart, cancelled=cancelled) as us:
            rows = _rounds(courier, us, due, patience, cancelled)
            with closing(rows):
                for row in rows:
                    yield row
                    done += 1
                    progress(pace.at(done))


def send_one(
    project: Project,
    letter: Letter,
    account: Account,
    to: str,
    *,
    rows: Rows = ALL,
    trust: ssl.SSLContext | None = None,
    now: Callable[[], datetime] = localtime,
) -> None:
    """Sends what the first of `rows` would get to another address, to see how it arrives.

    Raises:
        MailError: it was not taken.
        CertgenError: there is no such record, or it cannot be rendered.
    """
    address = as_sent(to.strip())
    if not address:
        raise MailError(f"“{to}” is not an e-mail address.", "Write it like me@example.org.")
    check_letter(project, letter)
    values = next(iter(worklist(project, rows))).values
    certificate = first_certificate(project, rows)
    message = parcel(
        account,
        (address,),
        words_of(letter, values, project.layout.language),
        file_name=certificate.name,
        data=certificate.data,
        number=secrets.token_hex(16),
        date=now(),
    )
    with closing(Post(account, trust)) as post:
        try:
            post.hand_over(message, lambda: None)
        except NotTaken as error:
            raise MailError(f"Nothing was sent to {to}: {error.reply}", "Try it later.") from None


def _rounds(
    courier: Courier,
    us: Crew,
    waiting: Sequence[Recipient],
    patience: Patience,
    cancelled: Callable[[], bool],
) -> Generator[SentRow]:
    """All of them once, then those who were put off, until the server has used up the patience."""
    is_first = True
    while waiting:
        put_off: dict[Recipient, str] = {}
        left = deque(waiting)
        with closing(_made(us, waiting, cancelled)) as made:
            for result in made:
                recipient = left.popleft()
                try:
                    row = courier.deliver(recipient, result)
                except PutOff as error:
                    put_off[recipient] = error.reply
                    if patience.is_over:
                        break
                else:
                    yield row
        if patience.is_over:
            said = put_off[recipient]
            yield from (one.row("put off", reply) for one, reply in put_off.items())
            if is_first and left:
                raise MailError(f"The server takes nothing more for now: {said}", GO_ON)
            yield from (one.row("put off", said) for one in left)
            return
        waiting, is_first = tuple(put_off), False


def _made(
    us: Crew, recipients: Sequence[Recipient], cancelled: Callable[[], bool]
) -> Generator[Result]:
    return run(
        us.source,
        [one.task for one in recipients],
        executor=us.executor,
        ahead=us.ahead,
        at_once=us.at_once,
        here=us.here,
        cancelled=cancelled,
    )
