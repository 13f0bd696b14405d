"""The whole way: a list, certificates, a real server, and what is left in the journal."""

from contextlib import closing

import pytest

from certgen.batch.rows import Rows
from certgen.errors import Cancelled, ExportError, MailError
from certgen.letter import Letter
from certgen.mail.account import account_of, server_at
from certgen.mail.journal import FileJournal, Journal
from certgen.mail.mailing import mailing
from certgen.mail.patience import PAUSES
from certgen.mail.report import COLUMNS, FAILURES, counted, in_words, sent_csv
from certgen.mail.send import send, send_one
from tests.mail.conftest import PEOPLE, project_of
from tests.mail.server import DROP

LETTER = Letter(subject="Well done, {{Name}}", body="{{Course}} is over.\n")
ANA, JOSE, HANAKO = (row[2] for row in PEOPLE)


class Time:
    """Sleeps at once, and knows how long."""

    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        self.now += seconds

    def clock(self):
        return self.now


@pytest.fixture
def journal():
    return Journal()


@pytest.fixture
def sent(account, journal):
    """Sends to everybody, and gives what became of them by the first name."""

    def run(project=None, *, into=None, time=None, **options):
        time = time or Time()
        planned = mailing(project or project_of(), LETTER, journal=journal)
        rows = [] if into is None else into
        going = send(planned, account, journal, sleep=time.sleep, clock=time.clock, **options)
        for row in going:
            rows.append(row)  # what was yielded counts, also if the rest fails
        return {row.person.split()[0]: row.fate for row in rows}

    return run


def test_everybody_gets_their_own(server, sent):
    assert set(sent().values()) == {"sent"}
    assert server.addressed == [ANA, JOSE, HANAKO]
    assert server.connections == 1
    subjects = [mail.message["Subject"] for mail in server.taken]
    assert subjects == [f"Well done, {row[0]}" for row in PEOPLE]
    attached = [next(mail.message.iter_attachments()) for mail in server.taken]
    assert [a.get_filename() for a in attached] == [f"{row[0]}.pdf" for row in PEOPLE]
    assert all(a.get_content().startswith(b"%PDF") for a in attached)
    assert len({mail.message["Message-ID"] for mail in server.taken}) == 3


def test_nobody_gets_it_twice_unless_asked(server, sent):
    sent()
    assert set(sent().values()) == {"sent before"}
    assert len(server.taken) == 3
    assert set(sent(again=True).values()) == {"sent"}
    assert len({mail.message["Message-ID"] for mail in server.taken}) == 6


def test_a_refusal_is_told_and_the_rest_goes_on(server, sent):
    server.will_say(JOSE, "550 5.1.1 No such person")
    rows = []
    assert sent(into=rows) == {"Ana": "sent", "José": "refused", "山田": "sent"}
    assert "550 5.1.1 No such person" in [row.remarks for row in rows]
    assert sent() == {"Ana": "sent before", "José": "sent", "山田": "sent before"}


def test_who_was_put_off_is_tried_again_after_the_others(server, sent):
    server.will_say(ANA, "450 4.2.0 Graylisted")
    time = Time()
    assert set(sent(time=time).values()) == {"sent"}
    assert server.addressed == [JOSE, HANAKO, ANA]
    assert time.now == PAUSES[0]


def test_pauses_grow_and_come_to_an_end(server, sent):
    server.will_say(ANA, *["450 4.2.0 Not now"] * 20)
    time, rows = Time(), []
    assert sent(time=time, into=rows) == {"Ana": "put off", "José": "sent", "山田": "sent"}
    assert time.now == PAUSES[0] + sum(PAUSES)  # the first one was before the others' success
    assert "450 4.2.0 Not now" in [row.remarks for row in rows]


def test_a_server_that_takes_nothing_more_ends_it(server, sent):
    server.will_say("MAIL", "250 OK", *["452 4.3.1 Too much"] * 20)
    people = [(f"Person {n}", "Botany", f"p{n}@x.example") for n in range(9)]
    rows = []
    with pytest.raises(MailError, match="takes nothing more") as told:
        sent(project_of(people), into=rows)
    assert "twice" in told.value.hint
    assert counted(rows) == {"sent": 1, "put off": 6}


def test_a_line_that_drops_is_taken_up_again(server, sent):
    server.will_say("MAIL", "250 OK", DROP)
    assert set(sent().values()) == {"sent"}
    assert server.connections == 2
    assert sorted(server.addressed) == sorted([ANA, JOSE, HANAKO])


def test_what_may_have_arrived_is_not_sent_again_by_itself(server, sent):
    server.will_say("DATA", "250 OK", DROP)
    assert sent() == {"Ana": "sent", "José": "unclear", "山田": "sent"}
    assert sent()["José"] == "unclear"
    assert server.addressed == [ANA, HANAKO]
    sent(again=True)
    assert JOSE in server.addressed


def test_stopped_and_gone_on_with(server, sent):
    rows = []
    with pytest.raises(Cancelled):
        sent(into=rows, cancelled=lambda: len(server.taken) == 2)
    assert [row.fate for row in rows] == ["sent", "sent"]
    assert sent() == {"Ana": "sent before", "José": "sent before", "山田": "sent"}
    assert server.addressed == [ANA, JOSE, HANAKO]


