"""`certgen send`: everybody's certificate to their e-mail address."""

from __future__ import annotations

import argparse

from certgen.cli.arguments import Commands, add_people, add_project, add_rows, command, positive
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

FORMATS = ("pdf", "png", "jpeg")
_DESCRIPTION = """\
Sends everybody in the list their certificate, from your own e-mail account.

The account is named in the environment, so that no password stands in a list of processes:
  CERTGEN_SMTP            smtps://user:password@mail.example.org, or smtp+starttls://… (port 587)
  CERTGEN_MAIL_FROM       Lumen Academy <office@lumen.example>; the user if that is an address
  CERTGEN_MAIL_REPLY_TO   where answers go, if not there
  CERTGEN_MAIL_A_MINUTE   how many messages your provider takes in a minute

Subject and message may have placeholders, as in "Dear {{Name}}". You are shown what is going to
happen and asked before anything is sent; --yes answers.

Who was sent what is noted in PROJECT.sent, so that after a crash or a refusal the same command
goes on: nobody gets the same certificate twice. The report says what became of each.

The exit code is 10 if somebody's mail was refused, and 7 if a certificate could not be made.

examples:
  certgen send my.certgen --dry-run
  certgen send my.certgen --test me@example.org
  certgen send my.certgen --subject "Your certificate, {{Name}}" --body message.txt
  certgen send my.certgen --data people.xlsx --to "E-mail" --yes
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "send", "e-mail everybody their certificate", _DESCRIPTION, _run)
    add_project(parser)
    add_people(parser)
    add_rows(parser)
    mail = parser.add_argument_group("the message")
    mail.add_argument("--to", metavar="COLUMN", help="the column with the addresses (found)")
    mail.add_argument("--subject", metavar="TEXT", help="the project's own, or “Your certificate”")
    mail.add_argument("--body", metavar="FILE", help="the message, a text file")
    mail.add_argument(
        "--from", dest="sender", metavar="SENDER", help="instead of CERTGEN_MAIL_FROM"
    )
    mail.add_argument("--reply-to", metavar="ADDRESS", help="instead of CERTGEN_MAIL_REPLY_TO")
    mail.add_argument(
        "--format", choices=FORMATS, help="of the certificate (the project's, or pdf)"
    )
    how = parser.add_argument_group("how")
    how.add_argument(
        "--dry-run", action="store_true", help="say what would be sent to whom, and send nothing"
    )
    how.add_argument(
        "--test", metavar="ADDRESS", help="send the first person's mail to this address only"
    )
    how.add_argument("--yes", action="store_true", help="send without asking")
    how.add_argument("--again", action="store_true", help="also to those who were sent it before")
    how.add_argument(
        "--faultless", action="store_true", help="hold back certificates that have warnings"
    )
    how.add_argument(
        "--a-minute", type=positive, metavar="N", help="instead of CERTGEN_MAIL_A_MINUTE"
    )
    how.add_argument(
        "--report", metavar="FILE", help="who was sent what, as CSV (PROJECT-sent.csv)"
    )


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.cli.letter import account_from, journal_of, letter_from, sent_project
    from certgen.cli.load import check_people, project_from, rows_from
    from certgen.cli.sending import ask, say_all, sent, show
    from certgen.mail.mailing import mailing
    from certgen.mail.send import send_one

    project = sent_project(project_from(args, screen), args)
    check_people(project, args)
    letter, rows = letter_from(project, args), rows_from(args)
    if args.test:
        send_one(project, letter, account_from(args), args.test, rows=rows)
        screen.say(f"The first person's mail was sent to {args.test}.")
        return int(ExitCode.OK)
    account = None if args.dry_run else account_from(args)
    with journal_of(args) as journal:
        planned = mailing(project, letter, rows, journal)
        if account is None:
            say_all(planned, args, screen)
            return int(ExitCode.OK)
        show(planned, account, args, screen)
        if planned.due(again=args.again) and not args.yes:
            ask(screen)
        return sent(planned, account, journal, args, screen)
