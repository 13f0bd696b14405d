"""What `certgen send` is told: the account, the message, and where things are noted."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from certgen.cli.files import read_file
from certgen.errors import MailError
from certgen.export import remote
from certgen.letter import Letter
from certgen.mail.account import (
    A_MINUTE,
    EXAMPLE,
    FROM,
    REPLY_TO,
    SMTP,
    Account,
    account_of,
    server_at,
)
from certgen.mail.journal import FileJournal, Journal, lines_in
from certgen.project import Project


def account_from(args: argparse.Namespace) -> Account:
    """The account in the environment, as the arguments have it.

    Raises:
        MailError: there is none, or it is not one.
    """
    server = os.environ.get(SMTP, "").strip()
    if not server:
        raise MailError(
            "No e-mail account is set.", f"Name it in the environment: {SMTP}={EXAMPLE}"
        )
    return account_of(
        server_at(server),
        args.sender or os.environ.get(FROM, "").strip(),
        args.reply_to or os.environ.get(REPLY_TO, "").strip(),
        args.a_minute or _a_minute(os.environ.get(A_MINUTE, "").strip()),
    )


def letter_from(project: Project, args: argparse.Namespace) -> Letter:
    """The project's letter with what the arguments say.

    Raises:
        MailError: the message cannot be read, or is too long.
    """
    changes = {"to": args.to, "subject": args.subject}
    if args.body:
        data = read_file(args.body, MailError)
        changes["body"] = data.decode("utf-8-sig", "replace")
    changes = {name: value for name, value in changes.items() if value is not None}
    try:
        return msgspec.structs.replace(project.letter or Letter(), **changes)
    except ValueError as error:
        raise MailError(f"The message cannot be used: {error}.") from None


def sent_project(project: Project, args: argparse.Namespace) -> Project:
    """The project with the format of the certificates that are sent."""
    if args.format is None:
        return project
    return replace(project, output=msgspec.structs.replace(project.output, format=args.format))


@contextmanager
def journal_of(args: argparse.Namespace) -> Iterator[Journal]:
    """The journal of the project; a dry run only looks into it."""
    path = _beside(args, ".sent")
    if args.dry_run:
        yield Journal(lines_in(path.read_bytes()) if path.is_file() else ())
        return
    with closing(FileJournal(path)) as journal:
        yield journal


def report_of(args: argparse.Namespace) -> str | Path:
    """Where the report goes."""
    return args.report or _beside(args, "-sent.csv")


def _beside(args: argparse.Namespace, ending: str) -> Path:
    """A file beside the project; in this folder if the project is at an address."""
    if remote.is_address(args.project):
        return Path(Path(args.project).stem + ending)
    project = Path(args.project)
    return project.with_name(project.stem + ending)


def _a_minute(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise MailError(f"{A_MINUTE} is “{text}”, but has to be a whole number.")
    return int(text)
