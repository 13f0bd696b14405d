"""The protocol, with a real server: encryption, login, and everything it may answer."""

from contextlib import closing
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from certgen.errors import MailError
from certgen.letter import Letter
from certgen.mail.account import account_of, server_at
from certgen.mail.message import parcel, words_of
from certgen.mail.post import Post, PutOff, Refused, Unclear
from tests.mail.server import DROP, PASSWORD, USER, mail_server

SENDER = "office@lumen.example"


def account_at(port, scheme="smtp", login=""):
    return account_of(server_at(f"{scheme}://{login}127.0.0.1:{port}"), SENDER)


def message_for(account, *to, body="Here it is.\n.\n..\n"):
    words = words_of(Letter(body=body), {})
    rest = {"file_name": "1.pdf", "data": b"%PDF", "number": "n", "date": datetime.now(UTC)}
    return parcel(account, to or ("ana@x.example",), words, **rest)


def test_one_connection_carries_many_messages(server, account):
    begun = []
    with closing(Post(account)) as post:
        for _ in range(3):
            assert post.hand_over(message_for(account), lambda: begun.append(1)) == {}
    assert server.connections == 1
    assert len(begun) == len(server.taken) == 3
    (mail, *_) = server.taken
    assert (mail.sender, mail.to) == (SENDER, ("ana@x.example",))
    assert mail.message.get_body().get_content() == "Here it is.\r\n.\r\n..\r\n"


def test_the_name_of_this_machine_is_not_told(server, account):
    with closing(Post(account)) as post:
        post.hand_over(message_for(account), lambda: None)
    assert server.greetings == ["[127.0.0.1]"]


@pytest.mark.parametrize("starttls", [False, True], ids=["tls", "starttls"])
def test_encrypted_and_signed_in(tls, starttls):
    scheme = "smtp+starttls" if starttls else "smtps"
    with mail_server(tls.shown, starttls=starttls, login=True) as server:
        account = account_at(server.port, scheme, f"{USER}:{PASSWORD}@")
        with closing(Post(account, tls.trust)) as post:
            post.hand_over(message_for(account), lambda: None)
    assert [mail.signed_in for mail in server.taken] == [True]


@pytest.mark.parametrize("starttls", [False, True], ids=["tls", "starttls"])
def test_a_server_nobody_trusts_gets_nothing(tls, starttls):
    scheme = "smtp+starttls" if starttls else "smtps"
    with mail_server(tls.shown, starttls=starttls) as server:
        account = account_at(server.port, scheme, f"{USER}:{PASSWORD}@")
        with closing(Post(account)) as post, pytest.raises(MailError, match="not trusted") as told:
            post.open()
    assert PASSWORD not in str(told.value)


def test_a_login_that_is_refused_is_told(tls):
    with mail_server(tls.shown, login=True) as server:
        account = account_at(server.port, "smtps", f"{USER}:wrong@")
        with (
            closing(Post(account, tls.trust)) as post,
            pytest.raises(MailError, match="login") as told,
        ):
            post.open()
    assert USER in told.value.message
    assert "app password" in told.value.hint


def test_a_password_that_cannot_be_told_is_told(tls):
    with mail_server(tls.shown, login=True) as server:
        account = account_at(server.port, "smtps", f"{USER}:ключ@")
        with closing(Post(account, tls.trust)) as post, pytest.raises(MailError, match="letters"):
            post.open()


@pytest.mark.parametrize(
    ("scheme", "hint"), [("smtps", "smtp+starttls"), ("smtp+starttls", "smtps")]
)
def test_the_wrong_kind_of_encryption_leads_to_the_other(server, scheme, hint):
    with closing(Post(account_at(server.port, scheme))) as post, pytest.raises(MailError) as told:
        post.open()
    assert "encrypt" in told.value.message
    assert hint in told.value.hint


def test_a_login_where_there_is_none_is_told(server):
    account = account_at(server.port, login="me:word@")
    with closing(Post(account)) as post, pytest.raises(MailError, match="offers no login"):
        post.open()


def test_nobody_there(server):
    account = account_at(1)
    with closing(Post(account)) as post, pytest.raises(MailError, match="it refuses"):
        post.open()


def test_no_such_server(monkeypatch):
    account = account_of(server_at("smtps://mail.nowhere.invalid"), SENDER)
    with closing(Post(account)) as post, pytest.raises(MailError, match="no server “mail"):
        post.open()


