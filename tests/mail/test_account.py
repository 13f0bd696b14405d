import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.errors import MailError
from certgen.mail.account import Server, account_of, mailbox, one_line, server_at


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtps://mail.x.org", Server("mail.x.org", 465, "tls")),
        ("smtps://mail.x.org:4650/", Server("mail.x.org", 4650, "tls")),
        ("smtp+starttls://u:p@mail.x.org", Server("mail.x.org", 587, "starttls", "u", "p")),
        ("smtps://me@x.org:p@mail.x.org", Server("mail.x.org", 465, "tls", "me@x.org", "p")),
        ("smtps://me%40x.org:p%2Fq@m.org", Server("m.org", 465, "tls", "me@x.org", "p/q")),
        ("smtps://u:a/b?c#d:e@f@m.org", Server("m.org", 465, "tls", "u", "a/b?c#d:e@f")),
        ("smtp://localhost:1025", Server("localhost", 1025, "none")),
        ("smtp://127.0.0.1", Server("127.0.0.1", 25, "none")),
        ("smtp://[::1]:25", Server("::1", 25, "none")),
    ],
)
def test_a_server_is_read_from_its_address(address, server):
    assert server_at(address) == server


@pytest.mark.parametrize(
    "address",
    ["", "mail.x.org", "http://mail.x.org", "smtps://", "smtps://u:secret@", "smtps://a b"],
)
def test_what_is_no_server_is_told_without_quoting_it(address):
    with pytest.raises(MailError) as told:
        server_at(address)
    assert "secret" not in str(told.value)


def test_a_password_never_goes_in_the_clear():
    with pytest.raises(MailError, match="unencrypted") as told:
        server_at("smtp://u:secret@mail.x.org")
    assert "secret" not in str(told.value)


def test_a_port_is_one():
    with pytest.raises(MailError, match="no port"):
        server_at("smtps://mail.x.org:70000")


def test_a_password_is_not_shown():
    assert "secret" not in repr(account_of(server_at("smtps://me@x.org:secret@m.org")))


def test_the_sender_is_the_user_if_that_is_an_address():
    assert account_of(server_at("smtps://me@x.org:p@m.org")).address == "me@x.org"
    with pytest.raises(MailError, match="sender"):
        account_of(server_at("smtps://me:p@m.org"))


def test_sender_and_replies_are_checked():
    server = server_at("smtps://m.org")
    account = account_of(server, "Lumen Academy <office@bücher.example>", "Ana <ana@x.org>")
    assert (account.name, account.address) == ("Lumen Academy", "office@xn--bcher-kva.example")
    assert account.reply_to == "ana@x.org"
    with pytest.raises(MailError, match="“Lumen”"):
        account_of(server, "Lumen")
    with pytest.raises(MailError, match="“me”"):
        account_of(server, "a@x.org", "me")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@x.org", ("", "a@x.org")),
        ('"Lee, Ana" <a@x.org>', ("Lee, Ana", "a@x.org")),
        (" Ana  Lee<a@x.org> ", ("Ana Lee", "a@x.org")),
        ("Ana <nobody>", ("Ana", "")),
    ],
)
def test_a_mailbox(text, found):
    assert mailbox(text) == found


@given(st.text())
def test_one_line_is_one_line(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    line.encode()