def test_a_long_pause_can_be_stopped(server, sent):
    server.will_say("MAIL", *["451 Later"] * 20)
    time = Time()
    with pytest.raises(Cancelled):
        sent(time=time, cancelled=lambda: time.now > 50)
    assert time.now < 51


def test_a_crash_at_any_moment_sends_nothing_twice(server, account, tmp_path):
    """The process ends at the first, second or fifth note; the next one goes on."""

    class CrashError(Exception):
        pass

    for moment in (0, 1, 4):
        path, left = tmp_path / f"{moment}.sent", moment
        server.taken.clear()

        class Mortal(FileJournal):
            def _keep(self, line):
                nonlocal left
                if left == 0:
                    raise CrashError
                left -= 1
                super()._keep(line)

        with closing(Mortal(path)) as journal, pytest.raises(CrashError):
            list(send(mailing(project_of(), LETTER, journal=journal), account, journal))
        with closing(FileJournal(path)) as journal:
            rows = list(send(mailing(project_of(), LETTER, journal=journal), account, journal))
        assert len(server.addressed) == len(set(server.addressed))
        unclear = [row.address for row in rows if row.fate == "unclear"]
        assert {*server.addressed, *unclear} == {ANA, JOSE, HANAKO}


def test_a_full_disk_stops_before_anything_is_sent(server, account):
    class Full(Journal):
        def _keep(self, line):
            raise ExportError("The disk is full.")

    planned = mailing(project_of(), LETTER)
    with pytest.raises(ExportError):
        list(send(planned, account, Full()))
    assert server.taken == []


def test_so_many_a_minute(server, account):
    slow, time, journal = account_of(account.server, "a@x.org", "", 30), Time(), Journal()
    planned = mailing(project_of(), LETTER)
    list(send(planned, slow, journal, sleep=time.sleep, clock=time.clock))
    assert time.now == pytest.approx(4.0)


def test_a_certificate_that_cannot_be_made_is_not_sent(server, sent, monkeypatch):
    from certgen.batch import render

    compose = render.compose_varying

    def failing(plan, values):
        if values["Name"].startswith("José"):
            raise ExportError("Out of ink.")
        return compose(plan, values)

    monkeypatch.setattr(render, "compose_varying", failing)
    assert sent() == {"Ana": "sent", "José": "not made", "山田": "sent"}


def test_warnings_hold_back_only_if_asked(server, sent):
    people = [(row[0] * (40 if n == 1 else 1), *row[1:]) for n, row in enumerate(PEOPLE)]
    assert list(sent(project_of(people), faultless=True).values()) == ["sent", "held back", "sent"]
    rows = []
    sent(project_of(people), into=rows)
    assert [row.fate for row in rows if row.person.startswith("José")] == ["sent"]
    assert any(row.remarks for row in rows)


def test_one_wrong_address_of_two_is_told(server, sent):
    rows = []
    sent(project_of([("Ana", "Botany", f"{ANA}; bo@")]), into=rows)
    assert [(row.fate, row.remarks) for row in rows] == [("sent", "“bo@” is no address.")]


def test_an_account_that_cannot_be_used_is_told_first(sent, server):
    account = account_of(server_at("smtp://127.0.0.1:1"), "a@x.org")
    with pytest.raises(MailError, match="No connection"):
        list(send(mailing(project_of(), LETTER), account, Journal()))


def test_a_list_nobody_is_due_on_needs_no_connection(sent):
    account = account_of(server_at("smtp://127.0.0.1:1"), "a@x.org")
    planned = mailing(project_of([("Ana", "Botany", "")]), Letter(to="E-mail"))
    (row,) = send(planned, account, Journal())
    assert row.fate == "no address"


def test_the_first_one_to_oneself(server, account, journal):
    send_one(project_of(), LETTER, account, " me@x.example ", rows=Rows(only=frozenset({3})))
    (mail,) = server.taken
    assert mail.to == ("me@x.example",)
    assert mail.message["Subject"] == "Well done, José Núñez"
    assert next(mail.message.iter_attachments()).get_filename() == "José Núñez.pdf"


@pytest.mark.parametrize(("to", "reply"), [("me", "250 OK"), ("me@x.example", "550 No")])
def test_a_test_that_fails_is_told(server, account, to, reply):
    server.will_say("me@x.example", reply)
    with pytest.raises(MailError, match="me"):
        send_one(project_of(), LETTER, account, to)
    assert server.taken == []


def test_the_report(sent, server):
    server.will_say(ANA, "550 No")
    rows = []
    sent(project_of([*PEOPLE, ("=1+1", "Botany", "")]), into=rows)
    assert in_words(rows) == "2 sent, 1 without an address, 1 refused"
    lines = sent_csv(rows).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == f"2,Ana Lindqvist,{ANA},refused,550 No"
    assert lines[4] == "5,'=1+1,,no address,"
    assert {"refused"} <= FAILURES
