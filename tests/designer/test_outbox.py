"""Mail in the background: one sending for each design, and what is noted of it in the store."""

import threading

import pytest

from certgen.batch.progress import Progress
from certgen.errors import Cancelled, MailError
from certgen.letter import Letter
from certgen.mail.account import account_of, server_at
from certgen.mail.mailing import mailing
from certgen.mail.report import SentRow
from designer.outbox import box as box_module
from designer.outbox import notes
from designer.outbox.box import Outbox
from designer.outbox.notes import NAMES, StoredJournal
from service.store import LocalStore, StoreError
from tests.designer.batches import until
from tests.mail.conftest import project_of

OWNER = "o" * 22
ACCOUNT = account_of(server_at("smtps://mail.example.org"), "a@x.org")
ROW = SentRow(2, "Ana", "ana@x.org", "sent")


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "kept")


@pytest.fixture
def boxes(store, tmp_path):
    """Makes outboxes, and closes them."""
    made = []

    def make(send, **options):
        made.append(Outbox(store, tmp_path / "work", send=send, **options))
        return made[-1]

    yield make
    for box in made:
        box.close()


class Sender:
    """Stands in for `send`: yields a row, then waits at its gate."""

    def __init__(self, error=None):
        self.gate = threading.Event()
        self.times = 0
        self.error = error

    def __call__(self, planned, account, journal, *, progress, cancelled, **rest):
        self.times += 1
        yield ROW
        progress(Progress(1, 3, 7.0))
        while not self.gate.wait(0.005):
            if cancelled():
                raise Cancelled("Stopped.")
        if self.error:
            raise self.error


def planned():
    return mailing(project_of(), Letter())


def over(box, owner=OWNER):
    until(lambda: box.status(owner).over)
    return box.status(owner)


def test_a_sending_is_followed(boxes):
    sender = Sender()
    box = boxes(sender)
    assert box.status(OWNER) is None
    box.start(OWNER, planned(), ACCOUNT)
    until(lambda: box.status(OWNER).done)
    now = box.status(OWNER)
    assert (now.phase, now.done, now.total, now.seconds_left) == ("running", 1, 3, 7.0)
    assert now.rows == (ROW,)
    sender.gate.set()
    assert over(box).phase == "done"


def test_pressed_twice_it_is_sent_once(boxes):
    sender = Sender()
    box = boxes(sender)
    for _ in range(2):
        box.start(OWNER, planned(), ACCOUNT)
    until(lambda: box.status(OWNER).done)
    assert sender.times == 1


def test_it_can_be_stopped(boxes):
    box = boxes(Sender())
    box.start(OWNER, planned(), ACCOUNT)
    box.cancel(OWNER)
    now = over(box)
    assert (now.phase, now.rows) == ("cancelled", (ROW,))
    box.cancel("somebody else")


@pytest.mark.parametrize(
    ("error", "message"), [(MailError("No.", "Try."), "No."), (KeyError("x"), "KeyError: 'x'")]
)
def test_what_goes_wrong_is_told(boxes, error, message):
    sender = Sender(error)
    sender.gate.set()
    box = boxes(sender)
    box.start(OWNER, planned(), ACCOUNT)
    now = over(box)
    assert (now.phase, now.message, now.rows) == ("failed", message, (ROW,))


def test_the_end_of_the_server_ends_it(boxes):
    box = boxes(Sender())
    box.start(OWNER, planned(), ACCOUNT)
    box.close()
    assert box.status(OWNER).phase == "cancelled"


def test_too_many_are_told(boxes, monkeypatch):
    monkeypatch.setattr(box_module, "MOST_AT_ONCE", 1)
    box = boxes(Sender(), most_records=3)
    box.start(OWNER, planned(), ACCOUNT)
    with pytest.raises(MailError, match="Too many are sending"):
        box.start("q" * 22, planned(), ACCOUNT)
    box = boxes(Sender(), most_records=2)
    with pytest.raises(MailError, match="3 at once"):
        box.start(OWNER, planned(), ACCOUNT)


def test_notes_outlive_the_server(store, monkeypatch):
    monkeypatch.setattr(notes, "LINES_IN_A_PIECE", 2)
    journal = StoredJournal(store, OWNER)
    for number in range(5):
        journal.note(f"key {number}", "sent")
    names = sorted(entry.name for entry in store.entries())
    assert names == [f"{OWNER}.sent{n}" for n in range(3)]
    assert all(NAMES.fullmatch(name) for name in names)
    again = StoredJournal(store, OWNER)
    again.note("key 5", "sent")
    again.note("key 6", "begun")
    kept = StoredJournal(store, OWNER)
    assert [kept.last(f"key {n}") for n in range(7)] == ["sent"] * 6 + ["begun"]
    assert StoredJournal(store, "q" * 22).length == 0


def test_a_store_that_fails_is_told_and_nothing_counts_as_noted(store, monkeypatch):
    journal = StoredJournal(store, OWNER)

    def full(self, name, data):
        raise StoreError("Full.")

    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "write", full)
        with pytest.raises(StoreError):
            journal.note("a", "begun")
    journal.note("b", "sent")
    kept = StoredJournal(store, OWNER)
    assert (journal.last("a"), kept.last("a"), kept.last("b")) == (None, None, "sent")
