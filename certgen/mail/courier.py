"""One finished certificate -> one message at the server, noted before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from certgen.batch.render import Result
from certgen.errors import MailError
from certgen.mail.account import Account
from certgen.mail.journal import Journal
from certgen.mail.mailing import Mailing, Recipient
from certgen.mail.message import Parcel, parcel, words_of
from certgen.mail.patience import Patience
from certgen.mail.post import NotTaken, Post, PutOff, Refused, Unclear
from certgen.mail.report import SentRow


@dataclass(frozen=True, slots=True)
class Courier:
    """Brings what a mailing has made to the server; `faultless` holds back what has warnings."""

    mailing: Mailing
    account: Account
    journal: Journal
    post: Post
    patience: Patience
    now: Callable[[], datetime]
    faultless: bool

    def deliver(self, recipient: Recipient, result: Result) -> SentRow:
        """What became of it.

        Raises:
            PutOff: it is to be tried again; how long to wait has been waited.
            MailError: the server takes nothing from this account.
            Cancelled: while it waited.
        """
        if result.error:
            return recipient.row("not made", result.error)
        warnings = [f.message for f in result.findings if f.severity != "info"]
        if warnings and self.faultless:
            return recipient.row("held back", " ".join(dict.fromkeys(warnings)))
        self.patience.turn()
        try:
            refused = self._handed_over(recipient, self._parcel(recipient, result))
        except PutOff:
            self.patience.put_off()
            raise
        except Refused as error:
            self.patience.answered()
            return recipient.row("refused", error.reply)
        except Unclear as error:
            return recipient.row("unclear", f"{error.reply} It may have arrived.")
        self.patience.answered()
        notes = [f"“{piece}” is no address." for piece in recipient.found.bad]
        notes += [f"{address} was refused: {reply}" for address, reply in refused.items()]
        return recipient.row("sent", " ".join(dict.fromkeys((*notes, *warnings))))

    def _parcel(self, recipient: Recipient, result: Result) -> Parcel:
        task, mailing = recipient.task, self.mailing
        return parcel(
            self.account,
            recipient.to,
            words_of(mailing.letter, task.values, mailing.project.layout.language),
            file_name=task.name.rpartition("/")[2],
            data=b"".join(result.pieces),
            number=f"{recipient.key}.{self.journal.times(recipient.key) + 1}",
            date=self.now(),
        )

    def _handed_over(self, recipient: Recipient, message: Parcel) -> dict[str, str]:
        """Which of the addresses were refused. Raises as `Post.hand_over`."""
        key, begun = recipient.key, False

        def begin() -> None:
            nonlocal begun
            self.journal.note(key, "begun")
            begun = True

        try:
            refused = self.post.hand_over(message, begin)
        except Unclear:
            raise
        except (NotTaken, MailError):
            if begun:
                self.journal.note(key, "not sent")
            raise
        self.journal.note(key, "sent")
        return refused