@pytest.mark.parametrize("step", ["MAIL", "ana@x.example", "DATA"])
def test_a_temporary_answer_puts_it_off(server, account, step):
    server.will_say(step, "451 4.7.1 Come back later")
    with closing(Post(account)) as post:
        with pytest.raises(PutOff) as told:
            post.hand_over(message_for(account), lambda: None)
        post.hand_over(message_for(account), lambda: None)
    assert told.value.reply == "451 4.7.1 Come back later"
    assert (server.connections, len(server.taken)) == (1, 1)


def test_a_goodbye_is_followed_by_a_new_connection(server, account):
    server.will_say("MAIL", "421 Too many messages")
    with closing(Post(account)) as post:
        with pytest.raises(PutOff):
            post.hand_over(message_for(account), lambda: None)
        post.hand_over(message_for(account), lambda: None)
    assert (server.connections, len(server.taken)) == (2, 1)


@pytest.mark.parametrize("step", ["MAIL", "ana@x.example"])
def test_a_line_that_drops_before_the_message_puts_it_off(server, account, step):
    server.will_say(step, DROP)
    begun = []
    with closing(Post(account)) as post:
        with pytest.raises(PutOff):
            post.hand_over(message_for(account), lambda: begun.append(1))
        assert not begun
        post.hand_over(message_for(account), lambda: None)
    assert len(server.taken) == 1


def test_a_line_that_drops_after_the_message_leaves_it_unclear(server, account):
    server.will_say("DATA", DROP)
    begun = []
    with closing(Post(account)) as post, pytest.raises(Unclear):
        post.hand_over(message_for(account), lambda: begun.append(1))
    assert begun


@pytest.mark.parametrize("step", ["ana@x.example", "DATA"])
def test_a_refusal_is_of_this_message_only(server, account, step):
    server.will_say(step, "550 5.1.1 No such person")
    with closing(Post(account)) as post:
        with pytest.raises(Refused, match="No such person"):
            post.hand_over(message_for(account), lambda: None)
        post.hand_over(message_for(account, "bo@x.example"), lambda: None)
    assert server.addressed == ["bo@x.example"]


def test_one_of_two_addresses_is_refused(server, account):
    server.will_say("bo@x.example", "550 No such person")
    with closing(Post(account)) as post:
        refused = post.hand_over(message_for(account, "ana@x.example", "bo@x.example"), print)
    assert refused == {"bo@x.example": "550 No such person"}
    assert server.addressed == ["ana@x.example"]


def test_a_message_that_is_too_large_is_of_this_message_only(server, account):
    server.will_say("MAIL", "552 Too large")
    with closing(Post(account)) as post, pytest.raises(Refused, match="552"):
        post.hand_over(message_for(account), lambda: None)


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("MAIL", "553 Not your address"),
        ("MAIL", "550 5.4.5 Daily limit exceeded"),
        ("ana@x.example", "550 5.4.5 Daily limit exceeded"),
        ("DATA", "550 5.4.5 Daily limit exceeded"),
    ],
)
def test_what_concerns_the_sender_ends_it_all(server, account, step, reply):
    server.will_say(step, reply)
    with closing(Post(account)) as post, pytest.raises(MailError, match=reply[:3]) as told:
        post.hand_over(message_for(account), lambda: None)
    assert SENDER in told.value.message


def test_letters_of_all_scripts_before_the_at(server, account):
    with closing(Post(account)) as post:
        post.hand_over(message_for(account, "josé@x.example"), lambda: None)
    assert server.addressed == ["josé@x.example"]


def test_letters_that_a_server_does_not_take_are_refused(server, account, monkeypatch):
    with closing(Post(account)) as post:
        monkeypatch.setattr(post.open(), "has_extn", lambda name: False)
        with pytest.raises(Refused, match="such letters"):
            post.hand_over(message_for(account, "josé@x.example"), lambda: None)
        post.hand_over(message_for(account), lambda: None)
    assert server.addressed == ["ana@x.example"]


def test_a_connection_that_cannot_be_opened_again_puts_off(server, account, monkeypatch):
    server.will_say("MAIL", DROP)
    with closing(Post(account)) as post:
        with pytest.raises(PutOff):
            post.hand_over(message_for(account), lambda: None)
        nowhere = SimpleNamespace(server=account_at(1).server, address=SENDER)
        monkeypatch.setattr(post, "_account", nowhere)
        with pytest.raises(PutOff, match="broke off"):
            post.open()
