"""What `certgen send` shows and asks before it sends, and what it says afterwards."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from certgen.cli.files import write_file
from certgen.cli.letter import report_of
from certgen.cli.screen import Screen, stoppable
from certgen.errors import Cancelled, CertgenError, ExitCode, MailError
from certgen.mail.account import Account
from certgen.mail.journal import Journal
from certgen.mail.mailing import Mailing
from certgen.mail.message import words_of
from certgen.mail.report import FAILURES, SentRow, in_words, sent_csv
from certgen.mail.send import send
from certgen.text.clean import in_short


def say_all(planned: Mailing, args: argparse.Namespace, screen: Screen) -> None:
    """What would be sent to whom, line by line."""
    for one in planned.due(again=args.again):
        screen.say(f"Row {one.task.row}, {one.task.person}: {'; '.join(one.to)}, {one.task.name}")
    passed_over = list(planned.passed_over(again=args.again))
    for row in passed_over:
        screen.remark(f"Row {row.row}, {row.person}: {row.fate}. {row.remarks}".rstrip())
    _show_words(planned, args, screen)
    would = len(planned.due(again=args.again))
    screen.remark(f"{would:,} would be sent{_others(in_words(passed_over))}. Nothing was sent.")


def show(planned: Mailing, account: Account, args: argparse.Namespace, screen: Screen) -> None:
    """What is going to happen, in short."""
    due, passed_over = planned.due(again=args.again), list(planned.passed_over(again=args.again))
    screen.remark(f"From {account.shown} by {account.server.host}:")
    screen.remark_some([f"  {one.task.person}: {'; '.join(one.to)}" for one in due])
    _show_words(planned, args, screen)
    screen.remark(f"{len(due):,} to be sent{_others(in_words(passed_over))}.")


def _show_words(planned: Mailing, args: argparse.Namespace, screen: Screen) -> None:
    first = next(iter((*planned.due(again=args.again), *planned.recipients))).task
    words = words_of(planned.letter, first.values, planned.project.layout.language)
    screen.remark(f"The first one, with {first.name}:")
    for line in (words.subject, "", *words.body.splitlines()):
        screen.remark(f"  {line}".rstrip())


def _others(said: str) -> str:
    """The others, without those sent, of whom there are none."""
    return said.removeprefix("0 sent")


def ask(screen: Screen) -> None:
    """Asks whether to send.

    Raises:
        Cancelled: the answer is not yes.
        MailError: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise MailError("Nothing was sent: nobody could be asked.", "Send without asking: --yes.")
    print("Send? [y/N] ", end="", file=screen.err, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Cancelled("Nothing was sent.")


def sent(
    planned: Mailing,
    account: Account,
    journal: Journal,
    args: argparse.Namespace,
    screen: Screen,
) -> int:
    """Sends, and reports whatever came of it."""
    rows: list[SentRow] = []
    try:
        with stoppable() as cancelled, screen.progress("Sending") as progress:
            going = send(
                planned,
                account,
                journal,
                again=args.again,
                faultless=args.faultless,
                progress=progress,
                cancelled=cancelled,
            )
            for row in going:
                rows.append(row)  # one by one: what was sent is known even if the rest fails
    except CertgenError as error:
        if any(row.fate == "sent" for row in rows):
            _report(rows, args, screen)
            error.hint = error.hint or "Run it again to go on: nobody is sent anything twice."
        raise
    _report(rows, args, screen)
    return int(_code(rows))


def _report(rows: Sequence[SentRow], args: argparse.Namespace, screen: Screen) -> None:
    report = report_of(args)
    write_file(report, sent_csv(rows))
    notable = [row for row in sorted(rows) if row.remarks]
    screen.remark_some([f"Row {r.row}, {in_short(r.person)}: {r.remarks}" for r in notable])
    screen.say(f"{in_words(rows)}: {report}")


def _code(rows: Sequence[SentRow]) -> ExitCode:
    if any(row.fate == "not made" for row in rows):
        return ExitCode.RENDER
    return ExitCode.MAIL if any(row.fate in FAILURES for row in rows) else ExitCode.OK
